#include "core/material/gb18218.hpp"

#include <algorithm>
#include <array>

namespace davy::core::gb18218 {
namespace {

struct Named {
  std::string_view name;
  double value;
};

constexpr auto kThresholds = std::to_array<Named>({
    {"75-44-5", 0.3},                                                                                     // phosgene
    {"624-83-9", 0.75},                                                                                   // methyl isocyanate
    {"74-86-2", 1},      {"7664-39-3", 1},    {"74-90-8", 1},    {"7782-41-4", 1},   {"10102-44-0", 1},   // C2H2 HF HCN F2 NO2
    {"7803-51-2", 1},    {"7784-42-1", 1},    {"7440-09-7", 1},                                           // PH3 AsH3 K
    {"7782-50-5", 5},    {"7783-06-4", 5},    {"1333-74-0", 5},  {"106-99-0", 5},    {"74-89-5", 5},      // Cl2 H2S H2 butadiene CH3NH2
    {"7664-41-7", 10},   {"75-21-8", 10},     {"75-56-9", 10},   {"74-83-9", 10},    {"60-29-7", 10},     // NH3 EO PO CH3Br ether
    {"7440-23-5", 10},   {"79-21-0", 10},                                                                 // Na, peracetic acid
    {"7446-09-5", 20},   {"7647-01-0", 20},   {"7726-95-6", 20}, {"106-89-8", 20},   {"107-02-8", 20},    // SO2 HCl Br2 ECH acrolein
    {"75-86-5", 20},                                                                                      // acetone cyanohydrin
    {"74-82-8", 50},     {"68476-85-7", 50},  {"74-98-6", 50},   {"106-97-8", 50},   {"74-85-1", 50},     // CH4 LPG C3H8 C4H10 C2H4
    {"75-01-4", 50},     {"115-10-6", 50},    {"71-43-2", 50},   {"107-13-1", 50},   {"75-15-0", 50},     // VCM DME benzene AN CS2
    {"12185-10-3", 50},                                                                                   // white phosphorus
    {"7446-11-9", 75},   {"26471-62-5", 100}, {"75-20-7", 100},  {"3811-04-9", 100}, {"7775-09-9", 100},  // SO3 TDI CaC2 chlorates
    {"7782-44-7", 200},  {"86290-81-5", 200},                                                             // O2 gasoline
    {"67-56-1", 500},    {"64-17-5", 500},    {"67-64-1", 500},  {"108-88-3", 500},  {"100-42-5", 500},   // methanol … styrene
    {"110-82-7", 500},   {"141-78-6", 500},   {"110-54-3", 500},                                          // cyclohexane EtOAc hexane
    {"7757-79-1", 1000},                                                                                  // KNO3
});

constexpr auto kToxicFactors = std::to_array<Named>({
    {"630-08-0", 2},
    {"7446-09-5", 2},
    {"7664-41-7", 2},
    {"75-21-8", 2},  // CO SO2 NH3 EO
    {"7647-01-0", 3},
    {"74-83-9", 3},    // HCl CH3Br
    {"7782-50-5", 4},  // Cl2
    {"7783-06-4", 5},
    {"7664-39-3", 5},  // H2S HF
    {"10102-44-0", 10},
    {"74-90-8", 10},  // NO2 HCN
    {"75-44-5", 20},
    {"7803-51-2", 20},
    {"624-83-9", 20},  // COCl2 PH3 MIC
});

struct HazardClass {
  std::string_view name;
  double threshold;
  double factor;
};

constexpr auto kClasses = std::to_array<HazardClass>({
    {"J1", 5, 4},    {"J2", 50, 1},     {"J3", 50, 2},     {"J4", 50, 2},     {"J5", 500, 1},  {"W1.1", 1, 2},
    {"W1.2", 10, 2}, {"W1.3", 50, 2},   {"W2", 10, 1.5},   {"W3", 150, 1},    {"W4", 50, 1},   {"W5.1", 10, 1.5},
    {"W5.2", 50, 1}, {"W5.3", 1000, 1}, {"W5.4", 5000, 1}, {"W6.1", 10, 1.5}, {"W6.2", 50, 1}, {"W7.1", 10, 1.5},
    {"W7.2", 50, 1}, {"W8", 50, 1},     {"W9.1", 50, 1},   {"W9.2", 200, 1},  {"W10", 200, 1}, {"W11", 200, 1},
});

template <std::size_t N>
std::optional<double> value_of(const std::array<Named, N>& table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Named::name);
  return found == table.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

std::optional<double> threshold_of_cas(std::string_view cas) { return value_of(kThresholds, cas); }
std::optional<double> factor_of_cas(std::string_view cas) { return value_of(kToxicFactors, cas); }

std::optional<double> threshold_of_class(std::string_view hazard) {
  const auto found = std::ranges::find(kClasses, hazard, &HazardClass::name);
  return found == kClasses.end() ? std::nullopt : std::optional(found->threshold);
}

std::optional<double> factor_of_class(std::string_view hazard) {
  const auto found = std::ranges::find(kClasses, hazard, &HazardClass::name);
  return found == kClasses.end() ? std::nullopt : std::optional(found->factor);
}

double exposure_factor(std::uint64_t residents) {
  if (residents >= 100) return 2.0;
  if (residents >= 50) return 1.5;
  if (residents >= 30) return 1.2;
  return residents >= 1 ? 1.0 : 0.5;
}

Level level_of(double r) {
  if (r >= 100) return Level::First;
  if (r >= 50) return Level::Second;
  return r >= 10 ? Level::Third : Level::Fourth;
}

}  // namespace davy::core::gb18218
