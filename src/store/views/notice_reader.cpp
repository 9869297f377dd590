#include "store/views/notice_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/notice_view.hpp"
#include "store/views/page.hpp"

#include <functional>
#include <limits>

namespace davy::store {
namespace {

constexpr const char* kNotices =
    "SELECT id, reason, alarm, order_id, condition, post, severity, urgency, issued, sent, channel, dropped, failed, hazard, "
    "what, person, care, check_id, permit, incident, training, bundle FROM ";

NoticeRow notice_row(sql::Statement& row) {
  NoticeRow read;
  core::Notice& notice = read.notice;
  core::NoticeIssued& what = notice.what;
  int severity = 0;
  row.read(notice.id, what.reason, what.alarm, what.order, what.condition, what.post, severity, what.urgency, notice.issued, read.sent,
           read.channel, read.dropped, read.failed, what.hazard, what.what, what.person, what.care, what.check, what.permit, what.incident,
           what.training);
  if (!row.is_null(21)) what.bundle = bundle_from_json(row.get<std::string>(21));
  what.severity = static_cast<site::Severity>(severity);
  return read;
}

// The lists by severity have an index each.
std::string notices_by(const NoticeFilter& filter) {
  const bool by_severity = filter.order.by == ListOrder::By::Severity;
  if (!filter.among.empty())
    return std::string("notices_people") + (by_severity ? " INDEXED BY notices_people_severity" : "") + " JOIN notices ON id = notice";
  if (!by_severity) return "notices";
  if (!filter.post.empty()) return "notices INDEXED BY notices_post_severity";
  return filter.person.empty() ? "notices" : "notices INDEXED BY notices_person_severity";
}

}  // namespace

ListPlace place_of(const NoticeRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : static_cast<std::int64_t>(row.notice.what.severity),
          static_cast<std::int64_t>(row.notice.id.get())};
}

Result<Page<NoticeRow>> NoticeReader::list(const NoticeFilter& filter) {
  const bool listed = !filter.among.empty();
  const auto select = [&] {
    sql::Selection notices(std::string(kNotices) + notices_by(filter));
    if (listed) notices.where("login = ?", filter.among);
    if (!filter.post.empty()) notices.where("post = ?", filter.post);
    notices.where("condition NOT LIKE 'drill/golden/%'");  // Davy trying itself tells nobody
    if (!filter.person.empty()) notices.where("person <> '' AND person = ?", filter.person);
    return notices;
  };
  auto page =
      page_in_order<NoticeRow>(database_,
                               {filter.order, listed ? "told_severity" : "severity", listed ? "notice" : "id", filter.after, filter.limit},
                               select, notice_row);
  if (page) add_who_saw(page->items);
  return page;
}

void NoticeReader::add_who_saw(std::vector<NoticeRow>& rows) {
  sql::Statement seen = database_.prepare("SELECT login FROM notices_seen WHERE notice = $1 ORDER BY seen, login");
  for (NoticeRow& row : rows) {
    seen.query(row.notice.id);
    while (seen.next()) row.seen_by.push_back(seen.get<std::string>(0));
  }
}

// The number of the first notice of that time or later. Times go up with numbers, but for small steps of the clock.
std::int64_t NoticeReader::first_issued(Instant time) {
  sql::Selection first("SELECT id FROM notices INDEXED BY notices_issued");
  sql::Statement row = first.where("issued >= ?", time).then(" ORDER BY issued, id LIMIT 1").open(database_);
  return row.next() ? row.integer(0) : std::numeric_limits<std::int64_t>::max();
}

// As ObligationReader::use() counts them: what was told by name and what was told for a post are two lists, each with its index.
Result<Page<NoticeRow>> NoticeReader::told(const ToldFilter& filter) {
  constexpr Duration kSetBack = 1_h;
  std::int64_t last_issued = 0;
  std::int64_t last = first_issued(std::min(filter.until, Instant::never() - kSetBack) + kSetBack);
  const std::int64_t first = first_issued(std::max(filter.from, Instant::before_all() + kSetBack) - kSetBack);
  if (!filter.after.empty())
    if (Result<void> read = read_cursor(filter.after, last_issued, last); !read) return read.error();
  const std::size_t limit = page_limit(filter.limit);
  Page<NoticeRow> page;
  const auto take = [&](sql::Selection notices, const std::string& id) {
    notices.where("sent IS NOT NULL").where("issued >= ?", filter.from).where("issued < ?", filter.until);
    notices.where(id + " >= ?", first).where(id + " < ?", last).then(" ORDER BY " + id + " DESC LIMIT ?", limit + 1);
    for (sql::Statement row = notices.open(database_); row.next();) page.items.push_back(notice_row(row));
  };
  take(sql::Selection(std::string(kNotices) + "notices INDEXED BY notices_person").where("person <> ''").where("person = ?", filter.person),
       "id");
  take(sql::Selection(std::string(kNotices) + "notices_people CROSS JOIN notices ON id = notice").where("login = ?", filter.person),
       "notice");
  const auto number = [](const NoticeRow& row) { return row.notice.id; };
  std::ranges::sort(page.items, std::greater(), number);
  const auto again = std::ranges::unique(page.items, {}, number);
  page.items.erase(again.begin(), again.end());
  if (page.items.size() > limit) {
    page.items.resize(limit);
    const core::Notice& shown = page.items.back().notice;
    page.next = std::to_string(shown.issued.unix_ns()) + "-" + std::to_string(shown.id.get());
  }
  add_who_saw(page.items);
  return page;
}

}  // namespace davy::store
