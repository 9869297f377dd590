// The whole story of a matter: everything that happened to it and to what belongs to it, and who had to do what by when.

#include "api/resources/matters.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

namespace davy::api {
namespace {

Outcome get_matter_story(const Ask&, Desk& desk) {
  const auto matter = matter_of(desk);
  if (!matter) return not_found_problem();
  auto story = desk.queries.matter_story(*matter);
  if (!story) return to_problem(story.error());
  if (!*story) return not_found_problem();
  if (!may(desk.person->role, core::Right::Oversee)) {
    const auto hanging = desk.queries.hanging_seeds();
    if (!hanging) return to_problem(hanging.error());
    seal((*story)->records, *hanging);
  }
  return json_reply(to_json(**story, obligation_words(desk, desk.services.now())));
}

}  // namespace

void add_stories(Router& router) { router.add({Method::Get, "/matters/{matter}/{id}/story", get_matter_story}); }

}  // namespace davy::api
