// Orders: lists, and the steps from issued to closed.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "site/names.hpp"

namespace davy::api {

Answered order_now(core::OrderId id, Desk& desk) {
  const auto row = desk.queries.order(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row, desk.services.directory));
}

namespace {

store::OrderFilter::Which which_of(const std::string& name) {
  if (name == "all") return store::OrderFilter::Which::All;
  return name == "closed" ? store::OrderFilter::Which::Closed : store::OrderFilter::Which::Open;
}

Outcome list_orders(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::OrderFilter filter;
  filter.which = which_of(query.choice_or("which", {"open", "closed", "all"}, "open"));
  filter.post = query.text_or("post", "");
  filter.handler = query.text_or("handler", "");
  filter.zone = query.text_or("zone", "");
  if (query.maybe_text("severity")) filter.severity = query.named<site::Severity>("severity");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  using By = store::ListOrder::By;
  filter.order = order_asked(query, {{"issued", By::Id}, {"severity", By::Severity}, {"deadline", By::Deadline}}).value_or(filter.order);
  if (auto wrong = query.problem()) return *wrong;
  const auto list = [&](const store::OrderFilter& asked) { return desk.queries.orders(asked); };
  const auto page = filter.post == "mine" ? list_of_my_posts<store::OrderRow>(filter, desk, list) : list(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page, desk.services.directory));
}

Outcome get_order(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(order_now(core::OrderId(*id), desk));
}

Outcome accept(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, order_now, [](core::OrderId order, Fields&) { return core::AcceptOrder{order}; });
}

Outcome submit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, order_now, [&](core::OrderId order, Fields& fields) {
    return core::SubmitOrder{order, fields.text("note"), photos_or_none(fields, desk)};
  });
}

Outcome approve(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, order_now, [](core::OrderId order, Fields& fields) {
    return core::ApproveOrder{order, fields.text_or("note", "")};
  });
}

Outcome reject(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, order_now, [](core::OrderId order, Fields& fields) {
    return core::RejectOrder{order, fields.text("reason")};
  });
}

}  // namespace

void add_orders(Router& router) {
  router.add({Method::Get, "/orders", list_orders});
  router.add({Method::Get, "/orders/{id}", get_order});
  router.add({Method::Post, "/orders/{id}/accept", accept});
  router.add({Method::Post, "/orders/{id}/submit", submit});
  router.add({Method::Post, "/orders/{id}/approve", approve});
  router.add({Method::Post, "/orders/{id}/reject", reject});
}

}  // namespace davy::api
