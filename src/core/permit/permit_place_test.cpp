// 4.11, 4.10: who approves or guards is at the place, and how that was shown is told as it was.
#include "core/permit/permit_place.hpp"

#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::HasSubstr;

// Metres at 31 degrees north, in degrees.
constexpr double kNorth = 9.0196e-06;
constexpr double kEast = 1.04707e-05;

site::Site anchored_plant() {
  site::Site site = make_permit_plant();
  site.plan.anchor = site::Anchor{31, 121, 0};
  return site;
}

// The phone at x, y of the plan, whose upper edge looks north.
SaidPlace phone_at(double x, double y, double accuracy_m) {
  SaidPlace said;
  said.fix = PhoneFix{31 - y * kNorth, 121 + x * kEast, accuracy_m};
  return said;
}

class ShownAtThePlace : public ::testing::Test {
 protected:
  // The third step of hot work is the approval; the work is a metre round 10, 10, and 50 m are near.
  PermitId to_approve(PermitStory& of) {
    const PermitId id = of.apply(of.hot_work());
    of.prepare(id);
    EXPECT_EQ(of.sign(id), "done");
    EXPECT_EQ(of.sign(id), "done");
    return id;
  }
  static std::string approve(PermitStory& of, PermitId id, const SaidPlace& place) { return of.ask("chen", SignPermit{id, 3, "", place}); }
  static const PermitSigned& last_signed(const PermitStory& of) {
    const PermitSigned* found = nullptr;
    for (const Event& event : of.plant.journal())
      if (const auto* given = get_if<PermitSigned>(&event.body)) found = given;
    return *found;
  }

  PermitStory story{anchored_plant()};
};

TEST_F(ShownAtThePlace, ACodeThatWasTypedIsToldAsTyped) {
  const PermitId id = to_approve(story);
  ASSERT_EQ(approve(story, id, {"tank-farm", {}}), "done");
  EXPECT_EQ(last_signed(story).on_site, OnSite::Typed);
  EXPECT_FALSE(last_signed(story).fix.has_value());
}

TEST_F(ShownAtThePlace, ACodeThatACameraReadIsToldAsScanned) {
  const PermitId id = to_approve(story);
  ASSERT_EQ(approve(story, id, {"tank-farm", {}, CodeRead::Camera}), "done");
  EXPECT_EQ(last_signed(story).on_site, OnSite::Scanned);
}

TEST_F(ShownAtThePlace, ATypedCodeDoesNotCountWhereTheSiteWantsItScanned) {
  site::Site site = make_permit_plant();
  site.permits.typed_codes = site::TypedCodes::Refused;
  PermitStory strict(site);
  const PermitId id = strict.apply(strict.hot_work());
  for (std::uint32_t i = 1; i <= permit::count_measures(strict.permit(id).what); ++i)
    ASSERT_EQ(strict.ask("wang", strict.measure_of(id, i)), "done");
  HandleIsolation lock;
  lock.permit = id;
  lock.isolation = 1;
  lock.lock = "L-1";
  if (!strict.permit(id).what.isolations.empty()) {
    ASSERT_EQ(strict.ask("wang", lock), "done");
    lock.deed = IsolationDeed::Verified;
    lock.place = {"tank-farm", {}};
    EXPECT_THAT(strict.ask("zhao", lock), HasSubstr("takes no code that was typed"));
    lock.place.read = CodeRead::Camera;
    ASSERT_EQ(strict.ask("zhao", lock), "done");
  }
  ASSERT_EQ(strict.ask("zhao", strict.test_of(id)), "done");
  ASSERT_EQ(strict.ask("wang", BriefWorkers{id, {"w-1"}}), "done");
  ASSERT_EQ(strict.sign(id), "done");
  ASSERT_EQ(strict.sign(id), "done") << "whoever consents need not be there";
  EXPECT_THAT(approve(strict, id, {"tank-farm", {}}), HasSubstr("takes no code that was typed"));
  EXPECT_EQ(approve(strict, id, {"tank-farm", {}, CodeRead::Camera}), "done");
}

// In the zone or near the work: inside. So far that no error of the phone explains it: refused. Anything between proves nothing.
TEST_F(ShownAtThePlace, ThePhoneIsJudgedByItsPlaceAndItsAccuracy) {
  const PermitId id = to_approve(story);
  EXPECT_THAT(approve(story, id, phone_at(310, 10, 20)), HasSubstr("about 299 m away"));
  EXPECT_THAT(approve(story, id, phone_at(81, 10, 40)), HasSubstr("too coarsely")) << "70 m away, and perhaps only 30";
  EXPECT_THAT(approve(story, id, phone_at(10, 10, 2'000)), HasSubstr("too coarsely")) << "it could be anywhere";
  EXPECT_THAT(approve(story, id, phone_at(10, 10, -1)), HasSubstr("no place on the earth"));
  EXPECT_EQ(approve(story, id, phone_at(41, 10, 15)), "done");
  EXPECT_EQ(last_signed(story).on_site, OnSite::Located);
  EXPECT_EQ(last_signed(story).fix, (PlaceFix{FixVerdict::Inside, 30}));
}

TEST_F(ShownAtThePlace, APhoneThatIsSomewhereElseIsNotHelpedByACode) {
  const PermitId id = to_approve(story);
  SaidPlace said = phone_at(5'010, 10, 30);
  said.tag = "tank-farm";
  said.read = CodeRead::Camera;
  EXPECT_THAT(approve(story, id, said), HasSubstr("not at the place of the work"));
  SaidPlace coarse = phone_at(10, 10, 500);
  coarse.tag = "tank-farm";
  coarse.read = CodeRead::Camera;
  EXPECT_EQ(approve(story, id, coarse), "done") << "the code was scanned, whatever the phone knows";
  EXPECT_EQ(last_signed(story).on_site, OnSite::Scanned);
  EXPECT_EQ(last_signed(story).fix, (PlaceFix{FixVerdict::Coarse, 0}));
}

TEST_F(ShownAtThePlace, ATypedCodeAndAPhoneThatIsThereAreLocated) {
  const PermitId id = to_approve(story);
  SaidPlace said = phone_at(10, 10, 10);
  said.tag = "tank-farm";
  ASSERT_EQ(approve(story, id, said), "done");
  EXPECT_EQ(last_signed(story).on_site, OnSite::Located);
}

TEST_F(ShownAtThePlace, WithoutAnAnchorAPhoneShowsNothing) {
  PermitStory unanchored;
  const PermitId id = to_approve(unanchored);
  EXPECT_THAT(approve(unanchored, id, phone_at(10, 10, 5)), HasSubstr("scan the code"));
}

}  // namespace
}  // namespace davy::core
