#include "notify/witness/courier.hpp"

#include <gtest/gtest.h>

#include <map>

namespace davy::notify {
namespace {

// Checkpoints 1 to `made`, one more with each make().
class CountingBook final : public CheckpointBook {
 public:
  Result<void> make() override {
    if (!broken.empty()) return Error{ErrorCode::Corrupt, broken};
    ++made;
    return {};
  }
  Result<Waiting> waiting(const std::string& witness) override {
    Waiting waiting;
    for (std::uint64_t n = has[witness] + 1; n <= made; ++n) {
      waiting.last = n;
      waiting.lines += std::to_string(n) + "\n";
    }
    return waiting;
  }
  Result<void> kept(const std::string& witness, std::uint64_t number) override {
    has[witness] = number;
    return {};
  }
  Result<Progress> progress(const std::string& witness) override { return Progress{has[witness], {}, made - has[witness]}; }

  std::uint64_t made = 0;
  std::map<std::string, std::uint64_t> has;
  std::string broken;
};

struct Journey : testing::Test {
  Journey() {
    plans.checkpoint_every = 10_min;
    plans.witnesses = {{.name = "office", .kind = WitnessKind::File, .target = "f"},
                       {.name = "far", .kind = WitnessKind::Http, .target = "h"}};
  }
  CourierRounds rounds() {
    return {book, plans, [this](const WitnessPlan& plan, const std::string& lines, Duration) -> Result<void> {
              ++tries[plan.name];
              if (away == plan.name) return failed("nobody answers");
              got[plan.name] += lines;
              return {};
            }};
  }

  const Instant begin = Instant::from_unix_ms(1'800'000'000'000);
  CountingBook book;
  WitnessPlans plans;
  std::string away;
  std::map<std::string, std::string> got;
  std::map<std::string, int> tries;
};

TEST_F(Journey, EachCheckpointGoesToEveryWitnessOnce) {
  CourierRounds some = rounds();
  EXPECT_EQ(some.round(begin), begin) << "at once again, in case more waits";
  EXPECT_EQ(some.round(begin), begin + 10_min);
  some.round(begin + 10_min);
  some.round(begin + 10_min);
  EXPECT_EQ(got["office"], "1\n2\n");
  EXPECT_EQ(got["far"], "1\n2\n");
}

TEST_F(Journey, AWitnessThatIsAwayIsTriedEverMoreSeldomAndHoldsNobodyUp) {
  away = "far";
  CourierRounds some = rounds();
  EXPECT_EQ(some.round(begin), begin);
  EXPECT_EQ(some.round(begin), begin + 5_s);
  EXPECT_EQ(some.error_of(1), "nobody answers");
  EXPECT_EQ(some.round(begin + 5_s), begin + 15_s);
  EXPECT_EQ(some.round(begin + 15_s), begin + 35_s);
  EXPECT_EQ(tries["far"], 3);
  EXPECT_EQ(got["office"], "1\n");
  EXPECT_EQ(some.error_of(0), "");

  some.round(begin + 10_min);
  away.clear();
  some.round(begin + 30_min);
  EXPECT_EQ(got["far"], "1\n2\n3\n") << "all that waited, in order";
  EXPECT_EQ(some.error_of(1), "");
}

TEST_F(Journey, AfterManyFailuresItIsTriedEveryTenMinutes) {
  away = "far";
  CourierRounds some = rounds();
  Instant now = begin;
  for (int i = 0; i < 40; ++i) now = some.round(now);
  const int before = tries["far"];
  some.round(now + 10_min);
  EXPECT_EQ(tries["far"], before + 1);
}

TEST_F(Journey, AWitnessByMailGetsLettersAsOftenAsItsPlanSays) {
  plans.witnesses = {{.name = "officer", .kind = WitnessKind::Mail, .target = "m", .every = 24_h}};
  CourierRounds some = rounds();
  for (int i = 0; i < 144; ++i) some.round(begin + 10_min * i);
  EXPECT_EQ(tries["officer"], 1);
  some.round(begin + 24_h);
  EXPECT_EQ(tries["officer"], 2);
  EXPECT_EQ(some.error_of(0), "");
}

TEST_F(Journey, TheLastRoundMakesACheckpointForThoseWhoAreThere) {
  away = "far";
  CourierRounds some = rounds();
  some.round(begin);
  some.last_round(begin + 1_s);
  EXPECT_EQ(got["office"], "1\n2\n");
  EXPECT_EQ(tries["far"], 1) << "nobody waits for it at the end";
}

TEST_F(Journey, ACheckpointThatCannotBeMadeIsSaid) {
  book.broken = "record 7 is not what it was";
  CourierRounds some = rounds();
  some.round(begin);
  EXPECT_EQ(some.checkpoint_error(), "record 7 is not what it was");
  book.broken.clear();
  some.round(begin + 10_min);
  EXPECT_EQ(some.checkpoint_error(), "");
}

}  // namespace
}  // namespace davy::notify
