// The section `access`: what takes two people, and who needs a second factor.
#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

const std::array<std::string, 7> kRoleNames{"worker",        "team-lead", "equipment-manager", "safety-officer", "manager",
                                            "administrator", "auditor"};  // as core/role.hpp has them

void read_two_people(Report& report, const Record& record, std::string_view key, TwoPeople& to) {
  const YamlNode* node = record.find(key);
  if (node == nullptr) return;
  if (node->text != "off" && node->text != "required")
    return report.error(*node, quoted(*node), said({"required 或 off（是否须第二人确认）", "required or off"}));
  to = node->text == "off" ? TwoPeople::Off : TwoPeople::Required;
}

void read_second_factor(Report& report, const Record& record, AccessTerms& terms) {
  const YamlNode* node = record.find("second-factor");
  const auto roles =
      node == nullptr ? std::nullopt : read_list(report, *node, {"角色的列表，如 [administrator]", "a list of roles, as [administrator]"});
  if (!roles) return;
  for (const YamlNode* role : *roles) {
    if (std::ranges::find(kRoleNames, role->text) == kRoleNames.end())
      report.unknown_name(*role, {"角色", "role"}, said({"角色", "a role"}), kRoleNames);
    else
      terms.second_factor.emplace_back(role->text);
  }
}

void read_access_span(Report& report, const Record& record, std::string_view key, Duration least, Duration& to) {
  const YamlNode* node = record.find(key);
  const auto span = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!span) return;
  if (*span < least || *span > 24_h) return report.error(*node, quoted(*node), said({"{} 至 24h", "{} to 24h"}, to_text(least)));
  to = *span;
}

}  // namespace

void read_access(Reading& reading) {
  static constexpr std::array<std::string_view, 5> kKeys{"two-people", "two-people-for-rules", "long-shelf", "consent-within",
                                                         "second-factor"};
  AccessTerms& terms = reading.site.access;
  terms.two_people = TwoPeople::Required;
  const auto section = reading.sections.find("access");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'access' 重复", "'access' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  read_two_people(report, record, "two-people", terms.two_people);
  read_two_people(report, record, "two-people-for-rules", terms.rules);
  read_access_span(report, record, "long-shelf", 1_min, terms.long_shelf);
  read_access_span(report, record, "consent-within", 1_min, terms.consent_within);
  read_second_factor(report, record, terms);
}

}  // namespace davy::site
