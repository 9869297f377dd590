// The first line is the kind of an event, the rest its body: it is read, and then written and read again it stays the same; or it is said why not.

#include "store/json/event_json.hpp"

#include "base/ensure.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view json = text.substr(std::min(end + 1, text.size()));
  const auto body = davy::store::body_from_json(text.substr(0, end), json);
  if (!body) {
    davy::ensure(!body.error().message.empty(), "why it cannot be read");
    return 0;
  }
  davy::ensure(davy::core::kind_of(*body) == text.substr(0, end), "of the kind that it was said to be");
  const std::string written = davy::store::body_json(*body);
  const auto again = davy::store::body_from_json(text.substr(0, end), written);
  davy::ensure(again.has_value() && davy::store::body_json(*again) == written, "written and read it stays the same");
  return 0;
}
