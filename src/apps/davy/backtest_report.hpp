#pragma once
// What `davy backtest` prints, for people in the language of the process and as JSON, which is the same in both (docs/formats/backtest.md).

#include "analysis/alarm_load/alarm_load.hpp"
#include "analysis/backtest/trial.hpp"
#include "analysis/backtest/truth.hpp"
#include "base/said.hpp"

#include <string>
#include <vector>

namespace davy::apps {

// One set of rules, and what it made of the history.
struct BacktestSide {
  Said rules;  // the site folder, or that it is what rang by the journal
  std::vector<core::RangAlarm> alarms;
  std::vector<core::RangFlood> floods;
  analysis::Verdict verdict;
  std::vector<analysis::PostLoad> loads;
};

struct BacktestReport {
  std::string data;  // the folder, for the commands that show the samples
  analysis::Span span;
  core::Fates fates;  // of the samples, by the rules that were tried
  double seconds = 0;
  std::optional<std::vector<analysis::TruthWindow>> truth;
  BacktestSide tried;
  BacktestSide today;
  std::vector<analysis::PlayedStart> starts;  // of Davy
  std::vector<std::string> missing;           // chunks that could not be read
};

// "tried" beside "today", a line a figure.
std::string backtest_text(const BacktestReport& report);
std::string backtest_json(const BacktestReport& report);

}  // namespace davy::apps
