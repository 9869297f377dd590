#include "analysis/rule_stories/read_stories.hpp"

#include "analysis/rule_stories/read_expectation.hpp"
#include "analysis/rule_stories/read_series.hpp"
#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace davy::analysis {
namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 2> kFileKeys{"site", "stories"};
constexpr std::array<std::string_view, 8> kStoryKeys{"story", "title", "start", "lasts", "series", "devices", "people", "expect"};
constexpr std::array<std::string_view, 4> kDeviceKeys{"from", "actuator", "manner", "moves-in"};
constexpr Instant kMonday = Instant::from_unix_ms(1'767'571'200'000);  // 2026-01-05T00:00:00Z; a story begins at 08:00 by the site's clock
constexpr Duration kLongest = 1_h * 24 * 31;

class StoryReader {
 public:
  StoryReader(Report& report, const site::Directory& directory, const std::string& file)
      : report_(report), directory_(directory), file_(file) {}

  std::optional<Story> read(const YamlNode& node) {
    const Record record(report_, node, kStoryKeys);
    const YamlNode* name = record.need("story", {"故事的名称", "the story's name"});
    if (name == nullptr) return std::nullopt;
    story_ = Story{};
    story_.place = {file_, name->line, name->column};
    story_.name = std::string(name->text);
    if (const YamlNode* title = record.find("title")) site::read_title(report_, *title);
    story_.start = kMonday + 8_h - directory_.site().utc_offset;
    if (const YamlNode* start = record.find("start")) read_start(*start);
    std::optional<Duration> end;
    if (const YamlNode* lasts = record.find("lasts")) end = site::read_duration(report_, *lasts, site::Sign::Positive);
    for (const YamlNode* item : items(record, "series", {"读数序列的列表", "series"}))
      if (auto series = read_series(report_, directory_, *item)) story_.series.push_back(std::move(*series));
    for (const YamlNode* item : items(record, "devices", {"设备响应的列表", "devices"})) read_device(*item);
    for (const YamlNode* item : items(record, "people", {"人员操作的列表", "people"}))
      if (auto asked = read_asked(report_, directory_, file_, *item)) story_.people.push_back(std::move(*asked));
    const auto expected = items(record, "expect", {"期望的列表", "expect"});
    for (const YamlNode* item : expected) read_expectation(report_, directory_, file_, *item, end, story_.expectations);
    if (expected.empty())
      report_.error(node, said({"没有任何期望的故事", "a story that expects nothing"}),
                    said({"expect：何时应成立什么", "expect: what must be true, and when"}));
    finish(node, end);
    return std::move(story_);
  }

 private:
  void read_start(const YamlNode& node) {
    if (const auto start = parse_instant(node.text))
      story_.start = *start;
    else
      report_.error(node, site::quoted(node), said({"时刻，如 2026-11-02T08:00:00+08:00", "an instant such as 2026-11-02T08:00:00+08:00"}));
  }

  std::vector<const YamlNode*> items(const Record& record, std::string_view key, Words what) {
    const YamlNode* node = record.find(key);
    return node == nullptr ? std::vector<const YamlNode*>()
                           : site::read_list(report_, *node, what).value_or(std::vector<const YamlNode*>());
  }

  void read_device(const YamlNode& node) {
    const Record record(report_, node, kDeviceKeys);
    const YamlNode* name = record.need("actuator", {"本站点的执行机构", "an actuator of this site"});
    const YamlNode* manner = record.need("manner", {"如何响应", "how it answers"});
    const auto actuator = name == nullptr ? std::nullopt : read_actuator_name(report_, directory_, *name);
    const auto read = manner == nullptr ? std::nullopt : site::read_enum<Manner>(report_, *manner, {"响应方式", "manner"});
    if (!actuator || !read) return;
    Behaviour behaviour{{}, *actuator, *read, {}};
    if (const YamlNode* from = record.find("from"))
      behaviour.from = site::read_duration(report_, *from, site::Sign::NotNegative).value_or(0_s);
    if (const YamlNode* moves = record.find("moves-in")) behaviour.moves_in = site::read_duration(report_, *moves, site::Sign::NotNegative);
    story_.behaviours.push_back(behaviour);
  }

  void finish(const YamlNode& node, std::optional<Duration> end) {
    std::ranges::stable_sort(story_.behaviours, {}, &Behaviour::from);
    std::ranges::stable_sort(story_.people, {}, &Asked::at);
    story_.lasts = end.value_or(0_s);
    for (const Expectation& expectation : story_.expectations) story_.lasts = std::max(story_.lasts, expectation.until);
    for (const Asked& asked : story_.people) story_.lasts = std::max(story_.lasts, asked.at);
    if (story_.lasts > kLongest)
      report_.error(node, said({"时长为 {} 的故事", "a story of {}"}, to_text(story_.lasts)), said({"最长 31d", "at most 31d"}));
  }

  Report& report_;
  const site::Directory& directory_;
  const std::string& file_;
  Story story_;
};

}  // namespace

StoriesRead read_stories(const site::Directory& directory, const std::string& file, std::string_view text) {
  Report report;
  site::YamlTree tree;
  const std::uint16_t number = report.add_file(file);
  const site::YamlTree::Read read = tree.read(number, text);
  StoriesRead result;
  if (read.fault) {
    report.fault(number, *read.fault);
  } else if (read.root == nullptr) {
    report.error_without_place(file, said({"空文件", "an empty file"}), said({"故事（stories）", "stories"}));
  } else {
    const Record head(report, *read.root, kFileKeys);
    const YamlNode* list = head.need("stories", {"故事的列表", "a list of stories"});
    const auto items = list == nullptr ? std::nullopt : site::read_list(report, *list, {"故事（stories）", "stories"});
    std::set<std::string> names;
    if (items)
      for (const YamlNode* item : *items) {
        auto story = StoryReader(report, directory, file).read(*item);
        if (!story) continue;
        if (!names.insert(story->name).second)
          report.error(*item, said({"故事 '{}' 重复", "the story '{}' a second time"}, story->name),
                       said({"不与其他重复的名称", "a name of its own"}));
        result.stories.push_back(std::move(*story));
      }
  }
  if (report.has_errors()) result.stories.clear();
  result.findings = report.take();
  return result;
}

std::string site_named_in(std::string_view text) {
  site::YamlTree tree;
  const site::YamlTree::Read read = tree.read(0, text);
  if (read.root == nullptr || read.root->kind != YamlNode::Kind::Mapping) return {};
  for (const YamlNode& key : *read.root)
    if (key.text == "site" && key.value != nullptr) return std::string(key.value->text);
  return {};
}

}  // namespace davy::analysis
