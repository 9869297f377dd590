#include "store/views/order_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

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

}  // namespace

Result<Page<OrderRow>> OrderReader::list(const OrderFilter& filter) {
  sql::Selection orders(kOrders);
  switch (filter.which) {
    case OrderFilter::Which::Open: orders.where("closed IS NULL"); break;
    case OrderFilter::Which::Closed: orders.where("closed IS NOT NULL"); break;
    case OrderFilter::Which::All: break;
  }
  if (!filter.post.empty()) orders.where("post = ?", filter.post);
  if (!filter.handler.empty()) orders.where("handler = ?", filter.handler);
  if (!filter.after.empty()) {
    std::int64_t id = 0;
    if (Result<void> read = read_cursor(filter.after, id); !read) return read.error();
    orders.where("id < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  orders.then(" ORDER BY id DESC LIMIT ?", limit + 1);
  return page_of<OrderRow>(orders.open(database_), limit, order_row,
                           [](const OrderRow& last) { return std::to_string(last.order.id.get()); });
}

std::optional<OrderRow> OrderReader::one(core::OrderId id) {
  sql::Statement row = sql::Selection(kOrders).where("id = ?", id).open(database_);
  return row.next() ? std::optional(order_row(row)) : std::nullopt;
}

}  // namespace davy::store
