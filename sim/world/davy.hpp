#pragma once
// Davy: the process in a world: its lives, its crashes, and the production engine and writer (runtime::Works) driven step by step.
//
// What two threads do at once happens here one after the other, in an order that chance draws: the engine wakes some time after something was queued,
// the writer takes a group some time after a turn, publishes it some time after it was written. While a commit takes time, all else goes on within it. One thread.

#include "runtime/works.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/fault_plan.hpp"
#include "sim/world/ground.hpp"
#include "sim/world/planted.hpp"
#include "sim/world/workload.hpp"

#include <functional>
#include <memory>

namespace davy::sim {

class Davy {
 public:
  struct Outside {
    std::function<void(const runtime::FieldCommand&)> command;  // left for the field
  };
  struct Settings {
    const site::Directory& directory;
    const Workload& work;
    const FaultPlan& faults;
    Planted planted = Planted::None;
  };
  // All must outlive it.
  Davy(Ground& ground, const Settings& settings, Disk& disk, Outside outside);
  ~Davy();

  void begin();  // the first life, now
  bool up() const { return works_ != nullptr && going_; }
  int lives() const { return life_; }
  const core::State* state() const { return up() ? &works_->loop().state() : nullptr; }

  // What is brought to it. False: nobody took it.
  bool samples(runtime::Samples offered);
  void keep(runtime::Samples offered,
            const std::function<void(bool)>& done);  // once, with whether they are durable; never when it crashes before
  void report(runtime::Message report);
  void ask(core::PersonRequest request);

  void crash(Duration down);
  void stop(Duration down);  // in order, then a new life
  void end_faults() { calm_ = true; }
  // Nothing new comes; what is under way is written and told of. False: it does not come to rest.
  bool settle();

 private:
  class TroubledStore;
  class FieldPort;
  class NoticePort;

  void begin_life();
  void end_life(Duration down);
  void go();
  void turn();
  void saw_turn(step::Turned::Kind kind);
  void write();
  void publish();
  void after_publish();
  void wake_engine(Duration in);
  void wake_writer(Duration in);
  void give(const runtime::Samples& offered, step::Accepted::From from);
  void hear_of(const core::Notice& notice);
  void forge_read_back(const runtime::FieldCommand& command);
  runtime::Samples as_brought(runtime::Samples offered);
  runtime::Recovered as_recovered(runtime::Recovered recovered) const;
  bool crashes_at(CrashPoint point);
  const StoreTrouble* trouble() const;
  Duration soon(Duration at_most) { return draw_between(ground_.chance(), Duration(), at_most); }

  Ground& ground_;
  const Settings settings_;
  Disk& disk_;
  const Outside outside_;
  std::unique_ptr<FieldPort> field_;
  std::unique_ptr<NoticePort> notices_;
  std::unique_ptr<TroubledStore> store_;
  std::unique_ptr<runtime::Works> works_;
  std::vector<std::unique_ptr<TroubledStore>> dead_stores_;  // until whoever calls them has returned
  std::vector<std::unique_ptr<runtime::Works>> dead_works_;
  int life_ = 0;
  bool going_ = false;
  bool calm_ = false;  // no more faults
  std::size_t next_crash_ = 0;
  Instant engine_at_ = Instant::never();
  Instant writer_at_ = Instant::never();
  enum class Writing { Idle, InHand, Committing, Written } writing_ = Writing::Idle;
  std::vector<runtime::Samples> queued_;  // accepted, not yet in a turn
  std::string first_command_;             // for a planted fault
};

}  // namespace davy::sim
