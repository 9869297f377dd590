#include "analysis/backtest/score.hpp"

#include <algorithm>

namespace davy::analysis {

void Score::add(const Score& other) {
  delays.insert(delays.end(), other.delays.begin(), other.delays.end());
  false_alarms += other.false_alarms;
  false_episodes += other.false_episodes;
  watched = watched + other.watched;
}

std::size_t Score::found() const {
  return static_cast<std::size_t>(std::count_if(delays.begin(), delays.end(), [](const auto& delay) { return delay.has_value(); }));
}

std::optional<Duration> Score::median_delay() const {
  std::vector<Duration> sorted;
  for (const auto& delay : delays)
    if (delay) sorted.push_back(*delay);
  if (sorted.empty()) return std::nullopt;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double Score::per_day(std::size_t count) const {
  constexpr double kSecondsOfDay = 86'400;
  return watched > Duration() ? static_cast<double>(count) * kSecondsOfDay / watched.seconds() : 0;
}

Score score(std::span<const Occurrence> occurrences, std::span<const Incident> incidents, Duration watched, ScoreRules rules) {
  Score score;
  score.watched = watched;
  for (const Incident& incident : incidents) {
    const auto first = std::find_if(occurrences.begin(), occurrences.end(),
                                    [&](const Occurrence& o) { return o.raised >= incident.begin && o.raised <= incident.end; });
    score.delays.push_back(first == occurrences.end() ? std::nullopt : std::optional(first->raised - incident.begin));
  }
  std::optional<Instant> episode_until;
  for (const Occurrence& occurrence : occurrences) {
    const bool belongs = std::any_of(incidents.begin(), incidents.end(), [&](const Incident& incident) {
      return occurrence.raised >= incident.begin && occurrence.raised <= incident.end + rules.grace;
    });
    if (belongs) continue;
    ++score.false_alarms;
    if (!episode_until || occurrence.raised > *episode_until) ++score.false_episodes;
    const Instant until = occurrence.returned ? *occurrence.returned + rules.together : Instant::never();
    episode_until = std::max(episode_until.value_or(until), until);
  }
  return score;
}

}  // namespace davy::analysis
