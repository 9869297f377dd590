#include "analysis/rule_stories/read_expectation.hpp"

#include "analysis/rule_stories/read_series.hpp"
#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <algorithm>
#include <array>

namespace davy::analysis {
namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 12> kExpectKeys{"at",      "always", "never", "within",   "alarm", "row",
                                                       "command", "order",  "is",    "severity", "state", "post"};
constexpr std::array<std::string_view, 4> kSubjectKeys{"alarm", "row", "command", "order"};
constexpr std::array<std::string_view, 22> kAskedKeys{"at",
                                                      "zone",
                                                      "value",
                                                      "set-mode",
                                                      "end-mode",
                                                      "tell",
                                                      "role",
                                                      "post",
                                                      "outcome",
                                                      "for",
                                                      "acknowledge",
                                                      "reset",
                                                      "shelve",
                                                      "unshelve",
                                                      "bypass",
                                                      "end-bypass",
                                                      "reset-row",
                                                      "accept-order",
                                                      "submit-order",
                                                      "approve-order",
                                                      "take-out-of-service",
                                                      "return-to-service"};

Place place_of(const std::string& file, const YamlNode& node) { return {file, node.line, node.column}; }

template <class Index, class Thing>
std::optional<Index> named(Report& report, const YamlNode& node, std::optional<Index> found, Words what, const std::vector<Thing>& all) {
  if (found) return found;
  std::vector<std::string> names;
  for (const Thing& thing : all) names.push_back(thing.name);
  report.unknown_name(node, what, said({"本站点的{}", "{} of this site"}, site::with_article(what)), names);
  return std::nullopt;
}

class ExpectationReader {
 public:
  ExpectationReader(Report& report, const site::Directory& directory) : report_(report), directory_(directory), site_(directory.site()) {}

  std::optional<What> what(const Record& record, std::string_view key, const YamlNode& subject) {
    if (key == "alarm") return alarm(record, subject);
    if (key == "row") return row(record, subject);
    return key == "command" ? command(record, subject) : order(record, subject);
  }

  bool when(const Record& record, std::optional<Duration> end, Expectation& expectation) {
    std::size_t count = 0;
    for (const auto& [key, when] : {std::pair{"at", When::At}, {"always", When::Always}, {"never", When::Never}, {"within", When::Within}})
      if (const YamlNode* node = record.find(key)) {
        ++count;
        expectation.when = when;
        if (!span(*node, end, expectation)) return false;
      }
    if (count != 1)
      report_.error(record.node(), said({"一条期望中有 {} 个时间", "{} times in one expectation"}, count),
                    said({"at、always、never、within 之一", "one of at, always, never, within"}));
    return count == 1;
  }

 private:
  std::optional<What> alarm(const Record& record, const YamlNode& subject) {
    const auto condition = read_condition_name(report_, directory_, subject);
    if (!condition) return std::nullopt;
    ExpectAlarm expected{*condition, AlarmIs::Active, {}};
    if (const YamlNode* is = record.find("is")) {
      const auto read = site::read_enum<AlarmIs>(report_, *is, {"报警状态", "state of an alarm"});
      if (!read) return std::nullopt;
      expected.is = *read;
    }
    if (const YamlNode* severity = record.find("severity"))
      expected.severity = site::read_enum<site::Severity>(report_, *severity, {"级别", "severity"});
    return expected;
  }

  std::optional<What> row(const Record& record, const YamlNode& subject) {
    const auto row = named(report_, subject, directory_.row(subject.text), {"联锁", "row"}, site_.rows);
    if (!row) return std::nullopt;
    ExpectRow expected{*row, RowIs::Tripped};
    if (const YamlNode* is = record.find("is")) {
      const auto read = site::read_enum<RowIs>(report_, *is, {"联锁状态", "state of a row"});
      if (!read) return std::nullopt;
      expected.is = *read;
    }
    return expected;
  }

  std::optional<What> command(const Record& record, const YamlNode& subject) {
    const auto actuator = read_actuator_name(report_, directory_, subject);
    const YamlNode* state = record.need("state", {"该执行机构的状态之一", "one of the actuator's states"});
    if (!actuator || state == nullptr) return std::nullopt;
    const auto& states = site_[*actuator].states;
    if (std::ranges::none_of(states, [&](const site::ActuatorState& each) { return each.name == state->text; })) {
      std::vector<std::string> names;
      for (const site::ActuatorState& each : states) names.push_back(each.name);
      report_.unknown_name(*state, {"状态", "state"}, said({"{} 的状态之一", "a state of {}"}, site_[*actuator].name), names);
      return std::nullopt;
    }
    ExpectCommand expected{*actuator, std::string(state->text), core::CommandState::Requested};
    if (const YamlNode* is = record.find("is")) {
      const auto read = site::read_enum<core::CommandState>(report_, *is, {"命令状态", "state of a command"});
      if (!read) return std::nullopt;
      expected.stage = *read;
    }
    return expected;
  }

  std::optional<What> order(const Record& record, const YamlNode& subject) {
    const auto condition = read_condition_name(report_, directory_, subject);
    if (!condition) return std::nullopt;
    ExpectOrder expected{*condition, {}};
    if (const YamlNode* post = record.find("post")) {
      expected.post = named(report_, *post, directory_.post(post->text), {"岗位", "post"}, site_.posts);
      if (!expected.post) return std::nullopt;
    }
    return expected;
  }

  std::optional<Duration> bound(const YamlNode& node, std::optional<Duration> end) {
    if (node.text != "end") return site::read_duration(report_, node, site::Sign::NotNegative);
    if (!end)
      report_.error(node, said({"未定时长的故事中用了 'end'", "'end' in a story without one"}),
                    said({"lasts：故事的时长", "lasts: how long the story is"}));
    return end;
  }

  bool span(const YamlNode& node, std::optional<Duration> end, Expectation& expectation) {
    std::optional<Duration> from, until;
    if (expectation.when == When::At) {
      from = until = bound(node, end);
    } else {
      const auto items = site::read_list(report_, node, {"时段", "a span"});
      if (!items) return false;
      if (items->size() != 2)
        return report_.error(node, said({"{} 个时间", "{} times"}, items->size()), said({"两个：[from, until]", "two: [from, until]"})),
               false;
      from = bound(*(*items)[0], end);
      until = bound(*(*items)[1], end);
    }
    if (!from || !until) return false;
    if (*until < *from)
      return report_.error(node, said({"结束早于开始的时段", "a span that ends before it begins"}),
                           said({"[开始, 结束]，即 [from, until]", "[from, until]"})),
             false;
    expectation.from = *from;
    expectation.until = *until;
    return true;
  }

  Report& report_;
  const site::Directory& directory_;
  const site::Site& site_;
};

// Administrators answer for every post, so that a story need not say who a person is.
core::Actor actor_of(Report& report, const site::Directory& directory, const Record& record) {
  core::Actor actor{"somebody", core::Role::Administrator, {}};
  if (const YamlNode* role = record.find("role")) {
    actor.role = site::read_enum<core::Role>(report, *role, {"角色", "role"}).value_or(actor.role);
    actor.login = name_of(actor.role);
  }
  if (const YamlNode* post = record.find("post")) {
    if (named(report, *post, directory.post(post->text), {"岗位", "post"}, directory.site().posts)) actor.posts = {std::string(post->text)};
    actor.login += "-" + std::string(post->text);
  }
  return actor;
}

bool is_about_circumstance(Deed deed) { return deed == Deed::SetMode || deed == Deed::EndMode || deed == Deed::Tell; }

// The mode or fact, and of which zone; false when something is no name of the site.
bool read_circumstance(Report& report, const site::Directory& directory, const Record& record, const YamlNode& subject, Asked& asked) {
  const site::Site& site = directory.site();
  if (const YamlNode* zone = record.find("zone")) {
    if (!named(report, *zone, directory.zone(zone->text), {"区域", "zone"}, site.zones)) return false;
    asked.zone = std::string(zone->text);
  }
  if (const YamlNode* duration = record.find("for"))
    asked.duration = site::read_duration(report, *duration, site::Sign::Positive).value_or(1_s);
  if (const YamlNode* value = record.find("value")) asked.value = site::read_number(report, *value).value_or(1);
  switch (asked.deed) {
    case Deed::SetMode: return named(report, subject, directory.mode(subject.text), {"工况", "mode"}, site.modes).has_value();
    case Deed::Tell: return named(report, subject, directory.fact(subject.text), {"事实", "fact"}, site.facts).has_value();
    default: break;
  }
  if (subject.text == "site") return true;
  asked.zone = std::string(subject.text);
  return named(report, subject, directory.zone(subject.text), {"区域", "zone"}, site.zones).has_value();
}

bool is_about_row(Deed deed) { return deed == Deed::Bypass || deed == Deed::EndBypass || deed == Deed::ResetRow; }

}  // namespace

std::optional<site::ConditionIndex> read_condition_name(Report& report, const site::Directory& directory, const YamlNode& node) {
  if (const auto condition = directory.condition(node.text)) return condition;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < directory.site().conditions.size(); ++i) names.push_back(directory.name_of(site::ConditionIndex(i)));
  report.unknown_name(node, {"条件", "condition"},
                      said({"本站点的条件，如 {}", "a condition of this site, such as {}"}, names.empty() ? "gas-01:high" : names.front()),
                      names);
  return std::nullopt;
}

std::optional<site::ActuatorIndex> read_actuator_name(Report& report, const site::Directory& directory, const YamlNode& node) {
  return named(report, node, directory.actuator(node.text), {"执行机构", "actuator"}, directory.site().actuators);
}

void read_expectation(Report& report, const site::Directory& directory, const std::string& file, const YamlNode& node,
                      std::optional<Duration> end, std::vector<Expectation>& out) {
  const Record record(report, node, kExpectKeys);
  Expectation expectation{place_of(file, node), ExpectAlarm{}, When::At, {}, {}};
  ExpectationReader reader(report, directory);
  if (!reader.when(record, end, expectation)) return;
  std::size_t subjects = 0;
  for (const std::string_view key : kSubjectKeys) {
    const YamlNode* subject = record.find(key);
    if (subject == nullptr) continue;
    ++subjects;
    for (const YamlNode* each : one_or_more(*subject)) {
      if (auto what = reader.what(record, key, *each)) {
        expectation.place = place_of(file, *each);
        expectation.what = std::move(*what);
        out.push_back(expectation);
      }
    }
  }
  if (subjects != 1)
    report.error(node, said({"一条期望中有 {} 个对象", "{} subjects in one expectation"}, subjects),
                 said({"alarm、row、command、order 之一", "one of alarm, row, command, order"}));
}

std::optional<Asked> read_asked(Report& report, const site::Directory& directory, const std::string& file, const YamlNode& node) {
  const Record record(report, node, kAskedKeys);
  Asked asked;
  asked.place = place_of(file, node);
  const YamlNode* at = record.need("at", {"自开始起的时间，如 10s", "the time since the start, such as 10s"});
  const auto time = at == nullptr ? std::nullopt : site::read_duration(report, *at, site::Sign::NotNegative);
  const YamlNode* subject = nullptr;
  std::size_t deeds = 0;
  for (const auto& [deed, name] : kEnumNames<Deed>)
    if (const YamlNode* found = record.find(name)) ++deeds, subject = found, asked.deed = deed;
  if (deeds != 1)
    report.error(node, said({"一条请求中有 {} 个操作", "{} deeds in one request"}, deeds),
                 said({"恰好一个，如 acknowledge 或 bypass", "exactly one, such as acknowledge or bypass"}));
  if (deeds != 1 || !time) return std::nullopt;
  asked.at = *time;
  asked.subject = std::string(subject->text);
  asked.actor = actor_of(report, directory, record);
  if (const YamlNode* outcome = record.find("outcome"))
    asked.outcome = site::read_enum<Outcome>(report, *outcome, {"结果", "outcome"}).value_or(Outcome::Done);
  if (asked.deed == Deed::Bypass || asked.deed == Deed::Shelve) {
    const YamlNode* duration = record.need("for", {"时长", "how long"});
    if (duration == nullptr) return std::nullopt;
    asked.duration = site::read_duration(report, *duration, site::Sign::Positive).value_or(1_s);
  }
  if (is_about_circumstance(asked.deed)) {
    if (!read_circumstance(report, directory, record, *subject, asked)) return std::nullopt;
  } else if (is_about_row(asked.deed)) {
    if (!named(report, *subject, directory.row(asked.subject), {"联锁", "row"}, directory.site().rows)) return std::nullopt;
  } else if (!read_condition_name(report, directory, *subject)) {
    return std::nullopt;
  }
  return asked;
}

}  // namespace davy::analysis
