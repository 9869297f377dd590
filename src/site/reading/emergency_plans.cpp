// The section `emergency-plans`: what is done in an emergency, one card a post (GB/T 29639-2020 §5).
#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::size_t kStepsMost = 20;
constexpr std::size_t kCardsMost = 50;
constexpr Duration kTakenWithinLeast = 30_s;
constexpr Duration kTakenWithinMost = 4_h;

// The names of one level, each with the place where it stands first.
class OwnNames {
 public:
  explicit OwnNames(Words what) : what_(what) {}

  std::string read(Report& report, const Record& record) {
    const YamlNode* id = record.need("id", {"不与其他重复的名称", "a name of its own"});
    if (id == nullptr || !read_name(report, *id)) return {};
    const auto same = std::ranges::find(places_, id->text, &YamlNode::text);
    if (same != places_.end())
      report.error(*id, said({"{} {} 重复", "{} {} a second time"}, what_, quoted(*id)),
                   said({"不与其他重复的名称，首次在 {}", "a name of its own; the first is at {}"}, report.place(**same)));
    places_.push_back(id);
    return std::string(id->text);
  }

 private:
  Words what_;
  std::vector<const YamlNode*> places_;
};

Text read_plan_title(Report& report, const Record& record) {
  const YamlNode* title = record.need("title", {"显示名称，中英文齐全", "what people call it, in both languages"});
  const auto words = title == nullptr ? std::nullopt : read_title(report, *title);
  return words ? to_text(*words) : Text{};
}

std::vector<Text> read_steps(Report& report, const Record& record) {
  std::vector<Text> steps;
  const YamlNode* node =
      record.need("steps", {"该岗位逐步的处置措施，如 [{zh: …, en: …}]", "what the post does, step by step, as [{zh: …, en: …}]"});
  const auto items = node == nullptr
                         ? std::nullopt
                         : read_list(report, *node, {"步骤的列表，如 [{zh: …, en: …}]", "a list of steps, as [{zh: …, en: …}]"});
  if (!items) return steps;
  if (items->empty() || items->size() > kStepsMost)
    report.error(*node, said({"{} 个步骤", "{} steps"}, items->size()),
                 said({"1 至 {} 个步骤：处置卡须能迅速读完", "1 to {} steps: a card is read in a hurry"}, kStepsMost));
  for (const YamlNode* item : *items)
    if (const auto words = read_text(report, *item)) steps.push_back(to_text(*words));
  return steps;
}

Duration read_taken_within(Report& report, const Record& record) {
  const Duration usual = PlanCard{}.within;
  const YamlNode* node = record.find("within");
  const auto read = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!read) return usual;
  if (*read >= kTakenWithinLeast && *read <= kTakenWithinMost) return *read;
  report.error(*node, quoted(*node), said({"30s 至 4h，如 3min", "30s to 4h, as 3min"}));
  return usual;
}

void read_plan_card(Reading& reading, const YamlNode& item, OwnNames& names, EmergencyPlan& plan) {
  static constexpr std::array<std::string_view, 5> kKeys{"id", "title", "post", "steps", "within"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  PlanCard card;
  card.name = names.read(report, record);
  card.title = read_plan_title(report, record);
  const auto post = read_reference(reading, record, "post", reading.posts);
  card.steps = read_steps(report, record);
  card.within = read_taken_within(report, record);
  if (!post) return;
  card.post = *post;
  plan.cards.push_back(std::move(card));
}

void read_cards(Reading& reading, const Record& record, EmergencyPlan& plan) {
  const YamlNode* node = record.need("cards", {"一张或多张处置卡：各岗位做什么", "its cards, one or more: what each post does"});
  const auto items = node == nullptr ? std::nullopt : read_list(reading.report, *node, {"处置卡的列表", "a list of cards"});
  if (!items) return;
  if (items->empty() || items->size() > kCardsMost)
    reading.report.error(*node, said({"{} 张处置卡", "{} cards"}, items->size()), said({"1 至 {} 张处置卡", "1 to {} cards"}, kCardsMost));
  OwnNames names{{"处置卡", "card"}};
  for (const YamlNode* item : *items) read_plan_card(reading, *item, names, plan);
}

std::vector<ZoneIndex> read_plan_zones(Reading& reading, const Record& record) {
  std::vector<ZoneIndex> zones;
  const YamlNode* node = record.find("zones");
  const auto items =
      node == nullptr ? std::nullopt : read_list(reading.report, *node, {"区域的列表，如 [tank-farm]", "a list of zones, as [tank-farm]"});
  if (!items) return zones;
  if (items->empty())
    reading.report.error(*node, said({"空的区域列表", "an empty list of zones"}),
                         said(
                             {"一个或多个区域；不写此键则预案适用于全站", "one zone or more; without the key the plan is for everywhere"}));
  for (const YamlNode* item : *items) {
    const auto zone = reading.zones.find(reading.report, *item);
    if (!zone) continue;
    if (std::ranges::find(zones, *zone) != zones.end())
      reading.report.error(*item, said({"区域 {} 重复", "zone {} a second time"}, quoted(*item)),
                           said({"每个区域只写一次", "each zone once"}));
    else
      zones.push_back(*zone);
  }
  return zones;
}

std::string read_danger(Report& report, const Record& record) {
  const YamlNode* node = record.find("danger");
  if (node == nullptr) return {};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (node->kind == YamlNode::Kind::Scalar && node->text.size() == 4 && std::ranges::all_of(node->text, is_digit))
    return std::string(node->text);
  report.error(*node, said({"事故类型代码 {}", "danger {}"}, quoted(*node)),
               said({"GB 6441-2025 的四位代码，如泄漏 \"0026\"", "four digits of GB 6441-2025, as \"0026\" for a leak"}));
  return {};
}

void read_plan(Reading& reading, const YamlNode& item, OwnNames& names) {
  static constexpr std::array<std::string_view, 8> kKeys{"id", "title", "kind", "danger", "level", "zones", "assembly", "cards"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  EmergencyPlan plan;
  plan.name = names.read(report, record);
  plan.title = read_plan_title(report, record);
  if (const YamlNode* kind = record.need("kind", {"comprehensive、special 或 on-site（综合应急预案、专项应急预案、现场处置方案）",
                                                  "comprehensive, special or on-site"}))
    plan.kind = read_enum<PlanKind>(report, *kind, {"预案类型", "kind of plan"}).value_or(plan.kind);
  plan.danger = read_danger(report, record);
  if (const YamlNode* level = record.find("level"))
    plan.level = read_enum<ResponseLevel>(report, *level, {"响应级别", "level of response"}).value_or(plan.level);
  plan.zones = read_plan_zones(reading, record);
  if (const YamlNode* assembly = record.find("assembly")) plan.assembly = reading.zones.find(report, *assembly);
  read_cards(reading, record, plan);
  reading.site.emergency_plans.push_back(std::move(plan));
}

}  // namespace

void read_emergency_plans(Reading& reading) {
  OwnNames names{{"应急预案", "emergency plan"}};
  for (const YamlNode* item : reading.items("emergency-plans")) read_plan(reading, *item, names);
}

}  // namespace davy::site
