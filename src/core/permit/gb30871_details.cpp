// What the forms of appendix A ask for besides what every permit says; a field's unit stands with its title.

#include "core/permit/gb30871.hpp"

namespace davy::core::gb30871 {
namespace {

constexpr bool kOptional = false;

constexpr auto kHotWorkDetails = std::to_array<DetailField>({
    {"method", "动火方式", "How the fire is made"},
    {"part", "动火部位", "The part that is worked on"},
});
constexpr auto kConfinedSpaceDetails = std::to_array<DetailField>({
    {"space", "受限空间名称", "The space"},
    {"original-medium", "空间内原有介质", "What was in it"},
});
constexpr auto kBlindPlateDetails = std::to_array<DetailField>({
    {"action", "作业类别（堵或抽）", "Action: in or out"},
    {"pipe", "设备、管道名称", "The pipe"},
    {"medium", "介质", "Medium"},
    {"temperature", "温度（°C）", "Temperature (°C)"},
    {"pressure", "压力（MPa）", "Pressure (MPa)"},
    {"plate-material", "盲板材质", "Material of the plate"},
    {"plate-spec", "盲板规格", "Size of the plate"},
    {"plate-number", "盲板编号", "Number of the plate"},
    {"sketch", "盲板位置图", "Drawing of where the plates are", kOptional},
});
// The height is among the grounds.
constexpr auto kHeightDetails = std::to_array<DetailField>({
    {"protective-layer", "上下交叉时的防护层", "Protective layer between works above each other", kOptional},
});
// The load is among the grounds.
constexpr auto kLiftingDetails = std::to_array<DetailField>({
    {"tackle", "吊具名称", "Tackle"},
    {"load", "吊物内容", "What is lifted"},
    {"rigger", "司索人及证号", "Rigger, with number of certificate"},
    {"commander", "指挥人及证号", "Commander, with number of certificate"},
    {"driver", "起重机械操作人及证号", "Driver of the crane, with number of certificate", kOptional},
});
constexpr auto kTemporaryPowerDetails = std::to_array<DetailField>({
    {"feed-point", "电源接入点", "Where it is fed from"},
    {"feed-power", "接入点许可功率（kW）", "Power that the feed allows (kW)"},
    {"voltage", "工作电压（V）", "Voltage (V)"},
    {"equipment", "用电设备及额定功率（kW）", "Equipment, with rated power (kW)"},
    {"electrician-certificate", "作业电工及证号", "Electrician, with number of certificate"},
});
// The depth is among the grounds.
constexpr auto kExcavationDetails = std::to_array<DetailField>({
    {"area", "动土范围（长、宽）", "Extent: length and width"},
    {"method", "动土方式", "How it is dug"},
    {"sketch", "动土范围简图", "Sketch", kOptional},
});
constexpr auto kRoadBreakingDetails = std::to_array<DetailField>({
    {"section", "断路路段", "The section that is closed"},
    {"reason", "断路原因", "Why it is closed"},
    {"sketch", "断路地段示意图", "Sketch", kOptional},
});

}  // namespace

std::span<const DetailField> details(PermitKind kind) {
  switch (kind) {
    case PermitKind::HotWork: return kHotWorkDetails;
    case PermitKind::ConfinedSpace: return kConfinedSpaceDetails;
    case PermitKind::BlindPlate: return kBlindPlateDetails;
    case PermitKind::Height: return kHeightDetails;
    case PermitKind::Lifting: return kLiftingDetails;
    case PermitKind::TemporaryPower: return kTemporaryPowerDetails;
    case PermitKind::Excavation: return kExcavationDetails;
    case PermitKind::RoadBreaking: return kRoadBreakingDetails;
  }
  return {};
}

}  // namespace davy::core::gb30871
