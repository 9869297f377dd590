#include "apps/davy/tried_budget.hpp"

#include "analysis/backtest/backtest.hpp"
#include "store/historian/historian.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace davy::apps {
namespace {

using analysis::DutyLoad;

constexpr Duration kWindow = Duration::from_ms(600'000);  // of history held at once
constexpr Duration kSecond = Duration::from_ms(1'000);

std::string name_of_duty(const DutyLoad& load) { return load.post + " of " + load.zone + " in " + load.shift; }

Result<Instant> newest_sample(store::Historian& historian, const site::Site& site) {
  Instant newest = Instant::before_all();
  for (const site::Point& point : site.points) {
    const auto last = historian.last(point.name);
    if (!last) return last.error();
    if (last->found) newest = std::max(newest, last->found->source);
  }
  if (newest == Instant::before_all()) return Error{ErrorCode::NotFound, "the data folder holds no sample of a point of this site"};
  return newest;
}

Result<std::vector<core::Sample>> samples_of(store::Historian& historian, const site::Site& site, store::Range range,
                                             std::vector<std::string>& missing) {
  std::vector<core::Sample> samples;
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    const auto answer = historian.raw(site.points[i].name, range, std::numeric_limits<std::size_t>::max());
    if (!answer) return answer.error();
    for (const store::Damage& damage : answer->missing) missing.push_back(damage.what);
    for (const store::Reading& reading : answer->found)
      samples.push_back({site::PointIndex(i), reading.quality, reading.value, reading.source, reading.source});
  }
  std::ranges::stable_sort(samples, {}, &core::Sample::source);
  return samples;
}

void feed_by_seconds(analysis::Backtest& backtest, const std::vector<core::Sample>& samples) {
  for (auto first = samples.begin(); first != samples.end();) {
    const Instant end = first->source + kSecond;
    const auto last = std::ranges::find_if(first, samples.end(), [&](const core::Sample& sample) { return sample.source >= end; });
    std::vector<core::Sample> batch(first, last);
    const Instant now = batch.back().source;
    for (core::Sample& sample : batch) sample.arrival = now;
    backtest.feed(std::move(batch), now);
    first = last;
  }
}

}  // namespace

Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, Duration length) {
  const auto historian = store::Historian::open(data_folder);
  if (!historian) return historian.error();
  const auto newest = newest_sample(**historian, directory.site());
  if (!newest) return newest.error();
  return try_budget(directory, data_folder, analysis::BudgetSpan{*newest - length, *newest + kSecond});
}

Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, analysis::BudgetSpan span) {
  const auto historian = store::Historian::open(data_folder);
  if (!historian) return historian.error();
  TriedBudget tried{{}, span, {}};
  std::optional<analysis::Backtest> backtest;
  for (Instant from = span.from; from < span.until; from = from + kWindow) {
    const auto samples = samples_of(**historian, directory.site(), {from, std::min(from + kWindow, span.until)}, tried.missing);
    if (!samples) return samples.error();
    if (samples->empty()) continue;
    // History that begins later than asked for is not a silence.
    if (!backtest) tried.span.from = samples->front().source, backtest.emplace(directory, tried.span.from);
    feed_by_seconds(*backtest, *samples);
  }
  std::vector<core::RangAlarm> alarms;
  if (backtest)
    for (const analysis::Occurrence& each : backtest->occurrences())
      alarms.push_back({directory.name_of(each.condition), each.raised, std::nullopt, each.returned});
  tried.loads = analysis::duty_loads(directory, alarms, tried.span);
  return tried;
}

std::vector<site::Finding> budget_findings(const TriedBudget& tried, const TriedBudget* before) {
  std::vector<site::Finding> findings;
  for (const DutyLoad& load : tried.loads) {
    const DutyLoad* was = nullptr;
    if (before != nullptr)
      for (const DutyLoad& each : before->loads)
        if (each.post == load.post && each.zone == load.zone && each.shift == load.shift) was = &each;
    const analysis::Verdict verdict = verdict_of(load, was);
    if (verdict == analysis::Verdict::Kept || verdict == analysis::Verdict::Unknown) continue;
    const std::string earlier = was == nullptr ? "" : fmt::format(" (today's rules: {:.1f})", was->per_hour());
    findings.push_back({verdict == analysis::Verdict::Broken ? site::FindingLevel::Error : site::FindingLevel::Warning,
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
