// Isolation of energy (能量隔离): where it is asked for, and what does not stand in for what.

#include "core/permit/gb30871.hpp"

#include <algorithm>

namespace davy::core::gb30871 {
namespace {

bool has_kind(std::span<const Isolation> isolations, IsolationKind kind) {
  return std::ranges::find(isolations, kind, &Isolation::kind) != isolations.end();
}

// Fire on the equipment itself, or on pipes; a unit that stands still is isolated by definition (5.1.4).
bool is_on_equipment(HotPlace place) {
  switch (place) {
    case HotPlace::Running:
    case HotPlace::PipeRack:
    case HotPlace::ShutDown: return true;
    case HotPlace::TankDike:
    case HotPlace::ExplosionArea:
    case HotPlace::Elsewhere: return false;
  }
  return true;
}

}  // namespace

IsolationNeed needs_isolation(PermitKind kind, const PermitGrounds& grounds) {
  switch (kind) {
    case PermitKind::TemporaryPower:
    case PermitKind::BlindPlate: return IsolationNeed::Always;
    case PermitKind::ConfinedSpace: return IsolationNeed::OrWhyNot;
    case PermitKind::HotWork: return is_on_equipment(grounds.hot_place) ? IsolationNeed::OrWhyNot : IsolationNeed::No;
    case PermitKind::Height:
    case PermitKind::Lifting:
    case PermitKind::Excavation:
    case PermitKind::RoadBreaking: return IsolationNeed::No;
  }
  return IsolationNeed::Always;
}

std::optional<Text> unfit_isolation(PermitKind kind, std::span<const Isolation> isolations) {
  if (isolations.empty()) return std::nullopt;
  // 1. 5.2.2, 6.1: no closed valve instead of a blind.
  const bool needs_blind = kind == PermitKind::HotWork || kind == PermitKind::ConfinedSpace;
  const bool is_shut_off = has_kind(isolations, IsolationKind::Blind) || has_kind(isolations, IsolationKind::Parted);
  if (needs_blind && has_kind(isolations, IsolationKind::Valve) && !is_shut_off)
    return Text{"不得以关闭阀门代替盲板或断开管道（" + std::string(kind == PermitKind::HotWork ? "5.2.2" : "6.1") + "）",
                "a closed valve does not stand in for a blind or a parted pipe (" +
                    std::string(kind == PermitKind::HotWork ? "5.2.2" : "6.1") + ")"};
  // 2. 10.3: the switch above is open, locked and tagged.
  if (kind == PermitKind::TemporaryPower && !has_kind(isolations, IsolationKind::Electrical))
    return Text{"临时用电须列出上级开关的断电上锁挂牌（10.3）", "temporary power asks for the lock-out of the switch above (10.3)"};
  return std::nullopt;
}

}  // namespace davy::core::gb30871
