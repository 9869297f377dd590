#include "runtime/runtime.hpp"

#include "runtime/fake_ports.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace davy::runtime {
namespace {

using fake::FakeStore;

const Instant kShiftBegin = Instant::from_unix_ms(1'795'500'000'000);

// Holds the engine in the middle of a turn until it is let go.
class Gate final : public Field {
 public:
  explicit Gate(fake::FakeField& behind) : behind_(behind) {}
  void close() { closed_ = true; }
  void open() { opened_.set_value(); }
  void wait_until_reached() { reached_.get_future().wait(); }
  void send(const FieldCommand& command) override {
    behind_.send(command);
    if (!closed_.exchange(false)) return;
    reached_.set_value();
    opened_.get_future().wait();
  }

 private:
  fake::FakeField& behind_;
  std::atomic<bool> closed_{false};
  std::promise<void> reached_;
  std::promise<void> opened_;
};

class RuntimeTest : public testing::Test {
 protected:
  Options options() const {
    Options options;
    options.loop.program_version = "test";
    options.loop.tick = 1_ms;
    options.gather_samples = 1_ms;
    options.retry_store = 1_ms;
    return options;
  }

  std::unique_ptr<Runtime> start(Options options) {
    auto runtime = Runtime::start(directory_, {clock_, gate_, notifier_, store_}, std::move(options));
    EXPECT_TRUE(runtime.has_value());
    return std::move(runtime).value();
  }
  std::unique_ptr<Runtime> start() { return start(options()); }

  std::vector<core::Sample> gas(double value) const {
    return {{site::PointIndex(0), core::Quality::Good, value, clock_.now(), clock_.now()}};
  }

  static core::PersonRequest officer(core::Request request) {
    return {{"li", core::Role::SafetyOfficer, {"operator"}}, std::move(request)};
  }
  // The answer, whenever it comes.
  static std::future<Answer> ask(Runtime& runtime, core::PersonRequest request) {
    auto promise = std::make_shared<std::promise<Answer>>();
    runtime.request(std::move(request), [promise](const Answer& answer) { promise->set_value(answer); });
    return promise->get_future();
  }
  static core::PersonRequest shelve() { return officer(core::ShelveAlarm{"ch4-01:high", 600_s, "calibration of the sensor"}); }

  std::size_t committed(const std::string& kind) const { return diary_.count("committed " + kind); }

  const site::Site site_ = fake::tank_farm();
  const site::Directory directory_{site_};
  fake::Diary diary_;
  fake::FakeClock clock_{kShiftBegin};
  fake::FakeField field_{diary_};
  Gate gate_{field_};
  fake::FakeNotifier notifier_{diary_};
  FakeStore store_{diary_};
};

TEST_F(RuntimeTest, TidiesTheStorePieceByPieceWhileNobodyWaits) {
  store_.leave_untidy(5);
  const auto runtime = start();
  EXPECT_TRUE(diary_.wait_for("tidied 1"));
  EXPECT_TRUE(diary_.wait_for("tidied 5"));
}

TEST_F(RuntimeTest, PutsARunOfThinningIntoTheJournalOnce) {
  const core::SamplesThinned run{1, "slow", "v1", kShiftBegin, 2, 1'000, 10, 0};
  store_.leave_thinned(run);
  store_.leave_thinned(run);
  const auto runtime = start();
  EXPECT_TRUE(diary_.wait_for("committed samples.thinned"));
  runtime->stop("enough");
  EXPECT_EQ(committed("samples.thinned"), 1U);
}

TEST_F(RuntimeTest, EffectsComeInTheirOrder) {
  const auto runtime = start();
  EXPECT_EQ(runtime->samples(gas(60)), Pushed::Yes);
  ASSERT_TRUE(diary_.wait_for("told alarm-raised"));
  EXPECT_LT(diary_.find("committed system.started"), diary_.find("sent"));
  EXPECT_LT(diary_.find("sent"), diary_.find("committed row.tripped"));
  EXPECT_LT(diary_.find("committed notice.issued"), diary_.find("told alarm-raised"));
}

TEST_F(RuntimeTest, KeptSamplesAreAnsweredWhenTheyAreDurable) {
  const auto runtime = start();
  std::promise<std::size_t> saved;
  runtime->keep(gas(10), [&](const Answer& answer) {
    EXPECT_TRUE(std::holds_alternative<Accepted>(answer));
    saved.set_value(store_.samples().size());
  });
  EXPECT_EQ(saved.get_future().get(), 1u);
}

TEST_F(RuntimeTest, KeptSamplesAreRefusedWhileTheStoreFails) {
  const auto runtime = start();
  store_.become(FakeStore::Mood::Failing);
  runtime->samples(gas(10));
  ASSERT_TRUE(store_.wait_until_tried());
  std::promise<bool> refused;
  runtime->keep(gas(11), [&](const Answer& answer) { refused.set_value(std::holds_alternative<Error>(answer)); });
  EXPECT_TRUE(refused.get_future().get());
}

TEST_F(RuntimeTest, ARequestIsAnsweredWithItsEventsWhenTheyAreDurable) {
  const auto runtime = start();
  const Answer answer = ask(*runtime, shelve()).get();
  ASSERT_TRUE(std::holds_alternative<Accepted>(answer));
  const auto& events = std::get<Accepted>(answer).events;
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(holds<core::AlarmShelved>(events[0].body));
  EXPECT_EQ(store_.events().back().seq, events[0].seq);
  EXPECT_GE(runtime->health().committed_seq, events[0].seq);
}

TEST_F(RuntimeTest, ALookSeesTheStateBetweenTwoInputs) {
  const auto runtime = start();
  ask(*runtime, shelve()).get();
  bool shelved = false;
  Instant seen_at;
  EXPECT_TRUE(runtime->look([&](const core::State& state, Instant now) {
    const core::Alarm* alarm = state.alarms.of("ch4-01:high");
    shelved = alarm != nullptr && alarm->shelf.has_value();
    seen_at = now;
  }));
  EXPECT_TRUE(shelved);
  EXPECT_EQ(seen_at, clock_.now());
  const auto undecided = runtime->undecided(site::PointIndex(0));
  ASSERT_TRUE(undecided);
  EXPECT_TRUE(undecided->empty()) << "limits are no expressions";
  runtime->stop("enough");
  EXPECT_FALSE(runtime->undecided(site::PointIndex(0)));
  EXPECT_FALSE(runtime->look([](const core::State&, Instant) { FAIL() << "nobody is there"; }));
}

TEST_F(RuntimeTest, ARefusalIsAnAnswer) {
  const auto runtime = start();
  EXPECT_TRUE(std::holds_alternative<core::Refusal>(ask(*runtime, officer(core::ResetRow{"no-such-row"})).get()));
}

TEST_F(RuntimeTest, WhenTheStoreFailsInterlocksGoOnAndEverybodyIsToldTheTruth) {
  const auto runtime = start();
  store_.become(FakeStore::Mood::Failing);
  EXPECT_EQ(runtime->samples(gas(60)), Pushed::Yes);
  EXPECT_TRUE(diary_.wait_for("sent")) << "the valve closes all the same";
  ASSERT_TRUE(store_.wait_until_tried());

  // Either it finds the store failing, or it was decided and then could not be made durable: an error in both.
  const Answer answer = ask(*runtime, shelve()).get();
  EXPECT_TRUE(std::holds_alternative<Error>(answer));
  EXPECT_FALSE(runtime->health().store_ok);
  EXPECT_EQ(runtime->health().store_error, "no space left on the disk");
  EXPECT_GT(runtime->health().unsaved_events, 0u);
  EXPECT_EQ(diary_.count("told"), 0u);

  store_.become(FakeStore::Mood::Well);
  EXPECT_TRUE(diary_.wait_for("told alarm-raised")) << "what waited is made durable, then told";
  std::uint64_t seq = 0;
  for (const core::Event& event : store_.events()) EXPECT_EQ(event.seq, ++seq) << "in order, without holes";
  EXPECT_TRUE(runtime->health().store_ok);
  EXPECT_EQ(runtime->health().lost_samples, 0u);
}

TEST_F(RuntimeTest, AStoreThatHangsIsAFailingStore) {
  const auto runtime = start();
  store_.become(FakeStore::Mood::Hanging);
  runtime->samples(gas(60));
  ASSERT_TRUE(store_.wait_until_tried());
  EXPECT_TRUE(runtime->health().store_ok) << "a commit takes its time";
  clock_.set(kShiftBegin + 6_s);
  EXPECT_FALSE(runtime->health().store_ok);
  EXPECT_TRUE(std::holds_alternative<Error>(ask(*runtime, shelve()).get()));
  store_.become(FakeStore::Mood::Well);
}

TEST_F(RuntimeTest, SamplesThatFindNoRoomInTheHistorianAreEvaluatedAndCounted) {
  Options tight = options();
  tight.unsaved_samples_limit = 3;
  const auto runtime = start(tight);
  store_.become(FakeStore::Mood::Hanging);
  runtime->samples(gas(1));
  ASSERT_TRUE(store_.wait_until_tried());
  for (int second = 1; second <= 5; ++second) {
    clock_.set(kShiftBegin + Duration::from_ms(1'000) * second);
    runtime->samples(gas(1));
  }
  clock_.set(kShiftBegin + 6_s);
  runtime->samples(gas(60));
  ASSERT_TRUE(diary_.wait_for("sent"));
  store_.become(FakeStore::Mood::Well);
  ASSERT_TRUE(diary_.wait_for("committed row.tripped"));
  EXPECT_EQ(runtime->health().lost_samples, 3u);
  EXPECT_EQ(runtime->health().fates.evaluated, 7u);
}

TEST_F(RuntimeTest, AFullQueueRefusesSamplesAndSaysSoButTakesReports) {
  Options small = options();
  small.queue_limit = 4;
  const auto runtime = start(small);
  gate_.close();
  std::thread bringing([&] { runtime->samples(gas(60)); });  // which stands at the gate itself when the engine is idle
  gate_.wait_until_reached();

  for (int i = 0; i < 4; ++i) EXPECT_EQ(runtime->samples(gas(1)), Pushed::Yes);
  EXPECT_EQ(runtime->samples(gas(1)), Pushed::Full);
  EXPECT_EQ(runtime->report(core::CommandReport{"1-1", core::CommandStage::Accepted, ""}), Pushed::Yes);
  EXPECT_EQ(runtime->health().refused_batches, 1u);
  EXPECT_EQ(runtime->health().queued, 5u);
  gate_.open();
  bringing.join();
}

TEST_F(RuntimeTest, AStopDecidesAndCommitsWhatIsQueued) {
  const auto runtime = start();
  gate_.close();
  std::thread bringing([&] { runtime->samples(gas(60)); });  // which stands at the gate itself when the engine is idle
  gate_.wait_until_reached();
  std::future<Answer> answer = ask(*runtime, shelve());
  gate_.open();
  runtime->stop("maintenance");
  bringing.join();
  EXPECT_TRUE(std::holds_alternative<Accepted>(answer.get()));
  const core::Event last = store_.events().back();
  ASSERT_TRUE(holds<core::SystemStopped>(last.body));
  EXPECT_EQ(get<core::SystemStopped>(last.body).reason, "maintenance");
  EXPECT_EQ(get<core::SystemStopped>(last.body).asked_by, "");
  EXPECT_EQ(committed("alarm.shelved"), 1u);
  EXPECT_EQ(runtime->samples(gas(1)), Pushed::Closed);
  EXPECT_TRUE(std::holds_alternative<Error>(ask(*runtime, shelve()).get()));
}

TEST_F(RuntimeTest, AStopBeforeAStartAnewSaysWhoAskedForIt) {
  const auto runtime = start();
  runtime->stop("the site's files are to take effect", "li.na");
  const core::Event last = store_.events().back();
  ASSERT_TRUE(holds<core::SystemStopped>(last.body));
  EXPECT_EQ(get<core::SystemStopped>(last.body).asked_by, "li.na");
}

TEST_F(RuntimeTest, AStopEndsEvenWhenTheStoreFails) {
  const auto runtime = start();
  store_.become(FakeStore::Mood::Failing);
  runtime->stop("maintenance");
  EXPECT_FALSE(runtime->health().store_ok);
}

TEST_F(RuntimeTest, WithoutADurableStartThereIsNone) {
  store_.become(FakeStore::Mood::Failing);
  const auto runtime = Runtime::start(directory_, {clock_, gate_, notifier_, store_}, options());
  ASSERT_FALSE(runtime.has_value());
  EXPECT_EQ(runtime.error().message, "the start could not be recorded: no space left on the disk");
}

TEST_F(RuntimeTest, ListenersHearOfWhatIsDurableUntilTheyAreGone) {
  struct Ear final : Listener {
    explicit Ear(fake::Diary& into) : diary(into) {}
    fake::Diary& diary;
    void committed(const std::vector<core::Event>& events) override {
      for (const core::Event& event : events) diary.write("heard " + std::string(kind_of(event.body)));
    }
  };
  const auto runtime = start();
  auto ear = std::make_shared<Ear>(diary_);
  runtime->listen(ear);
  ask(*runtime, shelve()).wait();
  EXPECT_LT(diary_.find("committed alarm.shelved"), diary_.find("heard alarm.shelved"));
  EXPECT_EQ(diary_.count("heard alarm.shelved"), 1u);
  ear.reset();
  ask(*runtime, officer(core::UnshelveAlarm{"ch4-01:high"})).wait();
  EXPECT_EQ(diary_.count("heard alarm.unshelved"), 0u);
}

TEST_F(RuntimeTest, LiveValuesAreWhatTheDetectorLastSaw) {
  const auto runtime = start();
  EXPECT_EQ(runtime->live_values()[0].last.source, Instant::before_all());
  runtime->samples(gas(60));
  ASSERT_TRUE(diary_.wait_for("committed row.tripped"));
  const LiveValue gas_now = runtime->live_values()[0];
  EXPECT_EQ(gas_now.last.value, 60);
  EXPECT_FALSE(gas_now.stale);
  EXPECT_EQ(runtime->live_values().size(), 4u);
}

}  // namespace
}  // namespace davy::runtime
