#pragma once
// Events of checks (排查): what a control measure or an emergency supply asks to be looked at by cycle, and what people found. A CheckId is the journal sequence of its
// CheckIssued, a SeedId that of its SeedPlanted.
//
// Code list of results: the double-prevention exchange tables (CHECK_STATUS 0 normal, 1 hazard, 2 not checked, 3 other); 2 is CheckMissed.

#include "base/enum_names.hpp"
#include "base/id.hpp"
#include "core/cycle.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using CheckId = SeqId<struct CheckTag>;
using SeedId = SeqId<struct SeedTag>;
using HazardId = SeqId<struct HazardTag>;  // the sequence of a HazardReported (core/hazard)

enum class CheckResult { Normal, Hazard, Other };  // other: could not be looked at as it should, the note says why
enum class CheckPlace { Scanned, ByHand };         // how whoever recorded it said where they were

struct CheckIssued {
  static constexpr std::string_view kKind = "check.issued";
  std::string measure;  // the id of its record; of a supply "supply/<id>"
  std::string name;     // of the measure
  std::string what;     // to look at
  std::string zone;
  std::string post;   // whose it is; empty in a site without posts
  std::string point;  // to which a reading goes; empty: none
  Cycle cycle;
  Instant first;  // from when the cycles are counted
  Instant due;
  Instant missed_at;  // not recorded by then, it counts as missed
  DAVY_FIELDS(measure, name, what, zone, post, point, cycle, first, due, missed_at)
};

struct CheckOverdue {  // told to its post
  static constexpr std::string_view kKind = "check.overdue";
  CheckId check;
  DAVY_FIELDS(check)
};

struct CheckMissed {  // for good, whatever is recorded later
  static constexpr std::string_view kKind = "check.missed";
  CheckId check;
  std::string post;  // above its own, that is told
  DAVY_FIELDS(check, post)
};

struct CheckWithdrawn {  // the measure has changed or is no more
  static constexpr std::string_view kKind = "check.withdrawn";
  CheckId check;
  DAVY_FIELDS(check)
};

// By the event's actor. The first one of a check that is open ends it; every further one stands beside it.
struct CheckRecorded {
  static constexpr std::string_view kKind = "check.recorded";
  CheckId check;
  CheckResult result = CheckResult::Normal;
  Instant done_at;  // by the clock of the device
  std::optional<double> reading;
  std::string note;
  std::vector<std::string> photos;  // names in the blob store
  std::string voice;
  std::string signature;
  CheckPlace place = CheckPlace::ByHand;
  std::string tag;            // the code that was read on a card, in capitals
  bool late = false;          // told after it was missed, but done before
  HazardId open_hazard = {};  // about what was checked, which was open already: none is raised
  DAVY_FIELDS(check, result, done_at, reading, note, photos, voice, signature, place, tag, late, open_hazard)
};

// A marked card at the place of a measure, a fault that is none: whoever looks finds it.
struct SeedPlanted {
  static constexpr std::string_view kKind = "seed.planted";
  std::string measure;
  std::string tag;
  Instant until;
  std::string remark;
  DAVY_FIELDS(measure, tag, until, remark)
};

struct SeedRemoved {  // by a person, or by the system when its time is over: nobody is judged by it
  static constexpr std::string_view kKind = "seed.removed";
  SeedId seed;
  DAVY_FIELDS(seed)
};

struct SeedFound {
  static constexpr std::string_view kKind = "seed.found";
  SeedId seed;
  CheckId check;
  std::string person;  // login of who recorded it
  DAVY_FIELDS(seed, check, person)
};

struct SeedOverlooked {
  static constexpr std::string_view kKind = "seed.overlooked";
  SeedId seed;
  CheckId check;
  std::string person;
  std::string by;  // login of who hung it
  DAVY_FIELDS(seed, check, person, by)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::CheckResult> = std::to_array<EnumName<core::CheckResult>>({{core::CheckResult::Normal, "normal"},
                                                                                                  {core::CheckResult::Hazard, "hazard"},
                                                                                                  {core::CheckResult::Other, "other"}});

template <>
inline constexpr auto kEnumNames<core::CheckPlace> = std::to_array<EnumName<core::CheckPlace>>({{core::CheckPlace::Scanned, "scanned"},
                                                                                                {core::CheckPlace::ByHand, "by-hand"}});

}  // namespace davy
