#pragma once
// Role: what somebody is here for. Right: a kind of doing; a role holds some of them. Roles are no ladder: an auditor sees what a team lead does not, and does nothing.

#include "base/enum_names.hpp"
#include "base/text.hpp"

#include <array>
#include <cstdint>

namespace davy::core {

enum class Role { Worker, TeamLead, EquipmentManager, SafetyOfficer, Manager, Administrator, Auditor };

enum class Right : std::uint8_t {
  Read,  // what is shown to everybody; one's own password, sessions and second factor
  Tell,  // what nobody who works here is kept from: dangers, emergencies, dangerous work stopped, one's own signature, post, absence, learning
  Work,        // with one's hands: alarms acknowledged, orders and hazards taken, permits, care, checks
  Approve,     // what others did or ask for: orders, hazards, more time; an emergency led
  Decide,      // for the whole plant: a hazard reviewed again, an incident reported and closed
  Lead,        // alarms reset and shelved, modes, rosters, trainings given
  Agree,       // as the second person, to what one might have asked for
  Equip,       // devices, care and calibration, materials; taking out of service
  Judge,       // hazards graded, rows bypassed, drills, records of every kind
  Oversee,     // the figures of others, reviews, personal fields, evidence
  Audit,       // who read whose personal data, which machines hold tokens
  Administer,  // accounts, tokens, backups
};

bool may(Role role, Right right);

// Who holds it, as a refusal names them: "a safety officer or an administrator".
Text holders_of(Right right);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Role> =
    std::to_array<davy::EnumName<davy::core::Role>>({{davy::core::Role::Worker, "worker"},
                                                     {davy::core::Role::TeamLead, "team-lead"},
                                                     {davy::core::Role::EquipmentManager, "equipment-manager"},
                                                     {davy::core::Role::SafetyOfficer, "safety-officer"},
                                                     {davy::core::Role::Manager, "manager"},
                                                     {davy::core::Role::Administrator, "administrator"},
                                                     {davy::core::Role::Auditor, "auditor"}});
