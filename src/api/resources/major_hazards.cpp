// Major hazard units: S, R and level of each with every term, places over their limit, and materials that meet.

#include "api/json/json_writer.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/material/major_hazard.hpp"

namespace davy::api {
namespace {

template <class Map>
const typename Map::mapped_type& known_entry(const Map& map, const std::string& id) {
  static const typename Map::mapped_type kNone{};
  const auto found = map.find(id);
  return found == map.end() ? kNone : found->second;
}

void write_figure(JsonWriter& out, std::string_view key, const core::Figure& figure) {
  out.key(key).object().field("s", figure.s).field("r", figure.r);
  out.field("level", figure.is_major() ? std::optional(core::gb18218::level_of(figure.r)) : std::nullopt).end();
}

void write_place(JsonWriter& out, const core::MaterialBook& book, const core::PlaceFigure& figure) {
  const core::StoragePlace& place = known_entry(book.places, figure.place);
  out.object().field("place", figure.place).field("name", place.name).field("material", figure.material);
  out.field("material_name", known_entry(book.materials, figure.material).name).field("design_t", figure.design).field("now_t", figure.now);
  out.field("from", figure.from).field("point", place.point.empty() ? std::nullopt : std::optional(place.point));
  out.field("blind", figure.is_blind).field("over", figure.is_over());
  out.field("threshold_t", figure.threshold).field("factor", figure.factor).key("share");
  if (figure.threshold)
    out.value(figure.design / *figure.threshold);
  else
    out.value(nullptr);
  out.end();
}

void write_unit(JsonWriter& out, const core::MaterialBook& book, const core::UnitFigure& figure) {
  const core::HazardUnit& unit = known_entry(book.units, figure.unit);
  out.object().field("unit", figure.unit).field("name", unit.name).field("kind", unit.kind).field("zone", unit.zone);
  out.field("residents", unit.residents).field("alpha", figure.alpha).field("at_least", figure.at_least);
  write_figure(out, "filed", figure.filed);
  write_figure(out, "live", figure.live);
  out.key("places").list();
  for (const core::PlaceFigure& each : figure.places) write_place(out, book, each);
  out.end().end();
}

void write_meeting(JsonWriter& out, const core::MaterialBook& book, const core::Meeting& meeting) {
  out.object().field("conflict", meeting.conflict).field("why", known_entry(book.conflicts, meeting.conflict).why);
  out.field("one", meeting.one).field("one_name", known_entry(book.places, meeting.one).name);
  out.field("other", meeting.other).field("other_name", known_entry(book.places, meeting.other).name).end();
}

Outcome list_major_hazards(const Ask&, Desk& desk) {
  const auto book = desk.queries.materials();
  if (!book) return to_problem(book.error());
  const site::Directory& directory = desk.services.directory;
  const std::vector<runtime::LiveValue> live = desk.services.runtime.live_values();
  const core::ReadingOf reading = [&](const std::string& name) -> std::optional<core::SeenReading> {
    const auto point = directory.point(name);
    if (!point) return std::nullopt;
    const runtime::LiveValue& value = live[point->get()];
    if (value.last.source == Instant::before_all() || value.last.quality == core::Quality::Bad) return std::nullopt;
    using Age = core::SeenReading::Age;
    return core::SeenReading{value.stale ? Age::Old : Age::Now, value.last.value};
  };
  JsonWriter out;
  out.object().field("at", desk.services.now()).field("standard", core::gb18218::kEdition).key("items").list();
  for (const core::UnitFigure& each : core::unit_figures(*book, reading)) write_unit(out, *book, each);
  out.end().key("meetings").list();
  for (const core::Meeting& each : core::meetings(*book, directory)) write_meeting(out, *book, each);
  return json_reply(out.end().end().take());
}

}  // namespace

void add_major_hazards(Router& router) { router.add({Method::Get, "/major-hazards", list_major_hazards}); }

}  // namespace davy::api
