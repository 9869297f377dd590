#include "notify/display/display.hpp"

#include <gtest/gtest.h>

namespace davy::notify {
namespace {

struct FakeClock final : runtime::Clock {
  Instant at = Instant::from_unix_ms(1'000'000);
  Instant now() const override { return at; }
};

// A control room: a display whose reports are looked at, ten seconds after it was opened.
struct Room {
  FakeClock clock;
  Display display{clock, 10_s};
  std::vector<core::NoticeReport> reports;
  Pushed queue = Pushed::Yes;

  Room() {
    clock.at = clock.at + 10_s;
    display.report_to([this](core::NoticeReport report) {
      if (queue == Pushed::Yes) reports.push_back(std::move(report));
      return queue;
    });
  }
  void tell(std::uint64_t id) { display.notify({core::NoticeId(id), {}, {}}); }
};

TEST(Display, ANoticeOnAConsoleIsSent) {
  Room room;
  std::vector<std::uint64_t> shown;
  room.display.show_with([&](const core::Notice& notice) { return shown.push_back(notice.id.get()), std::size_t{2}; });
  room.tell(7);
  EXPECT_EQ(shown, std::vector<std::uint64_t>{7});
  ASSERT_EQ(room.reports.size(), 1u);
  EXPECT_EQ(room.reports[0].notice.get(), 7u);
  EXPECT_EQ(room.reports[0].stage, core::NoticeStage::Sent);
  EXPECT_EQ(room.reports[0].channel, "display");
}

TEST(Display, WithoutAnyConsoleNobodyWasTold) {
  Room room;
  room.tell(7);
  room.display.show_with([](const core::Notice&) { return std::size_t{0}; });
  room.tell(8);
  ASSERT_EQ(room.reports.size(), 2u);
  for (const core::NoticeReport& report : room.reports) {
    EXPECT_EQ(report.stage, core::NoticeStage::Failed);
    EXPECT_EQ(report.detail, "no display connected");
  }
}

TEST(Display, JustAfterTheStartConsolesAreOnTheirWayBack) {
  Room room;
  room.clock.at = room.clock.at - 1_ms;
  room.tell(7);
  EXPECT_TRUE(room.reports.empty()) << "neither sent nor failed: it is handed out again";
  room.display.show_with([](const core::Notice&) { return std::size_t{1}; });
  room.tell(7);
  ASSERT_EQ(room.reports.size(), 1u);
  EXPECT_EQ(room.reports[0].stage, core::NoticeStage::Sent);
}

}  // namespace
}  // namespace davy::notify
