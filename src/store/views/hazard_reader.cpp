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
    "ended, merged_into, asked, found, management, arose_in, reason, hazard_code, cost_yuan FROM hazards";

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
           read.asked, read.found, read.management, read.arose_in, read.reason, read.hazard_code, read.cost_yuan);
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

// As the index hazards_severity has it.
constexpr const char* kHazardSeverity = "CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END";

std::string_view hazard_rank(ListOrder::By by) { return by == ListOrder::By::Severity ? kHazardSeverity : "deadline"; }

// Open ones are few and are sorted; of the others the index has the order.
std::string hazards_by(const HazardFilter& filter) {
  const bool open = filter.which == HazardFilter::Which::Open || filter.overdue_at;
  const std::string whose = !filter.zone.empty() ? "_zone" : !filter.post.empty() ? "_post" : "";
  if (open) return std::string(kHazards) + " INDEXED BY hazards_open" + whose;
  switch (filter.order.by) {
    case ListOrder::By::Id: break;
    case ListOrder::By::Severity: return std::string(kHazards) + " INDEXED BY hazards" + whose + "_severity";
    case ListOrder::By::Deadline: return std::string(kHazards) + " INDEXED BY hazards" + whose + "_deadline";
  }
  if (whose.empty() && !filter.grade) return kHazards;
  return std::string(kHazards) + " INDEXED BY hazards" + (whose.empty() ? "_grade" : whose);
}

std::int64_t grade_rank(const std::optional<core::HazardGrade>& grade) { return grade ? static_cast<std::int64_t>(*grade) + 1 : 0; }

sql::Selection wanted_hazards(const HazardFilter& filter) {
  sql::Selection hazards(hazards_by(filter));
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
  return hazards;
}

}  // namespace

ListPlace place_of(const HazardRow& row, ListOrder::By by) {
  const auto id = static_cast<std::int64_t>(row.id.get());
  switch (by) {
    case ListOrder::By::Id: return {0, id};
    case ListOrder::By::Severity: return {grade_rank(row.grade), id};
    case ListOrder::By::Deadline: return {row.deadline.unix_ns(), id};
  }
  return {0, id};
}

Result<Page<HazardRow>> HazardReader::list(const HazardFilter& filter) {
  return page_in_order<HazardRow>(
      database_, {filter.order, hazard_rank(filter.order.by), "id", filter.after, filter.limit}, [&] { return wanted_hazards(filter); },
      hazard_row);
}

std::optional<HazardRow> HazardReader::one(core::HazardId id) {
  sql::Statement row = sql::Selection(kHazards).where("id = ?", id).open(database_);
  return row.next() ? std::optional(hazard_row(row)) : std::nullopt;
}

}  // namespace davy::store
