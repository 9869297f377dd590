#include "api/paper/paper_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {

Text title_of(core::Metric metric) {
  switch (metric) {
    case core::Metric::WarningTimeliness: return {"预警处置及时率", "Warnings answered in time"};
    case core::Metric::ReviewTimeliness: return {"审核及时率", "Reviews in time"};
    case core::Metric::RectifiedOnTime: return {"整改按期率", "Hazards mended in time"};
    case core::Metric::ChecksDone: return {"排查任务完成率", "Checks done in time"};
    case core::Metric::CareOnTime: return {"维护按期率", "Care of devices in time"};
    case core::Metric::HandoverOnTime: return {"交接班及时率", "Shifts taken over in time"};
    case core::Metric::EmergencyResponse: return {"应急响应及时率", "Emergency response in time"};
    case core::Metric::TrainingOnTime: return {"培训按期率", "Trainings passed in time"};
    case core::Metric::ReportedOnTime: return {"隐患上报及时率", "Hazards reported in time"};
    case core::Metric::MeasuresInPlace: return {"管控措施落实率", "Measures in place"};
    case core::Metric::FirstPass: return {"一次通过率", "Passed its first review"};
    case core::Metric::OrdersClosed: return {"工单闭环率", "Orders closed"};
    case core::Metric::HazardsClosed: return {"隐患闭环率", "Hazards closed"};
    case core::Metric::DataQuality: return {"监测数据质量", "Data restored in time"};
    case core::Metric::RiskIdentified: return {"风险识别覆盖率", "Risk points identified"};
    case core::Metric::RiskUpdated: return {"风险更新及时率", "Risks updated in time"};
  }
  return {};
}

Text title_of(core::Step step) {
  switch (step) {
    case core::Step::AcknowledgeAlarm: return {"确认报警", "acknowledge the alarm"};
    case core::Step::AcceptOrder: return {"接单", "accept the order"};
    case core::Step::HandleOrder: return {"处理工单", "carry out the order"};
    case core::Step::ReviewOrder: return {"审核工单", "review the order"};
    case core::Step::CloseOrder: return {"关闭工单", "close the order"};
    case core::Step::GradeHazard: return {"隐患定级", "grade the hazard"};
    case core::Step::AcceptHazard: return {"接收隐患", "accept the hazard"};
    case core::Step::RectifyHazard: return {"整改隐患", "mend the hazard"};
    case core::Step::DecideExtension: return {"审批延期", "decide on the extension"};
    case core::Step::ReviewHazard: return {"验收隐患", "review the hazard"};
    case core::Step::ReviewHazardAgain: return {"复核重大隐患", "review the major hazard again"};
    case core::Step::CloseHazard: return {"隐患销号", "close the hazard"};
    case core::Step::SignPermit: return {"签批作业票", "sign the permit"};
    case core::Step::AcceptPermit: return {"验收作业", "accept the work"};
    case core::Step::DoCare: return {"设备维护", "care for the device"};
    case core::Step::RecordCheck: return {"排查", "make the check"};
    case core::Step::TakeOver: return {"接班", "take over the shift"};
    case core::Step::TakeCard: return {"领取处置卡", "take the action card"};
    case core::Step::DoCard: return {"完成处置卡", "do the action card"};
    case core::Step::ReportIncident: return {"上报事故", "report the incident"};
    case core::Step::PassTraining: return {"通过培训", "pass the training"};
    case core::Step::ReportHazard: return {"上报隐患", "report the hazard"};
    case core::Step::GuardPermit: return {"监护人签到", "report as the guardian"};
    case core::Step::TestGas: return {"重新做气体分析", "test the gas again"};
    case core::Step::AnswerSuspension: return {"处置被收回的作业票", "answer the permit that was taken back"};
    case core::Step::RestoreData: return {"恢复测点数据", "restore the data of the point"};
  }
  return {};
}

std::string PaperWords::minute(Instant at) const {
  std::string text = to_text(Instant::from_unix_ms((at + utc_offset_).unix_ms() / 60'000 * 60'000));
  text[10] = ' ';
  return text.substr(0, 16);
}

std::string PaperWords::duration(Duration d) const {
  constexpr std::int64_t kMinute = 60, kHour = 3'600, kDay = 86'400;
  const std::int64_t s = d.ns() / 1'000'000'000;
  const std::string day = in(" 天", " d"), hour = in(" 小时", " h"), minute = in(" 分钟", " min"), second = in(" 秒", " s");
  const auto two = [](std::int64_t great, const std::string& unit, std::int64_t small, const std::string& of_it) {
    return fmt::format("{}{}", great, unit) + (small == 0 ? "" : fmt::format(" {}{}", small, of_it));
  };
  if (s >= kDay) return two(s / kDay, day, s % kDay / kHour, hour);
  if (s >= kHour) return two(s / kHour, hour, s % kHour / kMinute, minute);
  if (s >= kMinute) return two(s / kMinute, minute, 0, second);
  return fmt::format("{}{}", s, second);
}

std::string PaperWords::number(double value) const {
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string PaperWords::share(const core::Share& share) const {
  if (share.of == 0) return in("没有可计的", "nothing to count");
  const auto percent = 100.0 * static_cast<double>(share.good) / static_cast<double>(share.of);
  return fmt::format("{:.0f}%  {} / {}", percent, share.good, share.of);
}

std::string PaperWords::records(const std::vector<std::uint64_t>& records) const {
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(records.size(), kShown); ++i) text += fmt::format("{}#{}", i == 0 ? "" : " ", records[i]);
  return records.size() > kShown ? text + " …" : text;
}

std::string PaperWords::joined(const std::vector<std::string>& parts) const {
  std::string text;
  for (const std::string& each : parts) {
    if (each.empty()) continue;
    text += (text.empty() ? "" : in("、", ", ")) + each;
  }
  return text;
}

std::string PaperWords::in_brackets(const std::string& text) const { return text.empty() ? "" : in("（", " (") + text + in("）", ")"); }

}  // namespace davy::api
