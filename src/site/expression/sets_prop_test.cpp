// Which points a set holds, held against a plain walk over the site.
#include "site/expression/check.hpp"
#include "site/expression/parse.hpp"
#include "site/names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace davy::site::expression {
namespace {

constexpr std::array kSomeKinds{PointKind::CombustibleGas, PointKind::Temperature, PointKind::Flame};

Site some_zoned_site() {
  Site site;
  const std::size_t zones = *rc::gen::inRange<std::size_t>(1, 7);
  for (std::size_t z = 0; z < zones; ++z) {
    Zone& zone = site.zones.emplace_back();
    zone.name = "z" + std::to_string(z);
    if (z > 0 && *rc::gen::inRange(0, 4) != 0) zone.parent = ZoneIndex(*rc::gen::inRange<std::size_t>(0, z));
    for (std::size_t other = 0; other < zones; ++other)
      if (other != z && *rc::gen::inRange(0, 4) == 0) zone.neighbours.emplace_back(other);
  }
  const std::size_t points = *rc::gen::inRange<std::size_t>(1, 12);
  for (std::size_t p = 0; p < points; ++p) {
    Point& point = site.points.emplace_back();
    point.name = "p" + std::to_string(p);
    point.unit = find_unit("1");
    point.range_max = 100;
    point.kind = *rc::gen::elementOf(kSomeKinds);
    point.zone = ZoneIndex(*rc::gen::inRange<std::size_t>(0, zones));
  }
  return site;
}

bool lies_in(const Site& site, ZoneIndex inner, ZoneIndex outer) {
  return inner == outer || (site[inner].parent && lies_in(site, *site[inner].parent, outer));
}

// By the words of docs/formats/conditions.md.
bool is_meant(const Site& site, const std::string& set, ZoneIndex own, ZoneIndex of_point) {
  if (set == "site") return true;
  if (set == "zone") return lies_in(site, of_point, own);
  for (const ZoneIndex beside : site[own].neighbours)
    if (lies_in(site, of_point, beside)) return true;
  return false;
}

RC_GTEST_PROP(SetProperties, HoldThePointsThatAPlainWalkFinds, ()) {
  const Site site = some_zoned_site();
  const PointIndex own(*rc::gen::inRange<std::size_t>(0, site.points.size()));
  const std::string set = *rc::gen::element<std::string>("site", "zone", "neighbours");
  const auto kind = *rc::gen::element<std::string>("points", "combustible_gas", "temperature", "flame");
  std::set<std::size_t> expected;
  for (std::size_t p = 0; p < site.points.size(); ++p) {
    std::string of_kind(name_of(site.points[p].kind));
    std::replace(of_kind.begin(), of_kind.end(), '-', '_');
    if ((kind == "points" || of_kind == kind) && is_meant(site, set, site[own].zone, site.points[p].zone)) expected.insert(p);
  }
  const Scope scope(site);
  const std::string text = *rc::gen::element<std::string>("any(", "all(", "2 > count(") + set + "." + kind + ", value > 1)";
  const Parsed parsed = parse(text);
  RC_ASSERT(parsed.root.has_value());
  const CheckResult result = check(*parsed.root, scope, own);
  RC_ASSERT(result.checked.has_value() == !expected.empty());
  RC_TAG(set);
  if (expected.empty()) return;
  std::set<std::size_t> read;
  for (const Input& input : compile(*result.checked).inputs) read.insert(input.point.value_or(own).get());
  RC_ASSERT(read == expected);
}

}  // namespace
}  // namespace davy::site::expression
