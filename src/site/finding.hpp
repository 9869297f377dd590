#pragma once
// Finding: one thing that is wrong, or doubtful, in a site's files, said so that a person can mend it.

#include <string>

namespace davy::site {

enum class FindingLevel { Warning, Error };

struct Finding {
  FindingLevel level = FindingLevel::Error;
  std::string file;  // relative to the site folder, or "pack <name>/<file>"
  int line = 0;      // from 1; 0: the whole file
  int column = 0;
  std::string found;
  std::string expected;
  std::string nearest;  // empty: no valid name is near

  bool operator==(const Finding&) const = default;
};

// "points.yaml:12:9: error: found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)"
std::string to_text(const Finding& finding);

}  // namespace davy::site
