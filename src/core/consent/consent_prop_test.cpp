// Whatever people try, in whatever order: what takes two people is never done by one.
#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

// What care takes out of service is so by plan, by whoever begins it, for as long as it lasts (docs/security.md).
bool is_for_care(const CareStarted* latest, const EventBody& body) {
  const auto* taken = get_if<AlarmTakenOutOfService>(&body);
  return taken != nullptr && taken->asked_by.empty() && latest != nullptr && std::ranges::count(latest->conditions, taken->condition) > 0;
}

// Who asked for what such an event did; null: it is none.
const std::string* asked_by(const EventBody& body) {
  if (const auto* bypassed = get_if<RowBypassed>(&body)) return &bypassed->asked_by;
  if (const auto* taken = get_if<AlarmTakenOutOfService>(&body)) return &taken->asked_by;
  return nullptr;
}

RC_GTEST_PROP(ConsentProperty, NothingThatTakesTwoPeopleIsDoneByOne, ()) {
  site::Site site = make_small_plant();
  site.access.two_people = site::TwoPeople::Required;
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) life.live(h);
  std::map<ConsentId, std::string> asked;
  const Event* before = nullptr;
  const CareStarted* care = nullptr;
  for (const Event& event : life.journal()) {
    if (holds<ConsentAsked>(event.body)) asked[ConsentId(event.seq)] = event.actor;
    if (const auto* started = get_if<CareStarted>(&event.body)) care = started;
    if (const std::string* login = is_for_care(care, event.body) ? nullptr : asked_by(event.body)) {
      const auto* given = before == nullptr ? nullptr : get_if<ConsentGiven>(&before->body);
      RC_ASSERT(given != nullptr);
      RC_ASSERT(asked.at(given->consent) == "user:" + *login);
      RC_ASSERT(event.actor == before->actor);
      RC_ASSERT(event.actor != "user:" + *login);
    }
    before = &event;
  }
}

// A handful of people and a file that anybody may write: the rules of a site that asks for two are never others by one person's will.
class RulesAndPeople {
 public:
  void live(const Happening& h) {
    now_ = now_ + 1_s * h.wait_s;
    if (engine_.next_due() <= now_) step(Tick{});
    const Actor& who = kPeople[static_cast<std::size_t>(h.who) % kPeople.size()];
    const std::string version = "rules-" + std::to_string(h.which % 3);
    const auto& held = engine_.state().rules.held;
    switch (h.what) {
      case 0: return step(PersonRequest{{"machine:davyd", Role::Administrator, {}}, NoteSite{files(h, version)}});
      case 1:
      case 2: return step(PersonRequest{who, ProposeSite{h.how == 0 || !held ? version : held->what.version, "because"}});
      case 3: return step(PersonRequest{who, RefuseConsent{consent_, "no"}});
      default: return step(PersonRequest{who, GiveConsent{consent_}});
    }
  }
  const std::vector<Event>& journal() const { return journal_; }

 private:
  static inline const std::vector<Actor> kPeople{{"root", Role::Administrator, {}},
                                                 {"chen", Role::SafetyOfficer, {}},
                                                 {"li", Role::TeamLead, {}}};

  SiteHeld files(const Happening& h, const std::string& version) const {
    SiteHeld found;
    found.version = found.sources = version;
    found.takes = h.how == 0 ? site::TwoPeople::Off : site::TwoPeople::Required;
    if (engine_.state().rules.accepted) found.before = engine_.state().rules.accepted->what.version;
    if (h.how % 3 != 1) found.changes.push_back({site::RulePart::Row, "gas-trip", "needed", "1", "2"});
    return found;
  }
  void step(const Input& input) {
    for (const Event& event : engine_.step(input, now_).events) {
      if (holds<ConsentAsked>(event.body)) consent_ = ConsentId(event.seq);
      journal_.push_back(event);
    }
  }

  const site::Site site_ = make_small_plant();
  const site::Directory directory_{site_};
  Engine engine_{directory_};
  Instant now_ = kEight;
  ConsentId consent_;
  std::vector<Event> journal_;
};

RC_GTEST_PROP(ConsentProperty, NoRulesThatTakeTwoPeopleAreAcceptedByOne, ()) {
  RulesAndPeople life;
  for (const Happening& h : *happenings(6)) life.live(h);
  std::map<ConsentId, Event> asked;
  site::TwoPeople takes = site::TwoPeople::Off;
  const Event* before = nullptr;
  for (const Event& event : life.journal()) {
    if (holds<ConsentAsked>(event.body)) asked[ConsentId(event.seq)] = event;
    if (const auto* accepted = get_if<SiteAccepted>(&event.body)) {
      const bool by_two = takes == site::TwoPeople::Required && !accepted->changes.empty();
      RC_ASSERT(by_two == (accepted->because == SiteBecause::TwoPeople));
      if (by_two) {
        const auto* given = before == nullptr ? nullptr : get_if<ConsentGiven>(&before->body);
        RC_ASSERT(given != nullptr);
        const Event& question = asked.at(given->consent);
        RC_ASSERT(question.actor == "user:" + accepted->asked_by);
        RC_ASSERT(get<ConsentAsked>(question.body).name == accepted->version);
        RC_ASSERT(event.actor == before->actor);
        RC_ASSERT(event.actor != question.actor);
      }
      takes = accepted->takes;
    }
    before = &event;
  }
}

}  // namespace
}  // namespace davy::core
