#include "core/obligation/obligation_book.hpp"

#include "core/check/check_book.hpp"
#include "core/obligation/incident_fold.hpp"
#include "core/obligation/obligation_desk.hpp"
#include "core/obligation/permit_fold.hpp"
#include "core/obligation/training_fold.hpp"
#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {
namespace {

MatterRef alarm_ref(std::uint64_t id) { return {MatterKind::Alarm, id}; }
MatterRef ref_of(OrderId id) { return {MatterKind::Order, id.get()}; }
MatterRef ref_of(HazardId id) { return {MatterKind::Hazard, id.get()}; }
MatterRef ref_of(PermitId id) { return {MatterKind::Permit, id.get()}; }
MatterRef ref_of(CareId id) { return {MatterKind::Care, id.get()}; }
MatterRef ref_of(CheckId id) { return {MatterKind::Check, id.get()}; }
MatterRef ref_of(HandoverId id) { return {MatterKind::Handover, id.get()}; }

bool is_set_aside(const WatchedCondition& watched) { return watched.shelved || watched.suppressed || watched.out_of_service; }

bool rings_for_people(const WatchedCondition& watched) {
  return watched.alarm != 0 && watched.active && !watched.acked && !is_set_aside(watched);
}

// By its name: that a point is silent, bad or out of its range is told by conditions of these kinds (site/names.hpp).
bool is_of_data(std::string_view condition) {
  const std::string_view kind = condition.substr(std::min(condition.find(':'), condition.size()));
  return kind == ":stale" || kind == ":bad-quality" || kind == ":out-of-range";
}

bool is_nothing(const WatchedCondition& watched) {
  return !is_set_aside(watched) && !watched.active && watched.acked && watched.asked.empty();
}

}  // namespace

// An alarm is asked to be seen whenever people are told of it: raised, again after it was acknowledged, or no longer set aside. Who acknowledges a condition has
// seen all that it rang before.
class ObligationBook::AlarmFold {
 public:
  explicit AlarmFold(const Desk& desk) : desk_(desk), book_(desk.book()) {}

  void operator()(const AlarmRaised& raised) const {
    WatchedCondition& watched = watch(raised.condition);
    book_.condition_of_.erase(watched.alarm);
    watched.alarm = desk_.event().seq;
    book_.condition_of_[watched.alarm] = raised.condition;
    watched.zone = raised.zone;
    watched.duty = raised.duty;
    watched.active = true;
    watched.acked = false;
    ask_if_it_rings(watched);
    ask_for_data(raised.condition, watched);
  }
  void operator()(const AlarmReturned& returned) const {
    const MatterRef ref = alarm_ref(returned.alarm.get());
    if (desk_.is_open(ref, Step::RestoreData)) {
      desk_.answer(ref, Step::RestoreData);
      if (!desk_.is_open(ref, Step::AcknowledgeAlarm)) desk_.forget_matter(ref);
    }
    at(returned.alarm, [](WatchedCondition& watched) { watched.active = false; });
  }
  void operator()(const AlarmAcknowledged& acked) const {
    at(acked.alarm, [&](WatchedCondition& watched) {
      watched.acked = true;
      for (const std::uint64_t alarm : watched.asked) {
        desk_.answer(alarm_ref(alarm), Step::AcknowledgeAlarm);
        if (!desk_.is_open(alarm_ref(alarm), Step::RestoreData)) desk_.forget_matter(alarm_ref(alarm));
      }
      watched.asked.clear();
    });
  }
  void operator()(const AlarmReannunciated& again) const { ring_again(again.alarm); }
  void operator()(const AlarmRegraded& regraded) const {
    if (regraded.severity > regraded.before) ring_again(regraded.alarm);
  }

  void operator()(const AlarmShelved& body) const { set_aside(body.condition).shelved = true; }
  void operator()(const AlarmSuppressed& body) const { set_aside(body.condition).suppressed = true; }
  void operator()(const AlarmTakenOutOfService& body) const { set_aside(body.condition).out_of_service = true; }
  void operator()(const AlarmUnshelved& body) const { bring_back(body.condition, &WatchedCondition::shelved); }
  void operator()(const AlarmUnsuppressed& body) const { bring_back(body.condition, &WatchedCondition::suppressed); }
  void operator()(const AlarmReturnedToService& body) const { bring_back(body.condition, &WatchedCondition::out_of_service); }
  void operator()(const AlarmWithdrawn& body) const {
    const auto found = book_.conditions_.find(body.condition);
    if (found == book_.conditions_.end()) return;
    withdraw_all(found->second);
    forget(body.condition);
  }

 private:
  WatchedCondition& watch(const std::string& condition) const {
    book_.changed_conditions_.insert(condition);
    return book_.conditions_[condition];
  }
  void forget(const std::string& condition) const {
    const auto found = book_.conditions_.find(condition);
    book_.changed_conditions_.insert(condition);
    book_.condition_of_.erase(found->second.alarm);
    book_.conditions_.erase(found);
  }
  template <class Change>
  void at(AlarmId alarm, Change change) const {
    const auto known = book_.condition_of_.find(alarm.get());
    if (known == book_.condition_of_.end()) return;
    const std::string condition = known->second;
    WatchedCondition& watched = watch(condition);
    change(watched);
    if (is_nothing(watched)) forget(condition);
  }
  void ring_again(AlarmId alarm) const {
    at(alarm, [&](WatchedCondition& watched) {
      watched.acked = false;
      ask_if_it_rings(watched);
    });
  }
  void ask_if_it_rings(WatchedCondition& watched) const {
    if (!rings_for_people(watched) || !watched.asked.insert(watched.alarm).second) return;
    ObligedMatter& matter = desk_.open_matter(alarm_ref(watched.alarm));
    matter.zone = watched.zone;
    matter.post = watched.duty;
    desk_.ask(alarm_ref(watched.alarm), {.step = Step::AcknowledgeAlarm, .post = watched.duty});
  }
  void withdraw_all(WatchedCondition& watched) const {
    for (const std::uint64_t alarm : watched.asked) desk_.close_matter(alarm_ref(alarm));
    watched.asked.clear();
    if (desk_.is_open(alarm_ref(watched.alarm), Step::RestoreData)) desk_.close_matter(alarm_ref(watched.alarm));
  }
  // Once for each time that it is bad, whether anybody has acknowledged it or not.
  void ask_for_data(const std::string& condition, const WatchedCondition& watched) const {
    const MatterRef ref = alarm_ref(watched.alarm);
    const bool is_bad = watched.alarm != 0 && watched.active && !is_set_aside(watched);
    if (!is_bad || !is_of_data(condition) || desk_.is_open(ref, Step::RestoreData)) return;
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.zone = watched.zone;
    matter.post = watched.duty;
    desk_.ask(ref, {.step = Step::RestoreData, .post = watched.duty});
  }
  WatchedCondition& set_aside(const std::string& condition) const {
    WatchedCondition& watched = watch(condition);
    withdraw_all(watched);
    return watched;
  }
  void bring_back(const std::string& condition, bool WatchedCondition::*how) const {
    if (!book_.conditions_.contains(condition)) return;
    WatchedCondition& watched = watch(condition);
    watched.*how = false;
    ask_if_it_rings(watched);
    ask_for_data(condition, watched);
    if (is_nothing(watched)) forget(condition);
  }

  const Desk& desk_;
  ObligationBook& book_;
};

// Orders and hazards: work that somebody accepts, does, and somebody else looks at.
class ObligationBook::WorkFold {
 public:
  explicit WorkFold(const Desk& desk) : desk_(desk) {}

  void operator()(const OrderIssued& issued) const {
    const MatterRef ref = ref_of(OrderId(desk_.event().seq));
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.zone = issued.zone;
    matter.post = issued.post;
    desk_.ask(ref, {.step = Step::AcceptOrder, .post = issued.post});
    desk_.ask(ref, {.step = Step::HandleOrder, .post = issued.post, .due = issued.deadline});
    desk_.ask(ref, {.step = Step::CloseOrder, .post = issued.post, .due = issued.deadline});
  }
  void operator()(const OrderAccepted& accepted) const {
    const MatterRef ref = ref_of(accepted.order);
    desk_.answer(ref, Step::AcceptOrder);
    take_in_hand(ref, Step::HandleOrder);
  }
  void operator()(const OrderSubmitted& submitted) const { hand_in(ref_of(submitted.order), Step::HandleOrder, Step::ReviewOrder); }
  void operator()(const OrderApproved& approved) const { desk_.answer(ref_of(approved.order), Step::ReviewOrder, Judgement::Approved); }
  void operator()(const OrderRejected& rejected) const {
    const MatterRef ref = ref_of(rejected.order);
    desk_.answer(ref, Step::ReviewOrder, Judgement::Returned);
    give_back(ref, Step::HandleOrder, rejected.deadline);
    set_due(ref, Step::CloseOrder, rejected.deadline);
  }
  void operator()(const OrderClosed& closed) const {
    desk_.answer(ref_of(closed.order), Step::CloseOrder);
    desk_.close_matter(ref_of(closed.order));
  }

  void operator()(const HazardReported& reported) const {
    const MatterRef ref = ref_of(HazardId(desk_.event().seq));
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.zone = reported.zone;
    matter.post = reported.post;
    if (reported.found) count_report(ref, reported);
    desk_.ask(ref, {.step = Step::GradeHazard, .post = reported.post, .due = reported.deadline});
    desk_.ask(ref, {.step = Step::CloseHazard, .post = reported.post});
  }
  // Of whom nobody is to know, no post either. What a check found was told with it, whenever its record came in.
  void count_report(const MatterRef& ref, const HazardReported& reported) const {
    const std::string reporter = desk_.actor();
    desk_.ask(ref,
              {.step = Step::ReportHazard, .post = desk_.post_of(reporter), .people = desk_.by_name(reporter), .asked = reported.found});
    desk_.answer_at(ref, Step::ReportHazard, reported.about.check.none() ? desk_.event().time : *reported.found);
  }
  // Again when it is found to be worse: then whoever had it in hand has not any more. What is mended at once need not be accepted.
  void operator()(const HazardGraded& graded) const {
    const MatterRef ref = ref_of(graded.hazard);
    ObligedMatter* matter = desk_.find(ref);
    if (matter == nullptr) return;
    matter->grade = graded.grade;
    matter->post = graded.post;
    matter->worker.clear();
    const std::uint32_t round = matter->round;
    desk_.answer(ref, Step::GradeHazard);
    desk_.withdraw(ref, Step::DecideExtension);
    desk_.withdraw(ref, Step::AcceptHazard);
    if (graded.handling == HazardHandling::ByDeadline) desk_.ask(ref, {.step = Step::AcceptHazard, .post = graded.post});
    if (!desk_.is_open(ref, Step::RectifyHazard))
      desk_.ask(ref, {.step = Step::RectifyHazard, .post = graded.post, .due = graded.deadline, .round = round});
    else
      desk_.change(ref, Step::RectifyHazard, [&](OpenObligation& open) {
        open.what.post = graded.post;
        open.what.due = graded.deadline;
        open.what.people = desk_.holders(graded.post);
        open.people = PeopleFrom::Holders;
      });
    desk_.change(ref, Step::CloseHazard, [&](OpenObligation& open) {
      open.what.post = graded.post;
      open.what.due = graded.deadline;
    });
  }
  void operator()(const HazardAccepted& accepted) const {
    const MatterRef ref = ref_of(accepted.hazard);
    desk_.answer(ref, Step::AcceptHazard);
    desk_.withdraw(ref, Step::DecideExtension);  // it was the other handler's
    take_in_hand(ref, Step::RectifyHazard);
  }
  void operator()(const HazardRectified& rectified) const {
    const MatterRef ref = ref_of(rectified.hazard);
    desk_.withdraw(ref, Step::AcceptHazard);
    desk_.withdraw(ref, Step::DecideExtension);
    if (ObligedMatter* matter = desk_.find(ref)) matter->worker = desk_.actor();
    hand_in(ref, Step::RectifyHazard, Step::ReviewHazard);
  }
  void operator()(const HazardReviewed& reviewed) const {
    const MatterRef ref = ref_of(reviewed.hazard);
    judge(ref, Step::ReviewHazard, reviewed.verdict, reviewed.deadline);
    const ObligedMatter* matter = desk_.find(ref);
    if (matter != nullptr && reviewed.verdict == Verdict::Approved && matter->grade == HazardGrade::Major)
      ask_for_review(ref, Step::ReviewHazardAgain);
  }
  void operator()(const HazardReviewedAgain& reviewed) const {
    judge(ref_of(reviewed.hazard), Step::ReviewHazardAgain, reviewed.verdict, reviewed.deadline);
  }
  void operator()(const HazardExtensionAsked& asked) const {
    const MatterRef ref = ref_of(asked.hazard);
    if (desk_.find(ref) != nullptr && !desk_.is_open(ref, Step::DecideExtension)) desk_.ask(ref, {.step = Step::DecideExtension});
  }
  void operator()(const HazardExtended& extended) const {
    const MatterRef ref = ref_of(extended.hazard);
    desk_.answer(ref, Step::DecideExtension);
    set_due(ref, Step::RectifyHazard, extended.deadline);
    set_due(ref, Step::CloseHazard, extended.deadline);
  }
  void operator()(const HazardExtensionRefused& refused) const { desk_.answer(ref_of(refused.hazard), Step::DecideExtension); }
  void operator()(const HazardMerged& merged) const { set_aside(ref_of(merged.hazard)); }
  void operator()(const HazardDismissed& dismissed) const { set_aside(ref_of(dismissed.hazard)); }
  void operator()(const HazardClosed& closed) const {
    desk_.answer(ref_of(closed.hazard), Step::CloseHazard);
    desk_.close_matter(ref_of(closed.hazard));
  }

 private:
  void take_in_hand(const MatterRef& ref, Step work) const {
    ObligedMatter* matter = desk_.find(ref);
    if (matter == nullptr) return;
    matter->worker = desk_.actor();
    desk_.change(ref, work, [&](OpenObligation& open) {
      open.what.people = desk_.by_name(desk_.actor());
      open.people = PeopleFrom::Journal;
    });
  }
  void hand_in(const MatterRef& ref, Step work, Step review) const {
    desk_.answer(ref, work);
    if (desk_.find(ref) != nullptr) ask_for_review(ref, review);
  }
  // Of which post, its notice says.
  void ask_for_review(const MatterRef& ref, Step review) const {
    const ObligedMatter& matter = *desk_.find(ref);
    desk_.ask(ref, {.step = review, .judged = matter.worker, .judged_post = matter.post, .round = matter.round});
  }
  void judge(const MatterRef& ref, Step review, Verdict verdict, Instant deadline) const {
    desk_.answer(ref, review, verdict == Verdict::Approved ? Judgement::Approved : Judgement::Returned);
    if (verdict == Verdict::Approved) return;
    give_back(ref, Step::RectifyHazard, deadline);
    set_due(ref, Step::CloseHazard, deadline);
  }
  void give_back(const MatterRef& ref, Step work, Instant deadline) const {
    ObligedMatter* matter = desk_.find(ref);
    if (matter == nullptr) return;
    ++matter->round;
    desk_.ask(ref, {.step = work, .post = matter->post, .people = desk_.by_name(matter->worker), .due = deadline, .round = matter->round});
  }
  void set_due(const MatterRef& ref, Step step, Instant deadline) const {
    desk_.change(ref, step, [&](OpenObligation& open) { open.what.due = deadline; });
  }
  // That it is none, or another one, was decided.
  void set_aside(const MatterRef& ref) const {
    desk_.answer(ref, Step::GradeHazard);
    desk_.close_matter(ref);
  }

  const Desk& desk_;
};

// What comes round: care, checks, shifts.
class ObligationBook::RoundFold {
 public:
  explicit RoundFold(const Desk& desk) : desk_(desk) {}

  void operator()(const CareIssued& issued) const {
    const MatterRef ref = ref_of(CareId(desk_.event().seq));
    desk_.open_matter(ref).zone = issued.zone;
    desk_.ask(ref, {.step = Step::DoCare, .post = issued.post, .due = issued.due});
  }
  void operator()(const CareFinished& finished) const { end(ref_of(finished.care), Step::DoCare, Judgement::None); }
  void operator()(const CareAbandoned& abandoned) const { desk_.close_matter(ref_of(abandoned.care)); }

  void operator()(const CheckIssued& issued) const {
    const MatterRef ref = ref_of(CheckId(desk_.event().seq));
    desk_.open_matter(ref).zone = issued.zone;
    desk_.ask(ref, {.step = Step::RecordCheck, .post = issued.post, .due = issued.due});
  }
  // It stays open, until nobody can record it any more.
  void operator()(const CheckMissed& missed) const {
    std::set<std::pair<Instant, MatterRef>>& all = desk_.book().missed_;
    const MatterRef ref = ref_of(missed.check);
    if (ObligedMatter* matter = desk_.find(ref)) {
      matter->missed = desk_.event().time;
      all.emplace(desk_.event().time, ref);
    }
    while (!all.empty() && desk_.event().time - all.begin()->first >= check::kRecordableFor) {
      desk_.forget_matter(all.begin()->second);
      all.erase(all.begin());
    }
  }
  void operator()(const CheckRecorded& record) const {
    const MatterRef ref = ref_of(record.check);
    const Judgement judgement = record.result == CheckResult::Normal ? Judgement::Approved : Judgement::Returned;
    desk_.answer_at(ref, Step::RecordCheck, std::min(record.done_at, desk_.event().time), judgement);
    close_check(ref);
  }
  void operator()(const CheckWithdrawn& withdrawn) const { close_check(ref_of(withdrawn.check)); }

  void operator()(const HandoverOffered& offered) const {
    const MatterRef ref = ref_of(HandoverId(desk_.event().seq));
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.post = offered.post;
    Asking asked{.step = Step::TakeOver, .post = offered.post, .people = desk_.by_name(offered.to)};
    if (offered.change > desk_.event().time) asked.due = offered.change;
    desk_.ask(ref, std::move(asked));
    // Nobody takes over from themselves.
    desk_.change(ref, Step::TakeOver, [&](OpenObligation& open) { std::erase(open.what.people, desk_.actor()); });
  }
  void operator()(const HandoverAccepted& accepted) const { end(ref_of(accepted.handover), Step::TakeOver, Judgement::Approved); }
  void operator()(const HandoverRefused& refused) const { end(ref_of(refused.handover), Step::TakeOver, Judgement::Returned); }
  void operator()(const HandoverWithdrawn& withdrawn) const { desk_.close_matter(ref_of(withdrawn.handover)); }

 private:
  void end(const MatterRef& ref, Step step, Judgement judgement) const {
    desk_.answer(ref, step, judgement);
    desk_.close_matter(ref);
  }
  void close_check(const MatterRef& ref) const {
    if (const ObligedMatter* matter = desk_.find(ref); matter != nullptr && matter->missed)
      desk_.book().missed_.erase({*matter->missed, ref});
    desk_.close_matter(ref);
  }

  const Desk& desk_;
};

// Notices name who answered for a post when they were issued, by roster.
class ObligationBook::NoticeFold {
 public:
  explicit NoticeFold(const Desk& desk) : desk_(desk) {}

  void operator()(const NoticeIssued& notice) const {
    if (notice.bundle) return name_bundled(notice);
    struct Row {
      NoticeReason reason;
      Step step;
    };
    static constexpr auto kSteps = std::to_array<Row>({{NoticeReason::AlarmRaised, Step::AcknowledgeAlarm},
                                                       {NoticeReason::AlarmReannunciated, Step::AcknowledgeAlarm},
                                                       {NoticeReason::AlarmRegraded, Step::AcknowledgeAlarm},
                                                       {NoticeReason::OrderIssued, Step::AcceptOrder},
                                                       {NoticeReason::OrderIssued, Step::HandleOrder},
                                                       {NoticeReason::OrderOverdue, Step::AcceptOrder},
                                                       {NoticeReason::OrderOverdue, Step::HandleOrder},
                                                       {NoticeReason::OrderSubmitted, Step::ReviewOrder},
                                                       {NoticeReason::HazardReported, Step::GradeHazard},
                                                       {NoticeReason::HazardGraded, Step::AcceptHazard},
                                                       {NoticeReason::HazardGraded, Step::RectifyHazard},
                                                       {NoticeReason::HazardReturned, Step::RectifyHazard},
                                                       {NoticeReason::HazardDueSoon, Step::RectifyHazard},
                                                       {NoticeReason::HazardOverdue, Step::RectifyHazard},
                                                       {NoticeReason::HazardRectified, Step::ReviewHazard},
                                                       {NoticeReason::HazardReviewed, Step::ReviewHazardAgain},
                                                       {NoticeReason::HazardExtensionAsked, Step::DecideExtension},
                                                       {NoticeReason::CareIssued, Step::DoCare},
                                                       {NoticeReason::CareOverdue, Step::DoCare},
                                                       {NoticeReason::CheckOverdue, Step::RecordCheck},
                                                       {NoticeReason::PermitToSign, Step::SignPermit},
                                                       {NoticeReason::PermitToAccept, Step::AcceptPermit},
                                                       {NoticeReason::PermitSuspended, Step::AnswerSuspension},
                                                       {NoticeReason::IncidentCard, Step::TakeCard},
                                                       {NoticeReason::IncidentCard, Step::DoCard}});
    for (const Row& row : kSteps)
      if (row.reason == notice.reason) name(matter_of(notice), row.step, notice);
  }

 private:
  static MatterRef matter_of(const NoticeIssued& notice) {
    if (!notice.order.none()) return ref_of(notice.order);
    if (!notice.hazard.none()) return ref_of(notice.hazard);
    if (!notice.care.none()) return ref_of(notice.care);
    if (!notice.check.none()) return ref_of(notice.check);
    if (!notice.permit.none()) return ref_of(notice.permit);
    if (!notice.incident.none()) return {MatterKind::Incident, notice.incident.get()};
    return alarm_ref(notice.alarm.get());
  }
  void name_bundled(const NoticeIssued& notice) const {
    for (const AlarmId alarm : notice.bundle->alarms) name(alarm_ref(alarm.get()), Step::AcknowledgeAlarm, notice);
    for (const OrderId order : notice.bundle->orders)
      for (const Step step : {Step::AcceptOrder, Step::HandleOrder}) name(ref_of(order), step, notice);
  }
  void name(const MatterRef& ref, Step step, const NoticeIssued& notice) const {
    if (notice.post.empty() || !desk_.is_open(ref, step)) return;
    desk_.change(ref, step, [&](OpenObligation& open) {
      // Of a report the post above is told besides, when that is the one that grades: the last of the same moment.
      const bool is_grader = step == Step::GradeHazard && open.what.asked == desk_.event().time;
      if (open.people == PeopleFrom::Journal && !is_grader) return;
      if (open.what.post.empty() || is_grader) {
        open.what.post = notice.post;
        open.what.people = desk_.holders(notice.post);
      }
      if (open.what.post != notice.post) return;
      if (!notice.people.empty()) {
        open.what.people = notice.people;
        open.people = PeopleFrom::Journal;
      }
      if (!open.what.judged.empty()) std::erase(open.what.people, open.what.judged);
    });
  }

  const Desk& desk_;
};

void ObligationBook::evolve(const Event& event, const std::function<void(const Obligation&)>& changed) {
  changed_matters_.clear();
  changed_conditions_.clear();
  if (const auto* saved = get_if<AccountSaved>(&event.body)) return restore_account(saved->login, saved->posts);
  // What a drill opens asks nobody for anything that is counted; what follows from it is about nothing that is known here.
  if (is_of_exercise(event.body)) return;
  const Desk desk(*this, event, changed);
  visit(
      [&](const auto& body) {
        const auto give = [&](const auto& fold) {
          if constexpr (requires { fold(body); }) fold(body);
        };
        give(AlarmFold(desk));
        give(WorkFold(desk));
        give(PermitFold(desk));
        give(RoundFold(desk));
        give(IncidentFold(desk));
        give(TrainingFold(desk));
        give(NoticeFold(desk));
      },
      event.body);
}

void ObligationBook::restore(const MatterRef& ref, ObligedMatter matter) {
  if (matter.missed) missed_.emplace(*matter.missed, ref);
  matters_[ref] = std::move(matter);
}

void ObligationBook::restore(const std::string& name, WatchedCondition condition) {
  if (condition.alarm != 0) condition_of_[condition.alarm] = name;
  conditions_[name] = std::move(condition);
}

void ObligationBook::restore_account(const std::string& login, const std::vector<std::string>& posts) {
  for (const std::string& post : posts_[login]) holders_[post].erase(login);
  posts_[login] = posts;
  for (const std::string& post : posts) holders_[post].insert(login);
}

std::vector<Obligation> ObligationBook::open() const {
  std::vector<Obligation> all;
  for (const auto& [ref, matter] : matters_)
    for (const OpenObligation& open : matter.open) all.push_back(open.what);
  std::ranges::sort(all, {}, [](const Obligation& each) { return std::tuple(each.asked_by, each.step, each.part); });
  return all;
}

}  // namespace davy::core
