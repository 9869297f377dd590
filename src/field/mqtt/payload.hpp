#pragma once
// Payloads: what devices and Davy say to each other over MQTT, as JSON. Format: docs/formats/mqtt.md.
//
// Reading never fails as a whole because of one element: what can be used is used, the rest is named with its reason. One object per thread (it keeps the
// parser's memory). Times beyond the years of Instant are malformed.

#include "core/input.hpp"
#include "field/quarantine.hpp"
#include "runtime/ports.hpp"
#include "site/directory.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::field {

inline constexpr std::size_t kPayloadBytesMax = 1'048'576;

struct SamplesRead {
  std::vector<core::Sample> samples;
  std::vector<Malformed> malformed;  // one a bad element, or one for the whole
};

struct Reply {
  std::string command;
  core::CommandStage stage = core::CommandStage::Accepted;  // or Refused
  std::string reason;
};

class PayloadReader {
 public:
  // `directory` must outlive the reader.
  explicit PayloadReader(const site::Directory& directory);
  ~PayloadReader();

  // A device speaks for its own points only.
  SamplesRead samples(std::string_view payload, site::DeviceIndex device, Instant arrival);
  std::variant<Reply, Malformed> reply(std::string_view payload);
  std::variant<core::Presence, Malformed> status(std::string_view payload);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

std::string command_payload(const runtime::FieldCommand& command, const site::Directory& directory);

// What a device sends: samples of its own points; every number as it is, times to the nanosecond.
std::string samples_payload(std::span<const core::Sample> samples, const site::Site& site);

// davy/<site>/<device>/<leaf>
enum class Leaf { Samples, Reply, Status, Command };
struct Topic {
  std::string_view device;
  Leaf leaf = Leaf::Samples;
};
std::optional<Topic> parse_topic(std::string_view topic, std::string_view site);
std::string topic_of(std::string_view site, std::string_view device, Leaf leaf);

}  // namespace davy::field

template <>
inline constexpr auto davy::kEnumNames<davy::field::Leaf> =
    std::to_array<davy::EnumName<davy::field::Leaf>>({{davy::field::Leaf::Samples, "samples"},
                                                      {davy::field::Leaf::Reply, "reply"},
                                                      {davy::field::Leaf::Status, "status"},
                                                      {davy::field::Leaf::Command, "command"}});
