#include "api/live/feed.hpp"

#include "api/testing/two_zones.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using nlohmann::json;

// A console that keeps what it is sent.
class Screen final : public Outlet {
 public:
  void send(Message message) override { messages.push_back(json::parse(*message)); }
  void close(const std::string& reason) override { closed = reason; }
  bool ended() const override { return gone; }

  std::vector<json> messages;
  std::string closed;
  bool gone = false;
};

class TheFeed : public ::testing::Test {
 protected:
  void SetUp() override {
    store = *store::SqliteStore::open(folder.path(), plant.directory);
    ASSERT_TRUE(store->recover(now));
    happens(core::SystemStarted{"test", "", {}});
    queries = *store::Queries::open(folder.path());
    ASSERT_TRUE(feed->begin(*queries));
  }

  // Durable at once, and nobody has told the feed.
  std::uint64_t happens(core::EventBody body, std::string actor = "system") {
    runtime::Commit commit;
    commit.events.push_back({++seq, now, std::move(actor), std::move(body)});
    EXPECT_TRUE(store->commit(commit));
    return seq;
  }
  core::AlarmId alarm_rings() {
    return core::AlarmId(happens(core::AlarmRaised{"ch4-02:high-high", "tank-farm", site::Severity::Major, now, 52, "v1"}));
  }
  void catch_up() { ASSERT_TRUE(feed->catch_up(*queries)); }

  std::shared_ptr<Screen> join(std::optional<std::uint64_t> since = {}, std::vector<std::string> posts = {"operator"}) {
    const auto screen = std::make_shared<Screen>();
    EXPECT_TRUE(feed->join({screen, {"wang.qiang", "王强", core::Role::Worker, std::move(posts)}, "token"}, since, *queries));
    return screen;
  }

  // On a feed that has seen nothing happen.
  std::shared_ptr<Screen> join_after_a_start() {
    const auto anew = std::make_shared<Feed>(plant.directory, Feed::Sources{[] { return std::vector<runtime::LiveValue>(2); },
                                                                            [] { return runtime::Health(); },
                                                                            [this] { return now; },
                                                                            {},
                                                                            [] {}});
    const auto screen = std::make_shared<Screen>();
    EXPECT_TRUE(anew->begin(*queries));
    EXPECT_TRUE(anew->join({screen, {}, "token"}, {}, *queries));
    return screen;
  }

  static std::vector<std::uint64_t> sequences(const Screen& screen) {
    std::vector<std::uint64_t> all;
    for (const json& message : screen.messages)
      if (message["type"] == "events")
        for (const json& event : message["events"]) all.push_back(event["seq"]);
    return all;
  }

  const Instant now = Instant::from_unix_ms(1'800'000'000'000);
  const fixture::TwoZones plant;
  const store::fixture::TemporaryFolder folder;
  std::unique_ptr<store::SqliteStore> store;
  std::unique_ptr<store::Queries> queries;
  std::uint64_t seq = 0;
  int woken = 0;
  bool session_lives = true;
  std::shared_ptr<Feed> feed = std::make_shared<Feed>(
      plant.directory,
      Feed::Sources{
          [this] { return std::vector<runtime::LiveValue>(plant.site.points.size()); }, [] { return runtime::Health(); },
          [this] { return now; },
          [this](const std::string&, store::Queries&) -> Result<std::optional<core::Account>> {
            return session_lives ? std::optional(core::Account{"wang.qiang", "王强", core::Role::Worker, {"operator"}}) : std::nullopt;
          },
          [this] { ++woken; }});
};

TEST_F(TheFeed, AConsoleBeginsWithWhatIsOpen) {
  alarm_rings();
  const auto screen = join();
  ASSERT_EQ(screen->messages.size(), 1U);
  EXPECT_EQ(screen->messages[0]["type"], "snapshot");
  EXPECT_EQ(screen->messages[0]["seq"], 2);
  EXPECT_EQ(screen->messages[0]["alarms"][0]["condition"], "ch4-02:high-high");
  EXPECT_EQ(screen->messages[0]["zones"][0]["level"], "major");
}

TEST_F(TheFeed, EveryRecordComesOnceAndInOrderHoweverOftenItIsWoken) {
  const auto screen = join();
  const core::AlarmId alarm = alarm_rings();
  catch_up();
  happens(core::AlarmAcknowledged{alarm, ""}, "user:wang.qiang");
  happens(core::DevicePresence{"rtu-01", core::Presence::Offline});
  catch_up();
  catch_up();
  EXPECT_EQ(sequences(*screen), (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(screen->messages[2]["alarms"][0]["acknowledged"], true);
  EXPECT_EQ(screen->messages[2]["offline"], json({"rtu-01"}));
}

TEST_F(TheFeed, AConsoleThatComesBackGetsTheRestAndNothingTwice) {
  alarm_rings();
  happens(core::DevicePresence{"rtu-01", core::Presence::Offline});
  const auto screen = join(1);
  happens(core::DevicePresence{"rtu-01", core::Presence::Online});
  catch_up();
  EXPECT_EQ(sequences(*screen), (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(screen->messages[1]["type"], "points");
}

TEST_F(TheFeed, AConsoleThatComesBackGetsTheNoticesThatWereToldMeanwhile) {
  const auto told = [this](const std::string& post, std::vector<std::string> people = {}) {
    core::NoticeIssued notice;
    notice.condition = "ch4-02:high-high";
    notice.post = post;
    notice.people = std::move(people);
    return core::NoticeId(happens(notice));
  };
  const core::NoticeId before = told("operator");
  happens(core::NoticeSent{before, "display"});
  const core::NoticeId late = told("operator");
  const std::uint64_t left = seq;
  happens(core::NoticeSent{late, "display"});
  const core::NoticeId failed = told("operator");
  happens(core::NoticeFailed{failed, "display", "nobody is there"});
  const core::NoticeId of_others = told("safety-officer");
  happens(core::NoticeSent{of_others, "display"});
  const core::NoticeId of_another = told("operator", {"zhao.min"});
  happens(core::NoticeSent{of_another, "display"});
  told("operator");  // waits: it is handed out by itself
  const auto screen = join(left);
  std::vector<std::uint64_t> numbers;
  for (const json& message : screen->messages)
    if (message["type"] == "notice") numbers.push_back(message["notice"]["id"]);
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{late.get(), failed.get()})) << "oldest first";
  EXPECT_EQ(screen->messages[0]["type"], "events") << "what it stands on comes first";
}

TEST_F(TheFeed, WhatIsAboutAPersonReachesNoScreen) {
  const auto screen = join();
  core::AbsenceTold absence;
  absence.person = "zhao.min";
  absence.reason = "hospital";
  happens(absence, "user:zhao.min");
  catch_up();
  for (const json& message : {screen->messages.back(), join(1)->messages.front()}) {
    EXPECT_EQ(message["events"][0]["kind"], "absence.told");
    EXPECT_EQ(message["events"][0]["body"], json::object());
  }
}

TEST_F(TheFeed, AnOpenIncidentIsOnEveryConsoleAtOnceUntilItEnds) {
  const auto before = join();
  core::IncidentOpened opened;
  opened.zone = "tank-farm";
  opened.what = "a flange leaks";
  const core::IncidentId incident(happens(opened, "user:wang.qiang"));
  happens(core::EvacuationOrdered{incident, {"tank-farm"}, "", {{"user:li.na", "tank-farm", core::ExpectedBecause::OnDuty, {}}}, {}});
  catch_up();
  const json told = before->messages.back()["incidents"].at(0);
  EXPECT_EQ(told["id"], incident.get());
  EXPECT_EQ(told["exercise"], "real");
  EXPECT_EQ(told["what"], "a flange leaks");
  EXPECT_EQ(told["level"], "third");
  EXPECT_EQ(told["evacuating"], true);
  EXPECT_EQ(told["unaccounted"], 1);
  EXPECT_EQ(join()->messages[0]["incidents"].at(0), told) << "and on one that begins";
  EXPECT_EQ(join_after_a_start()->messages[0]["incidents"].at(0), told);

  happens(core::PersonAccounted{incident, "user:li.na", core::Whereabouts::Safe, "", ""});
  happens(core::EvacuationEnded{incident, "all there", 0});
  happens(core::IncidentEnded{incident, "no gas", {}});
  catch_up();
  EXPECT_EQ(before->messages.back()["incidents"][0]["state"], "ended");
  EXPECT_EQ(before->messages.back()["incidents"][0]["unaccounted"], 0);
  EXPECT_EQ(join()->messages[0]["incidents"], json::array());
}

TEST_F(TheFeed, APermitIsOnEveryConsoleFromTheApplicationUntilItIsOver) {
  const auto before = join();
  core::PermitApplied applied;
  applied.zone = "tank-farm";
  applied.what = "weld";
  const core::PermitId permit(happens(applied, "user:wang.qiang"));
  happens(core::PermitStarted{permit}, "user:wang.qiang");
  catch_up();
  const json told = before->messages.back()["permits"].at(0);
  EXPECT_EQ(told["id"], permit.get());
  EXPECT_EQ(told["state"], "open");
  EXPECT_EQ(join()->messages[0]["permits"].at(0), told) << "and on one that begins";
  EXPECT_EQ(join_after_a_start()->messages[0]["permits"].at(0), told);

  happens(core::PermitSuspended{permit, core::StopCause::Gas, "ch4-02:high-high", 26, "tank-farm", ""});
  catch_up();
  EXPECT_EQ(before->messages.back()["permits"][0]["stopped"]["cause"], "gas");
  happens(core::PermitCancelled{permit, "rain"}, "user:wang.qiang");
  catch_up();
  EXPECT_EQ(before->messages.back()["permits"][0]["state"], "cancelled");
  EXPECT_EQ(join()->messages[0]["permits"], json::array());
}

TEST_F(TheFeed, AConsoleFromTheFutureBeginsAnew) { EXPECT_EQ(join(100)->messages[0]["type"], "snapshot"); }

TEST_F(TheFeed, ANewOccurrenceEndsTheOneBefore) {
  const core::AlarmId first = alarm_rings();
  happens(core::AlarmReturned{first, now, 1});
  const core::AlarmId second = alarm_rings();
  const auto screen = join();
  ASSERT_EQ(screen->messages[0]["alarms"].size(), 1U);
  EXPECT_EQ(screen->messages[0]["alarms"][0]["id"], second.get());
}

TEST_F(TheFeed, TheHeartbeatSaysHowFarTheConsoleIs) {
  const auto screen = join();
  alarm_rings();
  feed->tick(*queries);
  const json& beat = screen->messages.back();
  EXPECT_EQ(beat["type"], "heartbeat");
  EXPECT_EQ(beat["seq"], sequences(*screen).back());
}

TEST_F(TheFeed, ANoticeIsShownToThosePostsOnly) {
  const auto operator_screen = join({}, {"operator"});
  const auto officer_screen = join({}, {"safety-officer"});
  core::Notice notice;
  notice.what.post = "operator";
  EXPECT_EQ(feed->show(notice), 1U);
  EXPECT_EQ(operator_screen->messages.back()["type"], "notice");
  EXPECT_EQ(officer_screen->messages.back()["type"], "snapshot");
}

TEST_F(TheFeed, WhoseSessionEndsIsSentAway) {
  const auto screen = join();
  session_lives = false;
  for (int second = 0; second < 10; ++second) feed->tick(*queries);
  EXPECT_EQ(screen->closed, "the session has ended");
}

TEST_F(TheFeed, ACommitWakesItWhileSomebodyLooksUntilItIsStopped) {
  feed->committed({});
  EXPECT_EQ(woken, 0);
  join();
  feed->committed({});
  EXPECT_EQ(woken, 1);
  feed->stop();
  feed->committed({});
  EXPECT_EQ(woken, 1);
}

TEST_F(TheFeed, AConsoleThatEndedBeforeItJoinedIsNotKept) {
  const auto screen = std::make_shared<Screen>();
  screen->gone = true;
  ASSERT_TRUE(feed->join({screen, {}, "token"}, {}, *queries));
  EXPECT_EQ(feed->consoles(), 0U);
}

}  // namespace
}  // namespace davy::api
