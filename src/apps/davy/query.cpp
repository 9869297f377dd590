// `davy query`: what the historian holds of one point: every sample, figures per interval, what was known then, gaps.
//
// Reads beside a running daemon. Samples are printed as they are read, all of them; where --limit leaves some out, stderr says where they go on. What was
// thinned is named there. What is damaged as well, and then the exit status is 1: the answer is not whole.

#include "apps/davy/option_text.hpp"
#include "apps/davy/query_text.hpp"
#include "apps/davy/reading_pages.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "store/historian/historian.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

struct QueryOptions {
  std::string data;
  std::string point;
  std::string from;
  std::string until;
  std::string every;
  std::string known_at;
  std::string gaps;
  std::optional<std::size_t> limit;
  bool csv = false;
};

// As the options say it, without their text.
struct Question {
  store::Range range{Instant::before_all(), Instant::never()};
  std::optional<Duration> every;
  std::optional<Instant> known_at;
  std::optional<Duration> gaps;
};

Result<Question> question_of(const QueryOptions& options) {
  Question question;
  for (const Result<void>& done : {read_option(options.from, "--from", parse_instant, question.range.from),
                                   read_option(options.until, "--to", parse_instant, question.range.until),
                                   read_option(options.every, "--every", parse_duration, question.every),
                                   read_option(options.gaps, "--gaps", parse_duration, question.gaps),
                                   read_option(options.known_at, "--known-at", parse_instant, question.known_at)})
    if (!done) return done.error();
  if (question.range.from >= question.range.until)
    return invalid(
        said({"--from：{}；应为早于 --to {} 的时刻", "--from: found {}, expected an instant before --to {}"}, options.from, options.until));
  if (question.every && *question.every <= Duration())
    return invalid(said({"--every：{}；应大于 0s", "--every: found {}, expected more than 0s"}, options.every));
  if (question.gaps && (options.from.empty() || options.until.empty()))
    return invalid(said({"--gaps 还需要 --from 和 --to", "--gaps wants --from and --to as well"}));
  // Whole hours and days of UTC, unless the range begins elsewhere.
  if (question.every && options.from.empty())
    question.range.from = Instant::from_unix_ns(question.range.from.unix_ns() / question.every->ns() * question.every->ns());
  return question;
}

// Names those that it may have been meant to be.
Error unknown_point(const std::string& point, const std::vector<std::string>& points) {
  std::string some;
  for (std::size_t i = 0; i < points.size() && i < 10; ++i) some += (i == 0 ? "" : ", ") + points[i];
  Said known = some.empty() ? said({"没有任何测点", "none"}) : as_written(some);
  if (points.size() > 10) known = said({"{} 及另外 {} 个", "{} and {} more"}, known, points.size() - 10);
  return not_found(said({"测点 '{}' 从未有数据；历史库中有：{}", "no point '{}' ever spoke; the historian knows {}"}, point, known));
}

// What is not printed: what the disk no longer gives, and where samples go on.
template <class T, class Write>
Result<ReadingsLeft> print(const Result<store::Answer<T>>& answer, Write write) {
  if (!answer) return answer.error();
  fmt::print("{}", write(answer->found));
  return ReadingsLeft{answer->missing, answer->thinned, {}};
}

Result<ReadingsLeft> print_samples(store::Historian& historian, const QueryOptions& options, const store::Range& range, Form form) {
  bool has_headings = false;
  return for_all_readings(
      range, {.limit = options.limit}, [&](store::Range part, std::size_t limit) { return historian.raw(options.point, part, limit); },
      [&](const Readings& readings) {
        const std::string text = readings_text(readings, form);
        fmt::print("{}", has_headings ? text.substr(text.find('\n') + 1) : text);
        has_headings = true;
      });
}

Result<ReadingsLeft> ask(store::Historian& historian, const QueryOptions& options, const Question& question) {
  const Form form = options.csv ? Form::Csv : Form::Text;
  if (question.known_at)
    return print(historian.last_known(options.point, *question.known_at),
                 [&](const auto& known) { return readings_text(known ? std::vector{*known} : std::vector<store::Reading>(), form); });
  if (question.gaps)
    return print(historian.gaps(options.point, question.range, *question.gaps), [&](const auto& gaps) { return gaps_text(gaps, form); });
  if (question.every)
    return print(historian.intervals(options.point, question.range, *question.every),
                 [&](const auto& intervals) { return intervals_text(intervals, form); });
  return print_samples(historian, options, question.range, form);
}

Result<ReadingsLeft> query(const QueryOptions& options) {
  const Result<Question> question = question_of(options);
  if (!question) return question.error();
  auto historian = store::Historian::open(options.data);
  if (!historian) return historian.error().within(options.data);
  const Result<std::vector<std::string>> points = (*historian)->points();
  if (!points) return points.error();
  if (std::ranges::find(*points, options.point) == points->end()) return unknown_point(options.point, *points);
  return ask(**historian, options, *question);
}

}  // namespace

void add_query(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<QueryOptions>();
  CLI::App* command = app.add_subcommand("query", spoken({"打印历史库中某一测点的数据；Davy 可在运行。",
                                                          "Print what the historian holds of a point; Davy may run."}));
  command->add_option("--data", options->data, spoken({"数据目录", "The data folder"}))->required();
  command->add_option("--point", options->point, spoken({"测点名称", "The point's name"}))->required();
  command->add_option("--from", options->from,
                      spoken({"自此时刻起，如 2027-01-15T08:00:00+08:00", "From this instant on, as 2027-01-15T08:00:00+08:00"}));
  command->add_option("--to", options->until, spoken({"至此时刻之前", "Before this instant"}));
  CLI::Option* every = command->add_option("--every", options->every,
                                           spoken({"按时段统计，如 1h，自 --from 起算，代替逐个样本",
                                                   "Figures per interval, as 1h, counted from --from, instead of every sample"}));
  CLI::Option* gaps = command->add_option("--gaps", options->gaps,
                                          spoken({"超过此长度（如 30s）没有可信样本的时段",
                                                  "Stretches longer than this, as 30s, without a sample that is not bad"}));
  CLI::Option* known = command->add_option("--known-at", options->known_at,
                                           spoken({"只取此时刻最新的可信样本", "Only the newest sample that is not bad at this instant"}));
  every->excludes(gaps)->excludes(known);
  gaps->excludes(known);
  command->add_option("--limit", options->limit,
                      spoken({"最多这么多样本，取最早的；不写则全部", "At most so many samples, the oldest; without it all"}));
  command->add_flag("--csv", options->csv, spoken({"输出 CSV，首行为表头", "As CSV with a line of headings"}));
  command->callback([options, &exit_status] {
    const Result<ReadingsLeft> left = query(*options);
    if (!left) {
      say(left.error());
      exit_status = 2;
      return;
    }
    for (const store::Thinned& stretch : left->thinned) fmt::print(stderr, "{}\n", thinned_text(stretch));
    for (const store::Damage& damage : left->missing) warn(said({"缺失：{}", "missing: {}"}, damage.what));
    if (left->next)
      warn(said({"未完：已打印 {} 个样本，其余从 --from {} 起", "more: {} samples are printed, others follow: --from {}"}, *options->limit,
                to_text(*left->next)));
    if (!left->missing.empty()) exit_status = 1;
  });
}

}  // namespace davy::apps
