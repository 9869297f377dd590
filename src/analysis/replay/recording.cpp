#include "analysis/replay/recording.hpp"

#include <charconv>
#include <cmath>

namespace davy::analysis {

Result<Recording> Recording::create(std::istream& in, const ReplayMap& map) {
  auto reader = CsvReader::create(in);
  if (!reader) return reader.error();
  Recording recording(*std::move(reader), map.time);
  const auto time_column = recording.reader_.column(map.time.name);
  if (!time_column) {
    const std::string near = nearest(map.time.name, recording.reader_.columns());
    return invalid("found no column '" + map.time.name + "' for the time" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  recording.time_column_ = *time_column;
  for (const ReplayMap::Column& column : map.columns) {
    if (const auto at = recording.reader_.column(column.name))
      recording.cells_.push_back({*at, column.point});
    else
      recording.missing_.push_back(column.name);
  }
  return recording;
}

Result<std::optional<Instant>> Recording::next(std::vector<core::Sample>& samples) {
  const auto more = reader_.next();
  if (!more) return more.error();
  if (!*more) return std::optional<Instant>();
  const auto at = time_.read(reader_.cells()[time_column_]);
  if (!at) return at_cell(time_column_, at.error().message);
  for (const Cell& cell : cells_) {
    const std::string& text = reader_.cells()[cell.column];
    if (text.empty()) continue;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      return at_cell(cell.column, "found '" + text + "', expected a number or nothing");
    samples.push_back({cell.point, core::Quality::Good, value, *at, *at});
  }
  return std::optional<Instant>(*at);
}

Error Recording::at_cell(std::size_t column, const std::string& what) const {
  return invalid("line " + std::to_string(reader_.line()) + ", column '" + reader_.columns()[column] + "': " + what);
}

}  // namespace davy::analysis
