// The whole story of a matter: everything that happened to it and to what belongs to it, and who had to do what by when.

#include "api/json/personal_records.hpp"
#include "api/resources/matters.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

namespace davy::api {
namespace {

bool sees_trainings_of_all(core::Role role) { return may(role, core::Right::Lead) || may(role, core::Right::Oversee); }

// What somebody is to learn is theirs and of who leads, as the training itself.
std::optional<Problem> not_theirs(const core::MatterRef& matter, Desk& desk) {
  if (matter.kind != core::MatterKind::Training || sees_trainings_of_all(desk.person->role)) return std::nullopt;
  const auto file = desk.queries.training(core::TrainingId(matter.id));
  if (!file) return to_problem(file.error());
  if (!*file || (*file)->row.what.person == desk.person->login) return std::nullopt;
  return problem(ProblemKind::NotAllowed, "只能查看自己的培训", "Only your own trainings may be read");
}

// Of a training and of an emergency the story is as much about people as they are.
void note_read_of(const core::MatterRef& matter, Desk& desk) {
  const std::string about = std::string(name_of(matter.kind)) + "/" + std::to_string(matter.id);
  if (matter.kind == core::MatterKind::Incident) note_personal_read(desk, {"incident", about, {}});
  if (matter.kind != core::MatterKind::Training) return;
  const auto file = desk.queries.training(core::TrainingId(matter.id));
  if (file && *file) note_personal_read(desk, {"training", about, (*file)->row.what.person});
}

Outcome get_matter_story(const Ask&, Desk& desk) {
  const auto matter = matter_of(desk);
  if (!matter) return not_found_problem();
  if (auto no = not_theirs(*matter, desk)) return *std::move(no);
  auto story = desk.queries.matter_story(*matter);
  if (!story) return to_problem(story.error());
  if (!*story) return not_found_problem();
  note_read_of(*matter, desk);
  const std::string own = std::string(name_of(matter->kind)) + ":" + std::to_string(matter->id);
  for (const core::NotePersonalRead& read : withhold_personal((*story)->records, *desk.person, own)) note_personal_read(desk, read);
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
