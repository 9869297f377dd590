#pragma once
// Site check: what is wrong with the files of a site before anybody saves them, and what their rules would have asked of each duty on the history here.
//
// Blocks for as long as it takes to read the samples of all points once: the rules of now and those of the files are tried side by side.

#include "analysis/alarm_budget/alarm_budget.hpp"
#include "api/history_jobs.hpp"
#include "site/load.hpp"
#include "store/historian/answer.hpp"

#include <memory>
#include <string>
#include <vector>

namespace davy::api {

inline constexpr std::size_t kSiteChecksKept = 8;      // each keeps its files
inline constexpr std::size_t kChangedConditions = 20;  // that are named

struct SiteCheckWish {
  std::string data;
  std::string packs;  // their folder
  std::shared_ptr<const site::SourceFiles> files;
  store::Range range;
};

// How often a condition rings by either; none: that site does not have it.
struct ConditionChange {
  std::string condition;
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

struct HistoryCheck {
  store::Range range;  // that has samples
  std::uint64_t samples = 0;
  std::vector<analysis::DutyCheck> duties;  // of the files, in their order
  std::vector<ConditionChange> changes;     // the greatest first, kChangedConditions at most
  std::size_t changes_left_out = 0;
  std::vector<std::string> missing;
};

struct SiteCheckReport {
  std::string version;  // empty: the files have errors
  std::vector<site::Finding> findings;
  std::optional<HistoryCheck> history;  // none: errors, or no samples of these points in that time
};

// What the rules of `after` make of the history, beside those of `before` unless it is null; none: no samples of its points in that time.
Result<std::optional<HistoryCheck>> check_history(const std::string& data_folder, const site::Site* before, const site::Site& after,
                                                  store::Range range, const GoOn& go_on);

Result<SiteCheckReport> check_site(const site::Directory& now, const SiteCheckWish& wish, const GoOn& go_on);

using SiteCheckJob = HistoryJob<SiteCheckWish, SiteCheckReport>;

class SiteChecks final : public HistoryJobs<SiteCheckWish, SiteCheckReport> {
 public:
  // The directory must outlive it.
  explicit SiteChecks(const site::Directory& directory)
      : HistoryJobs([&directory](const SiteCheckWish& wish, const GoOn& go_on) { return check_site(directory, wish, go_on); },
                    kSiteChecksKept) {}
};

}  // namespace davy::api
