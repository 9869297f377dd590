// Device care: what is to be done, asking for it, and the work from its start to its end.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kPartsMost = 50;
constexpr std::size_t kSerialMost = 64;

Outcome list_care(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::CareFilter filter;
  const std::string state = query.choice_or("state", {"current", "open", "overdue", "working", "done", "abandoned", "all"}, "current");
  if (state == "all") filter.which = store::CareFilter::Which::All;
  filter.state = value_named<store::CareState>(state);
  if (const auto work = query.maybe_text("work")) filter.work = query.named<core::CareWork>("work");
  filter.device = query.text_or("device", "");
  filter.post = query.text_or("post", "");
  const bool mine = query.flag("mine");
  filter.order = order_asked(query, {{"issued", store::ListOrder::By::Id}, {"deadline", store::ListOrder::By::Deadline}});
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (mine) {
    auto posts = posts_now(desk);
    if (!posts) return to_problem(posts.error());
    filter.mine = store::CareFilter::Mine{desk.person->login, std::move(*posts)};
  }
  const auto page = desk.queries.care(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page, desk.services.directory));
}

Outcome get_care(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(care_now(core::CareId(*id), desk));
}

Answered asked_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = care_now(core::CareId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome ask_for_care(const Ask& ask, Desk&) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    core::AskForCare request{fields.text("device", {1, kNameMax}), fields.named<core::CareWork>("work"), fields.text("reason")};
    return Command{std::move(request), asked_now, {}, {}};
  });
}

Outcome start_care(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, care_now, [](core::CareId care, Fields& fields) {
    return core::StartCare{care, fields.text_or("reason", "")};
  });
}

std::vector<core::UsedPart> parts_of(Fields& fields) {
  if (!fields.has("parts")) return {};
  return fields.objects("parts", kPartsMost, [](Fields& part) {
    core::UsedPart used{part.text("part", {1, kNameMax}), 0};
    const auto quantity = part.maybe_amount("quantity");
    if (!quantity || *quantity <= 0) part.wrong("quantity", "数量应大于 0", "a quantity is more than 0");
    used.quantity = quantity.value_or(1);
    return used;
  });
}

Outcome finish_care(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, care_now, [&](core::CareId care, Fields& fields) {
    core::FinishCare request;
    request.care = care;
    request.result = fields.named<core::CareResult>("result");
    request.note = fields.text("note");
    request.point = fields.text_or("point", "", {0, kNameMax});
    request.as_found = fields.maybe_amount("as_found");
    request.as_left = fields.maybe_amount("as_left");
    request.reference = fields.maybe_amount("reference");
    request.photos = photos_or_none(fields, desk);
    request.parts = parts_of(fields);
    request.replaced = fields.text_or("replaced", "", {0, kSerialMost});
    return request;
  });
}

Outcome abandon_care(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, care_now, [](core::CareId care, Fields& fields) { return core::AbandonCare{care, fields.text("reason")}; });
}

}  // namespace

Answered care_now(core::CareId id, Desk& desk) {
  const auto row = desk.queries.care(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row, desk.services.directory));
}

void add_care(Router& router) {
  router.add({Method::Get, "/care", list_care});
  router.add({Method::Post, "/care", ask_for_care});
  router.add({Method::Get, "/care/{id}", get_care});
  router.add({Method::Post, "/care/{id}/start", start_care});
  router.add({Method::Post, "/care/{id}/finish", finish_care});
  router.add({Method::Post, "/care/{id}/abandon", abandon_care});
}

}  // namespace davy::api
