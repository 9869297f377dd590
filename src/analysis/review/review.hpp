#pragma once
// Review (复盘): what a month was like, from its events and obligations; each figure with the records of the journal that it rests on.
//
// Pure: the same events, obligations and `as_of` give the same review. What each figure means stands in docs/formats/review.md. Alarms count when they were
// raised, whether or not somebody had set them aside; times are those of the records.

#include "analysis/review/month.hpp"
#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "core/event.hpp"
#include "core/obligation/risk_coverage.hpp"
#include "site/directory.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::analysis {

inline constexpr std::size_t kEvidenceMost = 20;  // records that one figure names: the first ones
inline constexpr std::size_t kLateMost = 100;
inline constexpr std::size_t kRepeatedLeast = 3;  // raisings that make a cause a repeated one

using Evidence = std::vector<std::uint64_t>;  // sequences, ascending

struct ReviewCount {
  std::string name;
  std::optional<Text> title;
  std::size_t count = 0;
  Evidence evidence;
};

struct AlarmReview {
  double per_day = 0;  // of the time that has passed, a day at least
  std::optional<Instant> busiest_hour;
  std::size_t busiest_count = 0;
  std::size_t floods = 0;
  std::vector<ReviewCount> chattering;  // count: the most within a minute
  std::size_t stale = 0;                // stood in the month, and for more than a day by its end
  std::optional<Duration> acknowledged_within;
};

struct WeakZone {
  std::string zone;
  std::size_t late = 0;
  std::size_t repeated = 0;  // causes
  std::size_t hazards = 0;
  double blind_h = 0;
  double score = 0;  // the sum of each term over its greatest
  Evidence evidence;
};

struct BlindPoint {
  std::string point;
  std::string zone;
  Duration blind;
  double share = 0;  // of the time that has passed
  Evidence evidence;
};

enum class ProposalKind {
  RootCause,
  Chatter,
  BlindPoint,
  LatePost,
  MissedChecks,
  WeakZone,
  ReturnedWork,
  StaleAlarm,
  FailedCommand,
  DrillDue,
  RiskGap
};

struct Proposal {
  ProposalKind kind = ProposalKind::RootCause;
  Text text;
  std::string about;  // condition, point, post, zone, measure or actuator; empty: the site
  Evidence evidence;
};

struct Review {
  Month month;
  Instant as_of;
  bool complete = false;
  std::vector<ReviewCount> happened;     // all that are counted, also none of it
  std::vector<ReviewCount> by_severity;  // the worst first
  AlarmReview alarms;
  std::vector<core::Obligation> late;  // the worst first, kLateMost at most
  std::size_t late_in_all = 0;
  std::vector<WeakZone> weak_zones;  // the worst first
  std::vector<BlindPoint> blind;     // the longest first
  std::vector<ReviewCount> causes;   // the most frequent first
  std::vector<ReviewCount> hazards;
  std::vector<Proposal> proposals;
  std::array<core::Share, core::kMetrics> kpi{};  // of the whole site
};

// How long it is past its time at that moment; nothing while it is not.
Duration late_by(const core::Obligation& obligation, const site::AppraisalStandards& standards, Instant as_of);

// What can be late: what some figure asks to be done in time. The closing of a matter as a whole is not beside its steps.
bool is_deed(const core::Obligation& obligation);

class Reviewer {
 public:
  // The directory must outlive it.
  Reviewer(const site::Directory& directory, Month month, Instant as_of);

  // When the journal began, where that was within the month: before it nothing was watched, and nothing can be said.
  void began(Instant at);

  // An event from before the month that it still refers to: what raised an alarm that stood when it began, what issued a check that was missed in it.
  void before(const core::Event& event);              // of an alarm, before any of the month; of a check, at any time
  void take(const core::Event& event);                // all of the month, in order, none from after `as_of`
  std::vector<core::CheckId> unknown_checks() const;  // that were missed, and nobody has told what issued them
  // Of the obligations asked in the month, in whatever order, and what its figures of risk points are made of.
  Review finish(const std::vector<core::Obligation>& obligations, const core::RiskFigures& risks = {}) const;

 private:
  struct Raised {
    std::string condition;
    std::string zone;
    Instant at;
    std::optional<Instant> acknowledged;
    std::optional<Instant> over;
    bool in_month = true;
  };
  struct Hazard {
    std::string zone;
    std::optional<core::HazardKind> kind;
  };
  friend class ReviewWriter;

  void count(const core::Event& event);
  void follow_alarm(const core::Event& event);
  void follow_others(const core::Event& event);
  void end_alarm(std::uint64_t id, Instant at);

  const site::Directory& directory_;
  const Month month_;
  const Instant as_of_;
  Instant began_;
  std::map<std::string, Evidence> happened_;
  std::map<site::Severity, Evidence> by_severity_;
  std::map<std::uint64_t, Raised> alarms_;
  std::map<std::string, std::uint64_t> standing_;  // by condition: the alarm
  std::set<core::CareId> overdue_;
  std::map<core::HazardId, Hazard> hazards_;
  std::map<core::CheckId, std::string> checks_;      // measure
  std::map<core::CheckId, std::uint64_t> missed_;    // the record that says so
  std::set<std::string> exercises_;                  // commands of drills
  std::map<std::string, std::string> commands_;      // actuator
  std::map<std::string, Evidence> failed_commands_;  // by actuator
  std::size_t floods_ = 0;
};

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::ProposalKind> =
    std::to_array<davy::EnumName<davy::analysis::ProposalKind>>({{davy::analysis::ProposalKind::RootCause, "root-cause"},
                                                                 {davy::analysis::ProposalKind::Chatter, "chatter"},
                                                                 {davy::analysis::ProposalKind::BlindPoint, "blind-point"},
                                                                 {davy::analysis::ProposalKind::LatePost, "late-post"},
                                                                 {davy::analysis::ProposalKind::MissedChecks, "missed-checks"},
                                                                 {davy::analysis::ProposalKind::WeakZone, "weak-zone"},
                                                                 {davy::analysis::ProposalKind::ReturnedWork, "returned-work"},
                                                                 {davy::analysis::ProposalKind::StaleAlarm, "stale-alarm"},
                                                                 {davy::analysis::ProposalKind::FailedCommand, "failed-command"},
                                                                 {davy::analysis::ProposalKind::DrillDue, "drill-due"},
                                                                 {davy::analysis::ProposalKind::RiskGap, "risk-gap"}});
