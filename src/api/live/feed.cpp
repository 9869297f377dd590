#include "api/live/feed.hpp"

#include "api/json/incident_json.hpp"
#include "api/json/json_writer.hpp"
#include "api/json/permit_json.hpp"
#include "api/json/personal_records.hpp"
#include "api/live/all_rows.hpp"
#include "api/live/notices_to.hpp"

#include <algorithm>
#include <set>

namespace davy::api {
namespace {

// By name, or among those who answered for the post; when nobody did, whoever holds it.
bool is_for(const core::NoticeIssued& notice, const core::Account& person) {
  if (!notice.person.empty() && notice.person == person.login) return true;
  if (!notice.people.empty()) return std::find(notice.people.begin(), notice.people.end(), person.login) != notice.people.end();
  return std::find(person.posts.begin(), person.posts.end(), notice.post) != person.posts.end();
}

constexpr std::size_t kRecordsAtOnce = 500;
constexpr std::uint64_t kMissedMax = 2'000;  // records; beyond that a snapshot is the shorter way
constexpr std::size_t kNoticesInSnapshot = 50;
constexpr std::uint64_t kTicksBetweenChecks = 10;

Message message_of(JsonWriter& out) { return std::make_shared<const std::string>(out.take()); }

// All pages of a list.
template <class Row, class Filter, class Query>
Result<void> for_all(Filter filter, Query query, std::function<void(const Row&)> take) {
  filter.limit = kRecordsAtOnce;
  for (;;) {
    const Result<store::Page<Row>> page = query(filter);
    if (!page) return page.error();
    for (const Row& row : page->items) take(row);
    if (page->next.empty()) return {};
    filter.after = page->next;
  }
}

bool same(const PointStatus& a, const PointStatus& b) {
  const core::Sample& x = a.live.last;
  const core::Sample& y = b.live.last;
  return x.source == y.source && x.arrival == y.arrival && x.quality == y.quality && a.live.stale == b.live.stale && a.worst == b.worst;
}

// Those of `now` that differ from what was sent before; all of them when nothing was.
template <class T, class Same>
std::vector<T> changed(const std::vector<T>& now, const std::vector<T>& before, Same same) {
  if (before.size() != now.size()) return now;
  std::vector<T> out;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (!same(now[i], before[i])) out.push_back(now[i]);
  return out;
}

bool reads_all(const core::Account& person) { return may(person.role, core::Right::Oversee); }

Result<void> write_set_aside(JsonWriter& out, store::Queries& queries, const site::Directory& directory) {
  const auto set_aside = queries.set_aside();
  if (!set_aside) return set_aside.error();
  out.key("set_aside");
  write_list(out, *set_aside, directory);
  return {};
}

Result<void> write_offline(JsonWriter& out, store::Queries& queries) {
  const auto offline = queries.offline_devices();
  if (!offline) return offline.error();
  out.field("offline", *offline);
  return {};
}

}  // namespace

Feed::Feed(const site::Directory& directory, Sources sources) : directory_(directory), sources_(std::move(sources)), picture_(directory) {}

Result<void> Feed::begin(store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  // What is committed while the lists are read is read again from the journal.
  seq_ = queries.committed_seq();
  const auto alarms = for_all<store::AlarmRow>(
      store::AlarmFilter(), [&](const auto& filter) { return queries.alarms(filter); },
      [&](const store::AlarmRow& row) { picture_.set(row); });
  if (!alarms) return alarms;
  const auto orders = for_all<store::OrderRow>(
      store::OrderFilter(), [&](const auto& filter) { return queries.orders(filter); },
      [&](const store::OrderRow& row) { picture_.set(row); });
  if (!orders) return orders;
  const auto hazards = for_all<store::HazardRow>(
      store::HazardFilter(), [&](const auto& filter) { return queries.hazards(filter); },
      [&](const store::HazardRow& row) { picture_.set(row); });
  if (!hazards) return hazards;
  const auto checks = for_all<store::CheckRow>(
      store::CheckFilter(), [&](const auto& filter) { return queries.checks(filter); },
      [&](const store::CheckRow& row) { picture_.set(row); });
  if (!checks) return checks;
  store::IncidentFilter going_on;
  going_on.which = store::IncidentFilter::Which::Open;
  const auto incidents = for_all<store::IncidentRow>(
      going_on, [&](const auto& filter) { return queries.incidents(filter); }, [&](const store::IncidentRow& row) { picture_.set(row); });
  if (!incidents) return incidents;
  store::PermitFilter not_over;
  not_over.which = store::PermitFilter::Which::Open;
  return for_all<store::PermitRow>(
      not_over, [&](const auto& filter) { return queries.permits(filter); }, [&](const store::PermitRow& row) { picture_.set(row); });
}

void Feed::committed(const std::vector<core::Event>&) {
  const std::scoped_lock lock(consoles_mutex_);
  // With nobody there the next tick is early enough, and whoever asks reads first.
  if (!stopped_ && !consoles_.empty()) sources_.wake();
}

std::size_t Feed::show(const core::Notice& notice) {
  if (!anybody()) return 0;
  store::NoticeRow row;
  row.notice = notice;
  const Message message = notice_message(row);
  std::size_t shown = 0;
  const std::scoped_lock lock(consoles_mutex_);
  for (const Console& console : consoles_) {
    if (!is_for(notice.what, console.person)) continue;
    console.outlet->send(message);
    ++shown;
  }
  return shown;
}

Result<void> Feed::catch_up(store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  return catch_up_locked(queries);
}

Result<void> Feed::catch_up_locked(store::Queries& queries) {
  for (;;) {
    store::JournalFilter filter;
    filter.after = seq_;
    filter.limit = kRecordsAtOnce;
    auto page = queries.journal(filter);
    if (!page) return page.error();
    if (page->items.empty()) return {};
    const auto changes = changes_of(page->items, directory_, queries);
    if (!changes) return changes.error();
    withhold_personal(page->items);
    if (anybody())
      if (const auto told = tell(page->items, *changes, queries); !told) return told;
    for (const store::AlarmRow& row : changes->alarms) picture_.set(row);
    for (const store::OrderRow& row : changes->orders) picture_.set(row);
    for (const store::HazardRow& row : changes->hazards) picture_.set(row);
    for (const store::CheckRow& row : changes->checks) picture_.set(row);
    for (const store::IncidentRow& row : changes->incidents) picture_.set(row);
    for (const store::PermitRow& row : changes->permits) picture_.set(row);
    seq_ = page->items.back().event.seq;
  }
}

void Feed::tick(store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  if (++ticks_ % kTicksBetweenChecks == 0) check_sessions(queries);
  if (!catch_up_locked(queries)) return;
  if (!anybody()) return;
  send_points();
  const runtime::Health health = sources_.health();
  JsonWriter out;
  out.object().field("type", "heartbeat").field("seq", seq_).field("time", sources_.now()).field("store_ok", health.store_ok);
  out.field("last_turn", or_null(health.last_turn)).end();
  send_to_all(message_of(out));
}

Result<void> Feed::join(Console console, std::optional<std::uint64_t> since, store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  if (const auto done = catch_up_locked(queries); !done) return done;
  Missed first;
  if (since && *since <= seq_ && seq_ - *since <= kMissedMax) {
    auto rest = missed(console.person, *since, queries);
    if (!rest) return rest.error();
    first = std::move(*rest);
  } else {
    const auto whole = snapshot(console.person, queries);
    if (!whole) return whole.error();
    first.events = *whole;
  }
  const auto live = sources_.live_values();
  const Message values = since ? points_message(points_of(live, picture_.worst()), picture_.zones(live)) : Message();
  const std::scoped_lock consoles_lock(consoles_mutex_);
  if (stopped_) return Error{ErrorCode::Unavailable, "the server goes away"};
  if (first.events) console.outlet->send(first.events);
  if (values) console.outlet->send(values);
  for (const Message& notice : first.notices) console.outlet->send(notice);
  // One that has ended meanwhile has left already.
  if (!console.outlet->ended()) consoles_.push_back(std::move(console));
  return {};
}

void Feed::leave(const std::shared_ptr<Outlet>& outlet) {
  const std::scoped_lock lock(consoles_mutex_);
  std::erase_if(consoles_, [&](const Console& console) { return console.outlet == outlet; });
}

std::size_t Feed::consoles() const {
  const std::scoped_lock lock(consoles_mutex_);
  return consoles_.size();
}

void Feed::stop() {
  const std::scoped_lock lock(consoles_mutex_);
  stopped_ = true;
  consoles_.clear();
}

Result<std::vector<ZoneStatus>> Feed::zones(store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  if (const auto done = catch_up_locked(queries); !done) return done.error();
  return picture_.zones(sources_.live_values());
}

Result<std::vector<PointStatus>> Feed::points(store::Queries& queries) {
  const std::scoped_lock lock(picture_mutex_);
  if (const auto done = catch_up_locked(queries); !done) return done.error();
  return points_of(sources_.live_values(), picture_.worst());
}

// That a card hangs is for safety officers only: the others get the same with that record sealed.
Result<void> Feed::tell(const std::vector<store::JournalRow>& records, const Changes& changes, store::Queries& queries) {
  const auto hidden = queries.hanging_seeds();
  if (!hidden) return hidden.error();
  const auto message = events_message(records, changes, queries);
  if (!message) return message.error();
  std::vector<store::JournalRow> for_others;
  if (!hidden->empty()) for_others = records;
  if (seal(for_others, *hidden) == 0) {
    send_to_all(*message);
    return {};
  }
  const auto sealed = events_message(for_others, changes, queries);
  if (!sealed) return sealed.error();
  send_to(*message, [](const core::Account& person) { return reads_all(person); });
  send_to(*sealed, [](const core::Account& person) { return !reads_all(person); });
  return {};
}

Result<Message> Feed::events_message(const std::vector<store::JournalRow>& records, const Changes& changes, store::Queries& queries) {
  JsonWriter out;
  out.object().field("type", "events").field("seq", records.back().event.seq).key("events");
  write_list(out, records);
  out.key("alarms");
  write_list(out, changes.alarms, directory_);
  out.key("orders");
  write_list(out, changes.orders, directory_);
  out.key("hazards");
  write_list(out, changes.hazards);
  out.key("checks");
  write_list(out, changes.checks);
  out.key("incidents");
  write_list(out, changes.incidents, directory_);
  out.key("permits");
  write_list(out, changes.permits, directory_);
  out.key("rows");
  write_list(out, changes.rows);
  if (changes.set_aside)
    if (const auto done = write_set_aside(out, queries, directory_); !done) return done.error();
  if (changes.offline)
    if (const auto done = write_offline(out, queries); !done) return done.error();
  out.end();
  return message_of(out);
}

Result<Message> Feed::snapshot(const core::Account& person, store::Queries& queries) {
  const auto rows = all_rows(directory_, queries);
  if (!rows) return rows.error();
  const auto notices = notices_to(person.login, {person.posts, {}, {}, kNoticesInSnapshot}, queries);
  if (!notices) return notices.error();
  const auto live = sources_.live_values();
  JsonWriter out;
  out.object().field("type", "snapshot").field("seq", seq_).field("time", sources_.now()).key("alarms");
  write_list(out, picture_.alarms(), directory_);
  if (const auto done = write_set_aside(out, queries, directory_); !done) return done.error();
  out.key("orders");
  write_list(out, picture_.orders(), directory_);
  out.key("hazards");
  write_list(out, picture_.hazards());
  out.key("checks");
  write_list(out, picture_.checks());
  out.key("incidents");
  write_list(out, picture_.incidents(), directory_);
  out.key("permits");
  write_list(out, picture_.permits(), directory_);
  out.key("zones");
  write_list(out, picture_.zones(live), directory_);
  out.key("points");
  write_list(out, points_of(live, picture_.worst()), directory_);
  out.key("rows");
  write_list(out, *rows);
  out.key("notices");
  write_list(out, notices->items, directory_);
  if (const auto done = write_offline(out, queries); !done) return done.error();
  out.end();
  return message_of(out);
}

Result<Feed::Missed> Feed::missed(const core::Account& person, std::uint64_t since, store::Queries& queries) {
  std::vector<store::JournalRow> records;
  while (since < seq_) {
    store::JournalFilter filter;
    filter.after = since;
    filter.limit = kRecordsAtOnce;
    auto page = queries.journal(filter);
    if (!page) return page.error();
    if (page->items.empty()) return Error{ErrorCode::Corrupt, "the journal ends before record " + std::to_string(seq_)};
    since = page->items.back().event.seq;
    std::move(page->items.begin(), page->items.end(), std::back_inserter(records));
  }
  // A record that was committed meanwhile reaches this console with the others.
  std::erase_if(records, [&](const store::JournalRow& record) { return record.event.seq > seq_; });
  if (records.empty()) return Missed();
  auto notices = missed_notices(person, records, queries);
  if (!notices) return notices.error();
  const auto changes = changes_of(records, directory_, queries);
  if (!changes) return changes.error();
  const auto hidden = queries.hanging_seeds();
  if (!hidden) return hidden.error();
  withhold_personal(records);
  if (!reads_all(person)) seal(records, *hidden);
  const auto events = events_message(records, *changes, queries);
  if (!events) return events.error();
  return Missed{*events, std::move(*notices)};
}

// What was told, or could be told to nobody, while this console was away: another console of the same post is enough for the engine to hand it out no
// more. What still waits comes by itself. Oldest first.
Result<std::vector<Message>> Feed::missed_notices(const core::Account& person, const std::vector<store::JournalRow>& records,
                                                  store::Queries& queries) {
  std::set<core::NoticeId> told;
  for (const store::JournalRow& record : records) {
    if (const auto* sent = get_if<core::NoticeSent>(&record.event.body)) told.insert(sent->notice);
    if (const auto* failed = get_if<core::NoticeFailed>(&record.event.body)) told.insert(failed->notice);
  }
  if (told.empty()) return std::vector<Message>();
  for (const store::JournalRow& record : records)
    if (const auto* issued = get_if<core::NoticeIssued>(&record.event.body); issued != nullptr && !is_for(*issued, person))
      told.erase(core::NoticeId(record.event.seq));
  const auto page = notices_to(person.login, {person.posts, {}, {}, kNoticesInSnapshot}, queries);
  if (!page) return page.error();
  std::vector<Message> messages;
  for (auto row = page->items.rbegin(); row != page->items.rend(); ++row)
    if (told.contains(row->notice.id)) messages.push_back(notice_message(*row));
  return messages;
}

Message Feed::notice_message(const store::NoticeRow& row) const {
  JsonWriter out;
  out.object().field("type", "notice").key("notice");
  write(out, row, directory_);
  out.end();
  return message_of(out);
}

void Feed::send_points() {
  const auto live = sources_.live_values();
  auto points = points_of(live, picture_.worst());
  auto zones = picture_.zones(live);
  const auto changed_points = changed(points, last_points_, same);
  const auto changed_zones = changed(zones, last_zones_, std::equal_to<>());
  last_points_ = std::move(points);
  last_zones_ = std::move(zones);
  if (!changed_points.empty() || !changed_zones.empty()) send_to_all(points_message(changed_points, changed_zones));
}

Message Feed::points_message(const std::vector<PointStatus>& points, const std::vector<ZoneStatus>& zones) const {
  JsonWriter out;
  out.object().field("type", "points").key("values");
  write_list(out, points, directory_);
  out.key("zones");
  write_list(out, zones, directory_);
  out.end();
  return message_of(out);
}

void Feed::check_sessions(store::Queries& queries) {
  std::vector<Console> now;
  {
    const std::scoped_lock lock(consoles_mutex_);
    now = consoles_;
  }
  for (const Console& console : now) {
    const auto person = sources_.person_of(console.token, queries);
    if (!person) continue;  // the credentials cannot be read now: nobody is sent away for that
    if (!*person) console.outlet->close("the session has ended");
    const std::scoped_lock lock(consoles_mutex_);
    for (Console& each : consoles_)
      if (each.outlet == console.outlet && *person) each.person = **person;
  }
}

void Feed::send_to_all(const Message& message) {
  send_to(message, [](const core::Account&) { return true; });
}

void Feed::send_to(const Message& message, const std::function<bool(const core::Account&)>& whom) {
  const std::scoped_lock lock(consoles_mutex_);
  for (const Console& console : consoles_)
    if (whom(console.person)) console.outlet->send(message);
}

}  // namespace davy::api
