#pragma once
// Tries a site's rules on the samples of a data folder, and says which duties they would ask more of than their alarm budget.

#include "analysis/alarm_budget/alarm_budget.hpp"
#include "base/result.hpp"
#include "site/finding.hpp"

#include <string>
#include <vector>

namespace davy::apps {

struct TriedBudget {
  std::vector<analysis::DutyLoad> loads;
  analysis::BudgetSpan span;
  std::vector<std::string> missing;  // what of the history could not be read
};

// The newest `length` of the history. Each sample counts as having come when it was measured; points that the site does not have are left out.
Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, Duration length);

// The history for a second site is the first one's span.
Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, analysis::BudgetSpan span);

// One for each duty over its budget: an error when the change breaks it, a warning when it only lessens what was too much.
std::vector<site::Finding> budget_findings(const TriedBudget& tried, const TriedBudget* before);

// "operator of plant in day: 3.2 alarms an hour, at most 9 in one, budget 6; 182 conditions", a line each.
std::string budget_for_people(const TriedBudget& tried);

}  // namespace davy::apps
