// A certificate that ends while the work goes on takes the permit back within the step that sees it (4.9, 4.10).
#include "core/testing/permit_story.hpp"
#include "site/names.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

using permit::PermitPart;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CertifiedWork : public ::testing::Test {
 protected:
  std::string today(std::int64_t later = 0) const { return to_text(day_at(story.plant.now(), 8_h) + later); }
  // From the evening on, so that the day ends before the permit does.
  PermitId by_night() {
    story.plant.only_timers(13_h);  // 21:00
    story.plant.after(1_s);
    PermitApplied what = story.work(PermitKind::Height);
    return story.open(what);
  }

  PermitStory story;
  PlantStory& plant = story.plant;
};

TEST_F(CertifiedWork, EndsWithTheDayOfTheWorkersCertificate) {
  story.certificate("c-w-work-at-height", "w-1", "work-at-height", today());
  const PermitId id = by_night();
  story.guarded_for(id, 3_h - 1_min);
  ASSERT_EQ(story.state(id), PermitState::Open);
  plant.sent();
  plant.after(2_min);
  EXPECT_EQ(story.stopped(id), StopCause::Certificate);
  EXPECT_EQ(story.permit(id).stopped_by, "w-1");
  EXPECT_THAT(plant.sent(), Contains("wang permit-suspended w-1"));
  EXPECT_THAT(story.ask("li", ResumePermit{id, "renewed"}), HasSubstr("w-1 holds no certificate"));
  story.certificate("c-w-work-at-height", "w-1", "work-at-height", "2030-01-01");
  story.guard(id);
  EXPECT_EQ(story.ask("li", ResumePermit{id, "renewed"}), "done");
}

// Told when it is applied for, with the day: the permit will be taken back before the work ends.
TEST_F(CertifiedWork, ThatACertificateEndsBeforeTheWorkIsKnownBeforeItBegins) {
  const auto ending = [&](const PermitApplied& what) {
    std::vector<std::string> lines;
    for (const permit::EndingCertificate& each : permit::ending_certificates(story.sources(), what, plant.now()))
      lines.push_back(each.who + " " + to_text(each.last));
    return lines;
  };
  PermitApplied what = story.work(PermitKind::Height);
  what.until = plant.now() + 72_h;
  EXPECT_THAT(ending(what), ::testing::IsEmpty());
  story.certificate("c-w-work-at-height", "w-1", "work-at-height", today(2));
  story.certificate("c-1", "p-zhao", "guardian", today(3));
  EXPECT_THAT(ending(what), ::testing::ElementsAre("w-1 " + today(2))) << "through the last day it holds";
  story.certificate("c-1", "p-zhao", "guardian", today());
  EXPECT_THAT(ending(what), ::testing::ElementsAre("w-1 " + today(2), "zhao " + today()));
  story.certificate("c-newer", "w-1", "work-at-height", "2030-01-01");
  EXPECT_THAT(ending(what), ::testing::ElementsAre("zhao " + today())) << "another one holds longer";
  what.until = plant.now() + 2_h;
  EXPECT_THAT(ending(what), ::testing::IsEmpty());
}

TEST_F(CertifiedWork, EndsWithTheDayOfTheGuardiansCertificate) {
  story.certificate("c-1", "p-zhao", "guardian", today());
  const PermitId id = by_night();
  story.guarded_for(id, 3_h + 1_min);
  EXPECT_EQ(story.stopped(id), StopCause::Certificate);
  EXPECT_EQ(story.permit(id).stopped_by, "zhao");
}

// A second one of the same category stands in.
TEST_F(CertifiedWork, GoesOnWhileAnotherCertificateHolds) {
  story.certificate("c-w-work-at-height", "w-1", "work-at-height", today());
  story.certificate("c-newer", "w-1", "work-at-height", "2030-01-01");
  const PermitId id = by_night();
  story.guarded_for(id, 3_h + 1_min);
  EXPECT_EQ(story.state(id), PermitState::Open);
}

TEST_F(CertifiedWork, EndsWhenItIsRevokedOrCutShort) {
  const PermitId id = story.open(story.hot_work());
  story.certificate("c-w-welding", "w-1", "welding", "2026-11-01");
  EXPECT_EQ(story.stopped(id), StopCause::Certificate);
  story.certificate("c-w-welding", "w-1", "welding");
  story.guard(id);
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  ASSERT_EQ(story.ask("li", ResumePermit{id, "a slip of the pen"}), "done");
  EXPECT_EQ(story.ask("chen",
                      RemoveRecord{"qualification", "c-1", fixture::version_of(plant.state().records, "qualification", "c-1"), "revoked"}),
            "done");
  EXPECT_EQ(story.stopped(id), StopCause::Certificate);
  EXPECT_EQ(story.permit(id).stopped_by, "zhao");
}

// The day ended while Davy was away.
TEST_F(CertifiedWork, EndsWithTheStartAfterTheDay) {
  story.certificate("c-w-work-at-height", "w-1", "work-at-height", today());
  const PermitId id = by_night();
  story.guarded_for(id, 2_h + 50_min);
  plant.crashes(15_min);
  EXPECT_EQ(story.stopped(id), StopCause::Certificate);
}

TEST_F(CertifiedWork, IsNotForWhoWasAwayForSixMonthsUntilTheyAreTestedInPractice) {
  const auto apply = [&](PermitKind kind) { return story.ask("wang", ApplyForPermit{story.work(kind)}); };
  plant.only_timers(24_h * 181);  // through 24 May, since 24 November
  EXPECT_EQ(apply(PermitKind::Height), "done");
  plant.only_timers(24_h);
  EXPECT_THAT(apply(PermitKind::Height), HasSubstr("w-1 has not done such work for more than six months"));
  const auto tested = [&](const std::string& day) {
    EXPECT_EQ(story.ask("chen",
                        fixture::saved_record(
                            plant.state().records, "qualification", "c-w-work-at-height",
                            {{"person", "w-1"}, {"category", "work-at-height"}, {"valid-until", "2030-01-01"}, {"practised", day}})),
              "done");
  };
  tested(today(30));
  EXPECT_THAT(apply(PermitKind::Height), HasSubstr("six months")) << "that day is yet to come";
  tested(today());
  plant.only_timers(24_h);
  EXPECT_EQ(apply(PermitKind::Height), "done");
}

TEST_F(CertifiedWork, KeepsWhoDoesItInPracticeForTheKindThatItIs) {
  plant.only_timers(24_h * 150);
  plant.after(1_s);
  const PermitId id = story.open(story.work(PermitKind::Height));
  ASSERT_EQ(story.state(id), PermitState::Open);
  plant.only_timers(24_h * 100);
  EXPECT_THAT(story.ask("wang", ApplyForPermit{story.hot_work()}), HasSubstr("six months"));
  EXPECT_EQ(story.ask("wang", ApplyForPermit{story.work(PermitKind::Height)}), "done");
}

// What is only signed is no work.
TEST_F(CertifiedWork, IsNotWorkBeforeItIsStarted) {
  plant.only_timers(24_h * 150);
  plant.after(1_s);
  story.signed_permit(story.work(PermitKind::Height));
  plant.only_timers(24_h * 100);
  EXPECT_THAT(story.ask("wang", ApplyForPermit{story.work(PermitKind::Height)}), HasSubstr("six months"));
}

TEST(CertificatesOfSpecialOperations, AreKeptInPracticeByTheKindThatAsksForThem) {
  for (const PermitKind kind : {PermitKind::HotWork, PermitKind::TemporaryPower, PermitKind::Height})
    for (const std::string_view category : gb30871::certificates(PermitPart::Worker, kind))
      EXPECT_THAT(qualification::kinds_of_work(category), Contains(kind)) << category;
  EXPECT_TRUE(qualification::kinds_of_work("lifting").empty());
  EXPECT_TRUE(qualification::kinds_of_work("guardian").empty());
}

TEST(CertificatesOfSpecialOperations, WithoutPermitsAreKeptInPracticeByTheDayThatTheEmployerSays) {
  QualificationBook book;
  Certificate operates{"w-1", "nitration", "2040-01-01", ""};
  operates.known = kEight;
  const auto idle = [&] { return qualification::idle_after(book, operates, 8_h); };
  EXPECT_EQ(idle(), std::nullopt) << "nobody says when they last did it";
  operates.practised = "2026-10-01";
  ASSERT_TRUE(idle().has_value());
  EXPECT_EQ(to_text(*idle()), "2027-04-01");
  EXPECT_EQ(qualification::nearest_day(book, operates, 8_h, *parse_day("2026-11-24"))->limit, QualificationLimit::Idle);
  book.certificates["c-1"] = operates;
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  EXPECT_THAT(qualification::on_time(book, directory, kEight), IsEmpty()) << "more than 90 days are left";
  const Bodies told = qualification::on_time(book, directory, kEight + 24_h * 40);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(get<QualificationDue>(told[0]).limit, QualificationLimit::Idle);
  EXPECT_EQ(get<QualificationDue>(told[0]).days_left, 90U);
  for (const char* other : {"lifting", "forklift", "guardian", "other"}) {
    operates.category = other;
    EXPECT_EQ(idle(), std::nullopt) << other;
  }
}

// On the day after, when nothing else is there.
Instant plant_later(const PermitStory& story) { return story.plant.now() + 24_h; }

site::Site asking(PermitPart part, const std::string& category) {
  site::Site site = make_permit_plant();
  site.permits.certificates[static_cast<std::size_t>(part)].fill({category});
  return site;
}

// What the firm asks of the lead and the coordinator (4.9): at the application, at the start, and while the work goes on.
TEST(CertificatesOfTheFirm, AreAskedOfTheLeadAndTheCoordinatorTwice) {
  for (const PermitPart part : {PermitPart::Lead, PermitPart::Coordinator}) {
    PermitStory story(asking(part, "permit-lead"));
    story.person("p-li", "li");
    PermitApplied what = story.work(PermitKind::Height);
    what.coordinator = "li";
    const std::string who = part == PermitPart::Lead ? "wang" : "li";
    const std::string record = part == PermitPart::Lead ? "p-wang" : "p-li";
    EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr(who + " ("));
    story.certificate("c-9", record, "permit-lead");
    const PermitId id = story.signed_permit(what);
    story.guard(id);
    story.certificate("c-9", record, "permit-lead", "2026-11-01");
    EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("holds no certificate that is valid (permit-lead)"));
    story.certificate("c-9", record, "permit-lead");
    ASSERT_EQ(story.ask("wang", StartPermit{id}), "done");
    story.certificate("c-9", record, "permit-lead", "2026-11-01");
    EXPECT_EQ(story.stopped(id), StopCause::Certificate);
    EXPECT_EQ(story.permit(id).stopped_by, who);
  }
}

// 作业票开票人: at the application, and again at the start; once the work has begun their part is done.
TEST(CertificatesOfTheFirm, AreAskedOfTheApplicant) {
  PermitStory story(asking(PermitPart::Applicant, "permit-issuer"));
  const PermitApplied what = story.work(PermitKind::Height);
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("wang (applicant) holds no certificate"));
  story.certificate("c-9", "p-wang", "permit-issuer");
  const PermitId id = story.signed_permit(what);
  story.guard(id);
  story.certificate("c-9", "p-wang", "permit-issuer", "2026-11-01");
  EXPECT_THAT(story.ask("zhao", StartPermit{id}), HasSubstr("wang (applicant)"));
  story.certificate("c-9", "p-wang", "permit-issuer");
  ASSERT_EQ(story.ask("zhao", StartPermit{id}), "done");
  story.certificate("c-9", "p-wang", "permit-issuer", "2026-11-01");
  EXPECT_EQ(story.state(id), PermitState::Open);
}

// 作业票审批人 (4.11): of a height work of the first level li approves, for the unit.
TEST(CertificatesOfTheFirm, AreAskedOfTheApprover) {
  PermitStory story(asking(PermitPart::Approver, "permit-approver"));
  story.person("p-li", "li");
  const PermitId id = story.apply(story.work(PermitKind::Height));
  story.prepare(id);
  ASSERT_EQ(story.sign(id), "done") << "the lead approves nothing";
  EXPECT_THAT(story.sign(id), HasSubstr("li (approver)"));
  story.certificate("c-9", "p-li", "permit-approver");
  story.sign_all(id);
  story.guard(id);
  story.certificate("c-9", "p-li", "permit-approver", "2026-11-01");
  EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("li (approver)"));
}

// Of hot work only, and by account or record: a name that nobody knows holds nothing.
TEST(CertificatesOfTheFirm, AreAskedOfTheGasAnalystByKind) {
  site::Site site = make_permit_plant();
  site.permits.certificates[static_cast<std::size_t>(PermitPart::Analyst)][static_cast<std::size_t>(PermitKind::HotWork)] = {"gas-analyst"};
  PermitStory story(site);
  const PermitId fire = story.apply(story.hot_work());
  TestGas test = story.test_of(fire);
  EXPECT_THAT(story.ask("zhao", test), HasSubstr("zhao (gas analyst)"));
  story.certificate("c-9", "w-2", "gas-analyst");
  test.analyst = "the laboratory";
  EXPECT_THAT(story.ask("zhao", test), HasSubstr("the laboratory (gas analyst)"));
  test.analyst = "w-2";
  EXPECT_EQ(story.ask("zhao", test), "done");
  PermitApplied space = story.confined_space();
  space.from = plant_later(story);
  space.until = space.from + 8_h;
  const PermitId inside = story.apply(space);
  EXPECT_EQ(story.ask("zhao", story.test_of(inside)), "done") << "of confined spaces nothing is asked";
}

// The console tells the name of who sends it, not their login.
TEST(CertificatesOfTheFirm, OfTheAnalystAreFoundByTheNameOfTheAccountThatTellsTheTest) {
  site::Site site = make_permit_plant();
  site.permits.certificates[static_cast<std::size_t>(PermitPart::Analyst)][static_cast<std::size_t>(PermitKind::HotWork)] = {"gas-analyst"};
  PermitStory story(site);
  const PermitId id = story.apply(story.hot_work());
  ASSERT_EQ(story.ask("root", SaveAccount{"zhao", "Zhao Min", Role::Worker, {}}), "done");
  ASSERT_EQ(story.ask("root", SaveAccount{"wang", "Wang Gang", Role::Worker, {"operator"}}), "done");
  story.certificate("c-9", "p-zhao", "gas-analyst");
  TestGas test = story.test_of(id);
  test.analyst = "Wang Gang";
  EXPECT_THAT(story.ask("wang", test), HasSubstr("wang (gas analyst)"));
  EXPECT_THAT(story.ask("zhao", test), HasSubstr("Wang Gang (gas analyst)")) << "whose name it is not";
  test.analyst = "Zhao Min";
  EXPECT_EQ(story.ask("zhao", test), "done");
}

// What the firm names takes the place of the standard's.
TEST(CertificatesOfTheFirm, TakeThePlaceOfTheStandards) {
  PermitStory story(asking(PermitPart::Worker, "refrigeration"));
  const PermitApplied what = story.work(PermitKind::Height);
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("w-1 holds no certificate that is valid (refrigeration)"));
  story.certificate("c-9", "w-1", "refrigeration");
  EXPECT_EQ(story.ask("wang", ApplyForPermit{what}), "done");
}

// Judged by a slow reading of its own: at no moment is a permit open whose worker or guardian holds no certificate of the day.
RC_GTEST_PROP(CertifiedProp, NoPermitIsOpenWithoutCertificates, ()) {
  PermitStory story;
  story.plant.only_timers(13_h);
  story.plant.after(1_s);
  const PermitId id = story.signed_permit(story.work(PermitKind::Height));
  const Day first = day_at(story.plant.now(), 8_h);
  std::map<std::string, Day> last{{"w-1", first + 9'999}, {"p-zhao", first + 9'999}};
  int opened = 0;
  const auto deed = rc::gen::pair(rc::gen::weightedElement<int>({{3, 0}, {2, 1}, {4, 2}, {5, 3}, {5, 4}, {1, 5}}), rc::gen::inRange(0, 6));
  const auto deeds = *rc::gen::resize(25, rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::resize(rc::kNominalSize, deed)));
  for (const auto& [what, how] : deeds) {
    const std::string who = how % 2 == 0 ? "w-1" : "p-zhao";
    const Day today = day_at(story.plant.now(), 8_h);
    switch (what) {
      case 0:
        last[who] = today + (how / 2 - 1);
        story.certificate(who == "w-1" ? "c-w-work-at-height" : "c-1", who, who == "w-1" ? "work-at-height" : "guardian",
                          to_text(last[who]));
        break;
      case 1:
        last[who] = today + 9'999;
        story.certificate(who == "w-1" ? "c-w-work-at-height" : "c-1", who, who == "w-1" ? "work-at-height" : "guardian",
                          to_text(last[who]));
        break;
      case 2: story.plant.only_timers(10_min * (how + 1)); break;
      case 3:
        if (story.is_here(id)) story.guard(id);
        break;
      case 4:
        if (story.is_here(id) &&
            story.ask(story.state(id) == PermitState::Suspended ? "li" : "wang",
                      story.state(id) == PermitState::Signed ? Request(StartPermit{id}) : ResumePermit{id, "again"}) == "done")
          ++opened;
        break;
      default: story.plant.crashes(1_min * how); break;
    }
    story.plant.after(1_s);
    if (!story.is_here(id) || story.state(id) != PermitState::Open) continue;
    const Day now = day_at(story.plant.now(), 8_h);
    RC_ASSERT(last["w-1"] >= now);
    RC_ASSERT(last["p-zhao"] >= now);
  }
  RC_CLASSIFY(opened > 0, "some work went on");
}

}  // namespace
}  // namespace davy::core
