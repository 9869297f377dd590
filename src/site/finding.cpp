#include "site/finding.hpp"

#include <string_view>

namespace davy::site {
namespace {

constexpr std::string_view kPack = "pack ";

// What stands where a file is named, and is none.
Said file_of(const std::string& file) {
  if (file == "the site folder") return said({"站点目录", "the site folder"});
  if (file == "alarm budget") return said({"报警预算", "alarm budget"});
  if (file == "stories") return said({"故事", "stories"});
  if (file.starts_with(kPack)) return said({"场景包 {}", "pack {}"}, std::string_view(file).substr(kPack.size()));
  return as_written(file);
}

}  // namespace

std::string place_of(const Finding& finding, Language language) {
  std::string place = file_of(finding.file).in(language);
  if (finding.line > 0) place += ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column);
  return place;
}

std::string to_text(const Finding& finding, Language language) {
  const bool error = finding.level == FindingLevel::Error;
  const std::string place = place_of(finding, language);
  Said text = error ? said({"{}：错误：{}；应为：{}", "{}: error: found {}, expected {}"}, place, finding.found, finding.expected)
                    : said({"{}：警告：{}；应为：{}", "{}: warning: found {}, expected {}"}, place, finding.found, finding.expected);
  if (!finding.nearest.empty()) text = said({"{}（是否指 '{}'？）", "{} (did you mean '{}'?)"}, text, finding.nearest);
  return text.in(language);
}

}  // namespace davy::site
