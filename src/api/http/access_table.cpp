#include "api/http/access_table.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace davy::api {
namespace {

using core::Right;

constexpr Anyone kAnyone{};
constexpr Machine kMachine{};
constexpr Reach kInZones = Reach::InZones;
constexpr Reach kEverywhere = Reach::Everywhere;

// In the order of api/openapi.yaml. Records of which kinds are whose is judged by the core. A reading that shows more to some roles than to others says so in docs/security.md.
constexpr AccessRule kTable[] = {
    {Method::Post, "/setup", kAnyone, kEverywhere},
    {Method::Get, "/session", kAnyone},
    {Method::Post, "/session", kAnyone, kEverywhere},
    {Method::Delete, "/session", Right::Read, kEverywhere},
    {Method::Post, "/session/password", Right::Read, kEverywhere},
    {Method::Get, "/sessions", Right::Read},
    {Method::Delete, "/sessions", Right::Read, kEverywhere},
    {Method::Delete, "/sessions/{id}", Right::Read, kEverywhere},
    {Method::Get, "/second-factor", Right::Read},
    {Method::Post, "/second-factor", Right::Read, kEverywhere},
    {Method::Post, "/second-factor/confirmation", Right::Read, kEverywhere},
    {Method::Post, "/second-factor/removal", Right::Read, kEverywhere},
    {Method::Get, "/site", Right::Read},
    {Method::Post, "/site/check", Right::Judge, kEverywhere},
    {Method::Get, "/site/check/{id}", Right::Judge},
    {Method::Delete, "/site/check/{id}", Right::Judge, kEverywhere},
    {Method::Get, "/site/plan.svg", Right::Read},
    {Method::Get, "/site/rules", Right::Read},
    {Method::Post, "/site/rules/proposal", Right::Judge, kEverywhere},
    {Method::Get, "/site/folder", Right::Read},
    {Method::Post, "/site/reload", Right::Judge, kEverywhere},
    {Method::Get, "/zones", Right::Read},
    {Method::Get, "/points", Right::Read},
    {Method::Get, "/points/{name}/history", Right::Read},
    {Method::Get, "/points/{name}/last-known", Right::Read},
    {Method::Get, "/points/{name}/gaps", Right::Read},
    {Method::Get, "/points/{name}/undecided", Right::Read},
    {Method::Get, "/live", Right::Read},
    {Method::Get, "/alarms", Right::Read},
    {Method::Get, "/alarm-load", Right::Read},
    {Method::Get, "/alarm-load/proposals", Right::Oversee},
    {Method::Get, "/alarm-floods", Right::Read},
    {Method::Get, "/alarms/{id}", Right::Read},
    {Method::Get, "/alarms/{id}/story", Right::Read},
    {Method::Post, "/alarms/{id}/acknowledge", Right::Work, kInZones},
    {Method::Post, "/alarms/{id}/reset", Right::Lead, kInZones},
    {Method::Post, "/alarm-groups/{id}/acknowledge", Right::Work, kInZones},
    {Method::Post, "/alarm-groups/{id}/reset", Right::Lead, kInZones},
    {Method::Post, "/backtests", Right::Judge, kEverywhere},
    {Method::Get, "/backtests/{id}", Right::Judge},
    {Method::Delete, "/backtests/{id}", Right::Judge, kEverywhere},
    {Method::Post, "/rule-trials", Right::Judge, kEverywhere},
    {Method::Get, "/rule-trials/{id}", Right::Judge},
    {Method::Delete, "/rule-trials/{id}", Right::Judge, kEverywhere},
    {Method::Get, "/conditions/set-aside", Right::Read},
    {Method::Get, "/conditions/{name}/stories", Right::Read},
    {Method::Post, "/conditions/{name}/shelve", Right::Lead, kInZones},
    {Method::Post, "/conditions/{name}/unshelve", Right::Lead, kInZones},
    {Method::Post, "/conditions/{name}/out-of-service", Right::Equip, kInZones},
    {Method::Post, "/conditions/{name}/return-to-service", Right::Equip, kInZones},
    {Method::Get, "/consents", Right::Read},
    {Method::Post, "/consents/{id}/agreement", Right::Agree, kInZones},
    {Method::Post, "/consents/{id}/refusal", Right::Agree, kEverywhere},
    {Method::Get, "/orders", Right::Read},
    {Method::Get, "/orders/{id}", Right::Read},
    {Method::Post, "/orders/{id}/accept", Right::Work, kInZones},
    {Method::Post, "/orders/{id}/submit", Right::Work, kInZones},
    {Method::Post, "/orders/{id}/approve", Right::Approve, kInZones},
    {Method::Post, "/orders/{id}/reject", Right::Approve, kInZones},
    {Method::Get, "/hazards", Right::Read},
    {Method::Post, "/hazards", Right::Tell, kEverywhere},
    {Method::Get, "/hazards/similar", Right::Read},
    {Method::Get, "/hazards/{id}", Right::Read},
    {Method::Get, "/hazards/{id}/story", Right::Read},
    {Method::Post, "/hazards/{id}/grade", Right::Judge, kInZones},
    {Method::Post, "/hazards/{id}/merge", Right::Judge, kInZones},
    {Method::Post, "/hazards/{id}/dismiss", Right::Judge, kInZones},
    {Method::Post, "/hazards/{id}/accept", Right::Work, kInZones},
    {Method::Post, "/hazards/{id}/rectify", Right::Work, kInZones},
    {Method::Post, "/hazards/{id}/review", Right::Approve, kInZones},
    {Method::Post, "/hazards/{id}/review-again", Right::Decide, kInZones},
    {Method::Post, "/hazards/{id}/extend", Right::Approve, kInZones},
    {Method::Post, "/hazards/{id}/ask-extension", Right::Work, kInZones},
    {Method::Post, "/hazards/{id}/refuse-extension", Right::Approve, kInZones},
    {Method::Get, "/care", Right::Read},
    {Method::Post, "/care", Right::Work, kInZones},
    {Method::Get, "/care/{id}", Right::Read},
    {Method::Post, "/care/{id}/start", Right::Work, kInZones},
    {Method::Post, "/care/{id}/finish", Right::Work, kInZones},
    {Method::Post, "/care/{id}/abandon", Right::Work, kInZones},
    {Method::Get, "/devices", Right::Read},
    {Method::Get, "/devices/{name}", Right::Read},
    {Method::Put, "/devices/{name}/broker-password", Right::Administer, kEverywhere},
    {Method::Delete, "/devices/{name}/broker-password", Right::Administer, kEverywhere},
    {Method::Get, "/authority", Right::Read},
    {Method::Get, "/permits", Right::Read},
    {Method::Post, "/permits", Right::Work, kInZones},
    {Method::Post, "/permits/preview", Right::Read, kEverywhere},
    {Method::Get, "/permits/{id}", Right::Read},
    {Method::Post, "/permits/{id}/measures/{number}", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/isolations/{number}", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/gas-tests", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/briefing", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/signatures", Right::Tell, kInZones},
    {Method::Post, "/permits/{id}/refusal", Right::Tell, kInZones},
    {Method::Post, "/permits/{id}/start", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/interruption", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/suspension", Right::Tell, kEverywhere},
    {Method::Post, "/permits/{id}/resumption", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/presence", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/completion", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/acceptance", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/cancellation", Right::Work, kInZones},
    {Method::Post, "/permits/{id}/archive", Right::Judge, kInZones},
    {Method::Get, "/permit-rules", Right::Read},
    {Method::Get, "/permit-locks", Right::Read},
    {Method::Get, "/merits", Right::Read},
    {Method::Get, "/merits/rules", Right::Read},
    {Method::Post, "/photos", Right::Tell, kEverywhere},
    {Method::Get, "/photos/{name}", Right::Read},
    {Method::Post, "/voices", Right::Tell, kEverywhere},
    {Method::Get, "/voices/{name}", Right::Read},
    {Method::Post, "/films", Right::Judge, kEverywhere},
    {Method::Get, "/films/{name}", Right::Read},
    {Method::Put, "/films/{name}/pieces/{number}", Right::Judge, kEverywhere},
    {Method::Post, "/films/{name}/keep", Right::Judge, kEverywhere},
    {Method::Get, "/checks", Right::Read},
    {Method::Get, "/checks/{id}", Right::Read},
    {Method::Post, "/checks/{id}/record", Right::Work, kInZones},
    {Method::Get, "/check-seeds", Right::Oversee},
    {Method::Post, "/check-seeds", Right::Judge, kEverywhere},
    {Method::Post, "/check-seeds/{id}/remove", Right::Judge, kEverywhere},
    {Method::Get, "/rows", Right::Read},
    {Method::Post, "/rows/{name}/reset", Right::Lead, kInZones},
    {Method::Post, "/rows/{name}/bypass", Right::Judge, kInZones},
    {Method::Post, "/rows/{name}/end-bypass", Right::Lead, kInZones},
    {Method::Get, "/zones/risk", Right::Read},
    {Method::Get, "/major-hazards", Right::Read},
    {Method::Get, "/modes", Right::Read},
    {Method::Post, "/modes", Right::Lead, kInZones},
    {Method::Post, "/modes/end", Right::Lead, kInZones},
    {Method::Get, "/facts", Right::Read},
    {Method::Post, "/facts/{name}", Right::Lead, kInZones},
    {Method::Post, "/facts/{name}/told", kMachine, kEverywhere},
    {Method::Get, "/notices", Right::Read},
    {Method::Post, "/notices/{id}/seen", Right::Tell, kEverywhere},
    {Method::Get, "/duty/now", Right::Read},
    {Method::Get, "/duty/gaps", Right::Read},
    {Method::Get, "/duty/people", Right::Read},
    {Method::Get, "/duty/emergency", Right::Read},
    {Method::Get, "/rosters", Right::Read},
    {Method::Post, "/rosters", Right::Lead, kEverywhere},
    {Method::Post, "/rosters/remove", Right::Lead, kEverywhere},
    {Method::Post, "/rosters/day", Right::Lead, kEverywhere},
    {Method::Get, "/rosters/month", Right::Read},
    {Method::Get, "/absences", Right::Read},
    {Method::Post, "/absences", Right::Tell, kEverywhere},
    {Method::Post, "/absences/{id}/end", Right::Tell, kEverywhere},
    {Method::Post, "/stand-ins", Right::Lead, kEverywhere},
    {Method::Post, "/stand-ins/{id}/end", Right::Lead, kEverywhere},
    {Method::Get, "/qualifications", Right::Read},
    {Method::Get, "/due-days", Right::Read},
    {Method::Get, "/handovers", Right::Read},
    {Method::Post, "/handovers", Right::Tell, kEverywhere},
    {Method::Get, "/handovers/matters", Right::Read},
    {Method::Get, "/handovers/{id}", Right::Read},
    {Method::Post, "/handovers/{id}/accept", Right::Tell, kEverywhere},
    {Method::Post, "/handovers/{id}/refuse", Right::Tell, kEverywhere},
    {Method::Post, "/handovers/{id}/withdraw", Right::Tell, kEverywhere},
    {Method::Get, "/matters/{matter}/{id}/story", Right::Read},
    {Method::Get, "/kpi", Right::Read},
    {Method::Get, "/kpi/obligations", Right::Read},
    {Method::Get, "/kpi/notices", Right::Read},
    {Method::Get, "/reviews/{month}", Right::Oversee},
    {Method::Get, "/reviews/{month}/pdf", Right::Oversee},
    {Method::Get, "/permits/{id}/pdf", Right::Read},
    {Method::Get, "/trainings", Right::Read},
    {Method::Post, "/trainings", Right::Lead, kEverywhere},
    {Method::Get, "/trainings/{id}", Right::Read},
    {Method::Post, "/trainings/{id}/read", Right::Tell, kEverywhere},
    {Method::Post, "/trainings/{id}/exam", Right::Tell, kEverywhere},
    {Method::Post, "/trainings/{id}/exam/answers", Right::Tell, kEverywhere},
    {Method::Post, "/trainings/{id}/withdraw", Right::Judge, kEverywhere},
    {Method::Get, "/training-hours", Right::Read},
    {Method::Get, "/emergency-plans", Right::Read},
    {Method::Get, "/incidents", Right::Read},
    {Method::Post, "/incidents", Right::Tell, kEverywhere},
    {Method::Get, "/incidents/{id}", Right::Read},
    {Method::Get, "/incidents/{id}/pdf", Right::Read},
    {Method::Post, "/incidents/{id}/cards/{card}/taken", Right::Tell, kEverywhere},
    {Method::Post, "/incidents/{id}/cards/{card}/done", Right::Tell, kEverywhere},
    {Method::Post, "/incidents/{id}/level", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/command", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/evacuation", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/people", Right::Tell, kEverywhere},
    {Method::Post, "/incidents/{id}/evacuation/end", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/log", Right::Tell, kEverywhere},
    {Method::Post, "/incidents/{id}/resources", Right::Tell, kEverywhere},
    {Method::Post, "/incidents/{id}/casualties", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/reports", Right::Decide, kEverywhere},
    {Method::Post, "/incidents/{id}/waiver", Right::Decide, kEverywhere},
    {Method::Post, "/incidents/{id}/end", Right::Approve, kEverywhere},
    {Method::Post, "/incidents/{id}/close", Right::Decide, kEverywhere},
    {Method::Get, "/journal", Right::Read},
    {Method::Get, "/journal/verify", Right::Read},
    {Method::Get, "/personal-reads", Right::Read},
    {Method::Get, "/accounts", Right::Read},
    {Method::Put, "/accounts/{login}", Right::Administer, kEverywhere},
    {Method::Post, "/accounts/{login}/second-factor-reset", Right::Administer, kEverywhere},
    {Method::Get, "/kinds", Right::Read},
    {Method::Get, "/records/{kind}", Right::Read},
    {Method::Get, "/records/{kind}/{id}", Right::Read},
    {Method::Put, "/records/{kind}/{id}", Right::Equip, kEverywhere},
    {Method::Delete, "/records/{kind}/{id}", Right::Equip, kEverywhere},
    {Method::Get, "/records/{kind}/{id}/versions", Right::Read},
    {Method::Get, "/records/{kind}/{id}/versions/{version}/diff", Right::Read},
    {Method::Get, "/sheets/{kind}", Right::Read},
    {Method::Post, "/sheets/{kind}", Right::Equip, kEverywhere},
    {Method::Post, "/records/{kind}/{id}/restore", Right::Equip, kEverywhere},
    {Method::Get, "/machines", Right::Audit},
    {Method::Put, "/machines/{name}", Right::Administer, kEverywhere},
    {Method::Delete, "/machines/{name}", Right::Administer, kEverywhere},
    {Method::Post, "/write", kMachine, kEverywhere},
    {Method::Get, "/drill-scenarios", Right::Read},
    {Method::Get, "/drills", Right::Read},
    {Method::Post, "/drills", Right::Judge, kEverywhere},
    {Method::Get, "/drills/{id}", Right::Read},
    {Method::Post, "/drills/{id}/abort", Right::Lead, kEverywhere},
    {Method::Post, "/drills/{id}/assess", Right::Judge, kEverywhere},
    {Method::Get, "/self-test", Right::Read},
    {Method::Post, "/self-test", Right::Judge, kEverywhere},
    {Method::Get, "/evidence/checkpoints", Right::Oversee},
    {Method::Get, "/evidence/key", Right::Read},
    {Method::Get, "/evidence/{matter}/{id}", Right::Oversee},
    {Method::Get, "/backup", Right::Read},
    {Method::Post, "/backup", Right::Administer, kEverywhere},
    {Method::Post, "/data-key", Right::Administer, kEverywhere},
    {Method::Get, "/ingest", Right::Read},
    {Method::Get, "/health", Right::Read},
};

// What changes something says whether zones bind it: a new route cannot leave that open.
static_assert(std::ranges::none_of(kTable,
                                   [](const AccessRule& rule) { return rule.method != Method::Get && rule.reach == Reach::Seeing; }));

std::string_view name_of_method(Method method) {
  switch (method) {
    case Method::Get: return "GET";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Delete: return "DELETE";
  }
  return "";
}

}  // namespace

std::span<const AccessRule> access_table() { return kTable; }

std::optional<Whom> whom_may(Method method, std::string_view pattern) {
  const auto found = std::ranges::find_if(kTable, [&](const AccessRule& rule) { return rule.method == method && rule.pattern == pattern; });
  return found == std::ranges::end(kTable) ? std::nullopt : std::optional(found->whom);
}

std::string access_as_markdown() {
  std::string text = "| operation |";
  std::string line = "|---|";
  for (const std::string_view title : {"nobody", "machine"}) text += " " + std::string(title) + " |", line += "---|";
  for (const auto& [role, title] : kEnumNames<core::Role>) text += " " + std::string(title) + " |", line += "---|";
  text += " in zones |\n" + line + "---|\n";
  for (const AccessRule& rule : kTable) {
    text += "| `" + std::string(name_of_method(rule.method)) + " " + std::string(rule.pattern) + "` |";
    const auto add = [&text](bool yes) { text += yes ? " yes |" : " - |"; };
    const auto* right = std::get_if<Right>(&rule.whom);
    add(rule.whom == Whom(kAnyone));
    add(right == nullptr);
    for (const auto& [role, title] : kEnumNames<core::Role>) add(right == nullptr ? rule.whom == Whom(kAnyone) : may(role, *right));
    add(rule.reach == Reach::InZones);
    text += "\n";
  }
  return text;
}

}  // namespace davy::api
