#pragma once
// Notices about trainings: that somebody is to learn something (to the person), that it is overdue (to the person and the post above), that all attempts
// are used up (to the post above).

#include "core/notice/notice_book.hpp"

namespace davy::core::training_notices {

Bodies react(const TrainingBook& book, const Event& event);

// Of a notice about a training: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const TrainingBook& book);

}  // namespace davy::core::training_notices
