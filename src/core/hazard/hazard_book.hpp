#pragma once
// HazardBook: the hazards that are not closed.
//
// reported → graded → accepted → rectified → reviewed → closed; a major one is reviewed a second time, by another person. What is returned is mended
// again. Nobody reviews what they mended, nor approves what a check has found again since. Overdue hazards remind, then are put under supervision up the chain of duty, louder with age. A report
// that nobody has graded may be merged into another one or dismissed; after that only mending and review close it, and time never does.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <set>
#include <string>

namespace davy::core {

enum class HazardState { Reported, Graded, Accepted, Rectified, Returned, Reviewed };  // reviewed: a major one waits for the second review

struct Hazard {
  HazardId id;
  std::string zone;
  std::string what;      // as it was reported; empty: by photo
  std::string measure;   // that it is about, or another record, as "storage-place/t-101", and which matter of it; empty: none
  std::string reporter;  // login, "machine:<name>" or "system"; empty: anonymous
  HazardState state = HazardState::Reported;
  HazardGrade grade = HazardGrade::General;
  HazardHandling handling = HazardHandling::AtOnce;
  std::string post;                  // who answers
  std::string handler;               // login of whose work it is
  std::set<std::string> rectifiers;  // everyone who has mended it, and so may not review it
  std::string reviewer;              // of the first review, while the second is awaited
  std::set<std::string> reviewers;   // everyone who has said a verdict
  Instant reported;
  Instant deadline_set;  // when the present deadline was given
  Instant deadline;
  Instant mended;                 // the latest time
  std::optional<Instant> asked;   // more time than the deadline, which somebody above has to decide about
  Instant last_call;              // reminded or supervised
  std::uint32_t reminders = 0;    // before and at each deadline
  std::uint32_t supervision = 0;  // how often: grows also at the top of the chain
  std::string supervised_by;
  std::uint32_t returns = 0;
  std::uint32_t extensions = 0;
  CheckId found_again;  // the check that found it after it was mended; it is returned before anything is approved
  DAVY_FIELDS(id, zone, what, measure, reporter, state, grade, handling, post, handler, rectifiers, reviewer, reviewers, reported,
              deadline_set, deadline, mended, asked, last_call, reminders, supervision, supervised_by, returns, extensions, found_again)
};

struct HazardBook {
  std::map<HazardId, Hazard> hazards;
  DAVY_FIELDS(hazards)

  const Hazard* open_about(std::string_view measure) const;  // the oldest; null: none
  bool is_open_about(std::string_view measure) const;        // or a record of another kind, as "storage-place/t-101"

  const Hazard* find(HazardId id) const;
  const Hazard* about(const Event& event) const;  // the one that the event happens to; null: none that is open
};

namespace hazard {
bool is_being_mended(const Hazard& hazard);  // graded, and nothing waits for a review

Decided decide(const HazardBook& book, const site::Directory& directory, const PersonRequest& request,
               Instant now);  // hazard requests only
Bodies on_time(const HazardBook& book, const site::Directory& directory, Instant now);
Instant next_due(const HazardBook& book, const site::Directory& directory);
void evolve(HazardBook& book, const Event& event);

// The event of a report, for the rooms that find hazards themselves; the zone must be one of the site.
HazardReported reported(const site::Directory& directory, ReportHazard report, Instant now);
}  // namespace hazard

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::HazardState> =
    std::to_array<davy::EnumName<davy::core::HazardState>>({{davy::core::HazardState::Reported, "reported"},
                                                            {davy::core::HazardState::Graded, "graded"},
                                                            {davy::core::HazardState::Accepted, "accepted"},
                                                            {davy::core::HazardState::Rectified, "rectified"},
                                                            {davy::core::HazardState::Returned, "returned"},
                                                            {davy::core::HazardState::Reviewed, "reviewed"}});
