#pragma once
// What people read of emergencies (core/incident).

#include "core/incident/incident_events.hpp"
#include "store/views/journal_rows.hpp"
#include "store/views/list_order.hpp"
#include "store/views/permit_rows.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

enum class IncidentStage { Open, Ended, Closed };

struct IncidentRow {
  core::IncidentId id;
  core::IncidentOpened what;
  std::string by;  // login of who opened it
  Instant opened;
  IncidentStage state = IncidentStage::Open;
  core::ResponseLevel level = core::ResponseLevel::Third;
  std::string commander;
  std::optional<Instant> ended;
  std::optional<Instant> closed;
  std::uint32_t cards = 0;
  std::uint32_t cards_done = 0;
  bool evacuating = false;
  std::uint32_t people = 0;  // expected, by the latest evacuation
  std::uint32_t accounted = 0;
  std::uint32_t reports = 0;
  std::optional<Instant> report_due;  // of the next one; none: none is asked for
  bool waived = false;
};

// Not by deadline; by severity: by level.
struct IncidentFilter {
  enum class Which { Open, Ended, Closed, All } which = Which::All;  // ended: not closed
  std::optional<core::Exercise> exercise;
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

struct CardStory {
  core::IncidentCardIssued what;
  std::string by;  // who took it
  std::optional<Instant> taken;
  std::optional<Said<core::IncidentCardDone>> done;
  std::uint32_t overdue_calls = 0;
};

struct PersonStory {
  core::ExpectedPerson who;
  std::optional<Said<core::PersonAccounted>> told;  // the latest; none: nobody has told anything
};

struct EvacuationStory {
  core::EvacuationOrdered what;  // the latest
  std::string by;
  Instant ordered;
  std::vector<PersonStory> people;  // with those of the evacuation that it widened
  std::optional<Said<core::EvacuationEnded>> ended;
};

// Everything that happened to one, in order.
struct IncidentStory {
  std::vector<CardStory> cards;
  std::optional<EvacuationStory> evacuation;
  std::vector<Said<core::IncidentNoted>> notes;
  std::vector<Said<core::IncidentResourceUsed>> resources;
  std::optional<Said<core::CasualtiesTold>> casualties;  // the latest; none: nobody has told any
  std::vector<Said<core::IncidentReported>> reports;
  std::optional<Said<core::IncidentReportWaived>> waived;
  std::optional<Said<core::IncidentEnded>> ended;
  std::optional<Said<core::IncidentClosed>> closed;
  std::vector<JournalRow> history;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::IncidentStage> =
    std::to_array<davy::EnumName<davy::store::IncidentStage>>({{davy::store::IncidentStage::Open, "open"},
                                                               {davy::store::IncidentStage::Ended, "ended"},
                                                               {davy::store::IncidentStage::Closed, "closed"}});
