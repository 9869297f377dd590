#pragma once
// Events of telling people: who was to know what, and what is known about whether they do. A NoticeId is the sequence of its NoticeIssued.

#include "base/fields.hpp"
#include "core/order/order_events.hpp"

#include <string>

namespace davy::core {

using NoticeId = SeqId<struct NoticeTag>;

enum class NoticeReason {
  AlarmRaised,
  AlarmReannunciated,
  AlarmRegraded,
  EffectExhausted,
  OrderIssued,
  OrderSubmitted,
  OrderRejected,
  OrderOverdue,
  OrderEscalated
};

struct NoticeIssued {
  static constexpr std::string_view kKind = "notice.issued";
  NoticeReason reason = NoticeReason::AlarmRaised;
  AlarmId alarm;  // none when it is about an order only
  OrderId order;  // none when it is about an alarm only
  std::string condition;
  std::string post;  // who is told
  site::Severity severity = site::Severity::Moderate;
  std::uint32_t urgency = 0;  // grows with every reminder and escalation
  DAVY_FIELDS(reason, alarm, order, condition, post, severity, urgency)
};

struct NoticeSent {  // handed to a channel
  static constexpr std::string_view kKind = "notice.sent";
  NoticeId notice;
  std::string channel;
  DAVY_FIELDS(notice, channel)
};

struct NoticeDropped {  // no longer true at the moment of sending
  static constexpr std::string_view kKind = "notice.dropped";
  NoticeId notice;
  std::string why;
  DAVY_FIELDS(notice, why)
};

struct NoticeFailed {
  static constexpr std::string_view kKind = "notice.failed";
  NoticeId notice;
  std::string channel;
  std::string why;
  DAVY_FIELDS(notice, channel, why)
};

struct NoticeSeen {  // on a screen in front of the actor
  static constexpr std::string_view kKind = "notice.seen";
  NoticeId notice;
  DAVY_FIELDS(notice)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::NoticeReason> =
    std::to_array<davy::EnumName<davy::core::NoticeReason>>({{davy::core::NoticeReason::AlarmRaised, "alarm-raised"},
                                                             {davy::core::NoticeReason::AlarmReannunciated, "alarm-reannunciated"},
                                                             {davy::core::NoticeReason::AlarmRegraded, "alarm-regraded"},
                                                             {davy::core::NoticeReason::EffectExhausted, "effect-exhausted"},
                                                             {davy::core::NoticeReason::OrderIssued, "order-issued"},
                                                             {davy::core::NoticeReason::OrderSubmitted, "order-submitted"},
                                                             {davy::core::NoticeReason::OrderRejected, "order-rejected"},
                                                             {davy::core::NoticeReason::OrderOverdue, "order-overdue"},
                                                             {davy::core::NoticeReason::OrderEscalated, "order-escalated"}});
