#include "benches/mqtt_flow.hpp"

#include <fmt/format.h>
#include <mosquitto.h>

#include <atomic>
#include <chrono>
#include <iterator>
#include <optional>
#include <thread>

namespace davy::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kSamples = "davy/bench/rtu/samples";
constexpr std::chrono::seconds kPatience{120};
constexpr std::chrono::milliseconds kLookAgain{5};  // more often would take time from what is measured: davyd is asked over HTTP
constexpr int kWithBrokerMax = 100;                 // messages that the broker has not acknowledged

template <class Holds>
bool wait_until(Holds holds) {
  const auto until = Clock::now() + kPatience;
  while (!holds() && Clock::now() < until) std::this_thread::sleep_for(kLookAgain);
  return holds();
}

class Client {
 public:
  Client(std::uint16_t port, const char* id) : client_(mosquitto_new(id, true, this)) {
    mosquitto_int_option(client_, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_int_option(client_, MOSQ_OPT_SEND_MAXIMUM, kWithBrokerMax);
    mosquitto_connect_callback_set(client_, [](mosquitto*, void* self, int) { static_cast<Client*>(self)->ready_ = true; });
    mosquitto_subscribe_callback_set(client_,
                                     [](mosquitto*, void* self, int, int, const int*) { static_cast<Client*>(self)->subscribed_ = true; });
    mosquitto_message_callback_set(client_, [](mosquitto*, void* self, const mosquitto_message*) { ++static_cast<Client*>(self)->taken_; });
    started_ = mosquitto_connect(client_, "127.0.0.1", port, 60) == MOSQ_ERR_SUCCESS && mosquitto_loop_start(client_) == MOSQ_ERR_SUCCESS;
  }
  ~Client() {
    mosquitto_disconnect(client_);
    if (started_) mosquitto_loop_stop(client_, false);
    mosquitto_destroy(client_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool ready() const {
    return started_ && wait_until([&] { return ready_.load(); });
  }
  bool subscribe() {
    mosquitto_subscribe(client_, nullptr, kSamples, 1);
    return wait_until([&] { return subscribed_.load(); });
  }
  bool publish(const std::string& message) {
    return mosquitto_publish(client_, nullptr, kSamples, static_cast<int>(message.size()), message.data(), 1, false) == MOSQ_ERR_SUCCESS;
  }
  std::size_t taken() const { return taken_; }

 private:
  mosquitto* client_;
  bool started_ = false;
  std::atomic<bool> ready_{false};
  std::atomic<bool> subscribed_{false};
  std::atomic<std::size_t> taken_{0};
};

}  // namespace

std::vector<std::string> messages_of(const FlowWanted& wanted) {
  std::vector<std::string> messages;
  std::size_t samples = 0;
  for (std::size_t second = 0; second < wanted.seconds; ++second) {
    for (std::size_t point = 0; point < wanted.points; ++point, ++samples) {
      const bool first = samples % wanted.batch == 0;
      if (first && !messages.empty()) messages.back() += "]}";
      if (first) messages.emplace_back(R"({"samples":[)");
      const std::size_t tenths = 50 + (point * 7 + second * 13) % 150;
      fmt::format_to(std::back_inserter(messages.back()), R"({}{{"point":"gas-{}","t":{},"v":{}.{}}})", first ? "" : ",", point,
                     wanted.start.unix_ms() + static_cast<std::int64_t>(second) * 1'000, tenths / 10, tenths % 10);
    }
  }
  if (!messages.empty()) messages.back() += "]}";
  return messages;
}

Result<void> publish_until_heard(std::uint16_t port, const std::string& probe, const std::function<Result<bool>()>& heard) {
  Client device(port, "flow-device");
  if (!device.ready()) return failed("the device cannot connect to the broker");
  std::optional<Error> error;
  const bool was_heard = wait_until([&] {
    device.publish(probe);
    const Result<bool> now = heard();
    if (!now) error = now.error();
    return !now || *now;
  });
  if (error) return *error;
  if (!was_heard) return failed("nobody listens");
  return {};
}

Result<double> publish_all(std::uint16_t port, const std::vector<std::string>& messages, const std::function<Result<bool>()>& all_taken) {
  Client device(port, "flow-device");
  if (!device.ready()) return failed("the device cannot connect to the broker");
  const auto begin = Clock::now();
  for (const std::string& message : messages)
    if (!device.publish(message)) return failed("the broker took no message");
  std::optional<Error> error;
  const bool taken = wait_until([&] {
    const Result<bool> all = all_taken();
    if (!all) error = all.error();
    return !all || *all;
  });
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (error) return *error;
  if (!taken) return failed("not every message was taken in two minutes");
  return seconds;
}

Result<double> publish_to_bare_subscriber(std::uint16_t port, const std::vector<std::string>& messages) {
  Client subscriber(port, "flow-subscriber");
  if (!subscriber.ready() || !subscriber.subscribe()) return failed("the bare subscriber cannot subscribe");
  return publish_all(port, messages, [&]() -> Result<bool> { return subscriber.taken() == messages.size(); });
}

}  // namespace davy::bench
