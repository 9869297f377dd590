#pragma once
// SlowChain: the duty chain of a journal, read the slow way: every event that may ask is taken by itself, and what became of it is searched forwards. For
// tests only; it shares no code with the book.

#include "core/alarm/alarm_book.hpp"
#include "core/obligation/obligation.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace davy::core::fixture {

class SlowChain {
 public:
  explicit SlowChain(const std::vector<Event>& all) : all_(all) {}

  std::vector<Obligation> read() {
    for (at_ = 0; at_ < all_.size(); ++at_) {
      alarms();
      data();
      orders();
      hazards();
      incidents();
      rounds();
    }
    std::ranges::sort(found_, {}, [](const Obligation& each) { return std::tuple(each.asked_by, each.step, each.part); });
    return found_;
  }

 private:
  template <class Body>
  const Body* body(std::size_t index) const {
    return get_if<Body>(&all_[index].body);
  }

  std::vector<std::string> holders(const std::string& post) const {
    std::map<std::string, std::vector<std::string>> posts;
    for (std::size_t i = 0; i < at_; ++i)
      if (const auto* saved = body<AccountSaved>(i)) posts[saved->login] = saved->posts;
    std::vector<std::string> logins;
    for (const auto& [login, held] : posts)
      if (std::ranges::find(held, post) != held.end()) logins.push_back(login);
    return logins;
  }

  std::string first_post(const std::string& login) const {
    std::string post;
    for (std::size_t i = 0; i < at_; ++i)
      if (const auto* saved = body<AccountSaved>(i); saved != nullptr && saved->login == login)
        post = saved->posts.empty() ? std::string() : saved->posts.front();
    return post;
  }

  Obligation begun(Step step, MatterRef matter, const std::string& zone, const std::string& post) const {
    Obligation each;
    each.asked_by = all_[at_].seq;
    each.step = step;
    each.matter = matter;
    each.zone = zone;
    each.post = post;
    each.asked = all_[at_].time;
    each.people = holders(post);
    return each;
  }
  void done(Obligation& each, std::size_t index) const {
    each.answer = Answer::Done;
    each.done = Fulfilment{all_[index].seq, all_[index].time, all_[index].actor};
  }

  // Those whom a notice of one of the reasons names, the first that does, until `until`.
  void name_people(Obligation& each, std::set<NoticeReason> reasons, std::size_t until) const {
    for (std::size_t i = at_ + 1; i < until && i < all_.size(); ++i) {
      const auto* told = body<NoticeIssued>(i);
      if (told == nullptr || !reasons.contains(told->reason) || told->post.empty()) continue;
      const bool about = each.matter.kind == MatterKind::Order      ? told->order.get() == each.matter.id
                         : each.matter.kind == MatterKind::Hazard   ? told->hazard.get() == each.matter.id
                         : each.matter.kind == MatterKind::Care     ? told->care.get() == each.matter.id
                         : each.matter.kind == MatterKind::Check    ? told->check.get() == each.matter.id
                         : each.matter.kind == MatterKind::Incident ? told->incident.get() == each.matter.id
                                                                    : told->order.none() && told->alarm.get() == each.matter.id;
      const bool in_bundle =
          told->bundle &&
          (std::ranges::count(told->bundle->alarms, AlarmId(each.matter.kind == MatterKind::Alarm ? each.matter.id : 0)) > 0 ||
           std::ranges::count(told->bundle->orders, OrderId(each.matter.kind == MatterKind::Order ? each.matter.id : 0)) > 0);
      if (told->bundle ? !in_bundle : !about) continue;
      if (each.post.empty()) {
        each.post = told->post;
        each.people = holders(told->post);
      }
      if (each.post != told->post) continue;
      if (!told->people.empty()) each.people = told->people;
      std::erase(each.people, each.judged);
      if (!told->people.empty()) return;
    }
  }

  // Alarms.

  std::string condition_of(std::size_t index) const {
    if (const auto* b = body<AlarmRaised>(index)) return b->condition;
    if (const auto* b = body<AlarmUnshelved>(index)) return b->condition;
    if (const auto* b = body<AlarmUnsuppressed>(index)) return b->condition;
    if (const auto* b = body<AlarmReturnedToService>(index)) return b->condition;
    if (const auto* b = body<AlarmReannunciated>(index)) return condition_of(b->alarm.get() - 1);
    if (const auto* b = body<AlarmRegraded>(index)) return b->severity > b->before ? condition_of(b->alarm.get() - 1) : std::string();
    return {};
  }
  bool sets_aside(std::size_t index, const std::string& condition) const {
    const auto is = [&](const auto* b) { return b != nullptr && b->condition == condition; };
    return is(body<AlarmShelved>(index)) || is(body<AlarmSuppressed>(index)) || is(body<AlarmTakenOutOfService>(index)) ||
           is(body<AlarmWithdrawn>(index));
  }
  // Of the occurrence that is there after the event; 0: none rings.
  std::uint64_t ringing(const std::string& condition) const {
    AlarmBook book;
    for (std::size_t i = 0; i <= at_; ++i) alarm::evolve(book, all_[i]);
    const Alarm* alarm = book.of(condition);
    return alarm != nullptr && rings(*alarm) ? alarm->id.get() : 0;
  }
  void alarms() {
    const std::string condition = condition_of(at_);
    if (condition.empty()) return;
    const std::uint64_t id = ringing(condition);
    if (id == 0) return;
    for (const Obligation& before : found_)
      if (before.step == Step::AcknowledgeAlarm && before.matter == MatterRef{MatterKind::Alarm, id} && ends_.at(before.asked_by) > at_)
        return;
    const auto& raised = *body<AlarmRaised>(id - 1);
    Obligation each = begun(Step::AcknowledgeAlarm, {MatterKind::Alarm, id}, raised.zone, raised.duty);
    std::size_t end = at_ + 1;
    for (; end < all_.size(); ++end) {
      const auto* acked = body<AlarmAcknowledged>(end);
      if (acked != nullptr && body<AlarmRaised>(acked->alarm.get() - 1)->condition == condition) {
        done(each, end);
        break;
      }
      if (sets_aside(end, condition)) {
        each.answer = Answer::Withdrawn;
        break;
      }
    }
    ends_[each.asked_by] = end;
    name_people(each, {NoticeReason::AlarmRaised, NoticeReason::AlarmReannunciated, NoticeReason::AlarmRegraded, NoticeReason::FloodBundle},
                end);
    found_.push_back(each);
  }

  // Data that are bad: asked for when that is told, and when what was set aside is back and they are bad still.
  void data() {
    const std::string condition = body<AlarmReannunciated>(at_) || body<AlarmRegraded>(at_) ? std::string() : condition_of(at_);
    if (!condition.ends_with(":stale") && !condition.ends_with(":bad-quality") && !condition.ends_with(":out-of-range")) return;
    AlarmBook book;
    for (std::size_t i = 0; i <= at_; ++i) alarm::evolve(book, all_[i]);
    const Alarm* alarm = book.of(condition);
    if (alarm == nullptr || !alarm->active || !annunciates(*alarm)) return;
    const MatterRef matter{MatterKind::Alarm, alarm->id.get()};
    for (const Obligation& before : found_)
      if (before.step == Step::RestoreData && before.matter == matter && data_ends_.at(before.asked_by) > at_) return;
    const auto& raised = *body<AlarmRaised>(matter.id - 1);
    Obligation each = begun(Step::RestoreData, matter, raised.zone, raised.duty);
    std::size_t end = at_ + 1;
    for (; end < all_.size(); ++end) {
      const auto* returned = body<AlarmReturned>(end);
      if (returned != nullptr && returned->alarm.get() == matter.id) {
        done(each, end);
        break;
      }
      if (sets_aside(end, condition)) {
        each.answer = Answer::Withdrawn;
        break;
      }
    }
    data_ends_[each.asked_by] = end;
    found_.push_back(each);
  }

  // The next event of one of the kinds that is about the order; the end of the journal.
  template <class... Bodies>
  std::size_t next_of(std::size_t from, OrderId order) const {
    const auto is = [&](const auto* b) { return b != nullptr && b->order == order; };
    while (from < all_.size() && !(is(body<Bodies>(from)) || ...)) ++from;
    return from;
  }
  template <class... Bodies>
  std::size_t next_of(std::size_t from, HazardId hazard) const {
    const auto is = [&](const auto* b) { return b != nullptr && b->hazard == hazard; };
    while (from < all_.size() && !(is(body<Bodies>(from)) || ...)) ++from;
    return from;
  }
  // Answered by one, withdrawn by the other, whichever comes first.
  std::size_t end(Obligation& each, std::size_t answered, std::size_t withdrawn) const {
    if (answered < withdrawn) done(each, answered);
    if (withdrawn < answered) each.answer = Answer::Withdrawn;
    return std::min(answered, withdrawn);
  }

  void orders() {
    if (const auto* issued = body<OrderIssued>(at_)) {
      const OrderId id(all_[at_].seq);
      const MatterRef ref{MatterKind::Order, id.get()};
      Obligation accept = begun(Step::AcceptOrder, ref, issued->zone, issued->post);
      name_people(accept, {NoticeReason::OrderIssued, NoticeReason::OrderOverdue, NoticeReason::FloodBundle},
                  end(accept, next_of<OrderAccepted>(at_, id), all_.size()));
      found_.push_back(accept);
      Obligation close = begun(Step::CloseOrder, ref, issued->zone, issued->post);
      close.people.clear();
      close.due = issued->deadline;
      const std::size_t closed = end(close, next_of<OrderClosed>(at_, id), all_.size());
      for (std::size_t i = next_of<OrderRejected>(at_, id); i < closed; i = next_of<OrderRejected>(i + 1, id))
        close.due = body<OrderRejected>(i)->deadline;
      found_.push_back(close);
      handle(id, 1, issued->deadline);
    }
    if (const auto* rejected = body<OrderRejected>(at_)) handle(rejected->order, round_of(rejected->order), rejected->deadline);
    if (const auto* submitted = body<OrderSubmitted>(at_)) {
      const auto& issued = *body<OrderIssued>(submitted->order.get() - 1);
      Obligation review = begun(Step::ReviewOrder, {MatterKind::Order, submitted->order.get()}, issued.zone, "");
      review.judged = handler_of(submitted->order);
      review.judged_post = issued.post;
      review.round = round_of(submitted->order);
      const std::size_t judged = end(review, next_of<OrderApproved, OrderRejected>(at_, submitted->order), all_.size());
      if (judged < all_.size()) review.judgement = body<OrderApproved>(judged) != nullptr ? Judgement::Approved : Judgement::Returned;
      name_people(review, {NoticeReason::OrderSubmitted}, judged);
      found_.push_back(review);
    }
  }
  std::uint32_t round_of(OrderId id) const {
    std::uint32_t round = 1;
    for (std::size_t i = 0; i <= at_; ++i)
      if (const auto* rejected = body<OrderRejected>(i); rejected != nullptr && rejected->order == id) ++round;
    return round;
  }
  std::string handler_of(OrderId id) const { return person_of(all_[next_of<OrderAccepted>(0, id)].actor); }
  void handle(OrderId id, std::uint32_t round, Instant deadline) {
    const auto& issued = *body<OrderIssued>(id.get() - 1);
    Obligation each = begun(Step::HandleOrder, {MatterKind::Order, id.get()}, issued.zone, issued.post);
    each.round = round;
    each.due = deadline;
    const std::size_t submitted = end(each, next_of<OrderSubmitted>(at_, id), next_of<OrderClosed>(at_, id));
    const std::size_t accepted = next_of<OrderAccepted>(0, id);
    if (accepted < submitted)
      each.people = {handler_of(id)};
    else
      name_people(each, {NoticeReason::OrderIssued, NoticeReason::OrderOverdue, NoticeReason::FloodBundle}, submitted);
    found_.push_back(each);
  }

  // Hazards.

  std::size_t over(HazardId id) const { return next_of<HazardClosed, HazardMerged, HazardDismissed>(0, id); }
  void hazards() {
    if (const auto* reported = body<HazardReported>(at_)) report(*reported);
    if (const auto* graded = body<HazardGraded>(at_)) {
      const std::size_t again = next_of<HazardGraded>(at_ + 1, graded->hazard);
      if (graded->handling == HazardHandling::ByDeadline) {
        Obligation accept = begun(Step::AcceptHazard, ref(graded->hazard), zone(graded->hazard), graded->post);
        const std::size_t until = end(accept, next_of<HazardAccepted>(at_, graded->hazard),
                                      std::min({again, next_of<HazardRectified>(at_, graded->hazard), over(graded->hazard)}));
        name_people(accept, {NoticeReason::HazardGraded}, until);
        found_.push_back(accept);
      }
      if (next_of<HazardGraded>(0, graded->hazard) == at_) mend(graded->hazard);
    }
    if (const auto* asked = body<HazardExtensionAsked>(at_)) extension(asked->hazard);
    if (const auto* mended = body<HazardRectified>(at_)) review(mended->hazard, Step::ReviewHazard);
    if (const auto* reviewed = body<HazardReviewed>(at_)) {
      if (reviewed->verdict == Verdict::Returned)
        mend(reviewed->hazard);
      else if (grade(reviewed->hazard) == HazardGrade::Major)
        review(reviewed->hazard, Step::ReviewHazardAgain);
    }
    if (const auto* reviewed = body<HazardReviewedAgain>(at_); reviewed != nullptr && reviewed->verdict == Verdict::Returned)
      mend(reviewed->hazard);
  }
  static MatterRef ref(HazardId id) { return {MatterKind::Hazard, id.get()}; }
  std::string zone(HazardId id) const { return body<HazardReported>(id.get() - 1)->zone; }
  const HazardGraded* latest_grade(HazardId id, std::size_t before) const {
    const HazardGraded* latest = nullptr;
    for (std::size_t i = next_of<HazardGraded>(0, id); i <= before && i < all_.size(); i = next_of<HazardGraded>(i + 1, id))
      latest = body<HazardGraded>(i);
    return latest;
  }
  HazardGrade grade(HazardId id) const { return latest_grade(id, at_)->grade; }
  std::uint32_t round_of(HazardId id) const {
    std::uint32_t round = 1;
    for (std::size_t i = next_of<HazardReviewed, HazardReviewedAgain>(0, id); i <= at_ && i < all_.size();
         i = next_of<HazardReviewed, HazardReviewedAgain>(i + 1, id)) {
      const auto* first = body<HazardReviewed>(i);
      if ((first != nullptr ? first->verdict : body<HazardReviewedAgain>(i)->verdict) == Verdict::Returned) ++round;
    }
    return round;
  }
  // What the deadline is, and of which post, when `until` comes.
  void follow_deadline(Obligation& each, HazardId id, std::size_t until) const {
    for (std::size_t i = at_ + 1; i < until && i < all_.size(); ++i) {
      if (const auto* graded = body<HazardGraded>(i); graded != nullptr && graded->hazard == id) {
        each.due = graded->deadline;
        each.post = graded->post;
      }
      if (const auto* longer = body<HazardExtended>(i); longer != nullptr && longer->hazard == id) each.due = longer->deadline;
      if (each.step != Step::CloseHazard) continue;
      const auto* first = body<HazardReviewed>(i);
      const auto* second = body<HazardReviewedAgain>(i);
      if (first != nullptr && first->hazard == id && first->verdict == Verdict::Returned) each.due = first->deadline;
      if (second != nullptr && second->hazard == id && second->verdict == Verdict::Returned) each.due = second->deadline;
    }
  }
  void report(const HazardReported& reported) {
    const HazardId id(all_[at_].seq);
    if (reported.found) found_.push_back(told_of(id, reported));
    Obligation grading = begun(Step::GradeHazard, ref(id), reported.zone, reported.post);
    grading.due = reported.deadline;
    const std::size_t graded = next_of<HazardGraded, HazardMerged, HazardDismissed>(at_, id);
    if (graded < all_.size()) done(grading, graded);
    // The last that is told in the same breath grades; else the first that is told later.
    bool told_now = false;
    for (std::size_t i = at_ + 1; i < graded && i < all_.size(); ++i) {
      const auto* told = body<NoticeIssued>(i);
      if (told == nullptr || told->hazard != id || told->reason != NoticeReason::HazardReported) continue;
      const bool now = all_[i].time == grading.asked;
      if (!now && (told_now || told->post != grading.post)) continue;
      grading.post = told->post;
      grading.people = told->people.empty() ? holders(told->post) : told->people;
      told_now = told_now || !told->people.empty();
    }
    found_.push_back(grading);
    Obligation close = begun(Step::CloseHazard, ref(id), reported.zone, reported.post);
    close.people.clear();
    const std::size_t until = end(close, next_of<HazardClosed>(at_, id), next_of<HazardMerged, HazardDismissed>(at_, id));
    follow_deadline(close, id, until);
    found_.push_back(close);
  }
  Obligation told_of(HazardId id, const HazardReported& reported) const {
    const std::string who = all_[at_].actor.starts_with("user:") ? person_of(all_[at_].actor) : std::string();
    Obligation each = begun(Step::ReportHazard, ref(id), reported.zone, first_post(who));
    each.people.clear();
    if (!who.empty()) each.people.push_back(who);
    each.asked = *reported.found;
    done(each, at_);
    if (!reported.about.check.none()) each.done->at = each.asked;
    return each;
  }
  // Whoever has it in hand; after a new grade nobody, until somebody accepts it.
  void mend(HazardId id) {
    const HazardGraded& graded = *latest_grade(id, at_);
    Obligation each = begun(Step::RectifyHazard, ref(id), zone(id), graded.post);
    each.round = round_of(id);
    each.due = graded.deadline;
    if (const auto* reviewed = body<HazardReviewed>(at_)) each.due = reviewed->deadline;
    if (const auto* reviewed = body<HazardReviewedAgain>(at_)) each.due = reviewed->deadline;
    const std::size_t until = end(each, next_of<HazardRectified>(at_, id), over(id));
    follow_deadline(each, id, until);
    std::size_t graded_at = at_;
    for (std::size_t i = next_of<HazardGraded>(at_ + 1, id); i < until; i = next_of<HazardGraded>(i + 1, id)) graded_at = i;
    std::size_t accepted = all_.size();
    for (std::size_t i = next_of<HazardAccepted>(graded_at, id); i < until; i = next_of<HazardAccepted>(i + 1, id)) accepted = i;
    const std::size_t from = at_;
    if (accepted < all_.size()) {
      each.people = {person_of(all_[accepted].actor)};
    } else if (each.round > 1 && graded_at == at_) {
      std::size_t mended = 0;
      for (std::size_t i = next_of<HazardRectified>(0, id); i < at_; i = next_of<HazardRectified>(i + 1, id)) mended = i;
      each.people = {person_of(all_[mended].actor)};
    } else {
      at_ = graded_at;
      each.people = holders(each.post);
      name_people(each,
                  {NoticeReason::HazardGraded, NoticeReason::HazardReturned, NoticeReason::HazardDueSoon, NoticeReason::HazardOverdue},
                  until);
      at_ = from;
    }
    found_.push_back(each);
  }
  void extension(HazardId id) {
    const auto decided = [&](std::size_t from) {
      return std::min({next_of<HazardExtended, HazardExtensionRefused>(from, id),
                       next_of<HazardAccepted, HazardGraded, HazardRectified>(from, id), over(id)});
    };
    // Asked anew while nobody has decided, it is the same.
    for (std::size_t i = next_of<HazardExtensionAsked>(0, id); i < at_; i = next_of<HazardExtensionAsked>(i + 1, id))
      if (decided(i) > at_) return;
    Obligation each = begun(Step::DecideExtension, ref(id), zone(id), "");
    const std::size_t until = end(each, next_of<HazardExtended, HazardExtensionRefused>(at_, id),
                                  std::min(next_of<HazardAccepted, HazardGraded, HazardRectified>(at_, id), over(id)));
    name_people(each, {NoticeReason::HazardExtensionAsked}, until);
    found_.push_back(each);
  }
  void review(HazardId id, Step step) {
    Obligation each = begun(step, ref(id), zone(id), "");
    std::size_t mended = 0;
    for (std::size_t i = next_of<HazardRectified>(0, id); i <= at_; i = next_of<HazardRectified>(i + 1, id)) mended = i;
    each.judged = person_of(all_[mended].actor);
    each.judged_post = latest_grade(id, at_)->post;
    each.round = round_of(id);
    const bool first = step == Step::ReviewHazard;
    const std::size_t judged = first ? next_of<HazardReviewed>(at_, id) : next_of<HazardReviewedAgain>(at_, id);
    end(each, judged, all_.size());
    if (judged < all_.size()) {
      const Verdict verdict = first ? body<HazardReviewed>(judged)->verdict : body<HazardReviewedAgain>(judged)->verdict;
      each.judgement = verdict == Verdict::Approved ? Judgement::Approved : Judgement::Returned;
    }
    name_people(each, {first ? NoticeReason::HazardRectified : NoticeReason::HazardReviewed}, judged);
    found_.push_back(each);
  }

  // Incidents.

  template <class Body>
  const Body* of_incident(std::size_t index, IncidentId id) const {
    const auto* b = body<Body>(index);
    return b != nullptr && b->incident == id ? b : nullptr;
  }
  std::size_t closed_at(IncidentId id) const {
    for (std::size_t i = id.get(); i < all_.size(); ++i)
      if (of_incident<IncidentClosed>(i, id) != nullptr) return i;
    return all_.size();
  }
  void incidents() {
    if (const auto* opened = body<IncidentOpened>(at_); opened != nullptr && opened->exercise == Exercise::Real)
      report(IncidentId(all_[at_].seq), "", opened->report_due);
    if (const auto* reported = body<IncidentReported>(at_); reported != nullptr && reported->next_due)
      report(reported->incident, "", *reported->next_due);
    if (const auto* due = body<IncidentReportDue>(at_)) {
      const auto is_open = [&](const Obligation& each) {
        return each.step == Step::ReportIncident && each.matter.id == due->incident.get() && ends_.at(each.asked_by) > at_;
      };
      if (std::ranges::none_of(found_, is_open)) report(due->incident, due->post, due->due);
    }
    if (const auto* card = body<IncidentCardIssued>(at_)) {
      take(*card);
      carry_out(*card);
    }
  }
  void report(IncidentId id, const std::string& post, Instant due) {
    const auto& opened = *body<IncidentOpened>(id.get() - 1);
    Obligation each = begun(Step::ReportIncident, {MatterKind::Incident, id.get()}, opened.zone, post);
    each.due = due;
    std::string commander = opened.commander;
    for (std::size_t i = 0; i < at_; ++i)
      if (of_incident<IncidentCommandTaken>(i, id) != nullptr) commander = person_of(all_[i].actor);
    each.people = {commander};
    std::size_t end = at_ + 1;
    for (; end < all_.size(); ++end) {
      const bool drops = of_incident<IncidentEnded>(end, id) != nullptr && each.asked_by != id.get() && each.post.empty();
      if (of_incident<IncidentReported>(end, id) != nullptr) done(each, end);
      if (drops || of_incident<IncidentReportWaived>(end, id) != nullptr || of_incident<IncidentClosed>(end, id) != nullptr)
        each.answer = Answer::Withdrawn;
      if (each.answer != Answer::Open) break;
      if (const auto* called = of_incident<IncidentReportDue>(end, id)) {
        if (each.post.empty()) each.post = called->post;
        each.due = called->due;
      }
      if (of_incident<IncidentCommandTaken>(end, id) != nullptr && *each.due >= all_[end].time) each.people = {person_of(all_[end].actor)};
    }
    ends_[each.asked_by] = end;
    found_.push_back(each);
  }
  Obligation of_card(Step step, const IncidentCardIssued& card) const {
    Obligation each = begun(step, {MatterKind::Incident, card.incident.get()}, card.zone, card.post);
    for (std::size_t i = 0; i <= at_; ++i)
      if (of_incident<IncidentCardIssued>(i, card.incident) != nullptr) ++each.part;
    return each;
  }
  // Cut off with its drill: nobody is asked any more.
  std::size_t cut_off(IncidentId id) const {
    for (std::size_t i = at_ + 1; i < all_.size(); ++i)
      if (const auto* ended = of_incident<IncidentEnded>(i, id); ended != nullptr && !ended->drill.none()) return i;
    return all_.size();
  }
  template <class Body>
  std::size_t next_of_card(const IncidentCardIssued& card) const {
    for (std::size_t i = at_ + 1; i < all_.size(); ++i)
      if (const auto* b = of_incident<Body>(i, card.incident); b != nullptr && b->card == card.card) return i;
    return all_.size();
  }
  void take(const IncidentCardIssued& card) {
    Obligation each = of_card(Step::TakeCard, card);
    each.due = card.due;
    const std::size_t taken = next_of_card<IncidentCardTaken>(card);
    end(each, taken, cut_off(card.incident));
    name_people(each, {NoticeReason::IncidentCard}, std::min({taken, cut_off(card.incident), closed_at(card.incident)}));
    found_.push_back(each);
  }
  void carry_out(const IncidentCardIssued& card) {
    Obligation each = of_card(Step::DoCard, card);
    const std::size_t taken = next_of_card<IncidentCardTaken>(card);
    const std::size_t finished = next_of_card<IncidentCardDone>(card);
    name_people(each, {NoticeReason::IncidentCard}, std::min({taken, cut_off(card.incident), closed_at(card.incident)}));
    if (taken < all_.size()) each.people = {person_of(all_[taken].actor)};
    end(each, finished, cut_off(card.incident));
    for (std::size_t i = at_ + 1; i < std::min(finished, cut_off(card.incident)); ++i)
      if (of_incident<IncidentEnded>(i, card.incident) != nullptr) each.due = all_[i].time;
    found_.push_back(each);
  }

  // What comes round.

  // The next event of one of the kinds whose body names the matter.
  template <class Body, class Id>
  std::size_t next_about(Id id, Id Body::*about) const {
    std::size_t i = at_ + 1;
    while (i < all_.size() && (body<Body>(i) == nullptr || body<Body>(i)->*about != id)) ++i;
    return i;
  }
  void rounds() {
    if (const auto* issued = body<CareIssued>(at_)) care(*issued);
    if (const auto* issued = body<CheckIssued>(at_)) check(*issued);
    if (const auto* offered = body<HandoverOffered>(at_)) shift(*offered);
    if (const auto* assigned = body<TrainingAssigned>(at_)) learn(*assigned);
  }
  void care(const CareIssued& issued) {
    const CareId id(all_[at_].seq);
    Obligation each = begun(Step::DoCare, {MatterKind::Care, id.get()}, issued.zone, issued.post);
    each.due = issued.due;
    const std::size_t until = end(each, next_about(id, &CareFinished::care), next_about(id, &CareAbandoned::care));
    name_people(each, {NoticeReason::CareIssued, NoticeReason::CareOverdue}, until);
    found_.push_back(each);
  }
  void check(const CheckIssued& issued) {
    const CheckId id(all_[at_].seq);
    Obligation each = begun(Step::RecordCheck, {MatterKind::Check, id.get()}, issued.zone, issued.post);
    each.due = issued.due;
    const std::size_t recorded = next_about(id, &CheckRecorded::check);
    const std::size_t until = end(each, recorded, next_about(id, &CheckWithdrawn::check));
    if (each.done) {
      const auto& record = *body<CheckRecorded>(recorded);
      each.done->at = std::min(record.done_at, all_[recorded].time);
      each.judgement = record.result == CheckResult::Normal ? Judgement::Approved : Judgement::Returned;
    }
    name_people(each, {NoticeReason::CheckOverdue}, until);
    found_.push_back(each);
  }
  void shift(const HandoverOffered& offered) {
    const HandoverId id(all_[at_].seq);
    Obligation each = begun(Step::TakeOver, {MatterKind::Handover, id.get()}, "", offered.post);
    if (!offered.to.empty()) each.people = {offered.to};
    std::erase(each.people, person_of(all_[at_].actor));
    if (offered.change > all_[at_].time) each.due = offered.change;
    const std::size_t accepted = next_about(id, &HandoverAccepted::handover), refused = next_about(id, &HandoverRefused::handover);
    const std::size_t until = end(each, std::min(accepted, refused), next_about(id, &HandoverWithdrawn::handover));
    if (each.done) each.judgement = until == accepted ? Judgement::Approved : Judgement::Returned;
    found_.push_back(each);
  }
  void learn(const TrainingAssigned& assigned) {
    const TrainingId id(all_[at_].seq);
    const std::string post = assigned.because == TrainingBecause::Post ? assigned.about : first_post(assigned.person);
    Obligation each = begun(Step::PassTraining, {MatterKind::Training, id.get()}, "", post);
    each.people = {assigned.person};
    each.due = assigned.due;
    end(each, next_about(id, &TrainingPassed::training), next_about(id, &TrainingWithdrawn::training));
    if (each.done) each.done->by = "user:" + assigned.person;
    found_.push_back(each);
  }

  const std::vector<Event>& all_;
  std::size_t at_ = 0;
  std::vector<Obligation> found_;
  std::map<std::uint64_t, std::size_t> ends_;       // of those of alarms and reports
  std::map<std::uint64_t, std::size_t> data_ends_;  // of those of data
};

}  // namespace davy::core::fixture
