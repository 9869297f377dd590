// The section `permits`: who signs permits, when hot work is stricter, and how near and how often people must be.
#include "site/reading/reading.hpp"

#include <algorithm>
#include <map>

namespace davy::site {
namespace {

constexpr double kOnSiteMostM = 1000;

// In the order of the week, Monday first.
constexpr std::array<std::string_view, 7> kWeek{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// Monday is 1.
std::uint8_t day_of_week(Day day) {
  constexpr std::int64_t kThursday = 3;  // 1970-01-01
  const std::int64_t since_monday = (day - Day::from_number(0) + kThursday) % 7;
  return static_cast<std::uint8_t>((since_monday + 7) % 7 + 1);
}

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (const auto& entry : kEnumNames<PermitRole>)
    if (entry.value != PermitRole::Lead) names.emplace_back(entry.name);
  return names;
}

// {unit: team-lead, safety: safety-officer}
void read_posts_of(Reading& reading, const YamlNode& node) {
  Report& report = reading.report;
  if (node.kind != YamlNode::Kind::Mapping)
    return report.error(node, quoted(node),
                        said({"按角色列出的岗位，如 {unit: team-lead, safety: safety-officer}",
                              "posts by role, as {unit: team-lead, safety: safety-officer}"}));
  std::array<const YamlNode*, kPermitRoles> places{};
  for (const YamlNode& key : node) {
    const auto role = value_named<PermitRole>(key.text);
    if (!role) {
      report_wrong_word(report, key, {"角色", "role"}, role_names());
      continue;
    }
    const YamlNode*& place = places[static_cast<std::size_t>(*role)];
    if (role == PermitRole::Lead)
      report.error(key, said({"角色 'lead' 的岗位", "a post of the role 'lead'"}),
                   said({"此处不写：作业负责人由作业票上指名",
                         "nothing here: who is responsible for a work is a person named on its permit"}));
    else if (place != nullptr)
      report.error(key, said({"角色 {} 重复", "role {} a second time"}, quoted(key)),
                   said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*place)));
    else
      reading.site.permits.posts[static_cast<std::size_t>(*role)] = reading.posts.find(report, *key.value);
    place = &key;
  }
}

void read_night(Report& report, const YamlNode& node, PermitRules& rules) {
  static constexpr std::array<std::string_view, 2> kKeys{"from", "until"};
  const Record record(report, node, kKeys);
  if (const YamlNode* from = record.need("from", {"一天中的时刻，如 \"22:00\"", "a time of day, as \"22:00\""}))
    rules.night_from = read_time_of_day(report, *from).value_or(rules.night_from);
  if (const YamlNode* until = record.need("until", {"一天中的时刻，如 \"06:00\"", "a time of day, as \"06:00\""}))
    rules.night_until = read_time_of_day(report, *until).value_or(rules.night_until);
}

std::vector<std::uint8_t> read_rest_days(Report& report, const YamlNode& node) {
  std::vector<std::uint8_t> days;
  const auto items = read_list(report, node, {"星期的列表，如 [saturday, sunday]", "a list of days of the week, as [saturday, sunday]"});
  if (!items) return days;
  for (const YamlNode* item : *items) {
    const auto* const found = std::find(kWeek.begin(), kWeek.end(), item->text);
    const auto day = static_cast<std::uint8_t>(found - kWeek.begin() + 1);
    if (found == kWeek.end())
      report_wrong_word(report, *item, {"星期", "day of the week"}, {kWeek.begin(), kWeek.end()});
    else if (std::find(days.begin(), days.end(), day) != days.end())
      report.error(*item, said({"日期 {} 重复", "day {} a second time"}, quoted(*item)), said({"每一天只写一次", "each day once"}));
    else
      days.push_back(day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

struct DayAt {
  Day day;
  const YamlNode* at;
};

std::vector<DayAt> read_dates(Report& report, const YamlNode* node) {
  std::vector<DayAt> days;
  const auto items =
      node == nullptr
          ? std::nullopt
          : read_list(report, *node, {"日期的列表，如 [2026-10-01, 2026-10-02]", "a list of days, as [2026-10-01, 2026-10-02]"});
  if (!items) return days;
  for (const YamlNode* item : *items) {
    const std::optional<Day> day = read_day(report, *item);
    if (!day) continue;
    if (std::ranges::find(days, *day, &DayAt::day) != days.end())
      report.error(*item, said({"日期 {} 重复", "day {} a second time"}, quoted(*item)), said({"每一天只写一次", "each day once"}));
    else
      days.push_back({*day, item});
  }
  std::ranges::sort(days, {}, &DayAt::day);
  return days;
}

// Holidays, and what is worked in exchange for some of them.
void read_calendar(Report& report, const Record& record, PermitRules& rules) {
  if (const YamlNode* rest = record.find("rest-days")) rules.rest_days = read_rest_days(report, *rest);
  const std::vector<DayAt> holidays = read_dates(report, record.find("holidays"));
  const std::vector<DayAt> workdays = read_dates(report, record.find("workdays"));
  for (const DayAt& each : holidays) rules.holidays.push_back(each.day);
  for (const DayAt& each : workdays) {
    const auto holiday = std::ranges::find(holidays, each.day, &DayAt::day);
    const bool rest = std::find(rules.rest_days.begin(), rules.rest_days.end(), day_of_week(each.day)) != rules.rest_days.end();
    if (holiday != holidays.end())
      report.error(*each.at, said({"工作日 {} 又是节假日", "workday {} that is a holiday"}, quoted(*each.at)),
                   said({"两者取一；该节假日在 {}", "one or the other; the holiday is at {}"}, report.place(*holiday->at)));
    else if (!rest)
      report.warning(*each.at, said({"工作日 {} 本非休息日", "workday {} that is no day of rest"}, quoted(*each.at)),
                     said({"rest-days 中调为上班的休息日", "a day of rest-days on which people work"}));
    rules.workdays.push_back(each.day);
  }
}

struct Bounded {
  std::string_view key;
  Duration least;
  Duration most;
  Words expected;
};

void read_bounded(Report& report, const Record& record, const Bounded& span, Duration& to) {
  const YamlNode* node = record.find(span.key);
  const auto read = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::NotNegative);
  if (!read) return;
  if (*read < span.least || *read > span.most)
    report.error(*node, quoted(*node), said(span.expected));
  else
    to = *read;
}

void read_on_site(Report& report, const YamlNode& node, PermitRules& rules) {
  const auto quantity = read_quantity(report, node);
  const auto metres = quantity ? in_unit(report, *quantity, *find_unit("m"), Meaning::Level) : std::nullopt;
  if (!metres) return;
  if (*metres > 0 && *metres <= kOnSiteMostM)
    rules.on_site_within_m = *metres;
  else
    report.error(node, quoted(node), said({"米数，大于 0 且不超过 1000", "metres, more than 0 and at most 1000"}));
}

template <class E>
std::vector<std::string> all_names_of() {
  std::vector<std::string> names;
  for (const auto& entry : kEnumNames<E>) names.emplace_back(entry.name);
  return names;
}

std::vector<std::string> read_categories(Report& report, const YamlNode& node) {
  std::vector<std::string> categories;
  const auto items =
      read_list(report, node, {"证书类别的列表，如 [gas-analyst]", "a list of categories of certificates, as [gas-analyst]"});
  if (!items) return categories;
  if (items->empty())
    report.error(node, said({"空列表", "an empty list"}),
                 said({"一种或多种证书类别，如 [gas-analyst]", "one category of certificates or more, as [gas-analyst]"}));
  for (const YamlNode* item : *items) {
    const auto name = read_name(report, *item);
    if (!name) continue;
    if (std::ranges::find(categories, *name) != categories.end())
      report.error(*item, said({"证书类别 {} 重复", "category {} a second time"}, quoted(*item)),
                   said({"每个类别只写一次", "each category once"}));
    else
      categories.emplace_back(*name);
  }
  return categories;
}

// The keys of a mapping that are names of E, each once.
template <class E, class Take>
void read_named_keys(Report& report, const YamlNode& node, Words what, Take take) {
  std::map<E, const YamlNode*> places;
  for (const YamlNode& key : node) {
    const auto named = value_named<E>(key.text);
    if (!named)
      report_wrong_word(report, key, what, all_names_of<E>());
    else if (const auto [first, is_new] = places.emplace(*named, &key); !is_new)
      report.error(key, said({"{} {} 重复", "{} {} a second time"}, what, quoted(key)),
                   said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*first->second)));
    else
      take(*named, *key.value);
  }
}

// {lead: [permit-lead], analyst: {hot-work: [gas-analyst]}}: of every kind of work, or by kind.
void read_certificates(Report& report, const YamlNode& node, PermitRules& rules) {
  if (node.kind != YamlNode::Kind::Mapping)
    return report.error(node, quoted(node),
                        said({"按作业票所列人员写明证书，如 {analyst: [gas-analyst]}",
                              "certificates by who is named on a permit, as {analyst: [gas-analyst]}"}));
  read_named_keys<PermitPart>(report, node, {"票面人员", "part"}, [&](PermitPart part, const YamlNode& value) {
    auto& of_part = rules.certificates[static_cast<std::size_t>(part)];
    if (value.kind == YamlNode::Kind::Mapping)
      return read_named_keys<PermitKind>(report, value, {"作业票种类", "kind of permit"}, [&](PermitKind kind, const YamlNode& list) {
        of_part[static_cast<std::size_t>(kind)] = read_categories(report, list);
      });
    of_part.fill(read_categories(report, value));
  });
}

}  // namespace

void read_permits(Reading& reading) {
  static constexpr std::array<std::string_view, 11> kKeys{"posts",          "night",           "rest-days",     "holidays",
                                                          "workdays",       "guardian-within", "answer-within", "around",
                                                          "on-site-within", "typed-codes",     "certificates"};
  const auto section = reading.sections.find("permits");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'permits' 重复", "'permits' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  PermitRules& rules = reading.site.permits;
  if (const YamlNode* posts = record.find("posts")) read_posts_of(reading, *posts);
  if (const YamlNode* night = record.find("night")) read_night(report, *night, rules);
  read_calendar(report, record, rules);
  read_bounded(report, record, {"guardian-within", 1_min, 4_h, {"1min 至 4h，如 30min", "1min to 4h, as 30min"}}, rules.guardian_within);
  read_bounded(report, record, {"answer-within", 1_min, 24_h, {"1min 至 24h，如 30min", "1min to 24h, as 30min"}}, rules.answer_within);
  read_bounded(report, record, {"around", 0_s, 4_h, {"0s 至 4h，如 30min", "0s to 4h, as 30min"}}, rules.around);
  if (const YamlNode* on_site = record.find("on-site-within")) read_on_site(report, *on_site, rules);
  if (const YamlNode* typed = record.find("typed-codes"))
    if (const auto count = read_flag(report, *typed)) rules.typed_codes = *count ? TypedCodes::Count : TypedCodes::Refused;
  if (const YamlNode* certificates = record.find("certificates")) read_certificates(report, *certificates, rules);
}

}  // namespace davy::site
