#include "core/refuse.hpp"

#include "core/suspension.hpp"

namespace davy::core {

bool is_blank(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\u3000";
  while (!text.empty()) {
    if (text.starts_with(kIdeographicSpace))
      text.remove_prefix(kIdeographicSpace.size());
    else if (std::string_view(" \t\r\n\v\f").find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    else
      return false;
  }
  return true;
}

bool is_login(std::string_view person) {
  return !person.empty() && person != "system" && person != kAnonymous && person.find(':') == std::string_view::npos;
}

Text title_of_condition(const site::Directory& directory, std::string_view condition) {
  if (const auto subject = suspension::subject_named(condition)) return suspension::title(*subject);
  const std::string name(condition);
  const auto index = directory.condition(condition);
  if (!index) return {name, name};
  const site::Site& site = directory.site();
  const Text& point = site[site[*index].point].title;
  const Text& what = site[site[*index].guidance].title;
  return {point.zh + "：" + what.zh + "（" + name + "）", point.en + ": " + what.en + " (" + name + ")"};
}

Text title_of_post(const site::Directory& directory, std::string_view post) {
  if (const auto index = directory.post(post)) return directory.site()[*index].title;
  return {std::string(post), std::string(post)};
}

}  // namespace davy::core
