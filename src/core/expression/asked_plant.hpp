#pragma once
// AskedPlant: for the tests of this folder: a site of a few points in a hall, one in the yard beside it, modes and facts, and conditions asked of it.
//
// On `own`, a point without a unit in zone "hall": `run("value > 5", {{"value", of_double(6)}})` is "true". What is not given is unknown.

#include "core/expression/machine.hpp"
#include "site/expression/check.hpp"
#include "site/expression/parse.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core {

class AskedPlant {
 public:
  AskedPlant() {
    const site::ZoneIndex plant(0), hall(1), yard(2);
    site_.zones = {{.name = "plant"},
                   {.name = "hall", .parent = plant, .neighbours = {yard}},
                   {.name = "yard", .parent = plant, .neighbours = {hall}}};
    site_.modes = {{.name = "running"}, {.name = "maintenance"}};
    site_.facts = {{.name = "permit-hot-work", .zones = {hall}},
                   {.name = "people", .kind = site::FactKind::Count, .zones = {plant}},
                   {.name = "wind", .kind = site::FactKind::Number}};
    add("own", "1", site::PointKind::Other);
    add("ch4-01", "%LEL", site::PointKind::CombustibleGas);
    add("ch4-02", "%LEL", site::PointKind::CombustibleGas);
    add("ch4-03", "%LEL", site::PointKind::CombustibleGas);
    add("pt-kpa", "kPa", site::PointKind::Pressure);
    add("pt-mpa", "MPa", site::PointKind::Pressure);
    add("tt-1", "degC", site::PointKind::Temperature);
    add("tt-k", "K", site::PointKind::Temperature);
    add("fl-1", "1", site::PointKind::Flame);
    site_.points.back().zone = yard;
  }

  const site::Site& site() const { return site_; }

  // The faults of a text on the point named, one a line; empty when there is none.
  std::string faults(std::string_view text, std::string_view on = "own") const {
    std::string lines;
    for (const site::expression::Fault& fault : translated(text, on).faults) lines += (lines.empty() ? "" : "\n") + to_text(fault);
    return lines;
  }

  // "true", "false", "unknown", "failed", or the faults. Values by "point kind", as "ch4-01 value", or only "kind" for the own point.
  std::string run(std::string_view text, const std::map<std::string, site::expression::Value>& values = {},
                  std::string_view on = "own") const {
    const site::expression::Translation made = translated(text, on);
    if (!made.program) return faults(text, on);
    std::vector<site::expression::Value> inputs;
    for (const site::expression::Input& input : made.program->inputs) {
      const std::string point = input.point ? site_[*input.point].name + " " : "";
      const auto found = values.find(point + std::string(name_of(input.kind)));
      inputs.push_back(found == values.end() ? site::expression::Value{} : found->second);
    }
    Machine machine(made.program->slots);
    return std::string(name_of(machine.run(*made.program, inputs)));
  }

  site::expression::Translation translated(std::string_view text, std::string_view on = "own") const {
    const site::expression::Scope scope(site_);
    return site::expression::translate(text, scope, *scope.point(on));
  }

 private:
  void add(std::string name, std::string_view unit, site::PointKind kind) {
    site::Point point;
    point.name = std::move(name);
    point.kind = kind;
    point.zone = site::ZoneIndex(1);
    point.unit = find_unit(unit);
    point.range_max = 100;
    site_.points.push_back(std::move(point));
  }

  site::Site site_;
};

}  // namespace davy::core
