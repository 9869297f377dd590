// Safety rules that take two people: what is held back, who lets it in, and what is only told.
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SiteHeld rules_of(std::string version, std::string before, std::vector<site::RuleChange> changes) {
  SiteHeld found;
  found.version = std::move(version);
  found.sources = "files of " + found.version;
  found.takes = site::TwoPeople::Required;
  found.before = std::move(before);
  found.changes = std::move(changes);
  return found;
}

const site::RuleChange kHigherLimit{site::RulePart::Condition, "ch4-01:high-high", "limit", "50 %LEL", "60 %LEL"};

class RulesOfTwoPeople : public testing::Test {
 protected:
  RulesOfTwoPeople() {
    plant.after(1_s);
    starts_with(rules_of("one", "", {}));
    plant.wrote();
  }
  void starts_with(const SiteHeld& found) { ASSERT_EQ(plant.asks("root", NoteSite{found}), "done"); }
  void files_change() { starts_with(rules_of("two", "one", {kHigherLimit})); }
  const RuleBook& rules() const { return plant.state().rules; }
  ConsentId proposal() const { return rules().held && rules().held->proposal ? *rules().held->proposal : ConsentId(); }

  PlantStory plant;
};

TEST_F(RulesOfTwoPeople, ANewStoreTakesWhatIsThereInNobodysName) {
  ASSERT_TRUE(rules().accepted);
  EXPECT_EQ(rules().accepted->what.because, SiteBecause::First);
  EXPECT_EQ(rules().accepted->what.asked_by, "");
  EXPECT_FALSE(rules().held);
}

TEST_F(RulesOfTwoPeople, OtherRulesWaitUntilOneProposesThemAndAnotherAgrees) {
  files_change();
  EXPECT_EQ(rules().accepted->what.version, "one");
  ASSERT_TRUE(rules().held);
  EXPECT_EQ(plant.asks("chen", ProposeSite{"two", " "}), "say why the rules change");
  EXPECT_EQ(plant.asks("chen", ProposeSite{"two", "hazard study of May"}), "done");
  EXPECT_EQ(rules().accepted->what.version, "one") << "nothing is done by one";
  EXPECT_EQ(plant.asks("chen", GiveConsent{proposal()}), "another person must agree: nobody agrees to what they asked for");
  EXPECT_EQ(plant.asks("li", GiveConsent{proposal()}), "this takes a safety officer or an administrator");
  EXPECT_EQ(plant.asks("root", GiveConsent{proposal()}), "done");
  EXPECT_EQ(rules().accepted->what.version, "two");
  EXPECT_EQ(rules().accepted->what.sources, "files of two");
  EXPECT_EQ(rules().accepted->what.because, SiteBecause::TwoPeople);
  EXPECT_EQ(rules().accepted->what.asked_by, "chen");
  EXPECT_EQ(rules().accepted->by, "root");
  EXPECT_THAT(rules().accepted->what.changes, ElementsAre(kHigherLimit)) << "the journal says what two people agreed to";
  EXPECT_FALSE(rules().held);
  EXPECT_THAT(plant.wrote("site."), ElementsAre("site.held", "site.accepted"));
}

TEST_F(RulesOfTwoPeople, HowTheyStandIsSaidInOneWord) {
  EXPECT_EQ(site_rules::standing(RuleBook(), "one"), RulesStanding::Untold);
  EXPECT_EQ(site_rules::standing(rules(), "one"), RulesStanding::Accepted);
  files_change();
  EXPECT_EQ(site_rules::standing(rules(), "one"), RulesStanding::Held);
  EXPECT_EQ(site_rules::standing(rules(), "two"), RulesStanding::Unagreed) << "the accepted ones could not be had again";
  plant.asks("chen", ProposeSite{"two", "because"});
  plant.asks("root", GiveConsent{proposal()});
  EXPECT_EQ(site_rules::standing(rules(), "one"), RulesStanding::Agreed) << "until the next start";
  EXPECT_EQ(site_rules::standing(rules(), "two"), RulesStanding::Accepted);
}

TEST_F(RulesOfTwoPeople, WhereTheAcceptedOnesCannotBeHadAgainThoseOfTheFilesWaitAllTheSame) {
  SiteHeld found = rules_of("two", "one", {});
  found.unreadable = "its files are damaged";
  found.unreadable_zh = "其文件已损坏";
  starts_with(found);
  EXPECT_EQ(rules().accepted->what.version, "one");
  ASSERT_TRUE(rules().held);
  EXPECT_EQ(rules().held->what.unreadable, "its files are damaged");
  EXPECT_EQ(rules().held->what.unreadable_zh, "其文件已损坏");
}

SiteHeld wrong_files(const std::string& before, const std::string& errors) {
  SiteHeld found;
  found.takes = site::TwoPeople::Required;
  found.before = before;
  found.errors = errors;
  return found;
}

TEST_F(RulesOfTwoPeople, FilesWithErrorsAreToldOnceAndNobodyCanProposeThem) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  const ConsentId asked = proposal();
  starts_with(wrong_files("one", "points.yaml:3:5: found limt"));
  starts_with(wrong_files("one", "points.yaml:3:5: found limt"));
  ASSERT_TRUE(rules().held);
  EXPECT_EQ(rules().held->what.errors, "points.yaml:3:5: found limt");
  EXPECT_EQ(site_rules::standing(rules(), "one"), RulesStanding::Held);
  EXPECT_EQ(plant.asks("chen", ProposeSite{"", "because"}), "the files have errors: mend them and start again, then propose them");
  EXPECT_EQ(plant.asks("root", GiveConsent{asked}), "no rules of this version wait to be agreed to: the files may have changed since");
  EXPECT_THAT(plant.wrote("site."), ElementsAre("site.held", "site.held"));
  starts_with(rules_of("one", "one", {}));
  EXPECT_FALSE(rules().held) << "they were mended";
  EXPECT_EQ(plant.asks("root", NoteSite{wrong_files("zero", "no site")}),
            "the files were held against rules that are not the accepted ones");
}

TEST_F(RulesOfTwoPeople, FilesInForceThatTheJournalDoesNotKnowAreNobodysAgreement) {
  EXPECT_EQ(site_rules::standing(rules(), "two"), RulesStanding::Untold) << "they could not be kept, or are about to be told";
  files_change();
  EXPECT_EQ(site_rules::standing(rules(), "three"), RulesStanding::Untold);
}

TEST_F(RulesOfTwoPeople, NobodyAgreesToFilesThatCouldNotBeKept) {
  SiteHeld found = rules_of("two", "one", {kHigherLimit});
  found.sources.clear();
  starts_with(found);
  EXPECT_EQ(plant.asks("chen", ProposeSite{"two", "because"}), "the files could not be kept: start again when the store takes them");
  files_change();
  EXPECT_EQ(plant.asks("chen", ProposeSite{"two", "because"}), "done") << "a later start kept them";
}

TEST_F(RulesOfTwoPeople, ARefusalStaysToBeSeenAndTheRulesStayOut) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  EXPECT_EQ(plant.asks("root", RefuseConsent{proposal(), "no study for it"}), "done");
  EXPECT_EQ(rules().accepted->what.version, "one");
  ASSERT_TRUE(rules().held);
  EXPECT_EQ(rules().held->refused_by, "root");
  EXPECT_EQ(rules().held->refused_because, "no study for it");
  starts_with(rules_of("two", "one", {kHigherLimit}));
  EXPECT_EQ(rules().held->refused_by, "root") << "a start with the same files changes nothing";
  EXPECT_THAT(plant.wrote("site."), ElementsAre("site.held"));
}

TEST_F(RulesOfTwoPeople, TheSameSiteUnderAnotherNameOfItsFilesGoesOnWaiting) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  const ConsentId asked = proposal();
  SiteHeld again = rules_of("two", "one", {kHigherLimit});
  again.sources = "the same, beside another drawing";
  starts_with(again);
  EXPECT_EQ(proposal(), asked) << "it is still waited for";
  EXPECT_EQ(plant.asks("root", GiveConsent{asked}), "done");
  EXPECT_EQ(rules().accepted->what.sources, "the same, beside another drawing");
}

TEST_F(RulesOfTwoPeople, WhoWithdrawsTheirOwnRefusesNothing) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  EXPECT_EQ(plant.asks("chen", RefuseConsent{proposal(), ""}), "done");
  EXPECT_EQ(rules().held->refused_by, "");
  EXPECT_TRUE(proposal().none());
  EXPECT_EQ(plant.asks("root", ProposeSite{"two", "because"}), "done") << "it may be proposed again";
}

TEST_F(RulesOfTwoPeople, WhatWasReadIsWhatIsAgreedTo) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  const ConsentId asked = proposal();
  starts_with(rules_of("three", "one", {kHigherLimit}));
  EXPECT_EQ(plant.asks("root", GiveConsent{asked}), "no rules of this version wait to be agreed to: the files may have changed since");
  EXPECT_EQ(rules().accepted->what.version, "one");
}

TEST_F(RulesOfTwoPeople, FilesThatGoBackWaitForNobody) {
  files_change();
  starts_with(rules_of("one", "one", {}));
  EXPECT_FALSE(rules().held);
  EXPECT_EQ(plant.asks("chen", ProposeSite{"two", "because"}),
            "no rules of this version wait to be agreed to: the files may have changed since");
  EXPECT_THAT(plant.wrote("site."), ElementsAre("site.held", "site.withdrawn"));
}

TEST_F(RulesOfTwoPeople, WhatChangesNoRuleIsOnlyTold) {
  SiteHeld found = rules_of("two", "one", {});
  found.additions.push_back({site::RulePart::Point, "ch4-09", "", "", "kind combustible-gas"});
  found.more_additions = 7;
  starts_with(found);
  EXPECT_EQ(rules().accepted->what.because, SiteBecause::NoRule);
  EXPECT_EQ(rules().accepted->what.additions.size(), 1U);
  EXPECT_EQ(rules().accepted->what.more_additions, 7U);
  starts_with(found);
  EXPECT_THAT(plant.wrote("site."), ElementsAre("site.accepted")) << "once";
}

TEST_F(RulesOfTwoPeople, NobodyTurnsItOffAlone) {
  SiteHeld off = rules_of("two", "one", {{site::RulePart::Access, "", "two-people-for-rules", "required", "off"}});
  off.takes = site::TwoPeople::Off;
  starts_with(off);
  EXPECT_EQ(rules().accepted->what.version, "one");
  plant.asks("chen", ProposeSite{"two", "one on shift"});
  plant.asks("root", GiveConsent{proposal()});
  ASSERT_EQ(rules().accepted->what.version, "two");
  starts_with(rules_of("three", "two", {kHigherLimit}));
  EXPECT_EQ(rules().accepted->what.because, SiteBecause::OnePerson) << "from then on one is enough";
}

TEST_F(RulesOfTwoPeople, HeldAgainstOtherRulesItIsNotBelieved) {
  EXPECT_EQ(plant.asks("root", NoteSite{rules_of("two", "zero", {})}), "the files were held against rules that are not the accepted ones");
  EXPECT_THAT(plant.wrote("site."), IsEmpty());
}

TEST_F(RulesOfTwoPeople, AProposalOutlivesACrashAndLapsesAfterADay) {
  files_change();
  plant.asks("chen", ProposeSite{"two", "because"});
  const ConsentId asked = proposal();
  plant.crashes(1_min);
  EXPECT_EQ(proposal(), asked);
  plant.only_timers(24_h);
  EXPECT_TRUE(proposal().none());
  EXPECT_TRUE(rules().held) << "the rules still wait";
  EXPECT_EQ(plant.asks("root", GiveConsent{asked}), "nothing of that number waits for a second person");
}

}  // namespace
}  // namespace davy::core
