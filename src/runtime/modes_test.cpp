// What people set reaches detection through the loop, also after a crash.
#include "core/testing/small_plant.hpp"
#include "runtime/fake_ports.hpp"
#include "runtime/loop.hpp"

#include <gtest/gtest.h>

namespace davy::runtime {
namespace {

constexpr std::size_t kGasPoint = 0;

class ModeLife {
 public:
  explicit ModeLife(fake::FakeStore& store, Instant now)
      : store_(store),
        now_(now),
        field_(diary_),
        notifier_(diary_),
        loop_(directory_, field_, notifier_, {.program_version = "test"}, *store.recover(now), now) {
    commit(loop_.start(now_));
    commit(loop_.go(now_));
  }

  void after(Duration time, double gas) {
    now_ = now_ + time;
    const core::Sample sample{site::PointIndex(kGasPoint), core::Quality::Good, gas, now_, now_};
    turn(Samples{sample});
  }
  void asks(core::Request request) {
    turn(Ask{{{"li", core::Role::TeamLead, {}}, std::move(request)}, [](const Answer&) {}});
  }
  bool rings() const {
    const core::Alarm* alarm = loop_.state().alarms.of("ch4-01:high");
    return alarm != nullptr && alarm->active && !alarm->blind;
  }
  Instant now() const { return now_; }

 private:
  template <class M>
  void turn(M message) {
    std::vector<Message> messages;
    messages.emplace_back(std::move(message));
    commit(loop_.turn(messages, now_));
  }
  void commit(const Turn& turn) { ASSERT_TRUE(store_.commit(turn.commit).has_value()); }

  fake::FakeStore& store_;
  fake::Diary diary_;
  Instant now_;
  site::Site site_ = core::make_risky_plant();
  site::Directory directory_{site_};
  fake::FakeField field_;
  fake::FakeNotifier notifier_;
  Loop loop_;
};

TEST(ModesInTheLoop, MoveTheLimitAndAreRecovered) {
  fake::Diary diary;
  fake::FakeStore store(diary);
  Instant now = core::kEight;
  {
    ModeLife life(store, now);
    life.asks(core::SetMode{"tank-farm", "maintenance", "purging", 1_h});
    life.after(1_s, 30);
    life.after(1_s, 30);
    EXPECT_FALSE(life.rings());
    now = life.now();
  }
  ModeLife life(store, now + 1_s);
  life.after(1_s, 30);
  EXPECT_FALSE(life.rings()) << "the mode was forgotten by the crash";
  life.asks(core::EndMode{"tank-farm"});
  life.after(1_s, 30);
  EXPECT_TRUE(life.rings());
}

}  // namespace
}  // namespace davy::runtime
