#pragma once
// SiteFolder: what the files of the site hold now, beside the site that runs, and what a start would make of them.
//
// Read anew at every call, within a second for a large site. What a start brings is a forecast: the start itself reads the files again.

#include "base/enum_names.hpp"
#include "core/consent/rule_book.hpp"
#include "site/load.hpp"
#include "site/safety_rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

struct SiteFolder {
  std::string version;  // empty: the files are no site
  std::vector<site::Finding> findings;
  site::RuleChanges rules;  // against the site that runs
};

SiteFolder read_site_folder(const std::string& folder, const std::string& packs, const site::Site& in_force);

// Errors: nothing, for the files have errors. Nothing: all would be as it is. InForce: other files, or what two people agreed to, would be in force.
// Held: their safety rules would wait for two people, and none of the files be in force.
enum class StartBrings { Errors, Nothing, InForce, Held };

StartBrings start_brings(const SiteFolder& folder, const core::RuleBook& book, std::string_view in_force);

}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::StartBrings> =
    std::to_array<davy::EnumName<davy::api::StartBrings>>({{davy::api::StartBrings::Errors, "errors"},
                                                           {davy::api::StartBrings::Nothing, "nothing"},
                                                           {davy::api::StartBrings::InForce, "in-force"},
                                                           {davy::api::StartBrings::Held, "held"}});
