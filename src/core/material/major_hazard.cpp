#include "core/material/major_hazard.hpp"

#include "site/zones.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace davy::core {
namespace {

template <class Map>
const typename Map::mapped_type* entry(const Map& map, std::string_view id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

PlaceFigure figure_of(const MaterialBook& book, const std::string& id, const StoragePlace& place, const ReadingOf& reading) {
  PlaceFigure figure;
  figure.place = id;
  figure.material = place.material;
  figure.design = figure.now = place.design;
  if (place.stock) {
    figure.now = *place.stock;
    figure.from = QuantityFrom::Stock;
  }
  if (!place.point.empty() && place.per_unit) {
    const std::optional<SeenReading> seen = reading(place.point);
    figure.is_blind = !seen || seen->age == SeenReading::Age::Old;
    const double measured = seen ? std::max(0.0, seen->value * *place.per_unit) : place.design;
    if (!figure.is_blind || !place.stock || measured > *place.stock) {
      figure.now = measured;
      figure.from = !seen ? QuantityFrom::Design : figure.is_blind ? QuantityFrom::LastSeen : QuantityFrom::Point;
    }
  }
  if (const Material* material = entry(book.materials, place.material)) {
    figure.threshold = threshold_of(*material);
    figure.factor = factor_of(*material);
  }
  return figure;
}

void add(Figure& figure, double quantity, const PlaceFigure& place, double alpha) {
  if (!place.threshold) return;
  const double share = quantity / *place.threshold;
  figure.s += share;
  if (place.factor) figure.r += alpha * *place.factor * share;
}

const std::string& zone_of_place(const MaterialBook& book, const StoragePlace& place) {
  static const std::string kNowhere;
  const HazardUnit* unit = entry(book.units, place.unit);
  return unit == nullptr ? kNowhere : unit->zone;
}

bool are_near(const site::Directory& directory, const std::string& one, const std::string& other) {
  const auto a = directory.zone(one);
  const auto b = directory.zone(other);
  if (!a || !b) return false;
  const std::vector<site::ZoneIndex>& beside = directory.site()[*a].neighbours;
  return site::in_line(directory.site(), *a, *b) || std::ranges::find(beside, *b) != beside.end();
}

bool holds_any(const StoragePlace& place) { return !place.stock || *place.stock > 0; }

std::string tonnes(double quantity) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), quantity);
  return std::string(text.data(), end.ptr) + " t";
}

}  // namespace

std::optional<double> threshold_of(const Material& material) {
  if (material.threshold) return material.threshold;
  if (const auto named = gb18218::threshold_of_cas(material.cas)) return named;
  std::optional<double> least;
  for (const std::string& each : material.classes)
    if (const auto of_class = gb18218::threshold_of_class(each)) least = std::min(least.value_or(*of_class), *of_class);
  return least;
}

std::optional<double> factor_of(const Material& material) {
  if (material.factor) return material.factor;
  if (const auto named = gb18218::factor_of_cas(material.cas)) return named;
  std::optional<double> most;
  for (const std::string& each : material.classes)
    if (const auto of_class = gb18218::factor_of_class(each)) most = std::max(most.value_or(*of_class), *of_class);
  return most;
}

std::vector<UnitFigure> unit_figures(const MaterialBook& book, const ReadingOf& reading) {
  std::vector<UnitFigure> figures;
  for (const auto& [id, unit] : book.units) {
    UnitFigure& figure = figures.emplace_back();
    figure.unit = id;
    figure.alpha = gb18218::exposure_factor(unit.residents);
  }
  for (const auto& [id, place] : book.places) {
    const auto of_unit = std::ranges::find(figures, place.unit, &UnitFigure::unit);
    if (of_unit == figures.end()) continue;
    const PlaceFigure& figure = of_unit->places.emplace_back(figure_of(book, id, place, reading));
    add(of_unit->filed, figure.design, figure, of_unit->alpha);
    add(of_unit->live, figure.now, figure, of_unit->alpha);
    if (!figure.threshold || !figure.factor) of_unit->at_least = true;
  }
  return figures;
}

std::vector<Meeting> meetings(const MaterialBook& book, const site::Directory& directory) {
  std::vector<Meeting> found;
  for (const auto& [id, conflict] : book.conflicts)
    for (const auto& [one, place] : book.places)
      for (const auto& [other, beside] : book.places) {
        const bool is_pair = place.material == conflict.one && beside.material == conflict.other;
        if (!is_pair || one == other || !holds_any(place) || !holds_any(beside)) continue;
        const Meeting meeting{id, std::min(one, other), std::max(one, other)};
        if (!are_near(directory, zone_of_place(book, place), zone_of_place(book, beside)) ||
            std::ranges::find(found, meeting) != found.end())
          continue;
        found.push_back(meeting);
      }
  return found;
}

namespace material {

std::vector<Finding> findings(const MaterialBook& book, const site::Directory& directory, const Event& event) {
  const auto* saved = get_if<RecordSaved>(&event.body);
  if (saved == nullptr) return {};
  std::vector<Finding> found;
  const auto tell = [&](Finding finding) {
    if (directory.zone(finding.zone)) found.push_back(std::move(finding));
  };
  const StoragePlace* place = saved->kind == "storage-place" ? entry(book.places, saved->id) : nullptr;
  if (place != nullptr && place->stock && *place->stock > place->design)
    tell({"storage-place/" + saved->id, zone_of_place(book, *place),
          place->name + "：" + tonnes(*place->stock) + " > " + tonnes(place->design) + "（超量储存 over its limit）"});
  const bool may_meet = place != nullptr || saved->kind == "material-conflict" || saved->kind == "hazard-unit";
  for (const Meeting& meeting : may_meet ? meetings(book, directory) : std::vector<Meeting>()) {
    const MaterialConflict& conflict = book.conflicts.at(meeting.conflict);
    const StoragePlace& one = book.places.at(meeting.one);
    const std::string& other = book.places.at(meeting.other).name;
    const std::string& zone = zone_of_place(book, one);
    tell({"material-conflict/" + meeting.conflict, zone, one.name + " ↔ " + other + "：" + conflict.why + "（禁忌物混存 incompatible）",
          meeting.one + " " + meeting.other + " " + zone});
  }
  return found;
}

}  // namespace material
}  // namespace davy::core
