#pragma once
// What incidents ask for: cards to be taken and done, reports to the authority. A part of the book.

#include "core/obligation/obligation_desk.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <string>

namespace davy::core {

class ObligationBook::IncidentFold {
 public:
  explicit IncidentFold(const Desk& desk) : desk_(desk) {}

  void operator()(const IncidentOpened& opened) const {
    const MatterRef ref = ref_of(IncidentId(desk_.event().seq));
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.zone = opened.zone;
    matter.worker = opened.commander;
    if (opened.exercise == Exercise::Real) ask_for_report(ref, {}, opened.report_due);
  }
  void operator()(const IncidentCardIssued& issued) const {
    const MatterRef ref = ref_of(issued.incident);
    ObligedMatter* matter = desk_.find(ref);
    if (matter == nullptr) return;
    matter->cards.push_back(issued.card);
    const auto part = static_cast<std::uint32_t>(matter->cards.size());
    desk_.ask(ref, {.step = Step::TakeCard, .post = issued.post, .due = issued.due, .part = part, .zone = issued.zone});
    desk_.ask(ref, {.step = Step::DoCard, .post = issued.post, .part = part, .zone = issued.zone});
  }
  void operator()(const IncidentCardTaken& taken) const {
    const MatterRef ref = ref_of(taken.incident);
    const std::uint32_t part = part_of(ref, taken.card);
    desk_.answer_part(ref, Step::TakeCard, part);
    desk_.change(ref, Step::DoCard, [&](OpenObligation& open) {
      if (open.what.part != part) return;
      open.what.people = desk_.by_name(desk_.actor());
      open.people = PeopleFrom::Journal;
    });
  }
  void operator()(const IncidentCardDone& done) const {
    const MatterRef ref = ref_of(done.incident);
    const std::uint32_t part = part_of(ref, done.card);
    desk_.answer_part(ref, Step::TakeCard, part);
    desk_.answer_part(ref, Step::DoCard, part);
  }
  void operator()(const IncidentCommandTaken& taken) const {
    const MatterRef ref = ref_of(taken.incident);
    if (ObligedMatter* matter = desk_.find(ref)) matter->worker = desk_.actor();
    desk_.change(ref, Step::ReportIncident, [&](OpenObligation& open) {
      if (open.what.due >= desk_.event().time) open.what.people = desk_.by_name(desk_.actor());
    });
  }
  // A reminder; or it is asked for anew, or sooner, because of what is known now.
  void operator()(const IncidentReportDue& due) const {
    const MatterRef ref = ref_of(due.incident);
    if (desk_.find(ref) == nullptr) return;
    if (!desk_.is_open(ref, Step::ReportIncident)) return ask_for_report(ref, due.post, due.due);
    desk_.change(ref, Step::ReportIncident, [&](OpenObligation& open) {
      if (open.what.post.empty()) open.what.post = due.post;
      open.what.due = due.due;
    });
  }
  void operator()(const IncidentReported& reported) const {
    const MatterRef ref = ref_of(reported.incident);
    desk_.answer(ref, Step::ReportIncident);
    if (desk_.find(ref) != nullptr && reported.next_due) ask_for_report(ref, {}, *reported.next_due);
  }
  void operator()(const IncidentReportWaived& waived) const { desk_.withdraw(ref_of(waived.incident), Step::ReportIncident); }
  // Nothing is asked for at the place any more: what nobody has done by now was not done in time.
  void operator()(const IncidentEnded& ended) const {
    const MatterRef ref = ref_of(ended.incident);
    if (!ended.drill.none()) {  // it was cut off
      desk_.withdraw(ref, Step::TakeCard);
      desk_.withdraw(ref, Step::DoCard);
    }
    desk_.change(ref, Step::DoCard, [&](OpenObligation& open) { open.what.due = desk_.event().time; });
    if (is_follow_up_not_called(ref)) desk_.withdraw(ref, Step::ReportIncident);
  }
  void operator()(const IncidentClosed& closed) const {
    const MatterRef ref = ref_of(closed.incident);
    desk_.withdraw(ref, Step::ReportIncident);
    desk_.forget_matter(ref);
  }

 private:
  static MatterRef ref_of(IncidentId id) { return {MatterKind::Incident, id.get()}; }
  void ask_for_report(const MatterRef& ref, const std::string& post, Instant due) const {
    desk_.ask(ref, {.step = Step::ReportIncident, .post = post, .people = desk_.by_name(desk_.find(ref)->worker), .due = due});
  }
  // That it goes on is no longer reported, unless somebody was called for it.
  bool is_follow_up_not_called(const MatterRef& ref) const {
    const ObligedMatter* matter = desk_.find(ref);
    return matter != nullptr && std::ranges::any_of(matter->open, [&](const OpenObligation& open) {
             return open.what.step == Step::ReportIncident && open.what.asked_by != ref.id && open.what.post.empty();
           });
  }
  std::uint32_t part_of(const MatterRef& ref, const std::string& card) const {
    const ObligedMatter* matter = desk_.find(ref);
    if (matter == nullptr) return 0;
    const auto found = std::ranges::find(matter->cards, card);
    return found == matter->cards.end() ? 0 : static_cast<std::uint32_t>(found - matter->cards.begin()) + 1;
  }

  const Desk& desk_;
};

}  // namespace davy::core
