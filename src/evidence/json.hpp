#pragma once
// Strict reading of JSON objects: every field named, of its type, and none besides. The first mistake is kept, reading goes on with empty values.

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace davy::evidence {

using Json = nlohmann::ordered_json;

class StrictObject final {
 public:
  // `wrong` outlives this; it stays empty while all is well. `where` names the object in it.
  StrictObject(const Json& json, std::string where, std::string& wrong);

  std::string text(const char* name);
  std::uint64_t number(const char* name);  // up to 2^53, which every reader of JSON keeps
  Instant time(const char* name);          // decimal nanoseconds as text
  Digest digest(const char* name);
  const Json& list(const char* name);
  const Json& object(const char* name);
  bool has(const char* name) const { return json_.is_object() && json_.contains(name); }
  void finish();  // after the last field: none may be left

  void blame(const std::string& what);

 private:
  const Json* field(const char* name);

  const Json& json_;
  std::string where_;
  std::string& wrong_;
  std::size_t read_ = 0;
};

inline std::string text_of(Instant time) { return std::to_string(time.unix_ns()); }

}  // namespace davy::evidence
