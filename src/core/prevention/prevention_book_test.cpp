// Measures that what watches them says do not hold, the hazards they become, and the picture of the zones: on the small plant.
#include "core/prevention/zone_picture.hpp"
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Marks = std::vector<RecordMark>;

RecordDraft record(const std::string& kind, const std::string& id, Marks live) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.body = "{}";
  draft.live = std::move(live);
  return draft;
}

Marks assessed(const std::string& residual) {
  return {{"unit", "tank-1"},           {"method", "ls"}, {"likelihood", "4"}, {"consequence", "4"}, {"residual-likelihood", residual},
          {"residual-consequence", "4"}};
}

// A leak of the tank, serious before any measure and low with them: one measure is the row, one the alarm of the first detector.
SaveRecords small_register(const std::string& zone) {
  return {{record("risk-object", "tanks", {{"zone", zone}}), record("risk-unit", "tank-1", {{"object", "tanks"}}),
           record("risk-event", "leak", assessed("1")),
           record("risk-measure", "shut-off", {{"name", "联锁切断"}, {"event", "leak"}, {"watch-row", "gas-trip"}}),
           record("risk-measure", "tight", {{"name", "密封完好"}, {"event", "leak"}, {"watch-condition", "ch4-01:high"}})},
          "assessed"};
}

class Prevention : public ::testing::Test {
 protected:
  Prevention() {
    EXPECT_EQ(plant.asks("chen", small_register(zone())), "done");
    plant.after(2_s);
    plant.wrote();
  }
  std::string zone() const { return plant.engine().directory().site().zones[1].name; }

  std::vector<std::string> failed() const {
    std::vector<std::string> names;
    for (const auto& [id, why] : plant.state().prevention.failed) names.push_back(id + " " + std::string(name_of(why.cause)));
    return names;
  }
  std::vector<std::string> hazards() const {
    std::vector<std::string> about;
    for (const auto& [id, hazard] : plant.state().hazards.hazards) about.push_back(hazard.measure + " in " + hazard.zone);
    return about;
  }
  // As the store's views give it.
  ZonePicture seen(const std::string& name) const {
    ZoneSources sources;
    sources.missed = missed;
    for (const auto& [condition, alarm] : plant.state().alarms.alarms)
      if (alarm.active) sources.alarms.push_back({alarm.id, condition, alarm.severity, alarm.blind});
    sources.facts = plant.state().facts;
    sources.calibrations = plant.state().care.calibrations;
    sources.prevention = plant.state().prevention;
    for (const auto& [id, hazard] : plant.state().hazards.hazards)
      sources.hazards.push_back({id, hazard.zone, hazard.grade, hazard.deadline});
    const site::Directory& directory = plant.engine().directory();
    return picture(directory, sources, plant.now())[directory.zone(name)->get()];
  }

  PlantStory plant;
  std::map<std::string, MissedCheck, std::less<>> missed;
};

TEST_F(Prevention, ABypassedRowIsAMeasureThatFailedAndAHazard) {
  EXPECT_THAT(failed(), IsEmpty());
  EXPECT_EQ(seen(zone()).risk.level, site::Severity::Low);
  EXPECT_EQ(plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"}), "done");
  EXPECT_THAT(failed(), ElementsAre("shut-off row-bypassed"));
  EXPECT_THAT(hazards(), ElementsAre("shut-off in " + zone()));
  const ZonePicture picture = seen(zone());
  EXPECT_EQ(picture.risk.level, site::Severity::Serious) << "what it was before the measure";
  EXPECT_THAT(picture.reasons.at(RiskTerm::Measures), ElementsAre(RiskReason{RiskReason::Kind::Measure, "shut-off", "gas-trip"}));
}

TEST_F(Prevention, ItIsRestoredWhenItHoldsAgainButTheHazardStaysUntilItIsProved) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"});
  EXPECT_EQ(plant.asks("chen", EndBypass{"gas-trip"}), "done");
  EXPECT_THAT(failed(), IsEmpty());
  EXPECT_THAT(hazards(), ElementsAre("shut-off in " + zone()));
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "again"});
  EXPECT_THAT(failed(), ElementsAre("shut-off row-bypassed"));
  EXPECT_EQ(hazards().size(), 1U) << "one open hazard of one measure";
}

TEST_F(Prevention, ItsHazardIsNotClosedWhileItStillFails) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"});
  ASSERT_EQ(plant.state().hazards.hazards.size(), 1U);
  const HazardId id = plant.state().hazards.hazards.begin()->first;
  const std::string still_fails = "the measure still fails, it cannot be closed: 联锁切断（gas-trip）";
  EXPECT_EQ(plant.asks("chen", DismissHazard{id, "known"}), still_fails);
  EXPECT_EQ(
      plant.asks("chen",
                 GradeHazard{id, HazardGrade::General, HazardKind::Instrument, HazardHandling::ByDeadline, "", plant.now() + 24_h, {}}),
      "done");
  EXPECT_EQ(plant.asks("wang", AcceptHazard{id}), "done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "looked at", {"after-1"}}), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}), still_fails);
  EXPECT_EQ(plant.asks("chen", EndBypass{"gas-trip"}), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}), "done");
  EXPECT_THAT(hazards(), IsEmpty());
}

TEST_F(Prevention, OfTwoHazardsAboutAMeasureThatFailsOneMayGoAndOneStays) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"});
  ReportHazard again{zone(), "the row is bypassed", {}, HazardSource::Routine, {}, {}, Reporter::Named};
  again.about.measure = "shut-off";
  EXPECT_EQ(plant.asks("zhao", again), "done");
  ASSERT_EQ(plant.state().hazards.hazards.size(), 2U);
  const HazardId first = plant.state().hazards.hazards.begin()->first;
  const HazardId second = plant.state().hazards.hazards.rbegin()->first;
  EXPECT_EQ(plant.asks("chen", MergeHazard{second, first}), "done");
  EXPECT_THAT(plant.asks("chen", DismissHazard{first, "known"}), ::testing::HasSubstr("still fails"));
  EXPECT_THAT(hazards(), ElementsAre("shut-off in " + zone()));
}

TEST_F(Prevention, AnAlarmOfWhatWatchesItFailsIt) {
  plant.gas("ch4-01", 30_lel);
  plant.after(10_s);
  EXPECT_THAT(failed(), ElementsAre("tight condition-true"));
  plant.gas("ch4-01", 0_lel);
  plant.after(1_min);
  EXPECT_THAT(failed(), IsEmpty());
}

TEST_F(Prevention, AMeasureThatIsTakenFromTheRegisterFailsNoLonger) {
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"});
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"risk-measure", "shut-off", 1, "replaced"}), "done");
  EXPECT_THAT(failed(), IsEmpty());
}

TEST_F(Prevention, AnAssessmentIsOfTheDayThatItsRecordSaysOrWhenItWasSaved) {
  const auto& events = plant.engine().state().prevention.known.events;
  const Duration offset = plant.engine().directory().site().utc_offset;
  EXPECT_EQ(events.at("leak").day(offset), day_at(events.at("leak").saved, offset));
  EXPECT_GT(events.at("leak").saved, Instant());
  Marks live = assessed("1");
  live.push_back({"assessed", "2020-02-29"});
  EXPECT_EQ(plant.asks("chen", SaveRecords{{record("risk-event", "old", std::move(live))}, "assessed"}), "done");
  EXPECT_EQ(plant.engine().state().prevention.known.events.at("old").day(offset), *parse_day("2020-02-29"));
}

TEST_F(Prevention, RefusesWhatTheMethodDoesNotKnowAndMoreRiskThanBefore) {
  const auto with = [](Marks live) { return SaveRecords{{record("risk-event", "fire", std::move(live))}, "assessed"}; };
  EXPECT_EQ(plant.asks("chen", with(assessed("5"))), "the residual level may not exceed the inherent one");
  EXPECT_EQ(plant.asks("chen", with(assessed("1.5"))), "this method takes a whole number from 1 to 5");
}

TEST_F(Prevention, AnAlarmColoursTheZoneAndTheOneAroundIt) {
  plant.gas("ch4-01", 30_lel);
  plant.after(10_s);
  const ZonePicture at = seen(zone());
  EXPECT_GE(at.risk.level, plant.alarm("ch4-01:high")->severity);
  EXPECT_EQ(at.reasons.at(RiskTerm::Readings).front().detail, "ch4-01:high");
  const std::string around = plant.engine().directory().site().zones[0].name;
  EXPECT_EQ(seen(around).risk.level, at.risk.level);
}

TEST(RedZone, IsAsItsSiteSaysUntilAnEventIsAssessedThatIsAsBad) {
  site::Site site = make_small_plant();
  site.zones[1].inherent_risk = site::Severity::Major;
  PlantStory plant(std::move(site));
  const site::Directory& directory = plant.engine().directory();
  const auto seen = [&] {
    ZoneSources sources;
    sources.prevention = plant.state().prevention;
    return picture(directory, sources, plant.now())[1];
  };
  const std::vector<RiskReason> as_the_site_says{{RiskReason::Kind::Zone, "tank-farm", ""}};
  EXPECT_EQ(seen().risk.level, site::Severity::Major);
  EXPECT_EQ(plant.asks("chen", small_register("tank-farm")), "done");
  EXPECT_EQ(seen().risk.level, site::Severity::Major) << "a serious event, low with its measures, is not what the site speaks of";
  EXPECT_EQ(seen().reasons.at(RiskTerm::Residual), as_the_site_says);
  const Marks burst{{"unit", "tank-1"},           {"method", "ls"}, {"likelihood", "4"}, {"consequence", "5"}, {"residual-likelihood", "1"},
                    {"residual-consequence", "5"}};
  EXPECT_EQ(plant.asks("chen", SaveRecords{{record("risk-event", "burst", burst)}, "assessed"}), "done");
  EXPECT_EQ(seen().risk.level, site::Severity::Low) << "a major one is, and its measures hold";
}

TEST_F(Prevention, ACalibrationHoldsToTheEndOfItsDayByTheSitesClock) {
  const auto card = [&](const std::string& by) {
    RecordDraft draft = record("device-card", "rtu", {{"device", "rtu-01"}, {"calibrate-by", by}});
    const auto known = plant.state().records.records.find("device-card/rtu");
    draft.expected_version = known == plant.state().records.records.end() ? 0 : known->second.version;
    EXPECT_EQ(plant.asks("chen", SaveRecords{{draft}, "card"}), "done");
    return seen(zone()).inputs.uncalibrated;
  };
  const std::string today = to_text(plant.now() + 8_h).substr(0, 10);
  EXPECT_EQ(card(today), 0U);
  EXPECT_EQ(card(to_text(plant.now() + 8_h - 24_h).substr(0, 10)), 1U);
  EXPECT_THAT(seen(zone()).reasons.at(RiskTerm::Calibration).front().id, "rtu-01");
}

TEST_F(Prevention, AMissedCheckOfAMeasureThatIsToBeLookedAtIsATermOfItsZone) {
  missed["shut-off"] = {7, kEight};
  EXPECT_EQ(seen(zone()).risk.level, site::Severity::Low) << "there is nothing to look at";
  SaveRecords looked_at{{record("risk-measure", "valve", {{"name", "阀门"}, {"event", "leak"}, {"check", "look"}})}, "assessed"};
  ASSERT_EQ(plant.asks("chen", looked_at), "done");
  missed["valve"] = {9, kEight};
  const ZonePicture at = seen(zone());
  EXPECT_EQ(at.risk.level, site::Severity::Moderate) << "the risk is serious, not major";
  EXPECT_THAT(at.reasons.at(RiskTerm::Checks), ElementsAre(RiskReason{RiskReason::Kind::Check, "9", "valve"}));
  EXPECT_THAT(failed(), IsEmpty()) << "nobody knows that it does not hold";
}

}  // namespace
}  // namespace davy::core
