#include "core/suspension.hpp"

#include "base/enum_names.hpp"

#include <charconv>

namespace davy::core::suspension {
namespace {

constexpr std::string_view kPrefix = "permit/";

}  // namespace

std::string name_of(const Subject& subject) {
  return std::string(kPrefix) + std::to_string(subject.permit.get()) + ":" + std::string(davy::name_of(subject.cause));
}

std::optional<Subject> subject_named(std::string_view condition) {
  if (!condition.starts_with(kPrefix)) return std::nullopt;
  condition.remove_prefix(kPrefix.size());
  std::uint64_t id = 0;
  const auto [last, error] = std::from_chars(condition.data(), condition.data() + condition.size(), id);
  const auto read = static_cast<std::size_t>(last - condition.data());
  if (error != std::errc{} || id == 0 || read >= condition.size() || condition[read] != ':') return std::nullopt;
  const auto cause = value_named<StopCause>(condition.substr(read + 1));
  return cause ? std::optional(Subject{PermitId(id), *cause}) : std::nullopt;
}

Text words(StopCause cause) {
  switch (cause) {
    case StopCause::Gas: return {"气体超限", "gas beyond the limit"};
    case StopCause::Blind: return {"检测数据未知", "readings not known"};
    case StopCause::Uncalibrated: return {"检定失效", "calibration void"};
    case StopCause::OutOfService: return {"检测仪停用", "detector out of service"};
    case StopCause::Unbound: return {"检测仪已不在", "detector gone"};
    case StopCause::BadTest: return {"气体分析不合格", "gas test not good"};
    case StopCause::TestOverdue: return {"气体分析过期", "gas test too old"};
    case StopCause::GuardianAbsent: return {"监护人不在岗", "no guardian"};
    case StopCause::LevelTooLow: return {"须升级管理", "a stricter level is due"};
    case StopCause::Conflict: return {"交叉作业冲突", "works must not meet"};
    case StopCause::Certificate: return {"证书过期或无效", "a certificate is over"};
    case StopCause::Surroundings: return {"周边或天气不允许", "surroundings or weather forbid it"};
    case StopCause::Person: return {"有人叫停", "stopped by a person"};
  }
  return {};
}

Text title(const Subject& subject) {
  const std::string id = std::to_string(subject.permit.get());
  const Text why = words(subject.cause);
  return {"作业票 #" + id + " 已收回：" + why.zh, "Permit #" + id + " taken back: " + why.en};
}

Text response() {
  return {
      "到现场确认作业已停止、人员已撤离，查明并消除原因；由当班岗位查验后恢复，或作废、完工该作业票。",
      "See at the place that the work has stopped and everybody has left, find and remove the cause; then the post of the shift lets it "
      "go on, or the permit is cancelled or finished."};
}

bool stands(const PermitBook& book, const Subject& subject) {
  const Permit* permit = book.find(subject.permit);
  return permit != nullptr && permit->state == PermitState::Suspended;
}

}  // namespace davy::core::suspension
