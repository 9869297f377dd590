// The whole story of a matter: everything that happened to it and to what belongs to it, and who had to do what by when.

#include "api/resources/matters.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

#include <charconv>

namespace davy::api {
namespace {

std::optional<core::MatterRef> matter_of(const Desk& desk) {
  const auto kind = value_named<core::MatterKind>(desk.parameters.at(0));
  const std::string& text = desk.parameters.at(1);
  std::uint64_t id = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (!kind || error != std::errc{} || last != text.data() + text.size() || id == 0) return std::nullopt;
  return core::MatterRef{*kind, id};
}

Outcome get_story(const Ask&, Desk& desk) {
  const auto matter = matter_of(desk);
  if (!matter) return not_found_problem();
  auto story = desk.queries.matter_story(*matter);
  if (!story) return to_problem(story.error());
  if (!*story) return not_found_problem();
  if (desk.person->role < core::Role::SafetyOfficer) {
    const auto hanging = desk.queries.hanging_seeds();
    if (!hanging) return to_problem(hanging.error());
    seal((*story)->records, *hanging);
  }
  return json_reply(to_json(**story, obligation_words(desk, desk.services.now())));
}

}  // namespace

void add_stories(Router& router) { router.add({Method::Get, "/matters/{matter}/{id}/story", get_story}); }

}  // namespace davy::api
