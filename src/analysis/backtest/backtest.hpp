#pragma once
// Backtest: what a site's rules would have said about recorded samples, in the samples' own time.
//
// Runs the daemon's own loop over ports that lead nowhere: no device answers, nobody is told. What people did then they do again, each deed at its time, where
// the site knows what it is about. Time passes in steps of a second between the rows, so that silence and delays are seen as they would have been. A permit that
// these rules alone take back goes on when its detectors have been well for kGoesOnAfter. Where Davy started then, it starts again: with what stood, and what it would have
// found of each point, after a time in which nothing was seen. Of history, use only_alarms() of a site. One thread.

#include "analysis/backtest/deeds.hpp"
#include "analysis/backtest/permit_times.hpp"
#include "analysis/backtest/recent_samples.hpp"
#include "core/alarm/rang_alarm.hpp"
#include "runtime/loop.hpp"

#include <map>
#include <memory>
#include <optional>
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
  core::Aside aside = core::Aside::No;  // otherwise it rang for nobody
  std::optional<Instant> told = {};     // when it first rang, where that is later than `raised`
  std::optional<Instant> acknowledged = {};
};

// A start of Davy that was played, as its journal tells it.
struct PlayedStart {
  Instant at;
  std::optional<Instant> last_alive;  // nothing was seen from then on; none: nobody knows
  std::string site_version;           // that it started with: the rules that are tried may be others

  bool operator==(const PlayedStart&) const = default;
};

// The site without work orders, and with interlocks that move nothing: they follow alarms and change none, and no valve of the past answers a command of today.
site::Site only_alarms(site::Site site);

class Backtest {
 public:
  // `directory` must outlive it. Time begins at `begin`; deeds, in journal order, may be older: what they brought about stands then.
  Backtest(const site::Directory& directory, Instant begin, Deeds deeds = {});
  ~Backtest();

  // Lets time pass until `now`, then takes samples that arrive together. `now` does not go back.
  void feed(std::vector<core::Sample> samples, Instant now);

  // As feed(), of samples in the order of their arrival: each batch that could change something is taken at its own arrival, what is calm goes by.
  // Nothing may have arrived before what was fed earlier.
  void play(std::span<const core::Sample> samples);
  void pass(Instant until);  // lets time pass, with what was done until then

  // What was raised until now, in that order.
  const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  const std::vector<core::RangFlood>& floods() const { return floods_; }
  core::Fates fates() const;
  core::Truth truth(site::ConditionIndex condition) const { return loop_->detector().truth(condition); }  // as of what was played
  const std::vector<PlayedStart>& starts() const { return starts_; }                                      // in their order

 private:
  struct NoField;
  struct Nobody;
  struct SetAside {
    bool shelved = false;
    bool suppressed = false;
    bool out_of_service = false;
  };
  runtime::Recovered recovered(Instant begin);
  void play_until(std::span<const core::Sample> samples);
  void step_until(Instant until);
  void act(const PastDeed& deed);
  void start_again(const core::SystemStarted& started, Instant now);
  void remember(std::span<const core::Sample> samples);
  void go_on();
  static core::Aside how(const SetAside& aside);
  void turn(std::vector<runtime::Message> messages, Instant now);
  void take(const runtime::Turn& turn);
  void take(const core::Event& event);
  void raise(const core::AlarmRaised& raised, const core::Event& event);
  void note_aside(const core::Event& event);
  void tell(const std::string& condition, Instant now);
  void note_flood(const core::Event& event);

  const site::Directory& directory_;
  std::vector<Occurrence> occurrences_;
  std::map<core::AlarmId, std::size_t> open_;   // into occurrences_
  std::map<core::AlarmId, std::size_t> known_;  // those too that are over
  std::map<std::string, SetAside> aside_;       // by condition
  std::vector<core::RangFlood> floods_;
  std::vector<core::PermitId> taken_back_;  // by detectors
  Deeds deeds_;
  DeedBook book_;
  std::size_t next_deed_ = 0;
  std::unique_ptr<NoField> field_;
  std::unique_ptr<Nobody> nobody_;
  std::optional<runtime::Loop> loop_;
  Instant now_;
  Instant begin_;
  Instant last_start_ = Instant::before_all();  // that is still to be played, or was
  std::vector<PlayedStart> starts_;
  core::Fates earlier_;  // of the lives before
  RecentSamples recent_;
};

}  // namespace davy::analysis
