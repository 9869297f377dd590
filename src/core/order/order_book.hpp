#pragma once
// OrderBook: the work orders that are not closed.
//
// issued → accepted → submitted → approved → closed, or rejected → accepted again by the same handler. The reviewer is never the handler. Approval is
// refused while the alarm is active or its condition is not known to be false; of a permit that was taken back (core/suspension.hpp), while it is
// suspended: a "done" that is not done, or that nobody can see, does not pass. Overdue orders remind, then escalate up the chain of duty, louder with
// age; nothing closes an order but an approval.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core {

struct PermitBook;

enum class OrderState { Issued, Accepted, Submitted, Rejected, Approved, Closed, Withdrawn };  // withdrawn: with its drill

struct Order {
  OrderId id;
  AlarmId alarm;  // the latest occurrence
  std::string condition;
  std::string zone;
  site::Severity severity = site::Severity::Moderate;
  std::string post;
  OrderState state = OrderState::Issued;
  std::string handler;  // login of who accepted
  Instant issued;
  Instant deadline;
  Instant last_call;             // reminded or escalated
  std::uint32_t reminders = 0;   // one for each deadline that passed
  std::uint32_t escalation = 0;  // how often: grows also at the top of the chain
  std::string escalated_to;
  std::uint32_t rejections = 0;
  DAVY_FIELDS(id, alarm, condition, zone, severity, post, state, handler, issued, deadline, last_call, reminders, escalation, escalated_to,
              rejections)
};

struct OrderBook {
  std::map<OrderId, Order> orders;
  std::map<std::string, OrderId, std::less<>> open;  // by condition: at most one open order a condition
  DAVY_FIELDS(orders, open)

  const Order* find(OrderId id) const;
};

namespace order {
Decided decide(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory,
               const PersonRequest& request, Instant now);  // order requests only
Bodies on_time(const OrderBook& book, const site::Directory& directory, Instant now);
// A raised alarm that annunciates opens an order, or recurs in the open one; one that was raised while shelved, suppressed or out of service opens it when it comes back still active.
Bodies react(const OrderBook& book, const AlarmBook& alarms, const site::Directory& directory, const Event& event);
// A permit that was taken back opens an order of its own, or recurs in the open one, unless the alarm of the reading that took it back calls for one.
Bodies of_permits(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory,
                  const Event& event);
// At a start: a permit that an older program took back, whose journal has no order of it, gets its own now. What is issued is a record, so
// that the next start finds it.
Bodies on_start(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory, Instant now);
Instant next_due(const OrderBook& book, const site::Directory& directory);
void evolve(OrderBook& book, const Event& event);
}  // namespace order

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::OrderState> =
    std::to_array<davy::EnumName<davy::core::OrderState>>({{davy::core::OrderState::Issued, "issued"},
                                                           {davy::core::OrderState::Accepted, "accepted"},
                                                           {davy::core::OrderState::Submitted, "submitted"},
                                                           {davy::core::OrderState::Rejected, "rejected"},
                                                           {davy::core::OrderState::Approved, "approved"},
                                                           {davy::core::OrderState::Closed, "closed"},
                                                           {davy::core::OrderState::Withdrawn, "withdrawn"}});
