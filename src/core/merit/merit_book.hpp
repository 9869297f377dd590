#pragma once
// MeritBook: what each person has earned in the newest months, so that nobody earns more in one than the site's rule allows.
//
// Who reported a hazard earns when another person grades it, more when it is major; who mended it when the reviews have closed it and the last mending was in
// time; who reviewed it then, too. Each earns in one of these parts only: the reporter nothing for mending or reviewing, a mender nothing for reviewing.
// Nobody earns by a report without a name, by one that was merged or dismissed, or by grading their own. What is given is an event: a rule that changes later
// changes nothing of it.

#include "core/alarm/alarm_book.hpp"
#include "core/hazard/hazard_book.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core {

struct MeritBook {
  using Sums = std::map<std::string, std::uint32_t>;  // by login
  std::map<std::string, Sums> months;                 // the newest two: a clock that is set back finds what it had given
  DAVY_FIELDS(months)
};

namespace merit {
// `before`: the hazard that the event happened to, as it was until then.
Bodies react(const MeritBook& book, const site::Site& site, const Hazard& before, const Event& event);
void evolve(MeritBook& book, const Event& event);

std::string month_of(Instant at, Duration utc_offset);  // "2026-11"
// The rule as people read it, one sentence a part.
std::vector<Text> in_words(const site::MeritRule& rule);
}  // namespace merit

}  // namespace davy::core
