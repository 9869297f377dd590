#include "analysis/backtest/truth.hpp"

#include "analysis/replay/csv_reader.hpp"
#include "base/said.hpp"
#include "site/names.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::analysis {
namespace {

constexpr std::string_view kFaultSuffix = "not-proved";  // of every actuator

// A row of the file, or what is wrong with it.
class RowReader {
 public:
  RowReader(const CsvReader& reader, const std::string& file, const site::Directory& directory)
      : reader_(reader), file_(file), directory_(directory) {}

  TruthWindow read(std::size_t place, std::size_t from, std::size_t until) {
    TruthWindow window;
    window.place = reader_.cells()[place];
    if (!directory_.point(window.place) && !directory_.zone(window.place)) wrong(unknown(window.place));
    const bool told = instant(from, window.from) && instant(until, window.until);
    if (told && window.until < window.from) wrong(said({"结束早于开始", "found an end before the begin"}));
    return window;
  }

  const Said& mistakes() const { return mistakes_; }

 private:
  bool instant(std::size_t column, Instant& into) {
    const Result<Instant> at = parse_instant(reader_.cells()[column]);
    if (at)
      into = *at;
    else
      wrong(said_of(at.error()));
    return at.has_value();
  }

  Said unknown(const std::string& place) const {
    std::vector<std::string> names;
    for (const site::Point& point : directory_.site().points) names.push_back(point.name);
    for (const site::Zone& zone : directory_.site().zones) names.push_back(zone.name);
    const std::string near = nearest(place, names);
    const Said what = said({"'{}'；应为本站点的测点或区域", "found '{}', expected a point or a zone of this site"}, place);
    return near.empty() ? what : said({"{}（是否指 '{}'？）", "{} (did you mean '{}'?)"}, what, near);
  }

  void wrong(const Said& what) {
    const Said line = said({"{}:{}：错误：{}", "{}:{}: error: {}"}, file_, reader_.line(), what);
    mistakes_ = mistakes_.empty() ? line : said({"{}\n{}", "{}\n{}"}, mistakes_, line);
  }

  const CsvReader& reader_;
  const std::string& file_;
  const site::Directory& directory_;
  Said mistakes_;
};

// Where an alarm rang and what it speaks of.
struct Origin {
  std::optional<site::PointIndex> point;
  std::optional<site::ZoneIndex> zone;
  bool speaks_of_the_sensor = false;
};

// Of a condition that this site has. Of one that it has no more, by its name and by what the journal says of its place: conditions of the sensor carry the
// name of their kind.
Origin origin_of(const core::RangAlarm& alarm, const site::Directory& directory) {
  if (const auto condition = directory.condition(alarm.condition)) {
    const site::Condition& is = directory.site()[*condition];
    return {is.point, directory.site()[is.point].zone, speaks_of_the_sensor(is.kind)};
  }
  Origin origin;
  const std::size_t colon = std::min(alarm.condition.rfind(':'), alarm.condition.size());
  origin.point = directory.point(alarm.condition.substr(0, colon));
  origin.zone = directory.zone(alarm.zone);
  if (!origin.zone && origin.point) origin.zone = directory.site()[*origin.point].zone;
  const std::string_view suffix = std::string_view(alarm.condition).substr(std::min(colon + 1, alarm.condition.size()));
  const auto kind = value_named<site::ConditionKind>(suffix);
  origin.speaks_of_the_sensor = suffix == kFaultSuffix || (kind && speaks_of_the_sensor(*kind));
  return origin;
}

bool is_at(const site::Directory& directory, const Origin& origin, const std::string& place) {
  if (origin.point && directory.point(place) == origin.point) return true;
  const auto zone = directory.zone(place);
  return zone && site::lies_in(directory.site(), origin.zone, *zone);
}

bool belongs(const core::RangAlarm& alarm, const TruthWindow& window, TruthRules rules) {
  return alarm.raised <= window.until + rules.grace && alarm.returned.value_or(Instant::never()) >= window.from - rules.early;
}

}  // namespace

Result<std::vector<TruthWindow>> parse_truth(std::istream& in, const std::string& file, const site::Directory& directory) {
  Result<CsvReader> reader = CsvReader::create(in);
  if (!reader) return reader.error().within(file);
  const auto place = reader->column("place") ? reader->column("place") : reader->column("point");
  const auto from = reader->column("from");
  const auto until = reader->column("to");
  if (!place || !from || !until)
    return invalid(said({"{}:1：错误：应有 place、from、to 三列", "{}:1: error: expected the columns place, from and to"}, file));
  std::vector<TruthWindow> windows;
  RowReader row(*reader, file, directory);
  while (true) {
    const Result<bool> more = reader->next();
    if (!more) return more.error().within(file);
    if (!*more) break;
    windows.push_back(row.read(*place, *from, *until));
  }
  if (!row.mistakes().empty()) return invalid(row.mistakes());
  std::ranges::stable_sort(windows, {}, &TruthWindow::from);
  return windows;
}

bool speaks_of_the_sensor(site::ConditionKind kind) {
  switch (kind) {
    case site::ConditionKind::High:
    case site::ConditionKind::Low:
    case site::ConditionKind::Expression: return false;
    case site::ConditionKind::Stale:
    case site::ConditionKind::BadQuality:
    case site::ConditionKind::OutOfRange:
    case site::ConditionKind::ActuatorFault: return true;
  }
  return true;
}

std::size_t Verdict::count(Judgement judgement) const {
  return static_cast<std::size_t>(std::ranges::count(alarms, judgement, &Alarm::judgement));
}

std::size_t Verdict::found() const {
  return static_cast<std::size_t>(std::ranges::count_if(leads, [](const auto& lead) { return lead.has_value(); }));
}

std::optional<Duration> Verdict::median_lead() const {
  std::vector<Duration> sorted;
  for (const auto& lead : leads)
    if (lead) sorted.push_back(*lead);
  if (sorted.empty()) return std::nullopt;
  std::ranges::sort(sorted);
  return sorted[(sorted.size() - 1) / 2];
}

Verdict judge(std::span<const core::RangAlarm> alarms, std::span<const TruthWindow> windows, const site::Directory& directory,
              TruthRules rules) {
  Verdict verdict;
  verdict.leads.resize(windows.size());
  for (const core::RangAlarm& alarm : alarms) {
    Verdict::Alarm& judged = verdict.alarms.emplace_back();
    const Origin origin = origin_of(alarm, directory);
    if (origin.speaks_of_the_sensor) {
      judged.judgement = Judgement::OfSensor;
      continue;
    }
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const TruthWindow& window = windows[i];
      if (!belongs(alarm, window, rules) || !is_at(directory, origin, window.place)) continue;
      judged.judgement = Judgement::Real;
      if (!judged.window) judged.window = i;
      if (!verdict.leads[i] && alarm.raised <= window.until) verdict.leads[i] = window.from - alarm.raised;
    }
  }
  return verdict;
}

}  // namespace davy::analysis
