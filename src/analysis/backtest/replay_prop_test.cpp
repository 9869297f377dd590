// Replay of the history equals what happened live, event for event.
//
// Live: the loop takes batches as they arrive, ticks every 100 ms, people ask for this and that. Then the same samples, in the order of their arrival as the historian
// gives them, are played through a backtest. Compared are the events born of samples: alarms raised, with condition, onset, value and the time of the decision, and
// alarms returned. Different by nature, and left out: alarms of silence, which the daemon sees within 100 ms and a backtest within 1 s, and so no silence here ends within
// its first second; late findings; what people do; which of two events of one instant comes first.

#include "analysis/backtest/backtest.hpp"
#include "site/small_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

namespace davy::analysis {
namespace {

const Instant kBegin = Instant::from_unix_ms(1'800'000'000'000);

struct NoField final : runtime::Field {
  void send(const runtime::FieldCommand&) override {}
};
struct Nobody final : runtime::Notifier {
  void notify(const core::Notice&) override {}
};

// condition, raised, onset or return, value
using Told = std::tuple<std::string, Instant, Instant, double>;

bool is_of_samples(const site::Site& site, site::ConditionIndex condition) {
  return site[condition].kind != site::ConditionKind::Stale && site[condition].kind != site::ConditionKind::ActuatorFault;
}

class Live {
 public:
  explicit Live(const site::Directory& directory) : directory_(directory), loop_(directory, field_, nobody_, {}, {}, kBegin) {
    take(loop_.start(kBegin));
    take(loop_.go(kBegin));
  }

  void arrive(std::vector<core::Sample> batch, Instant now) {
    std::vector<runtime::Message> messages;
    messages.emplace_back(std::move(batch));
    turn(std::move(messages), now);
  }
  void pass(Instant until) {
    for (; now_ + 100_ms < until; now_ = now_ + 100_ms) turn({}, now_ + 100_ms);
  }
  void shelve(const std::string& condition, Instant now) { ask(core::ShelveAlarm{condition, 1_min, "test"}, now); }
  void acknowledge_all(Instant now) {
    for (const auto& [condition, alarm] : std::map(loop_.state().alarms.alarms)) ask(core::AcknowledgeAlarm{alarm.id, "seen"}, now);
  }

  std::vector<Told> raised_;
  std::vector<Told> returned_;

 private:
  void ask(core::Request request, Instant now) {
    std::vector<runtime::Message> messages;
    messages.emplace_back(runtime::Ask{{{"li", core::Role::SafetyOfficer, {}}, std::move(request)}, [](const runtime::Answer&) {}});
    turn(std::move(messages), now);
  }
  void turn(std::vector<runtime::Message> messages, Instant now) { take(loop_.turn(messages, now_ = now)); }
  void take(const runtime::Turn& turn) {
    for (const core::Event& event : turn.commit.events) {
      if (const auto* raised = std::get_if<core::AlarmRaised>(&event.body)) {
        conditions_[core::AlarmId(event.seq)] = raised->condition;
        if (is_of_samples(directory_.site(), *directory_.condition(raised->condition)))
          raised_.emplace_back(raised->condition, event.time, raised->onset, raised->value);
      } else if (const auto* returned = std::get_if<core::AlarmReturned>(&event.body)) {
        const std::string& condition = conditions_[returned->alarm];
        if (is_of_samples(directory_.site(), *directory_.condition(condition))) returned_.emplace_back(condition, event.time, Instant(), 0);
      }
    }
  }

  const site::Directory& directory_;
  NoField field_;
  Nobody nobody_;
  runtime::Loop loop_;
  Instant now_ = kBegin;
  std::map<core::AlarmId, std::string> conditions_;
};

std::vector<Told> sorted(std::vector<Told> told) {
  std::ranges::sort(told);
  return told;
}

// Whether a point's silence has just begun, so that it depends on the ticks who has noticed it.
class Silence {
 public:
  explicit Silence(const site::Site& site) : site_(site), last_(site.points.size(), {kBegin, kBegin}) {}

  bool is_unsure(site::PointIndex point, Instant now) const {
    const Instant begins = std::min(last_[point.get()].source, last_[point.get()].arrival) + site_[point].stale_after;
    return now > begins && now <= begins + 1'200_ms;
  }
  void take(const core::Sample& sample) {
    Last& last = last_[sample.point.get()];
    const bool late = sample.source <= last.source || sample.source < sample.arrival - site_[sample.point].stale_after;
    if (!late && sample.source <= sample.arrival + 60_s) last = {sample.source, sample.arrival};
  }

 private:
  struct Last {
    Instant source, arrival;
  };
  const site::Site& site_;
  std::vector<Last> last_;
};

core::Sample any_sample(const site::Site& site, Instant now) {
  const auto point = *rc::gen::inRange<std::size_t>(0, site.points.size());
  const double value = *rc::gen::element(0.0, 20.0, 24.5, 26.0, 49.5, 51.0, 80.0, 140.0);
  const auto quality = *rc::gen::element(core::Quality::Good, core::Quality::Good, core::Quality::Uncertain, core::Quality::Bad);
  const Duration back = *rc::gen::element(0_s, 0_s, 0_s, 100_ms, 700_ms, 2_s, 60_s, -(1_s), -(90_s));
  return {site::PointIndex(point), quality, value, now - back, now};
}

RC_GTEST_PROP(ReplayPropTest, HistoryRingsAsItRang, ()) {
  const site::Site site = *site::load_site(site::small_site()).site;
  const site::Directory directory(site);
  Live live(directory);
  std::vector<core::Sample> history;
  Instant now = kBegin;
  const site::PointIndex watched = *directory.point("ch4-01");
  Silence silence(site);
  const auto arrive = [&](std::vector<core::Sample> batch) {
    for (const core::Sample& sample : batch) silence.take(sample);
    history.insert(history.end(), batch.begin(), batch.end());
    live.arrive(std::move(batch), now);
  };
  arrive({{watched, core::Quality::Good, 80, now, now}});
  for (int batches = *rc::gen::inRange(0, 80); batches > 0; --batches) {
    now = now + *rc::gen::element(3_ms, 250_ms, 1_s, 1_s, 2'500_ms, 20_s);
    live.pass(now);
    std::vector<core::Sample> batch;
    for (int n = *rc::gen::inRange(1, 8); n > 0; --n) batch.push_back(any_sample(site, now));
    // As a device does: in the order of its clock. Samples of one time and point would be a matter of who came first.
    std::ranges::sort(batch, {}, [](const core::Sample& s) { return std::tuple(s.source, s.point); });
    const auto same = std::ranges::unique(batch, {}, [](const core::Sample& s) { return std::tuple(s.source, s.point); });
    batch.erase(same.begin(), same.end());
    std::erase_if(batch, [&](const core::Sample& sample) { return silence.is_unsure(sample.point, now); });
    arrive(std::move(batch));
    const int person = *rc::gen::inRange(0, 10);
    if (person == 0) live.shelve("ch4-01:high", now);
    if (person == 1) live.acknowledge_all(now);
  }
  // Later than any clock of the batches: whatever went before, the watched point has rung, and is now normal.
  now = now + 200_s;
  live.pass(now);
  arrive({{watched, core::Quality::Good, 0, now, now}});

  const site::Site alarms = only_alarms(site);
  const site::Directory replayed(alarms);
  Backtest backtest(replayed, kBegin);
  backtest.play(history);
  backtest.pass(now);
  std::vector<Told> raised;
  std::vector<Told> returned;
  for (const Occurrence& occurrence : backtest.occurrences()) {
    if (!is_of_samples(alarms, occurrence.condition)) continue;
    const std::string name = replayed.name_of(occurrence.condition);
    raised.emplace_back(name, occurrence.raised, occurrence.onset, occurrence.value);
    if (occurrence.returned) returned.emplace_back(name, *occurrence.returned, Instant(), 0);
  }
  RC_ASSERT(sorted(raised) == sorted(live.raised_));
  RC_ASSERT(sorted(returned) == sorted(live.returned_));
  RC_ASSERT(!raised.empty());
  RC_ASSERT(!returned.empty());
}

}  // namespace
}  // namespace davy::analysis
