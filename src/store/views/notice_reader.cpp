#include "store/views/notice_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/notice_view.hpp"
#include "store/views/page.hpp"

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

}  // namespace

Result<Page<NoticeRow>> NoticeReader::list(const NoticeFilter& filter) {
  const bool listed = !filter.among.empty();
  const std::string number = listed ? "notice" : "id";
  sql::Selection notices(std::string(kNotices) + (listed ? "notices_people JOIN notices ON id = notice" : "notices"));
  if (listed) notices.where("login = ?", filter.among);
  if (!filter.post.empty()) notices.where("post = ?", filter.post);
  notices.where("condition NOT LIKE 'drill/golden/%'");  // Davy trying itself tells nobody
  if (!filter.person.empty()) notices.where("person <> '' AND person = ?", filter.person);
  if (!filter.after.empty()) {
    std::int64_t id = 0;
    if (Result<void> read = read_cursor(filter.after, id); !read) return read.error();
    notices.where(number + " < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  notices.then(" ORDER BY " + number + " DESC LIMIT ?", limit + 1);
  Page<NoticeRow> page = page_of<NoticeRow>(notices.open(database_), limit, notice_row,
                                            [](const NoticeRow& last) { return std::to_string(last.notice.id.get()); });
  sql::Statement seen = database_.prepare("SELECT login FROM notices_seen WHERE notice = $1 ORDER BY seen, login");
  for (NoticeRow& row : page.items) {
    seen.query(row.notice.id);
    while (seen.next()) row.seen_by.push_back(seen.get<std::string>(0));
  }
  return page;
}

}  // namespace davy::store
