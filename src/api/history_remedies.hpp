#pragma once
// History remedies: for each condition that chattered or was fleeting in a span, what would end it, found by trial on its point's own history.
//
// Blocks for as long as it takes to read the samples of each such point once; the worst kRemediesMax conditions are tried.

#include "analysis/backtest/remedy.hpp"
#include "api/history_jobs.hpp"
#include "site/directory.hpp"
#include "store/historian/answer.hpp"

#include <string>
#include <vector>

namespace davy::api {

inline constexpr std::size_t kRemediesMax = 20;

struct RemedyWish {
  std::string data;
  store::Range range;
};

struct ConditionRemedy {
  std::string condition;
  std::string post;                  // that answered it most often
  std::size_t alarms = 0;            // that rang, by the journal, like the next two
  std::size_t most_in_a_minute = 0;  // 0: it did not chatter
  std::size_t fleeting = 0;
  analysis::Tried tried;
  std::vector<std::string> missing;  // samples that could not be read
};

struct RemedyReport {
  std::vector<ConditionRemedy> conditions;  // the worst first
  std::size_t left_out = 0;                 // beyond kRemediesMax
};

Result<RemedyReport> find_remedies(const site::Directory& directory, const RemedyWish& wish, const GoOn& go_on);

using RemedyJob = HistoryJob<RemedyWish, RemedyReport>;

class Remedies final : public HistoryJobs<RemedyWish, RemedyReport> {
 public:
  // The directory must outlive it.
  explicit Remedies(const site::Directory& directory)
      : HistoryJobs([&directory](const RemedyWish& wish, const GoOn& go_on) { return find_remedies(directory, wish, go_on); }) {}
};

}  // namespace davy::api
