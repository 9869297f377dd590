// Whatever people do with their shifts, the laws of the hand-over hold.
#include "core/handover/handover_book.hpp"
#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

const std::vector<Actor> kShiftPeople{{"wang", Role::Worker, {"operator"}},
                                      {"zhao", Role::Worker, {}},
                                      {"sun", Role::Worker, {}},
                                      {"li", Role::TeamLead, {"shift-lead"}},
                                      {"root", Role::Administrator, {}}};

struct Deed {
  int what = 0;
  int who = 0;
  int how = 0;
  int wait_min = 0;
};

rc::Gen<std::vector<Deed>> deeds() {
  return rc::gen::container<std::vector<Deed>>(
      rc::gen::build<Deed>(rc::gen::set(&Deed::what, rc::gen::inRange(0, 12)), rc::gen::set(&Deed::who, rc::gen::inRange(0, 5)),
                           rc::gen::set(&Deed::how, rc::gen::inRange(0, 8)),
                           rc::gen::set(&Deed::wait_min, rc::gen::element(0, 0, 1, 7, 30, 240, 700))));
}

// The operator's post goes round among three, in days of twelve hours; alarms, modes and bypasses come and go.
class Shifts {
 public:
  explicit Shifts(const site::Directory& directory) : directory_(directory), engine_(directory) {
    step(Start{"test", {}});
    for (const Actor& person : kShiftPeople) ask(kShiftPeople.back(), SaveAccount{person.login, person.login, person.role, person.posts});
    ask(kShiftPeople[3],
        SetRoster{
            "operator", to_text(day_at(now_, 8_h)), "", {"day", "night", ""}, {{"A", {"wang"}, 0}, {"B", {"zhao"}, 1}, {"C", {"sun"}, 2}}});
  }

  void live(const Deed& deed) {
    for (const Instant until = now_ + 1_min * deed.wait_min; engine_.next_due() <= until; step(Tick{}))
      now_ = std::max(now_, engine_.next_due());
    now_ = now_ + 1_min * deed.wait_min;
    step(Tick{});
    const Actor& who = kShiftPeople[static_cast<std::size_t>(deed.who)];
    switch (deed.what) {
      case 0: step(Edge{condition(deed.how), deed.how % 2 == 0 ? Truth::True : Truth::False, 30, now_, now_}); break;
      case 1: ask(who, SetMode{"tank-farm", deed.how % 2 == 0 ? "running" : "maintenance", "why", {}}); break;
      case 2: ask(who, BypassRow{"gas-trip", 1_h, "why"}); break;
      case 3: ask(who, TellAbsence{who.login, now_, now_ + 1_h * (1 + deed.how), "ill"}); break;
      case 4:
      case 5:
      case 6: ask(who, OfferHandover{"operator", deed.how == 0 ? "zhao" : "", std::vector<std::string>(deed.how % 3, "note")}); break;
      case 7: ask(who, RefuseHandover{open(), "not yet"}); break;
      case 8: ask(who, WithdrawHandover{open(), ""}); break;
      default: ask(who, AcceptHandover{open(), acknowledged(deed.how), ""}); break;
    }
  }

  const Engine& engine() const { return engine_; }
  const std::vector<Event>& journal() const { return journal_; }
  std::size_t accepted() const { return accepted_; }

 private:
  MatterSources sources() const {
    const State& state = engine_.state();
    return {state.alarms, state.orders, state.hazards, state.interlocks, state.modes,
            state.checks, state.care,   state.permits, state.incidents};
  }
  site::ConditionIndex condition(int how) const {
    return directory_.condition(how < 4 ? "ch4-01:high" : "ch4-02:high").value_or(site::ConditionIndex(0));
  }
  HandoverId open() const {
    const auto& all = engine_.state().handovers.open;
    return all.empty() ? HandoverId(1) : all.begin()->first;
  }
  // Now and then one is forgotten, or was read before it changed.
  std::vector<HandedMatter> acknowledged(int how) const {
    const Handover* found = engine_.state().handovers.find(open());
    if (found == nullptr) return {};
    std::vector<HandedMatter> matters = handover::to_acknowledge(*found, sources(), directory_);
    if (how == 1 && !matters.empty()) matters.pop_back();
    if (how == 2 && !matters.empty()) matters.front().state = "as it was";
    return matters;
  }

  void ask(const Actor& who, Request request) { step(PersonRequest{who, std::move(request)}); }
  // As things were: all of them costs more than the step, and only what is taken over is compared with all.
  struct Before {
    HandoverBook handovers;
    std::vector<HandedMatter> to_acknowledge;  // of the one that is open
  };
  Before now() const {
    const HandoverBook& book = engine_.state().handovers;
    const Handover* found = book.find(open());
    return {book, found == nullptr ? std::vector<HandedMatter>() : handover::to_acknowledge(*found, sources(), directory_)};
  }

  void step(const Input& input) {
    const Before before = now();
    for (const Event& event : engine_.step(input, now_).events) {
      check(event, before);
      journal_.push_back(event);
    }
  }

  void check(const Event& event, const Before& before) {
    if (const auto* offered = get_if<HandoverOffered>(&event.body)) {
      RC_ASSERT(before.handovers.open_for(offered->post) == nullptr);
      RC_ASSERT(event.actor != "user:" + offered->to);
    }
    if (const auto* accepted = get_if<HandoverAccepted>(&event.body)) {
      const Handover* open = before.handovers.find(accepted->handover);
      RC_ASSERT(open != nullptr);
      RC_ASSERT(event.actor != "user:" + open->from);
      RC_ASSERT(event.time >= open->change - kHandoverBefore);
      RC_ASSERT(print(before.to_acknowledge) == print(accepted->matters));
      ++accepted_;
    }
    if (const auto* refused = get_if<HandoverRefused>(&event.body)) {
      RC_ASSERT(before.handovers.find(refused->handover) != nullptr);
      RC_ASSERT(event.actor != "user:" + before.handovers.find(refused->handover)->from);
    }
    if (const auto* withdrawn = get_if<HandoverWithdrawn>(&event.body))
      RC_ASSERT(event.actor == "user:" + before.handovers.find(withdrawn->handover)->from);
    if (const auto* overdue = get_if<HandoverOverdue>(&event.body)) {
      RC_ASSERT(event.time >= overdue->change + kHandoverWithin);
      const auto taken = before.handovers.taken_over.find(overdue->post);
      RC_ASSERT(taken == before.handovers.taken_over.end() || taken->second < overdue->change);
      RC_ASSERT(told_late_.insert(overdue->change).second);
    }
  }

  const site::Directory& directory_;
  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
  std::set<Instant> told_late_;
  std::size_t accepted_ = 0;
};

RC_GTEST_PROP(HandoverProperty, TheLawsHoldWhateverPeopleDo, ()) {
  const site::Site site = make_risky_plant();
  const site::Directory directory(site);
  Shifts shifts(directory);
  for (const Deed& deed : *deeds()) shifts.live(deed);
  RC_ASSERT(shifts.engine().state().handovers.open.size() <= 1);
  RC_TAG(shifts.accepted() > 0 ? "some accepted" : "none accepted");
  Engine folded(directory);
  for (const Event& event : shifts.journal()) folded.evolve(event);
  RC_ASSERT(print(folded.state()) == print(shifts.engine().state()));
  RC_ASSERT(folded.next_due() == shifts.engine().next_due());
}

}  // namespace
}  // namespace davy::core
