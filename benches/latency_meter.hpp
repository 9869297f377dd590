#pragma once
// LatencyMeter: publishes values over the limit as a device does, and times each until the command for its valve comes back.

#include "base/result.hpp"

#include <cstdint>
#include <vector>

namespace davy::bench {

struct Latencies {
  std::vector<double> microseconds;  // of the commands that came, sorted
  std::size_t lost = 0;              // alarms without a command
};

// `alarms` detectors, gas-0 …, each normal first and then over the limit once, at random moments `per_second` on average.
Result<Latencies> measure_latency(std::uint16_t port, std::size_t alarms, double per_second);

// Lets the broker forget what it keeps for this client: the samples of another round are not this one's.
Result<void> drop_session(std::uint16_t port, const char* client_id);

double percentile(const std::vector<double>& sorted, double percent);

}  // namespace davy::bench
