#include "sim/world/window_judge.hpp"

#include <algorithm>
#include <regex>

namespace davy::sim {

using core::Truth;

std::optional<WindowJudge> WindowJudge::read(const std::string& text) {
  static const std::regex kForm(R"((?:mode == '([a-z-]+)' && )?(min|max)\((\d+)s\) >= (\d+))");
  std::smatch parts;
  if (!std::regex_match(text, parts, kForm)) return std::nullopt;
  WindowJudge judge;
  judge.mode_ = parts[1];
  judge.extreme_ = parts[2] == "min" ? Extreme::Least : Extreme::Greatest;
  judge.window_ = 1_s * std::stoi(parts[3]);
  judge.limit_ = std::stoi(parts[4]);
  return judge;
}

void WindowJudge::take(const core::Sample& sample, Reading reading) {
  readings_.push_back({sample.source, sample.value, reading});
  while (readings_.size() > 1 && readings_[1].source <= sample.source - window_) readings_.erase(readings_.begin());
}

// A usable reading covers the time until the next one, for as long as the point may be silent.
Duration WindowJudge::known(Instant now, Duration stale_after) const {
  Duration known;
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    if (readings_[i].reading == Reading::Unusable) continue;
    const Instant next = i + 1 < readings_.size() ? readings_[i + 1].source : now;
    const Instant begin = std::max(readings_[i].source, now - window_);
    const Instant end = std::min(next, readings_[i].source + stale_after);
    if (end > begin) known = known + (end - begin);
  }
  return known;
}

Truth WindowJudge::says(Instant at, Duration stale_after, const std::string& mode) const {
  if (!mode_.empty() && mode != mode_) return Truth::False;
  const Instant now = readings_.empty() ? at : std::max(at, readings_.back().source);
  if (known(now, stale_after) * 2 < window_) return Truth::Unknown;
  std::optional<double> extreme;
  for (const One& one : readings_) {
    if (one.reading == Reading::Unusable || one.source <= now - window_) continue;
    if (!extreme || (extreme_ == Extreme::Least ? one.value < *extreme : one.value > *extreme)) extreme = one.value;
  }
  if (!extreme) return Truth::Unknown;
  return *extreme >= limit_ ? Truth::True : Truth::False;
}

}  // namespace davy::sim
