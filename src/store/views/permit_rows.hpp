#pragma once
// What people read of permits for special work (core/permit).

#include "core/hazard/hazard_events.hpp"
#include "core/permit/permit_events.hpp"
#include "store/views/list_order.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

// Those of core::PermitState, then those of permits that are over.
enum class PermitStage { Preparing, Signed, Open, Interrupted, Suspended, Finished, Accepted, Archived, Refused, Expired, Cancelled };

// Why one is suspended.
struct PermitStop {
  core::StopCause cause = core::StopCause::Person;
  std::string what;
};

struct PermitRow {
  core::PermitId id;
  core::PermitApplied what;
  std::string by;  // login of who applied
  Instant applied;
  PermitStage state = PermitStage::Preparing;
  std::uint32_t signatures = 0;  // given
  std::string post;              // that is to sign, or to accept the work; empty: none is
  std::optional<PermitStop> stopped;
  std::optional<Instant> started;
  std::optional<Instant> guarded;  // the guardian was last heard of
  std::optional<Instant> ended;
  std::string ended_reason;        // of a refusal or a cancellation
  bool waits_for_receipt = false;  // of the one who asks for what is theirs: they were briefed, and have not signed for it
  bool taken_back = false;         // likewise: it rests, and only the post of the shift may let it go on
};

// Not by severity. What is empty or none filters nothing.
struct PermitFilter {
  enum class Which { Open, Over, All } which = Which::All;
  std::optional<PermitStage> state;
  std::optional<core::PermitKind> kind;
  std::string zone;
  // Named in it, or its turn is that of one of the posts, or it is one of those that wait for the person in another way.
  struct Mine {
    std::string login;
    std::vector<std::string> posts;
    std::vector<core::PermitId> permits = {};
  };
  std::optional<Mine> mine = {};
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

// An event as somebody told it.
template <class Body>
struct Said {
  Body what;
  std::string by;
  Instant at;
};

// Suspended, or at rest.
struct PermitRest {
  Instant at;
  std::string by;                        // login; empty: Davy
  std::optional<core::StopCause> cause;  // none: the work rested
  std::string what;                      // the condition, point or other permit; of a person and of a rest the reason
  double value = 0;                      // of Gas
  std::optional<Instant> resumed;
};

// What became of one isolation; of a lock that was hung again, since then.
struct PermitIsolationStory {
  std::optional<Said<core::PermitIsolation>> set;
  std::optional<Said<core::PermitIsolation>> verified;
  std::optional<Said<core::PermitIsolation>> removed;
  std::optional<Said<core::PermitIsolation>> kept;
};

struct PermitVerdict {
  std::string by;
  Instant at;
  core::Verdict verdict = core::Verdict::Approved;
  std::string note;
};

struct PermitMoment {
  std::uint64_t seq = 0;
  Instant time;
  std::string actor;
  std::string kind;  // of the event
};

// Everything that happened to one, in order.
struct PermitStory {
  std::map<std::uint32_t, Said<core::PermitMeasureConfirmed>> measures;  // the latest word on each, by number
  std::map<std::uint32_t, PermitIsolationStory> isolations;              // by number
  std::vector<Said<core::PermitGasTested>> tests;
  std::vector<Said<core::PermitBriefed>> briefings;
  std::vector<Said<core::PermitSigned>> signatures;
  std::vector<PermitRest> rests;
  std::vector<Said<core::PermitDue>> dues;
  std::optional<Said<core::PermitFinished>> finished;  // the latest
  std::optional<PermitVerdict> verdict;                // the latest
  std::vector<PermitMoment> history;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::PermitStage> =
    std::to_array<davy::EnumName<davy::store::PermitStage>>({{davy::store::PermitStage::Preparing, "preparing"},
                                                             {davy::store::PermitStage::Signed, "signed"},
                                                             {davy::store::PermitStage::Open, "open"},
                                                             {davy::store::PermitStage::Interrupted, "interrupted"},
                                                             {davy::store::PermitStage::Suspended, "suspended"},
                                                             {davy::store::PermitStage::Finished, "finished"},
                                                             {davy::store::PermitStage::Accepted, "accepted"},
                                                             {davy::store::PermitStage::Archived, "archived"},
                                                             {davy::store::PermitStage::Refused, "refused"},
                                                             {davy::store::PermitStage::Expired, "expired"},
                                                             {davy::store::PermitStage::Cancelled, "cancelled"}});
