#pragma once
// What the plans ask for: every care that is to be open, when each is due, and until when the calibration of a card holds. Pure.

#include "core/care/care_book.hpp"

namespace davy::core::care {

// Something that the book is to hear, and from when on.
struct Coming {
  Instant at;
  EventBody body;
};

// In the order in which it is to be told. Of what has been so for long, `at` is before_all().
std::vector<Coming> coming(const CareBook& book, const site::Directory& directory, Instant now);

// Of one card: what has changed of its calibration, if anything has.
Bodies calibration_change(const CareBook& book, const site::Directory& directory, const std::string& card, Instant now);

// The one of the class that is due the most often; null: none.
const CarePlan* plan_of(const CareBook& book, const CareCard& card, CareWork work);

// Who answers for work that no plan asks for.
std::string post_for(const CareBook& book, const site::Directory& directory, const CareCard* card, std::string_view device, CareWork work,
                     Instant now);

// The care of a card or a device beside its plans.
CareIssued unplanned(const CareBook& book, const site::Directory& directory, const std::string& card, CareWork work, Instant now);

}  // namespace davy::core::care
