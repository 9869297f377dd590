#include "store/views/order_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

#include <fmt/format.h>

namespace davy::store {
namespace {

constexpr const char* kOrders =
    "SELECT id, alarm, condition, zone, severity, post, state, handler, issued, deadline, last_call, reminders, escalation, escalated_to, "
    "rejections, "
    "submitted, closed, photos FROM orders";

OrderRow order_row(sql::Statement& row) {
  OrderRow read;
  core::Order& order = read.order;
  int severity = 0;
  std::string photos;
  row.read(order.id, order.alarm, order.condition, order.zone, severity, order.post, order.state, order.handler, order.issued,
           order.deadline, order.last_call, order.reminders, order.escalation, order.escalated_to, order.rejections, read.submitted,
           read.closed, photos);
  order.severity = static_cast<site::Severity>(severity);
  read.photos = list_from_json(photos);
  return read;
}

std::string_view order_rank(ListOrder::By by) { return by == ListOrder::By::Severity ? "severity" : "deadline"; }

// The index that has the list's order, or that of the open ones, which are few and are sorted: what the database guesses may be a walk through all orders.
// Those of one severity stand in the lists by severity side by side; major ones are rare and sorted rather than sought among all of a zone, post or handler.
std::string orders_by(const OrderFilter& filter) {
  if (filter.which == OrderFilter::Which::Open)
    return std::string(kOrders) + " INDEXED BY " + (filter.post.empty() ? "orders_open" : "orders_open_post");
  const bool by_id = filter.order.by == ListOrder::By::Id;
  const bool by_deadline = filter.order.by == ListOrder::By::Deadline;
  std::string whose = std::string(filter.zone.empty() ? "" : "_zone") + (filter.post.empty() ? "" : "_post");
  if (!filter.handler.empty()) whose = "_handler";
  if (filter.severity && (!by_deadline || (!whose.empty() && *filter.severity == site::Severity::Major)))
    return fmt::format("{} INDEXED BY orders{}_severity", kOrders, whose);
  if (whose.empty() && filter.severity) whose = "_severity";
  if (by_id && whose.empty()) return kOrders;
  return fmt::format("{} INDEXED BY orders{}{}{}", kOrders, whose, by_id ? "" : "_", by_id ? "" : order_rank(filter.order.by));
}

}  // namespace

ListPlace place_of(const OrderRow& row, ListOrder::By by) {
  const auto id = static_cast<std::int64_t>(row.order.id.get());
  switch (by) {
    case ListOrder::By::Id: return {0, id};
    case ListOrder::By::Severity: return {static_cast<std::int64_t>(row.order.severity), id};
    case ListOrder::By::Deadline: return {row.order.deadline.unix_ns(), id};
  }
  return {0, id};
}

Result<Page<OrderRow>> OrderReader::list(const OrderFilter& filter) {
  const auto select = [&] {
    sql::Selection orders(orders_by(filter));
    switch (filter.which) {
      case OrderFilter::Which::Open: orders.where("closed IS NULL"); break;
      case OrderFilter::Which::Closed: orders.where("closed IS NOT NULL"); break;
      case OrderFilter::Which::All: break;
    }
    if (!filter.post.empty()) orders.where("post = ?", filter.post);
    if (!filter.handler.empty()) orders.where("handler = ?", filter.handler);
    if (!filter.zone.empty()) orders.where("zone = ?", filter.zone);
    if (filter.severity) orders.where("severity = ?", static_cast<int>(*filter.severity));
    return orders;
  };
  const bool of_one_rank = filter.severity && filter.order.by == ListOrder::By::Severity;
  const std::string_view rank = of_one_rank ? "" : order_rank(filter.order.by);
  return page_in_order<OrderRow>(database_, {filter.order, rank, "id", filter.after, filter.limit}, select, order_row);
}

std::optional<OrderRow> OrderReader::one(core::OrderId id) {
  sql::Statement row = sql::Selection(kOrders).where("id = ?", id).open(database_);
  return row.next() ? std::optional(order_row(row)) : std::nullopt;
}

}  // namespace davy::store
