// Who answers, and where nobody does, in the small plant: the operator has the tank farm by day, the shift lead the whole plant by night.
#include "core/duty/who_answers.hpp"

#include "core/testing/small_plant.hpp"
#include "site/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

const site::ZoneIndex kPlant(0);
const site::ZoneIndex kFarm(1);
const site::PostIndex kOfficer(0);
const site::PostIndex kLead(1);
const site::PostIndex kOperator(2);
const Instant kNight = kEight + 13_h;
const Day kToday = day_at(kEight, 8_h);
const Instant kMidnight = kEight - 8_h;

struct Staffed {
  site::Site site = make_small_plant();
  std::vector<std::pair<std::string, std::vector<std::string>>> people;

  // "post: logins; gap; next"
  std::string answers(site::ZoneIndex zone, Matter matter, Instant at) const {
    const site::Directory directory(site);
    const PostHolders holders = held(directory);
    const Answering who = who_answers(holders, directory, zone, matter, at);
    std::string said = site[who.post.value()].name + ":";
    for (const std::string_view login : who.people) said += " " + std::string(login);
    return said + "; " + std::string(name_of(who.gap)) + "; " + (who.next ? site[*who.next].name : "nobody");
  }
  // Of the day of kEight.
  std::vector<DutyGap> gaps() const {
    const site::Directory directory(site);
    return duty_gaps(held(directory), directory, kToday, kToday);
  }
  PostHolders held(const site::Directory& directory) const {
    PostHolders holders(directory);
    for (const auto& [login, posts] : people) holders.add(login, posts);
    return holders;
  }
};

TEST(WhoAnswers, ThePostOnDutyAndAllWhoHoldIt) {
  const Staffed plant{.people = {{"wang", {"operator"}}, {"zhao", {"operator", "shift-lead"}}, {"li", {"safety-officer"}}}};
  EXPECT_EQ(plant.answers(kFarm, Matter::Alarm, kEight), "operator: wang zhao; none; shift-lead");
  EXPECT_EQ(plant.answers(kFarm, Matter::Alarm, kNight), "shift-lead: zhao; none; safety-officer");
}

TEST(WhoAnswers, APostThatNobodyHoldsIsAGapAndTheNextAboveIsNamed) {
  const Staffed plant{.people = {{"li", {"safety-officer"}}, {"gone", {"a-post-of-old"}}}};
  EXPECT_EQ(plant.answers(kFarm, Matter::Order, kEight), "operator:; nobody-holds; safety-officer");
}

TEST(WhoAnswers, WithoutADutyTheTopOfTheChainAnswersAndItIsAGap) {
  const Staffed plant{.people = {{"li", {"safety-officer"}}}};
  EXPECT_EQ(plant.answers(kPlant, Matter::Alarm, kEight), "safety-officer: li; no-duty; nobody");
}

TEST(WhoAnswers, ADutyForTheMatterGoesBeforeOneForAll) {
  Staffed plant{.people = {{"wang", {"operator"}}, {"zhao", {"shift-lead"}}}};
  plant.site.duties.push_back({kLead, kFarm, site::ShiftIndex(0), {}, {Matter::Permit}});
  EXPECT_EQ(plant.answers(kFarm, Matter::Permit, kEight), "shift-lead: zhao; none; nobody");
  EXPECT_EQ(plant.answers(kFarm, Matter::Alarm, kEight), "operator: wang; none; shift-lead");
}

// By a roster of days only: the nights are gaps, each one, over midnight too.
TEST(PostWatches, SayWhoIsThereUntilWhenAndWhoComesNext) {
  Staffed plant{.people = {{"wang", {"operator"}}, {"zhao", {"operator"}}}};
  const site::Directory directory(plant.site);
  RosterBook book;
  book.rosters["operator"][to_text(kToday)] = {"", {"day", ""}, {{"A", {"wang"}, 0}, {"B", {"zhao"}, 1}}, kMidnight, "li"};
  PostHolders holders = plant.held(directory);
  holders.know(book);
  const auto hours = [](Instant at) { return std::to_string((at - kEight).ns() / (1_h).ns()); };
  std::vector<std::string> lines;
  for (const PostWatch& watch : post_watches(holders, directory, kOperator, kEight + 1_h, 1)) {
    std::string who(name_of(watch.gap));
    for (const std::string_view login : watch.people) who = login;
    lines.push_back(hours(watch.from) + "-" + hours(watch.until) + " " + who);
  }
  const std::vector<std::string> expected{"1-12 wang", "12-24 nobody-on-roster", "24-36 zhao", "36-40 nobody-on-roster"};
  EXPECT_EQ(lines, expected);
}

TEST(PostWatches, OfAPostWithoutARosterAreOneLongWatch) {
  const Staffed plant{.people = {{"wang", {"operator"}}}};
  const site::Directory directory(plant.site);
  const PostHolders holders = plant.held(directory);
  const auto watches = post_watches(holders, directory, kOperator, kEight, 7);
  ASSERT_EQ(watches.size(), 1U);
  EXPECT_EQ(watches[0].people.front(), "wang");
}

TEST(DutyGaps, AreToldOnceAtTheOutermostZone) {
  Staffed plant{.people = {{"wang", {"operator"}}, {"li", {"safety-officer"}}}};
  std::vector<DutyGap> of_alarms = plant.gaps();
  std::erase_if(of_alarms, [](const DutyGap& gap) { return gap.matter != Matter::Alarm; });
  const std::vector<DutyGap> expected{{kPlant, Matter::Alarm, kMidnight, kEight, Gap::NobodyHolds, kLead, kOfficer},
                                      {kPlant, Matter::Alarm, kEight, kEight + 12_h, Gap::NoDuty, kOfficer, std::nullopt},
                                      {kPlant, Matter::Alarm, kEight + 12_h, kMidnight + 24_h, Gap::NobodyHolds, kLead, kOfficer}};
  EXPECT_EQ(of_alarms, expected) << "by night the farm has the plant's gap, by day it has an operator";
}

TEST(DutyGaps, OneThatHoldsAllDayIsOne) {
  Staffed plant{.people = {{"li", {"safety-officer"}}}};
  plant.site.duties.clear();
  const std::vector<DutyGap> gaps = plant.gaps();
  ASSERT_EQ(gaps.size(), kEnumNames<Matter>.size());
  EXPECT_EQ(gaps[0], (DutyGap{kPlant, Matter::Alarm, kMidnight, kMidnight + 24_h, Gap::NoDuty, kOfficer, std::nullopt}));
}

// The plain way: looks at every duty for every zone, without an index.
std::optional<site::PostIndex> slow_duty(const site::Site& site, site::ZoneIndex zone, Matter matter, Duration time) {
  for (std::optional<site::ZoneIndex> at = zone; at; at = site[*at].parent)
    for (const bool named : {true, false})
      for (const site::Duty& duty : site.duties) {
        const site::Shift& shift = site[duty.shift];
        const bool within = shift.from <= time && time < shift.until;
        const bool on = shift.from == shift.until || (shift.from < shift.until ? within : !(shift.until <= time && time < shift.from));
        const bool fits = named ? std::ranges::count(duty.matters, matter) > 0 : duty.matters.empty();
        if (duty.zone == *at && on && fits) return duty.post;
      }
  return std::nullopt;
}

RC_GTEST_PROP(WhoAnswersProp, AgreesWithThePlainWay, ()) {
  Staffed plant;
  plant.site.zones.clear();
  plant.site.points.clear();
  plant.site.conditions.clear();
  plant.site.rows.clear();
  plant.site.actuators.clear();
  plant.site.duties.clear();
  plant.site.shifts.push_back({"short", {}, 1_h * *rc::gen::inRange(0, 24), 1_h * *rc::gen::inRange(0, 24)});
  const std::size_t zones = *rc::gen::inRange<std::size_t>(1, 6);
  for (std::size_t i = 0; i < zones; ++i) {
    const std::size_t parent = *rc::gen::inRange<std::size_t>(0, i + 1);
    plant.site.zones.push_back({.name = "z" + std::to_string(i)});
    if (parent < i) plant.site.zones.back().parent = site::ZoneIndex(parent);
  }
  const int duties = *rc::gen::inRange(0, 8);
  for (int i = 0; i < duties; ++i) {
    site::Duty duty{site::PostIndex(*rc::gen::inRange<std::size_t>(0, 3)),
                    site::ZoneIndex(*rc::gen::inRange<std::size_t>(0, zones)),
                    site::ShiftIndex(*rc::gen::inRange<std::size_t>(0, 3)),
                    {},
                    {}};
    for (const auto& matter : kEnumNames<Matter>)
      if (*rc::gen::inRange(0, 3) == 0) duty.matters.push_back(matter.value);
    plant.site.duties.push_back(duty);
  }
  if (*rc::gen::arbitrary<bool>()) plant.people.push_back({"wang", {"operator"}});
  if (*rc::gen::arbitrary<bool>()) plant.people.push_back({"li", {"safety-officer"}});
  const site::Directory directory(plant.site);
  const PostHolders holders = plant.held(directory);
  for (std::size_t zone = 0; zone < zones; ++zone)
    for (const auto& matter : kEnumNames<Matter>)
      for (int hour = 0; hour < 24; ++hour) {
        const Duration time = 1_h * hour;
        const auto post = slow_duty(plant.site, site::ZoneIndex(zone), matter.value, time);
        const Answering who =
            who_answers(holders, directory, site::ZoneIndex(zone), matter.value, Instant() + time - plant.site.utc_offset);
        RC_ASSERT(who.post == std::optional(post.value_or(kOfficer)));
        RC_ASSERT((who.gap == Gap::NoDuty) == !post);
        RC_ASSERT((who.gap == Gap::NobodyHolds) == (post && holders.everybody(*post).empty()));
      }
}

}  // namespace
}  // namespace davy::core
