// What is measured for a measure, and the rule that its figure must keep (FACTS §C.3 to C.5). A measure is named by its place in the kind's list.

#include "core/permit/gb30871.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace davy::core::gb30871 {
namespace {

constexpr std::optional<double> kNoBound = std::nullopt;
constexpr bool kIfThere = false;  // told where there is such a thing

constexpr auto kFigures = std::to_array<Figure>({
    {PermitKind::HotWork, 9, "5.2.9", "venting-m", "最近的可燃气体排放点", "Nearest venting of combustible gas", "m", 30, kNoBound,
     kIfThere},
    {PermitKind::HotWork, 9, "5.2.9", "draining-m", "最近的可燃液体排放点", "Nearest draining of flammable liquid", "m", 15, kNoBound,
     kIfThere},
    {PermitKind::HotWork, 9, "5.2.9", "painting-m", "最近的溶剂清洗或喷漆处", "Nearest use of solvents or paints", "m", 10, kNoBound,
     kIfThere},
    {PermitKind::HotWork, 9, "5.2.9", "dust-m", "最近的可燃粉尘清扫处", "Nearest sweeping of combustible dust", "m", 10, kNoBound,
     kIfThere},
    {PermitKind::HotWork, 11, "5.2.12", "machine-m", "电焊机与动火点的距离", "Welding machine to the fire", "m", kNoBound, 10},
    {PermitKind::HotWork, 12, "5.2.13", "cylinders-apart-m", "乙炔瓶与氧气瓶的距离", "Acetylene to oxygen", "m", 5, kNoBound},
    {PermitKind::HotWork, 12, "5.2.13", "cylinders-fire-m", "气瓶与动火点的距离", "Cylinders to the fire", "m", 10, kNoBound},
    {PermitKind::ConfinedSpace, 9, "4.13", "lamp-v", "照明电压", "Voltage of the lamps", "V", kNoBound, 36},
    {PermitKind::ConfinedSpace, 9, "4.13", "wet-lamp-v", "潮湿、狭小处的照明电压", "Voltage of lamps in wet or narrow places", "V",
     kNoBound, 12, kIfThere},
    {PermitKind::BlindPlate, 5, "4.5h", "rinse-water-m", "最近的应急冲洗水", "Nearest water to rinse with", "m", kNoBound, 30},
    {PermitKind::BlindPlate, 7, "7.6", "fire-m", "最近的动火点", "Nearest hot work", "m", 30, kNoBound, kIfThere},
    {PermitKind::Height, 11, "8.2.6", "wind-force", "风力（级）", "Wind force", "Bft", kNoBound, 4, kIfThere},
    {PermitKind::Lifting, 10, "9.2.4", "wind-force", "风力（级）", "Wind force", "Bft", kNoBound, 5, kIfThere},
    {PermitKind::TemporaryPower, 5, "10.6", "insulation-v", "线路绝缘耐压", "Insulation of the wire", "V", 500, kNoBound},
    {PermitKind::TemporaryPower, 6, "10.6", "overhead-m", "架空线最低处离地", "Overhead wire above the ground", "m", 2.5, kNoBound},
    {PermitKind::TemporaryPower, 6, "10.6", "over-road-m", "跨越道路处离地", "Overhead wire above roads", "m", 5, kNoBound, kIfThere},
    {PermitKind::TemporaryPower, 7, "10.6", "buried-m", "埋地深度", "Depth of buried cable", "m", 0.7, kNoBound},
    {PermitKind::TemporaryPower, 13, "4.13", "lamp-v", "照明电压", "Voltage of the lamps", "V", kNoBound, 36},
    {PermitKind::TemporaryPower, 13, "4.13", "wet-lamp-v", "潮湿、狭小处的照明电压", "Voltage of lamps in wet or narrow places", "V",
     kNoBound, 12, kIfThere},
});

}  // namespace

std::span<const Figure> figures() { return kFigures; }

std::vector<Figure> figures(PermitKind kind, std::uint32_t measure) {
  std::vector<Figure> found;
  for (const Figure& each : kFigures)
    if (each.kind == kind && each.measure == measure) found.push_back(each);
  return found;
}

bool keeps(const Figure& figure, double value) {
  return std::isfinite(value) && value >= 0 && (!figure.least || value >= *figure.least) && (!figure.most || value <= *figure.most);
}

bool asks_for_gas_test(const PermitApplied& what) {
  const auto lets_out = [](Activity each) { return each == Activity::GasVenting || each == Activity::LiquidDraining; };
  return asks_for_gas_test(what.kind, what.grounds) || std::ranges::any_of(what.activities, lets_out);
}

}  // namespace davy::core::gb30871
