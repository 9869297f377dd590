#pragma once
// Confirmed: which alarms of the past were real, as far as the journal knows: those whose work order people handled and another person approved.
//
// An alarm whose order nobody closed, or that has none, is not known to be real, nor to be false. Costs O(all alarms of the conditions since `from`).

#include "store/historian/answer.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

// From onset to return of each such alarm of these conditions that rang in the range, in the order of their onsets.
Result<std::vector<Range>> confirmed_alarms(Queries& queries, const std::vector<std::string>& conditions, Range range);

}  // namespace davy::store
