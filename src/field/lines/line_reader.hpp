#pragma once
// LineReader: samples out of lines in InfluxDB's line protocol (docs/formats/lines.md), so that Telegraf is a driver.
//
// A line that is wrong is left out and named, with its column and what was expected there; the others are read. Read-only once made; any thread.
// No allocation per sample.

#include "base/name_index.hpp"
#include "core/sample.hpp"
#include "field/quarantine.hpp"
#include "site/directory.hpp"

namespace davy::field {

struct LineError {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1, in bytes
  std::string expected;    // "a number", in English
  std::string found;       // its first bytes; empty: the end of the line
  Malformed reason = Malformed::BadLine;
};

struct LinesRead {
  std::vector<core::Sample> samples;
  std::vector<LineError> errors;  // the first kLineErrorsMax
  std::uint64_t refused = 0;      // fields that became no sample, and lines without a readable field
};
inline constexpr std::size_t kLineErrorsMax = 50;

struct LinesFrom {
  std::optional<site::DeviceIndex> device;  // absent: may speak for every point
  Duration precision = Duration::from_ns(1);
  Instant arrival;  // also the time of a line that has none
};

class LineReader {
 public:
  // `site` must outlive it.
  explicit LineReader(const site::Site& site);

  LinesRead read(std::string_view text, const LinesFrom& from) const;

 private:
  const site::Site& site_;
  NameIndex points_;
};

// "ns", "us", "ms", "s", "m" or "h"; also "n" and "u". Empty: none of them.
std::optional<Duration> precision_named(std::string_view name);

}  // namespace davy::field
