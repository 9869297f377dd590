#include "core/detect/detector.hpp"

#include "base/ensure.hpp"
#include "base/prefetch.hpp"
#include "core/detect/condition_state.hpp"
#include "core/detect/expressions.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {

Fates& Fates::operator+=(const Fates& more) {
  received += more.received;
  evaluated += more.evaluated;
  late += more.late;
  for (std::size_t i = 0; i < rejected.size(); ++i) rejected[i] += more.rejected[i];
  return *this;
}

Fates& Fates::operator-=(const Fates& fewer) {
  received -= fewer.received;
  evaluated -= fewer.evaluated;
  late -= fewer.late;
  for (std::size_t i = 0; i < rejected.size(); ++i) rejected[i] -= fewer.rejected[i];
  return *this;
}

// What the hot path needs of a point.
struct alignas(64) Detector::PointState {
  Instant source = Instant::before_all();  // of the last live sample
  Instant arrival = Instant::before_all();
  double value = 0;  // the last usable one
  Band calm = Band::nothing();
  Instant calm_until = Instant::never();  // by source time: then the hour brings another mode
  Duration stale_after;
  Quality quality = Quality::Bad;
  bool stale = false;
  bool past = false;

  void take(const Sample& sample) {
    source = sample.source;
    arrival = sample.arrival;
    value = sample.value;
    quality = sample.quality;
    past = false;
  }
};

namespace {

constexpr Duration kMoment = Duration::from_ns(1);
constexpr std::size_t kBlock = 8;  // samples that are asked for together

std::unique_ptr<Expressions> made_expressions(const site::Site& site, const Rules& rules, const Circumstances& circumstances,
                                              Instant start) {
  const auto is_expression = [](const site::Condition& c) { return c.kind == site::ConditionKind::Expression; };
  const bool any = std::any_of(site.conditions.begin(), site.conditions.end(), is_expression);
  return any ? std::make_unique<Expressions>(site, rules, circumstances, start) : nullptr;
}

}  // namespace

Detector::Detector(const site::Site& site, Instant start, DetectorOptions options)
    : rules_(Rules::compile(site)),
      circumstances_(site),
      start_(start),
      options_(options),
      points_(site.points.size()),
      conditions_(site.conditions.size()),
      expressions_(made_expressions(site, rules_, circumstances_, start)),
      late_(rules_, circumstances_, {options.late_settle, options.late_capacity}, expressions_.get()),
      next_silence_(start) {
  static_assert(sizeof(PointState) == 64, "one cache line a point");
  for (std::size_t i = 0; i < points_.size(); ++i) points_[i].stale_after = rules_.points[i].stale_after;
}

Detector::~Detector() = default;

// Live, and within the band in which nothing changes.
template <Detector::Hour kHour>
inline bool Detector::is_calm(const Sample& sample, const PointState& point) const {
  const bool is_live = sample.source > point.source && sample.source >= sample.arrival - point.stale_after &&
                       sample.source <= sample.arrival + options_.clock_tolerance;
  const bool is_same_hour = kHour == Hour::ChangesNothing || sample.source < point.calm_until;
  return is_live && sample.quality != Quality::Bad && point.calm.contains(sample.value) && is_same_hour;
}

void Detector::feed(std::span<const Sample> samples, Findings& out) {
  fates_.received += samples.size();
  if (!expressions_) return take(samples, out);
  for (std::size_t i = 0; i < samples.size(); i += kBlock) {
    expect(samples, i);
    take(samples.subspan(i, std::min(kBlock, samples.size() - i)), out);
  }
}

void Detector::take(std::span<const Sample> samples, Findings& out) {
  if (circumstances_.follows_shifts()) return take_all<Hour::BringsModes>(samples, out);
  take_all<Hour::ChangesNothing>(samples, out);
}

template <Detector::Hour kHour>
void Detector::take_all(std::span<const Sample> samples, Findings& out) {
  std::uint64_t calm = 0;
  for (const Sample& sample : samples) {
    ensure(sample.point.get() < points_.size(), "a sample of a point of this site");
    PointState& point = points_[sample.point.get()];
    if (is_calm<kHour>(sample, point)) [[likely]] {
      point.take(sample);
      ++calm;
    } else {
      judge(sample, out);
    }
  }
  fates_.evaluated += calm;
}

// What expressions know of their points is more than caches hold: it is asked for some samples ahead, what leads there one block earlier.
void Detector::expect(std::span<const Sample> samples, std::size_t next) const {
  const auto ahead = [&](std::size_t blocks) {
    const std::size_t begin = std::min(next + blocks * kBlock, samples.size());
    return samples.subspan(begin, std::min(kBlock, samples.size() - begin));
  };
  const auto is_ours = [&](const Sample& sample) { return sample.point.get() < points_.size(); };
  for (const Sample& sample : ahead(3)) {
    if (!is_ours(sample)) continue;
    prefetch(points_[sample.point.get()]);
    expressions_->expect(sample.point);
  }
  for (const Sample& sample : ahead(2))
    if (is_ours(sample)) expressions_->expect_operators(sample.point);
  for (const Sample& sample : ahead(1)) {
    if (!is_ours(sample)) continue;
    expressions_->expect_cells(sample.point);
    for (const std::uint32_t expression : expressions_->readers(sample.point)) prefetch(conditions_[expressions_->condition(expression)]);
  }
}

std::size_t Detector::feed_calm(std::span<const Sample> samples) {
  const std::size_t calm =
      circumstances_.follows_shifts() ? take_calm<Hour::BringsModes>(samples) : take_calm<Hour::ChangesNothing>(samples);
  fates_.received += calm;
  fates_.evaluated += calm;
  return calm;
}

template <Detector::Hour kHour>
std::size_t Detector::take_calm(std::span<const Sample> samples) {
  std::size_t calm = 0;
  for (const Sample& sample : samples) {
    ensure(sample.point.get() < points_.size(), "a sample of a point of this site");
    PointState& point = points_[sample.point.get()];
    if (!is_calm<kHour>(sample, point)) break;
    point.take(sample);
    ++calm;
  }
  return calm;
}

void Detector::judge(const Sample& sample, Findings& out) {
  PointState& point = points_[sample.point.get()];
  if (sample.quality != Quality::Bad && !std::isfinite(sample.value)) return reject(Rejection::NotANumber);
  if (sample.source > sample.arrival + options_.clock_tolerance) return reject(Rejection::ClockAhead);
  if (sample.source == point.source) return reject(Rejection::Repeat);
  if (sample.source < point.source || sample.source < sample.arrival - point.stale_after) {
    ++fates_.late;
    return late_.add(sample, out.late);
  }
  ++fates_.evaluated;
  walk(sample, point, out);
}

void Detector::walk(const Sample& sample, PointState& point, Findings& out) {
  const PointRule& rule = rules_.points[sample.point.get()];
  // Whether a tick came in time to see the silence decides nothing: a replay, whose ticks are fewer, says what was said live.
  const bool gap = sample.source > point.source + point.stale_after || sample.arrival > silent_after(sample.point.get());
  const double usable = sample.quality == Quality::Bad ? point.value : sample.value;
  point.take(sample);
  point.value = usable;
  point.calm = sample.quality == Quality::Bad ? Band::nothing() : rule.working;
  point.calm_until = Instant::never();
  const bool by_hour = circumstances_.follows_shifts();
  for (std::size_t i = rule.first_condition; i < rule.first_condition + rule.conditions; ++i) {
    if (rules_.conditions[i].kind == site::ConditionKind::Expression) continue;
    ConditionState& condition = conditions_[i];
    if (gap) condition.forget_pending();
    if (by_hour) point.calm_until = std::min(point.calm_until, follow_shift(i, sample.source));
    step(i, rules_.weigh(rules_.conditions[i], sample), sample.source, sample.source, usable, out);
    point.calm = point.calm.within(condition.calm(rules_.conditions[i], usable));
  }
  if (expressions_ && expressions_->reads(sample.point)) {
    point.calm = Band::nothing();
    weigh_readers(sample, gap ? Seen::AfterGap : Seen::Steadily, out);
  }
  if (!point.stale) return;
  point.stale = false;
  next_silence_ = std::min(next_silence_, silent_after(sample.point.get()) + kMoment);
}

void Detector::weigh_readers(const Sample& sample, Seen seen, Findings& out) {
  expressions_->take(sample);
  for (const std::uint32_t expression : expressions_->readers(sample.point)) {
    ConditionState& condition = conditions_[expressions_->condition(expression)];
    if (seen == Seen::AfterGap) condition.forget_pending();
    const Expressions::Weighed weighed = expressions_->weigh(expression, sample.source, condition.decided);
    step(weighed.condition, weighed.evidence, weighed.at, weighed.at, weighed.value, out);
  }
}

void Detector::know(const ModeBook& book) {
  circumstances_.know(book);
  if (!circumstances_.has_modes()) return;
  for (const MovedCondition& moved : rules_.moved) {
    ConditionRule& rule = rules_.conditions[moved.condition];
    const auto mode = circumstances_.mode(moved.zone, start_, Tense::Present);
    rule = Rules::in_mode(rule, moved, mode.value_or(site::ModeIndex(0)));
    points_[moved.point.get()].calm = Band::nothing();
  }
}

// The limits of the mode at a sample's own time, so that neither a tick nor the order of points decides. Until when they hold.
Instant Detector::follow_shift(std::size_t condition, Instant at) {
  const MovedCondition* moved = rules_.moved_of(condition);
  if (moved == nullptr) return Instant::never();
  const auto mode = circumstances_.mode(moved->zone, at, Tense::Present);
  rules_.conditions[condition] = Rules::in_mode(rules_.conditions[condition], *moved, mode.value_or(site::ModeIndex(0)));
  return circumstances_.mode_until(moved->zone, at);
}

void Detector::tick(Instant now, Findings& out) {
  if (now >= next_silence_) find_silent(now, out);
  if (expressions_ && expressions_->due(now)) {
    for (std::uint32_t expression = 0; expression < expressions_->count(); ++expression) {
      const auto weighed = expressions_->weigh_on_tick(expression, now, conditions_[expressions_->condition(expression)].decided);
      if (weighed) step(weighed->condition, weighed->evidence, weighed->at, weighed->at, weighed->value, out);
    }
  }
  late_.settle(now, out.late);
}

void Detector::clock_set_back(Duration by, Instant now, Findings& out) {
  late_.settle(Instant::never(), out.late);
  for (PointState& point : points_) {
    if (point.arrival == Instant::before_all()) continue;
    point.source = point.source - by;
    point.arrival = point.arrival - by;
    if (circumstances_.follows_shifts()) point.calm = Band::nothing();  // perhaps back into the shift before
  }
  for (ConditionState& condition : conditions_)
    if (condition.pending != Instant::never()) condition.pending = condition.pending - by;
  if (expressions_) expressions_->begin_again(now);
  start_ = start_ - by;
  next_silence_ = now;
}

void Detector::end_past() {
  for (PointState& point : points_) point.past = point.arrival != Instant::before_all();
}

void Detector::live_from(Instant now) {
  start_ = next_silence_ = now;
  if (expressions_) expressions_->live_from(now);
}

void Detector::find_silent(Instant now, Findings& out) {
  next_silence_ = Instant::never();
  for (std::size_t p = 0; p < points_.size(); ++p) {
    PointState& point = points_[p];
    const Instant since = silent_after(p);
    if (now <= since + options_.silence_lasts) {
      next_silence_ = std::min(next_silence_, since + options_.silence_lasts + kMoment);
      continue;
    }
    point.stale = true;
    point.calm = Band::nothing();
    const PointRule& rule = rules_.points[p];
    for (std::size_t i = rule.first_condition; i < rule.first_condition + rule.conditions; ++i) {
      if (rules_.conditions[i].kind == site::ConditionKind::Expression) continue;  // silence of one point may leave it decided
      const bool is_silence = rules_.conditions[i].kind == site::ConditionKind::Stale;
      step(i, is_silence ? Evidence::For : Evidence::None, since, now, point.value, out);
      if (conditions_[i].pending != Instant::never()) {
        next_silence_ = std::min(next_silence_, conditions_[i].pending + rules_.conditions[i].on_delay);
      }
    }
  }
}

void Detector::step(std::size_t condition, Evidence evidence, Instant since, Instant at, double value, Findings& out) {
  ConditionState& state = conditions_[condition];
  const auto changed = state.step(rules_.conditions[condition], evidence, since, at);
  if (changed) out.edges.push_back({site::ConditionIndex(condition), state.truth, value, *changed, at});
}

Instant Detector::silent_after(std::size_t point) const {
  const PointState& state = points_[point];
  return std::max(start_, std::min(state.source, state.arrival)) + state.stale_after;
}

void Detector::forget(site::PointIndex point) {
  PointState& state = points_[point.get()];
  state = PointState();
  const PointRule& rule = rules_.points[point.get()];
  state.stale_after = rule.stale_after;
  for (std::size_t i = rule.first_condition; i < rule.first_condition + rule.conditions; ++i) conditions_[i] = ConditionState();
}

void Detector::reject_foreign(std::uint64_t samples) {
  fates_.received += samples;
  fates_.rejected[static_cast<std::size_t>(Rejection::Exercise)] += samples;
}

Truth Detector::truth(site::ConditionIndex condition) const { return conditions_[condition.get()].truth; }

Sample Detector::last(site::PointIndex point) const {
  const PointState& state = points_[point.get()];
  return {point, state.quality, state.value, state.source, state.arrival};
}

bool Detector::stale(site::PointIndex point) const { return points_[point.get()].stale; }

bool Detector::feeds_expressions(site::PointIndex point) const { return expressions_ && expressions_->reads(point); }

bool Detector::past(site::PointIndex point) const { return points_[point.get()].past; }

std::vector<site::ConditionIndex> Detector::failing() const {
  std::vector<site::ConditionIndex> failing;
  if (expression_failures() == 0) return failing;
  for (std::uint32_t expression = 0; expression < expressions_->count(); ++expression)
    if (expressions_->is_failing(expression)) failing.emplace_back(expressions_->condition(expression));
  return failing;
}

std::vector<Undecided> Detector::undecided(site::PointIndex point) const {
  return expressions_ ? expressions_->undecided(point) : std::vector<Undecided>();
}

std::uint64_t Detector::expression_failures() const { return expressions_ ? expressions_->failures() : 0; }

std::size_t Detector::bytes() const {
  return sizeof(Detector) + (expressions_ ? expressions_->bytes() : 0) + rules_.bytes() + late_.bytes() +
         points_.capacity() * sizeof(PointState) + conditions_.capacity() * sizeof(ConditionState);
}

}  // namespace davy::core
