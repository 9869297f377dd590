#include "store/views/order_view.hpp"

#include "core/order/order_book.hpp"
#include "core/refuse.hpp"
#include "store/json/fields.hpp"

namespace davy::store {

using core::OrderState;

OrderView::OrderView(sql::Database& database)
    : issue_(database.prepare("INSERT INTO orders (id, alarm, condition, zone, severity, post, deadline, issued, state, handler, "
                              "last_call, reminders, escalation, "
                              "escalated_to, rejections, photos) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, 0, 0, '', 0, '[]')")),
      recur_(database.prepare("UPDATE orders SET alarm = $1 WHERE id = $2")),
      accept_(database.prepare("UPDATE orders SET state = $1, handler = $2 WHERE id = $3")),
      submit_(database.prepare("UPDATE orders SET state = $1, submitted = $2, photos = $3 WHERE id = $4")),
      approve_(database.prepare("UPDATE orders SET state = $1 WHERE id = $2")),
      reject_(database.prepare("UPDATE orders SET state = $1, deadline = $2, rejections = rejections + 1 WHERE id = $3")),
      close_(database.prepare("UPDATE orders SET state = $1, closed = $2 WHERE id = $3")),
      remind_(database.prepare("UPDATE orders SET reminders = $1, last_call = $2 WHERE id = $3")),
      escalate_(database.prepare("UPDATE orders SET escalation = $1, escalated_to = $2, last_call = $3 WHERE id = $4")) {}

void OrderView::on(const core::Event& event, const core::OrderIssued& body) {
  issue_.run(event.seq, body.alarm, body.condition, body.zone, static_cast<int>(body.severity), body.post, body.deadline, event.time,
             OrderState::Issued);
}

void OrderView::on(const core::Event&, const core::OrderRecurred& body) { recur_.run(body.alarm, body.order); }

void OrderView::on(const core::Event& event, const core::OrderAccepted& body) {
  accept_.run(OrderState::Accepted, core::person_of(event.actor), body.order);
}

void OrderView::on(const core::Event& event, const core::OrderSubmitted& body) {
  submit_.run(OrderState::Submitted, event.time, list_json(body.photos), body.order);
}

void OrderView::on(const core::Event&, const core::OrderApproved& body) { approve_.run(OrderState::Approved, body.order); }

void OrderView::on(const core::Event&, const core::OrderRejected& body) { reject_.run(OrderState::Rejected, body.deadline, body.order); }

void OrderView::on(const core::Event& event, const core::OrderClosed& body) { close_.run(OrderState::Closed, event.time, body.order); }

void OrderView::on(const core::Event& event, const core::OrderWithdrawn& body) {
  close_.run(OrderState::Withdrawn, event.time, body.order);
}

void OrderView::on(const core::Event& event, const core::OrderReminded& body) { remind_.run(body.times, event.time, body.order); }

void OrderView::on(const core::Event& event, const core::OrderEscalated& body) {
  escalate_.run(body.level, body.post, event.time, body.order);
}

std::string list_json(const std::vector<std::string>& list) { return canonical(FieldsWriter::write(list)); }

std::vector<std::string> list_from_json(std::string_view json) {
  std::vector<std::string> list;
  FieldsReader(MissingField::IsRefused).read(Json::parse(json, nullptr, false), list);
  return list;
}

}  // namespace davy::store
