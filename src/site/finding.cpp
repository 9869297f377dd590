#include "site/finding.hpp"

namespace davy::site {

std::string to_text(const Finding& finding) {
  std::string text = finding.file;
  if (finding.line > 0) text += ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column);
  text += finding.level == FindingLevel::Error ? ": error: found " : ": warning: found ";
  text += finding.found + ", expected " + finding.expected;
  if (!finding.nearest.empty()) text += " (did you mean '" + finding.nearest + "'?)";
  return text;
}

}  // namespace davy::site
