#include "store/journal/older_records.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace davy::store {
namespace {

// In the order of the kind. Every supply has a name: one without that mark is an older one.
constexpr std::array<const char*, 6> kSupplyFields{"name", "quantity", "least", "unit", "expires", "zone"};

bool is_marked(const core::RecordSaved& saved, std::string_view field) {
  return std::ranges::find(saved.live, field, &core::RecordMark::field) != saved.live.end();
}

void mark(core::RecordSaved& saved, const nlohmann::json& body, const char* field) {
  if (const auto value = body.find(field); value != body.end())
    saved.live.push_back({field, value->is_string() ? value->get<std::string>() : value->dump()});
}

}  // namespace

void complete(core::RecordSaved& saved) {
  const bool is_supply = saved.kind == "supply" && !is_marked(saved, "name");
  const bool is_assessed = saved.kind == "risk-event" && !is_marked(saved, "assessed");
  const bool is_contractor = saved.kind == "contractor" && !is_marked(saved, "name");
  const bool is_unit = saved.kind == "hazard-unit" && !is_marked(saved, "filed-until");
  const bool is_card = saved.kind == "device-card" && !is_marked(saved, "name");
  const bool is_class = saved.kind == "device-class" && !is_marked(saved, "name");
  if (!is_supply && !is_assessed && !is_contractor && !is_unit && !is_card && !is_class) return;
  const auto body = nlohmann::json::parse(saved.body, nullptr, false);
  if (!body.is_object()) return;
  if (is_supply) {
    saved.live.clear();
    for (const char* field : kSupplyFields) mark(saved, body, field);
  }
  if (is_assessed) mark(saved, body, "assessed");
  if (is_contractor)
    for (const char* field : {"name", "licence-until"}) mark(saved, body, field);
  if (is_unit) mark(saved, body, "filed-until");
  if (is_card)
    for (const char* field : {"name", "installed"}) mark(saved, body, field);
  if (is_class)
    for (const char* field : {"name", "sensor-life"}) mark(saved, body, field);
}

}  // namespace davy::store
