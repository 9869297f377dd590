#include "apps/davy/backtest_report.hpp"

#include "apps/davy/backtest_starts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace davy::apps {
namespace {

using analysis::Change;
using analysis::Difference;
using analysis::Judgement;
using nlohmann::ordered_json;

constexpr std::size_t kFindingsShown = 40;
constexpr Duration kBefore = Duration::from_ms(300'000);  // of samples shown around an alarm
constexpr Duration kAfter = Duration::from_ms(60'000);
constexpr Duration kAtMost = Duration::from_ms(3'600'000);

std::string point_of(const core::RangAlarm& alarm) { return alarm.condition.substr(0, alarm.condition.find(':')); }

analysis::Span samples_of(const core::RangAlarm& alarm) {
  return {alarm.raised - kBefore, std::min(alarm.returned.value_or(Instant::never() - kAfter), alarm.raised + kAtMost) + kAfter};
}

std::string query_of(const BacktestReport& report, const core::RangAlarm& alarm) {
  const analysis::Span span = samples_of(alarm);
  return fmt::format("davy query --data {} --point {} --from {} --to {}", report.data, point_of(alarm), to_text(span.from),
                     to_text(span.until));
}

struct BacktestFinding {
  Change change;
  const core::RangAlarm& alarm;  // of the tried rules where they rang
  const analysis::Verdict::Alarm& verdict;
};

std::vector<BacktestFinding> findings_of(const BacktestReport& report) {
  std::vector<BacktestFinding> findings;
  for (const Difference& difference : analysis::differences(report.tried.alarms, report.today.alarms)) {
    const BacktestSide& side = difference.tried ? report.tried : report.today;
    const std::size_t index = difference.tried ? *difference.tried : *difference.today;
    findings.push_back({difference.change, side.alarms[index], side.verdict.alarms[index]});
  }
  return findings;
}

std::string sign_of(Change change) {
  switch (change) {
    case Change::Both: return " ";
    case Change::Gained: return "+";
    case Change::Lost: return "-";
  }
  return "";
}

Words words_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::Real: return {"真实", "real"};
    case Judgement::False: return {"误报", "false"};
    case Judgement::OfSensor: return {"传感器自身", "of-sensor"};
  }
  return {"未知", "unknown"};
}

Words words_of(core::Aside aside) {
  switch (aside) {
    case core::Aside::No: return {"无", "no"};
    case core::Aside::Shelved: return {"已搁置", "shelved"};
    case core::Aside::Suppressed: return {"已抑制", "suppressed"};
    case core::Aside::OutOfService: return {"已停用", "out-of-service"};
  }
  return {"未知", "unknown"};
}

Words words_of(analysis::Load load) {
  switch (load) {
    case analysis::Load::Acceptable: return {"可接受", "acceptable"};
    case analysis::Load::Manageable: return {"偏多", "manageable"};
    case analysis::Load::Overload: return {"过载", "overload"};
  }
  return {"未知", "unknown"};
}

std::string judgement_text(const BacktestReport& report, const analysis::Verdict::Alarm& alarm) {
  if (!report.truth) return "";
  if (!alarm.window) return "  " + spoken(words_of(alarm.judgement));
  const analysis::TruthWindow& window = (*report.truth)[*alarm.window];
  return spoken(said({"  真实：{} {}", "  real: {} {}"}, window.place, to_text(window.from)));
}

// Columns of what is seen: a Chinese character takes two.
std::string line(const std::string& name, const std::string& tried, const std::string& today) {
  return fmt::format("{:<34}{:>14}{:>14}\n", name, tried, today);
}

std::string counts_text(const BacktestReport& report) {
  const auto both = [&](Words name, auto figure) { return line(spoken(name), figure(report.tried), figure(report.today)); };
  const auto of = [](Judgement judgement) {
    return [judgement](const BacktestSide& side) { return std::to_string(side.verdict.count(judgement)); };
  };
  std::string text = line("", spoken({"试算", "tried"}), spoken({"现行", "today"}));
  text += both({"报警", "alarms"}, [](const BacktestSide& side) { return std::to_string(side.alarms.size()); });
  if (!report.truth) return text;
  text += both({"  真实", "  real"}, of(Judgement::Real)) + both({"  误报", "  false"}, of(Judgement::False));
  text += both({"  传感器自身", "  of the sensor"}, of(Judgement::OfSensor));
  text += both({"发现的已知事件", "windows found"},
               [&](const BacktestSide& side) { return fmt::format("{}/{}", side.verdict.found(), report.truth->size()); });
  text += both({"漏报的已知事件", "windows missed"}, [](const BacktestSide& side) { return std::to_string(side.verdict.missed()); });
  text += both({"提前量中位数", "median lead"}, [](const BacktestSide& side) {
    const auto lead = side.verdict.median_lead();
    return lead ? to_text(*lead) : std::string("-");
  });
  return text;
}

std::string conditions_text(const BacktestReport& report) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
  for (const core::RangAlarm& alarm : report.tried.alarms) ++counts[alarm.condition].first;
  for (const core::RangAlarm& alarm : report.today.alarms) ++counts[alarm.condition].second;
  std::string text = line(spoken({"按条件", "by condition"}), "", "");
  for (const auto& [condition, count] : counts) text += line("  " + condition, std::to_string(count.first), std::to_string(count.second));
  return text;
}

std::string load_text(const analysis::PostLoad& load) {
  if (!load.per_day) return std::to_string(load.alarms);
  return fmt::format("{:.3g} {}", *load.per_day, load.load ? spoken(words_of(*load.load)) : "");
}

const analysis::PostLoad* same_duty(const std::vector<analysis::PostLoad>& loads, const analysis::PostLoad& load) {
  const auto found = std::ranges::find_if(loads, [&](const auto& other) {
    return other.post == load.post && other.zone == load.zone && other.shift == load.shift;
  });
  return found == loads.end() ? nullptr : &*found;
}

std::string loads_text(const BacktestReport& report) {
  std::string text = line(spoken({"每天报警，按岗位和值班", "alarms a day by post and duty"}), "", "");
  for (const analysis::PostLoad& load : report.tried.loads) {
    const analysis::PostLoad* today = same_duty(report.today.loads, load);
    const std::string name = "  " + load.post + (load.shift.empty() ? "" : " / " + load.zone + " / " + load.shift);
    const Said floods =
        said({"   报警泛滥 {} / {}", "   floods {} / {}"}, load.floods, today ? std::to_string(today->floods) : std::string("-"));
    text += fmt::format("{:<34}{:>14}{:>14}{}\n", name, load_text(load), today ? load_text(*today) : "-", spoken(floods));
  }
  return text;
}

std::string findings_text(const BacktestReport& report) {
  const std::vector<BacktestFinding> findings = findings_of(report);
  std::string text = spoken({"逐条结果（+ 仅试算报警，- 仅现行报警）\n", "findings (+ only tried, - only today)\n"});
  for (std::size_t i = 0; i < std::min(findings.size(), kFindingsShown); ++i) {
    const BacktestFinding& finding = findings[i];
    const std::string aside = finding.alarm.aside == core::Aside::No ? "" : "  " + spoken(words_of(finding.alarm.aside));
    const Said until =
        finding.alarm.returned ? said({"至 {}", "until {}"}, to_text(*finding.alarm.returned)) : said({"至时段结束", "until the end"});
    text += fmt::format("{} {}  {}  {}{}{}\n    {}\n", sign_of(finding.change), to_text(finding.alarm.raised), finding.alarm.condition,
                        spoken(until), aside, judgement_text(report, finding.verdict), query_of(report, finding.alarm));
  }
  if (findings.size() > kFindingsShown)
    text += spoken(said({"  另有 {} 条：--json 列出全部\n", "  and {} more: --json has all\n"}, findings.size() - kFindingsShown));
  if (!report.truth) return text;
  for (std::size_t i = 0; i < report.truth->size(); ++i)
    if (!report.tried.verdict.leads[i])
      text += spoken(said({"漏报：{}，{} 至 {}\n", "missed: {} from {} to {}\n"}, (*report.truth)[i].place,
                          to_text((*report.truth)[i].from), to_text((*report.truth)[i].until)));
  return text;
}

ordered_json load_json(const analysis::PostLoad& load) {
  ordered_json json{{"post", load.post}, {"zone", load.zone}, {"shift", load.shift}, {"alarms", load.alarms}};
  json["per_day"] = load.per_day ? ordered_json(*load.per_day) : ordered_json();
  json["load"] = load.load ? ordered_json(name_of(*load.load)) : ordered_json();
  json["most_in_ten_minutes"] = load.most_in_ten_minutes;
  json["floods"] = load.floods;
  json["flood_share"] = load.flood_share;
  return json;
}

ordered_json side_json(const BacktestReport& report, const BacktestSide& side) {
  ordered_json json{{"rules", side.rules.en()}, {"alarms", side.alarms.size()}};
  if (report.truth) {
    for (const Judgement judgement : {Judgement::Real, Judgement::False, Judgement::OfSensor})
      json[judgement == Judgement::OfSensor ? "of_sensor" : name_of(judgement)] = side.verdict.count(judgement);
    json["found"] = side.verdict.found();
    json["missed"] = side.verdict.missed();
    const auto lead = side.verdict.median_lead();
    json["median_lead_s"] = lead ? ordered_json(lead->seconds()) : ordered_json();
  }
  json["loads"] = ordered_json::array();
  for (const analysis::PostLoad& load : side.loads) json["loads"].push_back(load_json(load));
  return json;
}

ordered_json windows_json(const BacktestReport& report) {
  const auto lead = [](const std::optional<Duration>& d) { return d ? ordered_json(d->seconds()) : ordered_json(); };
  ordered_json json = ordered_json::array();
  for (std::size_t i = 0; i < report.truth->size(); ++i) {
    const analysis::TruthWindow& window = (*report.truth)[i];
    json.push_back({{"place", window.place},
                    {"from", to_text(window.from)},
                    {"to", to_text(window.until)},
                    {"lead_s", lead(report.tried.verdict.leads[i])},
                    {"lead_today_s", lead(report.today.verdict.leads[i])}});
  }
  return json;
}

ordered_json finding_json(const BacktestReport& report, const BacktestFinding& finding) {
  const analysis::Span span = samples_of(finding.alarm);
  ordered_json json{{"change", name_of(finding.change)}, {"condition", finding.alarm.condition}, {"raised", to_text(finding.alarm.raised)}};
  json["returned"] = finding.alarm.returned ? ordered_json(to_text(*finding.alarm.returned)) : ordered_json();
  json["aside"] = name_of(finding.alarm.aside);
  if (report.truth) json["judgement"] = name_of(finding.verdict.judgement);
  if (finding.verdict.window) json["window"] = *finding.verdict.window;
  json["samples"] = {{"point", point_of(finding.alarm)}, {"from", to_text(span.from)}, {"to", to_text(span.until)}};
  return json;
}

}  // namespace

std::string backtest_text(const BacktestReport& report) {
  std::string text = spoken(said({"{} 至 {}：{} 个样本，用时 {} s，其中 {} 个迟到\n", "{} to {}: {} samples in {} s, {} late\n"},
                                 to_text(report.span.from), to_text(report.span.until), report.fates.received,
                                 fmt::format("{:.1f}", report.seconds), report.fates.late));
  text += spoken(said({"试算：{}；现行：{}\n", "tried: {}; today: {}\n"}, report.tried.rules, report.today.rules));
  text += starts_text(report.starts) + "\n";
  text += counts_text(report) + "\n" + conditions_text(report) + "\n" + loads_text(report) + "\n" + findings_text(report);
  for (const std::string& missing : report.missing) text += spoken(said({"未能读取：{}\n", "missing: {}\n"}, missing));
  return text;
}

std::string backtest_json(const BacktestReport& report) {
  ordered_json json{{"from", to_text(report.span.from)}, {"to", to_text(report.span.until)}, {"samples", report.fates.received}};
  json["seconds"] = report.seconds;
  json["tried"] = side_json(report, report.tried);
  json["today"] = side_json(report, report.today);
  if (report.truth) json["windows"] = windows_json(report);
  json["findings"] = ordered_json::array();
  for (const BacktestFinding& finding : findings_of(report)) json["findings"].push_back(finding_json(report, finding));
  json["starts"] = starts_json(report.starts);
  json["missing"] = report.missing;
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace davy::apps
