#include "core/order/order_book.hpp"

#include "core/duty.hpp"
#include "core/refuse.hpp"
#include "core/suspension.hpp"

#include <algorithm>

namespace davy::core {

const Order* OrderBook::find(OrderId id) const {
  const auto found = orders.find(id);
  return found == orders.end() ? nullptr : &found->second;
}

namespace order {
namespace {

constexpr Duration kEscalateAtLeast = Duration::from_ms(1'000);  // a site that says less would flood its own people

Duration escalate_every(const site::Directory& directory) { return std::max(directory.site().escalate_every, kEscalateAtLeast); }

// Whether people have been called since the present deadline passed; a rejection sets a new one.
bool called(const Order& order) { return order.last_call >= order.deadline; }

Instant due(const Order& order, const site::Directory& directory) {
  return called(order) ? order.last_call + escalate_every(directory) : order.deadline;
}

struct Judge {
  const OrderBook& book;
  const AlarmBook& alarms;
  const PermitBook& permits;
  const site::Directory& directory;
  const Actor& actor;
  Instant now;

  Refusal unknown_order() const {
    return refuse(RefusalCode::NotFound, "没有这张工单，或它已经关闭", "there is no such order, or it is closed", "order");
  }

  Decided operator()(const AcceptOrder& ask) const {
    const Order* found = book.find(ask.order);
    if (found == nullptr) return unknown_order();
    if (found->state != OrderState::Issued)
      return refuse(RefusalCode::NotNow, "这张工单已由 " + found->handler + " 接单", "this order has been accepted by " + found->handler);
    if (!may(actor.role, Right::Lead) && !answers_for(actor.posts, directory, found->post)) {
      const Text post = title_of_post(directory, found->post);
      return refuse(RefusalCode::NotAllowed, "这张工单派给“" + post.zh + "”，您不在此岗位",
                    "this order is for the post " + post.en + ", which you do not hold");
    }
    return Bodies{OrderAccepted{ask.order}};
  }

  Decided operator()(const SubmitOrder& ask) const {
    const Order* found = book.find(ask.order);
    if (found == nullptr) return unknown_order();
    if (found->state != OrderState::Accepted && found->state != OrderState::Rejected)
      return refuse(RefusalCode::NotNow, "工单须先接单，才能提交", "an order is accepted first, then submitted");
    if (found->handler != actor.login)
      return refuse(RefusalCode::NotAllowed, "只有接单人 " + found->handler + " 可以提交",
                    "only its handler, " + found->handler + ", may submit it");
    if (is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明做了什么", "say what was done", "note");
    if (ask.photos.empty()) return refuse(RefusalCode::Invalid, "请至少附一张现场照片", "add at least one photo of the place", "photos");
    return Bodies{OrderSubmitted{ask.order, ask.note, ask.photos}};
  }

  // What approval and rejection have in common.
  std::optional<Refusal> no_review(const Order* found) const {
    if (found == nullptr) return unknown_order();
    if (found->state != OrderState::Submitted)
      return refuse(RefusalCode::NotNow, "工单尚未提交，不能审核", "the order has not been submitted: there is nothing to review");
    if (found->handler == actor.login)
      return refuse(RefusalCode::NotAllowed, "处理人不能审核自己的工单", "the handler may not review their own order");
    return std::nullopt;
  }

  Decided operator()(const ApproveOrder& ask) const {
    const Order* found = book.find(ask.order);
    if (auto no = no_review(found)) return *no;
    if (auto no = not_over(found->condition)) return *no;
    return Bodies{OrderApproved{ask.order, ask.note}, OrderClosed{ask.order}};
  }

  // An alarm that has returned proves nothing any more when its point has gone dark since, or has not spoken since the start.
  std::optional<Refusal> not_over(const std::string& condition) const {
    if (const auto subject = suspension::subject_named(condition)) return not_answered(*subject);
    const Alarm* alarm = alarms.of(condition);
    const bool active = alarm != nullptr && alarm->active;
    const Truth truth = alarm::truth_of(alarms, directory, condition);
    if (!active && truth == Truth::False) return std::nullopt;
    const Text what = title_of_condition(directory, condition);
    if (active ? alarm->blind : truth == Truth::Unknown)
      return refuse(RefusalCode::NotNow, "目前看不见，无法证明已恢复：" + what.zh,
                    "cannot be seen now, nothing proves that it is over: " + what.en);
    return refuse(RefusalCode::NotNow, "仍然成立，不能通过：" + what.zh, "still true, it cannot be approved: " + what.en);
  }

  std::optional<Refusal> not_answered(const suspension::Subject& subject) const {
    if (!suspension::stands(permits, subject)) return std::nullopt;
    const std::string id = std::to_string(subject.permit.get());
    return refuse(RefusalCode::NotNow, "作业票 #" + id + " 仍处于收回状态，恢复、完工或作废后方可通过",
                  "permit #" + id + " is still taken back: it is given back, finished or cancelled first");
  }

  Decided operator()(const RejectOrder& ask) const {
    const Order* found = book.find(ask.order);
    if (auto no = no_review(found)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明退回理由", "say why it is rejected", "reason");
    return Bodies{OrderRejected{ask.order, ask.reason, now + time_again(*found)}};
  }
  Duration time_again(const Order& order) const {
    if (suspension::subject_named(order.condition)) return directory.site().permits.answer_within;
    const auto rule = directory.condition(order.condition);
    return rule ? directory.site()[*rule].respond_within : order.deadline - order.issued;
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about an order");
    return Bodies{};
  }
};

struct Change {
  OrderBook& book;
  const Event& event;

  template <class Apply>
  void at(OrderId id, Apply apply) const {
    const auto found = book.orders.find(id);
    if (found != book.orders.end()) apply(found->second);
  }

  void operator()(const OrderIssued& issued) const {
    Order order;
    order.id = OrderId(event.seq);
    order.alarm = issued.alarm;
    order.condition = issued.condition;
    order.zone = issued.zone;
    order.severity = issued.severity;
    order.post = issued.post;
    order.issued = event.time;
    order.deadline = issued.deadline;
    book.open[order.condition] = order.id;
    book.orders.emplace(order.id, std::move(order));
  }

  void operator()(const OrderRecurred& recurred) const {
    at(recurred.order, [&](Order& order) { order.alarm = recurred.alarm; });
  }

  void operator()(const OrderAccepted& accepted) const {
    at(accepted.order, [&](Order& order) {
      order.state = OrderState::Accepted;
      order.handler = person_of(event.actor);
    });
  }

  void operator()(const OrderSubmitted& submitted) const {
    at(submitted.order, [](Order& order) { order.state = OrderState::Submitted; });
  }

  void operator()(const OrderApproved& approved) const {
    at(approved.order, [](Order& order) { order.state = OrderState::Approved; });
  }

  void operator()(const OrderRejected& rejected) const {
    at(rejected.order, [&](Order& order) {
      order.state = OrderState::Rejected;
      order.deadline = rejected.deadline;
      ++order.rejections;
    });
  }

  void operator()(const OrderClosed& closed) const {
    at(closed.order, [&](const Order& order) { book.open.erase(order.condition); });
    book.orders.erase(closed.order);
  }

  void operator()(const OrderWithdrawn& withdrawn) const {
    at(withdrawn.order, [&](const Order& order) { book.open.erase(order.condition); });
    book.orders.erase(withdrawn.order);
  }

  void operator()(const OrderReminded& reminded) const {
    at(reminded.order, [&](Order& order) {
      order.reminders = reminded.times;
      order.last_call = event.time;
    });
  }

  void operator()(const OrderEscalated& escalated) const {
    at(escalated.order, [&](Order& order) {
      order.escalation = escalated.level;
      order.escalated_to = escalated.post;
      order.last_call = event.time;
    });
  }

  template <class Other>
  void operator()(const Other&) const {}
};

// An alarm that people are told of opens an order, or recurs in the open one.
Bodies open_for(const OrderBook& book, const AlarmBook& alarms, const site::Directory& directory, const std::string& condition,
                Instant now) {
  const Alarm* alarm = alarms.of(condition);
  const auto rule = directory.condition(condition);
  if (alarm == nullptr || !rule || !alarm->active || !annunciates(*alarm)) return {};
  const site::Condition& what = directory.site()[*rule];
  if (what.work_order == site::WorkOrder::No) return {};
  const auto open = book.open.find(condition);
  if (open != book.open.end()) {
    const bool known = book.find(open->second)->alarm == alarm->id;
    return known ? Bodies{} : Bodies{OrderRecurred{open->second, alarm->id}};
  }
  const std::string& zone = directory.site()[directory.site()[what.point].zone].name;
  return {OrderIssued{alarm->id, condition, zone, alarm->severity, post_answering(directory, *rule, now, Matter::Order),
                      now + what.respond_within}};
}

// Whether the alarm of the reading that took the permit back calls for an order itself.
bool calls_itself(const AlarmBook& alarms, const site::Directory& directory, const PermitSuspended& suspended) {
  const auto rule = directory.condition(suspended.what);
  if (suspended.cause != StopCause::Gas || !rule || directory.site()[*rule].work_order == site::WorkOrder::No) return false;
  const Alarm* alarm = alarms.of(suspended.what);
  return alarm == nullptr || annunciates(*alarm);
}

// Of who is on duty there now, from now on.
OrderIssued order_of(const Permit& permit, std::string subject, const site::Directory& directory, Instant now) {
  const auto zone = directory.zone(permit.what.zone);
  std::string post = zone ? post_on_duty(directory, *zone, Matter::Permit, now) : post_at_the_top(directory);
  return {AlarmId(),        std::move(subject),
          permit.what.zone, site::Severity::Serious,
          std::move(post),  now + directory.site().permits.answer_within};
}

// The alarm comes after what it took back: one that nobody is told of calls for no order, and leaves it to the permits.
Bodies of_unheard(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory,
                  const std::string& condition, Instant now) {
  const Alarm* alarm = alarms.of(condition);
  Bodies bodies;
  if (alarm == nullptr || annunciates(*alarm)) return bodies;
  for (const auto& [id, permit] : permits.permits) {
    const bool by_it = permit.state == PermitState::Suspended && permit.stopped == StopCause::Gas && permit.stopped_by == condition;
    std::string subject = suspension::name_of({id, StopCause::Gas});
    if (!by_it || permit.rests_since != now || book.open.contains(subject)) continue;
    bodies.push_back(order_of(permit, std::move(subject), directory, now));
  }
  return bodies;
}

}  // namespace

Decided decide(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory,
               const PersonRequest& request, Instant now) {
  return visit(Judge{book, alarms, permits, directory, request.actor, now}, request.request);
}

Bodies of_permits(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory,
                  const Event& event) {
  if (const auto* raised = get_if<AlarmRaised>(&event.body))
    return of_unheard(book, alarms, permits, directory, raised->condition, event.time);
  const auto* suspended = get_if<PermitSuspended>(&event.body);
  if (suspended == nullptr || calls_itself(alarms, directory, *suspended)) return {};
  std::string subject = suspension::name_of({suspended->permit, suspended->cause});
  const auto open = book.open.find(subject);
  if (open != book.open.end()) return {OrderRecurred{open->second, AlarmId()}};
  const Instant deadline = suspended->due.value_or(event.time + directory.site().permits.answer_within);
  return {OrderIssued{AlarmId(), std::move(subject), suspended->zone, site::Severity::Serious, suspended->post, deadline}};
}

// One whose alarm calls for an order had that order, which may be closed by now, and the alarm set aside since: where a reading took the permit back,
// only an older program can have issued none.
Bodies on_start(const OrderBook& book, const AlarmBook& alarms, const PermitBook& permits, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [id, permit] : permits.permits) {
    if (permit.state != PermitState::Suspended || !permit.stopped) continue;
    const PermitSuspended suspended{id, *permit.stopped, permit.stopped_by, 0, permit.what.zone, {}, {}};
    const bool is_of_reading = permit.stopped == StopCause::Gas;
    if (is_of_reading && (permit.answer_due || book.open.contains(permit.stopped_by))) continue;
    std::string subject = suspension::name_of({id, *permit.stopped});
    if (book.open.contains(subject) || calls_itself(alarms, directory, suspended)) continue;
    bodies.push_back(order_of(permit, std::move(subject), directory, now));
  }
  return bodies;
}

Bodies on_time(const OrderBook& book, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [id, order] : book.orders) {
    if (due(order, directory) > now) continue;
    if (!called(order)) {
      bodies.push_back(OrderReminded{id, order.reminders + 1});
    } else {
      const std::string& from = order.escalated_to.empty() ? order.post : order.escalated_to;
      bodies.push_back(OrderEscalated{id, post_above(directory, from), order.escalation + 1});
    }
  }
  return bodies;
}

Bodies react(const OrderBook& book, const AlarmBook& alarms, const site::Directory& directory, const Event& event) {
  if (const auto* raised = get_if<AlarmRaised>(&event.body)) return open_for(book, alarms, directory, raised->condition, event.time);
  if (const auto* back = get_if<AlarmUnshelved>(&event.body)) return open_for(book, alarms, directory, back->condition, event.time);
  if (const auto* back = get_if<AlarmUnsuppressed>(&event.body)) return open_for(book, alarms, directory, back->condition, event.time);
  if (const auto* back = get_if<AlarmReturnedToService>(&event.body)) return open_for(book, alarms, directory, back->condition, event.time);
  return {};
}

Instant next_due(const OrderBook& book, const site::Directory& directory) {
  Instant next = Instant::never();
  for (const auto& [id, order] : book.orders) next = std::min(next, due(order, directory));
  return next;
}

void evolve(OrderBook& book, const Event& event) { visit(Change{book, event}, event.body); }

}  // namespace order
}  // namespace davy::core
