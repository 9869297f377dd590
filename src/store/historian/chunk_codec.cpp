#include "store/historian/chunk_codec.hpp"

#include "store/historian/varint.hpp"
#include "store/zip.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace davy::store {
namespace {

using Numbers = std::vector<std::uint64_t>;  // two's complement; differences wrap, so that none is lost

constexpr std::array<std::int64_t, 4> kUnits{1, 1'000, 1'000'000, 1'000'000'000};  // nanoseconds

constexpr std::size_t kDecimalsMax = 9;
constexpr std::array<double, kDecimalsMax + 1> kScales{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kWholeMax = 9'007'199'254'740'992;  // 2^53: up to here a double is exactly a whole number
constexpr std::uint64_t kXor = 0xff;                 // where the number of decimals stands otherwise

// Differences of the order-th order; the first number of each order is kept whole.
void put_differences(std::string& out, Numbers numbers, int order) {
  for (int n = 0; n < order; ++n)
    for (std::size_t i = numbers.size(); i-- > static_cast<std::size_t>(n) + 1;) numbers[i] -= numbers[i - 1];
  for (const std::uint64_t number : numbers) put_varint(out, zigzag(number));
}

Numbers read_differences(BytesReader& in, std::size_t count, int order) {
  Numbers numbers(count);
  for (std::uint64_t& number : numbers) number = unzigzag(in.varint());
  for (int n = order; n-- > 0;)
    for (std::size_t i = static_cast<std::size_t>(n) + 1; i < count; ++i) numbers[i] += numbers[i - 1];
  return numbers;
}

void put_times(std::string& out, const Numbers& times, int order) {
  std::size_t unit = kUnits.size() - 1;
  while (!std::ranges::all_of(times, [&](std::uint64_t t) { return static_cast<std::int64_t>(t) % kUnits[unit] == 0; })) --unit;
  Numbers in_units = times;
  for (std::uint64_t& time : in_units) time = static_cast<std::uint64_t>(static_cast<std::int64_t>(time) / kUnits[unit]);
  out += static_cast<char>(unit);
  put_differences(out, std::move(in_units), order);
}

std::optional<Numbers> read_times(BytesReader& in, std::size_t count, int order) {
  const std::uint64_t unit = in.byte();
  if (unit >= kUnits.size()) return std::nullopt;
  Numbers times = read_differences(in, count, order);
  for (std::uint64_t& time : times) time *= static_cast<std::uint64_t>(kUnits[unit]);
  return times;
}

void put_qualities(std::string& out, std::span<const Reading> readings) {
  for (std::size_t i = 0; i < readings.size();) {
    std::size_t end = i;
    while (end < readings.size() && readings[end].quality == readings[i].quality) ++end;
    out += static_cast<char>(readings[i].quality);
    put_varint(out, end - i);
    i = end;
  }
}

bool read_qualities(BytesReader& in, std::vector<Reading>& readings) {
  for (std::size_t i = 0; i < readings.size();) {
    const std::uint64_t quality = in.byte();
    const std::uint64_t run = in.varint();
    if (quality > static_cast<std::uint64_t>(core::Quality::Bad) || run == 0 || run > readings.size() - i) return false;
    for (const std::size_t end = i + run; i < end; ++i) readings[i].quality = static_cast<core::Quality>(quality);
  }
  return true;
}

std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value); }

// The whole number that, divided by `scale`, gives exactly `value` again: one division of two exact doubles is correctly rounded, as the
// decimal text of the value was. None for what no decimal of that length is: -0, NaN, infinities, long fractions.
std::optional<std::int64_t> whole_of(double value, double scale) {
  const double scaled = value * scale;
  if (!(std::fabs(scaled) <= kWholeMax)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(std::nearbyint(scaled));
  if (bits_of(static_cast<double>(whole) / scale) != bits_of(value)) return std::nullopt;
  return whole;
}

struct Decimals {
  std::size_t places = 0;
  Numbers wholes;                       // an exception repeats its neighbour
  std::vector<std::size_t> exceptions;  // positions of values that are no such decimal
};

std::optional<Decimals> with_places(std::span<const Reading> readings, std::size_t places) {
  Decimals decimals{places, Numbers(readings.size()), {}};
  std::uint64_t previous = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (const auto whole = whole_of(readings[i].value, kScales[places]))
      previous = static_cast<std::uint64_t>(*whole);
    else
      decimals.exceptions.push_back(i);
    if (decimals.exceptions.size() > readings.size() / 32) return std::nullopt;
    decimals.wholes[i] = previous;
  }
  return decimals;
}

void put_decimals(std::string& out, std::span<const Reading> readings, Decimals decimals) {
  out += static_cast<char>(decimals.places);
  put_varint(out, decimals.exceptions.size());
  for (const std::size_t at : decimals.exceptions) {
    put_varint(out, at);
    put_fixed(out, bits_of(readings[at].value));
  }
  put_differences(out, std::move(decimals.wholes), 1);
}

// The bytes of equal rank stand together: neighbours share sign, exponent and leading digits, so that the upper planes are nearly all zero.
void put_xor(std::string& out, std::span<const Reading> readings) {
  out += static_cast<char>(kXor);
  for (unsigned shift = 0; shift < 64; shift += 8) {
    std::uint64_t previous = 0;
    for (const Reading& reading : readings) {
      out += static_cast<char>((bits_of(reading.value) ^ previous) >> shift);
      previous = bits_of(reading.value);
    }
  }
}

void put_values(std::string& out, std::span<const Reading> readings) {
  for (std::size_t places = 0; places <= kDecimalsMax; ++places)
    if (auto decimals = with_places(readings, places)) return put_decimals(out, readings, std::move(*decimals));
  put_xor(out, readings);
}

bool read_decimals(BytesReader& in, std::size_t places, std::vector<Reading>& readings) {
  const std::uint64_t exceptions = in.varint();
  if (exceptions > readings.size()) return false;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> kept;
  for (std::uint64_t n = 0; n < exceptions; ++n) {
    const std::uint64_t at = in.varint();
    kept.emplace_back(at, in.fixed());
    if (at >= readings.size()) return false;
  }
  const Numbers wholes = read_differences(in, readings.size(), 1);
  for (std::size_t i = 0; i < readings.size(); ++i)
    readings[i].value = static_cast<double>(static_cast<std::int64_t>(wholes[i])) / kScales[places];
  for (const auto& [at, bits] : kept) readings[at].value = std::bit_cast<double>(bits);
  return true;
}

bool read_xor(BytesReader& in, std::vector<Reading>& readings) {
  Numbers bits(readings.size());
  for (unsigned shift = 0; shift < 64; shift += 8) {
    const std::string_view plane = in.take(readings.size());
    if (!in.ok()) return false;
    for (std::size_t i = 0; i < plane.size(); ++i) bits[i] |= std::uint64_t{static_cast<unsigned char>(plane[i])} << shift;
  }
  std::uint64_t previous = 0;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    previous ^= bits[i];
    readings[i].value = std::bit_cast<double>(previous);
  }
  return true;
}

bool read_values(BytesReader& in, std::vector<Reading>& readings) {
  const std::uint64_t coding = in.byte();
  if (coding == kXor) return read_xor(in, readings);
  return coding <= kDecimalsMax && read_decimals(in, coding, readings);
}

Error damaged() { return {ErrorCode::Corrupt, "a chunk of samples is damaged"}; }

}  // namespace

std::string encode_chunk(std::span<const Reading> readings) {
  ensure(!readings.empty() && readings.size() <= kChunkReadingsMax, "a chunk holds one to 4,096 readings");
  Numbers sources;
  Numbers delays;
  for (const Reading& reading : readings) {
    sources.push_back(static_cast<std::uint64_t>(reading.source.unix_ns()));
    delays.push_back(static_cast<std::uint64_t>(reading.arrival.unix_ns()) - sources.back());
  }
  std::string out;
  put_varint(out, readings.size());
  put_times(out, sources, 2);
  put_times(out, delays, 1);
  put_qualities(out, readings);
  put_values(out, readings);
  return zip(out);
}

Result<std::vector<Reading>> decode_chunk(std::string_view encoded) {
  const Result<std::string> bytes = unzip(encoded);
  if (!bytes) return bytes.error();
  BytesReader in(*bytes);
  const std::uint64_t count = in.varint();
  if (count == 0 || count > kChunkReadingsMax) return damaged();
  const auto sources = read_times(in, count, 2);
  const auto delays = read_times(in, count, 1);
  std::vector<Reading> readings(count);
  if (!sources || !delays || !read_qualities(in, readings) || !read_values(in, readings) || !in.at_end()) return damaged();
  for (std::size_t i = 0; i < count; ++i) {
    readings[i].source = Instant::from_unix_ns(static_cast<std::int64_t>((*sources)[i]));
    readings[i].arrival = Instant::from_unix_ns(static_cast<std::int64_t>((*sources)[i] + (*delays)[i]));
  }
  return readings;
}

}  // namespace davy::store
