// The sections `posts`, `shifts` and `duties`: who answers for what, and when.
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

// More than one a second is no budget.
std::optional<double> read_budget(Report& report, const Record& duty) {
  constexpr double kMost = 3'600;
  const YamlNode* node = duty.find("alarm-budget");
  if (node == nullptr) return std::nullopt;
  const std::optional<double> budget = read_number(report, *node);
  if (budget && *budget > 0 && *budget <= kMost) return budget;
  if (budget)
    report.error(*node, said({"alarm-budget（报警预算）{}", "alarm-budget {}"}, quoted(*node)),
                 said({"每小时报警数，大于 0 且不超过 3600", "alarms an hour, more than 0 and at most 3600"}));
  return std::nullopt;
}

// The matters that a duty is for; broken where one of them is.
struct MattersRead {
  std::vector<Matter> matters;
  Soundness soundness = Soundness::Sound;
};
MattersRead read_matters(Report& report, const Record& duty) {
  const YamlNode* node = duty.find("matters");
  if (node == nullptr) return {};
  const auto items = read_list(report, *node, {"适用的一个或多个事项", "the matters that it is for, one or more"});
  if (!items) return {{}, Soundness::Broken};
  MattersRead read;
  for (const YamlNode* item : *items) {
    const auto matter = read_enum<Matter>(report, *item, {"事项", "matter"});
    if (matter && std::ranges::find(read.matters, *matter) == read.matters.end())
      read.matters.push_back(*matter);
    else if (matter)
      report.error(*item, said({"事项 {} 重复", "matter {} a second time"}, quoted(*item)), said({"每个事项只写一次", "each matter once"}));
    if (!matter) read.soundness = Soundness::Broken;
  }
  if (items->empty()) {
    report.error(*node, said({"没有事项的值班", "a duty without matters"}),
                 said({"一个或多个；不写此键则适用于全部事项", "one or more; without the key it is for all"}));
    read.soundness = Soundness::Broken;
  }
  std::ranges::sort(read.matters);
  return read;
}

// Categories of certificates, each once.
std::vector<std::string> read_qualifications(Report& report, const Record& post) {
  std::vector<std::string> read;
  const YamlNode* node = post.find("qualifications");
  if (node == nullptr) return read;
  const auto items = read_list(report, *node, {"证书类别的列表，如 [welding]", "a list of categories of certificates, as [welding]"});
  if (!items) return read;
  for (const YamlNode* item : *items) {
    const auto name = read_name(report, *item);
    if (name && std::ranges::find(read, *name) == read.end())
      read.emplace_back(*name);
    else if (name)
      report.error(*item, said({"证书类别 {} 重复", "category {} a second time"}, quoted(*item)),
                   said({"每个类别只写一次", "each category once"}));
  }
  return read;
}

bool overlap(const Duty& one, const Duty& other) {
  if (one.zone != other.zone || one.shift != other.shift) return false;
  if (one.matters.empty() || other.matters.empty()) return one.matters.empty() && other.matters.empty();
  return std::ranges::any_of(one.matters, [&](Matter matter) { return other.names(matter); });
}

constexpr std::array<std::string_view, 5> kPostKeys{"id", "title", "escalates-to", "qualifications", "emergency-duty"};
constexpr std::array<std::string_view, 4> kShiftKeys{"id", "title", "from", "until"};
constexpr std::array<std::string_view, 5> kDutyKeys{"post", "zone", "shift", "alarm-budget", "matters"};

Text title_of(Report& report, const Record& record, const std::string& name) {
  const YamlNode* title = record.need("title", {"显示名称，中英文齐全", "what people call it, in both languages"});
  const auto words = title == nullptr ? std::nullopt : read_title(report, *title);
  return words ? to_text(*words) : Text{name, name};
}

// Each circle is reported once, at the post where a walk up the chain first closes it.
void cut_chain_circles(Reading& reading, const std::vector<const YamlNode*>& escalates_to) {
  std::vector<Post>& posts = reading.site.posts;
  std::vector<std::size_t> walk_of(posts.size(), 0);
  for (std::size_t start = 0; start < posts.size(); ++start) {
    std::size_t at = start;
    while (walk_of[at] == 0 && posts[at].escalates_to) {
      walk_of[at] = start + 1;
      at = posts[at].escalates_to->get();
    }
    if (walk_of[at] != start + 1 || !posts[at].escalates_to) continue;
    reading.report.error(*escalates_to[at],
                         said({"值班上报链回到岗位 '{}'", "a chain of duty that comes back to post '{}'"}, posts[at].name),
                         said({"上报链止于最高岗位", "a chain that ends at its highest post"}));
    posts[at].escalates_to.reset();
  }
}

}  // namespace

void read_posts(Reading& reading) {
  std::vector<const YamlNode*> escalates_to;
  for (const YamlNode* item : reading.items("posts")) {
    const Record record(reading.report, *item, kPostKeys);
    Post post;
    post.name = read_id(reading, record, reading.posts, reading.site.posts.size());
    post.title = title_of(reading.report, record, post.name);
    post.qualifications = read_qualifications(reading.report, record);
    if (const YamlNode* flag = record.find("emergency-duty")) post.emergency_duty = read_flag(reading.report, *flag).value_or(false);
    reading.site.posts.push_back(std::move(post));
    escalates_to.push_back(record.find("escalates-to"));
  }
  for (std::size_t i = 0; i < escalates_to.size(); ++i)
    if (escalates_to[i] != nullptr) reading.site.posts[i].escalates_to = reading.posts.find(reading.report, *escalates_to[i]);
  cut_chain_circles(reading, escalates_to);
}

void read_shifts(Reading& reading) {
  for (const YamlNode* item : reading.items("shifts")) {
    const Record record(reading.report, *item, kShiftKeys);
    Shift shift;
    shift.name = read_id(reading, record, reading.shifts, reading.site.shifts.size());
    shift.title = title_of(reading.report, record, shift.name);
    if (const YamlNode* from = record.need("from", {"一天中的时刻，如 \"08:00\"", "a time of day, as \"08:00\""}))
      shift.from = read_time_of_day(reading.report, *from).value_or(0_s);
    if (const YamlNode* until = record.need("until", {"一天中的时刻，如 \"20:00\"", "a time of day, as \"20:00\""}))
      shift.until = read_time_of_day(reading.report, *until).value_or(0_s);
    reading.site.shifts.push_back(std::move(shift));
  }
}

void read_duties(Reading& reading) {
  for (const YamlNode* item : reading.items("duties")) {
    const Record record(reading.report, *item, kDutyKeys);
    const auto post = read_reference(reading, record, "post", reading.posts);
    const auto zone = read_reference(reading, record, "zone", reading.zones);
    const auto shift = read_reference(reading, record, "shift", reading.shifts);
    MattersRead read = read_matters(reading.report, record);
    if (!post || !zone || !shift || read.soundness == Soundness::Broken) {
      reading.duties = Soundness::Broken;
      continue;
    }
    const Duty duty{*post, *zone, *shift, read_budget(reading.report, record), std::move(read.matters)};
    for (const Duty& other : reading.site.duties)
      if (overlap(duty, other))
        reading.report.error(*item,
                             said({"区域 '{}' 在班次 '{}' 重复值班", "a second duty for zone '{}' in shift '{}'"}, reading.site[*zone].name,
                                  reading.site[*shift].name),
                             said({"每个区域、班次和事项对应一个岗位", "one post a zone, shift and matter"}));
    reading.site.duties.push_back(duty);
  }
}

}  // namespace davy::site
