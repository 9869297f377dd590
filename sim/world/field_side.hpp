#pragma once
// FieldSide: the plant with its devices and the links between them and Davy.
//
// Each device reads its points once a period, with its own clock, and sends them as a batch; what its link does to messages the fault plan says. Some
// senders wait until a batch is durable and send it again until it is. A device acts once per command name and never after its expiry. One thread.

#include "sim/plant/plant.hpp"
#include "sim/world/davy.hpp"

#include <map>
#include <set>

namespace davy::sim {

class FieldSide {
 public:
  // All must outlive it. `davy` is told to it before begin().
  FieldSide(Ground& ground, const Davy::Settings& settings, std::uint64_t seed);

  void begin(Davy& davy);
  void take(const runtime::FieldCommand& command);  // from Davy's wire
  void end_faults() { calm_ = true; }

 private:
  struct DeviceState {
    std::vector<site::PointIndex> points;
    DeviceClock clock;
    std::vector<runtime::Samples> backlog;
    bool cut = false;
  };

  void read(std::size_t device);
  runtime::Samples reading(std::size_t device);
  void send(std::size_t device, runtime::Samples batch);
  void on_the_way(runtime::Samples batch);
  void arrive(runtime::Samples batch, int tries);
  void arrive_kept(const runtime::Samples& batch, int tries);
  void set_cut(std::size_t device, const LinkCut* cut);
  void device_takes(const runtime::FieldCommand& command);
  void reply(const runtime::FieldCommand& command, const CommandReply& reply);
  const LinkCut* cut_of(std::size_t device) const;
  Instant device_time(std::size_t device) const;
  const LinkFaults& to_davy() const { return calm_ ? kGoodLink : settings_.faults.to_davy; }
  const LinkFaults& to_field() const { return calm_ ? kGoodLink : settings_.faults.to_field; }
  Duration delay(const LinkFaults& link);

  static inline const LinkFaults kGoodLink;

  Ground& ground_;
  const Davy::Settings settings_;
  Davy* davy_ = nullptr;
  Plant plant_;
  std::vector<DeviceState> devices_;
  std::map<std::string, CommandReply> done_;  // by name: what was answered
  bool calm_ = false;
};

}  // namespace davy::sim
