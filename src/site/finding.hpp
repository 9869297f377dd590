#pragma once
// Finding: one thing that is wrong, or doubtful, in a site's files, said so that a person can mend it.

#include "base/said.hpp"

#include <string>

namespace davy::site {

enum class FindingLevel { Warning, Error };

struct Finding {
  FindingLevel level = FindingLevel::Error;
  std::string file;  // relative to the site folder, or "pack <name>/<file>"
  int line = 0;      // from 1; 0: the whole file
  int column = 0;
  Said found;
  Said expected;
  std::string nearest;  // empty: no valid name is near

  bool operator==(const Finding&) const = default;
};

// "points.yaml:12:9: error: found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)", or
// "points.yaml:12:9：错误：区域 'tank-fram'；应为：本站点的区域（是否指 'tank-farm'？）".
std::string to_text(const Finding& finding, Language language = Language::En);

// Where it stands: "points.yaml:12:9"; the file alone where there is no line. A pack, and what is no file, in the language.
std::string place_of(const Finding& finding, Language language);

}  // namespace davy::site
