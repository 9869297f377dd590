#pragma once
// Backtest: what a site's rules would have said about recorded samples, in the samples' own time.
//
// Runs the daemon's own loop over ports that lead nowhere: no device answers, nobody is told, nobody acknowledges. Time passes in steps of
// a second between the rows, so that silence and delays are seen as they would have been. Of history, use only_alarms() of a site. One thread.

#include "core/alarm/rang_alarm.hpp"
#include "runtime/loop.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace davy::analysis {

// One alarm, from raised to returned.
struct Occurrence {
  site::ConditionIndex condition;
  Instant onset;   // source time at which its condition began
  Instant raised;  // when it was known
  std::optional<Instant> returned;
  double value = 0;
  core::Aside aside = core::Aside::No;  // Suppressed: it rang for nobody
  std::optional<Instant> told = {};     // when it first rang, where that is later than `raised`
};

// The site without interlocks and work orders: they follow alarms and change none, and no valve of the past answers a command of today.
site::Site only_alarms(site::Site site);

class Backtest {
 public:
  // `directory` must outlive it. Time begins at `begin`.
  Backtest(const site::Directory& directory, Instant begin);
  ~Backtest();

  // Lets time pass until `now`, then takes samples that arrive together. `now` does not go back.
  void feed(std::vector<core::Sample> samples, Instant now);

  // As feed(), of samples in the order of their arrival: each batch that could change something is taken at its own arrival, what is calm goes by.
  // Nothing may have arrived before what was fed earlier.
  void play(std::span<const core::Sample> samples);
  void pass(Instant until);  // lets time pass

  // What was raised until now, in that order.
  const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  const std::vector<core::RangFlood>& floods() const { return floods_; }
  core::Fates fates() const;

 private:
  struct NoField;
  struct Nobody;
  void turn(std::vector<runtime::Message> messages, Instant now);
  void take(const runtime::Turn& turn);
  void note(const core::Event& event);

  const site::Directory& directory_;
  std::unique_ptr<NoField> field_;
  std::unique_ptr<Nobody> nobody_;
  runtime::Loop loop_;
  Instant now_;
  std::vector<Occurrence> occurrences_;
  std::map<core::AlarmId, std::size_t> open_;  // into occurrences_
  std::set<std::string> suppressed_;           // conditions
  std::vector<core::RangFlood> floods_;
};

}  // namespace davy::analysis
