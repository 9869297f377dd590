#include "store/views/notice_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/notice_view.hpp"
#include "store/views/page.hpp"

#include <functional>

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

// The numbers of all notices of that time lie between these two. A clock may have been set back: the lowest need not be the one that was issued first.
std::pair<std::int64_t, std::int64_t> NoticeReader::numbers_of(Instant from, Instant until) {
  sql::Selection span("SELECT min(id), max(id) FROM notices INDEXED BY notices_issued");
  sql::Statement row = span.where("issued >= ?", from).where("issued < ?", until).open(database_);
  return row.next() && !row.is_null(0) ? std::pair(row.integer(0), row.integer(1)) : std::pair<std::int64_t, std::int64_t>(0, -1);
}

// As ObligationReader::use() counts them: what was told by name and what was told for a post are two lists, each with its index.
Result<Page<NoticeRow>> NoticeReader::told(const ToldFilter& filter) {
  const std::pair<std::int64_t, std::int64_t> numbers = numbers_of(filter.from, filter.until);
  std::int64_t last_issued = 0;
  std::int64_t last = numbers.second + 1;
  if (!filter.after.empty())
    if (Result<void> read = read_cursor(filter.after, last_issued, last); !read) return read.error();
  const std::size_t limit = page_limit(filter.limit);
  Page<NoticeRow> page;
  const auto take = [&](sql::Selection notices, const std::string& id) {
    notices.where("sent IS NOT NULL").where("issued >= ?", filter.from).where("issued < ?", filter.until);
    notices.where(id + " >= ?", numbers.first).where(id + " < ?", last).then(" ORDER BY " + id + " DESC LIMIT ?", limit + 1);
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
