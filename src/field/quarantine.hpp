#pragma once
// Quarantine: what devices sent that could not be used: counted by reason for ever, the newest kept for a person to look at.
//
// Thread-safe. Holds at most 200 entries of 512 payload bytes; older ones make room.

#include "base/enum_names.hpp"
#include "base/time.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace davy::field {

enum class Malformed {
  UnknownTopic,    // not davy/<site>/<device>/samples|reply|status of this site
  UnknownDevice,   // the site has none of this name
  TooLarge,        // more bytes than a message may have
  NotJson,         // the payload as a whole is no JSON
  NoSamples,       // JSON, but without a list "samples"
  NotAnObject,     // an element of the list
  UnknownPoint,    // the site has none of this name
  OthersPoint,     // it belongs to another device
  BadTime,         // "t" is missing, or neither RFC 3339 nor milliseconds
  BadValue,        // "v" is not a number, and the quality is not "bad"
  BadQuality,      // "q" is not good, uncertain or bad
  BadReply,        // no "command", or a "status" that is neither accepted nor refused
  UnknownCommand,  // a reply to what was never asked of this device
  BadStatus,       // no "online" that is true or false
  BadLine          // no line of the line protocol
};
inline constexpr std::size_t kMalformedReasons = 15;

struct Quarantined {
  Instant when;
  std::string topic;
  Malformed reason = Malformed::NotJson;
  std::string excerpt;  // the payload's first bytes, not necessarily UTF-8; for an element of a list, the whole list's
};

class Quarantine {
 public:
  void add(Malformed reason, std::string_view topic, std::string_view payload, Instant when);

  std::vector<Quarantined> newest_first() const;
  std::uint64_t count(Malformed reason) const;
  std::uint64_t total() const;

 private:
  mutable std::mutex mutex_;
  std::deque<Quarantined> entries_;  // newest at the back
  std::array<std::uint64_t, kMalformedReasons> counts_{};
};

}  // namespace davy::field

template <>
inline constexpr auto davy::kEnumNames<davy::field::Malformed> =
    std::to_array<davy::EnumName<davy::field::Malformed>>({{davy::field::Malformed::UnknownTopic, "unknown-topic"},
                                                           {davy::field::Malformed::UnknownDevice, "unknown-device"},
                                                           {davy::field::Malformed::TooLarge, "too-large"},
                                                           {davy::field::Malformed::NotJson, "not-json"},
                                                           {davy::field::Malformed::NoSamples, "no-samples"},
                                                           {davy::field::Malformed::NotAnObject, "not-an-object"},
                                                           {davy::field::Malformed::UnknownPoint, "unknown-point"},
                                                           {davy::field::Malformed::OthersPoint, "others-point"},
                                                           {davy::field::Malformed::BadTime, "bad-time"},
                                                           {davy::field::Malformed::BadValue, "bad-value"},
                                                           {davy::field::Malformed::BadQuality, "bad-quality"},
                                                           {davy::field::Malformed::BadReply, "bad-reply"},
                                                           {davy::field::Malformed::UnknownCommand, "unknown-command"},
                                                           {davy::field::Malformed::BadStatus, "bad-status"},
                                                           {davy::field::Malformed::BadLine, "bad-line"}});
