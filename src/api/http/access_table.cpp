#include "api/http/access_table.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace davy::api {
namespace {

// In the order of api/openapi.yaml. A reading that shows more to some roles than to others says so in docs/security.md.
constexpr AccessRule kTable[] = {
    {Method::Post, "/setup", Whom::Anyone},
    {Method::Get, "/session", Whom::Anyone},
    {Method::Post, "/session", Whom::Anyone},
    {Method::Delete, "/session", Whom::Worker},
    {Method::Post, "/session/password", Whom::Worker},
    {Method::Get, "/sessions", Whom::Worker},
    {Method::Delete, "/sessions", Whom::Worker},
    {Method::Delete, "/sessions/{id}", Whom::Worker},
    {Method::Get, "/second-factor", Whom::Worker},
    {Method::Post, "/second-factor", Whom::Worker},
    {Method::Post, "/second-factor/confirmation", Whom::Worker},
    {Method::Post, "/second-factor/removal", Whom::Worker},
    {Method::Get, "/site", Whom::Worker},
    {Method::Post, "/site/check", Whom::SafetyOfficer},
    {Method::Get, "/site/check/{id}", Whom::SafetyOfficer},
    {Method::Delete, "/site/check/{id}", Whom::SafetyOfficer},
    {Method::Get, "/site/plan.svg", Whom::Worker},
    {Method::Get, "/zones", Whom::Worker},
    {Method::Get, "/points", Whom::Worker},
    {Method::Get, "/points/{name}/history", Whom::Worker},
    {Method::Get, "/live", Whom::Worker},
    {Method::Get, "/alarms", Whom::Worker},
    {Method::Get, "/alarm-load", Whom::Worker},
    {Method::Get, "/alarm-load/proposals", Whom::SafetyOfficer},
    {Method::Get, "/alarm-floods", Whom::Worker},
    {Method::Get, "/alarms/{id}", Whom::Worker},
    {Method::Get, "/alarms/{id}/story", Whom::Worker},
    {Method::Post, "/alarms/{id}/acknowledge", Whom::Worker},
    {Method::Post, "/alarms/{id}/reset", Whom::TeamLead},
    {Method::Post, "/alarm-groups/{id}/acknowledge", Whom::Worker},
    {Method::Post, "/alarm-groups/{id}/reset", Whom::TeamLead},
    {Method::Post, "/backtests", Whom::SafetyOfficer},
    {Method::Get, "/backtests/{id}", Whom::SafetyOfficer},
    {Method::Delete, "/backtests/{id}", Whom::SafetyOfficer},
    {Method::Get, "/conditions/set-aside", Whom::Worker},
    {Method::Get, "/conditions/{name}/stories", Whom::Worker},
    {Method::Post, "/conditions/{name}/shelve", Whom::TeamLead},
    {Method::Post, "/conditions/{name}/unshelve", Whom::TeamLead},
    {Method::Post, "/conditions/{name}/out-of-service", Whom::SafetyOfficer},
    {Method::Post, "/conditions/{name}/return-to-service", Whom::SafetyOfficer},
    {Method::Get, "/consents", Whom::Worker},
    {Method::Post, "/consents/{id}/agreement", Whom::TeamLead},
    {Method::Post, "/consents/{id}/refusal", Whom::TeamLead},
    {Method::Get, "/orders", Whom::Worker},
    {Method::Get, "/orders/{id}", Whom::Worker},
    {Method::Post, "/orders/{id}/accept", Whom::Worker},
    {Method::Post, "/orders/{id}/submit", Whom::Worker},
    {Method::Post, "/orders/{id}/approve", Whom::TeamLead},
    {Method::Post, "/orders/{id}/reject", Whom::TeamLead},
    {Method::Get, "/hazards", Whom::Worker},
    {Method::Post, "/hazards", Whom::Worker},
    {Method::Get, "/hazards/similar", Whom::Worker},
    {Method::Get, "/hazards/{id}", Whom::Worker},
    {Method::Get, "/hazards/{id}/story", Whom::Worker},
    {Method::Post, "/hazards/{id}/grade", Whom::SafetyOfficer},
    {Method::Post, "/hazards/{id}/merge", Whom::SafetyOfficer},
    {Method::Post, "/hazards/{id}/dismiss", Whom::SafetyOfficer},
    {Method::Post, "/hazards/{id}/accept", Whom::Worker},
    {Method::Post, "/hazards/{id}/rectify", Whom::Worker},
    {Method::Post, "/hazards/{id}/review", Whom::TeamLead},
    {Method::Post, "/hazards/{id}/review-again", Whom::SafetyOfficer},
    {Method::Post, "/hazards/{id}/extend", Whom::TeamLead},
    {Method::Post, "/hazards/{id}/ask-extension", Whom::Worker},
    {Method::Post, "/hazards/{id}/refuse-extension", Whom::TeamLead},
    {Method::Get, "/care", Whom::Worker},
    {Method::Post, "/care", Whom::Worker},
    {Method::Get, "/care/{id}", Whom::Worker},
    {Method::Post, "/care/{id}/start", Whom::Worker},
    {Method::Post, "/care/{id}/finish", Whom::Worker},
    {Method::Post, "/care/{id}/abandon", Whom::Worker},
    {Method::Get, "/devices", Whom::Worker},
    {Method::Get, "/devices/{name}", Whom::Worker},
    {Method::Put, "/devices/{name}/broker-password", Whom::Administrator},
    {Method::Delete, "/devices/{name}/broker-password", Whom::Administrator},
    {Method::Get, "/permits", Whom::Worker},
    {Method::Post, "/permits", Whom::Worker},
    {Method::Post, "/permits/preview", Whom::Worker},
    {Method::Get, "/permits/{id}", Whom::Worker},
    {Method::Post, "/permits/{id}/measures/{number}", Whom::Worker},
    {Method::Post, "/permits/{id}/gas-tests", Whom::Worker},
    {Method::Post, "/permits/{id}/briefing", Whom::Worker},
    {Method::Post, "/permits/{id}/signatures", Whom::Worker},
    {Method::Post, "/permits/{id}/refusal", Whom::Worker},
    {Method::Post, "/permits/{id}/start", Whom::Worker},
    {Method::Post, "/permits/{id}/interruption", Whom::Worker},
    {Method::Post, "/permits/{id}/suspension", Whom::Worker},
    {Method::Post, "/permits/{id}/resumption", Whom::Worker},
    {Method::Post, "/permits/{id}/presence", Whom::Worker},
    {Method::Post, "/permits/{id}/completion", Whom::Worker},
    {Method::Post, "/permits/{id}/acceptance", Whom::Worker},
    {Method::Post, "/permits/{id}/cancellation", Whom::Worker},
    {Method::Post, "/permits/{id}/archive", Whom::SafetyOfficer},
    {Method::Get, "/permit-rules", Whom::Worker},
    {Method::Get, "/merits", Whom::Worker},
    {Method::Get, "/merits/rules", Whom::Worker},
    {Method::Post, "/photos", Whom::Worker},
    {Method::Get, "/photos/{name}", Whom::Worker},
    {Method::Post, "/voices", Whom::Worker},
    {Method::Get, "/voices/{name}", Whom::Worker},
    {Method::Get, "/checks", Whom::Worker},
    {Method::Get, "/checks/{id}", Whom::Worker},
    {Method::Post, "/checks/{id}/record", Whom::Worker},
    {Method::Get, "/check-seeds", Whom::SafetyOfficer},
    {Method::Post, "/check-seeds", Whom::SafetyOfficer},
    {Method::Post, "/check-seeds/{id}/remove", Whom::SafetyOfficer},
    {Method::Get, "/rows", Whom::Worker},
    {Method::Post, "/rows/{name}/reset", Whom::TeamLead},
    {Method::Post, "/rows/{name}/bypass", Whom::SafetyOfficer},
    {Method::Post, "/rows/{name}/end-bypass", Whom::TeamLead},
    {Method::Get, "/zones/risk", Whom::Worker},
    {Method::Get, "/major-hazards", Whom::Worker},
    {Method::Get, "/modes", Whom::Worker},
    {Method::Post, "/modes", Whom::TeamLead},
    {Method::Post, "/modes/end", Whom::TeamLead},
    {Method::Get, "/facts", Whom::Worker},
    {Method::Post, "/facts/{name}", Whom::TeamLead},
    {Method::Post, "/facts/{name}/told", Whom::Machine},
    {Method::Get, "/notices", Whom::Worker},
    {Method::Post, "/notices/{id}/seen", Whom::Worker},
    {Method::Get, "/duty/now", Whom::Worker},
    {Method::Get, "/duty/gaps", Whom::Worker},
    {Method::Get, "/duty/people", Whom::Worker},
    {Method::Get, "/rosters", Whom::Worker},
    {Method::Post, "/rosters", Whom::TeamLead},
    {Method::Post, "/rosters/remove", Whom::TeamLead},
    {Method::Post, "/rosters/day", Whom::TeamLead},
    {Method::Get, "/rosters/month", Whom::Worker},
    {Method::Get, "/absences", Whom::Worker},
    {Method::Post, "/absences", Whom::Worker},
    {Method::Post, "/absences/{id}/end", Whom::Worker},
    {Method::Post, "/stand-ins", Whom::TeamLead},
    {Method::Post, "/stand-ins/{id}/end", Whom::TeamLead},
    {Method::Get, "/qualifications", Whom::Worker},
    {Method::Get, "/handovers", Whom::Worker},
    {Method::Post, "/handovers", Whom::Worker},
    {Method::Get, "/handovers/matters", Whom::Worker},
    {Method::Get, "/handovers/{id}", Whom::Worker},
    {Method::Post, "/handovers/{id}/accept", Whom::Worker},
    {Method::Post, "/handovers/{id}/refuse", Whom::Worker},
    {Method::Post, "/handovers/{id}/withdraw", Whom::Worker},
    {Method::Get, "/matters/{matter}/{id}/story", Whom::Worker},
    {Method::Get, "/kpi", Whom::Worker},
    {Method::Get, "/kpi/obligations", Whom::Worker},
    {Method::Get, "/reviews/{month}", Whom::SafetyOfficer},
    {Method::Get, "/reviews/{month}/pdf", Whom::SafetyOfficer},
    {Method::Get, "/permits/{id}/pdf", Whom::Worker},
    {Method::Get, "/trainings", Whom::Worker},
    {Method::Post, "/trainings", Whom::TeamLead},
    {Method::Get, "/trainings/{id}", Whom::Worker},
    {Method::Post, "/trainings/{id}/read", Whom::Worker},
    {Method::Post, "/trainings/{id}/exam", Whom::Worker},
    {Method::Post, "/trainings/{id}/exam/answers", Whom::Worker},
    {Method::Post, "/trainings/{id}/withdraw", Whom::SafetyOfficer},
    {Method::Get, "/training-hours", Whom::Worker},
    {Method::Get, "/emergency-plans", Whom::Worker},
    {Method::Get, "/incidents", Whom::Worker},
    {Method::Post, "/incidents", Whom::Worker},
    {Method::Get, "/incidents/{id}", Whom::Worker},
    {Method::Get, "/incidents/{id}/pdf", Whom::Worker},
    {Method::Post, "/incidents/{id}/cards/{card}/taken", Whom::Worker},
    {Method::Post, "/incidents/{id}/cards/{card}/done", Whom::Worker},
    {Method::Post, "/incidents/{id}/level", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/command", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/evacuation", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/people", Whom::Worker},
    {Method::Post, "/incidents/{id}/evacuation/end", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/log", Whom::Worker},
    {Method::Post, "/incidents/{id}/resources", Whom::Worker},
    {Method::Post, "/incidents/{id}/casualties", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/reports", Whom::SafetyOfficer},
    {Method::Post, "/incidents/{id}/waiver", Whom::SafetyOfficer},
    {Method::Post, "/incidents/{id}/end", Whom::TeamLead},
    {Method::Post, "/incidents/{id}/close", Whom::SafetyOfficer},
    {Method::Get, "/journal", Whom::Worker},
    {Method::Get, "/journal/verify", Whom::Worker},
    {Method::Get, "/accounts", Whom::Worker},
    {Method::Put, "/accounts/{login}", Whom::Administrator},
    {Method::Post, "/accounts/{login}/second-factor-reset", Whom::Administrator},
    {Method::Get, "/kinds", Whom::Worker},
    {Method::Get, "/records/{kind}", Whom::Worker},
    {Method::Get, "/records/{kind}/{id}", Whom::Worker},
    {Method::Put, "/records/{kind}/{id}", Whom::SafetyOfficer},
    {Method::Delete, "/records/{kind}/{id}", Whom::SafetyOfficer},
    {Method::Get, "/records/{kind}/{id}/versions", Whom::Worker},
    {Method::Get, "/records/{kind}/{id}/versions/{version}/diff", Whom::Worker},
    {Method::Get, "/sheets/{kind}", Whom::Worker},
    {Method::Post, "/sheets/{kind}", Whom::SafetyOfficer},
    {Method::Post, "/records/{kind}/{id}/restore", Whom::SafetyOfficer},
    {Method::Get, "/machines", Whom::Administrator},
    {Method::Put, "/machines/{name}", Whom::Administrator},
    {Method::Delete, "/machines/{name}", Whom::Administrator},
    {Method::Post, "/write", Whom::Machine},
    {Method::Get, "/drill-scenarios", Whom::Worker},
    {Method::Get, "/drills", Whom::Worker},
    {Method::Post, "/drills", Whom::SafetyOfficer},
    {Method::Get, "/drills/{id}", Whom::Worker},
    {Method::Post, "/drills/{id}/abort", Whom::TeamLead},
    {Method::Post, "/drills/{id}/assess", Whom::SafetyOfficer},
    {Method::Get, "/self-test", Whom::Worker},
    {Method::Post, "/self-test", Whom::SafetyOfficer},
    {Method::Get, "/evidence/checkpoints", Whom::SafetyOfficer},
    {Method::Get, "/evidence/key", Whom::Worker},
    {Method::Get, "/evidence/{matter}/{id}", Whom::SafetyOfficer},
    {Method::Get, "/backup", Whom::Worker},
    {Method::Post, "/backup", Whom::Administrator},
    {Method::Get, "/ingest", Whom::Worker},
    {Method::Get, "/health", Whom::Worker},
};

std::string_view name_of_method(Method method) {
  switch (method) {
    case Method::Get: return "GET";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Delete: return "DELETE";
  }
  return "";
}

constexpr auto kColumns = std::to_array<std::pair<Whom, std::string_view>>({{Whom::Anyone, "nobody"},
                                                                            {Whom::Machine, "machine"},
                                                                            {Whom::Worker, "worker"},
                                                                            {Whom::TeamLead, "team-lead"},
                                                                            {Whom::SafetyOfficer, "safety-officer"},
                                                                            {Whom::Administrator, "administrator"}});

}  // namespace

std::span<const AccessRule> access_table() { return kTable; }

std::optional<Whom> whom_may(Method method, std::string_view pattern) {
  const auto found = std::ranges::find_if(kTable, [&](const AccessRule& rule) { return rule.method == method && rule.pattern == pattern; });
  return found == std::ranges::end(kTable) ? std::nullopt : std::optional(found->whom);
}

bool may(Whom asked, Whom who) {
  if (asked == Whom::Anyone) return true;
  if (asked == Whom::Machine || who == Whom::Machine || who == Whom::Anyone) return asked == who;
  return who >= asked;
}

Whom whom_of(core::Role role) {
  switch (role) {
    case core::Role::Worker: return Whom::Worker;
    case core::Role::TeamLead: return Whom::TeamLead;
    case core::Role::SafetyOfficer: return Whom::SafetyOfficer;
    case core::Role::Administrator: return Whom::Administrator;
  }
  return Whom::Anyone;
}

std::string access_as_markdown() {
  std::string text = "| operation |";
  std::string line = "|---|";
  for (const auto& [who, title] : kColumns) text += " " + std::string(title) + " |", line += "---|";
  text += "\n" + line + "\n";
  for (const AccessRule& rule : kTable) {
    text += "| `" + std::string(name_of_method(rule.method)) + " " + std::string(rule.pattern) + "` |";
    for (const auto& [who, title] : kColumns) text += may(rule.whom, who) ? " yes |" : " - |";
    text += "\n";
  }
  return text;
}

}  // namespace davy::api
