#include "benches/latency_meter.hpp"

#include "runtime/system_clock.hpp"

#include <fmt/format.h>
#include <mosquitto.h>
#include <sys/prctl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <thread>

namespace davy::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kSamples = "davy/bench/rtu/samples";
constexpr const char* kCommands = "davy/bench/rtu/command";
constexpr double kNormal = 10;
constexpr double kOverTheLimit = 95;
constexpr std::chrono::seconds kPatience{5};
constexpr std::chrono::milliseconds kLookAgain{1};

class Meter {
 public:
  explicit Meter(std::size_t alarms) : sent_(alarms), came_(alarms) {}
  ~Meter() { close(); }
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

  Result<void> open(std::uint16_t port) {
    listener_ = connect(port, "meter-commands");
    device_ = connect(port, "meter-samples");
    if (listener_ == nullptr || device_ == nullptr) return failed("the meter cannot connect");
    mosquitto_subscribe(listener_, nullptr, kCommands, 1);
    if (!wait_until([&] { return subscribed_.load(); })) return failed("the meter cannot subscribe");
    return {};
  }

  void publish(std::size_t detector, double value) {
    const std::string payload =
        fmt::format(R"({{"samples":[{{"point":"gas-{}","t":{},"v":{}}}]}})", detector, clock_.now().unix_ms(), value);
    if (value == kOverTheLimit) sent_[detector] = Clock::now();
    mosquitto_publish(device_, nullptr, kSamples, static_cast<int>(payload.size()), payload.data(), 1, false);
  }

  void wait_for_all() {
    wait_until([&] { return commands_.load() == came_.size(); });
  }

  void close() {
    for (mosquitto* client : {std::exchange(listener_, nullptr), std::exchange(device_, nullptr)}) {
      if (client == nullptr) continue;
      mosquitto_disconnect(client);
      mosquitto_loop_stop(client, false);
      mosquitto_destroy(client);
    }
  }

  Latencies latencies() const {
    Latencies latencies;
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      if (came_[i] == Clock::time_point())
        ++latencies.lost;
      else
        latencies.microseconds.push_back(std::chrono::duration<double, std::micro>(came_[i] - sent_[i]).count());
    }
    std::sort(latencies.microseconds.begin(), latencies.microseconds.end());
    return latencies;
  }

 private:
  mosquitto* connect(std::uint16_t port, const char* id) {
    mosquitto* client = mosquitto_new(id, true, this);
    mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_int_option(client, MOSQ_OPT_SEND_MAXIMUM, 10'000);
    mosquitto_subscribe_callback_set(client,
                                     [](mosquitto*, void* self, int, int, const int*) { static_cast<Meter*>(self)->subscribed_ = true; });
    mosquitto_message_callback_set(client, [](mosquitto*, void* self, const mosquitto_message* m) { static_cast<Meter*>(self)->take(*m); });
    if (mosquitto_connect(client, "127.0.0.1", port, 60) != MOSQ_ERR_SUCCESS || mosquitto_loop_start(client) != MOSQ_ERR_SUCCESS) {
      mosquitto_destroy(client);
      return nullptr;
    }
    return client;
  }

  void take(const mosquitto_message& message) {
    const auto now = Clock::now();
    const std::string payload(static_cast<const char*>(message.payload), static_cast<std::size_t>(message.payloadlen));
    const char* valve = std::strstr(payload.c_str(), "\"valve-");
    if (valve == nullptr) return;
    const auto detector = static_cast<std::size_t>(std::atol(valve + 7));
    if (detector >= came_.size() || came_[detector] != Clock::time_point()) return;
    came_[detector] = now;
    ++commands_;
  }

  template <class Holds>
  static bool wait_until(Holds holds) {
    const auto until = Clock::now() + kPatience;
    while (!holds() && Clock::now() < until) std::this_thread::sleep_for(kLookAgain);
    return holds();
  }

  const runtime::SystemClock clock_;
  std::vector<Clock::time_point> sent_;
  std::vector<Clock::time_point> came_;  // listener's thread; read when all have come or been given up
  std::atomic<std::size_t> commands_{0};
  std::atomic<bool> subscribed_{false};
  mosquitto* listener_ = nullptr;
  mosquitto* device_ = nullptr;
};

}  // namespace

Result<Latencies> measure_latency(std::uint16_t port, std::size_t alarms, double per_second) {
  prctl(PR_SET_TIMERSLACK, 1'000UL);  // nanoseconds; the default of 50 µs would be a pace of its own
  Meter meter(alarms);
  if (Result<void> open = meter.open(port); !open) return open.error();
  for (std::size_t i = 0; i < alarms; ++i) meter.publish(i, kNormal);
  std::this_thread::sleep_for(std::chrono::milliseconds(500));

  // Random gaps, so that no timer of the network locks to the pace.
  std::minstd_rand chance(7);
  std::exponential_distribution<double> gap(per_second);
  auto next = Clock::now();
  for (std::size_t i = 0; i < alarms; ++i) {
    next += std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(gap(chance)));
    std::this_thread::sleep_until(next);
    meter.publish(i, kOverTheLimit);
  }
  meter.wait_for_all();
  meter.close();
  return meter.latencies();
}

Result<void> drop_session(std::uint16_t port, const char* client_id) {
  mosquitto* client = mosquitto_new(client_id, true, nullptr);
  const bool dropped =
      mosquitto_connect(client, "127.0.0.1", port, 60) == MOSQ_ERR_SUCCESS && mosquitto_loop(client, 1'000, 1) == MOSQ_ERR_SUCCESS;
  mosquitto_disconnect(client);
  mosquitto_destroy(client);
  if (!dropped) return failed(std::string("the session of ") + client_id + " cannot be dropped");
  return {};
}

double percentile(const std::vector<double>& sorted, double percent) {
  ensure(!sorted.empty(), "a percentile of something");
  const auto rank = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace davy::bench
