#pragma once
// What trainings ask for: that one person passes a course by a day. A part of the book.

#include "core/obligation/obligation_desk.hpp"

namespace davy::core {

class ObligationBook::TrainingFold {
 public:
  explicit TrainingFold(const Desk& desk) : desk_(desk) {}

  // Of the post because of which it is learnt, else of the first that the person holds.
  void operator()(const TrainingAssigned& assigned) const {
    const MatterRef ref{MatterKind::Training, desk_.event().seq};
    ObligedMatter& matter = desk_.open_matter(ref);
    matter.worker = assigned.person;
    matter.post = assigned.because == TrainingBecause::Post ? assigned.about : desk_.post_of(assigned.person);
    desk_.ask(ref, {.step = Step::PassTraining, .post = matter.post, .people = desk_.by_name(assigned.person), .due = assigned.due});
  }
  void operator()(const TrainingPassed& passed) const {
    const MatterRef ref{MatterKind::Training, passed.training.get()};
    desk_.answer_as(ref, Step::PassTraining, passed.person);
    desk_.close_matter(ref);
  }
  void operator()(const TrainingWithdrawn& withdrawn) const { desk_.close_matter({MatterKind::Training, withdrawn.training.get()}); }

 private:
  const Desk& desk_;
};

}  // namespace davy::core
