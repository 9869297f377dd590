#include "apps/davy/tried_budget.hpp"

#include "api/history_reading.hpp"

#include <fmt/format.h>

namespace davy::apps {
namespace {

using analysis::DutyLoad;

std::string name_of_duty(const DutyLoad& load) { return load.post + " of " + load.zone + " in " + load.shift; }

std::vector<std::string> points_of(const site::Site& site) {
  std::vector<std::string> names;
  for (const site::Point& point : site.points) names.push_back(point.name);
  return names;
}

}  // namespace

Result<api::HistoryCheck> try_newest(const std::string& data_folder, const site::Site* today, const site::Site& tried, Duration length) {
  const Error none{ErrorCode::NotFound, "the data folder holds no samples of a point of this site"};
  const auto all = api::HistoryReading::open(data_folder, {points_of(tried), {Instant::before_all(), Instant::never()}});
  if (!all) return all.error();
  if (all->empty()) return none;
  const Instant until = all->range().until;
  auto check = api::check_history(data_folder, today, tried, {until - length, until}, [](double) { return api::Go::On; });
  if (!check) return check.error();
  if (!*check) return none;
  return std::move(**check);
}

std::vector<site::Finding> budget_findings(const api::HistoryCheck& check) {
  std::vector<site::Finding> findings;
  for (const analysis::DutyCheck& duty : check.duties) {
    if (duty.verdict == analysis::BudgetVerdict::Kept || duty.verdict == analysis::BudgetVerdict::Unknown) continue;
    const std::string earlier = duty.before ? fmt::format(" (today's rules: {:.1f})", duty.before->per_hour()) : "";
    findings.push_back({duty.verdict == analysis::BudgetVerdict::Broken ? site::FindingLevel::Error : site::FindingLevel::Warning,
                        "alarm budget",
                        0,
                        0,
                        fmt::format("{:.1f} alarms an hour for {}{}", duty.after.per_hour(), name_of_duty(duty.after), earlier),
                        fmt::format("at most {:g} an hour", *duty.after.budget),
                        {}});
  }
  return findings;
}

std::string budget_for_people(const api::HistoryCheck& check) {
  std::string text = fmt::format("alarms on history from {} to {}:\n", to_text(check.range.from), to_text(check.range.until));
  for (const std::string& what : check.missing) text += "  not read: " + what + "\n";
  for (const auto& [load, before, verdict] : check.duties)
    text += fmt::format("  {}: {:.1f} an hour{}, at most {} in one, {}; {} conditions\n", name_of_duty(load), load.per_hour(),
                        before ? fmt::format(" (today's rules: {:.1f})", before->per_hour()) : "", load.most_in_an_hour,
                        load.budget ? fmt::format("budget {:g}", *load.budget) : std::string("no budget"), load.conditions);
  const auto times = [](std::optional<std::size_t> rang) { return rang ? std::to_string(*rang) : std::string("not there"); };
  for (const api::ConditionChange& change : check.changes)
    text += fmt::format("  {}: {} times (today's rules: {})\n", change.condition, times(change.after), times(change.before));
  return text;
}

}  // namespace davy::apps
