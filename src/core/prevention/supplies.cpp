#include "core/prevention/supplies.hpp"

#include <array>
#include <charconv>

namespace davy::core::supply {
namespace {

std::string amount(double quantity, const std::string& unit) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), quantity);
  return std::string(text.data(), end.ptr) + (unit.empty() ? "" : " " + unit);
}

}  // namespace

std::optional<SupplyFinding> finding_of(const RiskRegister& known, const Event& event) {
  const auto* saved = get_if<RecordSaved>(&event.body);
  const auto* due = get_if<RecordDue>(&event.body);
  const bool is_over = due != nullptr && due->what == DueWhat::Expiry && due->days_left == 0;
  const auto* used = get_if<IncidentResourceUsed>(&event.body);
  const bool is_saved = saved != nullptr && saved->kind == "supply";
  if (!is_over && !is_saved && (used == nullptr || known.drills.contains(used->incident))) return std::nullopt;
  const std::string record = is_over ? due->record : std::string(kSupplyPrefix) + (is_saved ? saved->id : used->supply);
  const auto found = known.supplies.find(record);
  if (found == known.supplies.end()) return std::nullopt;
  const Supply& supply = found->second;
  if (is_over) return SupplyFinding{record, supply.zone, supply.name + "：" + due->day + "（应急物资已过失效日期 expired）"};
  if (!supply.is_short()) return std::nullopt;
  return SupplyFinding{record, supply.zone,
                       supply.name + "：" + amount(*supply.left(), supply.unit) + " < " + amount(supply.least, supply.unit) +
                           "（应急物资低于最低存量 below its least stock）"};
}

}  // namespace davy::core::supply
