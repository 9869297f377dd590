#pragma once
// MqttFlow: batches of samples as a device publishes them, as fast as the broker takes them; and the barest subscriber that takes them all.

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace davy::bench {

struct FlowWanted {
  std::size_t points = 0;
  std::size_t seconds = 0;  // samples of each point
  Instant start;
  std::size_t batch = 500;  // samples a message
};

// Second after second each point's value, below every limit.
std::vector<std::string> messages_of(const FlowWanted& wanted);

// Publishes `probe` again and again until it was heard: who listens has subscribed, and nothing that follows is lost.
Result<void> publish_until_heard(std::uint16_t port, const std::string& probe, const std::function<Result<bool>()>& heard);

// Seconds from the first message until `all_taken`, asked every millisecond, says so. Failed: the broker does not answer, or nothing in two minutes.
Result<double> publish_all(std::uint16_t port, const std::vector<std::string>& messages, const std::function<Result<bool>()>& all_taken);

// The same with a subscriber that only counts what it is given.
Result<double> publish_to_bare_subscriber(std::uint16_t port, const std::vector<std::string>& messages);

}  // namespace davy::bench
