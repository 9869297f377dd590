#include "apps/davy/tried_budget.hpp"

#include "api/history_reading.hpp"

#include <fmt/format.h>

namespace davy::apps {
namespace {

using analysis::DutyLoad;

Said name_of_duty(const DutyLoad& load) { return said({"区域 {1} 班次 {2} 的 {0}", "{} of {} in {}"}, load.post, load.zone, load.shift); }

std::string rate(double per_hour) { return fmt::format("{:.1f}", per_hour); }

Said earlier_of(const std::optional<DutyLoad>& before) {
  return before ? said({"（现行规则：{}）", " (today's rules: {})"}, rate(before->per_hour())) : Said();
}

std::vector<std::string> points_of(const site::Site& site) {
  std::vector<std::string> names;
  for (const site::Point& point : site.points) names.push_back(point.name);
  return names;
}

}  // namespace

Result<api::HistoryCheck> try_newest(const std::string& data_folder, const site::Site* today, const site::Site& tried, Duration length) {
  const Error none = not_found(said({"数据目录中没有本站点任何测点的样本", "the data folder holds no samples of a point of this site"}));
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
    findings.push_back({duty.verdict == analysis::BudgetVerdict::Broken ? site::FindingLevel::Error : site::FindingLevel::Warning,
                        "alarm budget",
                        0,
                        0,
                        said({"{1} 每小时 {0} 条报警{2}", "{} alarms an hour for {}{}"}, rate(duty.after.per_hour()),
                             name_of_duty(duty.after), earlier_of(duty.before)),
                        said({"每小时至多 {} 条", "at most {} an hour"}, fmt::format("{:g}", *duty.after.budget)),
                        {}});
  }
  return findings;
}

std::string budget_for_people(const api::HistoryCheck& check, Language language) {
  std::string text =
      said({"历史数据 {} 至 {} 的报警：\n", "alarms on history from {} to {}:\n"}, to_text(check.range.from), to_text(check.range.until))
          .in(language);
  for (const std::string& what : check.missing) text += said({"  未读取：{}\n", "  not read: {}\n"}, what).in(language);
  for (const auto& [load, before, verdict] : check.duties)
    text += said({"  {}：每小时 {}{}，一小时内最多 {}，{}；{} 个条件\n", "  {}: {} an hour{}, at most {} in one, {}; {} conditions\n"},
                 name_of_duty(load), rate(load.per_hour()), earlier_of(before), load.most_in_an_hour,
                 load.budget ? said({"预算 {}", "budget {}"}, fmt::format("{:g}", *load.budget)) : said({"没有预算", "no budget"}),
                 load.conditions)
                .in(language);
  const auto times = [](std::optional<std::size_t> rang) { return rang ? as_written(std::to_string(*rang)) : said({"没有", "not there"}); };
  for (const api::ConditionChange& change : check.changes)
    text += said({"  {}：{} 次（现行规则：{}）\n", "  {}: {} times (today's rules: {})\n"}, change.condition, times(change.after),
                 times(change.before))
                .in(language);
  return text;
}

}  // namespace davy::apps
