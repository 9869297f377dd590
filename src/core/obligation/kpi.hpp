#pragma once
// KPI (FACTS §D.4): shares over obligations, each re-derivable from the obligations it counts. A month is that in which something was asked.
// Two of them are about risk points instead (risk_coverage.hpp).

#include "core/obligation/obligation.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

enum class Metric {
  WarningTimeliness,  // 预警处置及时率: alarms seen, orders accepted and handled in time / all that were due
  ReviewTimeliness,  // 审核及时率: orders and hazards reviewed, hazards graded, extensions decided, permits signed and accepted in time / due
  RectifiedOnTime,    // 整改按期率: hazards mended by their deadline / due
  ChecksDone,         // 排查任务完成率: checks recorded in time / due
  CareOnTime,         // 维护按期率: care of devices done in time / due
  HandoverOnTime,     // 交接班及时率: shifts taken over in time / due
  EmergencyResponse,  // 应急响应及时率: cards taken and done, reports made in time / due
  TrainingOnTime,     // 培训按期率: trainings passed by their deadline / due
  ReportedOnTime,     // 隐患上报及时率: hazards reported in time after they were found / reports that say when that was
  MeasuresInPlace,    // 管控措施落实率: measures checked in time and found right / checks due, by post and zone
  FirstPass,          // 一次通过率: work approved at its first review / work reviewed for the first time; of whose work it was
  OrdersClosed,       // 工单闭环率: closed / issued, by post and zone
  HazardsClosed,      // 隐患闭环率: closed / reported, by post and zone
  DataQuality,        // 监测数据质量: points restored in time / points that were silent, bad or out of range, by post and zone
  RiskIdentified,  // 风险识别覆盖率: identified / risk points that should be, by zone; of no obligation (risk_coverage.hpp), as the next
  RiskUpdated      // 风险更新及时率: assessed anew within a day / changes of risk points, by zone
};
inline constexpr std::size_t kMetrics = 16;

// Made of obligations.
constexpr bool is_of_obligations(Metric metric) { return metric != Metric::RiskIdentified && metric != Metric::RiskUpdated; }

enum class KpiBy { Person, Post, Zone };

struct Share {
  std::uint64_t good = 0;
  std::uint64_t of = 0;
  bool operator==(const Share&) const = default;
};

struct KpiRow {
  std::string name;  // login, post or zone
  std::array<Share, kMetrics> shares{};
  Duration longest_late;      // past its time, of anything that a metric is about
  std::uint64_t pending = 0;  // of these, not due yet; counts nowhere
  bool operator==(const KpiRow&) const = default;
};

// The metric that a step is done in time for; none: it counts in none (a hazard is accepted, a matter closed). First-pass is beside it.
std::optional<Metric> timely(Step step);

// Whether the metric is about it; first-pass only once it is done.
bool is_about(const Obligation& obligation, Standing standing, Metric metric);

// The metrics that one obligation counts in, and for whom; `good`: in their favour.
struct Counted {
  Metric metric = Metric::WarningTimeliness;
  std::string name;
  bool good = false;
  bool operator==(const Counted&) const = default;
};
std::vector<Counted> counted(const Obligation& obligation, Standing standing, KpiBy by);

// Adds obligations up, one by one, in any order.
class KpiFold {
 public:
  KpiFold(const site::AppraisalStandards& standards, Instant as_of, KpiBy by) : standards_(standards), as_of_(as_of), by_(by) {}

  void add(const Obligation& obligation);
  std::vector<KpiRow> rows() const;  // by name

 private:
  KpiRow& row(const std::string& name);

  site::AppraisalStandards standards_;
  Instant as_of_;
  KpiBy by_;
  std::map<std::string, KpiRow> rows_;
};

// Over the obligations of a time, in any order; by name.
std::vector<KpiRow> kpi_of(const std::vector<Obligation>& obligations, const site::AppraisalStandards& standards, Instant as_of, KpiBy by);

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::Metric> =
    std::to_array<EnumName<core::Metric>>({{core::Metric::WarningTimeliness, "warning-timeliness"},
                                           {core::Metric::ReviewTimeliness, "review-timeliness"},
                                           {core::Metric::RectifiedOnTime, "rectified-on-time"},
                                           {core::Metric::ChecksDone, "checks-done"},
                                           {core::Metric::CareOnTime, "care-on-time"},
                                           {core::Metric::HandoverOnTime, "handover-on-time"},
                                           {core::Metric::EmergencyResponse, "emergency-response"},
                                           {core::Metric::TrainingOnTime, "training-on-time"},
                                           {core::Metric::ReportedOnTime, "reported-on-time"},
                                           {core::Metric::MeasuresInPlace, "measures-in-place"},
                                           {core::Metric::FirstPass, "first-pass"},
                                           {core::Metric::OrdersClosed, "orders-closed"},
                                           {core::Metric::HazardsClosed, "hazards-closed"},
                                           {core::Metric::DataQuality, "data-quality"},
                                           {core::Metric::RiskIdentified, "risk-identified"},
                                           {core::Metric::RiskUpdated, "risk-updated"}});

template <>
inline constexpr auto kEnumNames<core::KpiBy> =
    std::to_array<EnumName<core::KpiBy>>({{core::KpiBy::Person, "person"}, {core::KpiBy::Post, "post"}, {core::KpiBy::Zone, "zone"}});

}  // namespace davy
