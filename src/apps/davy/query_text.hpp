#pragma once
// What `davy query` prints: one line a sample, interval or gap, for people or as CSV (RFC 4180) with a line of headings.
//
// Values have as many digits as bring back the same double; what there is none of is empty. Times are RFC 3339, UTC.

#include "store/historian/answer.hpp"

namespace davy::apps {

enum class Form { Text, Csv };

std::string readings_text(const std::vector<store::Reading>& readings, Form form);
std::string intervals_text(const std::vector<store::Interval>& intervals, Form form);
std::string gaps_text(const std::vector<store::Range>& gaps, Form form);
std::string thinned_text(const store::Thinned& stretch);  // a line about it

}  // namespace davy::apps
