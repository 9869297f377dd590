#include "store/journal/older_records.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace davy::store {
namespace {

// In the order of the kind. Every supply has a name: one without that mark is an older one.
constexpr std::array<const char*, 6> kSupplyFields{"name", "quantity", "least", "unit", "expires", "zone"};

}  // namespace

void complete(core::RecordSaved& saved) {
  if (saved.kind != "supply" || std::ranges::find(saved.live, "name", &core::RecordMark::field) != saved.live.end()) return;
  const auto body = nlohmann::json::parse(saved.body, nullptr, false);
  if (!body.is_object()) return;
  saved.live.clear();
  for (const char* field : kSupplyFields)
    if (const auto value = body.find(field); value != body.end())
      saved.live.push_back({field, value->is_string() ? value->get<std::string>() : value->dump()});
}

}  // namespace davy::store
