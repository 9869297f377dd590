#pragma once
// Events of handing a shift over. A HandoverId is the sequence of its HandoverOffered.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "site/severity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using HandoverId = SeqId<struct HandoverTag>;

enum class HandedKind { Alarm, Order, Hazard, Bypass, Mode, Note, Check, Care, Permit, Incident };

// One open matter, as it stood when it was told.
struct HandedMatter {
  HandedKind kind = HandedKind::Note;
  std::string name;   // condition, number of the order, hazard or incident, row, zone ("": the site), number of the note
  std::string about;  // of an order its condition; of a note its text; else empty
  std::string place;  // zone; empty: of no one zone
  std::string state;  // "unacknowledged", "accepted", the mode
  site::Severity severity = site::Severity::Low;
  std::string remark;  // of who takes over
  DAVY_FIELDS(kind, name, about, place, state, severity, remark)
};

struct HandoverOffered {
  static constexpr std::string_view kKind = "handover.offered";
  std::string post;
  std::string to;  // login; empty: whoever holds the post next
  Instant change;  // of shift, that it is for
  std::vector<HandedMatter> matters;
  DAVY_FIELDS(post, to, change, matters)
};

struct HandoverAccepted {  // the actor answers from now on for what is listed
  static constexpr std::string_view kKind = "handover.accepted";
  HandoverId handover;
  std::vector<HandedMatter> matters;  // each was acknowledged by name, in this state
  std::string remark;
  DAVY_FIELDS(handover, matters, remark)
};

struct HandoverRefused {
  static constexpr std::string_view kKind = "handover.refused";
  HandoverId handover;
  std::string reason;
  DAVY_FIELDS(handover, reason)
};

struct HandoverWithdrawn {  // by who offered it
  static constexpr std::string_view kKind = "handover.withdrawn";
  HandoverId handover;
  std::string reason;
  DAVY_FIELDS(handover, reason)
};

struct HandoverOverdue {  // the shift has changed, and nobody has taken the post over
  static constexpr std::string_view kKind = "handover.overdue";
  std::string post;
  Instant change;
  DAVY_FIELDS(post, change)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::HandedKind> =
    std::to_array<davy::EnumName<davy::core::HandedKind>>({{davy::core::HandedKind::Alarm, "alarm"},
                                                           {davy::core::HandedKind::Order, "order"},
                                                           {davy::core::HandedKind::Hazard, "hazard"},
                                                           {davy::core::HandedKind::Bypass, "bypass"},
                                                           {davy::core::HandedKind::Mode, "mode"},
                                                           {davy::core::HandedKind::Note, "note"},
                                                           {davy::core::HandedKind::Check, "check"},
                                                           {davy::core::HandedKind::Care, "care"},
                                                           {davy::core::HandedKind::Permit, "permit"},
                                                           {davy::core::HandedKind::Incident, "incident"}});
