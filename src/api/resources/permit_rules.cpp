// What the standard says of every kind of special work, and what would become of an application.

#include "api/resources/answers.hpp"
#include "api/resources/permit_desk.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/permit/gb30871.hpp"

#include <array>

namespace davy::api {
namespace {

namespace rules = core::gb30871;

template <class E>
struct Named {
  E value;
  const char* zh;
  const char* en;
};

constexpr auto kKindTitles = std::to_array<Named<core::PermitKind>>({{core::PermitKind::HotWork, "动火作业", "Hot work"},
                                                                     {core::PermitKind::ConfinedSpace, "受限空间作业", "Confined space"},
                                                                     {core::PermitKind::BlindPlate, "盲板抽堵作业", "Blind plates"},
                                                                     {core::PermitKind::Height, "高处作业", "Work at height"},
                                                                     {core::PermitKind::Lifting, "吊装作业", "Lifting"},
                                                                     {core::PermitKind::TemporaryPower, "临时用电作业", "Temporary power"},
                                                                     {core::PermitKind::Excavation, "动土作业", "Excavation"},
                                                                     {core::PermitKind::RoadBreaking, "断路作业", "Closing of roads"}});

constexpr auto kHotPlaces = std::to_array<Named<core::HotPlace>>(
    {{core::HotPlace::Running, "火灾爆炸场所中运行的设备、管道、储罐上",
      "On equipment, pipes or tanks in operation in places with a danger of fire or explosion"},
     {core::HotPlace::TankDike, "重大危险源罐区防火堤内", "Inside the dike of a tank farm that is a major hazard"},
     {core::HotPlace::ExplosionArea, "火灾爆炸场所", "In a place with a danger of fire or explosion"},
     {core::HotPlace::PipeRack, "管廊上", "On a pipe rack"},
     {core::HotPlace::ShutDown, "全部停车、清洗、置换、分析合格并隔离的装置",
      "Where the whole unit stands still, cleaned, analysed and isolated"},
     {core::HotPlace::Elsewhere, "其他场所", "Elsewhere"}});

constexpr auto kHeightFactors = std::to_array<Named<core::HeightFactor>>(
    {{core::HeightFactor::Wind, "阵风 5 级及以上", "Gusts of force 5 or more"},
     {core::HeightFactor::Cold, "平均气温 5 ℃ 及以下", "On average 5 °C or less"},
     {core::HeightFactor::ColdWater, "接触 12 ℃ 及以下的冷水", "Touching water of 12 °C or less"},
     {core::HeightFactor::Slippery, "场地有冰、雪、霜、水、油等易滑物", "Ice, snow, frost, water or oil to slip on"},
     {core::HeightFactor::PoorLight, "光线不足、能见度差", "Poor light or sight"},
     {core::HeightFactor::NearLive, "靠近危险电压带电体", "Near live parts of dangerous voltage"},
     {core::HeightFactor::TinyFooting, "立足处无平面或只有很小的平面", "No or hardly any plane to stand on"},
     {core::HeightFactor::ToxicOrLowOxygen, "有毒气体或缺氧环境", "Toxic gas, or little oxygen"},
     {core::HeightFactor::Rescue, "抢救突发灾害事故", "Rescue in a disaster"}});

constexpr auto kActivities =
    std::to_array<Named<core::Activity>>({{core::Activity::GasVenting, "排放可燃气体", "Venting of combustible gas"},
                                          {core::Activity::LiquidDraining, "排放可燃液体", "Draining of combustible liquid"},
                                          {core::Activity::SolventOrPainting, "使用有机溶剂或喷漆刷漆", "Use of solvents, painting"},
                                          {core::Activity::DustSweeping, "清扫可燃粉尘", "Sweeping of combustible dust"},
                                          {core::Activity::DewateringOrSampling, "切水、采样、装卸", "Dewatering, sampling, loading"}});

template <class E, std::size_t kCount>
void write_named(JsonWriter& out, std::string_view name, const std::array<Named<E>, kCount>& table) {
  static_assert(kCount == kEnumNames<E>.size(), "every value has words");
  out.key(name).list();
  for (const Named<E>& each : table) out.object().field("name", name_of(each.value)).field("text", Text{each.zh, each.en}).end();
  out.end();
}

Text level_title(core::PermitKind kind, core::PermitLevel level) {
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

void write_level(JsonWriter& out, core::PermitKind kind, core::PermitLevel level, const site::Directory& directory) {
  out.object().field("level", level).field("title", level_title(kind, level)).field("longest_s", rules::longest(kind, level));
  out.field("rest_without_test_s", rules::rest_without_test(kind, level)).field("detector", rules::asks_for_detector(kind, level));
  write_steps(out, kind, level, directory);
  out.end();
}

void write_kind(JsonWriter& out, const Named<core::PermitKind>& named, const site::Directory& directory) {
  const core::PermitKind kind = named.value;
  out.object().field("kind", kind).field("title", Text{named.zh, named.en}).key("levels").list();
  for (const core::PermitLevel level : rules::levels(kind)) write_level(out, kind, level, directory);
  out.end();
  write_measures(out, kind, {});
  write_details(out, kind);
  out.key("certificates");
  write_texts(out, rules::certificates(kind));
  out.field("test_every_s", rules::test_every(kind)).end();
}

void write_limits(JsonWriter& out, core::GasClass what, std::string_view gas, const std::vector<const char*>& units) {
  out.key("limits").list();
  for (const core::PermitKind kind : {core::PermitKind::HotWork, core::PermitKind::ConfinedSpace})
    for (const char* unit : units) {
      core::GasReading reading;
      reading.what = what;
      reading.gas = gas;
      reading.unit = unit;
      const auto found = rules::limits(kind, reading);
      if (const auto* limits = std::get_if<rules::GasLimits>(&found))
        out.object().field("kind", kind).field("unit", unit).field("low", limits->low).field("high", limits->high).end();
    }
  out.end();
}

void write_gas(JsonWriter& out, core::GasClass what, const rules::Gas& gas, const std::vector<const char*>& units) {
  out.object().field("what", what).field("gas", gas.name);
  out.field("title", Text{std::string(gas.zh), std::string(gas.en)});
  write_limits(out, what, gas.name, units);
  out.end();
}

void write_gases(JsonWriter& out) {
  out.key("gases").list();
  out.object().field("what", core::GasClass::Oxygen).field("gas", nullptr).field("title", Text{"氧", "Oxygen"});
  write_limits(out, core::GasClass::Oxygen, "", {"%vol"});
  out.end();
  for (const rules::Gas& gas : rules::gases()) {
    if (gas.lel_vol) write_gas(out, core::GasClass::Combustible, gas, {"%vol", "%LEL"});
    if (gas.toxic_mg_m3) write_gas(out, core::GasClass::Toxic, gas, {"mg/m3", "ppm"});
  }
  out.end();
}

Outcome get_permit_rules(const Ask&, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  const site::PermitRules& own = directory.site().permits;
  JsonWriter out;
  out.object().field("edition", rules::kEdition).key("kinds").list();
  for (const auto& kind : kKindTitles) write_kind(out, kind, directory);
  out.end();
  write_named(out, "hot_places", kHotPlaces);
  write_named(out, "height_factors", kHeightFactors);
  write_named(out, "activities", kActivities);
  write_gases(out);
  out.field("guardian_certificate", rules::kGuardianCertificate).field("guardian_within_s", own.guardian_within);
  out.field("remind_before_s", core::kPermitRemindBefore).field("test_holds_s", rules::kTestHoldsBeforeStart);
  out.field("night_from_s", own.night_from).field("night_until_s", own.night_until).field("around_s", own.around);
  return json_reply(out.field("on_site_within_m", own.on_site_within_m).end().take());
}

std::vector<FieldError> problems_of(std::optional<Problem> wrong, const std::optional<core::Refusal>& refusal) {
  std::vector<FieldError> problems;
  if (wrong) problems = std::move(wrong->errors);
  if (refusal) problems.push_back({refusal->field, refusal->message});
  return problems;
}

std::optional<Instant> latest_end(const core::PermitApplied& draft, core::PermitLevel level) {
  const auto longest = rules::longest(draft.kind, level);
  if (!longest || draft.from == Instant()) return std::nullopt;
  return draft.from + *longest;
}

// A wrong field is part of the answer; what it leaves is judged all the same.
Outcome preview_permit(const Ask& ask, Desk& desk) {
  auto body = Fields::of_body(ask);
  if (auto* broken = get_if<Problem>(&body)) return std::move(*broken);
  Fields& fields = get<Fields>(body);
  const core::PermitApplied draft = read_permit_draft(fields, desk);
  std::optional<Problem> wrong = fields.problem();
  const auto judged = judge_permit_draft(draft, wrong ? DraftIs::Broken : DraftIs::Whole, desk);
  if (!judged) return to_problem(judged.error());
  JsonWriter out;
  out.object().field("level", judged->level).field("upgraded", judged->upgraded);
  out.field("longest_until", latest_end(draft, judged->level)).field("points", judged->points);
  write_steps(out, draft.kind, judged->level, desk.services.directory);
  write_measures(out, draft.kind, draft.others);
  write_details(out, draft.kind);
  out.key("certificates");
  write_texts(out, rules::certificates(draft.kind));
  out.field("guardian_certificate", rules::kGuardianCertificate);
  out.field("gas_test", rules::asks_for_gas_test(draft.kind, draft.grounds));
  out.field("detector", rules::asks_for_detector(draft.kind, judged->level)).key("conflicts");
  write_list(out, judged->conflicts);
  out.key("problems").list();
  for (const FieldError& each : problems_of(std::move(wrong), judged->refusal))
    out.object().field("field", each.field).field("text", each.message).end();
  return json_reply(out.end().end().take());
}

}  // namespace

void add_permit_rules(Router& router) {
  router.add({Method::Get, "/permit-rules", get_permit_rules});
  router.add({Method::Post, "/permits/preview", preview_permit});
}

}  // namespace davy::api
