#include "core/detect/late_expressions.hpp"

#include "core/detect/condition_state.hpp"

#include <algorithm>
#include <map>

namespace davy::core {
namespace {

// One expression over the late samples.
class ExpressionHindsight {
 public:
  ExpressionHindsight(const Rules& rules, std::size_t condition) : rule_(rules.conditions[condition]) {
    found_.condition = site::ConditionIndex(condition);
  }

  Truth decided() const { return state_.decided; }
  void forget_pending() { state_.forget_pending(); }

  void take(const Expressions::Weighed& weighed, std::vector<LateFinding>& out) {
    const bool was_true = state_.decided == Truth::True;
    state_.step(rule_, weighed.evidence, weighed.at, weighed.at);
    const bool is_true = state_.decided == Truth::True;
    if (!was_true && (state_.pending == weighed.at || (is_true && state_.onset == weighed.at))) found_.peak = weighed.value;
    if (is_true && !was_true) found_.began = state_.onset;
    if (was_true && !is_true) close(state_.onset, out);
  }

  void finish(std::vector<LateFinding>& out) {
    if (state_.decided == Truth::True) close(std::nullopt, out);
  }

 private:
  void close(std::optional<Instant> ended, std::vector<LateFinding>& out) {
    found_.ended = ended;
    out.push_back(found_);
  }

  const ConditionRule& rule_;
  ConditionState state_;
  LateFinding found_{};
};

std::vector<std::uint32_t> concerned(const Expressions& expressions, std::span<const Sample> samples) {
  std::vector<std::uint32_t> which;
  std::map<site::PointIndex, bool> seen;
  for (const Sample& sample : samples) {
    if (!seen.try_emplace(sample.point, true).second) continue;
    const auto readers = expressions.readers(sample.point);
    which.insert(which.end(), readers.begin(), readers.end());
  }
  std::ranges::sort(which);
  which.erase(std::unique(which.begin(), which.end()), which.end());
  return which;
}

}  // namespace

void judge_late(const Expressions& expressions, const Rules& rules, std::span<const Sample> samples, std::vector<LateFinding>& out) {
  if (samples.empty()) return;
  Expressions past = expressions.afresh(concerned(expressions, samples), samples.front().source);
  std::vector<ExpressionHindsight> hindsights;
  for (std::uint32_t i = 0; i < past.count(); ++i) hindsights.emplace_back(rules, past.condition(i));
  std::map<site::PointIndex, Instant> previous;
  for (const Sample& sample : samples) {
    Instant& before = previous.try_emplace(sample.point, Instant::before_all()).first->second;
    const bool gap = sample.source > before + rules.points[sample.point.get()].stale_after;
    before = sample.source;
    past.take(sample);
    for (const std::uint32_t expression : past.readers(sample.point)) {
      ExpressionHindsight& hindsight = hindsights[expression];
      if (gap) hindsight.forget_pending();
      hindsight.take(past.weigh(expression, sample.source, hindsight.decided()), out);
    }
  }
  for (ExpressionHindsight& hindsight : hindsights) hindsight.finish(out);
}

}  // namespace davy::core
