// Whoever is known to be where work was taken back is told of it.
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::Not;

constexpr std::string_view kTold = " permit-suspended ch4-01:permit";

class PeopleThere : public ::testing::Test {
 protected:
  // sun is responsible for other work, gu guards it, hu does it: by record w-4.
  void SetUp() override {
    for (const char* login : {"sun", "gu", "hu"}) ASSERT_EQ(story.ask("root", SaveAccount{login, login, Role::Worker, {}}), "done");
    story.person("p-gu", "gu");
    story.person("w-4", "hu");
    story.certificate("c-gu", "p-gu", "guardian");
  }
  PermitId open_road(const std::string& zone) {
    PermitApplied what = story.work(PermitKind::RoadBreaking);
    what.zone = zone;
    what.place.x_m = 500;
    what.lead = "sun";
    what.guardian = "gu";
    what.workers = {"w-4"};
    return open(what);
  }
  PermitId open(const PermitApplied& what) {
    const PermitId id = story.signed_permit(what);
    EXPECT_EQ(story.guard(id), "done");
    EXPECT_EQ(story.ask("sun", StartPermit{id}), "done");
    return id;
  }
  static std::string told(std::string_view who) { return std::string(who) + std::string(kTold); }

  PermitStory story;
  PlantStory& plant = story.plant;
};

TEST_F(PeopleThere, AreToldThoughTheirOwnWorkGoesOn) {
  const PermitId road = open_road("tank-farm");
  const PermitId fire = story.open(story.hot_work());
  plant.sent();
  story.gas("ch4-01", 12_lel);
  ASSERT_EQ(story.state(fire), PermitState::Suspended);
  ASSERT_EQ(story.state(road), PermitState::Open);
  const std::vector<std::string> sent = plant.sent();
  for (const char* there : {"operator", "wang", "zhao", "sun", "gu", "hu"}) EXPECT_EQ(std::ranges::count(sent, told(there)), 1) << there;
}

TEST_F(PeopleThere, AreNotThoseOfWorkElsewhere) {
  open_road("plant");
  story.open(story.hot_work());
  plant.sent();
  story.gas("ch4-01", 12_lel);
  EXPECT_THAT(plant.sent(), Not(Contains(told("sun"))));
}

TEST_F(PeopleThere, AreNotThoseOfWorkThatIsDone) {
  const PermitId road = open_road("tank-farm");
  ASSERT_EQ(story.ask("sun", FinishPermit{road, "", {}}), "done");
  story.open(story.hot_work());
  plant.sent();
  story.gas("ch4-01", 12_lel);
  EXPECT_THAT(plant.sent(), Not(Contains(told("sun"))));
}

// One reading takes both back; each is told of their own.
TEST_F(PeopleThere, AreToldOnceOfWhatTookBackTheirOwnWorkToo) {
  PermitApplied other = story.hot_work();
  other.place.x_m = 500;
  other.lead = "sun";
  const PermitId second = open(other);
  const PermitId first = story.open(story.hot_work());
  plant.sent();
  story.gas("ch4-01", 12_lel);
  ASSERT_EQ(story.state(first), PermitState::Suspended);
  ASSERT_EQ(story.state(second), PermitState::Suspended);
  const std::vector<std::string> sent = plant.sent();
  for (const char* there : {"wang", "sun"}) EXPECT_EQ(std::ranges::count(sent, told(there)), 1) << there;
}

}  // namespace
}  // namespace davy::core
