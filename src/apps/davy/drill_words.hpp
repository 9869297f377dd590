#pragma once
// What a drill saw and came to, in words, as the console has them; in English as the interface names it.

#include "base/said.hpp"
#include "core/drill/drill_events.hpp"

namespace davy::apps {

inline Words drill_words(core::DrillVerdict verdict) {
  switch (verdict) {
    case core::DrillVerdict::Passed: return {"合格", "passed"};
    case core::DrillVerdict::Failed: return {"不合格", "failed"};
    case core::DrillVerdict::NotJudged: return {"不评判", "not-judged"};
  }
  return {"未知", "unknown"};
}

inline Words drill_words(core::DrillDid did) {
  switch (did) {
    case core::DrillDid::AlarmRaised: return {"报警", "alarm-raised"};
    case core::DrillDid::RowTripped: return {"联锁动作", "row-tripped"};
    case core::DrillDid::CommandRequested: return {"下令", "command-requested"};
    case core::DrillDid::CommandObserved: return {"回讯证实", "command-observed"};
    case core::DrillDid::NoticeSent: return {"通知送达", "notice-sent"};
    case core::DrillDid::AlarmReturned: return {"恢复", "alarm-returned"};
    case core::DrillDid::OrderIssued: return {"派单", "order-issued"};
    case core::DrillDid::Acknowledged: return {"确认", "acknowledged"};
    case core::DrillDid::OrderAccepted: return {"接单", "order-accepted"};
    case core::DrillDid::OrderSubmitted: return {"提交", "order-submitted"};
    case core::DrillDid::OrderApproved: return {"审核通过", "order-approved"};
    case core::DrillDid::IncidentCalled: return {"启动应急", "incident-called"};
    case core::DrillDid::CardTaken: return {"领卡", "card-taken"};
    case core::DrillDid::CommandFailed: return {"未证实", "command-failed"};
  }
  return {"未知", "unknown"};
}

}  // namespace davy::apps
