#pragma once
// What the commands of all resources share: they are read from a body, decided by the core, and answered with the thing that they changed, as it then is.

#include "analysis/alarm_load/alarm_load.hpp"
#include "api/handler.hpp"
#include "api/http/fields.hpp"

#include <limits>
#include <string>
#include <vector>

namespace davy::api {

inline constexpr Fields::Bounds kSequence{0, std::numeric_limits<std::int64_t>::max()};
inline constexpr std::size_t kNameMax = 64;  // characters of the name of anything that the site names

Answered alarm_now(core::AlarmId id, Desk& desk);
Answered condition_now(const std::string& condition, Desk& desk);
Answered order_now(core::OrderId id, Desk& desk);
Answered care_now(core::CareId id, Desk& desk);
// When the core asks for a second person first: 202 with what waits; empty: it was done.
std::optional<Answered> waits_for_consent(const std::vector<core::Event>& events, Desk& desk);
Answered row_now(const std::string& row, Desk& desk);

// The body's "photos": pictures that are here already, for proof that is only claimed is none.
std::vector<std::string> photos_or_none(Fields& fields, Desk& desk);

// The body's one picture or voice note under this name, that is here already; empty: none is named.
enum class BlobKind { Picture, Voice };
std::string kept_or_none(Fields& fields, Desk& desk, std::string_view name, BlobKind kind);

// Whether a film of this name was kept.
bool is_kept_film(const std::string& name, const Desk& desk);

// The span of alarm load that a query names: 30 days of what was watched, up to now, unless it says otherwise.
Result<analysis::Span> load_span(Fields& query, Desk& desk);

// What `make(fields)` gives, unless something is wrong with the body.
template <class Make>
Outcome from_body(const Ask& ask, Make make) {
  auto body = Fields::of_body(ask);
  if (auto* wrong = get_if<Problem>(&body)) return std::move(*wrong);
  Fields& fields = get<Fields>(body);
  Outcome outcome = make(fields);
  if (auto wrong = fields.problem()) return std::move(*wrong);
  return outcome;
}

// The same for a command about the thing that the path names by its sequence number; `make(id, fields)` gives the core's request.
template <class Id, class Make>
Outcome command_on(const Ask& ask, Desk& desk, Answered (*now)(Id, Desk&), Make make) {
  const auto number = desk.id();
  if (!number) return not_found_problem();
  const Id id(*number);
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{make(id, fields), [id, now](const auto&, Desk& later) { return now(id, later); }, {}, {}};
  });
}

// And by its name.
template <class Make>
Outcome command_on(const Ask& ask, Desk& desk, Answered (*now)(const std::string&, Desk&), Make make) {
  const std::string name = desk.name();
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{make(name, fields),
                   [name, now](const auto& events, Desk& later) {
                     auto waits = waits_for_consent(events, later);
                     return waits ? std::move(*waits) : now(name, later);
                   },
                   {},
                   {}};
  });
}

}  // namespace davy::api
