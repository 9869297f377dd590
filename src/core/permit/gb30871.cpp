// Levels, durations, signatures and times of gas tests. Gas limits, measures and details have files of their own.

#include "core/permit/gb30871.hpp"

#include <algorithm>

namespace davy::core::gb30871 {
namespace {

constexpr std::array kNoLevels = {PermitLevel::None};
constexpr std::array kHotLevels = {PermitLevel::Second, PermitLevel::First, PermitLevel::Special};
constexpr std::array kHeightLevels = {PermitLevel::First, PermitLevel::Second, PermitLevel::Third, PermitLevel::Fourth};
constexpr std::array kLiftingLevels = {PermitLevel::Third, PermitLevel::Second, PermitLevel::First};

constexpr std::array<std::string_view, 3> kWelders = {"welding", "pressure-welding", "brazing"};
constexpr std::array<std::string_view, 3> kElectricians = {"low-voltage-electrician", "high-voltage-electrician",
                                                           "explosion-proof-electrician"};
constexpr std::array<std::string_view, 2> kClimbers = {"work-at-height", "height-erection"};
constexpr std::array<std::string_view, 1> kLifters = {"lifting"};
constexpr std::array<std::string_view, 1> kGuardians = {kGuardianCertificate};

PermitLevel hot_work_level(HotPlace place) {
  switch (place) {
    case HotPlace::Running:
    case HotPlace::TankDike: return PermitLevel::Special;  // 5.1.2
    case HotPlace::ExplosionArea:
    case HotPlace::PipeRack: return PermitLevel::First;  // 5.1.3
    case HotPlace::ShutDown:
    case HotPlace::Elsewhere: return PermitLevel::Second;  // 5.1.4
  }
  return PermitLevel::Special;
}

// 8.1, Table 2. What is no number falls to the strictest.
PermitLevel height_level(const PermitGrounds& grounds) {
  // 1. Height work begins 2 m above the datum (3.8).
  const double height = grounds.height_m;
  if (height < 2) return PermitLevel::None;
  // 2. Row A, by height alone.
  const PermitLevel by_height = height <= 5    ? PermitLevel::First
                                : height <= 15 ? PermitLevel::Second
                                : height <= 30 ? PermitLevel::Third
                                               : PermitLevel::Fourth;
  // 3. Row B: with any of the nine factors the next stricter one.
  return grounds.factors.empty() ? by_height : stricter(PermitKind::Height, by_height);
}

// 9.1. What is no number falls to the strictest.
PermitLevel lifting_level(double load_t) {
  if (load_t < 40) return PermitLevel::Third;
  return load_t <= 100 ? PermitLevel::Second : PermitLevel::First;
}

bool is_in_danger_of_explosion(HotPlace place) {
  switch (place) {
    case HotPlace::Running:
    case HotPlace::TankDike:
    case HotPlace::ExplosionArea:
    case HotPlace::PipeRack: return true;
    case HotPlace::ShutDown:
    case HotPlace::Elsewhere: return false;
  }
  return true;
}

constexpr SignStep consent_of(PermitRole role) { return {role, SignPurpose::Consent}; }
constexpr SignStep approval_of(PermitRole role) { return {role, SignPurpose::Approval}; }

std::vector<SignStep> hot_work_signatures(PermitLevel level) {
  if (level == PermitLevel::Second) return {approval_of(PermitRole::Unit)};
  if (level == PermitLevel::First) return {consent_of(PermitRole::Unit), approval_of(PermitRole::Safety)};
  return {consent_of(PermitRole::Unit), consent_of(PermitRole::Safety), approval_of(PermitRole::Manager)};
}

// The forms have a line of the department that looks the permit over (审核): it consents where somebody above it approves.
std::vector<SignStep> height_signatures(PermitLevel level) {
  if (level == PermitLevel::None || level == PermitLevel::First) return {approval_of(PermitRole::Unit)};
  if (level != PermitLevel::Fourth) return {consent_of(PermitRole::Unit), approval_of(PermitRole::Professional)};
  return {consent_of(PermitRole::Unit), consent_of(PermitRole::Professional), approval_of(PermitRole::Manager)};
}

std::vector<SignStep> lifting_signatures(PermitLevel level) {
  if (level == PermitLevel::Second || level == PermitLevel::Third)
    return {consent_of(PermitRole::Unit), approval_of(PermitRole::Professional)};
  return {consent_of(PermitRole::Unit), consent_of(PermitRole::Professional), approval_of(PermitRole::Manager)};
}

// Between the one who is responsible for the work and the shift.
std::vector<SignStep> signatures_above(PermitKind kind, PermitLevel level) {
  switch (kind) {
    case PermitKind::HotWork: return hot_work_signatures(level);
    case PermitKind::ConfinedSpace:
    case PermitKind::BlindPlate: return {approval_of(PermitRole::Unit)};
    case PermitKind::Height: return height_signatures(level);
    case PermitKind::Lifting: return lifting_signatures(level);
    case PermitKind::TemporaryPower: return {consent_of(PermitRole::Unit), approval_of(PermitRole::Power)};
    case PermitKind::Excavation:
      return {consent_of(PermitRole::Unit),         consent_of(PermitRole::Utilities), consent_of(PermitRole::Process),
              consent_of(PermitRole::Equipment),    consent_of(PermitRole::Fire),      consent_of(PermitRole::Safety),
              approval_of(PermitRole::Professional)};
    case PermitKind::RoadBreaking:
      return {consent_of(PermitRole::Unit), consent_of(PermitRole::Fire), consent_of(PermitRole::Safety),
              approval_of(PermitRole::Professional)};
  }
  return {};
}

// 4.9: one of them each worker holds; empty: none is asked for.
std::span<const std::string_view> workers_certificates(PermitKind kind) {
  switch (kind) {
    case PermitKind::HotWork: return kWelders;
    case PermitKind::TemporaryPower: return kElectricians;
    case PermitKind::Height: return kClimbers;
    case PermitKind::Lifting: return kLifters;
    case PermitKind::ConfinedSpace:
    case PermitKind::BlindPlate:
    case PermitKind::Excavation:
    case PermitKind::RoadBreaking: return {};
  }
  return {};
}

}  // namespace

PermitLevel level_of(PermitKind kind, const PermitGrounds& grounds) {
  switch (kind) {
    case PermitKind::HotWork: return hot_work_level(grounds.hot_place);
    case PermitKind::Height: return height_level(grounds);
    case PermitKind::Lifting: return lifting_level(grounds.load_t);
    case PermitKind::ConfinedSpace:
    case PermitKind::BlindPlate:
    case PermitKind::TemporaryPower:
    case PermitKind::Excavation:
    case PermitKind::RoadBreaking: return PermitLevel::None;
  }
  return PermitLevel::None;
}

std::span<const PermitLevel> levels(PermitKind kind) {
  switch (kind) {
    case PermitKind::HotWork: return kHotLevels;
    case PermitKind::Height: return kHeightLevels;
    case PermitKind::Lifting: return kLiftingLevels;
    case PermitKind::ConfinedSpace:
    case PermitKind::BlindPlate:
    case PermitKind::TemporaryPower:
    case PermitKind::Excavation:
    case PermitKind::RoadBreaking: return kNoLevels;
  }
  return kNoLevels;
}

std::uint32_t rank(PermitKind kind, PermitLevel level) {
  const auto all = levels(kind);
  const auto found = std::ranges::find(all, level);
  return found == all.end() ? 0 : static_cast<std::uint32_t>(found - all.begin()) + 1;
}

PermitLevel stricter(PermitKind kind, PermitLevel level) {
  const auto all = levels(kind);
  const std::uint32_t at = rank(kind, level);
  return at == 0 || at == all.size() ? level : all[at];
}

std::optional<Duration> longest(PermitKind kind, PermitLevel level) {
  switch (kind) {
    case PermitKind::HotWork: return level == PermitLevel::Second ? 72_h : 8_h;  // 5.1.5
    case PermitKind::ConfinedSpace: return 24_h;                                 // 6.10
    case PermitKind::Height: return 24_h * 7;                                    // 8.2.11
    case PermitKind::TemporaryPower: return 24_h * 15;                           // 10.8; of the 30 days for special cases nothing is taken
    case PermitKind::BlindPlate:                                                 // 7.11: one plate, one action
    case PermitKind::Lifting:
    case PermitKind::Excavation:
    case PermitKind::RoadBreaking: return std::nullopt;
  }
  return std::nullopt;
}

// The standard's: who consents and who approves, by kind and level (Table B.1), the lines of the forms (appendix A), and of hot work that the chief of the
// shift looks at the permit on the spot before the work starts. Davy's: the shift does that for every kind, since it runs the place where the work is.
std::vector<SignStep> signatures(PermitKind kind, PermitLevel level) {
  std::vector<SignStep> steps = {{PermitRole::Lead, SignPurpose::Lead}};
  for (const SignStep& step : signatures_above(kind, level)) steps.push_back(step);
  steps.push_back({PermitRole::Shift, SignPurpose::ShiftCheck});
  return steps;
}

PermitKind gas_rules_of(PermitKind kind, const PermitGrounds& grounds) {
  const bool is_deep = kind == PermitKind::Excavation && !(grounds.depth_m <= kDeepDigM);  // what is no number is deep
  return is_deep && is_in_danger_of_explosion(grounds.hot_place) ? PermitKind::ConfinedSpace : kind;
}

bool asks_for_gas_test(PermitKind kind, const PermitGrounds& grounds) {
  switch (kind) {
    case PermitKind::HotWork:
    case PermitKind::ConfinedSpace: return true;                                           // 5.3, 6.3
    case PermitKind::TemporaryPower: return is_in_danger_of_explosion(grounds.hot_place);  // 10.1
    case PermitKind::Excavation: return gas_rules_of(kind, grounds) != kind;               // 11.10
    case PermitKind::BlindPlate:
    case PermitKind::Height:
    case PermitKind::Lifting:
    case PermitKind::RoadBreaking: return false;
  }
  return false;
}

// 5.3.1, 6.3f. For the other kinds the standard says nothing: a test of theirs holds no longer than the strictest.
Duration rest_without_test(PermitKind kind, PermitLevel level) {
  if (kind == PermitKind::ConfinedSpace) return 60_min;
  return kind == PermitKind::HotWork && level == PermitLevel::Second ? 60_min : 30_min;
}

std::optional<Duration> test_every(PermitKind kind) {
  if (kind == PermitKind::HotWork) return 24_h;       // 5.3.1
  if (kind == PermitKind::ConfinedSpace) return 2_h;  // 6.5
  return std::nullopt;
}

bool asks_for_detector(PermitKind kind, PermitLevel level) {
  return kind == PermitKind::ConfinedSpace || (kind == PermitKind::HotWork && level == PermitLevel::Special);
}

// Of the others the standard asks for none; a firm may.
std::span<const std::string_view> certificates(site::PermitPart part, PermitKind kind) {
  switch (part) {
    case site::PermitPart::Worker: return workers_certificates(kind);
    case site::PermitPart::Guardian: return kGuardians;  // 4.10
    case site::PermitPart::Lead:
    case site::PermitPart::Coordinator:
    case site::PermitPart::Applicant:
    case site::PermitPart::Approver:
    case site::PermitPart::Analyst: return {};
  }
  return {};
}

}  // namespace davy::core::gb30871
