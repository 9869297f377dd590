#include "core/notice/training_notices.hpp"

namespace davy::core::training_notices {
namespace {

struct TrainingTold {
  const TrainingBook& book;
  const Event& event;

  NoticeIssued about(NoticeReason reason, const Training& training, site::Severity severity, std::uint32_t urgency) const {
    NoticeIssued told;
    told.reason = reason;
    told.training = training.id;
    told.what = training.what.name;
    told.severity = severity;
    told.urgency = urgency;
    return told;
  }

  Bodies operator()(const TrainingAssigned& assigned) const {
    const Training* training = book.find(TrainingId(event.seq));
    if (training == nullptr) return {};
    NoticeIssued told = about(NoticeReason::TrainingAssigned, *training, site::Severity::Low, 0);
    told.person = assigned.person;
    return {std::move(told)};
  }

  Bodies operator()(const TrainingOverdue& overdue) const {
    const Training* training = book.find(overdue.training);
    if (training == nullptr) return {};
    NoticeIssued told = about(NoticeReason::TrainingOverdue, *training, site::Severity::Moderate, 1);
    told.person = training->what.person;
    Bodies bodies{told};
    told.person.clear();
    told.post = overdue.post;
    if (!told.post.empty()) bodies.push_back(std::move(told));
    return bodies;
  }

  Bodies operator()(const TrainingFailed& failed) const {
    const Training* training = book.find(failed.training);
    if (training == nullptr || failed.post.empty()) return {};
    NoticeIssued told = about(NoticeReason::TrainingFailed, *training, site::Severity::Moderate, 1);
    told.post = failed.post;
    return {std::move(told)};
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies react(const TrainingBook& book, const Event& event) { return visit(TrainingTold{book, event}, event.body); }

std::string outdated(const Notice& notice, const TrainingBook& book) {
  return book.find(notice.what.training) == nullptr ? "the training is over" : "";
}

}  // namespace davy::core::training_notices
