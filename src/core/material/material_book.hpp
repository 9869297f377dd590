#pragma once
// MaterialBook: what dangerous materials there are, where they are kept, and which must not be kept beside each other, as the records say it.
//
// A fold of record events of the kinds material, hazard-unit, storage-place and material-conflict; other kinds are not looked at. Quantities in tonnes.

#include "core/event.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

struct Material {
  std::string name;
  std::string cas;
  std::vector<std::string> classes;  // of GB 18218, "J1" … "W11"
  std::optional<double> threshold;   // said by the record, in place of the tables'
  std::optional<double> factor;      // likewise
  DAVY_FIELDS(name, cas, classes, threshold, factor)
};

enum class UnitKind { Production, Storage };  // parted by shut-off valves; by dike or building (GB 18218 §3.5, §3.6)

struct HazardUnit {
  std::string name;
  UnitKind kind = UnitKind::Storage;
  std::string zone;
  std::uint64_t residents = 0;  // within 500 m of the plant's boundary
  DAVY_FIELDS(name, kind, zone, residents)
};

struct StoragePlace {
  std::string name;
  std::string unit;
  std::string material;
  double design = 0;               // the most that it is made for
  std::optional<double> stock;     // as it was told last
  std::string point;               // that measures it; empty: none
  std::optional<double> per_unit;  // tonnes for one unit of the point's reading
  DAVY_FIELDS(name, unit, material, design, stock, point, per_unit)
};

struct MaterialConflict {
  std::string one;
  std::string other;
  std::string why;
  DAVY_FIELDS(one, other, why)
};

struct MaterialBook {
  std::map<std::string, Material, std::less<>> materials;  // each by the id of its record
  std::map<std::string, HazardUnit, std::less<>> units;
  std::map<std::string, StoragePlace, std::less<>> places;
  std::map<std::string, MaterialConflict, std::less<>> conflicts;
  DAVY_FIELDS(materials, units, places, conflicts)
};

namespace material {
void evolve(MaterialBook& book, const Event& event);
}  // namespace material

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::UnitKind> = std::to_array<davy::EnumName<davy::core::UnitKind>>(
    {{davy::core::UnitKind::Production, "production"}, {davy::core::UnitKind::Storage, "storage"}});
