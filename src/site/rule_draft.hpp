#pragma once
// RuleDraft: one condition of one point as somebody wants it, before it stands in the site's files; written as the YAML that would say it there.
//
// What is judged of it is judged by load_site(), on that YAML: a draft is as wrong as the file would be. Format: `conditions` in docs/formats/site.md.

#include "base/text.hpp"
#include "base/time.hpp"
#include "site/finding.hpp"
#include "site/load.hpp"
#include "site/severity.hpp"

#include <optional>
#include <string>

namespace davy::site {

struct RuleDraft {
  std::string point;
  std::string id;    // "rising": the condition's name is point + ":" + id
  std::string when;  // "high", "low" or an expression; empty: as the condition has it
  std::optional<double> limit;
  std::optional<double> deadband;  // both in the point's unit
  std::optional<Duration> on_delay;
  std::optional<Severity> severity;
  std::optional<Duration> respond_within;
  std::optional<Text> title;
  std::optional<Text> response;
};

// Whether the site has the condition already: then what the draft leaves out stays as it is, else it is filled in, so that it can be tried.
enum class RuleIs { New, Changed };

inline constexpr const char* kRuleFile = ".tried-rule.yaml";  // in which findings say it stands; no file of a site has such a name

struct RuleYaml {
  std::string text;
  int when_line = 0;    // where the expression stands; 0: there is none, or it is not written there letter by letter
  int when_column = 0;  // of its first letter
};

RuleYaml to_yaml(const RuleDraft& draft, RuleIs is);

// The place of a finding within the expression, from 1; none: it is about something else.
std::optional<int> column_in_expression(const RuleYaml& yaml, const Finding& finding);

// The sources with the rule laid over them; none of them gives way, whatever it is called.
SourceFiles with_rule(SourceFiles sources, std::string yaml, const std::string& file = kRuleFile);

}  // namespace davy::site
