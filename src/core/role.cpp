#include "core/role.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace davy::core {
namespace {

bool is_one_of(Right right, std::initializer_list<Right> rights) { return std::ranges::find(rights, right) != rights.end(); }

Text title_of_role(Role role) {
  switch (role) {
    case Role::Worker: return {"员工", "a worker"};
    case Role::TeamLead: return {"班组长", "a team lead"};
    case Role::EquipmentManager: return {"设备管理员", "an equipment manager"};
    case Role::SafetyOfficer: return {"安全员", "a safety officer"};
    case Role::Manager: return {"负责人", "a manager"};
    case Role::Administrator: return {"管理员", "an administrator"};
    case Role::Auditor: return {"审计员", "an auditor"};
  }
  return {};
}

}  // namespace

bool may(Role role, Right right) {
  using enum Right;
  switch (role) {
    case Role::Worker: return is_one_of(right, {Read, Tell, Work});
    case Role::TeamLead: return is_one_of(right, {Read, Tell, Work, Approve, Lead, Agree});
    case Role::EquipmentManager: return is_one_of(right, {Read, Tell, Work, Agree, Equip});
    case Role::SafetyOfficer: return !is_one_of(right, {Audit, Administer});
    case Role::Manager: return is_one_of(right, {Read, Tell, Approve, Decide, Oversee});
    case Role::Administrator: return true;
    case Role::Auditor: return is_one_of(right, {Read, Oversee, Audit});
  }
  return false;
}

Text holders_of(Right right) {
  std::vector<Text> holders;
  for (const auto& [role, name] : kEnumNames<Role>)
    if (may(role, right)) holders.push_back(title_of_role(role));
  Text text;
  for (std::size_t i = 0; i < holders.size(); ++i) {
    const bool is_last = i + 1 == holders.size();
    text.zh += (i == 0 ? "" : is_last ? "或" : "、") + holders[i].zh;
    text.en += (i == 0 ? "" : is_last ? " or " : ", ") + holders[i].en;
  }
  return text;
}

}  // namespace davy::core
