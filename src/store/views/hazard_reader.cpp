#include "store/views/hazard_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

#include <functional>

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

std::string_view hazard_rank(const HazardFilter& filter) {
  if (filter.order.by != ListOrder::By::Severity) return "deadline";
  return filter.grade ? "" : kHazardSeverity;
}

std::int64_t grade_rank(const std::optional<core::HazardGrade>& grade) { return grade ? static_cast<std::int64_t>(*grade) + 1 : 0; }

bool is_open(const HazardFilter& filter) { return filter.which == HazardFilter::Which::Open || filter.overdue_at; }

// Of those of one grade the lists by severity are lists by id. Major ones are rare and sorted rather than sought among all of a zone, post or state.
std::string_view order_of_index(const HazardFilter& filter, std::string_view whose) {
  if (filter.grade && filter.order.by != ListOrder::By::Deadline) return "_severity";
  if (filter.grade && whose.empty()) return "_severity_deadline";
  if (filter.grade == core::HazardGrade::Major) return "_severity";
  switch (filter.order.by) {
    case ListOrder::By::Id: return "";
    case ListOrder::By::Severity: return "_severity";
    case ListOrder::By::Deadline: return "_deadline";
  }
  return "";
}

// Open ones are few and are sorted; of the others the index has the order. Those that were closed were reviewed: every other state is rare, whatever else
// is asked.
std::string hazards_by(const HazardFilter& filter) {
  if (is_open(filter)) {
    const char* whose = !filter.zone.empty() ? "_zone" : !filter.post.empty() ? "_post" : "";
    return std::string(kHazards) + " INDEXED BY hazards_open" + whose;
  }
  const bool rare = filter.state && *filter.state != core::HazardState::Reviewed;
  std::string whose = std::string(filter.zone.empty() ? "" : "_zone") + (filter.post.empty() ? "" : "_post");
  if (rare || (whose.empty() && filter.state)) whose = "_state";
  whose += order_of_index(filter, whose);
  return std::string(kHazards) + (whose.empty() ? "" : " INDEXED BY hazards") + whose;
}

// `from` says by which index. What concerns whom is not asked here.
sql::Selection wanted_hazards(const HazardFilter& filter, const std::string& from) {
  sql::Selection hazards(from);
  switch (filter.which) {
    case HazardFilter::Which::Open: hazards.where("ended IS NULL"); break;
    case HazardFilter::Which::Over: hazards.where("ended IS NOT NULL"); break;
    case HazardFilter::Which::All: break;
  }
  if (filter.state) hazards.where("state = ?", *filter.state);
  if (filter.grade)
    hazards.where(std::string(kHazardSeverity) + " = ?", grade_rank(filter.grade));  // beside grade = ? the index is not seen
  if (!filter.zone.empty()) hazards.where("zone = ?", filter.zone);
  if (!filter.post.empty()) hazards.where("post = ?", filter.post);
  if (filter.overdue_at) hazards.where("ended IS NULL AND deadline <= ?", *filter.overdue_at);
  return hazards;
}

using HazardLists = std::vector<std::function<sql::Selection()>>;

// What concerns a person are several lists, each with an index: what they reported, what they have in hand, what is of a post or watched over by it, and of
// the open ones those that wait for their judgement. `of_posts` keeps what the lists ask for.
HazardLists concerning(const HazardFilter& filter, std::vector<HazardFilter>& of_posts) {
  const HazardFilter::Concerned& who = *filter.concerned;
  const auto by = [&filter](const char* index) { return wanted_hazards(filter, std::string(kHazards) + " INDEXED BY " + index); };
  HazardLists lists{[=, &who] { return by("hazards_reporter").where("reporter <> ''").where("reporter = ?", who.login); },
                    [=, &who] { return by("hazards_handler").where("handler <> ''").where("handler = ?", who.login); }};
  for (const std::string& post : who.posts) {
    lists.emplace_back([=, &post] { return by("hazards_supervised").where("supervised_by <> ''").where("supervised_by = ?", post); });
    if (!filter.post.empty() && filter.post != post) continue;
    of_posts.push_back(filter);
    of_posts.back().post = post;
  }
  for (const HazardFilter& each : of_posts) lists.emplace_back([&each] { return wanted_hazards(each, hazards_by(each)); });
  if (filter.which == HazardFilter::Which::All)
    lists.emplace_back([=, &who] {
      sql::Selection waiting = by("hazards_open");
      waiting.where("ended IS NULL");
      add_concerned(waiting, who);
      return waiting;
    });
  return lists;
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
  std::vector<HazardFilter> of_posts;
  const auto all = [&] {
    sql::Selection hazards = wanted_hazards(filter, hazards_by(filter));
    if (filter.concerned) add_concerned(hazards, *filter.concerned);
    return hazards;
  };
  const HazardLists lists = filter.concerned && !is_open(filter) ? concerning(filter, of_posts) : HazardLists{all};
  return pages_in_order<HazardRow>(database_, {filter.order, hazard_rank(filter), "id", filter.after, filter.limit}, lists, hazard_row);
}

std::optional<HazardRow> HazardReader::one(core::HazardId id) {
  sql::Statement row = sql::Selection(kHazards).where("id = ?", id).open(database_);
  return row.next() ? std::optional(hazard_row(row)) : std::nullopt;
}

}  // namespace davy::store
