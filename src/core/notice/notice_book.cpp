#include "core/notice/notice_book.hpp"

#include "core/refuse.hpp"

namespace davy::core::notice {
namespace {

std::string above(const site::Directory& directory, const std::string& post) {
  const auto index = directory.post(post);
  if (!index) return post;
  const auto& up = directory.site()[*index].escalates_to;
  return up ? directory.site()[*up].name : post;
}

std::string duty_of(const site::Directory& directory, site::ZoneIndex zone, Instant at) {
  const auto duty = directory.on_duty(zone, at);
  if (duty) return directory.site()[*duty].name;
  for (const site::Post& post : directory.site().posts)
    if (!post.escalates_to) return post.name;
  return {};
}

// What each event makes people know; most make them know nothing.
struct Reaction {
  const AlarmBook& alarms;
  const OrderBook& orders;
  const site::Directory& directory;
  const Event& event;

  Bodies tell(NoticeReason reason, const std::string& condition, std::uint32_t urgency) const {
    const Alarm* alarm = alarms.of(condition);
    const auto rule = directory.condition(condition);
    if (alarm == nullptr || !rule || alarm->acked || !annunciates(*alarm)) return {};
    const site::Condition& what = directory.site()[*rule];
    const std::string post =
        what.answered_by ? directory.site()[*what.answered_by].name : duty_of(directory, directory.site()[what.point].zone, event.time);
    Bodies bodies{NoticeIssued{reason, alarm->id, {}, condition, post, alarm->severity, urgency}};
    const std::string up = above(directory, post);
    if (alarm->severity == site::Severity::Major && up != post)
      bodies.push_back(NoticeIssued{reason, alarm->id, {}, condition, up, alarm->severity, urgency});
    return bodies;
  }

  Bodies tell(NoticeReason reason, OrderId id, std::string_view post, std::uint32_t urgency) const {
    const Order* order = orders.find(id);
    if (order == nullptr) return {};
    return {NoticeIssued{reason, order->alarm, id, order->condition, std::string(post), order->severity, urgency}};
  }

  Bodies operator()(const AlarmRaised& raised) const { return tell(NoticeReason::AlarmRaised, raised.condition, 0); }
  Bodies operator()(const AlarmUnshelved& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmUnsuppressed& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmReturnedToService& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmReannunciated& again) const {
    const Alarm* alarm = alarms.find(again.alarm);
    return alarm == nullptr ? Bodies{} : tell(NoticeReason::AlarmReannunciated, alarm->condition, 1);
  }

  Bodies operator()(const EffectExhausted& exhausted) const {
    const auto row = directory.row(exhausted.row);
    if (!row || exhausted.effect >= directory.site()[*row].effects.size()) return {};
    const site::Site& site = directory.site();
    const site::Actuator& actuator = site[site[*row].effects[exhausted.effect].actuator];
    const std::string condition = directory.name_of(actuator.fault);
    const Alarm* alarm = alarms.of(condition);
    const std::string post = duty_of(directory, actuator.zone, event.time);
    NoticeIssued told{NoticeReason::EffectExhausted, alarm == nullptr ? AlarmId{} : alarm->id, {}, condition, post, site[*row].severity, 2};
    Bodies bodies{told};
    const std::string up = above(directory, post);
    if (up != post) {
      told.post = up;
      bodies.push_back(told);
    }
    return bodies;
  }

  Bodies operator()(const OrderIssued& issued) const { return tell(NoticeReason::OrderIssued, OrderId(event.seq), issued.post, 0); }
  Bodies operator()(const OrderSubmitted& submitted) const {
    const Order* order = orders.find(submitted.order);
    return order == nullptr ? Bodies{} : tell(NoticeReason::OrderSubmitted, order->id, above(directory, order->post), 0);
  }
  Bodies operator()(const OrderRejected& rejected) const {
    const Order* order = orders.find(rejected.order);
    return order == nullptr ? Bodies{} : tell(NoticeReason::OrderRejected, order->id, order->post, 1);
  }
  Bodies operator()(const OrderReminded& reminded) const {
    const Order* order = orders.find(reminded.order);
    return order == nullptr ? Bodies{} : tell(NoticeReason::OrderOverdue, order->id, order->post, reminded.times);
  }
  Bodies operator()(const OrderEscalated& escalated) const {
    return tell(NoticeReason::OrderEscalated, escalated.order, escalated.post, escalated.level + 1);
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies react(const NoticeBook&, const AlarmBook& alarms, const OrderBook& orders, const site::Directory& directory, const Event& event) {
  return std::visit(Reaction{alarms, orders, directory, event}, event.body);
}

Bodies decide(const NoticeBook& book, const NoticeReport& report) {
  if (!book.waiting.contains(report.notice)) return {};
  switch (report.stage) {
    case NoticeStage::Sent: return {NoticeSent{report.notice, report.channel}};
    case NoticeStage::Dropped: return {NoticeDropped{report.notice, report.detail}};
    case NoticeStage::Failed: return {NoticeFailed{report.notice, report.channel, report.detail}};
  }
  return {};
}

Decided decide(const NoticeBook&, const PersonRequest& request) {
  const auto* see = std::get_if<SeeNotice>(&request.request);
  ensure(see != nullptr, "a request that is about a notice");
  if (see->notice.none()) return refuse(RefusalCode::NotFound, "没有这条通知", "there is no such notice", "notice");
  return Bodies{NoticeSeen{see->notice}};
}

void evolve(NoticeBook& book, const Event& event) {
  if (const auto* issued = std::get_if<NoticeIssued>(&event.body)) book.waiting[NoticeId(event.seq)] = {NoticeId(event.seq), *issued, event.time};
  if (const auto* sent = std::get_if<NoticeSent>(&event.body)) book.waiting.erase(sent->notice);
  if (const auto* dropped = std::get_if<NoticeDropped>(&event.body)) book.waiting.erase(dropped->notice);
  if (const auto* failed = std::get_if<NoticeFailed>(&event.body)) book.waiting.erase(failed->notice);
}

std::string outdated(const Notice& notice, const AlarmBook& alarms, const OrderBook& orders) {
  const Alarm* alarm = alarms.find(notice.what.alarm);
  const Order* order = orders.find(notice.what.order);
  switch (notice.what.reason) {
    case NoticeReason::AlarmRaised:
    case NoticeReason::AlarmReannunciated:
      if (alarm == nullptr) return "the alarm is over";
      if (alarm->acked) return "the alarm has been acknowledged";
      return annunciates(*alarm) ? "" : "the alarm has been set aside";
    case NoticeReason::EffectExhausted: return "";
    case NoticeReason::OrderIssued: return order == nullptr || order->state != OrderState::Issued ? "the order has been accepted" : "";
    case NoticeReason::OrderSubmitted: return order == nullptr || order->state != OrderState::Submitted ? "the order has been reviewed" : "";
    case NoticeReason::OrderRejected: return order == nullptr || order->state != OrderState::Rejected ? "the order has been submitted again" : "";
    case NoticeReason::OrderOverdue:
    case NoticeReason::OrderEscalated: return order == nullptr ? "the order is closed" : "";
  }
  return {};
}

}  // namespace davy::core::notice
