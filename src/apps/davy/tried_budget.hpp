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
  analysis::Span span;
  std::vector<std::string> missing;  // what of the history could not be read
};

// The newest `length` of the history, as analysis/backtest plays it; an error when it holds no sample of a point of the site.
Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, Duration length);

// That of a span: the first site's, for a second one.
Result<TriedBudget> try_budget(const site::Directory& directory, const std::string& data_folder, analysis::Span span);

// One for each duty over its budget: an error when the change breaks it, a warning when it only lessens what was too much.
std::vector<site::Finding> budget_findings(const TriedBudget& tried, const TriedBudget* before);

// "operator of plant in day: 3.2 alarms an hour, at most 9 in one, budget 6; 182 conditions", a line each.
std::string budget_for_people(const TriedBudget& tried);

}  // namespace davy::apps
