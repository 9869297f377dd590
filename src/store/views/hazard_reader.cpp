#include "store/views/hazard_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

namespace davy::store {
namespace {

constexpr const char* kHazards =
    "SELECT id, zone, what, source, place, about, reporter, reported, state, outcome, grade, danger, handling, post, deadline, plan, "
    "handler, reviewer, last_call, reminders, supervision, supervised_by, returns, extensions, photos_before, photos_after, rectified, "
    "ended, merged_into, asked FROM hazards";

template <class T>
T fields_from_json(const std::string& json) {
  T fields;
  FieldsReader(MissingField::KeepsDefault).read(Json::parse(json, nullptr, false), fields);
  return fields;
}

HazardRow hazard_row(sql::Statement& row) {
  HazardRow read;
  std::string place, about, plan, before, after;
  row.read(read.id, read.zone, read.what, read.source, place, about, read.reporter, read.reported, read.state, read.outcome, read.grade,
           read.danger, read.handling, read.post, read.deadline, plan, read.handler, read.reviewer, read.last_call, read.reminders,
           read.supervision, read.supervised_by, read.returns, read.extensions, before, after, read.rectified, read.ended, read.merged_into,
           read.asked);
  read.place = fields_from_json<std::optional<core::HazardPlace>>(place);
  read.about = fields_from_json<core::HazardSubject>(about);
  read.plan = fields_from_json<core::FivePoints>(plan);
  read.photos_before = list_from_json(before);
  read.photos_after = list_from_json(after);
  return read;
}

void add_concerned(sql::Selection& hazards, const HazardFilter::Concerned& who) {
  hazards.where("(reporter = ? OR handler = ?", who.login, who.login);
  for (const std::string& post : who.posts) hazards.then(" OR post = ? OR supervised_by = ?", post, post);
  for (const std::string& post : who.reviews)
    hazards.then(" OR (ended IS NULL AND post = ? AND state = ?)", post, core::HazardState::Rectified);
  if (who.grades == HazardFilter::Concerned::Grades::Yes)
    hazards.then(" OR (ended IS NULL AND state IN (?, ?))", core::HazardState::Reported, core::HazardState::Reviewed);
  hazards.then(")");
}

}  // namespace

Result<Page<HazardRow>> HazardReader::list(const HazardFilter& filter) {
  sql::Selection hazards(kHazards);
  switch (filter.which) {
    case HazardFilter::Which::Open: hazards.where("ended IS NULL"); break;
    case HazardFilter::Which::Over: hazards.where("ended IS NOT NULL"); break;
    case HazardFilter::Which::All: break;
  }
  if (filter.state) hazards.where("state = ?", *filter.state);
  if (filter.grade) hazards.where("grade = ?", *filter.grade);
  if (!filter.zone.empty()) hazards.where("zone = ?", filter.zone);
  if (!filter.post.empty()) hazards.where("post = ?", filter.post);
  if (filter.overdue_at) hazards.where("ended IS NULL AND deadline <= ?", *filter.overdue_at);
  if (filter.concerned) add_concerned(hazards, *filter.concerned);
  if (!filter.after.empty()) {
    std::int64_t id = 0;
    if (Result<void> read = read_cursor(filter.after, id); !read) return read.error();
    hazards.where("id < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  hazards.then(" ORDER BY id DESC LIMIT ?", limit + 1);
  return page_of<HazardRow>(hazards.open(database_), limit, hazard_row,
                            [](const HazardRow& last) { return std::to_string(last.id.get()); });
}

std::optional<HazardRow> HazardReader::one(core::HazardId id) {
  sql::Statement row = sql::Selection(kHazards).where("id = ?", id).open(database_);
  return row.next() ? std::optional(hazard_row(row)) : std::nullopt;
}

}  // namespace davy::store
