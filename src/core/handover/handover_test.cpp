// A shift is handed over, matter by matter. wang and zhao take turns as operator of the tank farm; li leads them.
#include "core/handover/handover_book.hpp"
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Whole days, from eight to eight, so that a day's crew meets the next one.
site::Site turning_plant() {
  site::Site site = make_small_plant();
  site.shifts[0] = {"day", {"日班", "Day"}, 8_h, 8_h};
  return site;
}

class Handovers : public ::testing::Test {
 protected:
  Handovers() {
    for (const auto& [login, posts] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"wang", {"operator"}}, {"zhao", {}}, {"li", {"shift-lead"}}, {"chen", {"safety-officer"}}})
      plant.asks("root", SaveAccount{login, login, Role::Worker, posts});
    plant.asks("li", SetRoster{"operator", to_text(day_at(kEight, 8_h)), "", {"day", ""}, {{"A", {"wang"}, 0}, {"B", {"zhao"}, 1}}});
    plant.wrote();
  }

  HandoverId open() const { return plant.state().handovers.open.empty() ? HandoverId() : plant.state().handovers.open.begin()->first; }
  MatterSources sources() const {
    const State& state = plant.state();
    return {state.alarms, state.orders, state.hazards, state.interlocks, state.modes,
            state.checks, state.care,   state.permits, state.incidents};
  }
  std::vector<HandedMatter> matters() const {
    return handover::to_acknowledge(*plant.state().handovers.find(open()), sources(), plant.engine().directory());
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const HandedMatter& matter : matters())
      names.push_back(std::string(name_of(matter.kind)) + " " + matter.name + " " + matter.state);
    return names;
  }
  // To half an hour before the change of shift.
  void nearly_eight() { plant.only_timers(23_h + 30_min); }

  PlantStory plant{turning_plant()};
};

RecordDraft handed_record(const std::string& kind, const std::string& id, std::vector<RecordMark> live) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.body = "{}";
  draft.live = std::move(live);
  return draft;
}

TEST_F(Handovers, ChecksThatAreOverdueAndWorkOnDevicesAreHandedOver) {
  plant.only_timers(22_h);
  const std::string device = plant.engine().directory().site().devices.front().name;
  ASSERT_EQ(plant.asks("chen", SaveRecords{{handed_record("risk-object", "tanks", {{"zone", "tank-farm"}}),
                                            handed_record("risk-unit", "tank", {{"object", "tanks"}}),
                                            handed_record("risk-event", "leak",
                                                          {{"unit", "tank"},
                                                           {"method", "ls"},
                                                           {"likelihood", "2"},
                                                           {"consequence", "2"},
                                                           {"residual-likelihood", "1"},
                                                           {"residual-consequence", "2"}}),
                                            handed_record("risk-measure", "gauge",
                                                          {{"name", "gauge"},
                                                           {"event", "leak"},
                                                           {"check", "look"},
                                                           {"every", "1"},
                                                           {"every-unit", "hours"},
                                                           {"post", "operator"}})},
                                           "survey"}),
            "done");
  plant.only_timers(1_h + 10_min);
  ASSERT_EQ(plant.asks("wang", AskForCare{device, CareWork::Maintenance, "it hums"}), "done");
  const CareId care = plant.state().care.open.begin()->first;
  ASSERT_EQ(plant.asks("chen", StartCare{care, ""}), "done");
  ASSERT_EQ(plant.asks("wang", OfferHandover{"operator", "", {}}), "done");
  const std::string check = std::to_string(plant.state().checks.open.at("gauge").get());
  const std::vector<std::string> handed = names();
  EXPECT_THAT(handed, ::testing::Contains("check " + check + " overdue"));
  EXPECT_THAT(handed, ::testing::Contains("care " + std::to_string(care.get()) + " working"));
}

TEST_F(Handovers, EveryOpenMatterIsAcknowledgedByName) {
  nearly_eight();
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  plant.asks("chen", BypassRow{"gas-trip", 1_h, "test"});
  plant.asks("zhao", ReportHazard{"tank-farm", "a loose railing", {"photo"}});
  ASSERT_EQ(plant.asks("wang", OfferHandover{"operator", "", {"pump 2 is noisy"}}), "done");
  const std::string order = std::to_string(plant.order("ch4-01:high").get());
  const std::string hazard = std::to_string(plant.state().hazards.hazards.begin()->first.get());
  EXPECT_THAT(names(), ElementsAre("alarm ch4-01:high unacknowledged", "order " + order + " issued", "hazard " + hazard + " reported",
                                   ::testing::StartsWith("bypass gas-trip until "), "note 1 "));
  std::vector<HandedMatter> all = matters();
  all[0].remark = "watch it";
  std::vector<HandedMatter> forgotten(all.begin() + 1, all.end());
  EXPECT_EQ(plant.asks("zhao", AcceptHandover{open(), forgotten, ""}), "not acknowledged: alarm ch4-01:high");
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-01:high"), ""});
  EXPECT_EQ(plant.asks("zhao", AcceptHandover{open(), all, ""}), "has changed since you read it: alarm ch4-01:high");
  all = matters();
  all[0].remark = "watch it";
  plant.wrote();
  EXPECT_EQ(plant.asks("zhao", AcceptHandover{open(), all, "all clear"}), "done");
  EXPECT_THAT(plant.wrote("handover."), ElementsAre("handover.accepted"));
  const auto& accepted = get<HandoverAccepted>(plant.journal().back().body);
  EXPECT_EQ(accepted.matters.size(), 5u);
  EXPECT_EQ(accepted.matters[0].remark, "watch it");
  EXPECT_EQ(accepted.matters[0].state, "acknowledged");
  EXPECT_THAT(plant.state().handovers.open, IsEmpty());
  plant.only_timers(2_h);
  EXPECT_THAT(plant.wrote("handover."), IsEmpty()) << "taken over in time";
}

TEST_F(Handovers, NeverOnePersonBothNorAStranger) {
  nearly_eight();
  EXPECT_EQ(plant.asks("zhao", OfferHandover{"operator", "", {}}), "you do not answer for the post Operator now");
  EXPECT_EQ(plant.asks("wang", OfferHandover{"operator", "wang", {}}), "nobody hands over to themselves");
  ASSERT_EQ(plant.asks("wang", OfferHandover{"operator", "", {}}), "done");
  EXPECT_EQ(plant.asks("wang", OfferHandover{"operator", "", {}}), "a hand-over of Operator by wang is open already");
  EXPECT_EQ(plant.asks("wang", AcceptHandover{open(), matters(), ""}), "who hands over does not take over");
  EXPECT_EQ(plant.asks("root", AcceptHandover{open(), matters(), ""}), "you do not take over the post Operator");
  EXPECT_EQ(plant.asks("li", AcceptHandover{open(), matters(), ""}), "done") << "who stands above may";
}

TEST_F(Handovers, NobodyTakesOverLongBefore) {
  ASSERT_EQ(plant.asks("wang", OfferHandover{"operator", "", {}}), "done");
  EXPECT_EQ(plant.asks("zhao", AcceptHandover{open(), matters(), ""}), "a shift is taken over at most an hour before it begins");
}

TEST_F(Handovers, ARefusalSaysWhyAndAnotherIsOffered) {
  nearly_eight();
  plant.asks("wang", OfferHandover{"operator", "", {}});
  EXPECT_EQ(plant.asks("zhao", RefuseHandover{open(), " "}), "say why it is refused");
  EXPECT_EQ(plant.asks("zhao", RefuseHandover{open(), "the log is empty"}), "done");
  EXPECT_EQ(plant.asks("zhao", AcceptHandover{HandoverId(3), {}, ""}), "there is no such hand-over, or it is over");
  EXPECT_EQ(plant.asks("wang", OfferHandover{"operator", "zhao", {"the log is written"}}), "done");
  EXPECT_EQ(plant.asks("zhao", WithdrawHandover{open(), ""}), "only who offered it may withdraw it");
  EXPECT_EQ(plant.asks("wang", WithdrawHandover{open(), ""}), "done");
}

TEST_F(Handovers, ALateOneIsToldToTheLeadOnceAlsoAcrossACrash) {
  nearly_eight();
  plant.sent();
  plant.only_timers(30_min + 14_min);
  EXPECT_THAT(plant.wrote("handover."), IsEmpty());
  plant.crashes(2_min);
  plant.only_timers(1_min);
  EXPECT_THAT(plant.wrote("handover."), ElementsAre("handover.overdue operator"));
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead handover-overdue "));
  EXPECT_EQ(plant.state().handovers.missing("operator"), kEight + 24_h);
  plant.crashes(1_h);
  plant.only_timers(1_h);
  EXPECT_THAT(plant.wrote("handover."), IsEmpty());
  ASSERT_EQ(plant.asks("wang", OfferHandover{"operator", "", {}}), "done") << "who went still hands over";
  ASSERT_EQ(plant.asks("zhao", AcceptHandover{open(), matters(), ""}), "done");
  EXPECT_EQ(plant.state().handovers.missing("operator"), std::nullopt);
  plant.wrote();
  plant.only_timers(22_h);
  EXPECT_THAT(plant.wrote("handover."), ElementsAre("handover.overdue operator")) << "the next change is another one";
}

TEST_F(Handovers, ThatOneIsLateIsNoNewsOnceTheShiftIsTakenOver) {
  nearly_eight();
  plant.sent();
  plant.notices_wait();
  plant.only_timers(30_min + 16_min);
  ASSERT_EQ(plant.state().notices.waiting.size(), 1U);
  plant.asks("wang", OfferHandover{"operator", "", {}});
  ASSERT_EQ(plant.asks("zhao", AcceptHandover{open(), matters(), ""}), "done");
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), IsEmpty());
}

}  // namespace
}  // namespace davy::core
