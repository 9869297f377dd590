#include "apps/davy/tried_budget.hpp"

#include "analysis/backtest/trial.hpp"
#include "store/historian/sample_stream.hpp"

#include <fmt/format.h>

#include <memory>

namespace davy::apps {
namespace {

using analysis::DutyLoad;

std::string name_of_duty(const DutyLoad& load) { return load.post + " of " + load.zone + " in " + load.shift; }

Result<std::unique_ptr<store::SampleStream>> history_of(const std::vector<std::string>& points, const std::string& data_folder,
                                                        store::Range range) {
  auto history = store::SampleStream::open(data_folder, points, range);
  if (!history) return history.error();
  const store::Range covered = (*history)->covered();
  if (covered.from >= covered.until) return Error{ErrorCode::NotFound, "the data folder holds no samples of that time"};
  return history;
}

std::vector<std::string> points_of(const site::Site& site) {
  std::vector<std::string> names;
  for (const site::Point& point : site.points) names.push_back(point.name);
  return names;
}

}  // namespace

Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, Duration length) {
  const auto history = history_of(points_of(directory.site()), data_folder, {Instant::before_all(), Instant::never()});
  if (!history) return history.error();
  const Instant until = (*history)->covered().until;
  return try_budget(directory, data_folder, analysis::Span{until - length, until});
}

Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, analysis::Span span) {
  const std::vector<std::string> points = points_of(directory.site());
  const auto history = history_of(points, data_folder, {span.from, span.until});
  if (!history) return history.error();
  // History that begins later than asked for is not a silence.
  const store::Range covered = (*history)->covered();
  TriedBudget tried{{}, {covered.from, covered.until}, {}};
  analysis::Trial trial(directory.site(), points, covered.from);
  while (true) {
    const auto samples = (*history)->next();
    if (!samples) return samples.error();
    if (samples->empty()) break;
    trial.play(*samples);
  }
  if (trial.fates().received == 0) return Error{ErrorCode::NotFound, "the data folder holds no sample of a point of this site"};
  trial.pass(covered.until);
  for (const store::Damage& damage : (*history)->missing()) tried.missing.push_back(damage.what);
  tried.loads = analysis::duty_loads(directory, trial.rang(covered.from), tried.span);
  return tried;
}

std::vector<site::Finding> budget_findings(const TriedBudget& tried, const TriedBudget* before) {
  std::vector<site::Finding> findings;
  for (const DutyLoad& load : tried.loads) {
    const DutyLoad* was = nullptr;
    if (before != nullptr)
      for (const DutyLoad& each : before->loads)
        if (each.post == load.post && each.zone == load.zone && each.shift == load.shift) was = &each;
    const analysis::BudgetVerdict verdict = verdict_of(load, was);
    if (verdict == analysis::BudgetVerdict::Kept || verdict == analysis::BudgetVerdict::Unknown) continue;
    const std::string earlier = was == nullptr ? "" : fmt::format(" (today's rules: {:.1f})", was->per_hour());
    findings.push_back({verdict == analysis::BudgetVerdict::Broken ? site::FindingLevel::Error : site::FindingLevel::Warning,
                        "alarm budget",
                        0,
                        0,
                        fmt::format("{:.1f} alarms an hour for {}{}", load.per_hour(), name_of_duty(load), earlier),
                        fmt::format("at most {:g} an hour", *load.budget),
                        {}});
  }
  return findings;
}

std::string budget_for_people(const TriedBudget& tried) {
  std::string text = fmt::format("alarms on history from {} to {}:\n", to_text(tried.span.from), to_text(tried.span.until));
  for (const std::string& what : tried.missing) text += "  not read: " + what + "\n";
  for (const DutyLoad& load : tried.loads)
    text += fmt::format("  {}: {:.1f} an hour, at most {} in one, {}; {} conditions\n", name_of_duty(load), load.per_hour(),
                        load.most_in_an_hour, load.budget ? fmt::format("budget {:g}", *load.budget) : std::string("no budget"),
                        load.conditions);
  return text;
}

}  // namespace davy::apps
