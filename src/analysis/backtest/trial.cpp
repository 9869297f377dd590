#include "analysis/backtest/trial.hpp"

#include <algorithm>
#include <deque>

namespace davy::analysis {

Trial::Trial(site::Site site, const std::vector<std::string>& points, Instant begin, Deeds deeds)
    : site_(only_alarms(std::move(site))), directory_(site_), backtest_(directory_, begin, std::move(deeds)) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    numbers_.push_back(directory_.point(points[i]));
    as_is_ = as_is_ && numbers_.back() == site::PointIndex(i);
  }
}

void Trial::play(std::span<const core::Sample> samples) {
  if (as_is_) return backtest_.play(samples);
  own_.clear();
  for (const core::Sample& sample : samples) {
    const auto number = numbers_[sample.point.get()];
    if (!number) continue;
    own_.push_back(sample);
    own_.back().point = *number;
  }
  backtest_.play(own_);
}

std::vector<core::RangAlarm> Trial::rang(Instant from) const {
  std::vector<core::RangAlarm> alarms;
  for (const Occurrence& occurrence : backtest_.occurrences())
    if (occurrence.raised >= from)
      alarms.push_back({directory_.name_of(occurrence.condition), occurrence.raised, occurrence.acknowledged, occurrence.returned,
                        occurrence.aside, occurrence.told});
  return alarms;
}

std::vector<Difference> differences(std::span<const core::RangAlarm> tried, std::span<const core::RangAlarm> today) {
  std::map<std::string, std::deque<std::size_t>> waiting;  // of today, by condition
  for (std::size_t i = 0; i < today.size(); ++i) waiting[today[i].condition].push_back(i);
  std::vector<Difference> all;
  const auto lose = [&](std::size_t index) { all.push_back({Change::Lost, std::nullopt, index}); };
  for (std::size_t i = 0; i < tried.size(); ++i) {
    std::deque<std::size_t>& others = waiting[tried[i].condition];
    while (!others.empty() && today[others.front()].returned.value_or(Instant::never()) < tried[i].raised) {
      lose(others.front());
      others.pop_front();
    }
    const bool same = !others.empty() && today[others.front()].raised <= tried[i].returned.value_or(Instant::never());
    all.push_back({same ? Change::Both : Change::Gained, i, same ? std::optional(others.front()) : std::nullopt});
    if (same) others.pop_front();
  }
  for (const auto& [condition, others] : waiting)
    for (const std::size_t index : others) lose(index);
  std::ranges::stable_sort(all, {}, [&](const Difference& d) { return d.tried ? tried[*d.tried].raised : today[*d.today].raised; });
  return all;
}

}  // namespace davy::analysis
