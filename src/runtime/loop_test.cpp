#include "runtime/loop.hpp"

#include "runtime/fake_ports.hpp"
#include "runtime/live_board.hpp"

#include <gtest/gtest.h>

#include <set>

namespace davy::runtime {
namespace {

using fake::Diary;

const Instant kMorning = Instant::from_unix_ms(1'795'500'000'000);

constexpr std::size_t kGas = 0;
constexpr std::size_t kReadBack = 3;

// One life of Davy at the tank farm, from a start to a crash. What the caller commits is kept in the store for the next life.
class Life {
 public:
  explicit Life(fake::FakeStore& store, Diary& diary, Instant now = kMorning, Leaps leaps = Leaps::Ignored)
      : store_(store),
        diary_(diary),
        now_(now),
        loop_(directory_, field_, notifier_, {.program_version = "test", .leaps = leaps}, *store.recover(now), now) {}

  Turn start() { return loop_.start(now_); }
  Turn go() { return loop_.go(now_); }
  Turn stop(const std::string& reason) { return loop_.stop(reason, now_); }
  void live() {
    ASSERT_TRUE(store_.commit(start().commit).has_value());
    commit(go());
  }

  void after(Duration time) { now_ = now_ + time; }

  // A turn in which these messages arrive, not yet committed.
  template <class... M>
  Turn turn(M&&... message) {
    std::vector<Message> messages;
    (messages.emplace_back(std::forward<M>(message)), ...);
    return loop_.turn(messages, now_);
  }

  // What a caller does: commits, says so, gives the answers.
  void commit(const Turn& turn) {
    ASSERT_TRUE(store_.commit(turn.commit).has_value());
    if (!turn.commit.events.empty()) {
      std::vector<Message> said;
      said.emplace_back(Committed{turn.commit.events.back().seq});
      const Turn next = loop_.turn(said, now_);
      if (!next.commit.events.empty()) commit(next);
    }
    for (const Turn::Pending& pending : turn.answers) pending.done(pending.answer);
  }

  Samples gas(double value) const { return reading(kGas, value, now_); }
  Samples read_back(double value) const { return reading(kReadBack, value, now_); }
  Samples reading(std::size_t point, double value, Instant source) const {
    return {{site::PointIndex(point), core::Quality::Good, value, source, now_}};
  }

  Ask ask(core::Request request, core::Role role = core::Role::SafetyOfficer) const {
    return {{{"wang", role, {"operator"}}, std::move(request)}, [this](const Answer& answer) {
              diary_.write(std::holds_alternative<Accepted>(answer) ? "answered accepted" : "answered refused");
            }};
  }

  std::size_t take_calm(const Samples& samples) { return loop_.take_calm(samples); }
  const Loop& loop() const { return loop_; }
  std::vector<FieldCommand> commands() const { return field_.commands(); }
  core::AlarmId alarm_of(std::string_view condition) const {
    const core::Alarm* alarm = loop_.state().alarms.of(condition);
    return alarm ? alarm->id : core::AlarmId();
  }

 private:
  const site::Site site_ = fake::tank_farm();
  const site::Directory directory_{site_};
  fake::FakeStore& store_;
  Diary& diary_;
  fake::FakeField field_{diary_};
  fake::FakeNotifier notifier_{diary_};
  Instant now_;
  Loop loop_;
};

class LoopTest : public testing::Test {
 protected:
  std::size_t events_of(const std::string& kind) const {
    std::size_t count = 0;
    for (const core::Event& event : store_.events()) count += kind_of(event.body) == kind;
    return count;
  }

  // A life that sees one reading, and ends without a stop.
  void crashes_after_gas(double value) {
    Life before(store_, diary_);
    before.live();
    before.commit(before.turn(before.gas(value)));
  }

  Diary diary_;
  fake::FakeStore store_{diary_};
};

TEST_F(LoopTest, WhatTripsARowGoesBeforeWhatElseTheSameSamplesSay) {
  Life life(store_, diary_);
  life.live();
  const Turn leak = life.turn(life.gas(60));
  const auto place_of = [&](std::string_view kind) {
    const auto& events = leak.commit.events;
    return std::ranges::find_if(events, [&](const core::Event& event) { return kind_of(event.body) == kind; }) - events.begin();
  };
  EXPECT_LT(place_of("command.requested"), place_of("order.issued"));
  EXPECT_EQ(place_of("row.tripped"), 0);
}

TEST_F(LoopTest, AClockThatIsSetBackHidesNoReadingAndIsInTheJournal) {
  Life life(store_, diary_, kMorning, Leaps::Watched);
  life.live();
  life.commit(life.turn(life.gas(10)));
  life.after(Duration::from_ms(-3'600'000));
  const Turn leak = life.turn(life.gas(60));
  ASSERT_TRUE(holds<core::ClockLeapt>(leak.commit.events.at(0).body));
  EXPECT_EQ(get<core::ClockLeapt>(leak.commit.events[0].body).from, kMorning);
  EXPECT_EQ(leak.commit.events[0].time, kMorning - 1_h);
  EXPECT_EQ(diary_.count("sent"), 1u);
}

TEST_F(LoopTest, AClockThatIsSetBackByLittleStandsStillUntilItHasCaughtUp) {
  Life life(store_, diary_, kMorning, Leaps::Watched);
  life.live();
  life.commit(life.turn(life.gas(10)));
  life.after(Duration::from_ms(-900));
  life.commit(life.turn(life.reading(kGas, 60, kMorning + 1_ms)));
  EXPECT_EQ(events_of("row.tripped"), 1u);
  EXPECT_EQ(diary_.count("sent"), 1u);
  EXPECT_TRUE(std::ranges::is_sorted(store_.events(), {}, &core::Event::time))
      << "no record is of an earlier moment than the one before it";
  EXPECT_EQ(events_of("clock.leapt"), 0u);
  life.after(Duration::from_ms(-900));
  const Turn leap = life.turn(life.reading(kGas, 60, kMorning + 2_ms));
  ASSERT_FALSE(leap.commit.events.empty());
  ASSERT_TRUE(holds<core::ClockLeapt>(leap.commit.events[0].body)) << "little by little is much";
  EXPECT_EQ(get<core::ClockLeapt>(leap.commit.events[0].body).from, kMorning);
  EXPECT_EQ(leap.commit.events[0].time, kMorning - 1'800_ms);
}

TEST_F(LoopTest, AStartIsOfNoEarlierMomentThanTheRecordBeforeIt) {
  crashes_after_gas(60);
  Life life(store_, diary_, kMorning - 400_ms, Leaps::Watched);
  life.live();
  EXPECT_EQ(events_of("system.started"), 2u);
  EXPECT_TRUE(std::ranges::is_sorted(store_.events(), {}, &core::Event::time));
}

TEST_F(LoopTest, AClockThatGoesOnByMuchIsInTheJournalAndABusyMachineIsNot) {
  Life life(store_, diary_, kMorning, Leaps::Watched);
  life.live();
  life.commit(life.turn(life.gas(10)));
  life.after(29_s);
  life.commit(life.turn(life.gas(10)));
  EXPECT_EQ(events_of("clock.leapt"), 0u);
  life.after(31_s);
  life.commit(life.turn(life.gas(10)));
  EXPECT_EQ(events_of("clock.leapt"), 1u);
}

TEST_F(LoopTest, ReadingsOfAClockThatWasAheadHideNothingAfterAStart) {
  Life ahead(store_, diary_);
  ahead.live();
  ahead.commit(ahead.turn(ahead.gas(10)));
  Life life(store_, diary_, kMorning - 1_h);
  life.live();
  life.turn(life.gas(60));
  EXPECT_EQ(diary_.count("sent"), 1u);
}

TEST_F(LoopTest, TheCommandLeavesBeforeTheCommitAndPeopleAreToldAfterIt) {
  Life life(store_, diary_);
  life.live();
  const Turn leak = life.turn(life.gas(60));
  EXPECT_EQ(diary_.count("sent"), 1u) << "inside the turn";
  EXPECT_EQ(diary_.count("told"), 0u);
  EXPECT_EQ(diary_.count("committed row.tripped"), 0u);

  life.commit(leak);
  const std::size_t sent = diary_.find("sent");
  const std::size_t committed = diary_.find("committed row.tripped");
  const std::size_t told = diary_.find("told alarm-raised");
  EXPECT_LT(sent, committed);
  EXPECT_LT(committed, told);
  EXPECT_LT(told, diary_.lines().size());
}

core::RecordDraft draft_of(const std::string& kind, const std::string& id, std::vector<core::RecordMark> live) {
  core::RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.body = "{}";
  draft.live = std::move(live);
  return draft;
}

TEST_F(LoopTest, WhatAPersonReadsIsASampleOfTheSameTurnThatConditionsJudge) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.ask(core::SaveRecords{
      {draft_of("risk-object", "tanks", {{"zone", "tank-farm"}}), draft_of("risk-unit", "tank", {{"object", "tanks"}}),
       draft_of("risk-event", "leak",
                {{"unit", "tank"},
                 {"method", "ls"},
                 {"likelihood", "2"},
                 {"consequence", "2"},
                 {"residual-likelihood", "1"},
                 {"residual-consequence", "2"}}),
       draft_of("risk-measure", "gauge",
                {{"name", "gauge"}, {"event", "leak"}, {"check", "look"}, {"every", "2"}, {"every-unit", "hours"}, {"point", "ch4-01"}})},
      "assessed"})));
  ASSERT_EQ(life.loop().state().checks.open.size(), 1u);
  life.after(1_min);
  core::RecordCheck record;
  record.check = life.loop().state().checks.open.begin()->second;
  record.done_at = kMorning + 59_s;
  record.reading = 30;
  const Turn read = life.turn(life.ask(record));
  ASSERT_EQ(read.commit.samples.size(), 1u);
  EXPECT_EQ(read.commit.samples[0].quality, core::Quality::Manual);
  EXPECT_EQ(read.commit.samples[0].source, record.done_at);
  EXPECT_EQ(read.commit.samples[0].arrival, kMorning + 1_min);
  EXPECT_EQ(life.loop().state().alarms.of("ch4-01:high")->value, 30);
  EXPECT_EQ(std::get<Accepted>(read.answers[0].answer).events.front().body.index(), core::EventBody(core::CheckRecorded{}).index());
  EXPECT_EQ(life.loop().fates().evaluated, 1u);
  life.commit(read);

  // The clock of the device is ahead: it was read now.
  record.check = life.loop().state().checks.open.begin()->second;
  record.done_at = kMorning + 5_min;
  record.reading = 31;
  EXPECT_EQ(life.turn(life.ask(record)).commit.samples[0].source, kMorning + 1_min);
}

TEST_F(LoopTest, ANoticeThatIsNoLongerTrueWhenItsTurnComesIsDropped) {
  Life life(store_, diary_);
  life.live();
  const Turn leak = life.turn(life.gas(30));
  const Turn seen = life.turn(life.ask(core::AcknowledgeAlarm{life.alarm_of("ch4-01:high"), "on my way"}));
  life.commit(leak);
  life.commit(seen);
  EXPECT_EQ(diary_.count("told alarm-raised"), 0u);
  EXPECT_EQ(events_of("notice.dropped"), 1u);
  EXPECT_EQ(diary_.count("answered accepted"), 1u);
}

TEST_F(LoopTest, ANoticeThatItsChannelIsSilentAboutIsHandedOutAgain) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.gas(30)));
  EXPECT_EQ(diary_.count("told alarm-raised"), 1u);
  for (int second = 0; second < 29; ++second) {
    life.after(1_s);
    life.commit(life.turn(life.gas(30)));
  }
  EXPECT_EQ(diary_.count("told alarm-raised"), 1u);
  life.after(1_s);
  life.commit(life.turn(life.gas(30)));
  EXPECT_EQ(diary_.count("told alarm-raised"), 2u);

  const core::NoticeId notice = life.loop().state().notices.waiting.begin()->first;
  life.commit(life.turn(core::NoticeReport{notice, core::NoticeStage::Sent, "display", ""}));
  EXPECT_EQ(events_of("notice.sent"), 1u);
}

TEST_F(LoopTest, OnlyAReadBackMeasuredAfterTheSendingProvesACommand) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.read_back(0)));
  life.after(1_s);
  life.commit(life.turn(life.gas(60)));
  ASSERT_EQ(life.commands().size(), 1u);
  EXPECT_EQ(life.commands()[0].state, "closed");
  life.commit(life.turn(core::CommandReport{life.commands()[0].command, core::CommandStage::Sent, ""}));
  life.commit(life.turn(core::CommandReport{life.commands()[0].command, core::CommandStage::Accepted, ""}));
  EXPECT_EQ(events_of("command.observed"), 0u);

  life.after(500_ms);
  life.commit(life.turn(Samples{{site::PointIndex(kReadBack), core::Quality::Bad, 0, kMorning + 1400_ms, kMorning + 1500_ms}}));
  EXPECT_EQ(events_of("command.observed"), 0u) << "a bad reading proves nothing";
  life.commit(life.turn(life.reading(kReadBack, 0, kMorning)));
  EXPECT_EQ(events_of("command.observed"), 0u) << "nor does a repeat of an old one";

  life.commit(life.turn(life.read_back(0)));
  EXPECT_EQ(events_of("command.observed"), 1u);
}

TEST_F(LoopTest, TheReadBackCountsWhereverItStandsInABatch) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.gas(60)));
  life.commit(life.turn(core::CommandReport{life.commands()[0].command, core::CommandStage::Sent, ""}));
  life.after(1_s);
  Samples batch = life.gas(61);
  batch.push_back(life.read_back(0)[0]);
  batch.push_back(life.reading(kGas, 62, kMorning + 1001_ms)[0]);
  life.commit(life.turn(std::move(batch)));
  EXPECT_EQ(events_of("command.observed"), 1u);
  EXPECT_EQ(life.loop().fates().evaluated, 4u);
  EXPECT_EQ(store_.samples().size(), 4u);
}

TEST_F(LoopTest, ARefusedRequestChangesNothingAndIsAnswered) {
  Life life(store_, diary_);
  life.live();
  const Turn turn = life.turn(life.ask(core::AcknowledgeAlarm{core::AlarmId(999), ""}));
  EXPECT_TRUE(turn.commit.events.empty());
  EXPECT_EQ(diary_.count("answered"), 0u);
  life.commit(turn);
  EXPECT_EQ(diary_.count("answered refused"), 1u);
}

TEST_F(LoopTest, SilenceIsSeenWithoutAnyMessage) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.gas(1)));
  life.after(3_s);
  life.commit(life.turn());
  EXPECT_EQ(events_of("alarm.raised"), 0u);
  life.after(200_ms);
  life.commit(life.turn());
  EXPECT_EQ(events_of("alarm.raised"), 1u) << "the point has been silent for longer than it may";
}

TEST_F(LoopTest, NothingLeavesBeforeTheStartIsDurable) {
  crashes_after_gas(60);
  const std::size_t sent_before = diary_.count("sent");
  Life after(store_, diary_, kMorning + 2_s);
  const Turn start = after.start();
  EXPECT_EQ(diary_.count("sent"), sent_before);
  ASSERT_FALSE(start.commit.events.empty());
  EXPECT_TRUE(holds<core::SystemStarted>(start.commit.events[0].body));

  after.commit(start);
  after.commit(after.go());
  ASSERT_EQ(after.commands().size(), 1u) << "a tripped row commands again";
  EXPECT_TRUE(after.commands()[0].command.starts_with(std::to_string(start.commit.events[0].seq) + "-"))
      << "under a name of this start, which no device has seen";
}

TEST_F(LoopTest, AStartThatIsLongInBecomingDurableExpiresNoCommandAndProvesNone) {
  crashes_after_gas(60);
  Life after(store_, diary_, kMorning + 2_s);
  const Turn start = after.start();
  ASSERT_TRUE(store_.commit(start.commit).has_value());
  after.after(1_min);
  const Samples meanwhile = after.read_back(0);
  after.after(1_s);
  after.commit(after.go());
  ASSERT_EQ(after.commands().size(), 1u);
  EXPECT_GT(after.commands()[0].expires, kMorning + 63_s);
  after.commit(after.turn(meanwhile));
  EXPECT_EQ(events_of("command.observed"), 0u) << "it was measured before the command had left";
  after.commit(after.turn(core::CommandReport{after.commands()[0].command, core::CommandStage::Sent, ""}));
  after.after(1_s);
  after.commit(after.turn(after.read_back(0)));
  EXPECT_EQ(events_of("command.observed"), 1u);
  EXPECT_EQ(events_of("command.failed"), 0u);
}

TEST_F(LoopTest, AStartThatTakesLongerThanAPointMayBeSilentIsNoSilenceAndNoValueOfNow) {
  crashes_after_gas(1);
  Life after(store_, diary_, kMorning + 2_s);
  LiveBoard board(4);
  const auto shown = [&] { return board.update_all(after.loop()), board.values()[kGas]; };
  ASSERT_TRUE(store_.commit(after.start().commit).has_value());
  EXPECT_TRUE(shown().stale) << "what a start has recovered is no value of now";
  after.after(1_min);
  after.commit(after.go());
  after.after(3_s);
  after.commit(after.turn());
  EXPECT_EQ(events_of("alarm.raised"), 0u) << "it could not be heard before";
  EXPECT_TRUE(shown().stale);
  EXPECT_EQ(shown().last.value, 1);
  after.commit(after.turn(after.gas(2)));
  EXPECT_FALSE(shown().stale);
  after.after(3'200_ms);
  after.commit(after.turn());
  EXPECT_EQ(events_of("alarm.raised"), 1u);
}

TEST_F(LoopTest, WhoIsSilentAfterALongStartIsFoundSilentAsSoonAsEver) {
  crashes_after_gas(1);
  Life after(store_, diary_, kMorning + 2_s);
  ASSERT_TRUE(store_.commit(after.start().commit).has_value());
  after.after(1_min);
  after.commit(after.go());
  after.after(3'200_ms);
  after.commit(after.turn());
  EXPECT_EQ(events_of("alarm.raised"), 1u);
}

TEST_F(LoopTest, WhatWasTrueBeforeTheCrashIsNotRaisedAgain) {
  crashes_after_gas(60);
  const std::size_t raised = events_of("alarm.raised");
  const std::size_t issued = events_of("order.issued");
  Life after(store_, diary_, kMorning + 2_s);
  after.live();
  after.commit(after.turn(after.gas(61)));
  EXPECT_EQ(events_of("alarm.raised"), raised);
  EXPECT_EQ(events_of("order.issued"), issued);
  EXPECT_EQ(events_of("row.tripped"), 1u);
}

TEST_F(LoopTest, WhatTheCrashTookFromTheJournalTheSamplesBringBack) {
  {
    Life before(store_, diary_);
    before.live();
    Turn lost = before.turn(before.gas(60));
    lost.commit.events.clear();
    before.commit(lost);
  }
  Life after(store_, diary_, kMorning + 2_s);
  after.live();
  EXPECT_EQ(events_of("row.tripped"), 1u);
  EXPECT_EQ(events_of("alarm.raised"), 2u) << "high and high-high";
}

TEST_F(LoopTest, LateSamplesOfBeforeTheCrashGiveNoSecondFinding) {
  {
    Life before(store_, diary_);
    before.live();
    before.commit(before.turn(before.reading(kGas, 60, kMorning - 60_s), before.reading(kGas, 2, kMorning - 59_s)));
    before.after(11_s);
    before.commit(before.turn(before.gas(1)));
  }
  const std::size_t found = events_of("alarm.found_late");
  EXPECT_GE(found, 1u);
  EXPECT_EQ(diary_.count("sent"), 0u) << "the past moves no valve";
  Life after(store_, diary_, kMorning + 12_s);
  after.live();
  for (int second = 0; second < 20; ++second) {
    after.after(1_s);
    after.commit(after.turn(after.gas(1)));
  }
  EXPECT_EQ(events_of("alarm.found_late"), found);
}

TEST_F(LoopTest, FatesCountWhatCameSinceTheStart) {
  crashes_after_gas(1);
  Life after(store_, diary_, kMorning + 1_s);
  after.live();
  EXPECT_EQ(after.loop().fates().received, 0u);
  after.commit(after.turn(after.gas(1), after.gas(1)));
  EXPECT_EQ(after.loop().fates().received, 2u);
  EXPECT_EQ(after.loop().fates().evaluated, 1u);
  EXPECT_EQ(after.loop().fates().rejected[static_cast<std::size_t>(core::Rejection::Repeat)], 1u);
}

TEST_F(LoopTest, TheStopHoldsASnapshotFromWhichTheNextStartGoesOn) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.gas(60)));
  const Turn stop = life.stop("maintenance");
  ASSERT_EQ(stop.commit.events.size(), 1u);
  EXPECT_TRUE(holds<core::SystemStopped>(stop.commit.events[0].body));
  ASSERT_TRUE(stop.commit.snapshot.has_value());
  EXPECT_EQ(stop.commit.snapshot->last_seq, stop.commit.events[0].seq);
  EXPECT_EQ(stop.commit.snapshot->alarms.alarms.size(), life.loop().state().alarms.alarms.size());
}

// Twelve seconds of a leak, whose valve does what it is told. What a plant does goes on whether Davy lives or not.
void leak_from(Life& life, std::size_t from, std::size_t until) {
  std::size_t answered = 0;
  for (std::size_t second = from; second < until; ++second) {
    const double value = second < 3 ? 1 : second < 9 ? 60 : 2;
    life.commit(life.turn(life.gas(value), life.read_back(second > 4 ? 0 : 1)));
    for (const auto commands = life.commands(); answered < commands.size(); ++answered)
      life.commit(life.turn(core::CommandReport{commands[answered].command, core::CommandStage::Sent, ""},
                            core::CommandReport{commands[answered].command, core::CommandStage::Accepted, ""}));
    life.after(1_s);
  }
}

TEST_F(LoopTest, ACrashAtAnyPointLosesNothingAndRepeatsNothing) {
  for (std::size_t crash = 1; crash < 12; ++crash) {
    SCOPED_TRACE("crash after second " + std::to_string(crash));
    Diary diary;
    fake::FakeStore store(diary);
    {
      Life before(store, diary);
      before.live();
      leak_from(before, 0, crash);
    }
    Life after(store, diary, kMorning + 1_s * static_cast<std::int64_t>(crash));
    after.live();
    leak_from(after, crash, 12);

    std::multiset<std::string> kinds;
    std::uint64_t seq = 0;
    for (const core::Event& event : store.events()) {
      EXPECT_EQ(event.seq, ++seq) << "without holes";
      kinds.emplace(kind_of(event.body));
    }
    EXPECT_EQ(kinds.count("alarm.raised"), 2u);
    EXPECT_EQ(kinds.count("alarm.returned"), 2u);
    EXPECT_EQ(kinds.count("order.issued"), 2u);
    EXPECT_EQ(kinds.count("row.tripped"), 1u);
    EXPECT_GE(kinds.count("command.observed"), 1u);
    EXPECT_EQ(kinds.count("command.failed"), 0u);
    EXPECT_EQ(kinds.count("system.started"), 2u);
  }
}

// A device card whose last day of calibration is over, or not.
core::SaveRecords card(const Life& life, const std::string& device, const std::string& by) {
  core::RecordDraft draft;
  draft.kind = "device-card";
  draft.id = "card";
  const auto known = life.loop().state().records.records.find("device-card/card");
  draft.expected_version = known == life.loop().state().records.records.end() ? 0 : known->second.version;
  draft.body = "{}";
  draft.live = {{"device", device}, {"calibrate-by", by}};
  return {{draft}, "test"};
}

core::Quality quality_of_gas(Life& life, double value) {
  const Turn turn = life.turn(life.gas(value));
  life.commit(turn);
  return turn.commit.samples.at(0).quality;
}

TEST_F(LoopTest, GoodSamplesOfADeviceWhoseCalibrationHasRunOutAreUncertain) {
  std::string device;
  {
    Life life(store_, diary_);
    life.live();
    device = fake::tank_farm().devices.front().name;
    EXPECT_EQ(quality_of_gas(life, 10), core::Quality::Good);
    life.commit(life.turn(life.ask(card(life, device, "2026-01-01"))));
    life.after(1_s);
    Samples mixed = life.gas(11);
    mixed.push_back(mixed.front());
    mixed.back().quality = core::Quality::Bad;
    mixed.back().source = mixed.back().source + 1_ms;
    const Turn after = life.turn(std::move(mixed));
    life.commit(after);
    EXPECT_EQ(after.commit.samples.at(0).quality, core::Quality::Uncertain) << "as it is kept";
    EXPECT_EQ(after.commit.samples.at(1).quality, core::Quality::Bad) << "no better than it came";
    EXPECT_EQ(life.loop().calibration(site::PointIndex(kGas)), core::CalibrationState::Overdue);
    life.after(1_s);
    const Samples calm = life.gas(11);
    EXPECT_EQ(life.take_calm(calm), 0U) << "its quality is to be changed first";
    life.commit(life.turn(life.gas(60)));
    EXPECT_GE(events_of("alarm.raised"), 1U) << "an uncertain value rings";
  }
  Life again(store_, diary_, kMorning + 1_min);
  again.live();
  EXPECT_EQ(quality_of_gas(again, 10), core::Quality::Uncertain) << "from the start on";
  again.commit(again.turn(again.ask(card(again, device, "2027-12-31"))));
  again.after(1_s);
  EXPECT_EQ(quality_of_gas(again, 10), core::Quality::Good);
}

TEST_F(LoopTest, ACalibrationRunsOutAtMidnightWithoutAnybodyDoingAnything) {
  Life life(store_, diary_);
  life.live();
  life.commit(life.turn(life.ask(card(life, fake::tank_farm().devices.front().name, to_text(day_at(kMorning, 8_h))))));
  life.after(1_h);
  EXPECT_EQ(quality_of_gas(life, 10), core::Quality::Good);
  life.after(24_h);
  life.commit(life.turn());
  EXPECT_EQ(quality_of_gas(life, 10), core::Quality::Uncertain);
  EXPECT_EQ(events_of("device.calibration"), 2U);
}

}  // namespace
}  // namespace davy::runtime
