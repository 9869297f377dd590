#include "apps/davy/query_text.hpp"

#include "base/said.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::apps {
namespace {

using Cells = std::vector<std::string>;

// No cell holds a comma, a quote or a line's end, so that CSV needs no quoting.
std::string as_csv(const std::vector<Cells>& lines) {
  std::string text;
  for (const Cells& cells : lines) text += fmt::format("{}\n", fmt::join(cells, ","));
  return text;
}

std::string as_columns(const std::vector<Cells>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Cells& cells : lines)
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
  std::string text;
  for (const Cells& cells : lines) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += fmt::format("{:<{}}  ", cells[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

std::string laid_out(const std::vector<Cells>& lines, Form form) { return form == Form::Csv ? as_csv(lines) : as_columns(lines); }

std::string digits(double value) { return fmt::format("{}", value); }

}  // namespace

std::string readings_text(const std::vector<store::Reading>& readings, Form form) {
  std::vector<Cells> lines{{"source", "arrival", "quality", "value"}};
  for (const store::Reading& each : readings)
    lines.push_back({to_text(each.source), to_text(each.arrival), std::string(name_of(each.quality)), digits(each.value)});
  return laid_out(lines, form);
}

std::string intervals_text(const std::vector<store::Interval>& intervals, Form form) {
  std::vector<Cells> lines{{"from", "count", "bad", "good_share", "min", "max", "avg", "first", "last"}};
  for (const store::Interval& each : intervals) {
    const auto figure = [&](double value) { return each.count > 0 ? digits(value) : std::string(); };
    lines.push_back({to_text(each.from), std::to_string(each.count), std::to_string(each.bad), fmt::format("{:.4f}", each.good_share()),
                     figure(each.min), figure(each.max), figure(each.mean()), figure(each.first), figure(each.last)});
  }
  return laid_out(lines, form);
}

std::string gaps_text(const std::vector<store::Range>& gaps, Form form) {
  std::vector<Cells> lines{{"from", "until", "seconds"}};
  for (const store::Range& each : gaps)
    lines.push_back({to_text(each.from), to_text(each.until), digits((each.until - each.from).seconds())});
  return laid_out(lines, form);
}

std::string thinned_text(const store::Thinned& stretch) {
  const Said when = said({"已精简：{} 至 {}", "thinned: {} to {}"}, to_text(stretch.from), to_text(stretch.until));
  if (!stretch.interval) return spoken(said({"{}：样本和统计值都未保留", "{}: neither samples nor figures are kept of it"}, when));
  return spoken(said({"{}：已删除 {} 个样本，保留每 {} 的统计值", "{}: {} samples went; figures per {} are kept of them"}, when,
                     stretch.samples, to_text(*stretch.interval)));
}

}  // namespace davy::apps
