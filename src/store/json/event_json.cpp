#include "store/json/event_json.hpp"

#include "site/names.hpp"
#include "store/json/fields.hpp"

#include <unordered_map>
#include <utility>

namespace davy::store {
namespace {

Error unreadable(std::string why) { return {ErrorCode::Corrupt, std::move(why)}; }

template <class T>
Result<T> from_json(std::string_view text, MissingField missing) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return unreadable("not JSON");
  FieldsReader reader(missing);
  T value;
  if (!reader.read(json, value)) return unreadable(reader.wrong());
  return value;
}

template <class Body>
Result<core::EventBody> read_body(std::string_view json) {
  Result<Body> body = from_json<Body>(json, MissingField::KeepsDefault);
  if (!body) return body.error();
  return core::EventBody(std::move(*body));
}

using BodyReader = Result<core::EventBody> (*)(std::string_view json);

using BodyReaders = std::unordered_map<std::string_view, BodyReader>;

BodyReaders all_readers() {
  return core::EventKinds::with_all([]<class... Bodies>(std::type_identity<Bodies>...) {
    return BodyReaders{{Bodies::kKind, &read_body<Bodies>}...};
  });
}

}  // namespace

std::string body_json(const core::EventBody& body) {
  return visit([](const auto& event) { return canonical(FieldsWriter::write(event)); }, body);
}

Result<core::EventBody> body_from_json(std::string_view kind, std::string_view json) {
  static const BodyReaders kReaders = all_readers();
  const auto reader = kReaders.find(kind);
  if (reader == kReaders.end()) return unreadable("found kind \"" + std::string(kind) + "\", which this version does not know");
  return reader->second(json);
}

std::string state_json(const core::State& state) { return canonical(FieldsWriter::write(state)); }

Result<core::State> state_from_json(std::string_view json) { return from_json<core::State>(json, MissingField::IsRefused); }

}  // namespace davy::store
