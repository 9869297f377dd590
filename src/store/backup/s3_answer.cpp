#include "store/backup/s3_answer.hpp"

#include <utility>

namespace davy::store::backup {
namespace {

std::string without_entities(std::string text) {
  for (const auto& [entity, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, std::string_view(entity).size(), character);
  return text;
}

}  // namespace

std::vector<std::string> elements(std::string_view xml, const std::string& tag) {
  const std::string open = "<" + tag + ">";
  const std::string close = "</" + tag + ">";
  std::vector<std::string> found;
  for (std::size_t at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at)) {
    at += open.size();
    const std::size_t end = xml.find(close, at);
    if (end == std::string_view::npos) break;
    found.push_back(without_entities(std::string(xml.substr(at, end - at))));
    at = end;
  }
  return found;
}

std::string first_element(std::string_view xml, const std::string& tag) {
  const std::vector<std::string> found = elements(xml, tag);
  return found.empty() ? std::string() : found.front();
}

}  // namespace davy::store::backup
