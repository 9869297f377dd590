#include "store/views/obligation_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/obligation_view.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace davy::store {
namespace {

constexpr const char* kObligations =
    "SELECT o.asked_by, o.step, o.part, o.matter_kind, o.matter, o.zone, o.post, o.people, o.asked, o.due, o.answer, o.done_seq, "
    "o.done_at, "
    "o.done_by, o.judgement, o.judged, o.judged_post, o.round FROM ";

core::Obligation obligation_row(sql::Statement& row) {
  core::Obligation read;
  std::string people;
  std::optional<std::uint64_t> done_seq;
  std::optional<Instant> done_at;
  std::optional<std::string> done_by;
  row.read(read.asked_by, read.step, read.part, read.matter.kind, read.matter.id, read.zone, read.post, people, read.asked, read.due,
           read.answer, done_seq, done_at, done_by, read.judgement, read.judged, read.judged_post, read.round);
  if (people != "[]") read.people = list_from_json(people);
  if (done_seq && done_at && done_by) read.done = core::Fulfilment{*done_seq, *done_at, std::move(*done_by)};
  return read;
}

bool is_named(const std::vector<std::string>& people, const std::string& login) { return std::ranges::find(people, login) != people.end(); }

// What the list's conditions ask beyond its columns.
bool is_wanted(const core::Obligation& each, const ObligationFilter& filter) {
  const core::Standing standing = core::standing_of(each, filter.standards, filter.as_of);
  if (filter.standing && standing != *filter.standing) return false;
  if (filter.metric && !core::is_about(each, standing, *filter.metric)) return false;
  const bool by_work = filter.metric == core::Metric::FirstPass;
  if (!filter.post.empty() && filter.post != (by_work ? each.judged_post : each.post)) return false;
  if (!filter.zone.empty() && filter.zone != each.zone) return false;
  if (filter.person.empty()) return true;
  if (by_work) return each.judged == filter.person;
  const bool counts = standing != core::Standing::Pending && standing != core::Standing::Withdrawn;
  return is_named(counts ? core::counts_for(each, standing) : each.people, filter.person);
}

std::string cursor_of_obligation(const core::Obligation& last) {
  return std::to_string(last.asked.unix_ns()) + "-" + std::to_string(number_of(last));
}

// Where a list is read from, and what it asks for there: a person's own by their index, else one of the indexes that leave out what is not asked for.
struct ObligationSource {
  std::string from;
  std::function<void(sql::Selection&)> narrow = [](sql::Selection&) {};
  std::string asked = "o.asked";
  std::string id = "o.id";
};

std::string obligations_by(const char* index) { return std::string("obligations o INDEXED BY ") + index; }

// What is not due yet or overdue was not answered, or after that moment: few, of whatever post or zone, as is what was late.
std::vector<ObligationSource> sources_of(const ObligationFilter& filter) {
  using core::Standing;
  if (!filter.person.empty())
    return {{"obligation_people p JOIN obligations o ON o.id = p.obligation",
             [&filter](sql::Selection& rows) { rows.where("p.login = ?", filter.person); }, "p.asked", "p.obligation"}};
  if (filter.standing == Standing::Pending || filter.standing == Standing::Overdue)
    return {{obligations_by("obligations_open"), [](sql::Selection& rows) { rows.where("o.answer = 'open'"); }},
            {obligations_by("obligations_done"), [&filter](sql::Selection& rows) { rows.where("o.done_at > ?", filter.as_of); }}};
  if (filter.standing == Standing::Late)
    return {{obligations_by("obligations_late"), [](sql::Selection& rows) { rows.where("o.done_at > o.due"); }}};
  if (!filter.post.empty() || !filter.zone.empty()) return {{"obligations o"}};
  if (filter.standing == Standing::Withdrawn)
    return {{obligations_by("obligations_withdrawn"), [](sql::Selection& rows) { rows.where("o.answer = 'withdrawn'"); }}};
  if (!filter.metric) return {{"obligations o"}};
  std::vector<ObligationSource> of_steps;
  for (const auto& each : kEnumNames<core::Step>) {
    core::Obligation any;
    any.step = each.value;
    if (!core::is_about(any, Standing::OnTime, *filter.metric)) continue;
    of_steps.push_back({obligations_by("obligations_step"), [step = any.step](sql::Selection& rows) { rows.where("o.step = ?", step); }});
  }
  return of_steps;
}

}  // namespace

Result<Page<core::Obligation>> ObligationReader::list(const ObligationFilter& filter) {
  std::int64_t last_asked = 0;
  std::int64_t last = 0;
  if (!filter.after.empty())
    if (Result<void> read = read_cursor(filter.after, last_asked, last); !read) return read.error();
  const std::size_t limit = page_limit(filter.limit);
  Page<core::Obligation> page;
  if (filter.person.empty() && filter.standing == core::Standing::Late) {
    const Instant before = filter.after.empty() ? Instant::never() : Instant::from_unix_ns(last_asked);
    page.items = late_by_standard(filter, {before, static_cast<std::uint64_t>(last)});
  }
  for (const ObligationSource& source : sources_of(filter)) {
    sql::Selection rows(std::string(kObligations) + source.from);
    source.narrow(rows);
    rows.where(source.asked + " >= ?", filter.from).where(source.asked + " < ?", filter.until);
    if (!filter.post.empty() && filter.metric != core::Metric::FirstPass) rows.where("o.post = ?", filter.post);
    if (!filter.zone.empty()) rows.where("o.zone = ?", filter.zone);
    if (!filter.after.empty())
      rows.where(source.asked + " <= ?", last_asked).where("(" + source.asked + " < ? OR " + source.id + " < ?)", last_asked, last);
    rows.then(" ORDER BY " + source.asked + " DESC, " + source.id + " DESC");
    std::size_t found = 0;
    for (sql::Statement row = rows.open(database_); found <= limit && row.next();) {
      core::Obligation read = obligation_row(row);
      if (!is_wanted(read, filter)) continue;
      page.items.push_back(std::move(read));
      ++found;
    }
  }
  std::ranges::sort(page.items, std::greater(), [](const core::Obligation& each) { return std::pair(each.asked, number_of(each)); });
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = cursor_of_obligation(page.items.back());
  }
  return page;
}

// Where the journal names no time, the site's standard holds: day by day, the newest first, of each step what took longer, until there is a page and one more.
std::vector<core::Obligation> ObligationReader::late_by_standard(const ObligationFilter& filter, const Place& before) {
  constexpr std::int64_t kDayNs = (24_h).ns();  // as the index obligations_took has it
  std::vector<core::Obligation> found;
  sql::Statement span = database_.prepare("SELECT (SELECT min(asked) FROM obligations), (SELECT max(asked) FROM obligations)");
  if (!span.query().next() || span.is_null(0)) return found;
  const std::int64_t first = std::max(span.integer(0), filter.from.unix_ns()) / kDayNs;
  const std::int64_t last = std::min({span.integer(1), filter.until.unix_ns(), before.first.unix_ns()}) / kDayNs;
  sql::Statement rows = database_.prepare(
      std::string(kObligations) + obligations_by("obligations_took") +
      " WHERE o.due IS NULL AND o.done_at IS NOT NULL AND o.step = $1 AND o.asked / 86400000000000 = $2 AND o.done_at - o.asked > $3");
  for (std::int64_t day = last; day >= first && found.size() <= page_limit(filter.limit); --day)
    for (const auto& each : kEnumNames<core::Step>) {
      core::Obligation any;
      any.step = each.value;
      const Instant due = core::due_of(any, filter.standards);
      if (due == Instant::never()) continue;
      for (rows.query(any.step, day, (due - any.asked).ns()); rows.next();) {
        core::Obligation read = obligation_row(rows);
        const bool is_in_time = read.asked >= filter.from && read.asked < filter.until;
        if (is_in_time && std::pair(read.asked, number_of(read)) < before && is_wanted(read, filter)) found.push_back(std::move(read));
      }
    }
  return found;
}

std::vector<core::KpiRow> ObligationReader::kpi(const KpiAsk& ask) {
  core::KpiFold fold(ask.standards, ask.as_of, ask.by);
  sql::Statement row = sql::Selection(std::string(kObligations) + "obligations o")
                           .where("o.asked >= ?", ask.from)
                           .where("o.asked < ?", ask.until)
                           .open(database_);
  while (row.next()) fold.add(obligation_row(row));
  return fold.rows();
}

std::vector<UseRow> ObligationReader::use(Instant from, Instant until) {
  constexpr const char* kUse =
      "SELECT told.login, count(*), count(s.login) FROM (SELECT p.login AS login, n.id AS notice FROM notices n JOIN notices_people p ON "
      "p.notice = n.id WHERE n.issued >= $1 AND n.issued < $2 AND n.sent IS NOT NULL UNION SELECT n.person, n.id FROM notices n WHERE "
      "n.issued >= $1 AND n.issued < $2 AND n.sent IS NOT NULL AND n.person <> '') told LEFT JOIN notices_seen s ON s.notice = told.notice "
      "AND s.login = told.login GROUP BY told.login ORDER BY told.login";
  std::vector<UseRow> rows;
  sql::Statement row = database_.prepare(kUse);
  row.query(from, until);
  while (row.next()) rows.push_back({row.get<std::string>(0), {row.get<std::uint64_t>(2), row.get<std::uint64_t>(1)}});
  return rows;
}

std::vector<core::Obligation> ObligationReader::chain(const std::vector<core::MatterRef>& matters) {
  std::vector<core::Obligation> chain;
  for (const core::MatterRef& matter : matters) {
    sql::Statement row = sql::Selection(std::string(kObligations) + "obligations o")
                             .where("o.matter_kind = ?", matter.kind)
                             .where("o.matter = ?", matter.id)
                             .open(database_);
    while (row.next()) chain.push_back(obligation_row(row));
  }
  std::ranges::sort(chain, {}, number_of);
  return chain;
}

std::vector<core::MatterRef> ObligationReader::related(const core::MatterRef& matter, const std::optional<AlarmRow>& alarm) {
  std::vector<core::MatterRef> found;
  sql::Statement link = sql::Selection("SELECT other_kind, other FROM matter_links")
                            .where("kind = ?", matter.kind)
                            .where("id = ?", matter.id)
                            .then(" ORDER BY other")
                            .open(database_);
  while (link.next()) found.push_back({link.get<core::MatterKind>(0), link.get<std::uint64_t>(1)});
  if (!alarm) return found;
  sql::Statement stop = sql::Selection("SELECT DISTINCT permit FROM permit_stops")
                            .where("condition = ?", alarm->alarm.condition)
                            .where("at >= ?", alarm->alarm.raised)
                            .where("at <= ?", alarm->ended.value_or(Instant::never()))
                            .then(" ORDER BY permit")
                            .open(database_);
  while (stop.next()) found.push_back({core::MatterKind::Permit, stop.get<std::uint64_t>(0)});
  return found;
}

}  // namespace davy::store
