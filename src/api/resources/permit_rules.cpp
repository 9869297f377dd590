// What the standard says of every kind of special work, and what would become of an application.

#include "api/json/permit_words.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/permit_desk.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/permit/permit_form.hpp"

#include <algorithm>

namespace davy::api {
namespace {

namespace rules = core::gb30871;

template <class E>
void write_named(JsonWriter& out, std::string_view name) {
  out.key(name).list();
  for (const auto& each : kEnumNames<E>) out.object().field("name", each.name).field("text", title_of(each.value)).end();
  out.end();
}

void write_level(JsonWriter& out, core::PermitKind kind, core::PermitLevel level, const site::Directory& directory) {
  out.object().field("level", level).field("title", title_of(kind, level)).field("longest_s", rules::longest(kind, level));
  out.field("rest_without_test_s", rules::rest_without_test(kind, level)).field("detector", rules::asks_for_detector(kind, level));
  write_steps(out, kind, level, directory);
  out.end();
}

// Of the workers, and of everybody of whom something is asked.
void write_certificates(JsonWriter& out, core::PermitKind kind, const site::PermitRules& own) {
  out.key("certificates");
  write_texts(out, core::permit::certificates_asked(own, site::PermitPart::Worker, kind));
  out.key("people").list();
  for (const auto& part : kEnumNames<site::PermitPart>) {
    const std::vector<std::string_view> asked = core::permit::certificates_asked(own, part.value, kind);
    if (asked.empty()) continue;
    out.object().field("part", part.value).key("certificates");
    write_texts(out, asked);
    out.end();
  }
  out.end();
}

void write_kind(JsonWriter& out, core::PermitKind kind, const site::Directory& directory) {
  out.object().field("kind", kind).field("title", title_of(kind)).key("levels").list();
  for (const core::PermitLevel level : rules::levels(kind)) write_level(out, kind, level, directory);
  out.end();
  write_measures(out, kind, {});
  write_details(out, kind);
  write_certificates(out, kind, directory.site().permits);
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
  for (const auto& kind : kEnumNames<core::PermitKind>) write_kind(out, kind.value, directory);
  out.end();
  write_named<core::HotPlace>(out, "hot_places");
  write_named<core::HeightFactor>(out, "height_factors");
  write_named<core::Activity>(out, "activities");
  write_gases(out);
  out.field("guardian_certificate", rules::kGuardianCertificate).field("guardian_within_s", own.guardian_within);
  out.field("remind_before_s", core::kPermitRemindBefore).field("test_holds_s", rules::kTestHoldsBeforeStart);
  out.field("night_from_s", own.night_from).field("night_until_s", own.night_until).field("around_s", own.around);
  out.field("typed_codes", own.typed_codes == site::TypedCodes::Count).field("located", directory.site().plan.anchor.has_value());
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

// What it must not meet asks for no more than kind, place and time.
DraftIs draft_is(const std::optional<Problem>& wrong) {
  if (!wrong) return DraftIs::Whole;
  const bool is_adrift = std::ranges::any_of(wrong->errors, [](const FieldError& each) {
    const std::string part = each.field.substr(0, each.field.find_first_of(".["));
    return part == "kind" || part == "zone" || part == "place" || part == "from" || part == "until";
  });
  return is_adrift ? DraftIs::Adrift : DraftIs::Placed;
}

// A wrong field is part of the answer; what it leaves is judged all the same.
Outcome preview_permit(const Ask& ask, Desk& desk) {
  auto body = Fields::of_body(ask);
  if (auto* broken = get_if<Problem>(&body)) return std::move(*broken);
  Fields& fields = get<Fields>(body);
  const core::PermitApplied draft = read_permit_draft(fields, desk);
  std::optional<Problem> wrong = fields.problem();
  const auto judged = judge_permit_draft(draft, draft_is(wrong), desk);
  if (!judged) return to_problem(judged.error());
  JsonWriter out;
  out.object().field("level", judged->level).field("upgraded", judged->upgraded);
  out.field("longest_until", latest_end(draft, judged->level)).field("points", judged->points);
  write_steps(out, draft.kind, judged->level, desk.services.directory);
  write_measures(out, draft.kind, draft.others);
  write_details(out, draft.kind);
  write_certificates(out, draft.kind, desk.services.directory.site().permits);
  out.field("guardian_certificate", rules::kGuardianCertificate);
  out.field("isolation", rules::needs_isolation(draft.kind, draft.grounds));
  out.field("gas_test", rules::asks_for_gas_test(draft));
  out.field("detector", rules::asks_for_detector(draft.kind, judged->level)).key("conflicts");
  write_list(out, judged->conflicts);
  write_untrained(out, judged->untrained);
  write_ending(out, judged->ending);
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
