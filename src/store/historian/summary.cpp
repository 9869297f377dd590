#include "store/historian/summary.hpp"

#include "store/historian/varint.hpp"

#include <algorithm>

namespace davy::store {

void Summary::add(const Reading& reading) {
  if (!is_known(reading)) {
    ++bad;
    return;
  }
  const double value = reading.value;
  add(Summary{1, reading.quality == core::Quality::Uncertain ? 1U : 0U, 0, value, value, value, reading.source, value, reading.source,
              value});
}

void Summary::add(const Summary& other) {
  const std::uint64_t bad_ones = bad + other.bad;
  if (count == 0) {
    *this = other;
  } else if (other.count > 0) {
    count += other.count;
    uncertain += other.uncertain;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
    sum += other.sum;
    if (other.first_at < first_at) first_at = other.first_at, first = other.first;
    if (other.last_at >= last_at) last_at = other.last_at, last = other.last;
  }
  bad = bad_ones;
}

std::string encode_summary(const Summary& summary, Instant since) {
  std::string out;
  put_varint(out, summary.count);
  put_varint(out, summary.uncertain);
  put_varint(out, summary.bad);
  for (const double number : {summary.min, summary.max, summary.sum, summary.first, summary.last})
    put_fixed(out, std::bit_cast<std::uint64_t>(number));
  for (const Instant at : {summary.first_at, summary.last_at})
    put_varint(out, zigzag(static_cast<std::uint64_t>(at.unix_ns()) - static_cast<std::uint64_t>(since.unix_ns())));
  return out;
}

Result<Summary> decode_summary(std::string_view bytes, Instant since) {
  BytesReader in(bytes);
  Summary summary;
  summary.count = in.varint();
  summary.uncertain = in.varint();
  summary.bad = in.varint();
  for (double* number : {&summary.min, &summary.max, &summary.sum, &summary.first, &summary.last})
    *number = std::bit_cast<double>(in.fixed());
  for (Instant* at : {&summary.first_at, &summary.last_at})
    *at = Instant::from_unix_ns(static_cast<std::int64_t>(static_cast<std::uint64_t>(since.unix_ns()) + unzigzag(in.varint())));
  if (!in.at_end()) return Error{ErrorCode::Corrupt, "the summary of a chunk is damaged"};
  return summary;
}

}  // namespace davy::store
