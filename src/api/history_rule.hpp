#pragma once
// History rule: one rule that stands in no file yet, laid over the site that runs, judged by the reader of sites and tried on the history beside the rule of now.
//
// Blocks for as long as it takes to read the samples of the points that the rule reads once. Nothing is changed.

#include "analysis/alarm_budget/alarm_budget.hpp"
#include "api/history_jobs.hpp"
#include "api/history_sweep.hpp"
#include "site/rule_draft.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace davy::api {

struct RuleWish {
  std::string data;
  std::string site_folder;
  std::string packs;  // their folder
  std::string kept =
      {};  // the blob with the files of the site that runs (store/site_copy.hpp), for where the folder holds others; empty: nobody knows it
  site::RuleDraft draft;
  std::vector<double> limits = {};  // beside the one of the draft; of a rule with a limit
  std::vector<Duration> delays = {};
  store::Range range;
};

struct RuleHistory {
  store::Range range;  // that has samples
  std::uint64_t samples = 0;
  std::size_t windows = 0;  // real things that the journal knows at the point
  std::optional<analysis::SweepCell>
      now;  // the rule as it runs; none: there is none of this name, or it counts orders or hazards, which nobody plays
  std::vector<analysis::SweepCell> cells;   // the first as the draft says it, then by limit and delay
  std::vector<analysis::DutyCheck> duties;  // with the rule as the draft says it, beside what rang; those that answer for something
  std::vector<analysis::PlayedStart> starts;
  std::vector<std::string> missing;

  bool breaks_a_budget() const;
};

struct RuleReport {
  site::RuleYaml yaml;                      // to be pasted
  std::vector<site::Finding> findings;      // of the rule, and what the rest of the site says against it
  std::optional<site::ConditionKind> kind;  // none: it has errors
  std::optional<RuleHistory> history;       // none: errors, or no samples in that time
};

// Of `now`, the site that runs, also while the site folder holds other rules. Failed: and these are not kept.
Result<RuleReport> try_rule(const site::Directory& now, const RuleWish& wish, const GoOn& go_on);

using RuleTrialJob = HistoryJob<RuleWish, RuleReport>;

class RuleTrials final : public HistoryJobs<RuleWish, RuleReport> {
 public:
  // The directory must outlive it.
  explicit RuleTrials(const site::Directory& directory)
      : HistoryJobs([&directory](const RuleWish& wish, const GoOn& go_on) { return try_rule(directory, wish, go_on); }) {}
};

}  // namespace davy::api
