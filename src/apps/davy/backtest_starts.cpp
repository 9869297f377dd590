#include "apps/davy/backtest_starts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::apps {

std::string starts_text(const std::vector<analysis::PlayedStart>& starts) {
  if (starts.empty()) return "";
  std::string text = fmt::format("starts of Davy that were played: {}\n", starts.size());
  const std::size_t first = starts.size() - std::min(starts.size(), kStartsShown);
  if (first > 0) text += fmt::format("  and {} earlier: --json has all\n", first);
  for (std::size_t i = first; i < starts.size(); ++i)
    text += fmt::format("  {}  nothing seen since {}  rules {}\n", to_text(starts[i].at),
                        starts[i].last_alive ? to_text(*starts[i].last_alive) : "the begin", starts[i].site_version);
  return text;
}

nlohmann::ordered_json starts_json(const std::vector<analysis::PlayedStart>& starts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const analysis::PlayedStart& start : starts) {
    nlohmann::ordered_json json{{"at", to_text(start.at)}};
    json["last_alive"] = start.last_alive ? nlohmann::ordered_json(to_text(*start.last_alive)) : nlohmann::ordered_json();
    json["site_version"] = start.site_version;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace davy::apps
