#include "apps/davy/backtest_starts.hpp"

#include "base/said.hpp"

#include <algorithm>

namespace davy::apps {

std::string starts_text(const std::vector<analysis::PlayedStart>& starts) {
  if (starts.empty()) return "";
  std::string text = spoken(said({"重放的 Davy 启动：{} 次\n", "starts of Davy that were played: {}\n"}, starts.size()));
  const std::size_t first = starts.size() - std::min(starts.size(), kStartsShown);
  if (first > 0) text += spoken(said({"  另有较早的 {} 次：--json 列出全部\n", "  and {} earlier: --json has all\n"}, first));
  for (std::size_t i = first; i < starts.size(); ++i) {
    const Said unseen = starts[i].last_alive ? said({"自 {} 起没有监测", "nothing seen since {}"}, to_text(*starts[i].last_alive))
                                             : said({"此前没有监测", "nothing seen since the begin"});
    text += spoken(said({"  {}  {}  规则 {}\n", "  {}  {}  rules {}\n"}, to_text(starts[i].at), unseen, starts[i].site_version));
  }
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
