// Any text as a recording, by a map that names two of its columns: samples with their times, or an error that names a line.

#include "analysis/replay/recording.hpp"

#include "base/ensure.hpp"

#include <cmath>
#include <sstream>

namespace davy::analysis {
namespace {

void read_any_recording(const std::string& text, TimeColumn::As as) {
  ReplayMap map;
  map.time = {"t", as, Instant::from_unix_ms(1'800'000'000'000)};
  map.columns = {{"a", site::PointIndex(0)}, {"b", site::PointIndex(1)}};
  std::istringstream in(text);
  auto recording = Recording::create(in, map);
  if (!recording) return ensure(!recording.error().message.empty(), "why it cannot be read");
  std::vector<core::Sample> samples;
  for (;;) {
    const auto row = recording->next(samples);
    if (!row) return ensure(!row.error().message.empty(), "why the row cannot be read");
    if (!*row) break;
  }
  for (const core::Sample& sample : samples) {
    ensure(sample.point.get() < 2 && sample.source == sample.arrival, "of a point that was named");
    ensure(std::isfinite(sample.value), "a number");
  }
}

}  // namespace
}  // namespace davy::analysis

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  davy::analysis::read_any_recording(text, davy::analysis::TimeColumn::As::Instant);
  davy::analysis::read_any_recording(text, davy::analysis::TimeColumn::As::Seconds);
  return 0;
}
