// Over random histories of readings, people and clocks no permit is open against its rules; judged by a slow reading of its own, from what was done.
#include "core/testing/permit_story.hpp"

#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

struct PermitDeed {
  int what;
  int how;
};

// Lives with permits in the small plant, and what a person beside it would know.
class PermitLife {
 public:
  PermitLife() {
    for (int i = 0; i < 2; ++i) {
      PermitApplied what = i == 0 ? story.hot_work() : story.confined_space();
      what.place.x_m = i * 400.0;
      ids.push_back(story.signed_permit(what));
    }
  }

  void does(const PermitDeed& deed) {
    const PermitId id = ids[static_cast<std::size_t>(deed.how % 2)];
    switch (deed.what) {
      case 0: reads_gas(deed.how < 5 ? 2 : 12); break;
      case 1: story.plant.reads("o2-01", oxygen = deed.how < 6 ? 20.8 : 19.0); break;
      case 2: silent ? speaks() : falls_silent(); break;
      case 3: guards(id); break;
      case 4: tests(id, deed.how < 7 ? 2 : 11); break;
      case 5: starts(id); break;
      case 6: story.ask("wang", InterruptPermit{id, "rest"}); break;
      case 7: resumes(id); break;
      case 8: story.ask("li", SuspendPermit{id, "looks bad"}); break;
      case 9: passes(1_min * deed.how); break;
      case 10: passes(10_min * (deed.how / 3 + 1)); break;
      case 11: crashes(); break;
      case 12: calibrates(deed.how); break;
      default: passes(2_s); break;
    }
    passes(1_s);
  }

  // No permit is open against its rules at this moment.
  void holds() const {
    for (const PermitId id : ids) {
      if (!story.is_here(id) || story.state(id) != PermitState::Open) continue;
      const PermitApplied& what = story.permit(id).what;
      const Instant now = story.plant.now();
      RC_ASSERT(now < what.until);
      RC_ASSERT(gas < 10);
      RC_ASSERT(heard + 4_s >= now);
      RC_ASSERT(calibrated);
      const bool breathes = what.kind != PermitKind::ConfinedSpace || (oxygen > 19.5 && oxygen < 21);
      RC_ASSERT(breathes);
      const auto test = tested.find(id);
      const bool has_test = test != tested.end();
      RC_ASSERT(has_test);
      RC_ASSERT(test->second.second < 10);
      RC_ASSERT(now - test->second.first <= (what.kind == PermitKind::ConfinedSpace ? 2_h : 24_h));
      const auto guard = guarded.find(id);
      const bool is_guarded = guard != guarded.end() && now - guard->second <= 30_min;
      RC_ASSERT(is_guarded);
      const std::int64_t hour = time_of_day(now, 8_h).ns() / 3'600'000'000'000;
      const bool is_night = hour >= 22 || hour < 6;
      RC_ASSERT(!is_night || what.kind != PermitKind::HotWork);
    }
  }

  int opened = 0;

 private:
  void reads_gas(double value) {
    gas = value;
    story.plant.reads("ch4-01", value);
    if (silent) gas = 2;  // what was last heard stands
    waiting = value;
  }
  void falls_silent() {
    silent = true;
    story.plant.falls_silent("ch4-01");
  }
  void speaks() {
    silent = false;
    gas = waiting;
    story.plant.speaks_again("ch4-01");
  }
  // Its card says a day to come, one that is over, or none.
  void calibrates(int how) {
    calibrated = how < 7;
    story.calibrate(calibrated ? "2050-01-01" : how == 7 ? "" : "2026-01-01");
  }
  void passes(Duration time) {
    story.plant.after(time);
    if (!silent) heard = story.plant.now();
  }
  void crashes() {
    story.plant.crashes(3_s);
    passes(1_s);
    if (silent) story.plant.after(4_s);
  }
  void guards(PermitId id) {
    if (story.is_here(id) && story.guard(id) == "done") guarded[id] = story.plant.now();
  }
  void tests(PermitId id, double value) {
    if (story.is_here(id) && story.ask("zhao", story.test_of(id, value)) == "done") tested[id] = {story.plant.now(), value};
  }
  void starts(PermitId id) {
    if (story.ask("wang", StartPermit{id}) == "done") ++opened;
  }
  void resumes(PermitId id) {
    const bool by_shift = story.is_here(id) && story.state(id) == PermitState::Suspended;
    if (story.ask(by_shift ? "li" : "wang", ResumePermit{id, "put right"}) == "done") ++opened;
  }

  PermitStory story;
  std::vector<PermitId> ids;
  std::map<PermitId, std::pair<Instant, double>> tested{};
  std::map<PermitId, Instant> guarded;
  double gas = 2;
  double waiting = 2;
  double oxygen = 20.8;
  bool silent = false;
  bool calibrated = true;
  Instant heard = kEight;

 public:
  // The tests that made the permits ready.
  void knows_preparation() {
    for (const PermitId id : ids) tested[id] = {story.permit(id).test->taken, 2};
    heard = story.plant.now();
  }
};

RC_GTEST_PROP(PermitProp, NoPermitIsOpenAgainstItsRules, ()) {
  PermitLife life;
  life.knows_preparation();
  const auto deeds = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::weightedElement<int>(
                        {{2, 0}, {1, 1}, {1, 2}, {5, 3}, {4, 4}, {5, 5}, {2, 6}, {5, 7}, {1, 8}, {2, 9}, {1, 10}, {1, 11}, {2, 12}}),
                    rc::gen::inRange(0, 10)));
  for (const auto& [what, how] : deeds) {
    life.does({what, how});
    life.holds();
  }
  RC_CLASSIFY(life.opened > 0, "some work went on");
}

}  // namespace
}  // namespace davy::core
