// Modes: what the site and its zones are about, and who said so.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/mode/shift_modes.hpp"

#include <algorithm>

namespace davy::api {
namespace {

std::optional<std::string_view> or_site(const std::string& zone) {
  return zone.empty() ? std::nullopt : std::optional<std::string_view>(zone);
}

// What the site was asked for at one time.
struct Hour {
  core::ShiftModes by_shift;
  Instant now;
};

// The mode in force in a zone, by what is set: its own, else that of what it lies in, else the site's, else that of the hour.
std::string mode_of(const site::Site& site, site::ZoneIndex zone, const std::vector<store::ModeRow>& set, const Hour& hour) {
  const auto named = [&](std::string_view place) {
    return std::find_if(set.begin(), set.end(), [&](const auto& row) { return row.zone == place; });
  };
  for (std::optional<site::ZoneIndex> at = zone; at; at = site[*at].parent)
    if (const auto found = named(site[*at].name); found != set.end()) return found->set.mode;
  const auto whole = named("");
  return whole == set.end() ? site[hour.by_shift.at(hour.now)].name : whole->set.mode;
}

void write_by_shift(JsonWriter& out, const site::Site& site, const Hour& hour) {
  if (!hour.by_shift.any()) return void(out.field("by_shift", std::optional<std::string_view>()));
  const Instant until = hour.by_shift.changes_after(hour.now);
  out.key("by_shift").object().field("mode", site[hour.by_shift.at(hour.now)].name);
  out.field("until", until == Instant::never() ? std::nullopt : std::optional(until)).end();
}

std::string modes_json(const site::Site& site, const std::vector<store::ModeRow>& set, const Hour& hour) {
  JsonWriter out;
  out.object().field("normal", site.modes.empty() ? std::nullopt : std::optional(site.modes.front().name));
  write_by_shift(out, site, hour);
  out.key("set").list();
  for (const store::ModeRow& row : set) {
    out.object().field("zone", or_site(row.zone)).field("mode", row.set.mode).field("by", row.set.by).field("reason", row.set.reason);
    out.field("since", row.set.since).field("until", row.set.until).end();
  }
  out.end().key("zones").list();
  for (std::size_t i = 0; i < site.zones.size() && !site.modes.empty(); ++i)
    out.object().field("zone", site.zones[i].name).field("mode", mode_of(site, site::ZoneIndex(i), set, hour)).end();
  return out.end().end().take();
}

Answered modes_now(Desk& desk) {
  const auto set = desk.queries.modes();
  if (!set) return to_problem(set.error());
  const site::Site& site = desk.services.directory.site();
  return json_reply(modes_json(site, *set, {core::ShiftModes(site), desk.services.now()}));
}

Outcome list_modes(const Ask&, Desk& desk) { return to_outcome(modes_now(desk)); }

Outcome set_mode(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::SetMode request{fields.text_or("zone", "", {0, kNameMax}), fields.text("mode", {1, kNameMax}), fields.text("reason"),
                          fields.maybe_span("duration")};
    return Command{std::move(request), [](const auto&, Desk& later) { return modes_now(later); }, {}, {}};
  });
}

Outcome end_mode(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    return Command{core::EndMode{fields.text_or("zone", "", {0, kNameMax})},
                   [](const auto&, Desk& later) { return modes_now(later); },
                   {},
                   {}};
  });
}

}  // namespace

void add_modes(Router& router) {
  router.add({Method::Get, "/modes", list_modes});
  router.add({Method::Post, "/modes", set_mode});
  router.add({Method::Post, "/modes/end", end_mode});
}

}  // namespace davy::api
