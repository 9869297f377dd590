#pragma once
// ObligationBook: folds the journal into obligations. It keeps those that are open, what their matters must be remembered by, and who holds which post; nothing
// else of the past.

#include "core/event.hpp"
#include "core/obligation/obligation.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

// Who answers: the journal named them, or so far only the accounts say who holds the post.
enum class PeopleFrom { Holders, Journal };

struct OpenObligation {
  Obligation what;
  PeopleFrom people = PeopleFrom::Holders;
  bool operator==(const OpenObligation&) const = default;
  DAVY_FIELDS(what, people)
};

// Until it is over.
struct ObligedMatter {
  std::string zone;
  std::string post;         // that does the work
  std::string worker;       // login of whose work it is
  std::uint32_t round = 1;  // of that work
  HazardGrade grade = HazardGrade::General;
  PermitKind kind = PermitKind::HotWork;
  PermitLevel level = PermitLevel::None;
  std::vector<std::string> cards;  // of an incident, in order
  std::optional<Instant> missed;   // a check: it can be recorded for some time still
  std::vector<OpenObligation> open;
  bool operator==(const ObligedMatter&) const = default;
  DAVY_FIELDS(zone, post, worker, round, grade, kind, level, cards, missed, open)
};

// A condition whose alarm is not over, or that is set aside.
struct WatchedCondition {
  std::uint64_t alarm = 0;  // of the latest occurrence; 0: none
  std::string zone;
  std::string duty;
  bool active = false;
  bool acked = true;
  bool shelved = false;
  bool suppressed = false;
  bool out_of_service = false;
  std::set<std::uint64_t> asked;  // occurrences that nobody has acknowledged yet
  bool operator==(const WatchedCondition&) const = default;
  DAVY_FIELDS(alarm, zone, duty, active, acked, shelved, suppressed, out_of_service, asked)
};

class ObligationBook {
 public:
  // Every event once and in order. `changed` is told each obligation that the event brought, changed or ended, as it is from now on; the key of one is
  // (asked_by, step, part). Of one that is changed twice it is told twice.
  void evolve(const Event& event, const std::function<void(const Obligation&)>& changed);

  // What was kept when a store was left, and the accounts of that time, before the first event.
  void restore(const MatterRef& ref, ObligedMatter matter);
  void restore(const std::string& name, WatchedCondition condition);
  void restore_account(const std::string& login, const std::vector<std::string>& posts);

  const std::map<MatterRef, ObligedMatter>& matters() const { return matters_; }
  const std::map<std::string, WatchedCondition>& conditions() const { return conditions_; }
  // Of the latest event: what of these it brought, changed or ended.
  const std::set<MatterRef>& changed_matters() const { return changed_matters_; }
  const std::set<std::string>& changed_conditions() const { return changed_conditions_; }

  std::vector<Obligation> open() const;  // by key; without those of checks that nobody can record any more

 private:
  class Desk;
  class AlarmFold;
  class WorkFold;
  class PermitFold;
  class RoundFold;
  class IncidentFold;
  class TrainingFold;
  class NoticeFold;

  std::map<MatterRef, ObligedMatter> matters_;
  std::map<std::string, WatchedCondition> conditions_;
  std::map<std::uint64_t, std::string> condition_of_;  // by latest occurrence
  std::set<std::pair<Instant, MatterRef>> missed_;
  std::map<std::string, std::vector<std::string>> posts_;  // by login
  std::map<std::string, std::set<std::string>> holders_;   // logins, by post
  std::set<MatterRef> changed_matters_;
  std::set<std::string> changed_conditions_;
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::PeopleFrom> = std::to_array<davy::EnumName<davy::core::PeopleFrom>>(
    {{davy::core::PeopleFrom::Holders, "holders"}, {davy::core::PeopleFrom::Journal, "journal"}});
