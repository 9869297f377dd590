#pragma once
// PlantStory: the small plant, its people and Davy's core, told as a story. For tests only.
//
//   PlantStory plant;
//   plant.gas("ch4-01", 30_lel);
//   plant.after(2_s);
//   EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
//   EXPECT_EQ(plant.asks("wang", AcceptOrder{plant.order("ch4-01:high")}), "done");
//
// Every point sends its value each second; a commanded valve accepts at once and has moved two seconds later; notices leave at once. People: wang
// (worker, operator), zhao (worker, no post), li (team lead, shift-lead), chen (safety officer), root (administrator).
// At the end of every story the journal must fold to the state that stands.

#include "core/detect/detector.hpp"
#include "core/engine/engine.hpp"
#include "core/testing/print.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>

namespace davy::core {

struct Lel {
  double value;
};
constexpr Lel operator""_lel(unsigned long long percent) { return {static_cast<double>(percent)}; }

class PlantStory {
 public:
  explicit PlantStory(site::Site site = make_small_plant()) : site_(std::move(site)) { start(); }
  ~PlantStory() { EXPECT_EQ(print(folded().state()), print(engine_->state())) << "the journal folds to another state"; }
  PlantStory(const PlantStory&) = delete;
  PlantStory& operator=(const PlantStory&) = delete;

  // The plant.
  void gas(std::string_view point, Lel value) { reads(point, value.value); }
  void reads(std::string_view point, double value) { values_[directory_.point(point).value()] = value; }
  void falls_silent(std::string_view point) { silent_.insert(directory_.point(point).value()); }
  void speaks_again(std::string_view point) { silent_.erase(directory_.point(point).value()); }
  void sticks(std::string_view actuator) { stuck_.insert(directory_.actuator(actuator).value()); }
  void is_repaired(std::string_view actuator) { stuck_.erase(directory_.actuator(actuator).value()); }
  void after(Duration time);        // second by second
  void only_timers(Duration time);  // from timer to timer, for days: nobody sends anything

  // People. "done", or the refusal in English.
  std::string asks(const std::string& login, Request request);

  // Davy's surroundings.
  void give(const Input& input) { step(input); }
  void notices_wait() { notices_wait_ = true; }
  void notices_leave() { notices_wait_ = false, send_notices(); }
  void crashes(Duration down);  // killed; after `down` a new process folds the journal and starts
  void changes(site::Site site) { site_ = std::move(site), directory_ = site::Directory(site_); }  // read at the next start

  // What stands.
  const State& state() const { return engine_->state(); }
  const Engine& engine() const { return *engine_; }
  const std::vector<Event>& journal() const { return journal_; }
  Instant now() const { return now_; }
  char letter(std::string_view condition) const;
  const Alarm* alarm(std::string_view condition) const { return state().alarms.of(condition); }
  AlarmId alarm_id(std::string_view condition) const { return alarm(condition) == nullptr ? AlarmId() : alarm(condition)->id; }
  OrderId order(std::string_view condition) const;
  const Order& order_of(std::string_view condition) const { return *state().orders.find(order(condition)); }

  // What the journal says since the last call, of these kinds: "alarm.raised ch4-01:high", "order.escalated ch4-01:high shift-lead".
  std::vector<std::string> wrote(std::string_view kinds = "");
  // Notices that left since the last call: "operator alarm-raised ch4-01:high".
  std::vector<std::string> sent() { return std::exchange(sent_, {}); }
  Engine folded() const;

 private:
  void start();
  void step(const Input& input);
  void take(const std::vector<Event>& events);
  void serve(const CommandRequested& command);
  void second();
  void send_notices();
  std::string line(const Event& event);

  site::Site site_;
  site::Directory directory_{site_};
  Instant now_ = kEight;
  std::optional<Engine> engine_;
  std::optional<Detector> detector_;
  std::vector<Event> journal_;
  std::size_t told_ = 0;
  std::map<std::uint64_t, std::string> subjects_;  // by id: the condition of an alarm or order, what is wrong of a hazard
  std::map<std::string, std::string> commands_;    // "xv-101 closed", by name
  std::map<site::PointIndex, double> values_;
  std::set<site::PointIndex> silent_;
  std::set<site::ActuatorIndex> stuck_;
  struct Move {
    Instant done;
    site::PointIndex feedback;
    double value;
  };
  std::vector<Move> moves_;
  std::deque<CommandRequested> to_serve_;
  bool settling_ = false;
  bool notices_wait_ = false;
  std::vector<std::string> sent_;
};

inline void PlantStory::start() {
  engine_.emplace(folded());
  detector_.emplace(site_, now_);
  detector_->know(state().modes);
  detector_->know(state().facts);
  moves_.clear();
  step(Start{"test", journal_.empty() ? std::nullopt : std::optional(journal_.back().time)});
}

inline Engine PlantStory::folded() const {
  Engine engine(directory_);
  for (const Event& event : journal_) engine.evolve(event);
  return engine;
}

inline void PlantStory::crashes(Duration down) {
  now_ = now_ + down;
  start();
}

inline void PlantStory::step(const Input& input) { take(engine_->step(input, now_).events); }

// What the world does upon it comes after the whole decision: devices serve their commands, then notices leave.
inline void PlantStory::take(const std::vector<Event>& events) {
  journal_.insert(journal_.end(), events.begin(), events.end());
  for (const Event& event : events)
    if (event.body.index() >= EventBody(ModeSet{}).index()) detector_->know(state().modes), detector_->know(state().facts);
  for (const Event& event : events)
    if (const auto* requested = std::get_if<CommandRequested>(&event.body)) to_serve_.push_back(*requested);
  if (std::exchange(settling_, true)) return;
  while (!to_serve_.empty()) {
    const CommandRequested command = to_serve_.front();
    to_serve_.pop_front();
    serve(command);
  }
  send_notices();
  settling_ = false;
}

// As a device does: takes the command, and moves unless it is stuck.
inline void PlantStory::serve(const CommandRequested& command) {
  step(CommandReport{command.command, CommandStage::Sent, ""});
  step(CommandReport{command.command, CommandStage::Accepted, ""});
  const site::ActuatorIndex index = directory_.actuator(command.actuator).value();
  if (stuck_.contains(index)) return;
  const site::Actuator& actuator = site_[index];
  for (const site::ActuatorState& state : actuator.states)
    if (state.name == command.state) moves_.push_back({now_ + 2_s, actuator.feedback, state.feedback_value});
}

inline void PlantStory::send_notices() {
  while (!notices_wait_ && !state().notices.waiting.empty()) {
    const auto [id, notice] = *state().notices.waiting.begin();
    const std::string why = notice::outdated(notice, state().alarms, state().orders);
    if (why.empty()) sent_.push_back(notice.what.post + " " + std::string(name_of(notice.what.reason)) + " " + notice.what.condition);
    step(NoticeReport{id, why.empty() ? NoticeStage::Sent : NoticeStage::Dropped, "test", why});
  }
}

inline void PlantStory::second() {
  for (const Move& move : moves_)
    if (move.done <= now_) values_[move.feedback] = move.value;
  std::erase_if(moves_, [&](const Move& move) { return move.done <= now_; });

  std::vector<Sample> samples;
  for (std::size_t i = 0; i < site_.points.size(); ++i)
    if (const site::PointIndex point(i); !silent_.contains(point)) samples.push_back({point, Quality::Good, values_[point], now_, now_});
  Findings findings;
  detector_->feed(samples, findings);
  detector_->tick(now_, findings);
  for (const Edge& edge : findings.edges) step(edge);
  for (const LateFinding& finding : findings.late) step(finding);
  for (const site::Actuator& actuator : site_.actuators)
    if (!silent_.contains(actuator.feedback)) step(FeedbackSeen{actuator.feedback, values_[actuator.feedback], now_});
  if (engine_->next_due() <= now_) step(Tick{});
}

inline void PlantStory::after(Duration time) {
  for (const Instant end = now_ + time; now_ < end;) {
    now_ = std::min(now_ + 1_s, end);
    second();
  }
}

inline void PlantStory::only_timers(Duration time) {
  const Instant end = now_ + time;
  for (; engine_->next_due() <= end; step(Tick{})) now_ = std::max(now_, engine_->next_due());
  now_ = end;
}

inline std::string PlantStory::asks(const std::string& login, Request request) {
  static const std::map<std::string, Actor> kPeople{{"wang", {"wang", Role::Worker, {"operator"}}},
                                                    {"zhao", {"zhao", Role::Worker, {}}},
                                                    {"li", {"li", Role::TeamLead, {"shift-lead"}}},
                                                    {"chen", {"chen", Role::SafetyOfficer, {"safety-officer"}}},
                                                    {"root", {"root", Role::Administrator, {}}}};
  const Decision decision = engine_->step(PersonRequest{kPeople.at(login), std::move(request)}, now_);
  take(decision.events);
  return decision.refusal ? decision.refusal->message.en : "done";
}

inline char PlantStory::letter(std::string_view condition) const {
  const Alarm* found = alarm(condition);
  return core::letter(found == nullptr ? AlarmState::Normal : state_of(*found));
}

inline OrderId PlantStory::order(std::string_view condition) const {
  const auto found = state().orders.open.find(condition);
  return found == state().orders.open.end() ? OrderId() : found->second;
}

inline std::vector<std::string> PlantStory::wrote(std::string_view kinds) {
  std::vector<std::string> lines;
  for (; told_ < journal_.size(); ++told_) {
    std::string written = line(journal_[told_]);
    if (written.starts_with(kinds)) lines.push_back(std::move(written));
  }
  return lines;
}

inline std::string PlantStory::line(const Event& event) {
  return std::visit(
      [&](const auto& body) {
        std::string text(body.kKind);
        if constexpr (requires { body.actuator; }) commands_[body.command] = body.actuator + " " + body.state;
        if constexpr (requires { body.condition; })
          text += " " + (subjects_[event.seq] = body.condition);
        else if constexpr (requires { body.order; })
          text += " " + subjects_[body.order.get()];
        else if constexpr (requires { body.hazard; })
          text += " " + subjects_[body.hazard.get()];
        else if constexpr (requires { body.what; })
          text += " " + (subjects_[event.seq] = body.what);
        else if constexpr (requires { body.alarm; })
          text += " " + subjects_[body.alarm.get()];
        else if constexpr (requires { body.notice; })
          text += " " + subjects_[body.notice.get()];
        else if constexpr (requires { body.command; })
          text += " " + commands_[body.command];
        else if constexpr (requires { body.row; })
          text += " " + body.row;
        if constexpr (requires { body.post; }) text += " " + body.post;
        return text;
      },
      event.body);
}

}  // namespace davy::core
