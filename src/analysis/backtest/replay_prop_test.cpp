// Replay of a history equals what happened live, event for event.
//
// Live, the loop takes batches a moment after they arrived, sees silence every 100 ms, and people acknowledge, reset, shelve, take out of service, set modes,
// bypass rows, and work under a permit that a limit takes back; now and then Davy crashes and starts again. The same samples, in the order of their arrival, and what people did, at its times, are then played as a backtest
// plays them: in steps of a second, calm samples together. Equal are the events that samples give birth to: every alarm of a limit, of quality, of range that
// rang, with its condition, its onset and its value to the bit, when it was known and when it was known to be over, up to the moment that its batch waited,
// whether it rang for people, and what became of every sample.
//
// Left out, for they are born of a tick and not of a sample: what silence and late data say, and how what rang stood beside a shelf that ran out just then, or silence that ended an inhibition.

#include "analysis/backtest/lived_history.hpp"
#include "analysis/backtest/trial.hpp"
#include "site/small_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::analysis {
namespace {

const Instant kReplayBegin = Instant::from_unix_ms(1'800'000'000'000);
constexpr std::int64_t kWaitMaxMs = 40;
constexpr Duration kTickLaterMax = Duration::from_ms(1'300);  // what a tick sees, another's sees so much later at most
constexpr Duration kWaitMax = Duration::from_ms(kWaitMaxMs);

constexpr std::string_view kMore = R"(modes:
  - {id: running, title: {zh: 运行, en: Running}}
  - {id: cleaning, title: {zh: 清洗, en: Cleaning}}
  - {id: late, title: {zh: 夜间, en: Late}, shift: night}
inhibitions:
  - {id: emptied, while: ["pt-101:low"], set-aside: ["ch4-02:high"], within: zone, reason: {zh: 已排空, en: Emptied}, basis: test}
)";

// Rings while the work goes on, and stops it.
constexpr std::string_view kGate =
    R"(device: rtu-01, at: [10, 10], conditions: {permit: {when: high, limit: 45, deadband: 2, gates: [blind-plate],
    rings: with-permit, severity: serious, respond-within: 15min, title: {zh: 票, en: Permit}, response: {zh: 停, en: Stop}, basis: test}}})";

// Limits with and without delays and deadband, by modes that people set and one that follows a shift, one that is low, one that latches, one that sets another aside, one that takes a permit back; quality
// and range as every safety point has them.
site::Site some_site() {
  site::SourceFiles sources = site::small_site();
  sources = changed(sources, "lab/pack.yaml", "limit: 25",
                    "limit: 25\n        by-mode: {cleaning: 35.5, late: 28.5}\n        on-delay: 3s\n        off-delay: 2s");
  sources.site.push_back({"more.yaml", std::string(kMore)});
  sources = changed(sources, "people.yaml", "until: \"20:00\"", "until: \"16:02\"");  // two minutes after the history begins
  sources = changed(sources, "people.yaml", "from: \"20:00\"", "from: \"16:02\"");
  sources = changed(sources, "points.yaml", "device: rtu-01, at: [10, 10]}", std::string(kGate));
  sources = changed(sources, "points.yaml", "conditions: none",
                    "conditions: {low: {when: low, limit: 200, deadband: 20, on-delay: 2s, severity: moderate, respond-within: 1h, "
                    "title: {zh: 低, en: Low}, response: {zh: 查, en: Look}, basis: test}}");
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), loaded.findings.empty() ? "the site is sound" : to_text(loaded.findings.front()).c_str());
  return std::move(*loaded.site);
}

// A point stays where it is for some seconds, then goes elsewhere: delays complete, begin in vain, and are cut by silence.
struct Reading {
  double value = 20;
  core::Quality quality = core::Quality::Good;
  int seconds = 0;

  void move() {
    if (seconds-- > 0) return;
    value = *rc::gen::element(0.0, 20.0, 24.5, 25.0, 26.0, 49.5, 51.0, 80.0, 104.0, 140.0, 190.0, 210.0, 500.0);
    quality = *rc::gen::element(core::Quality::Good, core::Quality::Good, core::Quality::Good, core::Quality::Good,
                                core::Quality::Uncertain, core::Quality::Bad);
    seconds = *rc::gen::inRange(0, 9);
  }
};

class Plant {
 public:
  explicit Plant(const site::Directory& directory)
      : directory_(directory), readings_(directory.site().points.size()), live_(directory, kReplayBegin) {}

  void live_through(int batches) {
    for (; batches > 0; --batches) {
      now_ = now_ + *rc::gen::element(3_ms, 250_ms, 900_ms, 1_s, 1_s, 1_s, 1_s, 1'100_ms, 2'600_ms, 3'050_ms, 20_s);
      live_.pass(now_);
      std::vector<core::Sample> batch = some_batch();
      arrived_.insert(arrived_.end(), batch.begin(), batch.end());
      now_ = now_ + 1_ms * *rc::gen::inRange<std::int64_t>(0, kWaitMaxMs);
      live_.arrive(std::move(batch), now_);
      some_deed();
      if (*rc::gen::inRange(0, 50) > 0) continue;
      now_ = now_ + *rc::gen::element(200_ms, 2_s, 4_s, 30_s);
      live_.start_again(now_);
    }
  }

  Instant now() const { return now_; }
  const std::vector<core::Sample>& arrived() const { return arrived_; }
  LivedHistory& live() { return live_; }

 private:
  // As devices send: a point's samples in the order of its clock, which may be behind, ahead, or far behind.
  std::vector<core::Sample> some_batch() {
    std::vector<core::Sample> batch;
    for (std::size_t p = 0; p < readings_.size(); ++p) {
      readings_[p].move();
      if (*rc::gen::inRange(0, 12) == 0) continue;
      const Duration back = *rc::gen::element(0_s, 0_s, 0_s, 0_s, 0_s, 0_s, 100_ms, 900_ms, 2_s, 60_s, -(300_ms), -(90_s));
      const core::Sample sample{site::PointIndex(p), readings_[p].quality, readings_[p].value, now_ - back, now_};
      if (*rc::gen::inRange(0, 6) == 0) batch.push_back({sample.point, sample.quality, 26.0, sample.source - 400_ms, now_});
      batch.push_back(sample);
    }
    return batch;
  }
  void some_deed() {
    switch (*rc::gen::inRange(0, 18)) {
      case 0: return live_.ask(core::ShelveAlarm{some_condition(), 1_min, "test"});
      case 1: return of_each([](core::AlarmId id) { return core::Request(core::AcknowledgeAlarm{id, "seen"}); });
      case 2: return of_each([](core::AlarmId id) { return core::Request(core::ResetAlarm{id}); });
      case 3: return live_.ask(core::SetMode{"tank-farm", "cleaning", "test", {}});
      case 4: return live_.ask(core::EndMode{"tank-farm"});
      case 5: return live_.ask(core::TakeOutOfService{some_condition(), "test"});
      case 6: return live_.ask(core::ReturnToService{some_condition()});
      case 7: return live_.ask(core::BypassRow{"gas-trip", 1_h, "test"});
      case 8: return live_.ask(core::UnshelveAlarm{some_condition()});
      case 9:
      case 10:
      case 11:
      case 12: return some_work();
      default: return;
    }
  }
  // On one permit after another, as those who hold them may: to begin, to rest, to go on when its gas is known to be well again, to be done.
  void some_work() {
    const core::PermitBook& permits = live_.state().permits;
    if (permits.permits.empty()) {
      core::PermitApplied what;
      what.kind = core::PermitKind::BlindPlate;
      what.zone = "tank-farm";
      what.points = {"ch4-01"};
      what.from = now_;
      what.until = now_ + 8_h;
      return live_.live(std::move(what));
    }
    const core::Permit& permit = permits.permits.begin()->second;
    const core::PermitId id = permit.id;
    switch (permit.state) {
      case core::PermitState::Open:
        if (*rc::gen::inRange(0, 3) > 0) return;
        return live_.live(*rc::gen::arbitrary<bool>() ? core::EventBody(core::PermitInterrupted{id, "a break"})
                                                      : core::EventBody(core::PermitFinished{id, "done", {}, "operator"}));
      case core::PermitState::Finished: return live_.live(core::PermitAccepted{id});
      case core::PermitState::Accepted: return live_.live(core::PermitArchived{id});
      case core::PermitState::Preparing:
      case core::PermitState::Signed:
        live_.live(core::PermitGuarded{id});
        return is_well(permit) ? live_.live(core::PermitStarted{id}) : void();
      case core::PermitState::Interrupted:
      case core::PermitState::Suspended: return is_well(permit) ? live_.live(core::PermitResumed{id, "aired"}) : void();
    }
  }
  bool is_well(const core::Permit& permit) const {
    const std::map<site::ConditionIndex, core::Told>& told = live_.state().permits.told;
    return std::ranges::all_of(core::permit::gates(directory_, permit.what), [&](site::ConditionIndex gate) {
      const auto known = told.find(gate);
      return known != told.end() && known->second.truth == core::Truth::False;
    });
  }
  static std::string some_condition() {
    return *rc::gen::element<std::string>("ch4-01:high", "ch4-02:high-high", "ch4-01:bad-quality", "ch4-02:bad-quality", "pt-101:low");
  }
  template <class Make>
  void of_each(Make make) {
    std::vector<core::AlarmId> ids;
    for (const auto& [condition, alarm] : live_.state().alarms.alarms) ids.push_back(alarm.id);
    for (const core::AlarmId id : ids) live_.ask(make(id));
  }

  const site::Directory& directory_;
  std::vector<Reading> readings_;
  LivedHistory live_;
  Instant now_ = kReplayBegin;
  std::vector<core::Sample> arrived_;
};

// Known live a moment later, for a batch waits a moment.
bool is_known_as(Instant live, Instant replayed) { return live >= replayed && live <= replayed + kWaitMax; }

void assert_same(const LivedAlarm& live, const LivedAlarm& replayed) {
  RC_ASSERT(live.condition == replayed.condition);
  RC_ASSERT(live.onset == replayed.onset);
  RC_ASSERT(live.value == replayed.value);
  RC_ASSERT(is_known_as(live.raised, replayed.raised));
  RC_ASSERT(live.returned.has_value() == replayed.returned.has_value());
  if (live.returned) RC_ASSERT(is_known_as(*live.returned, *replayed.returned));
}

// A shelf that runs out, and silence that ends an inhibition, are seen by a tick, sooner or later than by another's, or not at all when a sample came before: while
// an alarm stands, either lets it ring for people.
bool is_let_ring_by_a_tick(const LivedAlarm& alarm, const LivedHistory& live) {
  const auto is_while_it_stands = [&](Instant at) {
    return at + kTickLaterMax >= alarm.raised && (!alarm.returned || at <= *alarm.returned + kTickLaterMax);
  };
  const bool is_inhibited = alarm.condition == "ch4-02:high";
  return std::ranges::any_of(live.ran_out(), is_while_it_stands) ||
         (is_inhibited && std::ranges::any_of(live.went_blind(), is_while_it_stands));
}

// What the cases held, so that none of this passes for want of anything to compare.
struct Seen {
  std::size_t cases = 0, rang = 0, delayed = 0, returned = 0, late = 0, granted = 0, aside = 0;
  std::size_t compared = 0;  // alarms that were set aside in both
  std::size_t stopped = 0;   // work, by a limit
  std::size_t crashed = 0;
};

TEST(ReplayPropTest, HistoryRingsAsItRang) {
  const site::Site site = some_site();
  const site::Directory directory(site);
  const site::Site alarms = only_alarms(site);
  const site::Directory replayed(alarms);
  Seen seen;
  const bool held = rc::check("a replay rings as it rang", [&] {
    Plant plant(directory);
    plant.live_through(*rc::gen::inRange(20, 120));
    Backtest backtest(replayed, kReplayBegin, plant.live().deeds());
    backtest.play(plant.arrived());
    backtest.pass(plant.now());

    const std::vector<LivedAlarm> live = plant.live().rang();
    const std::vector<LivedAlarm> again = rang_in(backtest, replayed);
    for (std::size_t i = 0; i < std::min(live.size(), again.size()); ++i) {
      assert_same(live[i], again[i]);
      if (is_let_ring_by_a_tick(live[i], plant.live())) continue;
      RC_ASSERT(live[i].aside == again[i].aside);
      seen.compared += live[i].aside != core::Aside::No ? 1 : 0;
    }
    RC_ASSERT(live.size() == again.size());
    RC_ASSERT(plant.live().fates() == backtest.fates());
    RC_ASSERT(plant.live().crashes() == backtest.starts().size());

    ++seen.cases;
    seen.rang += live.empty() ? 0 : 1;
    seen.delayed += std::ranges::any_of(live, [](const LivedAlarm& rang) { return rang.raised > rang.onset + 1_s; }) ? 1 : 0;
    seen.returned += std::ranges::any_of(live, [](const LivedAlarm& rang) { return rang.returned.has_value(); }) ? 1 : 0;
    seen.late += backtest.fates().late > 0 ? 1 : 0;
    seen.granted += plant.live().granted() > 0 ? 1 : 0;
    seen.aside += std::ranges::any_of(live, [](const LivedAlarm& rang) { return rang.aside != core::Aside::No; }) ? 1 : 0;
    seen.crashed += plant.live().crashes() > 0 ? 1 : 0;
    seen.stopped += std::ranges::any_of(live, [](const LivedAlarm& rang) { return rang.condition == "ch4-01:permit"; }) ? 1 : 0;
  });
  EXPECT_TRUE(held);
  EXPECT_GT(10 * seen.rang, 9 * seen.cases);
  EXPECT_GT(2 * seen.delayed, seen.cases);
  EXPECT_GT(2 * seen.returned, seen.cases);
  EXPECT_GT(2 * seen.late, seen.cases);
  EXPECT_GT(2 * seen.granted, seen.cases);
  EXPECT_GT(10 * seen.aside, seen.cases);
  EXPECT_GT(seen.compared, 2u);
  EXPECT_GT(seen.stopped, 2u);
  EXPECT_GT(10 * seen.crashed, seen.cases);
}

}  // namespace
}  // namespace davy::analysis
