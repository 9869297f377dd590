#include "core/notice/hazard_notices.hpp"

#include "core/duty.hpp"
#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core::hazard_notices {
namespace {

// What has no grade yet counts as general.
site::Severity severity_of(const Hazard& hazard) {
  switch (hazard.grade) {
    case HazardGrade::General: return site::Severity::Moderate;
    case HazardGrade::Serious: return site::Severity::Serious;
    case HazardGrade::Major: return site::Severity::Major;
  }
  return site::Severity::Moderate;
}

struct HazardReaction {
  const notice::Matters& matters;
  const Event& event;

  // Nobody is told in a site without posts, unless it is somebody by name.
  Bodies tell(NoticeReason reason, const Hazard& hazard, std::string post, std::string person, std::uint32_t urgency) const {
    if (!is_login(person)) person.clear();
    if (post.empty() && person.empty()) return {};
    NoticeIssued told;
    told.reason = reason;
    told.post = std::move(post);
    told.severity = severity_of(hazard);
    told.urgency = urgency;
    told.hazard = hazard.id;
    told.what = hazard.what;
    told.person = std::move(person);
    return {std::move(told)};
  }

  Bodies at(HazardId id, auto call) const {
    const Hazard* hazard = matters.hazards.find(id);
    return hazard == nullptr ? Bodies{} : call(*hazard);
  }

  std::string post_that_grades(const std::string& from) const {
    const auto grades = [&](const std::string& post) {
      return std::ranges::any_of(matters.accounts, [&](const auto& entry) {
        return may(entry.second.role, Right::Judge) && std::ranges::count(entry.second.posts, post) > 0;
      });
    };
    std::string post = from;
    for (std::string above; !grades(post); post = std::move(above)) {
      above = post_above(matters.directory, post);
      if (above == post) return post_at_the_top(matters.directory);
    }
    return post;
  }

  Bodies ask_for_grade(const Hazard& hazard, std::uint32_t urgency) const {
    Bodies bodies = tell(NoticeReason::HazardReported, hazard, hazard.post, "", urgency);
    std::string grader = post_that_grades(hazard.post);
    if (grader != hazard.post) append(bodies, tell(NoticeReason::HazardReported, hazard, std::move(grader), "", urgency));
    return bodies;
  }
  Bodies ask_for_mending(NoticeReason reason, const Hazard& hazard, std::uint32_t urgency) const {
    return tell(reason, hazard, hazard.post, hazard.handler, urgency);
  }
  Bodies ask_above(NoticeReason reason, const Hazard& hazard, std::uint32_t urgency) const {
    return tell(reason, hazard, post_above(matters.directory, hazard.post), "", urgency);
  }
  Bodies ask_for_second_review(const Hazard& hazard, std::uint32_t urgency) const {
    return tell(NoticeReason::HazardReviewed, hazard, post_that_grades(hazard.post), "", urgency);
  }

  Bodies operator()(const HazardReported&) const {
    return at(HazardId(event.seq), [&](const Hazard& hazard) { return ask_for_grade(hazard, 0); });
  }
  // Also whoever had it in hand until it was found to be worse.
  Bodies operator()(const HazardGraded& graded) const {
    const std::string handler = matters.hazard_before == nullptr ? "" : matters.hazard_before->handler;
    return at(graded.hazard, [&](const Hazard& hazard) { return tell(NoticeReason::HazardGraded, hazard, hazard.post, handler, 0); });
  }
  Bodies operator()(const HazardRectified& rectified) const {
    return at(rectified.hazard, [&](const Hazard& hazard) { return ask_above(NoticeReason::HazardRectified, hazard, 0); });
  }
  // One that is not major is closed at once.
  Bodies operator()(const HazardReviewed& reviewed) const {
    return at(reviewed.hazard, [&](const Hazard& hazard) {
      if (reviewed.verdict == Verdict::Returned) return ask_for_mending(NoticeReason::HazardReturned, hazard, 1);
      return hazard.grade == HazardGrade::Major ? ask_for_second_review(hazard, 0) : Bodies{};
    });
  }
  Bodies operator()(const HazardReviewedAgain& reviewed) const {
    if (reviewed.verdict == Verdict::Approved) return {};
    return at(reviewed.hazard, [&](const Hazard& hazard) { return ask_for_mending(NoticeReason::HazardReturned, hazard, 1); });
  }

  // Whose turn it is.
  Bodies operator()(const HazardReminded& reminded) const {
    return at(reminded.hazard, [&](const Hazard& hazard) {
      switch (hazard.state) {
        case HazardState::Reported: return ask_for_grade(hazard, reminded.times);
        case HazardState::Rectified: return ask_above(NoticeReason::HazardRectified, hazard, reminded.times);
        case HazardState::Reviewed: return ask_for_second_review(hazard, reminded.times);
        case HazardState::Graded:
        case HazardState::Accepted:
        case HazardState::Returned: break;
      }
      const bool late = hazard.deadline <= event.time;
      return ask_for_mending(late ? NoticeReason::HazardOverdue : NoticeReason::HazardDueSoon, hazard, reminded.times);
    });
  }
  Bodies operator()(const HazardSupervised& supervised) const {
    return at(supervised.hazard, [&](const Hazard& hazard) {
      return tell(NoticeReason::HazardSupervised, hazard, supervised.post, "", supervised.level + 1);
    });
  }

  Bodies operator()(const HazardExtensionAsked& asked) const {
    return at(asked.hazard, [&](const Hazard& hazard) { return ask_above(NoticeReason::HazardExtensionAsked, hazard, 0); });
  }
  Bodies operator()(const HazardExtended& extended) const {
    return at(extended.hazard, [&](const Hazard& hazard) { return ask_for_mending(NoticeReason::HazardExtended, hazard, 0); });
  }
  Bodies operator()(const HazardExtensionRefused& refused) const {
    return at(refused.hazard, [&](const Hazard& hazard) { return ask_for_mending(NoticeReason::HazardExtensionRefused, hazard, 1); });
  }

  Bodies tell_reporter(NoticeReason reason) const {
    const Hazard* ended = matters.hazard_before;
    return ended == nullptr ? Bodies{} : tell(reason, *ended, "", ended->reporter, 0);
  }
  Bodies operator()(const HazardClosed&) const { return tell_reporter(NoticeReason::HazardClosed); }
  Bodies operator()(const HazardMerged&) const { return tell_reporter(NoticeReason::HazardMerged); }
  Bodies operator()(const HazardDismissed&) const { return tell_reporter(NoticeReason::HazardDismissed); }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

// Of one that is open.
std::string outdated_step(const Notice& notice, const Hazard& hazard) {
  const HazardState state = hazard.state;
  const bool as_it_was = hazard.deadline_set <= notice.issued;
  switch (notice.what.reason) {
    case NoticeReason::HazardReported: return state == HazardState::Reported ? "" : "the hazard has been graded";
    case NoticeReason::HazardGraded:
      if (state != HazardState::Graded) return "the hazard has been accepted";
      return hazard.post == notice.what.post ? "" : "the hazard is another post's by now";
    case NoticeReason::HazardRectified: return state == HazardState::Rectified ? "" : "the hazard has been reviewed";
    case NoticeReason::HazardReviewed: return state == HazardState::Reviewed ? "" : "the hazard has been reviewed again";
    case NoticeReason::HazardReturned: return state == HazardState::Returned ? "" : "the hazard has been mended again";
    case NoticeReason::HazardDueSoon:
    case NoticeReason::HazardOverdue:
      if (!hazard::is_being_mended(hazard)) return "the hazard has been mended";
      return as_it_was ? "" : "the hazard has a new deadline";
    case NoticeReason::HazardSupervised:
      return as_it_was || hazard.grade == HazardGrade::Major ? ""
                                                             : "the hazard has a new deadline";  // a major one is watched over to its end
    case NoticeReason::HazardExtensionAsked: return hazard.asked ? "" : "somebody has decided about it";
    case NoticeReason::HazardExtended:
    case NoticeReason::HazardExtensionRefused:
      if (!hazard::is_being_mended(hazard)) return "the hazard has been mended";
      return as_it_was ? "" : "the hazard has a new deadline";
    default: return {};  // an end, or about something else
  }
}

}  // namespace

Bodies react(const notice::Matters& matters, const Event& event) { return visit(HazardReaction{matters, event}, event.body); }

std::string outdated(const Notice& notice, const HazardBook& hazards) {
  const NoticeReason reason = notice.what.reason;
  const bool tells_an_end =
      reason == NoticeReason::HazardClosed || reason == NoticeReason::HazardMerged || reason == NoticeReason::HazardDismissed;
  if (tells_an_end) return {};
  const Hazard* hazard = hazards.find(notice.what.hazard);
  return hazard == nullptr ? "the hazard is over" : outdated_step(notice, *hazard);
}

}  // namespace davy::core::hazard_notices
