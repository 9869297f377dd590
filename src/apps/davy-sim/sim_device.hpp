#pragma once
// SimDevice: one device of the fake plant on MQTT: samples out, commands in, birth and last will. Knows the wire, not the daemon.

#include "field/mqtt/connection.hpp"
#include "sim/plant/plant.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace davy::apps {

struct Broker {
  std::string host = "127.0.0.1";
  std::uint16_t port = 1883;
  std::string authority_file = {};  // PEM; empty: in the clear
};

class SimDevice {
 public:
  // `plant` is read and moved under `plant_mutex`; all references must outlive it.
  SimDevice(const site::Directory& directory, site::DeviceIndex device, sim::Plant& plant, std::mutex& plant_mutex,
            const runtime::Clock& clock, const Broker& broker, std::string password);
  ~SimDevice();
  SimDevice(const SimDevice&) = delete;
  SimDevice& operator=(const SimDevice&) = delete;

  // Publishes the points that are due at the plant's time `now`. They are read whether connected or not: what is read later must not hang on that. The
  // plant's time is `behind` ours. Call in every step of the plant; its mutex must not be held.
  void publish_due(Instant now, Duration behind);

  // Power as the plant has it: without it the device leaves the broker without a word, as a real one would.
  void follow_power();

 private:
  void connect();
  void on_command(std::string_view payload);
  void reply(const std::string& command, const sim::CommandReply& reply);

  const site::Directory& directory_;
  const site::Site& site_;
  const site::DeviceIndex device_;
  sim::Plant& plant_;
  std::mutex& plant_mutex_;
  const runtime::Clock& clock_;
  field::ConnectionOptions options_;
  std::string topic_;  // "davy/<site>/<device>"
  struct DuePoint {
    site::PointIndex point;
    Instant due;
  };
  std::vector<DuePoint> points_;
  std::set<std::string> done_;  // names of commands that were acted on: a repeat is answered, not repeated. Connection's thread only
  std::unique_ptr<field::Connection> connection_;
};

}  // namespace davy::apps
