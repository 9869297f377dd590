#include "analysis/review/review.hpp"

#include "analysis/alarm_load/alarm_load.hpp"
#include "analysis/review/proposals.hpp"
#include "core/refuse.hpp"
#include "site/exercise.hpp"
#include "site/names.hpp"

#include <algorithm>
#include <cmath>

namespace davy::analysis {
namespace {

constexpr Duration kADay = Duration::from_ms(86'400'000);
constexpr Duration kAnHour = Duration::from_ms(3'600'000);
constexpr const char* kUngraded = "ungraded";

struct Happening {
  const char* name;
  Text title;
};
const std::vector<Happening>& all_counted() {
  static const std::vector<Happening> kAll{{"alarms", {"报警", "Alarms"}},
                                           {"orders", {"派发工单", "Orders issued"}},
                                           {"orders-closed", {"关闭工单", "Orders closed"}},
                                           {"hazards", {"上报隐患", "Hazards reported"}},
                                           {"hazards-closed", {"销号隐患", "Hazards closed"}},
                                           {"trips", {"联锁动作", "Rows tripped"}},
                                           {"commands-failed", {"命令未得到证实", "Commands not proved"}},
                                           {"permits", {"申请作业票", "Permits applied for"}},
                                           {"permits-suspended", {"收回作业票", "Permits taken back"}},
                                           {"incidents", {"突发事件", "Incidents"}},
                                           {"drills", {"应急演练", "Drills"}},
                                           {"checks-missed", {"漏检", "Checks missed"}},
                                           {"care-overdue", {"设备维护超期", "Care of devices overdue"}},
                                           {"starts", {"系统启动", "Starts of the system"}}};
  return kAll;
}

Text severity_title(site::Severity severity) {
  switch (severity) {
    case site::Severity::Low: return {"低", "Low"};
    case site::Severity::Moderate: return {"一般", "Moderate"};
    case site::Severity::Serious: return {"较大", "Serious"};
    case site::Severity::Major: return {"重大", "Major"};
  }
  return {};
}

Text danger_title(core::HazardKind kind) {
  switch (kind) {
    case core::HazardKind::Safety: return {"安全管理", "Safety management"};
    case core::HazardKind::Process: return {"工艺", "Process"};
    case core::HazardKind::Electrical: return {"电气", "Electrical"};
    case core::HazardKind::Instrument: return {"仪表", "Instruments"};
    case core::HazardKind::Fire: return {"消防", "Fire"};
    case core::HazardKind::Layout: return {"总图", "Layout"};
    case core::HazardKind::Equipment: return {"设备", "Equipment"};
    case core::HazardKind::Other: return {"其他", "Other"};
  }
  return {};
}

bool is_blindness(site::ConditionKind kind) {
  return kind == site::ConditionKind::Stale || kind == site::ConditionKind::BadQuality || kind == site::ConditionKind::OutOfRange;
}

// The most frequent first; of the same, by name.
void worst_first(std::vector<ReviewCount>& counts) {
  std::ranges::sort(counts, [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.name < b.name; });
}

}  // namespace

Duration late_by(const core::Obligation& obligation, const site::AppraisalStandards& standards, Instant as_of) {
  return core::late_by(obligation, core::standing_of(obligation, standards, as_of), standards, as_of);
}

bool is_deed(const core::Obligation& obligation) { return core::timely(obligation.step).has_value(); }

Reviewer::Reviewer(const site::Directory& directory, Month month, Instant as_of)
    : directory_(directory), month_(std::move(month)), as_of_(as_of), began_(month_.from) {}

void Reviewer::began(Instant at) { began_ = std::max(month_.from, at); }

void Reviewer::before(const core::Event& event) {
  if (core::is_of_exercise(event.body)) return;
  if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) {
    alarms_[event.seq] = {raised->condition, raised->zone, event.time, {}, {}, false};
    standing_.emplace(raised->condition, event.seq);
  }
  if (const auto* issued = get_if<core::CheckIssued>(&event.body)) checks_[core::CheckId(event.seq)] = issued->measure;
}

std::vector<core::CheckId> Reviewer::unknown_checks() const {
  std::vector<core::CheckId> unknown;
  for (const auto& [check, seq] : missed_)
    if (!checks_.contains(check)) unknown.push_back(check);
  return unknown;
}

void Reviewer::take(const core::Event& event) {
  if (const auto* command = get_if<core::CommandRequested>(&event.body); command != nullptr && site::is_exercise(command->actuator))
    exercises_.insert(command->command);
  const auto* failed = get_if<core::CommandFailed>(&event.body);
  if (core::is_of_exercise(event.body) || (failed != nullptr && exercises_.contains(failed->command))) return;
  count(event);
  follow_alarm(event);
  follow_others(event);
}

void Reviewer::count(const core::Event& event) {
  const auto add = [&](const char* name) { happened_[name].push_back(event.seq); };
  const core::EventBody& body = event.body;
  if (holds<core::AlarmRaised>(body)) add("alarms");
  if (holds<core::OrderIssued>(body)) add("orders");
  if (holds<core::OrderClosed>(body)) add("orders-closed");
  if (holds<core::HazardReported>(body)) add("hazards");
  if (holds<core::HazardClosed>(body)) add("hazards-closed");
  if (holds<core::RowTripped>(body)) add("trips");
  if (holds<core::CommandFailed>(body)) add("commands-failed");
  if (holds<core::PermitApplied>(body)) add("permits");
  if (holds<core::PermitSuspended>(body)) add("permits-suspended");
  if (const auto* opened = get_if<core::IncidentOpened>(&body)) add(opened->exercise == core::Exercise::Drill ? "drills" : "incidents");
  if (const auto* drill = get_if<core::DrillStarted>(&body); drill != nullptr && drill->kind == core::DrillKind::Practice) add("drills");
  if (holds<core::CheckMissed>(body)) add("checks-missed");
  if (const auto* care = get_if<core::CareOverdue>(&body); care != nullptr && overdue_.insert(care->care).second) add("care-overdue");
  if (holds<core::SystemStarted>(body)) add("starts");
  if (holds<core::FloodStarted>(body)) ++floods_;
}

void Reviewer::end_alarm(std::uint64_t id, Instant at) {
  const auto alarm = alarms_.find(id);
  if (alarm != alarms_.end() && !alarm->second.over) alarm->second.over = at;
}

void Reviewer::follow_alarm(const core::Event& event) {
  if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) {
    if (const auto last = standing_.find(raised->condition); last != standing_.end()) end_alarm(last->second, event.time);
    by_severity_[raised->severity].push_back(event.seq);
    alarms_[event.seq] = {raised->condition, raised->zone, event.time, {}, {}, true};
    standing_[raised->condition] = event.seq;
  }
  if (const auto* returned = get_if<core::AlarmReturned>(&event.body)) end_alarm(returned->alarm.get(), event.time);
  if (const auto* withdrawn = get_if<core::AlarmWithdrawn>(&event.body))
    if (const auto last = standing_.find(withdrawn->condition); last != standing_.end()) end_alarm(last->second, event.time);
  if (const auto* seen = get_if<core::AlarmAcknowledged>(&event.body)) {
    const auto alarm = alarms_.find(seen->alarm.get());
    if (alarm != alarms_.end() && !alarm->second.acknowledged) alarm->second.acknowledged = event.time;
  }
}

void Reviewer::follow_others(const core::Event& event) {
  if (const auto* reported = get_if<core::HazardReported>(&event.body)) hazards_[core::HazardId(event.seq)] = {reported->zone, {}};
  if (const auto* graded = get_if<core::HazardGraded>(&event.body))
    if (const auto hazard = hazards_.find(graded->hazard); hazard != hazards_.end()) hazard->second.kind = graded->danger;
  if (const auto* issued = get_if<core::CheckIssued>(&event.body)) checks_[core::CheckId(event.seq)] = issued->measure;
  if (const auto* missed = get_if<core::CheckMissed>(&event.body)) missed_[missed->check] = event.seq;
  if (const auto* requested = get_if<core::CommandRequested>(&event.body)) commands_[requested->command] = requested->actuator;
  if (const auto* failed = get_if<core::CommandFailed>(&event.body)) {
    const auto command = commands_.find(failed->command);
    failed_commands_[command == commands_.end() ? "" : command->second].push_back(event.seq);
  }
}

// Makes the review out of what the reviewer has gathered.
class ReviewWriter {
 public:
  ReviewWriter(const Reviewer& gathered, const std::vector<core::Obligation>& obligations, const core::RiskFigures& risks)
      : gathered_(gathered), obligations_(obligations), risks_(risks), standards_(gathered.directory_.site().appraisal) {
    review_.month = gathered.month_;
    review_.as_of = gathered.as_of_;
    review_.complete = gathered.as_of_ >= gathered.month_.until;
    until_ = std::max(gathered.month_.from, std::min(gathered.month_.until, gathered.as_of_));
  }

  Review write() {
    count_what_happened();
    count_alarms();
    find_late();
    find_blind();
    find_causes();
    count_hazards();
    find_weak_zones();
    sum_kpi();
    find_stale();
    for (const auto& [check, seq] : gathered_.missed_) {
      const auto issued = gathered_.checks_.find(check);
      grounds_.missed[issued == gathered_.checks_.end() ? "" : issued->second].push_back(seq);
    }
    grounds_.failed = gathered_.failed_commands_;
    review_.proposals = proposals_of(review_, grounds_, gathered_.directory_);
    return std::move(review_);
  }

 private:
  Duration passed() const { return until_ - gathered_.began_; }

  void count_what_happened() {
    for (const Happening& each : all_counted()) {
      const auto found = gathered_.happened_.find(each.name);
      const Evidence evidence = found == gathered_.happened_.end() ? Evidence() : found->second;
      review_.happened.push_back({each.name, each.title, evidence.size(), first_of(evidence)});
    }
    for (const auto severity : {site::Severity::Major, site::Severity::Serious, site::Severity::Moderate, site::Severity::Low}) {
      const auto found = gathered_.by_severity_.find(severity);
      const Evidence evidence = found == gathered_.by_severity_.end() ? Evidence() : found->second;
      review_.by_severity.push_back({std::string(name_of(severity)), severity_title(severity), evidence.size(), first_of(evidence)});
    }
  }

  void count_alarms() {
    std::map<std::int64_t, std::size_t> hours;
    std::map<std::string, std::vector<std::pair<Instant, std::uint64_t>>> rang;
    std::vector<Duration> seen_after;
    std::size_t raised = 0;
    for (const auto& [seq, alarm] : gathered_.alarms_) {
      if (alarm.over.value_or(until_) - alarm.at > kStaleAfter) ++review_.alarms.stale;
      if (!alarm.in_month) continue;
      ++raised;
      ++hours[(alarm.at - review_.month.from).ns() / kAnHour.ns()];
      rang[alarm.condition].emplace_back(alarm.at, seq);
      if (alarm.acknowledged) seen_after.push_back(*alarm.acknowledged - alarm.at);
    }
    review_.alarms.floods = gathered_.floods_;
    review_.alarms.per_day = static_cast<double>(raised) / (std::max(passed(), kADay).seconds() / kADay.seconds());
    for (const auto& [hour, count] : hours)
      if (count > review_.alarms.busiest_count) {
        review_.alarms.busiest_count = count;
        review_.alarms.busiest_hour = review_.month.from + kAnHour * hour;
      }
    if (!seen_after.empty()) {
      std::ranges::sort(seen_after);
      review_.alarms.acknowledged_within = seen_after[(seen_after.size() - 1) / 2];
    }
    for (const auto& [condition, times] : rang) find_chatter(condition, times);
    worst_first(review_.alarms.chattering);
  }

  void find_chatter(const std::string& condition, const std::vector<std::pair<Instant, std::uint64_t>>& times) {
    std::vector<Instant> rang;
    for (const auto& [at, seq] : times) rang.push_back(at);
    const std::size_t most = most_within_chatter(rang);
    if (most < kChatterLeast) return;
    Evidence evidence;  // of the first such minute
    for (std::size_t first = 0; first + most <= times.size() && evidence.empty(); ++first)
      if (times[first + most - 1].first - times[first].first < kChatterWithin)
        for (std::size_t i = first; i < first + most; ++i) evidence.push_back(times[i].second);
    review_.alarms.chattering.push_back({condition, title(condition), most, first_of(evidence)});
  }

  Text title(const std::string& condition) const { return core::title_of_condition(gathered_.directory_, condition); }

  void find_late() {
    for (const core::Obligation& each : obligations_) {
      const core::Standing standing = core::standing_of(each, standards_, review_.as_of);
      if (!is_deed(each) || standing == core::Standing::Pending || standing == core::Standing::Withdrawn) continue;
      const bool is_late = standing != core::Standing::OnTime;
      if (!each.post.empty()) {
        PostRecord& post = grounds_.posts[each.post];
        ++post.counted;
        if (is_late) post.late.push_back(each.asked_by);
      }
      const bool is_first = core::is_about(each, standing, core::Metric::FirstPass);
      if (is_first && each.judgement == core::Judgement::Returned) grounds_.returned.push_back(each.done->seq);
      if (!is_late) continue;
      review_.late.push_back(each);
      WeakZone& zone = zones_[each.zone];
      ++zone.late;
      zone.evidence.push_back(each.asked_by);
    }
    const auto key = [this](const core::Obligation& each) {
      return std::make_tuple(-late_by(each, standards_, review_.as_of).ns(), each.asked_by, each.step, each.part);
    };
    std::ranges::sort(review_.late, {}, key);
    review_.late_in_all = review_.late.size();
    if (review_.late.size() > kLateMost) review_.late.resize(kLateMost);
  }

  struct Span {
    Instant from;
    Instant until;
    std::uint64_t seq = 0;
  };

  void find_blind() {
    const site::Site& site = gathered_.directory_.site();
    std::map<site::PointIndex, std::vector<Span>> spans;  // in the order of their beginning
    for (const auto& [seq, alarm] : gathered_.alarms_) {
      const auto condition = gathered_.directory_.condition(alarm.condition);
      if (!condition || !is_blindness(site[*condition].kind)) continue;
      const Instant from = std::max(alarm.at, review_.month.from);
      const Instant until = std::min(alarm.over.value_or(until_), until_);
      if (from < until) spans[site[*condition].point].push_back({from, until, seq});
    }
    for (auto& [index, of_point] : spans) {
      std::ranges::stable_sort(of_point, {}, &Span::from);
      BlindPoint blind;
      blind.point = site[index].name;
      blind.zone = site[site[index].zone].name;
      Instant seen_until = review_.month.from;
      for (const Span& each : of_point) {
        if (each.until > seen_until) blind.blind = blind.blind + (each.until - std::max(each.from, seen_until));
        seen_until = std::max(seen_until, each.until);
        blind.evidence.push_back(each.seq);
      }
      blind.share = blind.blind.seconds() / passed().seconds();
      WeakZone& zone = zones_[blind.zone];
      zone.blind_h += blind.blind.seconds() / kAnHour.seconds();
      zone.evidence.insert(zone.evidence.end(), blind.evidence.begin(), blind.evidence.end());
      blind.evidence = first_of(blind.evidence);
      review_.blind.push_back(std::move(blind));
    }
    std::ranges::sort(review_.blind,
                      [](const auto& a, const auto& b) { return a.blind != b.blind ? a.blind > b.blind : a.point < b.point; });
  }

  void find_causes() {
    std::map<std::string, Evidence> raised;
    std::map<std::string, std::string> zone_of;
    for (const auto& [seq, alarm] : gathered_.alarms_)
      if (alarm.in_month) {
        raised[alarm.condition].push_back(seq);
        zone_of[alarm.condition] = alarm.zone;
      }
    for (const auto& [condition, evidence] : raised) {
      if (evidence.size() < kRepeatedLeast) continue;
      review_.causes.push_back({condition, title(condition), evidence.size(), first_of(evidence)});
      WeakZone& zone = zones_[zone_of[condition]];
      ++zone.repeated;
      zone.evidence.insert(zone.evidence.end(), evidence.begin(), evidence.end());
    }
    worst_first(review_.causes);
  }

  void count_hazards() {
    std::map<std::optional<core::HazardKind>, Evidence> kinds;
    for (const auto& [id, hazard] : gathered_.hazards_) {
      kinds[hazard.kind].push_back(id.get());
      WeakZone& zone = zones_[hazard.zone];
      ++zone.hazards;
      zone.evidence.push_back(id.get());
    }
    for (const auto& [kind, evidence] : kinds) {
      const std::string name = kind ? std::string(name_of(*kind)) : kUngraded;
      review_.hazards.push_back({name, kind ? danger_title(*kind) : Text{"未定级", "Not graded"}, evidence.size(), first_of(evidence)});
    }
    worst_first(review_.hazards);
  }

  void find_weak_zones() {
    zones_.erase("");  // of no zone
    WeakZone most;
    for (auto& [name, zone] : zones_) {
      zone.zone = name;
      most.late = std::max(most.late, zone.late);
      most.repeated = std::max(most.repeated, zone.repeated);
      most.hazards = std::max(most.hazards, zone.hazards);
      most.blind_h = std::max(most.blind_h, zone.blind_h);
    }
    const auto over = [](auto term, auto greatest) { return greatest > 0 ? static_cast<double>(term) / static_cast<double>(greatest) : 0; };
    for (auto& [name, zone] : zones_) {
      zone.score = over(zone.late, most.late) + over(zone.repeated, most.repeated) + over(zone.hazards, most.hazards) +
                   over(zone.blind_h, most.blind_h);
      zone.evidence = first_of(zone.evidence);
      review_.weak_zones.push_back(zone);
    }
    std::ranges::sort(review_.weak_zones,
                      [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.zone < b.zone; });
  }

  // Each obligation once, also one of no zone.
  void sum_kpi() {
    for (core::Obligation each : obligations_) {
      each.zone = "site";
      const core::Standing standing = core::standing_of(each, standards_, review_.as_of);
      for (const core::Counted& one : core::counted(each, standing, core::KpiBy::Zone)) add(one);
    }
    for (const core::Counted& one : core::counted(risks_, review_.as_of)) add(one);
    for (const core::ExpectedRisk& each : risks_.points)
      if (each.by.empty()) grounds_.gaps.push_back(each);
  }

  void add(const core::Counted& one) {
    core::Share& share = review_.kpi[static_cast<std::size_t>(one.metric)];
    ++share.of;
    if (one.good) ++share.good;
  }

  // What cannot be seen is told of as a blind point.
  void find_stale() {
    const site::Site& site = gathered_.directory_.site();
    for (const auto& [seq, alarm] : gathered_.alarms_) {
      const auto condition = gathered_.directory_.condition(alarm.condition);
      if (condition && is_blindness(site[*condition].kind)) continue;
      if (alarm.over.value_or(until_) - alarm.at > kStaleAfter) grounds_.stale[alarm.condition].push_back(seq);
    }
  }

  const Reviewer& gathered_;
  const std::vector<core::Obligation>& obligations_;
  const core::RiskFigures& risks_;
  const site::AppraisalStandards& standards_;
  Instant until_;  // of what has passed of the month
  Review review_;
  ProposalGrounds grounds_;
  std::map<std::string, WeakZone> zones_;
};

Review Reviewer::finish(const std::vector<core::Obligation>& obligations, const core::RiskFigures& risks) const {
  return ReviewWriter(*this, obligations, risks).write();
}

}  // namespace davy::analysis
