// The first byte says whether the rest is a chunk that came from a disk, or readings that are to become one.

#include "store/historian/chunk_codec.hpp"

#include "base/ensure.hpp"

#include <bit>

namespace davy::store {
namespace {

bool same_bits(const std::vector<Reading>& one, const std::vector<Reading>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const Reading& a, const Reading& b) {
    return a.source == b.source && a.arrival == b.arrival && a.quality == b.quality &&
           std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
  });
}

void keeps_every_bit(const std::vector<Reading>& readings) {
  const auto back = decode_chunk(encode_chunk(readings));
  ensure(back.has_value() && same_bits(*back, readings), "decoding gives back what was encoded");
}

void read_any_chunk(std::string_view bytes) {
  const auto read = decode_chunk(bytes);
  if (!read) return ensure(!read.error().message.empty(), "why it cannot be read");
  ensure(!read->empty() && read->size() <= kChunkReadingsMax, "no more readings than a chunk has");
  keeps_every_bit(*read);
  PlainChunk plain;
  if (plain.read(bytes)) ensure(plain.sources().size() == plain.wholes().size(), "a time for each value");
}

void encode_any_readings(std::string_view bytes) {
  BytesReader in(bytes);
  std::vector<Reading> readings;
  Instant at;
  while (!in.at_end() && in.ok() && readings.size() < 512) {
    at = at + Duration::from_ns(static_cast<std::int64_t>(in.varint() & 0xffff'ffff'ffffU));
    const auto quality = kEnumNames<core::Quality>[in.byte() % kEnumNames<core::Quality>.size()].value;
    const Instant arrival = at + Duration::from_ns(static_cast<std::int64_t>(in.varint() & 0xffff'ffff'ffffU));
    readings.push_back({at, arrival, quality, std::bit_cast<double>(in.fixed())});
  }
  if (!readings.empty()) keeps_every_bit(readings);
}

}  // namespace
}  // namespace davy::store

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  data[0] % 2 == 0 ? davy::store::read_any_chunk(rest) : davy::store::encode_any_readings(rest);
  return 0;
}
