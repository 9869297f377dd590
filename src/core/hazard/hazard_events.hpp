#pragma once
// Events in the life of a hazard (隐患): something wrong that people or Davy have found. A HazardId is the journal sequence of its HazardReported.
//
// Code lists: the double-prevention exchange tables (DANGER_SRC 1–10, HAZARD_DANGER_TYPE 1–8, DANGER_MANAGE_TYPE 0–1, MANAGEMENT_CLASSIFICATION 1–3,
// OCCURRENCE_LINK 1–10), in their order, as a receiver of them has them: not held against the text of the standard. The law knows the grades general and
// major only; serious is internal and is told outside as general.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "core/order/order_events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::core {

using HazardId = SeqId<struct HazardTag>;
using CheckId = SeqId<struct CheckTag>;  // the sequence of a CheckIssued (core/check)

enum class HazardGrade { General, Serious, Major };
enum class HazardHandling { AtOnce, ByDeadline };
enum class HazardSource { Routine, Overall, Specialist, Seasonal, KeyPeriod, Analogy, Restart, Expert, MeasureFailed, Other };
enum class HazardKind { Safety, Process, Electrical, Instrument, Fire, Layout, Equipment, Other };
enum class HazardManagement { People, Things, Management };
enum class HazardLink { Design, ProductDefect, Storage, Construction, StartStop, Operation, Upkeep, Repair, Change, Transport };
enum class Verdict { Approved, Returned };

// On the plan, in metres.
struct HazardPlace {
  double x_m = 0;
  double y_m = 0;
  DAVY_FIELDS(x_m, y_m)
};

// What it is about, where somebody has said: names, or empty.
struct HazardSubject {
  std::string point;
  std::string row;
  std::string measure;  // the id of a record
  OrderId order;
  std::string record = {};  // another one, as "storage-place/t-101"
  CheckId check = {};       // that found it
  std::string part = {};    // which of several matters about the record, each a hazard of its own; empty: the record is one
  DAVY_FIELDS(point, row, measure, order, record, check, part)
};

// The five fixed points of a major hazard (五落实); the fifth, the time limit, is the deadline. And what keeps people safe until then.
struct FivePoints {
  std::string responsibility;
  std::string measures;
  std::string funds;
  std::string contingency;
  std::string interim;
  DAVY_FIELDS(responsibility, measures, funds, contingency, interim)
};

// By the event's actor; "anonymous" when the reporter wished it: then nothing in the journal says who it was.
struct HazardReported {
  static constexpr std::string_view kKind = "hazard.reported";
  std::string zone;
  std::string what;                 // empty: the photos say it
  std::vector<std::string> photos;  // SHA-256 of each picture, hexadecimal: its name in the blob store
  HazardSource source = HazardSource::Routine;
  std::optional<HazardPlace> place;
  HazardSubject about;
  std::string post;                   // who answers for the zone
  Instant deadline;                   // to be graded
  std::optional<Instant> found = {};  // no later than this event; none: nobody said
  DAVY_FIELDS(zone, what, photos, source, place, about, post, deadline, found)
};

struct HazardGraded {  // again when it is found to be worse
  static constexpr std::string_view kKind = "hazard.graded";
  HazardId hazard;
  HazardGrade grade = HazardGrade::General;
  HazardKind danger = HazardKind::Safety;
  HazardHandling handling = HazardHandling::AtOnce;
  std::string post;                                 // responsible
  Instant deadline;                                 // to be mended
  FivePoints plan;                                  // filled for a major one
  std::optional<HazardManagement> management = {};  // this and the next three: where somebody has said
  std::optional<HazardLink> arose_in = {};          // where in the life of the plant
  std::string reason = {};                          // why it came about
  std::string hazard_code = {};                     // of the risk object that it belongs to (HAZARD_CODE)
  DAVY_FIELDS(hazard, grade, danger, handling, post, deadline, plan, management, arose_in, reason, hazard_code)
};

struct HazardMerged {  // the same thing, reported before as `into`, which stays open
  static constexpr std::string_view kKind = "hazard.merged";
  HazardId hazard;
  HazardId into;
  DAVY_FIELDS(hazard, into)
};

struct HazardDismissed {  // there is no hazard
  static constexpr std::string_view kKind = "hazard.dismissed";
  HazardId hazard;
  std::string reason;
  DAVY_FIELDS(hazard, reason)
};

struct HazardAccepted {
  static constexpr std::string_view kKind = "hazard.accepted";
  HazardId hazard;
  DAVY_FIELDS(hazard)
};

struct HazardRectified {
  static constexpr std::string_view kKind = "hazard.rectified";
  HazardId hazard;
  std::string note;
  std::vector<std::string> photos;       // after
  std::optional<double> cost_yuan = {};  // what the mending cost; none: nobody said
  DAVY_FIELDS(hazard, note, photos, cost_yuan)
};

struct HazardReviewed {
  static constexpr std::string_view kKind = "hazard.reviewed";
  HazardId hazard;
  Verdict verdict = Verdict::Approved;
  std::string reason;
  Instant deadline;  // that holds from now on
  DAVY_FIELDS(hazard, verdict, reason, deadline)
};

struct HazardReviewedAgain {  // of a major one, by a second person
  static constexpr std::string_view kKind = "hazard.reviewed_again";
  HazardId hazard;
  Verdict verdict = Verdict::Approved;
  std::string reason;
  Instant deadline;  // that holds from now on
  DAVY_FIELDS(hazard, verdict, reason, deadline)
};

struct HazardExtended {
  static constexpr std::string_view kKind = "hazard.extended";
  HazardId hazard;
  Instant deadline;
  std::string reason;
  DAVY_FIELDS(hazard, deadline, reason)
};

struct HazardExtensionAsked {  // by whoever mends it; nothing changes until somebody above decides
  static constexpr std::string_view kKind = "hazard.extension_asked";
  HazardId hazard;
  Instant deadline;
  std::string reason;
  DAVY_FIELDS(hazard, deadline, reason)
};

struct HazardExtensionRefused {
  static constexpr std::string_view kKind = "hazard.extension_refused";
  HazardId hazard;
  std::string reason;
  DAVY_FIELDS(hazard, reason)
};

struct HazardReminded {  // before its deadline, and when it passes
  static constexpr std::string_view kKind = "hazard.reminded";
  HazardId hazard;
  std::uint32_t times = 0;
  DAVY_FIELDS(hazard, times)
};

struct HazardSupervised {  // 挂牌督办: the next post up the chain of duty watches over it; at the top the same, louder
  static constexpr std::string_view kKind = "hazard.supervised";
  HazardId hazard;
  std::string post;
  std::uint32_t level = 0;
  DAVY_FIELDS(hazard, post, level)
};

struct HazardClosed {
  static constexpr std::string_view kKind = "hazard.closed";
  HazardId hazard;
  DAVY_FIELDS(hazard)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::HazardGrade> = std::to_array<EnumName<core::HazardGrade>>({{core::HazardGrade::General, "general"},
                                                                                                  {core::HazardGrade::Serious, "serious"},
                                                                                                  {core::HazardGrade::Major, "major"}});

template <>
inline constexpr auto kEnumNames<core::HazardHandling> = std::to_array<EnumName<core::HazardHandling>>(
    {{core::HazardHandling::AtOnce, "at-once"}, {core::HazardHandling::ByDeadline, "by-deadline"}});

template <>
inline constexpr auto kEnumNames<core::HazardSource> =
    std::to_array<EnumName<core::HazardSource>>({{core::HazardSource::Routine, "routine"},
                                                 {core::HazardSource::Overall, "overall"},
                                                 {core::HazardSource::Specialist, "specialist"},
                                                 {core::HazardSource::Seasonal, "seasonal"},
                                                 {core::HazardSource::KeyPeriod, "key-period"},
                                                 {core::HazardSource::Analogy, "analogy"},
                                                 {core::HazardSource::Restart, "restart"},
                                                 {core::HazardSource::Expert, "expert"},
                                                 {core::HazardSource::MeasureFailed, "measure-failed"},
                                                 {core::HazardSource::Other, "other"}});

template <>
inline constexpr auto kEnumNames<core::HazardKind> =
    std::to_array<EnumName<core::HazardKind>>({{core::HazardKind::Safety, "safety"},
                                               {core::HazardKind::Process, "process"},
                                               {core::HazardKind::Electrical, "electrical"},
                                               {core::HazardKind::Instrument, "instrument"},
                                               {core::HazardKind::Fire, "fire"},
                                               {core::HazardKind::Layout, "layout"},
                                               {core::HazardKind::Equipment, "equipment"},
                                               {core::HazardKind::Other, "other"}});

template <>
inline constexpr auto kEnumNames<core::HazardManagement> =
    std::to_array<EnumName<core::HazardManagement>>({{core::HazardManagement::People, "people"},
                                                     {core::HazardManagement::Things, "things"},
                                                     {core::HazardManagement::Management, "management"}});

template <>
inline constexpr auto kEnumNames<core::HazardLink> =
    std::to_array<EnumName<core::HazardLink>>({{core::HazardLink::Design, "design"},
                                               {core::HazardLink::ProductDefect, "product-defect"},
                                               {core::HazardLink::Storage, "storage"},
                                               {core::HazardLink::Construction, "construction"},
                                               {core::HazardLink::StartStop, "start-stop"},
                                               {core::HazardLink::Operation, "operation"},
                                               {core::HazardLink::Upkeep, "upkeep"},
                                               {core::HazardLink::Repair, "repair"},
                                               {core::HazardLink::Change, "change"},
                                               {core::HazardLink::Transport, "transport"}});

template <>
inline constexpr auto kEnumNames<core::Verdict> = std::to_array<EnumName<core::Verdict>>({{core::Verdict::Approved, "approved"},
                                                                                          {core::Verdict::Returned, "returned"}});

}  // namespace davy
