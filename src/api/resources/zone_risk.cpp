// The risk of every zone: one colour, every term of it, and what would turn it yellow again.

#include "api/json/json_writer.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/prevention/zone_picture.hpp"

namespace davy::api {
namespace {

void write_term(JsonWriter& out, const core::ZonePicture& zone, const core::TermLevel& term) {
  out.object().field("term", term.term).field("level", term.level).key("reasons").list();
  if (const auto reasons = zone.reasons.find(term.term); reasons != zone.reasons.end())
    for (const core::RiskReason& each : reasons->second)
      out.object().field("kind", each.kind).field("id", each.id).field("detail", each.detail).end();
  out.end().end();
}

Outcome list_zone_risk(const Ask&, Desk& desk) {
  const auto sources = desk.queries.zone_sources();
  if (!sources) return to_problem(sources.error());
  const site::Directory& directory = desk.services.directory;
  const Instant now = desk.services.now();
  const std::vector<core::ZonePicture> zones = core::picture(directory, *sources, now);
  JsonWriter out;
  out.object().field("at", now).key("items").list();
  for (std::size_t i = 0; i < zones.size(); ++i) {
    out.object().field("zone", directory.site().zones[i].name).field("level", zones[i].risk.level).key("terms").list();
    for (const core::TermLevel& term : zones[i].risk.terms) write_term(out, zones[i], term);
    out.end().key("above_yellow").list();
    for (const core::RiskTerm term : core::above(zones[i].risk, site::Severity::Moderate)) out.value(name_of(term));
    out.end().end();
  }
  return json_reply(out.end().end().take());
}

}  // namespace

void add_zone_risk(Router& router) { router.add({Method::Get, "/zones/risk", list_zone_risk}); }

}  // namespace davy::api
