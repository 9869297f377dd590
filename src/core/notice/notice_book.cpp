#include "core/notice/notice_book.hpp"

#include "core/duty.hpp"
#include "core/notice/care_notices.hpp"
#include "core/notice/hazard_notices.hpp"
#include "core/notice/incident_notices.hpp"
#include "core/notice/permit_notices.hpp"
#include "core/notice/training_notices.hpp"
#include "core/refuse.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core::notice {
namespace {

constexpr std::size_t kSeeable = 1024;  // older notices are history: nobody stands before them

// What each event makes people know; most make them know nothing.
struct Reaction {
  const AlarmBook& alarms;
  const FloodBook& floods;
  const OrderBook& orders;
  const site::Directory& directory;
  const Event& event;

  Bodies tell(NoticeReason reason, const std::string& condition, std::uint32_t urgency) const {
    const Alarm* alarm = alarms.of(condition);
    const auto rule = directory.condition(condition);
    if (alarm == nullptr || !rule || !alarm->active || alarm->acked || !annunciates(*alarm)) return {};
    NoticeIssued told{reason, alarm->id, {}, condition, post_answering(directory, *rule, event.time), alarm->severity, urgency};
    if (site::is_golden(condition)) told.post.clear();
    if (alarm->severity == site::Severity::Major) return with_post_above(std::move(told));
    if (site::is_exercise(condition)) return {std::move(told)};  // never told together with what is real
    return {bundle::alone_or_bundled(std::move(told), floods)};
  }

  Bodies with_post_above(NoticeIssued told) const {
    Bodies bodies{told};
    std::string above = post_above(directory, told.post);
    if (above == told.post) return bodies;
    told.post = std::move(above);
    bodies.push_back(std::move(told));
    return bodies;
  }

  Bodies tell(NoticeReason reason, OrderId id, std::string_view post, std::uint32_t urgency) const {
    const Order* order = orders.find(id);
    if (order == nullptr) return {};
    NoticeIssued told{reason, order->alarm, id, order->condition, std::string(post), order->severity, urgency};
    if (site::is_exercise(order->condition)) return {std::move(told)};
    return {bundle::alone_or_bundled(std::move(told), floods)};
  }

  Bodies operator()(const AlarmRaised& raised) const { return tell(NoticeReason::AlarmRaised, raised.condition, 0); }
  Bodies operator()(const AlarmUnshelved& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmUnsuppressed& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmReturnedToService& back) const { return tell(NoticeReason::AlarmRaised, back.condition, 0); }
  Bodies operator()(const AlarmReannunciated& again) const {
    const Alarm* alarm = alarms.find(again.alarm);
    return alarm == nullptr ? Bodies{} : tell(NoticeReason::AlarmReannunciated, alarm->condition, 1);
  }

  Bodies operator()(const AlarmRegraded& regraded) const {
    const Alarm* alarm = regraded.severity > regraded.before ? alarms.find(regraded.alarm) : nullptr;
    return alarm == nullptr ? Bodies{} : tell(NoticeReason::AlarmRegraded, alarm->condition, 1);
  }

  Bodies operator()(const EffectExhausted& exhausted) const {
    const auto row = directory.row(exhausted.row);
    if (!row || exhausted.effect >= directory.site()[*row].effects.size() || site::is_golden(exhausted.row)) return {};
    const site::Site& site = directory.site();
    const site::Actuator& actuator = site[site[*row].effects[exhausted.effect].actuator];
    const std::string condition = directory.name_of(actuator.fault);
    const Alarm* alarm = alarms.of(condition);
    return with_post_above({NoticeReason::EffectExhausted,
                            alarm == nullptr ? AlarmId{} : alarm->id,
                            {},
                            condition,
                            post_on_duty(directory, actuator.zone, Matter::Alarm, event.time),
                            site[*row].severity,
                            2});
  }

  Bodies operator()(const OrderIssued& issued) const { return tell(NoticeReason::OrderIssued, OrderId(event.seq), issued.post, 0); }
  Bodies operator()(const OrderSubmitted& submitted) const {
    const Order* order = orders.find(submitted.order);
    return order == nullptr ? Bodies{} : ask_for_review(*order, 0);
  }
  Bodies operator()(const OrderRejected& rejected) const {
    const Order* order = orders.find(rejected.order);
    return order == nullptr ? Bodies{} : tell(NoticeReason::OrderRejected, order->id, order->post, 1);
  }
  // Whose turn it is: of a submitted order the reviewer's.
  Bodies operator()(const OrderReminded& reminded) const {
    const Order* order = orders.find(reminded.order);
    if (order == nullptr) return {};
    return order->state == OrderState::Submitted ? ask_for_review(*order, reminded.times)
                                                 : tell(NoticeReason::OrderOverdue, order->id, order->post, reminded.times);
  }
  Bodies ask_for_review(const Order& order, std::uint32_t urgency) const {
    return tell(NoticeReason::OrderSubmitted, order.id, post_above(directory, order.post), urgency);
  }
  Bodies operator()(const OrderEscalated& escalated) const {
    return tell(NoticeReason::OrderEscalated, escalated.order, escalated.post, escalated.level + 1);
  }

  Bodies operator()(const HandoverOverdue& overdue) const {
    NoticeIssued told{NoticeReason::HandoverOverdue, {}, {}, {}, post_above(directory, overdue.post), site::Severity::Serious, 1};
    told.what = overdue.post;
    return {told};
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

// Checks that nobody has made, and cards that somebody did not see.
struct CheckReaction {
  const Matters& matters;

  Bodies tell(NoticeReason reason, CheckId id, const std::string& post, std::uint32_t urgency, const std::string& person = {}) const {
    const Check* check = matters.checks.find(id);
    if (check == nullptr || (post.empty() && person.empty())) return {};
    NoticeIssued told;
    told.reason = reason;
    told.post = post;
    told.urgency = urgency;
    told.what = check->asked.name;
    told.person = person;
    told.check = id;
    return {std::move(told)};
  }

  Bodies operator()(const CheckOverdue& overdue) const {
    const Check* check = matters.checks.find(overdue.check);
    return check == nullptr ? Bodies{} : tell(NoticeReason::CheckOverdue, check->id, check->asked.post, 0);
  }
  Bodies operator()(const CheckMissed& missed) const { return tell(NoticeReason::CheckMissed, missed.check, missed.post, 1); }
  // Whoever hung the card, and their post where it is one of safety officers only: what was overlooked is not for everybody.
  Bodies operator()(const SeedOverlooked& overlooked) const {
    const auto by = matters.accounts.find(overlooked.by);
    std::string post;
    if (by != matters.accounts.end())
      for (const std::string& held : by->second.posts)
        if (post.empty() && is_of_safety_officers(held)) post = held;
    return tell(NoticeReason::SeedOverlooked, overlooked.check, post, 1, overlooked.by);
  }
  bool is_of_safety_officers(const std::string& post) const {
    return std::ranges::none_of(matters.accounts, [&](const auto& entry) {
      return !may(entry.second.role, Right::Oversee) && std::ranges::count(entry.second.posts, post) > 0;
    });
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies react(const NoticeBook& book, const Matters& matters, const Event& event) {
  if (holds<FloodEnded>(event.body)) return bundle::react(book.bundles, matters.alarms, event);
  Bodies bodies = visit(Reaction{matters.alarms, matters.floods, matters.orders, matters.directory, event}, event.body);
  append(bodies, hazard_notices::react(matters, event));
  append(bodies, care_notices::react(matters.care, event));
  append(bodies, permit_notices::react(matters.permits, matters.qualifications, matters.directory, event));
  append(bodies, incident_notices::react(matters.incidents, matters.directory, event));
  append(bodies, visit(CheckReaction{matters}, event.body));
  append(bodies, training_notices::react(matters.trainings, event));
  return bodies;
}

Bodies on_time(const NoticeBook& book, const AlarmBook& alarms, Instant now) { return bundle::on_time(book.bundles, alarms, now); }

Instant next_due(const NoticeBook& book) { return bundle::next_due(book.bundles); }

Bodies decide(const NoticeBook& book, const NoticeReport& report) {
  if (!book.waiting.contains(report.notice)) return {};
  switch (report.stage) {
    case NoticeStage::Sent: return {NoticeSent{report.notice, report.channel}};
    case NoticeStage::Dropped: return {NoticeDropped{report.notice, report.detail}};
    case NoticeStage::Failed: return {NoticeFailed{report.notice, report.channel, report.detail}};
  }
  return {};
}

Decided decide(const NoticeBook& book, const PersonRequest& request) {
  const auto* see = get_if<SeeNotice>(&request.request);
  ensure(see != nullptr, "a request that is about a notice");
  const auto found = book.seen.find(see->notice);
  if (found == book.seen.end())
    return refuse(RefusalCode::NotFound, "没有这条通知，或它已太旧", "there is no such notice, or it is too old", "notice");
  return found->second.contains(request.actor.login) ? Bodies{} : Bodies{NoticeSeen{see->notice}};
}

void evolve(NoticeBook& book, const Event& event) {
  bundle::evolve(book.bundles, event);
  if (const auto* issued = get_if<NoticeIssued>(&event.body)) {
    const NoticeId id(event.seq);
    book.waiting[id] = {id, *issued, event.time};
    book.seen[id];
    if (book.seen.size() > kSeeable) book.seen.erase(book.seen.begin());
  }
  if (const auto* sent = get_if<NoticeSent>(&event.body)) book.waiting.erase(sent->notice);
  if (const auto* dropped = get_if<NoticeDropped>(&event.body)) book.waiting.erase(dropped->notice);
  if (const auto* failed = get_if<NoticeFailed>(&event.body)) book.waiting.erase(failed->notice);
  if (const auto* seen = get_if<NoticeSeen>(&event.body)) {
    const auto found = book.seen.find(seen->notice);
    if (found != book.seen.end()) found->second.insert(person_of(event.actor));
  }
}

namespace {

std::string outdated_alarm(const Alarm* alarm) {
  if (alarm == nullptr) return "the alarm is over";
  if (alarm->acked) return "the alarm has been acknowledged";
  return annunciates(*alarm) ? "" : "the alarm has been set aside";
}

// A measure that could not be proved is news as long as its actuator is in fault, whatever people have set aside.
std::string outdated_effect(const Notice& notice, const Alarm* fault) {
  const bool over = !notice.what.alarm.none() && (fault == nullptr || !fault->active);
  return over ? "the actuator is no longer in fault" : "";
}

std::string outdated_order(const Notice& notice, const Order* order) {
  if (order == nullptr) return "the order is closed";
  const NoticeReason reason = notice.what.reason;
  if (reason == NoticeReason::OrderIssued) return order->state == OrderState::Issued ? "" : "the order has been accepted";
  if (reason == NoticeReason::OrderSubmitted) return order->state == OrderState::Submitted ? "" : "the order has been reviewed";
  if (reason == NoticeReason::OrderRejected) return order->state == OrderState::Rejected ? "" : "the order has been submitted again";
  if (reason == NoticeReason::OrderOverdue && order->state == OrderState::Submitted) return "the order has been submitted";
  return order->deadline <= notice.issued ? "" : "the order has a new deadline";
}

// True as long as one of it is.
std::string outdated_bundle(const Bundle& bundle, const AlarmBook& alarms, const OrderBook& orders) {
  const auto is_news = [&](AlarmId id) { return outdated_alarm(alarms.find(id)).empty(); };
  const auto is_new = [&](OrderId id) {
    const Order* order = orders.find(id);
    return order != nullptr && order->state == OrderState::Issued;
  };
  if (std::ranges::any_of(bundle.alarms, is_news) || std::ranges::any_of(bundle.orders, is_new)) return {};
  return "all that it tells of has been dealt with";
}

}  // namespace

std::string outdated(const Notice& notice, const Present& present) {
  const auto& [alarms, orders, hazards, care, checks, permits, incidents, trainings, handovers] = present;
  switch (notice.what.reason) {
    case NoticeReason::AlarmRaised:
    case NoticeReason::AlarmReannunciated:
    case NoticeReason::AlarmRegraded: return outdated_alarm(alarms.find(notice.what.alarm));
    case NoticeReason::EffectExhausted: return outdated_effect(notice, alarms.find(notice.what.alarm));
    case NoticeReason::OrderIssued:
    case NoticeReason::OrderSubmitted:
    case NoticeReason::OrderRejected:
    case NoticeReason::OrderOverdue:
    case NoticeReason::OrderEscalated: return outdated_order(notice, orders.find(notice.what.order));
    case NoticeReason::FloodBundle: return outdated_bundle(notice.what.bundle.value_or(Bundle()), alarms, orders);
    case NoticeReason::HazardReported:
    case NoticeReason::HazardGraded:
    case NoticeReason::HazardRectified:
    case NoticeReason::HazardReviewed:
    case NoticeReason::HazardReturned:
    case NoticeReason::HazardDueSoon:
    case NoticeReason::HazardOverdue:
    case NoticeReason::HazardSupervised:
    case NoticeReason::HazardExtensionAsked:
    case NoticeReason::HazardExtended:
    case NoticeReason::HazardExtensionRefused:
    case NoticeReason::HazardClosed:
    case NoticeReason::HazardMerged:
    case NoticeReason::HazardDismissed: return hazard_notices::outdated(notice, hazards);
    case NoticeReason::CareIssued:
    case NoticeReason::CareOverdue:
    case NoticeReason::CareStillOpen: return care_notices::outdated(notice, care);
    case NoticeReason::CheckOverdue: {
      const Check* check = checks.find(notice.what.check);
      return check != nullptr && check::is_open(*check) ? "" : "the check is over";
    }
    case NoticeReason::PermitToSign:
    case NoticeReason::PermitSuspended:
    case NoticeReason::PermitDue:
    case NoticeReason::PermitToAccept: return permit_notices::outdated(notice, permits);
    case NoticeReason::IncidentOpened:
    case NoticeReason::IncidentCard:
    case NoticeReason::IncidentCardOverdue:
    case NoticeReason::IncidentEvacuation:
    case NoticeReason::IncidentReportDue: return incident_notices::outdated(notice, incidents);
    case NoticeReason::TrainingAssigned:
    case NoticeReason::TrainingOverdue:
    case NoticeReason::TrainingFailed: return training_notices::outdated(notice, trainings);
    case NoticeReason::HandoverOverdue: return handovers.missing(notice.what.what) ? "" : "the shift has been taken over";
    case NoticeReason::DrillStarted:
    case NoticeReason::DrillEnded:
    case NoticeReason::DrillCutShort:
    case NoticeReason::SelfTestFailed:
    case NoticeReason::IncidentEnded:
    case NoticeReason::PermitExpired:
    case NoticeReason::PermitRefused:
    case NoticeReason::QualificationDue:
    case NoticeReason::RecordDue:
    case NoticeReason::CheckMissed:
    case NoticeReason::SeedOverlooked: return {};  // news also when it has been made good
  }
  return {};
}

}  // namespace davy::core::notice
