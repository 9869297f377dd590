#pragma once
// What the materials of a unit come to: S, R and the level of GB 18218-2018 with every term; places over their limit; materials beside what they must not
// be beside. Pure.
//
// S = Σ q/Q and R = α · Σ β·q/Q. The figure that is filed takes the design quantities (§4.2.2); the live one what is there: the point's reading where it can be
// seen; of a point that cannot, the larger of what was seen last (the design quantity when nothing was) and the stock that was told; without a point the stock,
// else the design quantity. So nothing unknown makes it smaller. A material without Q or β makes the figure "at least".

#include "core/material/gb18218.hpp"
#include "core/material/material_book.hpp"
#include "site/directory.hpp"

#include <functional>

namespace davy::core {

enum class QuantityFrom { Point, LastSeen, Stock, Design };

struct PlaceFigure {
  std::string place;  // ids of records
  std::string material;
  double design = 0;
  double now = 0;
  QuantityFrom from = QuantityFrom::Design;
  bool is_blind = false;            // it has a point, and that cannot be seen
  std::optional<double> threshold;  // Q
  std::optional<double> factor;     // β
  bool is_over() const { return now > design; }
  bool operator==(const PlaceFigure&) const = default;
};

struct Figure {
  double s = 0;
  double r = 0;
  bool is_major() const { return s >= 1; }
  bool operator==(const Figure&) const = default;
};

struct UnitFigure {
  std::string unit;
  double alpha = 0.5;
  Figure filed;
  Figure live;
  bool at_least = false;            // some of its materials have no Q or β
  std::vector<PlaceFigure> places;  // by id
  bool operator==(const UnitFigure&) const = default;
};

// Two places in one zone, in one that lies in the other, or in zones beside each other, whose materials must be kept apart.
struct Meeting {
  std::string conflict;
  std::string one;
  std::string other;  // ids of places, in order
  bool operator==(const Meeting&) const = default;
};

std::optional<double> threshold_of(const Material& material);  // Q: the record's, Table 1, else the least of its classes (§4.1.2)
std::optional<double> factor_of(const Material& material);     // β: the record's, Table 3, else the greatest of its classes

// The latest usable reading of a point, in its unit.
struct SeenReading {
  enum class Age { Now, Old } age = Age::Now;  // old: the point cannot be seen any more
  double value = 0;
};
using ReadingOf = std::function<std::optional<SeenReading>(const std::string& point)>;  // none: nothing usable was ever seen

std::vector<UnitFigure> unit_figures(const MaterialBook& book, const ReadingOf& reading);   // by id of the unit
std::vector<Meeting> meetings(const MaterialBook& book, const site::Directory& directory);  // where something is kept in both

namespace material {
// What a saved record brings about by itself: a place told to hold more than it is made for, and materials that meet, are hazards (over limit, and
// stored with what is forbidden: item 20 of the list of major accident hazards, FACTS §D.5).
struct Finding {
  std::string record;  // "storage-place/t-101", "material-conflict/acid-base": what the hazard is about
  std::string zone;
  std::string what;
  std::string part = {};  // of a conflict, which meeting of it: the places and the zone

  std::string matter() const { return part.empty() ? record : record + " " + part; }  // of which one hazard is open at a time
};
std::vector<Finding> findings(const MaterialBook& book, const site::Directory& directory, const Event& event);
}  // namespace material

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::QuantityFrom> =
    std::to_array<davy::EnumName<davy::core::QuantityFrom>>({{davy::core::QuantityFrom::Point, "point"},
                                                             {davy::core::QuantityFrom::LastSeen, "last-seen"},
                                                             {davy::core::QuantityFrom::Stock, "stock"},
                                                             {davy::core::QuantityFrom::Design, "design"}});
