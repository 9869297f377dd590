#include "core/notice/care_notices.hpp"

namespace davy::core::care_notices {
namespace {

struct CareReaction {
  const CareBook& book;
  const Event& event;

  Bodies tell(NoticeReason reason, CareId id, const std::string& post, std::uint32_t urgency, const std::string& person = {}) const {
    const Care* care = book.find(id);
    if (care == nullptr || (post.empty() && person.empty())) return {};
    NoticeIssued told;
    told.reason = reason;
    told.post = post;
    told.severity = severity_of(*care);
    told.urgency = urgency;
    told.what = care->what.device.empty() ? care->what.card : care->what.device;
    told.person = person;
    told.care = id;
    return {std::move(told)};
  }

  // What makes data uncertain weighs more.
  static site::Severity severity_of(const Care& care) {
    const bool about_data = care.what.work == CareWork::Calibration || care.what.cause == CareCause::Failed;
    return about_data || care.started ? site::Severity::Serious : site::Severity::Moderate;
  }

  // What is due at once is told as overdue.
  Bodies operator()(const CareIssued& issued) const {
    const bool unplanned = issued.cause == CareCause::Asked || issued.cause == CareCause::Failed;
    return unplanned ? tell(NoticeReason::CareIssued, CareId(event.seq), issued.post, 0) : Bodies{};
  }
  Bodies operator()(const CareOverdue& overdue) const { return tell(NoticeReason::CareOverdue, overdue.care, overdue.post, overdue.level); }
  Bodies operator()(const CareStillOpen& still) const {
    const Care* care = book.find(still.care);
    return tell(NoticeReason::CareStillOpen, still.care, still.post, still.times, care == nullptr ? std::string() : care->by);
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies react(const CareBook& care, const Event& event) { return std::visit(CareReaction{care, event}, event.body); }

std::string outdated(const Notice& notice, const CareBook& book) {
  const Care* care = book.find(notice.what.care);
  if (care == nullptr) return "the work is over";
  if (notice.what.reason == NoticeReason::CareStillOpen) return {};
  return care->started ? "the work has been begun" : "";
}

}  // namespace davy::core::care_notices
