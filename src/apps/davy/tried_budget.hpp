#pragma once
// What `davy check --data` says of the alarm budgets of a site's duties, by api/site_check.

#include "api/site_check.hpp"
#include "base/result.hpp"
#include "site/finding.hpp"

#include <string>
#include <vector>

namespace davy::apps {

// The newest `length` of the history, by the rules of `tried` beside those of `today` unless it is null; an error when it holds no sample of a point of the site.
Result<api::HistoryCheck> try_newest(const std::string& data_folder, const site::Site* today, const site::Site& tried, Duration length);

// One for each duty over its budget: an error when the change breaks it, a warning when it only lessens what was too much.
std::vector<site::Finding> budget_findings(const api::HistoryCheck& check);

// "operator of plant in day: 3.2 alarms an hour, at most 9 in one, budget 6; 182 conditions", a line each.
std::string budget_for_people(const api::HistoryCheck& check, Language language = Language::En);

}  // namespace davy::apps
