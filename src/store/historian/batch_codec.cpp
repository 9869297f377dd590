#include "store/historian/batch_codec.hpp"

#include "base/bytes.hpp"
#include "store/historian/varint.hpp"

namespace davy::store {
namespace {

constexpr std::size_t kSmallestSample = 12;  // point, two times and quality of a byte each, and the value
constexpr std::uint64_t kQualities = kEnumNames<core::Quality>.size();

}  // namespace

std::string encode_batch(std::span<const PointReading> batch) {
  std::string out;
  put_varint(out, batch.size());
  std::uint64_t source = 0;
  std::uint64_t delay = 0;
  for (const PointReading& sample : batch) {
    const auto next_source = static_cast<std::uint64_t>(sample.reading.source.unix_ns());
    const std::uint64_t next_delay = static_cast<std::uint64_t>(sample.reading.arrival.unix_ns()) - next_source;
    put_varint(out, sample.point);
    put_varint(out, zigzag(next_source - source));
    put_varint(out, zigzag(next_delay - delay));
    out += static_cast<char>(sample.reading.quality);
    put_fixed(out, std::bit_cast<std::uint64_t>(sample.reading.value));
    source = next_source;
    delay = next_delay;
  }
  return out;
}

Result<std::vector<PointReading>> decode_batch(std::string_view bytes) {
  BytesReader in(bytes);
  const std::uint64_t count = in.varint();
  std::vector<PointReading> batch;
  if (count <= bytes.size() / kSmallestSample) batch.reserve(count);
  std::uint64_t source = 0;
  std::uint64_t delay = 0;
  std::uint64_t quality = 0;
  while (in.ok() && quality < kQualities && batch.size() < count) {
    PointReading& sample = batch.emplace_back();
    sample.point = in.varint();
    source += unzigzag(in.varint());
    delay += unzigzag(in.varint());
    quality = in.byte();
    sample.reading = {.source = Instant::from_unix_ns(static_cast<std::int64_t>(source)),
                      .arrival = Instant::from_unix_ns(static_cast<std::int64_t>(source + delay)),
                      .quality = static_cast<core::Quality>(quality),
                      .value = std::bit_cast<double>(in.fixed())};
  }
  if (!in.at_end() || quality >= kQualities) return Error{ErrorCode::Corrupt, "a batch of samples is damaged"};
  return batch;
}

std::string check_of(std::string_view bytes) {
  std::string check;
  put_fixed(check, fingerprint(bytes));
  return check;
}

}  // namespace davy::store
