// Data that are bad are to be restored (监测数据质量): asked of the duty when that is told, answered by the return, counted by post and zone.
#include "core/obligation/kpi.hpp"
#include "core/testing/duty_chain.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant kNoon = Instant::from_unix_ms(1'795'478'400'000);

// A journal by hand, a minute between its records unless time passes.
class BadData : public ::testing::Test {
 protected:
  std::uint64_t add(EventBody body, const std::string& actor = "system") {
    Event event;
    event.seq = journal_.size() + 1;
    event.time = now_;
    event.actor = actor;
    event.body = std::move(body);
    journal_.push_back(event);
    now_ = now_ + 1_min;
    return event.seq;
  }
  AlarmId raise(const std::string& condition) {
    AlarmRaised raised;
    raised.condition = condition;
    raised.zone = "tank-farm";
    raised.duty = "operator";
    return AlarmId(add(raised));
  }
  void goes_back(AlarmId alarm) {
    AlarmReturned returned;
    returned.alarm = alarm;
    add(returned);
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> found;
    for (const Obligation& each : fixture::duty_chain(journal_))
      if (each.step == Step::RestoreData) found.push_back(fixture::duty_line(each));
    return found;
  }
  Share share(KpiBy by, const std::string& name) const {
    for (const KpiRow& row : kpi_of(fixture::duty_chain(journal_), {}, now_, by))
      if (row.name == name) return row.shares[static_cast<std::size_t>(Metric::DataQuality)];
    return {};
  }

  std::vector<Event> journal_;
  Instant now_ = kNoon;
};

TEST_F(BadData, IsRestoredWhenItReturnsWhoeverAcknowledgedIt) {
  for (const char* kind : {"stale", "bad-quality", "out-of-range"}) {
    const AlarmId alarm = raise(std::string("ch4-01:") + kind);
    add(AlarmAcknowledged{alarm, ""}, "user:wang");
    goes_back(alarm);
  }
  raise("ch4-01:high");
  EXPECT_THAT(lines(), ElementsAre("restore-data of operator:; done by system", "restore-data of operator:; done by system",
                                   "restore-data of operator:; done by system"));
  EXPECT_EQ(share(KpiBy::Post, "operator"), (Share{3, 3}));
  EXPECT_EQ(share(KpiBy::Zone, "tank-farm"), (Share{3, 3}));
}

// Also when it returned before anybody looked: what is left is that it is to be seen.
TEST_F(BadData, ReturnsBeforeAnybodyLooks) {
  const AlarmId alarm = raise("ch4-01:stale");
  goes_back(alarm);
  std::vector<std::string> all;
  for (const Obligation& each : fixture::duty_chain(journal_)) all.push_back(fixture::duty_line(each));
  EXPECT_THAT(all, ElementsAre("acknowledge-alarm of operator:; open", "restore-data of operator:; done by system"));
  add(AlarmAcknowledged{alarm, ""}, "user:wang");
  EXPECT_EQ(fixture::duty_chain(journal_).front().answer, Answer::Done);
}

// The standard is four hours.
TEST_F(BadData, ThatIsRestoredLateOrNotAtAllCountsAgainstThePost) {
  const AlarmId late = raise("ch4-01:stale");
  now_ = now_ + 4_h;
  goes_back(late);
  raise("ch4-02:stale");
  EXPECT_EQ(share(KpiBy::Post, "operator"), (Share{0, 1})) << "the other is not due yet";
  now_ = now_ + 4_h;
  EXPECT_EQ(share(KpiBy::Post, "operator"), (Share{0, 2}));
  EXPECT_THAT(kpi_of(fixture::duty_chain(journal_), {}, now_, KpiBy::Person), IsEmpty()) << "it is nobody's by name";
}

TEST_F(BadData, ThatIsSetAsideIsAskedForAgainWhenItIsBack) {
  const AlarmId alarm = raise("ch4-01:stale");
  add(AlarmAcknowledged{alarm, ""}, "user:wang");
  AlarmTakenOutOfService out;
  out.condition = "ch4-01:stale";
  add(out, "user:chen");
  EXPECT_THAT(lines(), ElementsAre("restore-data of operator:; withdrawn"));
  EXPECT_EQ(share(KpiBy::Post, "operator"), (Share{0, 0}));
  AlarmReturnedToService back;
  back.condition = "ch4-01:stale";
  add(back, "user:chen");
  EXPECT_THAT(lines(), ElementsAre("restore-data of operator:; withdrawn", "restore-data of operator:; open"));
  goes_back(alarm);
  EXPECT_THAT(lines(), ElementsAre("restore-data of operator:; withdrawn", "restore-data of operator:; done by system"));
}

}  // namespace
}  // namespace davy::core
