#pragma once
// Events in the life of a work order. An OrderId is the journal sequence of its OrderIssued.

#include "base/fields.hpp"
#include "core/alarm/alarm_events.hpp"

#include <string>
#include <vector>

namespace davy::core {

using OrderId = SeqId<struct OrderTag>;

struct OrderIssued {
  static constexpr std::string_view kKind = "order.issued";
  AlarmId alarm;
  std::string condition;
  std::string zone;
  site::Severity severity = site::Severity::Moderate;
  std::string post;  // who answers
  Instant deadline;
  DAVY_FIELDS(alarm, condition, zone, severity, post, deadline)
};

struct OrderRecurred {  // the same condition rang again while the order was open: no second order
  static constexpr std::string_view kKind = "order.recurred";
  OrderId order;
  AlarmId alarm;
  DAVY_FIELDS(order, alarm)
};

struct OrderAccepted {
  static constexpr std::string_view kKind = "order.accepted";
  OrderId order;
  DAVY_FIELDS(order)
};

struct OrderSubmitted {
  static constexpr std::string_view kKind = "order.submitted";
  OrderId order;
  std::string note;
  std::vector<std::string> photos;  // SHA-256 of each picture, hexadecimal: its name in the blob store
  DAVY_FIELDS(order, note, photos)
};

struct OrderApproved {
  static constexpr std::string_view kKind = "order.approved";
  OrderId order;
  std::string note;
  DAVY_FIELDS(order, note)
};

struct OrderRejected {
  static constexpr std::string_view kKind = "order.rejected";
  OrderId order;
  std::string reason;
  Instant deadline;  // the new one
  DAVY_FIELDS(order, reason, deadline)
};

struct OrderClosed {
  static constexpr std::string_view kKind = "order.closed";
  OrderId order;
  DAVY_FIELDS(order)
};

struct OrderWithdrawn {  // it was a drill's: over with it, done or not; an order about the plant never is
  static constexpr std::string_view kKind = "order.withdrawn";
  OrderId order;
  std::string reason;
  DAVY_FIELDS(order, reason)
};

struct OrderReminded {  // overdue: whose turn it is, handler or reviewer, is told again
  static constexpr std::string_view kKind = "order.reminded";
  OrderId order;
  std::uint32_t times = 0;
  DAVY_FIELDS(order, times)
};

struct OrderEscalated {  // the next post up the chain of duty is told; at the top it is told again, louder
  static constexpr std::string_view kKind = "order.escalated";
  OrderId order;
  std::string post;
  std::uint32_t level = 0;
  DAVY_FIELDS(order, post, level)
};

}  // namespace davy::core
