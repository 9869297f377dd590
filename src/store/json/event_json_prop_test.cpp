#include "store/json/event_json.hpp"

#include "store/testing/any_fields.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::store {
namespace {

using fixture::any;
using fixture::any_body;
using fixture::Same;

RC_GTEST_PROP(EventJson, GivesBackEveryKindOfEvent, ()) {
  const core::EventBody body = any_body();
  const std::string json = body_json(body);
  const Result<core::EventBody> back = body_from_json(kind_of(body), json);
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->index() == body.index());
  visit([&]<class Body>(const Body& written) { RC_ASSERT(Same()(written, get<Body>(*back))); }, body);
  RC_ASSERT(body_json(*back) == json);
}

RC_GTEST_PROP(EventJson, GivesBackTheState, ()) {
  const auto state = any<core::State>();
  const std::string json = state_json(state);
  const Result<core::State> back = state_from_json(json);
  RC_ASSERT(back.has_value());
  RC_ASSERT(state_json(*back) == json);
}

// A record cut short or changed anywhere is refused or reads as another record; it never ends the program.
RC_GTEST_PROP(EventJson, SurvivesDamage, ()) {
  const core::EventBody body = any_body();
  std::string json = body_json(body);
  const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
  json[at] = *rc::gen::arbitrary<char>();
  json.resize(*rc::gen::inRange<std::size_t>(at, json.size() + 1));
  if (const Result<core::EventBody> back = body_from_json(kind_of(body), json)) RC_ASSERT(back->index() == body.index());
}

}  // namespace
}  // namespace davy::store
