#pragma once
// MqttField: the devices behind an MQTT broker, both directions. Format: docs/formats/mqtt.md.
//
// Two connections: one listens, under a session that the broker keeps while we are away; one commands, written by the engine's own thread. A command that
// cannot leave at once has failed at once, so that its alternative is tried; it is never sent later. When the engine's queue is full the
// listener waits, and what follows waits at the broker.

#include "base/bounded_queue.hpp"
#include "field/mqtt/connection.hpp"
#include "field/mqtt/payload.hpp"
#include "field/quarantine.hpp"

#include <deque>
#include <map>
#include <memory>

namespace davy::field {

struct MqttOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 1883;
  std::string user = "davyd";
  std::string password;
  std::string authority_file = {};  // PEM: whose certificates the broker may have; empty: in the clear
};

// Where readings and reports go: the runtime.
struct MqttSink {
  std::function<Pushed(std::vector<core::Sample>)> samples;
  std::function<Pushed(core::CommandReport)> command;
  std::function<Pushed(core::DeviceReport)> device;
};

struct MqttHealth {
  LinkHealth listening;
  LinkHealth commanding;
  std::uint64_t messages = 0;  // received
  std::uint64_t samples = 0;   // read from them and handed to the engine
  std::uint64_t waits = 0;     // messages that had to wait for the engine
};

class MqttField final : public runtime::Field {
 public:
  // `directory` and `clock` must outlive it.
  MqttField(const site::Directory& directory, const runtime::Clock& clock, const MqttOptions& options);
  ~MqttField() override;

  // Connects for commanding; true when that stands within `at_most`. It goes on trying all the same.
  bool connect(Duration at_most);
  // Begins to listen. Reports of commands sent before come first.
  void listen(MqttSink sink);
  // Hears no more, and can still command: what the broker was told to be here is handed over first, while the engine takes it, two seconds at most; what
  // comes from now on waits at the broker.
  void stop_listening();
  void stop();

  void send(const runtime::FieldCommand& command) override;  // engine thread

  const Quarantine& quarantine() const { return quarantine_; }
  MqttHealth health() const;

 private:
  void take(std::string_view topic, std::string_view payload);
  void take_samples(site::DeviceIndex device, std::string_view topic, std::string_view payload);
  void take_reply(site::DeviceIndex device, std::string_view topic, std::string_view payload);
  void take_status(site::DeviceIndex device, std::string_view topic, std::string_view payload);
  void report(core::CommandReport report);
  void flush_reports();
  void wait_for_engine(const std::function<Pushed()>& push);

  const site::Directory& directory_;
  const runtime::Clock& clock_;
  PayloadReader reader_;
  Quarantine quarantine_;
  std::atomic<std::uint64_t> messages_{0};
  std::atomic<std::uint64_t> samples_{0};
  std::atomic<std::uint64_t> waits_{0};
  std::atomic<bool> leaving_{false};
  std::atomic<bool> stopping_{false};

  std::mutex mutex_;
  std::optional<MqttSink> sink_;
  std::deque<core::CommandReport> reports_;                      // that the engine has not taken yet
  std::map<std::string, site::DeviceIndex, std::less<>> asked_;  // by command: whose reply counts
  std::deque<std::string> asked_in_order_;                       // the oldest make room

  Connection commanding_;
  Connection listening_;
};

}  // namespace davy::field
