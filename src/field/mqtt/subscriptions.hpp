#pragma once
// Subscriptions: what was asked of the broker once it took us, until it has granted all of it. Pure.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace davy::field {

class Subscriptions {
 public:
  void begin_again() { asked_.clear(); }
  void ask(int packet, std::string topic) { asked_.emplace(packet, std::move(topic)); }

  // The broker's word on a packet: the topic, when it refuses it. Of a packet that was not asked it says nothing.
  std::optional<std::string> answer(int packet, std::span<const int> codes) {
    constexpr int kFailure = 0x80;  // of a SUBACK, MQTT 3.1.1 §3.9.3; below it stands the QoS that is granted
    const auto asked = asked_.find(packet);
    if (asked == asked_.end()) return std::nullopt;
    for (const int code : codes)
      if (code >= kFailure) return asked->second;
    asked_.erase(asked);
    return std::nullopt;
  }

  bool all_granted() const { return asked_.empty(); }

 private:
  std::map<int, std::string> asked_;  // by packet: what has no answer, or a refusal
};

}  // namespace davy::field
