#include "core/detect/late_pool.hpp"

#include "base/ensure.hpp"
#include "core/detect/condition_state.hpp"
#include "core/detect/late_expressions.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace davy::core {

namespace {

// One condition over the late samples of its point.
class ConditionHindsight {
 public:
  ConditionHindsight(const Rules& rules, const Circumstances& circumstances, site::ConditionIndex condition)
      : rules_(rules),
        circumstances_(circumstances),
        condition_(condition),
        rule_(rules.conditions[condition.get()]),
        moved_(rules.moved_of(condition.get())) {}

  void take(const Sample& sample, std::vector<LateFinding>& out) {
    const PointRule& point = rules_.points[sample.point.get()];
    if (sample.source > previous_ + point.stale_after) state_.forget_pending();
    previous_ = sample.source;
    const bool was_true = state_.decided == Truth::True;
    const Evidence evidence = weigh(sample);
    state_.step(rule_, evidence, sample.source, sample.source);
    const bool is_true = state_.decided == Truth::True;
    if (is_true && !was_true) found_.began = state_.onset;
    if (was_true && !is_true) close(state_.onset, out);
    if (evidence != Evidence::None && rule_.kind != site::ConditionKind::BadQuality) note_peak(sample.value);
  }

  void finish(std::vector<LateFinding>& out) {
    if (state_.decided == Truth::True) close(std::nullopt, out);
  }

 private:
  // By the mode of that time.
  Evidence weigh(const Sample& sample) {
    if (moved_ != nullptr) {
      const auto mode = circumstances_.mode(moved_->zone, sample.source, Tense::Past);
      if (!mode) return Evidence::None;
      rule_ = Rules::in_mode(rule_, *moved_, *mode);
    }
    return rules_.weigh(rule_, sample);
  }

  // The peak counts from the onset, so also while the on-delay still runs.
  void note_peak(double value) {
    const Instant since = state_.decided == Truth::True ? state_.onset : state_.pending;
    if (since != peak_since_ || rule_.beyond(value) > rule_.beyond(found_.peak)) found_.peak = value;
    peak_since_ = since;
  }

  void close(std::optional<Instant> ended, std::vector<LateFinding>& out) {
    found_.condition = condition_;
    found_.ended = ended;
    out.push_back(found_);
    found_ = {};
  }

  const Rules& rules_;
  const Circumstances& circumstances_;
  site::ConditionIndex condition_;
  ConditionRule rule_;
  const MovedCondition* moved_;
  ConditionState state_;
  Instant previous_ = Instant::before_all();
  LateFinding found_{};
  Instant peak_since_ = Instant::before_all();
};

}  // namespace

LatePool::LatePool(const Rules& rules, const Circumstances& circumstances, Options options, const Expressions* expressions)
    : rules_(rules), circumstances_(circumstances), options_(options), expressions_(expressions) {
  ensure(options.capacity > 0, "late data needs room");
}

void LatePool::add(const Sample& sample, std::vector<LateFinding>& out) {
  if (held_ == options_.capacity) judge_all(out);
  Backlog& backlog = backlogs_[sample.point];
  backlog.samples.push_back(sample);
  if (sample.quality == Quality::Bad) backlog.samples.back().value = 0;  // never used, and what is no number cannot be sorted
  backlog.first_arrival = std::min(backlog.first_arrival, sample.arrival);
  backlog.latest_arrival = std::max(backlog.latest_arrival, sample.arrival);
  ++held_;
}

void LatePool::settle(Instant now, std::vector<LateFinding>& out) {
  if (backlogs_.empty()) return;
  const std::map<std::uint32_t, Instant> latest = latest_of_groups();
  Settled settled;
  for (auto at = backlogs_.begin(); at != backlogs_.end();) {
    const auto group = expressions_ != nullptr ? expressions_->group(at->first) : std::nullopt;
    const bool quiet = now >= (group ? latest.at(*group) : at->second.latest_arrival) + options_.settle;
    const bool patient = !group || now < at->second.first_arrival + options_.settle * kPatience;
    if (!quiet && patient) {
      ++at;
      continue;
    }
    held_ -= at->second.samples.size();
    judge(at->second, settled, out);
    at = backlogs_.erase(at);
  }
  judge_expressions(settled, out);
}

std::map<std::uint32_t, Instant> LatePool::latest_of_groups() const {
  std::map<std::uint32_t, Instant> latest;
  if (expressions_ == nullptr) return latest;
  for (const auto& [point, backlog] : backlogs_) {
    if (const auto group = expressions_->group(point)) {
      Instant& of_group = latest.try_emplace(*group, Instant::before_all()).first->second;
      of_group = std::max(of_group, backlog.latest_arrival);
    }
  }
  return latest;
}

void LatePool::judge_all(std::vector<LateFinding>& out) {
  Settled settled;
  for (auto& [point, backlog] : backlogs_) judge(backlog, settled, out);
  judge_expressions(settled, out);
  backlogs_.clear();
  held_ = 0;
}

void LatePool::judge(Backlog& backlog, Settled& settled, std::vector<LateFinding>& out) const {
  std::vector<Sample>& samples = backlog.samples;
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
    return std::tie(a.source, a.arrival, a.quality, a.value) < std::tie(b.source, b.arrival, b.quality, b.value);
  });
  const auto one_source = [](const Sample& a, const Sample& b) { return a.source == b.source; };
  const auto end = std::unique(samples.begin(), samples.end(), one_source);
  const PointRule& point = rules_.points[samples.front().point.get()];
  const std::size_t first_found = out.size();
  for (std::uint32_t i = 0; i < point.conditions; ++i) {
    const site::ConditionIndex condition(point.first_condition + i);
    if (rules_.conditions[condition.get()].kind == site::ConditionKind::Expression) continue;
    ConditionHindsight hindsight(rules_, circumstances_, condition);
    for (const Sample& sample : std::span(samples.begin(), end)) hindsight.take(sample, out);
    hindsight.finish(out);
  }
  for (std::size_t i = first_found; i < out.size(); ++i) out[i].known = backlog.latest_arrival;
  const auto group = expressions_ != nullptr ? expressions_->group(samples.front().point) : std::nullopt;
  if (!group) return;
  Backlog& shared = settled[*group];
  shared.samples.insert(shared.samples.end(), samples.begin(), end);
  shared.latest_arrival = std::max(shared.latest_arrival, backlog.latest_arrival);
}

void LatePool::judge_expressions(Settled& settled, std::vector<LateFinding>& out) const {
  for (auto& [group, backlog] : settled) {
    std::ranges::stable_sort(backlog.samples, {}, &Sample::source);  // at one instant in the order of the points
    const std::size_t first_found = out.size();
    judge_late(*expressions_, rules_, backlog.samples, out);
    for (std::size_t i = first_found; i < out.size(); ++i) out[i].known = backlog.latest_arrival;
  }
}

std::size_t LatePool::bytes() const {
  std::size_t bytes = backlogs_.size() * sizeof(Backlog);
  for (const auto& [point, backlog] : backlogs_) bytes += backlog.samples.capacity() * sizeof(Sample);
  return bytes;
}

}  // namespace davy::core
