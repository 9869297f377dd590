#include "store/historian/chunk_codec.hpp"

#include "store/zip.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace davy::store {
namespace {

constexpr std::array<std::int64_t, 4> kUnits{1, 1'000, 1'000'000, 1'000'000'000};  // nanoseconds

constexpr std::size_t kDecimalsMax = 9;
constexpr std::array<double, kDecimalsMax + 1> kScales{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kWholeMax = 9'007'199'254'740'992;  // 2^53: up to here a double is exactly a whole number
constexpr std::uint64_t kXor = 0xff;                 // where the number of decimals stands otherwise
constexpr std::uint64_t kVersion = 1;
// A column needs at most eight bytes a number and ten for each that is listed apart, or where it stands.
constexpr std::size_t kPartMax = 32 * kChunkReadingsMax + 64;

enum class Arrivals : unsigned char { Delays, Times };  // what stands for them
constexpr unsigned kArrivalsShift = 4;                  // above the unit

// A part of a chunk: zipped where that is smaller; the lowest bit of the length says so.
void put_part(std::string& out, const std::string& part) {
  const std::string zipped = zip_numbers(part);
  const std::string& chosen = zipped.size() < part.size() ? zipped : part;
  put_varint(out, chosen.size() << 1U | (&chosen == &zipped ? 1U : 0U));
  out += chosen;
}

struct Part {
  std::string_view stored;
  bool zipped = false;

  // The part itself, in `memory` if it was zipped; none where it is damaged.
  std::optional<std::string_view> open(std::string& memory) const {
    if (!zipped) return stored;
    if (!unzip_numbers(stored, kPartMax, memory)) return std::nullopt;
    return memory;
  }
};

struct Parts {
  std::size_t count = 0;
  Part sources, arrivals, qualities, values;
};

std::optional<Parts> parts_of(std::string_view encoded) {
  BytesReader in(encoded);
  const std::uint64_t version = in.byte();
  Parts parts;
  parts.count = in.varint();
  if (version != kVersion || parts.count == 0 || parts.count > kChunkReadingsMax) return std::nullopt;
  for (Part* part : {&parts.sources, &parts.arrivals, &parts.qualities, &parts.values}) {
    const std::uint64_t length = in.varint();
    *part = {in.take(length >> 1U), (length & 1U) != 0};
  }
  if (!in.at_end()) return std::nullopt;
  return parts;
}

std::size_t unit_of(const Numbers& times) {
  std::size_t unit = kUnits.size() - 1;
  while (!std::ranges::all_of(times, [&](std::uint64_t t) { return static_cast<std::int64_t>(t) % kUnits[unit] == 0; })) --unit;
  return unit;
}

Numbers in_units(Numbers times, std::size_t unit) {
  for (std::uint64_t& time : times) time = static_cast<std::uint64_t>(static_cast<std::int64_t>(time) / kUnits[unit]);
  return times;
}

std::string sources_part(const Numbers& sources) {
  const std::size_t unit = unit_of(sources);
  return static_cast<char>(unit) + encode_column(in_units(sources, unit)).bytes;
}

// A device that sends each reading at once has steady delays, one that sends many at a time has steady arrivals.
std::string arrivals_part(const Numbers& sources, const Numbers& arrivals) {
  Numbers delays = arrivals;
  for (std::size_t i = 0; i < delays.size(); ++i) delays[i] -= sources[i];
  const std::size_t delay_unit = unit_of(delays);
  const std::size_t arrival_unit = unit_of(arrivals);
  const Column as_delays = encode_column(in_units(delays, delay_unit));
  const Column as_times = encode_column(in_units(arrivals, arrival_unit));
  const bool better = as_times.cost < as_delays.cost;
  const auto kind = static_cast<std::size_t>(better ? Arrivals::Times : Arrivals::Delays);
  return static_cast<char>(kind << kArrivalsShift | (better ? arrival_unit : delay_unit)) + (better ? as_times : as_delays).bytes;
}

bool read_sources(std::string_view part, std::size_t count, Numbers& sources, Duration& unit_of_time) {
  BytesReader in(part);
  const std::uint64_t unit = in.byte();
  if (unit >= kUnits.size() || !decode_column(in, count, sources) || !in.at_end()) return false;
  unit_of_time = Duration::from_ns(kUnits[unit]);
  return true;
}

bool read_arrivals(std::string_view part, Numbers& times, std::vector<Reading>& readings) {
  BytesReader in(part);
  const std::uint64_t first = in.byte();
  const std::uint64_t unit = first & 0x0fU;
  const std::uint64_t kind = first >> kArrivalsShift;
  if (unit >= kUnits.size() || kind > 1 || !decode_column(in, readings.size(), times) || !in.at_end()) return false;
  const bool delays = kind == static_cast<std::uint64_t>(Arrivals::Delays);
  const auto length = static_cast<std::uint64_t>(kUnits[unit]);
  const std::uint64_t* time = times.data();
  for (Reading& reading : readings) {
    const std::uint64_t since = delays ? static_cast<std::uint64_t>(reading.source.unix_ns()) : 0;
    reading.arrival = Instant::from_unix_ns(static_cast<std::int64_t>(since + *time++ * length));
  }
  return true;
}

// Nothing where all are good.
std::string qualities_part(std::span<const Reading> readings) {
  std::string out;
  if (std::ranges::all_of(readings, [](const Reading& reading) { return reading.quality == core::Quality::Good; })) return out;
  for (std::size_t i = 0; i < readings.size();) {
    std::size_t end = i;
    while (end < readings.size() && readings[end].quality == readings[i].quality) ++end;
    out += static_cast<char>(readings[i].quality);
    put_varint(out, end - i);
    i = end;
  }
  return out;
}

bool read_qualities(std::string_view part, Numbers&, std::vector<Reading>& readings) {
  if (part.empty()) return true;
  BytesReader in(part);
  for (std::size_t i = 0; i < readings.size();) {
    const std::uint64_t quality = in.byte();
    const std::uint64_t run = in.varint();
    if (quality >= kEnumNames<core::Quality>.size() || run == 0 || run > readings.size() - i) return false;
    for (const std::size_t end = i + run; i < end; ++i) readings[i].quality = static_cast<core::Quality>(quality);
  }
  return in.at_end();
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

std::string decimals_part(std::span<const Reading> readings, const Decimals& decimals) {
  std::string out(1, static_cast<char>(decimals.places));
  put_varint(out, decimals.exceptions.size());
  for (const std::size_t at : decimals.exceptions) {
    put_varint(out, at);
    put_fixed(out, bits_of(readings[at].value));
  }
  return out + encode_column(decimals.wholes).bytes;
}

// The bytes of equal rank stand together: neighbours share sign, exponent and leading digits, so that the upper planes are nearly all zero.
std::string xor_part(std::span<const Reading> readings) {
  std::string out(1, static_cast<char>(kXor));
  for (unsigned shift = 0; shift < 64; shift += 8) {
    std::uint64_t previous = 0;
    for (const Reading& reading : readings) {
      out += static_cast<char>((bits_of(reading.value) ^ previous) >> shift);
      previous = bits_of(reading.value);
    }
  }
  return out;
}

std::string values_part(std::span<const Reading> readings) {
  for (std::size_t places = 0; places <= kDecimalsMax; ++places)
    if (const auto decimals = with_places(readings, places)) return decimals_part(readings, *decimals);
  return xor_part(readings);
}

bool read_decimals(BytesReader& in, std::size_t places, Numbers& wholes, std::vector<Reading>& readings) {
  const std::uint64_t exceptions = in.varint();
  if (exceptions > readings.size()) return false;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> kept;
  for (std::uint64_t n = 0; n < exceptions; ++n) {
    const std::uint64_t at = in.varint();
    kept.emplace_back(at, in.fixed());
    if (at >= readings.size()) return false;
  }
  if (!decode_column(in, readings.size(), wholes)) return false;
  const double scale = kScales[places];
  const std::uint64_t* whole = wholes.data();
  for (Reading& reading : readings) reading.value = static_cast<double>(static_cast<std::int64_t>(*whole++)) / scale;
  for (const auto& [at, bits] : kept) readings[at].value = std::bit_cast<double>(bits);
  return true;
}

bool read_xor(BytesReader& in, Numbers& bits, std::vector<Reading>& readings) {
  bits.assign(readings.size(), 0);
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

bool read_values(std::string_view part, Numbers& numbers, std::vector<Reading>& readings) {
  BytesReader in(part);
  const std::uint64_t coding = in.byte();
  if (coding != kXor && coding > kDecimalsMax) return false;
  return (coding == kXor ? read_xor(in, numbers, readings) : read_decimals(in, coding, numbers, readings)) && in.at_end();
}

Error damaged() { return {ErrorCode::Corrupt, "a chunk of samples is damaged"}; }

}  // namespace

std::string encode_chunk(std::span<const Reading> readings) {
  ensure(!readings.empty() && readings.size() <= kChunkReadingsMax, "a chunk holds one to 16,384 readings");
  Numbers sources;
  Numbers arrivals;
  for (const Reading& reading : readings) {
    sources.push_back(static_cast<std::uint64_t>(reading.source.unix_ns()));
    arrivals.push_back(static_cast<std::uint64_t>(reading.arrival.unix_ns()));
  }
  std::string out(1, static_cast<char>(kVersion));
  put_varint(out, readings.size());
  put_part(out, sources_part(sources));
  put_part(out, arrivals_part(sources, arrivals));
  put_part(out, qualities_part(readings));
  put_part(out, values_part(readings));
  return out;
}

Result<std::vector<Reading>> decode_chunk(std::string_view encoded) {
  ChunkMemory memory;
  return decode_chunk(encoded, memory);
}

Result<std::vector<Reading>> decode_chunk(std::string_view encoded, ChunkMemory& memory) {
  if (const std::uint64_t version = BytesReader(encoded).byte(); version != kVersion)
    return Error{ErrorCode::Corrupt,
                 "it has version " + std::to_string(version) + ", this program reads version " + std::to_string(kVersion)};
  const std::optional<Parts> parts = parts_of(encoded);
  if (!parts) return damaged();
  Duration unit;
  const auto source_part = parts->sources.open(memory.unzipped);
  if (!source_part || !read_sources(*source_part, parts->count, memory.numbers, unit)) return damaged();
  std::vector<Reading> readings;
  if (!memory.spare_readings.empty()) {
    readings.swap(memory.spare_readings.back());
    memory.spare_readings.pop_back();
    readings.clear();
  }
  readings.resize(parts->count);
  const std::uint64_t* source = memory.numbers.data();
  for (Reading& reading : readings)
    reading.source = Instant::from_unix_ns(static_cast<std::int64_t>(*source++ * static_cast<std::uint64_t>(unit.ns())));
  const auto reads = [&](const Part& part, bool (*read)(std::string_view, Numbers&, std::vector<Reading>&)) {
    const auto opened = part.open(memory.unzipped);
    return opened && read(*opened, memory.numbers, readings);
  };
  if (!reads(parts->arrivals, read_arrivals) || !reads(parts->qualities, read_qualities) || !reads(parts->values, read_values))
    return damaged();
  return readings;
}

bool PlainChunk::read(std::string_view encoded) {
  const std::optional<Parts> parts = parts_of(encoded);
  if (!parts || !parts->qualities.stored.empty()) return false;
  const auto values = parts->values.open(unzipped_);
  if (!values) return false;
  BytesReader in(*values);
  const std::uint64_t places = in.byte();
  if (places > kDecimalsMax || in.varint() != 0 || !decode_column(in, parts->count, wholes_) || !in.at_end()) return false;
  scale_ = kScales[places];
  const auto sources = parts->sources.open(unzipped_);
  return sources && read_sources(*sources, parts->count, sources_, unit_);
}

}  // namespace davy::store
