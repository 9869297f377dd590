#include "evidence/json.hpp"

#include <charconv>

namespace davy::evidence {
namespace {

constexpr std::uint64_t kNumberMax = std::uint64_t{1} << 53U;
const Json kNoList = Json::array();
const Json kNoObject = Json::object();

}  // namespace

StrictObject::StrictObject(const Json& json, std::string where, std::string& wrong) : json_(json), where_(std::move(where)), wrong_(wrong) {
  if (!json_.is_object()) blame("expected an object");
}

void StrictObject::blame(const std::string& what) {
  if (wrong_.empty()) wrong_ = where_ + ": " + what;
}

const Json* StrictObject::field(const char* name) {
  if (!has(name)) {
    blame(std::string(name) + " is missing");
    return nullptr;
  }
  ++read_;
  return &json_.at(name);
}

std::string StrictObject::text(const char* name) {
  const Json* found = field(name);
  if (found != nullptr && found->is_string()) return found->get<std::string>();
  blame(std::string(name) + " is no text");
  return {};
}

std::uint64_t StrictObject::number(const char* name) {
  const Json* found = field(name);
  if (found != nullptr && found->is_number_unsigned() && found->get<std::uint64_t>() <= kNumberMax) return found->get<std::uint64_t>();
  blame(std::string(name) + " is no number from 0 to 2^53");
  return 0;
}

Instant StrictObject::time(const char* name) {
  const std::string digits = text(name);
  std::int64_t ns = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ns);
  if (error != std::errc() || end != digits.data() + digits.size() || std::to_string(ns) != digits)
    blame(std::string(name) + " is no number of nanoseconds");
  return Instant::from_unix_ns(ns);
}

Digest StrictObject::digest(const char* name) {
  const std::string hex = text(name);
  const Result<Digest> read = digest_from_hex(hex);
  if (read) return *read;
  blame(std::string(name) + " is no digest");
  return {};
}

const Json& StrictObject::list(const char* name) {
  const Json* found = field(name);
  if (found != nullptr && found->is_array()) return *found;
  blame(std::string(name) + " is no list");
  return kNoList;
}

const Json& StrictObject::object(const char* name) {
  const Json* found = field(name);
  if (found != nullptr && found->is_object()) return *found;
  blame(std::string(name) + " is no object");
  return kNoObject;
}

void StrictObject::finish() {
  if (json_.is_object() && json_.size() != read_) blame("it has fields that this format does not know");
}

}  // namespace davy::evidence
