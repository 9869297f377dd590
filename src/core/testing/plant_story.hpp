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
  explicit PlantStory(site::Site site = make_small_plant());
  ~PlantStory();
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

}  // namespace davy::core
