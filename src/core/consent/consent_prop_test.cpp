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

}  // namespace
}  // namespace davy::core
