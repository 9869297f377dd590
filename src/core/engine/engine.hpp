#pragma once
// Engine: composes the rooms of the core into one decider: step(input, now) → events, evolve(event) → state.
//
// Every event that step() returns has already been evolved; evolving the same events over the same earlier state gives the same state. The same inputs in
// the same order give the same events on any machine. One thread; no clock, I/O or randomness.

#include "core/account.hpp"
#include "core/alarm/alarm_index.hpp"
#include "core/alarm/flood_book.hpp"
#include "core/care/care_book.hpp"
#include "core/check/check_book.hpp"
#include "core/consent/consent_book.hpp"
#include "core/consent/rule_book.hpp"
#include "core/drill/drill_book.hpp"
#include "core/duty/due_book.hpp"
#include "core/duty/who_answers.hpp"
#include "core/handover/handover_book.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/incident/incident_book.hpp"
#include "core/interlock/interlock_table.hpp"
#include "core/material/major_hazard.hpp"
#include "core/merit/merit_book.hpp"
#include "core/mode/fact_book.hpp"
#include "core/mode/mode_book.hpp"
#include "core/notice/notice_book.hpp"
#include "core/permit/permit_book.hpp"
#include "core/prevention/prevention_book.hpp"
#include "core/prevention/supplies.hpp"
#include "core/record/record_book.hpp"
#include "core/training/training_book.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

struct State {
  std::uint64_t last_seq = 0;
  std::uint64_t start_seq = 0;  // of the latest SystemStarted
  Instant last_time;            // of the latest event
  AlarmBook alarms;
  FloodBook floods;
  InterlockTable interlocks;
  OrderBook orders;
  HazardBook hazards;
  MeritBook merits;
  NoticeBook notices;
  ModeBook modes;
  FactBook facts;
  std::set<std::string> offline;  // devices
  Accounts accounts;
  RecordBook records;
  PreventionBook prevention;
  RosterBook rosters;
  QualificationBook qualifications;
  DueBook due_days;
  HandoverBook handovers;
  MaterialBook materials;
  std::uint64_t thinning_run = 0;  // the latest that is in the journal
  CareBook care;
  CheckBook checks;
  PermitBook permits;
  IncidentBook incidents;
  TrainingBook trainings;
  ConsentBook consents;
  DrillBook drills;
  RuleBook rules;
  DAVY_FIELDS(last_seq, start_seq, last_time, alarms, floods, interlocks, orders, hazards, merits, notices, modes, facts, offline, accounts,
              records, prevention, rosters, qualifications, handovers, thinning_run, materials, care, checks, permits, incidents, trainings,
              consents, drills, due_days, rules)
};

// What takes a permit back. In a history that is lived again it is told what became of permits; detectors alone still take them back.
enum class TakesBack { Anything, Detectors };

// What was decided in a history that is lived again.
struct Lived {
  std::string actor;
  EventBody body;
};

struct Decision {
  std::vector<Event> events;  // in journal order
  std::optional<Refusal> refusal;
};

class Engine {
 public:
  // `directory` must outlive the engine.
  explicit Engine(const site::Directory& directory, State state = {}, TakesBack takes_back = TakesBack::Anything);

  // `each` is told of every event as soon as it is part of the state, before what follows from it is worked out. Commands come right after what they
  // answer: none waits for the alarm, the order and the notices that the same input gives.
  Decision step(const Input& input, Instant now, const std::function<void(const Event&)>& each = nullptr);
  // The same of what is taken as it stands, and answered as if it had been decided now.
  Decision live(Lived lived, Instant now, const std::function<void(const Event&)>& each = nullptr);
  void evolve(const Event& event);

  const State& state() const { return state_; }
  const site::Directory& directory() const { return *directory_; }
  Instant next_due() const;  // a Tick is wanted then

 private:
  struct Chain;  // what an input has brought about so far, and what still waits
  void live_from(Instant now);
  void take(EventBody body, const std::string& actor, Chain& chain);
  void complete(Event& event) const;
  Decision carry_out(Bodies first, std::string actor, const Input* input, Instant now, const std::function<void(const Event&)>& each);
  Bodies decide(const Input& input, Instant now, std::optional<Refusal>& refusal) const;
  Bodies besides_rows(const Edge& edge, Instant now) const;
  Bodies on_time(Instant now) const;
  Bodies react(const Event& event, Bodies by_rows) const;
  Bodies actuator_alarm(const Event& event) const;
  Bodies failed_measure(const Event& event) const;
  Bodies measures_without_hazard(Instant now) const;
  Bodies material_hazards(const Event& event) const;
  Bodies supply_hazards(const Event& event) const;
  Bodies due_notices(const Event& event) const;
  Bodies qualification_notices(const Event& event) const;
  permit::Sources permit_sources() const;
  incident::Sources incident_sources() const;
  training::Sources training_sources() const;
  drill::Sources drill_sources(Instant now) const;
  bool rings(const Edge& edge) const;
  bool rests(const Edge& edge) const;
  void tell_drill(EventBody& body) const;
  Decided decide(const PersonRequest& request, Instant now) const;
  std::vector<std::string> people_holding(const std::vector<std::string>& posts, Instant at) const;  // logins
  std::vector<std::string> people_told(const std::string& post, Instant at) const;                   // logins
  Actor as_of(Actor actor, Instant at) const;
  const PostHolders& holders() const;
  Instant duty_due() const;
  Instant care_due() const;
  Instant check_due() const;
  Instant permit_due() const;
  Instant incident_due() const;
  Instant training_due() const;

  const site::Directory* directory_;
  State state_;
  TakesBack takes_back_;
  AlarmIndex index_;                             // of state_.alarms
  mutable std::optional<PostHolders> holders_;   // of state_; none: to be compiled anew
  mutable std::optional<Instant> duty_due_;      // of hand-overs, certificates and days of records; none: to be worked out anew
  mutable std::optional<Instant> care_due_;      // none: to be worked out anew
  mutable std::optional<Instant> check_due_;     // of checks and cards; none: to be worked out anew
  mutable std::optional<Instant> permit_due_;    // none: to be worked out anew
  mutable std::optional<Instant> training_due_;  // none: to be worked out anew
  check::Batch batch_ = check::Batch::One;       // of the latest event of step()
  std::string about_;                            // the condition that the latest event was about
  std::optional<Hazard> hazard_before_;          // the hazard that the latest event happened to, as it was until then
};

}  // namespace davy::core
