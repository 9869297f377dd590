#pragma once
// A history that is lived first: the daemon's own loop takes batches as they arrive, while people ask for this and that, and what is committed is
// kept. For tests only.
//
// What rang is told by the name of the condition, so that it can be laid beside a replay under another site. Told are the alarms that samples make true and
// return: not those of silence, and none of an actuator.

#include "analysis/backtest/backtest.hpp"
#include "core/detect/recent_window.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace davy::analysis {

struct LivedAlarm {
  std::string condition;
  Instant onset;
  double value = 0;
  Instant raised;
  std::optional<Instant> returned;
  core::Aside aside = core::Aside::No;  // otherwise it rang for nobody
};

inline std::ostream& operator<<(std::ostream& out, const LivedAlarm& rang) {
  return out << rang.condition << " since " << to_text(rang.onset) << " at " << rang.value << ", known " << to_text(rang.raised)
             << ", returned " << (rang.returned ? to_text(*rang.returned) : "never") << ", aside: " << name_of(rang.aside);
}

inline bool is_of_samples(const site::Condition& condition) {
  return condition.kind != site::ConditionKind::Stale && condition.kind != site::ConditionKind::ActuatorFault;
}

// By condition, then in the order in which they rang: conditions that ring on one sample have no order among them.
inline std::vector<LivedAlarm> by_condition(std::vector<LivedAlarm> rang) {
  std::ranges::stable_sort(rang, {}, &LivedAlarm::condition);
  return rang;
}

inline std::vector<LivedAlarm> rang_in(const Backtest& backtest, const site::Directory& directory) {
  std::vector<LivedAlarm> rang;
  for (const Occurrence& each : backtest.occurrences())
    if (is_of_samples(directory.site()[each.condition]))
      rang.push_back({directory.name_of(each.condition), each.onset, each.value, each.raised, each.returned, each.aside});
  return by_condition(std::move(rang));
}

class LivedHistory {
 public:
  // `directory` must outlive it.
  LivedHistory(const site::Directory& directory, Instant begin)
      : directory_(directory),
        loop_(std::in_place, directory, field_, nobody_, runtime::LoopOptions(), runtime::Recovered(), begin),
        now_(begin) {
    take(loop_->start(begin));
    take(loop_->go(begin));
  }

  // The loop's ticks until then; `until` does not go back.
  void pass(Instant until) {
    while (now_ + kTick < until) turn({}, now_ + kTick);
  }
  // The samples arrived earlier, and waited until now.
  void arrive(std::vector<core::Sample> samples, Instant now) {
    std::vector<runtime::Message> messages;
    messages.emplace_back(std::move(samples));
    turn(std::move(messages), now);
  }
  // Davy crashes, and starts at `now` with what the store has: all that was committed, and of each point the recent samples.
  void start_again(Instant now) {
    earlier_ += loop_->fates();
    ++crashes_;
    const runtime::Recovered recovered{.state = loop_->state(), .events = {}, .samples = recent(), .last_alive = now_};
    loop_.emplace(directory_, field_, nobody_, runtime::LoopOptions(), recovered, now);
    now_ = now;
    take(loop_->start(now));
    take(loop_->go(now));
  }
  // What is asked for at great length, as a permit, and what other systems tell.
  void live(core::EventBody body) {
    std::vector<runtime::Message> messages;
    messages.emplace_back(core::Lived{"user:li", std::move(body)});
    turn(std::move(messages), now_);
  }
  void ask(core::Request request) {
    std::vector<runtime::Message> messages;
    const auto done = [this](const runtime::Answer& answer) { granted_ += std::holds_alternative<runtime::Accepted>(answer) ? 1 : 0; };
    messages.emplace_back(runtime::Ask{{{"li", core::Role::SafetyOfficer, {}}, std::move(request)}, done});
    turn(std::move(messages), now_);
  }

  const core::State& state() const { return loop_->state(); }
  // Of all lives.
  core::Fates fates() const {
    core::Fates all = earlier_;
    return all += loop_->fates();
  }
  core::Truth truth(site::ConditionIndex condition) const { return loop_->detector().truth(condition); }
  std::size_t crashes() const { return crashes_; }
  std::size_t granted() const { return granted_; }                           // of what people asked for
  const std::vector<core::Sample>& committed() const { return committed_; }  // in the order in which they were taken
  std::vector<LivedAlarm> rang() const { return by_condition(rang_); }
  // Of the journal.
  Deeds deeds() {
    return reader_.give([this](core::AlarmId id) {
      const auto found = conditions_.find(id);
      return found == conditions_.end() ? std::string() : found->second;
    });
  }
  // What a tick sees: when shelves ran out, and when alarms went blind.
  const std::vector<Instant>& ran_out() const { return ran_out_; }
  const std::vector<Instant>& went_blind() const { return went_blind_; }

 private:
  static constexpr Duration kTick = Duration::from_ms(100);  // the daemon's

  struct NoField final : runtime::Field {
    void send(const runtime::FieldCommand&) override {}
  };
  struct Nobody final : runtime::Notifier {
    void notify(const core::Notice&) override {}
  };

  void turn(std::vector<runtime::Message> messages, Instant now) {
    now_ = now;
    take(loop_->turn(messages, now));
  }
  // As store/historian/recent.hpp has it.
  std::vector<core::Sample> recent() const {
    std::vector<core::Sample> found;
    const std::vector<core::RecentWindow> windows = core::recent_windows(directory_.site());
    for (std::size_t p = 0; p < windows.size(); ++p) {
      std::vector<core::Sample> own;
      for (const core::Sample& sample : committed_)
        if (sample.point.get() == p && sample.source <= sample.arrival + core::kClockTolerance) own.push_back(sample);
      if (own.empty()) continue;
      const Instant newest = std::ranges::max(own, {}, &core::Sample::source).source;
      std::erase_if(own, [&](const core::Sample& sample) { return sample.source < newest - windows[p].length; });
      std::ranges::stable_sort(own, {}, &core::Sample::source);
      found.insert(found.end(), own.begin(), own.end());
    }
    return found;
  }
  void take(const runtime::Turn& turn) {
    committed_.insert(committed_.end(), turn.commit.samples.begin(), turn.commit.samples.end());
    for (const core::Event& event : turn.commit.events) tell(event);
    for (const auto& pending : turn.answers) pending.done(pending.answer);
  }
  void tell(const core::Event& event) {
    reader_.take(event);
    set_aside(event.body);
    if (const auto* acked = get_if<core::AlarmAcknowledged>(&event.body)) acked_.insert(acked->alarm);
    if (const auto* ended = get_if<core::AlarmUnshelved>(&event.body); ended != nullptr && ended->ended == core::Ended::Expired)
      ran_out_.push_back(event.time);
    if (holds<core::AlarmBlinded>(event.body)) went_blind_.push_back(event.time);
    if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) conditions_[core::AlarmId(event.seq)] = raised->condition;
    if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) {
      if (!is_of_samples(directory_.site()[*directory_.condition(raised->condition)])) return;
      open_[core::AlarmId(event.seq)] = rang_.size();
      rang_.push_back({raised->condition, raised->onset, raised->value, event.time, std::nullopt,
                       aside_[raised->condition].empty() ? core::Aside::No : *aside_[raised->condition].rbegin()});
    } else if (const auto* returned = get_if<core::AlarmReturned>(&event.body)) {
      if (const auto at = open_.find(returned->alarm); at != open_.end()) rang_[at->second].returned = event.time;
    }
  }

  // As the view of alarms has it.
  void set_aside(const core::EventBody& body) {
    if (const auto* shelved = get_if<core::AlarmShelved>(&body)) aside_[shelved->condition].insert(core::Aside::Shelved);
    if (const auto* suppressed = get_if<core::AlarmSuppressed>(&body)) aside_[suppressed->condition].insert(core::Aside::Suppressed);
    if (const auto* out = get_if<core::AlarmTakenOutOfService>(&body)) aside_[out->condition].insert(core::Aside::OutOfService);
    if (const auto* back = get_if<core::AlarmUnshelved>(&body)) let_ring(back->condition, core::Aside::Shelved);
    if (const auto* back = get_if<core::AlarmUnsuppressed>(&body)) let_ring(back->condition, core::Aside::Suppressed);
    if (const auto* back = get_if<core::AlarmReturnedToService>(&body)) let_ring(back->condition, core::Aside::OutOfService);
  }
  void let_ring(const std::string& condition, core::Aside no_more) {
    aside_[condition].erase(no_more);
    if (!aside_[condition].empty()) return;
    for (const auto& [id, index] : open_)
      if (rang_[index].condition == condition && !rang_[index].returned && !acked_.contains(id)) rang_[index].aside = core::Aside::No;
  }

  const site::Directory& directory_;
  NoField field_;
  Nobody nobody_;
  std::optional<runtime::Loop> loop_;
  core::Fates earlier_;  // of the lives before
  std::size_t crashes_ = 0;
  Instant now_;
  std::size_t granted_ = 0;
  std::vector<core::Sample> committed_;
  std::vector<LivedAlarm> rang_;
  std::map<core::AlarmId, std::size_t> open_;  // into rang_
  std::map<core::AlarmId, std::string> conditions_;
  std::map<std::string, std::set<core::Aside>> aside_;  // the strongest last
  std::set<core::AlarmId> acked_;
  DeedReader reader_;
  std::vector<Instant> ran_out_, went_blind_;
};

}  // namespace davy::analysis
