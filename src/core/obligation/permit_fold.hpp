#pragma once
// What permits ask for: to be signed and accepted; while they are open, that the guardian reports and the gas is tested again; once taken back, to be
// answered.
// A part of the book.
//
// To report and to test again is asked for when it is reminded of, and not after the work has stopped for another reason. What was not done when its
// time came
// stays so, whatever becomes of the permit: nobody outlives their duty by letting it end.

#include "core/obligation/obligation_desk.hpp"
#include "core/permit/gb30871.hpp"

#include <string>
#include <vector>

namespace davy::core {

class ObligationBook::PermitFold {
 public:
  explicit PermitFold(const Desk& desk) : desk_(desk) {}

  void operator()(const PermitApplied& applied) const {
    const MatterRef ref = ref_of(PermitId(desk_.event().seq));
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.zone = applied.zone;
    matter.worker = applied.lead;
    matter.kind = applied.kind;
    matter.level = applied.level;
    ask_to_sign(ref, 1, {});
  }
  void operator()(const PermitSigned& given) const {
    const MatterRef ref = ref_of(given.permit);
    desk_.answer_part(ref, Step::SignPermit, given.step);
    if (desk_.find(ref) != nullptr) ask_to_sign(ref, given.step + 1, given.next);
  }

  void operator()(const PermitDue& due) const {
    const MatterRef ref = ref_of(due.permit);
    if (desk_.find(ref) == nullptr || due.people.empty() || due.what == PermitDueKind::End) return;
    const Step step = due.what == PermitDueKind::Guardian ? Step::GuardPermit : Step::TestGas;
    desk_.ask(ref, {.step = step, .people = due.people, .due = due.at});
  }
  void operator()(const PermitGuarded& guarded) const { desk_.answer(ref_of(guarded.permit), Step::GuardPermit); }
  void operator()(const PermitGasTested& tested) const { desk_.answer(ref_of(tested.permit), Step::TestGas); }
  void operator()(const PermitInterrupted& interrupted) const { desk_.withdraw_ahead(ref_of(interrupted.permit)); }
  void operator()(const PermitSuspended& suspended) const {
    const MatterRef ref = ref_of(suspended.permit);
    desk_.withdraw_ahead(ref);
    if (desk_.find(ref) != nullptr && suspended.due)
      desk_.ask(ref, {.step = Step::AnswerSuspension, .post = suspended.post, .due = suspended.due});
  }
  void operator()(const PermitResumed& resumed) const { desk_.answer(ref_of(resumed.permit), Step::AnswerSuspension); }

  void operator()(const PermitFinished& finished) const {
    const MatterRef ref = ref_of(finished.permit);
    desk_.answer(ref, Step::AnswerSuspension);
    desk_.withdraw_ahead(ref);
    if (const ObligedMatter* matter = desk_.find(ref))
      desk_.ask(ref, {.step = Step::AcceptPermit, .post = finished.post, .judged = matter->worker, .round = matter->round});
  }
  void operator()(const PermitAccepted& accepted) const {
    desk_.answer(ref_of(accepted.permit), Step::AcceptPermit, Judgement::Approved);
    end(ref_of(accepted.permit));
  }
  void operator()(const PermitReturned& returned) const {
    desk_.answer(ref_of(returned.permit), Step::AcceptPermit, Judgement::Returned);
    if (ObligedMatter* matter = desk_.find(ref_of(returned.permit))) ++matter->round;
  }
  void operator()(const PermitRefused& refused) const { end(ref_of(refused.permit)); }
  void operator()(const PermitExpired& expired) const { end(ref_of(expired.permit)); }
  void operator()(const PermitCancelled& cancelled) const {
    desk_.answer(ref_of(cancelled.permit), Step::AnswerSuspension);
    end(ref_of(cancelled.permit));
  }

 private:
  static MatterRef ref_of(PermitId id) { return {MatterKind::Permit, id.get()}; }
  void end(const MatterRef& ref) const {
    desk_.withdraw_ahead(ref);
    desk_.forget_matter(ref);
  }
  // Whoever is responsible for the work signs by name, others for their posts.
  void ask_to_sign(const MatterRef& ref, std::uint32_t step, const std::string& post) const {
    const ObligedMatter& matter = *desk_.find(ref);
    const std::vector<gb30871::SignStep> steps = gb30871::signatures(matter.kind, matter.level);
    if (step == 0 || step > steps.size()) return;
    const bool is_lead = steps[step - 1].role == PermitRole::Lead;
    desk_.ask(ref, {.step = Step::SignPermit,
                    .post = is_lead ? std::string() : post,
                    .people = is_lead ? desk_.by_name(matter.worker) : std::vector<std::string>(),
                    .part = step});
  }

  const Desk& desk_;
};

}  // namespace davy::core
