// Hazards: lists, the report, and the steps until one is proved closed.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/duty.hpp"
#include "core/hazard/likeness.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kSimilarMax = 5;
constexpr std::size_t kComparedMax = 500;

Answered hazard_now(core::HazardId id, Desk& desk) {
  const auto row = desk.queries.hazard(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row));
}

template <class E>
std::optional<E> maybe_named(Fields& query, std::string_view name) {
  const auto text = query.maybe_text(name);
  if (!text) return std::nullopt;
  return query.named<E>(name);
}

store::HazardFilter::Concerned concerned(const core::Account& person, std::vector<std::string> posts, const site::Directory& directory) {
  store::HazardFilter::Concerned who{person.login, std::move(posts), {}, {}};
  for (const site::Post& post : directory.site().posts)
    if (std::ranges::count(who.posts, core::post_above(directory, post.name)) > 0) who.reviews.push_back(post.name);
  if (may(person.role, core::Right::Judge)) who.grades = store::HazardFilter::Concerned::Grades::Yes;
  return who;
}

store::HazardFilter::Which which_of(const std::string& name) {
  if (name == "all") return store::HazardFilter::Which::All;
  return name == "over" ? store::HazardFilter::Which::Over : store::HazardFilter::Which::Open;
}

Outcome list_hazards(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::HazardFilter filter;
  filter.which = which_of(query.choice_or("which", {"open", "over", "all"}, "open"));
  filter.state = maybe_named<core::HazardState>(query, "state");
  filter.grade = maybe_named<core::HazardGrade>(query, "grade");
  filter.zone = query.text_or("zone", "");
  filter.post = query.text_or("post", "");
  const bool mine = query.flag("mine");
  if (query.flag("overdue")) filter.overdue_at = desk.services.now();
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  using By = store::ListOrder::By;
  filter.order = order_asked(query, {{"reported", By::Id}, {"severity", By::Severity}, {"deadline", By::Deadline}}).value_or(filter.order);
  if (auto wrong = query.problem()) return *wrong;
  if (mine) {
    auto posts = posts_now(desk);
    if (!posts) return to_problem(posts.error());
    filter.concerned = concerned(*desk.person, std::move(*posts), desk.services.directory);
  }
  const auto list = [&](const store::HazardFilter& asked) { return desk.queries.hazards(asked); };
  const auto page = filter.post == "mine" ? list_of_my_posts<store::HazardRow>(filter, desk, list) : list(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page));
}

std::optional<core::HazardPlace> place_of(Fields& fields) {
  const auto x = fields.maybe_amount("x_m");
  const auto y = fields.maybe_amount("y_m");
  if (x.has_value() != y.has_value()) fields.wrong(x ? "y_m" : "x_m", "请同时给出 x_m 和 y_m", "a place is both x_m and y_m");
  return x && y ? std::optional(core::HazardPlace{*x, *y}) : std::nullopt;
}

Outcome similar_hazards(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::HazardFilter filter;
  filter.zone = query.text("zone", {1, kNameMax});
  filter.limit = kComparedMax;
  const std::string what = query.text("what");
  const auto place = place_of(query);
  if (auto wrong = query.problem()) return *wrong;
  const auto open = desk.queries.hazards(filter);
  if (!open) return to_problem(open.error());
  std::vector<std::pair<double, const store::HazardRow*>> found;
  for (const store::HazardRow& row : open->items)
    if (const double alike = core::likeness({what, place}, {row.what, row.place}); alike >= core::kAlike) found.emplace_back(alike, &row);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (found.size() > kSimilarMax) found.resize(kSimilarMax);
  std::vector<store::HazardRow> rows;
  for (const auto& [alike, row] : found) rows.push_back(*row);
  return json_reply(items_json(rows));
}

Outcome get_hazard(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(hazard_now(core::HazardId(*id), desk));
}

Outcome get_hazard_story(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const auto row = desk.queries.hazard(core::HazardId(*id));
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  const auto story = desk.queries.story(core::HazardId(*id));
  if (!story) return to_problem(story.error());
  return json_reply(items_json(*story));
}

// Before its own event there is nothing; the first event of a report is the report.
Answered reported_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = hazard_now(core::HazardId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

core::HazardSource source_of(Fields& fields) {
  std::vector<std::string> names;
  for (const auto& each : kEnumNames<core::HazardSource>) names.emplace_back(each.name);
  return *value_named<core::HazardSource>(fields.choice_or("source", names, "routine"));
}

Outcome report(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    core::ReportHazard request;
    request.zone = fields.text("zone", {1, kNameMax});
    request.what = fields.text_or("what", "");
    request.photos = photos_or_none(fields, desk);
    request.source = source_of(fields);
    request.place = place_of(fields);
    request.about.point = fields.text_or("point", "", {0, kNameMax});
    request.about.row = fields.text_or("row", "", {0, kNameMax});
    request.about.measure = fields.text_or("measure", "", {0, kNameMax});
    request.about.order = core::OrderId(fields.maybe_id("order").value_or(0));
    request.found = fields.maybe_time("found");
    request.reporter = fields.maybe_amount("anonymous").value_or(0) != 0 ? core::Reporter::Anonymous : core::Reporter::Named;
    return Command{std::move(request), reported_now, {}, {}};
  });
}

Outcome grade(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    core::GradeHazard request;
    request.hazard = hazard;
    request.grade = fields.named<core::HazardGrade>("grade");
    request.danger = fields.named<core::HazardKind>("danger");
    request.handling = fields.named<core::HazardHandling>("handling");
    request.post = fields.text_or("post", "", {0, kNameMax});
    request.deadline = fields.maybe_time("deadline");
    request.plan = {fields.text_or("responsibility", ""), fields.text_or("measures", ""), fields.text_or("funds", ""),
                    fields.text_or("contingency", ""), fields.text_or("interim", "")};
    request.management = maybe_named<core::HazardManagement>(fields, "management");
    request.arose_in = maybe_named<core::HazardLink>(fields, "arose_in");
    request.reason = fields.text_or("reason", "");
    request.hazard_code = fields.text_or("hazard_code", "", {0, kNameMax});
    return request;
  });
}

Outcome merge(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    const auto into = fields.maybe_id("into");
    if (!into) fields.wrong("into", "请填写并入哪条隐患", "the hazard that stands is missing");
    return core::MergeHazard{hazard, core::HazardId(into.value_or(0))};
  });
}

Outcome dismiss(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    return core::DismissHazard{hazard, fields.text("reason")};
  });
}

Outcome accept_hazard(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields&) { return core::AcceptHazard{hazard}; });
}

Outcome rectify(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [&](core::HazardId hazard, Fields& fields) {
    return core::RectifyHazard{hazard, fields.text("note"), photos_or_none(fields, desk), fields.maybe_amount("cost_yuan")};
  });
}

template <class Review>
Outcome review_as(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    return Review{hazard, fields.named<core::Verdict>("verdict"), fields.text_or("reason", "")};
  });
}

// Extended, or asked to be.
template <class Extension>
Outcome extend_as(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    const auto deadline = fields.maybe_time("deadline");
    if (!deadline) fields.wrong("deadline", "请填写新的期限", "the new deadline is missing");
    return Extension{hazard, deadline.value_or(Instant()), fields.text("reason")};
  });
}

Outcome refuse_extension(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, hazard_now, [](core::HazardId hazard, Fields& fields) {
    return core::RefuseExtension{hazard, fields.text("reason")};
  });
}

}  // namespace

void add_hazards(Router& router) {
  router.add({Method::Get, "/hazards", list_hazards});
  router.add({Method::Get, "/hazards/similar", similar_hazards});
  router.add({Method::Post, "/hazards", report});
  router.add({Method::Get, "/hazards/{id}", get_hazard});
  router.add({Method::Get, "/hazards/{id}/story", get_hazard_story});
  router.add({Method::Post, "/hazards/{id}/grade", grade});
  router.add({Method::Post, "/hazards/{id}/merge", merge});
  router.add({Method::Post, "/hazards/{id}/dismiss", dismiss});
  router.add({Method::Post, "/hazards/{id}/accept", accept_hazard});
  router.add({Method::Post, "/hazards/{id}/rectify", rectify});
  router.add({Method::Post, "/hazards/{id}/review", review_as<core::ReviewHazard>});
  router.add({Method::Post, "/hazards/{id}/review-again", review_as<core::ReviewHazardAgain>});
  router.add({Method::Post, "/hazards/{id}/extend", extend_as<core::ExtendHazard>});
  router.add({Method::Post, "/hazards/{id}/ask-extension", extend_as<core::AskExtension>});
  router.add({Method::Post, "/hazards/{id}/refuse-extension", refuse_extension});
}

}  // namespace davy::api
