// The detector against a direct reading of its contract: one map entry a condition, whole histories kept, every rule spelled out where it
// applies.

#include "core/detect/detector.hpp"

#include "core/detect/gas_story.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <variant>

namespace davy::core {

bool operator==(const Edge& a, const Edge& b) {
  return a.condition == b.condition && a.truth == b.truth && a.value == b.value && a.since == b.since && a.evidence == b.evidence;
}
bool operator==(const LateFinding& a, const LateFinding& b) {
  return a.condition == b.condition && a.began == b.began && a.ended == b.ended && a.peak == b.peak && a.known == b.known;
}

namespace {

using site::ConditionKind;

enum class Says { True, False, Nothing, Unknowable };

// What one reading says about one condition.
Says says(const site::Site& site, const site::Condition& condition, const Sample& sample) {
  const site::Point& point = site[condition.point];
  const double span = point.range_max - point.range_min;
  const double v = sample.value;
  const bool bad = sample.quality == Quality::Bad;
  const bool failed = v < point.range_min - 0.025 * span || v > point.range_max + 0.0625 * span;
  switch (condition.kind) {
    case ConditionKind::High:
      if (bad || failed) return Says::Unknowable;
      return v >= condition.limit ? Says::True : v < condition.limit - condition.deadband ? Says::False : Says::Nothing;
    case ConditionKind::Low:
      if (bad || failed) return Says::Unknowable;
      return v <= condition.limit ? Says::True : v > condition.limit + condition.deadband ? Says::False : Says::Nothing;
    case ConditionKind::OutOfRange:
      if (bad) return Says::Unknowable;
      if (v < point.range_min || v > point.range_max) return Says::True;
      return v >= point.range_min + condition.deadband && v <= point.range_max - condition.deadband ? Says::False : Says::Nothing;
    case ConditionKind::BadQuality: return bad ? Says::True : Says::False;
    case ConditionKind::Stale: return Says::False;
    case ConditionKind::ActuatorFault:
    case ConditionKind::Expression: return Says::Unknowable;
  }
  return Says::Unknowable;
}

// The life of one condition.
struct Life {
  bool held = false;  // as last decided
  Instant held_since = Instant::before_all();
  Truth truth = Truth::Unknown;
  std::vector<Instant> turning;  // the unbroken evidence against `held`

  std::optional<Instant> hear(const site::Condition& condition, Says what, Instant since, Instant at) {
    const Truth before = truth;
    Instant changed = since;
    if (what == Says::Unknowable) {
      turning.clear();
      truth = Truth::Unknown;
    } else if (what == (held ? Says::False : Says::True)) {
      if (turning.empty()) turning.push_back(since);
      turning.push_back(at);
      if (turning.back() - turning.front() >= (held ? condition.off_delay : condition.on_delay)) {
        held = !held;
        held_since = changed = turning.front();
        turning.clear();
        truth = held ? Truth::True : Truth::False;
      }
    } else {
      turning.clear();
      truth = held ? Truth::True : Truth::False;
      if (held) changed = held_since;
    }
    if (truth == before) return std::nullopt;
    return changed;
  }
};

class DirectReading {
 public:
  DirectReading(const site::Site& site, DetectorOptions options) : site_(site), options_(options) {}

  void feed(const Sample& sample, Findings& out) {
    ++fates.received;
    auto& history = live_[sample.point.get()];
    const site::Point& point = site_[sample.point];
    if (sample.quality != Quality::Bad && !std::isfinite(sample.value)) return reject(Rejection::NotANumber);
    if (sample.source - sample.arrival > options_.clock_tolerance) return reject(Rejection::ClockAhead);
    if (!history.empty() && sample.source == history.back().source) return reject(Rejection::Repeat);
    if ((!history.empty() && sample.source < history.back().source) || sample.arrival - sample.source > point.stale_after) {
      ++fates.late;
      late_[sample.point.get()].push_back(sample);
      return;
    }
    ++fates.evaluated;
    const Instant heard =
        history.empty() ? sample.arrival : std::max(story::kStart, std::min(history.back().source, history.back().arrival));
    const bool silent = sample.arrival - heard > point.stale_after;
    const bool gap = silent || (!history.empty() && sample.source - history.back().source > point.stale_after);
    history.push_back(sample);
    if (sample.quality != Quality::Bad) usable_[sample.point.get()] = sample.value;
    for (std::size_t c = 0; c < site_.conditions.size(); ++c) {
      if (site_.conditions[c].point != sample.point) continue;
      if (gap) lives_[c].turning.clear();
      hear(c, says(site_, site_.conditions[c], sample), sample.source, sample.source, out);
    }
  }

  void tick(Instant now, Findings& out) {
    for (std::size_t p = 0; p < site_.points.size(); ++p) {
      Instant heard = story::kStart;
      if (!live_[p].empty()) heard = std::max(heard, std::min(live_[p].back().source, live_[p].back().arrival));
      if (now - heard <= site_.points[p].stale_after) continue;
      for (std::size_t c = 0; c < site_.conditions.size(); ++c) {
        if (site_.conditions[c].point.get() != p) continue;
        const Says what = site_.conditions[c].kind == ConditionKind::Stale ? Says::True : Says::Unknowable;
        hear(c, what, heard + site_.points[p].stale_after, now, out);
      }
    }
    for (auto& [point, samples] : late_) {
      Instant latest = Instant::before_all();
      for (const Sample& sample : samples) latest = std::max(latest, sample.arrival);
      if (samples.empty() || now - latest < options_.late_settle) continue;
      judge_late(point, samples, latest, out);
      samples.clear();
    }
  }

  Truth truth(std::size_t condition) { return lives_[condition].truth; }

  Fates fates;

 private:
  void hear(std::size_t c, Says what, Instant since, Instant at, Findings& out) {
    Life& life = lives_[c];
    const auto changed = life.hear(site_.conditions[c], what, since, at);
    if (changed) out.edges.push_back({site::ConditionIndex(c), life.truth, usable_[site_.conditions[c].point.get()], *changed, at});
  }

  // Finds the occurrences first, and only then what was highest in each.
  void judge_late(std::size_t point, std::vector<Sample> samples, Instant known, Findings& out) const {
    for (Sample& sample : samples)
      if (sample.quality == Quality::Bad) sample.value = 0;
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
      return std::tie(a.arrival, a.quality, a.value) < std::tie(b.arrival, b.quality, b.value);
    });
    std::map<Instant, Sample> by_source;
    for (const Sample& sample : samples) by_source.emplace(sample.source, sample);
    for (std::size_t c = 0; c < site_.conditions.size(); ++c) {
      const site::Condition& condition = site_.conditions[c];
      if (condition.point.get() != point) continue;
      Life life;
      std::vector<std::pair<Instant, std::optional<Instant>>> occurrences;
      std::optional<Instant> previous;
      for (const auto& [source, sample] : by_source) {
        if (previous && source - *previous > site_.points[point].stale_after) life.turning.clear();
        previous = source;
        const bool held = life.held;
        life.hear(condition, says(site_, condition, sample), source, source);
        if (life.held && !held) occurrences.push_back({life.held_since, std::nullopt});
        if (held && !life.held) occurrences.back().second = life.held_since;
      }
      for (const auto& [began, ended] : occurrences) {
        // Until the sample that ended it, which may stand after an off-delay.
        double peak = 0, furthest = -std::numeric_limits<double>::infinity();
        for (auto at = by_source.find(began); at != by_source.end() && (!ended || at->first < *ended); ++at) {
          if (condition.kind == ConditionKind::BadQuality || says(site_, condition, at->second) == Says::Unknowable) continue;
          const double beyond = distance(condition, at->second.value);
          if (beyond > furthest) furthest = beyond, peak = at->second.value;
        }
        out.late.push_back({site::ConditionIndex(c), began, ended, peak, known});
      }
    }
  }

  double distance(const site::Condition& condition, double value) const {
    const site::Point& point = site_[condition.point];
    if (condition.kind == ConditionKind::High) return value - condition.limit;
    if (condition.kind == ConditionKind::Low) return condition.limit - value;
    return std::max(value - point.range_max, point.range_min - value);
  }

  void reject(Rejection why) { ++fates.rejected[static_cast<std::size_t>(why)]; }

  const site::Site& site_;
  DetectorOptions options_;
  std::map<std::size_t, std::vector<Sample>> live_;
  std::map<std::size_t, double> usable_;
  std::map<std::size_t, std::vector<Sample>> late_;
  std::map<std::size_t, Life> lives_;
};

// A thing that happens: some time later a sample of a point comes, or the clock ticks.
struct Happening {
  bool is_tick = false;
  int after_ms = 0;
  int age_ms = 0;  // of the sample on arrival; negative: its clock is ahead
  std::size_t point = 0;
  double value = 0;
  Quality quality = Quality::Good;
};

std::ostream& operator<<(std::ostream& out, const Happening& h) {
  if (h.is_tick) return out << "tick +" << h.after_ms;
  return out << "sample +" << h.after_ms << " age " << h.age_ms << " point " << h.point << " value " << h.value << " quality "
             << static_cast<int>(h.quality);
}

rc::Gen<double> values() {
  return rc::gen::weightedOneOf<double>(
      {{20, rc::gen::element(0.0, 4.0, 5.0, 6.0, 7.0, 20.0, 22.0, 23.0, 24.0, 25.0, 26.0, 50.0, 95.0, 98.0, 100.0)},
       {3, rc::gen::element(-2.6, -2.5, -1.5, 101.0, 106.25, 106.3)},
       {1, rc::gen::element(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity())}});
}

rc::Gen<Happening> happening() {
  return rc::gen::build<Happening>(
      rc::gen::set(&Happening::is_tick, rc::gen::weightedElement<bool>({{4, false}, {1, true}})),
      rc::gen::set(&Happening::after_ms, rc::gen::element(0, 0, 500, 1'000, 1'000, 1'000, 2'000, 3'000, 3'500, 20'000)),
      rc::gen::set(&Happening::age_ms,
                   rc::gen::weightedElement<int>(
                       {{20, 0}, {3, 500}, {3, 1'000}, {2, 3'000}, {2, 4'000}, {2, 30'000}, {1, -2'000}, {1, -61'000}})),
      rc::gen::set(&Happening::point, rc::gen::inRange<std::size_t>(0, 2)), rc::gen::set(&Happening::value, values()),
      rc::gen::set(&Happening::quality,
                   rc::gen::weightedElement<Quality>({{10, Quality::Good}, {1, Quality::Uncertain}, {2, Quality::Bad}})));
}

// Two points; every kind of condition, each with deadband and delays of its own.
site::Site any_site() {
  const auto delay = [] { return Duration::from_ms(*rc::gen::element(0, 0, 1'000, 2'000, 5'000)); };
  const auto condition = [&](ConditionKind kind, double limit) {
    return story::condition("", kind, limit, {*rc::gen::element(0.0, 2.0), delay(), delay()});
  };
  site::Site site;
  for (std::size_t p = 0; p < 2; ++p) {
    site.points.push_back(story::gas_point());
    for (site::Condition made : {condition(ConditionKind::High, 25), condition(ConditionKind::High, 50), condition(ConditionKind::Low, 5),
                                 condition(ConditionKind::OutOfRange, 0), condition(ConditionKind::BadQuality, 0),
                                 condition(ConditionKind::Stale, 0), condition(ConditionKind::ActuatorFault, 0)}) {
      if (*rc::gen::inRange(0, 3) == 0) continue;
      made.point = site::PointIndex(p);
      site.conditions.push_back(made);
    }
  }
  return site;
}

using Moment = std::variant<Sample, Instant>;  // a sample, or a tick

std::vector<Moment> moments(const std::vector<Happening>& happenings) {
  std::vector<Moment> made;
  Instant now = story::kStart;
  for (const Happening& h : happenings) {
    now = now + Duration::from_ms(h.after_ms);
    if (h.is_tick)
      made.emplace_back(now);
    else
      made.emplace_back(Sample{site::PointIndex(h.point), h.quality, h.value, now - Duration::from_ms(h.age_ms), now});
  }
  made.emplace_back(now + Duration::from_ms(60'000));
  return made;
}

void play(Detector& detector, const Moment& moment, Findings& out) {
  if (const Sample* sample = std::get_if<Sample>(&moment))
    detector.feed({sample, 1}, out);
  else
    detector.tick(std::get<Instant>(moment), out);
}

RC_GTEST_PROP(DetectorProperty, SaysWhatADirectReadingOfItsContractSays, ()) {
  const site::Site site = any_site();
  Detector detector(site, story::kStart);
  DirectReading direct(site, DetectorOptions{});
  for (const Moment& moment : moments(*rc::gen::container<std::vector<Happening>>(happening()))) {
    Findings said, expected;
    play(detector, moment, said);
    if (const Sample* sample = std::get_if<Sample>(&moment))
      direct.feed(*sample, expected);
    else
      direct.tick(std::get<Instant>(moment), expected);
    RC_ASSERT(said.edges == expected.edges);
    RC_ASSERT(said.late == expected.late);
    for (std::size_t c = 0; c < site.conditions.size(); ++c) RC_ASSERT(detector.truth(site::ConditionIndex(c)) == direct.truth(c));
  }
  RC_ASSERT(detector.fates() == direct.fates);
}

RC_GTEST_PROP(DetectorProperty, EverySampleHasOneFate, ()) {
  const site::Site site = any_site();
  Detector detector(site, story::kStart, {.late_capacity = *rc::gen::inRange<std::size_t>(1, 5)});
  Findings out;
  std::uint64_t fed = 0;
  for (const Moment& moment : moments(*rc::gen::container<std::vector<Happening>>(happening()))) {
    play(detector, moment, out);
    fed += std::holds_alternative<Sample>(moment) ? 1 : 0;
    const Fates& fates = detector.fates();
    RC_ASSERT(fates.received == fed);
    RC_ASSERT(fates.received == fates.evaluated + fates.late + fates.rejected[0] + fates.rejected[1] + fates.rejected[2]);
  }
}

RC_GTEST_PROP(DetectorProperty, TheCutsOfBatchesChangeNothing, ()) {
  const site::Site site = any_site();
  const DetectorOptions options{.late_capacity = *rc::gen::inRange<std::size_t>(1, 50)};
  Detector one_by_one(site, story::kStart, options), in_batches(site, story::kStart, options);
  Findings single, batched;
  std::vector<Sample> batch;
  const auto flush = [&] { in_batches.feed(batch, batched), batch.clear(); };
  for (const Moment& moment : moments(*rc::gen::container<std::vector<Happening>>(happening()))) {
    play(one_by_one, moment, single);
    if (const Sample* sample = std::get_if<Sample>(&moment)) {
      batch.push_back(*sample);
      if (*rc::gen::inRange(0, 4) == 0) flush();
    } else {
      flush();
      in_batches.tick(std::get<Instant>(moment), batched);
    }
  }
  RC_ASSERT(single.edges == batched.edges);
  RC_ASSERT(single.late == batched.late);
  RC_ASSERT(one_by_one.fates() == in_batches.fates());
}

RC_GTEST_PROP(DetectorProperty, LateFindingsDoNotDependOnTheOrderOfArrival, ()) {
  const site::Site site = any_site();
  const Instant arrival = story::second(1'000);
  std::vector<Sample> backlog;
  for (const Happening& h : *rc::gen::container<std::vector<Happening>>(happening())) {
    const Sample sample{site::PointIndex(h.point), h.quality, h.value,
                        story::second(100) + Duration::from_ms(*rc::gen::inRange(0, 60) * 500), arrival};
    if (std::isfinite(sample.value)) backlog.push_back(sample);
  }
  const auto findings_of = [&](std::vector<Sample> order) {
    Detector detector(site, story::kStart);
    Findings out;
    detector.feed(order, out);
    detector.tick(story::second(1'010), out);
    RC_ASSERT(detector.fates().late == order.size());
    return out.late;
  };
  std::vector<Sample> shuffled = backlog;
  for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(findings_of(backlog) == findings_of(shuffled));
}

}  // namespace
}  // namespace davy::core
