#include "api/http/fields.hpp"
#include "base/ensure.hpp"

#include <cstdint>

// Whatever a stranger sends as a request line, a header or a body: it is read or refused, and what is read can be written as JSON again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using davy::api::Fields;
  const std::string text(reinterpret_cast<const char*>(data), size);
  davy::api::Ask ask;
  ask.headers = {{"content-type", "application/json"}, {"cookie", text}, {"accept-language", text}};
  ask.body = text;
  (void)ask.cookie("davy_session");
  (void)davy::api::language_of(text);
  if (auto target = davy::api::parse_target(text)) {
    for (const std::string& segment : target->segments)
      davy::ensure(segment != ".." && segment.find('\0') == std::string::npos, "a segment is a name");
    ask.target = std::move(*target);
  }
  auto body = Fields::of_body(ask);
  auto query = Fields::of_query(ask);
  for (Fields* fields : {get_if<Fields>(&body), &query}) {
    if (fields == nullptr) continue;
    (void)fields->text("reason");
    (void)fields->span("duration");
    (void)fields->texts_or_none("photos", 3);
    (void)fields->maybe_time("from");
    (void)fields->limit();
    if (const auto wrong = fields->problem()) davy::ensure(!to_json(*wrong, davy::api::Language::En).empty(), "a problem can be told");
  }
  return 0;
}
