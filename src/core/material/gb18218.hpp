#pragma once
// The numbers of GB 18218-2018 (major hazard installations for dangerous chemicals) that a figure is made of, in force since 2019-03-01.
//
// Thresholds by name are those of Table 1 whose chemical is told by its CAS number alone; one that also asks for a concentration or a use (ammonium
// nitrate, formaldehyde, nitric acid, coal gas) is known by its class only, until the record says a threshold. Source marks: FACTS §E.

#include "base/enum_names.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace davy::core::gb18218 {

inline constexpr std::string_view kEdition = "GB 18218-2018";

std::optional<double> threshold_of_cas(std::string_view cas);       // Q in tonnes, Table 1
std::optional<double> threshold_of_class(std::string_view hazard);  // Q in tonnes, Table 2: "J1" … "W11"
std::optional<double> factor_of_cas(std::string_view cas);          // β of the toxic gases of Table 3
std::optional<double> factor_of_class(std::string_view hazard);     // β, Table 4
double exposure_factor(std::uint64_t residents);                    // α, Table 5: who lives within 500 m of the plant's boundary

// By R, Table 6: the first is the worst.
enum class Level { First, Second, Third, Fourth };
Level level_of(double r);

}  // namespace davy::core::gb18218

template <>
inline constexpr auto davy::kEnumNames<davy::core::gb18218::Level> =
    std::to_array<davy::EnumName<davy::core::gb18218::Level>>({{davy::core::gb18218::Level::First, "first"},
                                                               {davy::core::gb18218::Level::Second, "second"},
                                                               {davy::core::gb18218::Level::Third, "third"},
                                                               {davy::core::gb18218::Level::Fourth, "fourth"}});
