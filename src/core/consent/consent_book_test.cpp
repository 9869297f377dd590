// What takes two people: told as stories of the small plant, whose site asks for two.
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

site::Site make_plant_of_two_people() {
  site::Site site = make_small_plant();
  site.access.two_people = site::TwoPeople::Required;
  site.access.long_shelf = 30_min;
  return site;
}

class TwoPeopleTest : public testing::Test {
 protected:
  TwoPeopleTest() {
    plant.after(1_s);
    plant.wrote();
  }
  ConsentId waits() const { return plant.state().consents.open.empty() ? ConsentId() : plant.state().consents.open.begin()->first; }
  const std::optional<Bypass> bypass() const {
    const auto row = plant.state().interlocks.rows.find("gas-trip");
    return row == plant.state().interlocks.rows.end() ? std::nullopt : row->second.bypass;
  }

  PlantStory plant{make_plant_of_two_people()};
};

TEST_F(TwoPeopleTest, ABypassWaitsForAnotherAndThenNamesWhoAsked) {
  const Instant asked = plant.now();
  EXPECT_EQ(plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"}), "done");
  EXPECT_FALSE(bypass()) << "nothing is done by one";
  EXPECT_EQ(plant.asks("chen", GiveConsent{waits()}), "another person must agree: nobody agrees to what they asked for");
  plant.after(60_s);
  EXPECT_EQ(plant.asks("root", GiveConsent{waits()}), "done");
  ASSERT_TRUE(bypass());
  EXPECT_EQ(bypass()->by, "chen");
  EXPECT_EQ(bypass()->until, asked + 1_h) << "a late consent does not prolong it";
  EXPECT_EQ(plant.state().consents.open.size(), 0U);
  EXPECT_THAT(plant.wrote("consent."), ElementsAre("consent.asked", "consent.given"));
}

TEST_F(TwoPeopleTest, OnlyWhoMightHaveAskedMayAgree) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  EXPECT_EQ(plant.asks("wang", GiveConsent{waits()}), "this takes a team lead, an equipment manager, a safety officer or an administrator");
  EXPECT_EQ(plant.asks("li", GiveConsent{waits()}), "this takes a safety officer or an administrator");
  EXPECT_FALSE(bypass());
}

TEST_F(TwoPeopleTest, WhatNobodyAnswersLapses) {
  plant.asks("chen", TakeOutOfService{"ch4-01:high", "exchange"});
  const ConsentId consent = waits();
  plant.after(14_min);
  EXPECT_FALSE(waits().none());
  plant.after(1_min);
  EXPECT_TRUE(waits().none());
  EXPECT_EQ(plant.asks("root", GiveConsent{consent}), "nothing of that number waits for a second person");
  EXPECT_FALSE(plant.alarm("ch4-01:high") != nullptr && plant.alarm("ch4-01:high")->out_of_service);
  EXPECT_THAT(plant.wrote("consent."), ElementsAre("consent.asked", "consent.lapsed"));
}

TEST_F(TwoPeopleTest, AnotherRefusesWithAReasonAndWhoAskedWithdraws) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  EXPECT_EQ(plant.asks("root", RefuseConsent{waits(), " "}), "say why it is refused");
  EXPECT_EQ(plant.asks("root", RefuseConsent{waits(), "not now"}), "done");
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  EXPECT_EQ(plant.asks("chen", RefuseConsent{waits(), ""}), "done");
  EXPECT_FALSE(bypass());
  EXPECT_TRUE(waits().none());
}

TEST_F(TwoPeopleTest, ShortShelvesTakeOne) {
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 30_min, "calibration"}), "done");
  EXPECT_THAT(plant.wrote("consent."), IsEmpty());
  plant.asks("li", UnshelveAlarm{"ch4-01:high"});
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 31_min, "calibration"}), "done");
  EXPECT_EQ(plant.asks("chen", GiveConsent{waits()}), "done");
  EXPECT_EQ(plant.alarm("ch4-01:high")->shelf->by, "li");
}

TEST_F(TwoPeopleTest, WhatCannotBeDoneIsNotAsked) {
  EXPECT_EQ(plant.asks("chen", BypassRow{"gas-trip", 9_h, "calibration"}), "a bypass lasts more than 0 and at most 8h");
  EXPECT_EQ(plant.asks("wang", BypassRow{"gas-trip", 1_h, "calibration"}), "this takes a safety officer or an administrator");
  EXPECT_THAT(plant.wrote("consent."), IsEmpty());
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  EXPECT_EQ(plant.asks("root", BypassRow{"gas-trip", 1_h, "calibration"}), "this has been asked for already and waits for a second person");
}

TEST_F(TwoPeopleTest, WhatHasChangedMeanwhileIsJudgedAnew) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  plant.gas("ch4-01", 60_lel);
  plant.after(2_s);
  EXPECT_EQ(plant.asks("root", GiveConsent{waits()}), "this row has tripped: reset it before it is bypassed");
}

TEST_F(TwoPeopleTest, AQuestionOutlivesACrash) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"});
  plant.crashes(1_min);
  EXPECT_EQ(plant.asks("root", GiveConsent{waits()}), "done");
  EXPECT_TRUE(bypass());
}

TEST(TwoPeopleOff, OneIsEnough) {
  PlantStory plant;
  plant.after(1_s);
  EXPECT_EQ(plant.asks("chen", BypassRow{"gas-trip", 1_h, "calibration"}), "done");
  EXPECT_TRUE(plant.state().interlocks.rows.at("gas-trip").bypass);
}

}  // namespace
}  // namespace davy::core
