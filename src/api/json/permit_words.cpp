#include "api/json/permit_words.hpp"

#include "core/suspension.hpp"

namespace davy::api {

Text title_of(core::PermitKind value) {
  switch (value) {
    case core::PermitKind::HotWork: return {"动火作业", "Hot work"};
    case core::PermitKind::ConfinedSpace: return {"受限空间作业", "Confined space"};
    case core::PermitKind::BlindPlate: return {"盲板抽堵作业", "Blind plates"};
    case core::PermitKind::Height: return {"高处作业", "Work at height"};
    case core::PermitKind::Lifting: return {"吊装作业", "Lifting"};
    case core::PermitKind::TemporaryPower: return {"临时用电作业", "Temporary power"};
    case core::PermitKind::Excavation: return {"动土作业", "Excavation"};
    case core::PermitKind::RoadBreaking: return {"断路作业", "Closing of roads"};
  }
  return {};
}

Text title_of(core::HotPlace value) {
  switch (value) {
    case core::HotPlace::Running:
      return {"火灾爆炸场所中运行的设备、管道、储罐上",
              "On equipment, pipes or tanks in operation in places with a danger of fire or explosion"};
    case core::HotPlace::TankDike: return {"重大危险源罐区防火堤内", "Inside the dike of a tank farm that is a major hazard"};
    case core::HotPlace::ExplosionArea: return {"火灾爆炸场所", "In a place with a danger of fire or explosion"};
    case core::HotPlace::PipeRack: return {"管廊上", "On a pipe rack"};
    case core::HotPlace::ShutDown:
      return {"全部停车、清洗、置换、分析合格并隔离的装置", "Where the whole unit stands still, cleaned, analysed and isolated"};
    case core::HotPlace::Elsewhere: return {"其他场所", "Elsewhere"};
  }
  return {};
}

Text title_of(core::HeightFactor value) {
  switch (value) {
    case core::HeightFactor::Wind: return {"阵风 5 级及以上", "Gusts of force 5 or more"};
    case core::HeightFactor::Cold: return {"平均气温 5 ℃ 及以下", "On average 5 °C or less"};
    case core::HeightFactor::ColdWater: return {"接触 12 ℃ 及以下的冷水", "Touching water of 12 °C or less"};
    case core::HeightFactor::Slippery: return {"场地有冰、雪、霜、水、油等易滑物", "Ice, snow, frost, water or oil to slip on"};
    case core::HeightFactor::PoorLight: return {"光线不足、能见度差", "Poor light or sight"};
    case core::HeightFactor::NearLive: return {"靠近危险电压带电体", "Near live parts of dangerous voltage"};
    case core::HeightFactor::TinyFooting: return {"立足处无平面或只有很小的平面", "No or hardly any plane to stand on"};
    case core::HeightFactor::ToxicOrLowOxygen: return {"有毒气体或缺氧环境", "Toxic gas, or little oxygen"};
    case core::HeightFactor::Rescue: return {"抢救突发灾害事故", "Rescue in a disaster"};
  }
  return {};
}

Text title_of(core::Activity value) {
  switch (value) {
    case core::Activity::GasVenting: return {"排放可燃气体", "Venting of combustible gas"};
    case core::Activity::LiquidDraining: return {"排放可燃液体", "Draining of combustible liquid"};
    case core::Activity::SolventOrPainting: return {"使用有机溶剂或喷漆刷漆", "Use of solvents, painting"};
    case core::Activity::DustSweeping: return {"清扫可燃粉尘", "Sweeping of combustible dust"};
    case core::Activity::DewateringOrSampling: return {"切水、采样、装卸", "Dewatering, sampling, loading"};
  }
  return {};
}

Text title_of(core::PermitKind kind, core::PermitLevel level) {
  switch (level) {
    case core::PermitLevel::None: return {"不分级", "without levels"};
    case core::PermitLevel::Special: return {"特级", "Special"};
    case core::PermitLevel::First: return kind == core::PermitKind::Height ? Text{"Ⅰ级", "Level I"} : Text{"一级", "Level 1"};
    case core::PermitLevel::Second: return kind == core::PermitKind::Height ? Text{"Ⅱ级", "Level II"} : Text{"二级", "Level 2"};
    case core::PermitLevel::Third: return kind == core::PermitKind::Height ? Text{"Ⅲ级", "Level III"} : Text{"三级", "Level 3"};
    case core::PermitLevel::Fourth: return {"Ⅳ级", "Level IV"};
  }
  return {};
}

Text title_of(store::PermitStage value) {
  switch (value) {
    case store::PermitStage::Preparing: return {"准备中", "being prepared"};
    case store::PermitStage::Signed: return {"已签批", "signed"};
    case store::PermitStage::Open: return {"作业中", "open"};
    case store::PermitStage::Interrupted: return {"暂停", "at rest"};
    case store::PermitStage::Suspended: return {"已收回", "taken back"};
    case store::PermitStage::Finished: return {"待验收", "to be accepted"};
    case store::PermitStage::Accepted: return {"已验收", "accepted"};
    case store::PermitStage::Archived: return {"已归档", "archived"};
    case store::PermitStage::Refused: return {"已驳回", "refused"};
    case store::PermitStage::Expired: return {"已到期", "out of time"};
    case store::PermitStage::Cancelled: return {"已作废", "cancelled"};
  }
  return {};
}

Text title_of(core::StopCause value) { return core::suspension::words(value); }

Text title_of(core::SignPurpose value) {
  switch (value) {
    case core::SignPurpose::Lead: return {"负责人确认", "responsible"};
    case core::SignPurpose::Consent: return {"审核", "consent"};
    case core::SignPurpose::Approval: return {"审批", "approval"};
    case core::SignPurpose::ShiftCheck: return {"验票", "check"};
  }
  return {};
}

Text title_of(core::OnSite value) {
  switch (value) {
    case core::OnSite::No: return {"未证明在现场", "not shown to be there"};
    case core::OnSite::Scanned: return {"现场扫码", "scanned at the place"};
    case core::OnSite::Located: return {"现场定位", "located at the place"};
    case core::OnSite::Beacon: return {"信标在场", "beacon heard at the place"};
    case core::OnSite::Typed: return {"手工输入编号", "code typed by hand"};
  }
  return {};
}

Text title_of(site::Severity value) {
  switch (value) {
    case site::Severity::Low: return {"低", "low"};
    case site::Severity::Moderate: return {"一般", "moderate"};
    case site::Severity::Serious: return {"较大", "serious"};
    case site::Severity::Major: return {"重大", "major"};
  }
  return {};
}

Text title_of(core::IsolationKind value) {
  switch (value) {
    case core::IsolationKind::Blind: return {"盲板", "blind"};
    case core::IsolationKind::Parted: return {"断开管道", "parted pipe"};
    case core::IsolationKind::Valve: return {"阀门锁闭", "locked valve"};
    case core::IsolationKind::Electrical: return {"断电上锁", "electrical lock-out"};
    case core::IsolationKind::Mechanical: return {"机械锁定", "mechanical lock"};
    case core::IsolationKind::Radioactive: return {"放射源屏蔽", "radiation source shut"};
  }
  return {};
}

Text title_of(core::GasClass value) {
  switch (value) {
    case core::GasClass::Combustible: return {"可燃气体", "Combustible gas"};
    case core::GasClass::Oxygen: return {"氧气", "Oxygen"};
    case core::GasClass::Toxic: return {"有毒气体", "Toxic gas"};
  }
  return {};
}

Text title_of(core::VesselPart value) {
  switch (value) {
    case core::VesselPart::Whole: return {"整体", "whole"};
    case core::VesselPart::Top: return {"上部", "top"};
    case core::VesselPart::Middle: return {"中部", "middle"};
    case core::VesselPart::Bottom: return {"下部", "bottom"};
  }
  return {};
}

}  // namespace davy::api
