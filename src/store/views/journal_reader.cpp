#include "store/views/journal_reader.hpp"

#include "base/said.hpp"
#include "store/journal/journal.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

#include <limits>

namespace davy::store {
namespace {

constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();

std::vector<std::string_view> kinds_with(std::string_view prefix) {
  std::vector<std::string_view> kinds;
  const auto add = [&](std::string_view kind) {
    if (kind.starts_with(prefix)) kinds.push_back(kind);
  };
  core::EventKinds::with_all([&]<class... Bodies>(std::type_identity<Bodies>...) { (add(Bodies::kKind), ...); });
  return kinds;
}

}  // namespace

JournalReader::JournalReader(sql::Database& database)
    : database_(database),
      record_(database.prepare(std::string("SELECT ") + kRecordColumns + " FROM journal WHERE seq = $1")),
      head_(database.prepare("SELECT seq FROM journal_head")) {}

Result<Page<JournalRow>> JournalReader::list(const JournalFilter& filter) {
  const std::size_t limit = page_limit(filter.limit);
  const Seqs found = find(filter, limit + 1);
  std::vector<std::uint64_t> order(found.begin(), found.end());
  if (!filter.after) std::ranges::reverse(order);
  Page<JournalRow> page;
  if (order.size() > limit) page.next = std::to_string(order[limit - 1]);
  order.resize(std::min(order.size(), limit));
  for (const std::uint64_t seq : order) {
    Result<JournalRow> read = row(seq);
    if (!read) return read.error();
    page.items.push_back(std::move(*read));
  }
  return page;
}

// Each kind's nearest records are found by its own index and then merged, so that a rare kind costs no walk through the others.
JournalReader::Seqs JournalReader::find(const JournalFilter& filter, std::size_t count) {
  Seqs seqs;
  const auto collect = [&](std::optional<std::string_view> kind) {
    sql::Selection journal("SELECT seq FROM journal");
    if (kind) journal.where("kind = ?", *kind);
    if (filter.after) journal.where("seq > ?", *filter.after);
    if (filter.before) journal.where("seq < ?", *filter.before);
    for (const std::uint64_t seq : filter.without) journal.where("seq <> ?", seq);
    journal.then(filter.after ? " ORDER BY seq LIMIT ?" : " ORDER BY seq DESC LIMIT ?", count);
    sql::Statement found = journal.open(database_);
    add(seqs, found);
  };
  if (filter.kind_prefix.empty()) collect(std::nullopt);
  if (!filter.kind_prefix.empty())
    for (const std::string_view kind : kinds_with(filter.kind_prefix)) collect(kind);
  while (seqs.size() > count) seqs.erase(filter.after ? std::prev(seqs.end()) : seqs.begin());
  return seqs;
}

Result<std::vector<JournalRow>> JournalReader::story(const AlarmRow& alarm) {
  Seqs seqs;
  add_alarm(seqs, alarm);
  return rows(seqs);
}

Result<std::vector<JournalRow>> JournalReader::story(const std::vector<core::MatterRef>& matters, const std::vector<AlarmRow>& alarms) {
  Seqs seqs;
  for (const core::MatterRef& matter : matters) {
    add_about(seqs, std::string(name_of(matter.kind)) + ":" + std::to_string(matter.id));
    add_notices(seqs, matter);
  }
  for (const AlarmRow& alarm : alarms) add_alarm(seqs, alarm);
  return rows(seqs);
}

bool JournalReader::is_known(const core::MatterRef& matter) {
  const std::string subject = std::string(name_of(matter.kind)) + ":" + std::to_string(matter.id);
  return sql::Selection("SELECT seq FROM journal").where("subject = ?", subject).where("seq = ?", matter.id).open(database_).next();
}

namespace {

// Of a matter its notices, by the column that names it; that a card was overlooked is not told to everybody.
const char* notices_about(core::MatterKind kind) {
  switch (kind) {
    case core::MatterKind::Alarm: return "SELECT id FROM notices WHERE alarm = $1";
    case core::MatterKind::Order: return "SELECT id FROM notices WHERE order_id <> 0 AND order_id = $1";
    case core::MatterKind::Hazard: return "SELECT id FROM notices WHERE hazard <> 0 AND hazard = $1";
    case core::MatterKind::Permit: return "SELECT id FROM notices WHERE permit <> 0 AND permit = $1";
    case core::MatterKind::Care: return "SELECT id FROM notices WHERE care <> 0 AND care = $1";
    case core::MatterKind::Check: return "SELECT id FROM notices WHERE check_id <> 0 AND check_id = $1 AND reason <> 'seed-overlooked'";
    case core::MatterKind::Incident: return "SELECT id FROM notices WHERE incident <> 0 AND incident = $1";
    case core::MatterKind::Training: return "SELECT id FROM notices WHERE training <> 0 AND training = $1";
    case core::MatterKind::Handover: return nullptr;
  }
  return nullptr;
}

}  // namespace

void JournalReader::add_notices(Seqs& seqs, const core::MatterRef& matter) {
  const char* about = notices_about(matter.kind);
  if (about == nullptr) return;
  sql::Statement notice = database_.prepare(about);
  notice.query(matter.id);
  while (notice.next()) add_about(seqs, "notice:" + notice.get<std::string>(0));
}

// Times of the journal go up, but for small steps of the clock.
std::uint64_t JournalReader::first_after(Instant time) {
  sql::Statement time_of = database_.prepare("SELECT time FROM journal WHERE seq = $1");
  std::uint64_t low = 1;
  std::uint64_t high = committed_seq() + 1;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    const bool is_earlier = time_of.query(middle).next() && time_of.get<Instant>(0) < time;
    if (is_earlier)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

Result<void> JournalReader::between(Instant from, Instant until, const std::function<void(const core::Event&)>& take) {
  constexpr Duration kSetBack = 1_h;
  sql::Selection found(std::string("SELECT ") + kRecordColumns + " FROM journal");
  found.where("seq >= ?", first_after(from - kSetBack)).where("seq < ?", first_after(until + kSetBack)).then(" ORDER BY seq");
  for (sql::Statement row = found.open(database_); row.next();) {
    const Record record = record_at(row);
    if (record.time < from || record.time >= until) continue;
    const Result<core::Event> event = event_of(record);
    if (!event) return seen_from(said({"日志记录 {}", "journal record {}"}, record.seq), event.error());
    take(*event);
  }
  return {};
}

Result<void> JournalReader::of_kinds(std::span<const KindSince> kinds, Instant until, const std::function<void(const core::Event&)>& take) {
  constexpr Duration kSetBack = 1_h;
  const std::uint64_t end = until == Instant::never() ? committed_seq() + 1 : first_after(until + kSetBack);
  Seqs seqs;
  for (const KindSince& each : kinds) {
    const bool from_first = each.from == Instant::before_all();
    sql::Selection journal("SELECT seq FROM journal");
    journal.where("kind = ?", each.kind).where("seq < ?", end);
    if (!from_first) journal.where("seq >= ?", first_after(each.from - kSetBack));
    sql::Statement found = journal.open(database_);
    add(seqs, found);
  }
  for (const std::uint64_t seq : seqs) {
    if (!record_.query(seq).next()) return error_of(ErrorCode::Corrupt, said({"缺少日志记录 {}", "journal record {} is missing"}, seq));
    const Record record = record_at(record_);
    if (record.time >= until) continue;
    const Result<core::Event> event = event_of(record);
    if (!event) return seen_from(said({"日志记录 {}", "journal record {}"}, seq), event.error());
    take(*event);
  }
  return {};
}

Result<void> JournalReader::of_records(std::span<const std::string_view> kinds, const std::function<void(const core::Event&)>& take) {
  constexpr char kAfterSlash = '/' + 1;
  Seqs seqs;
  for (const std::string_view kind : kinds) {
    const std::string first = "record:" + std::string(kind) + '/';
    const std::string last = "record:" + std::string(kind) + kAfterSlash;
    sql::Selection journal("SELECT seq FROM journal");
    journal.where("subject >= ?", first).where("subject < ?", last);
    sql::Statement found = journal.open(database_);
    add(seqs, found);
  }
  for (const std::uint64_t seq : seqs) {
    if (!record_.query(seq).next()) return error_of(ErrorCode::Corrupt, said({"缺少日志记录 {}", "journal record {} is missing"}, seq));
    const Result<core::Event> event = event_of(record_at(record_));
    if (!event) return seen_from(said({"日志记录 {}", "journal record {}"}, seq), event.error());
    take(*event);
  }
  return {};
}

void JournalReader::add_alarm(Seqs& seqs, const AlarmRow& alarm) {
  const core::AlarmId id = alarm.alarm.id;
  const Instant ended = alarm.ended.value_or(Instant::never());
  add_about(seqs, "alarm:" + std::to_string(id.get()));
  if (alarm.order) add_about(seqs, "order:" + std::to_string(alarm.order->get()));

  sql::Selection notices("SELECT id FROM notices");
  notices.where("(alarm = ? OR (order_id <> 0 AND order_id = ?))", id, alarm.order.value_or(core::OrderId()));
  for (sql::Statement notice = notices.open(database_); notice.next();) add_about(seqs, "notice:" + notice.get<std::string>(0));
  sql::Statement together =
      sql::Selection("SELECT DISTINCT notice FROM notices_bundled").where("alarm = ?", id).where("notice IS NOT NULL").open(database_);
  while (together.next()) add_about(seqs, "notice:" + together.get<std::string>(0));

  // A row trips in the same breath as its alarm is raised, and before it; what it did from then on belongs to the story.
  sql::Selection trips("SELECT row_name, seq, until_seq FROM trips");
  trips.where("condition = ?", alarm.alarm.condition).where("time >= ?", alarm.alarm.raised).where("time <= ?", ended);
  for (sql::Statement trip = trips.open(database_); trip.next();) {
    const std::string subject = "row:" + trip.get<std::string>(0);
    sql::Selection did("SELECT seq FROM journal");
    did.where("subject = ?", subject).where("seq >= ?", trip.integer(1)).where("seq <= ?", trip.is_null(2) ? kEnd : trip.integer(2));
    sql::Statement found = did.open(database_);
    add(seqs, found);
  }

  const std::string condition = "condition:" + alarm.alarm.condition;
  sql::Statement shelved = sql::Selection("SELECT seq FROM journal")
                               .where("subject = ?", condition)
                               .where("time >= ?", alarm.alarm.raised)
                               .where("time <= ?", ended)
                               .open(database_);
  add(seqs, shelved);
}

Result<std::vector<JournalRow>> JournalReader::story(core::HazardId hazard) {
  Seqs seqs;
  add_about(seqs, "hazard:" + std::to_string(hazard.get()));
  sql::Statement notice = sql::Selection("SELECT id FROM notices").where("hazard <> 0 AND hazard = ?", hazard).open(database_);
  while (notice.next()) add_about(seqs, "notice:" + notice.get<std::string>(0));
  return rows(seqs);
}

Result<std::vector<JournalRow>> JournalReader::story(core::PermitId permit) {
  Seqs seqs;
  add_about(seqs, "permit:" + std::to_string(permit.get()));
  return rows(seqs);
}

Result<std::vector<JournalRow>> JournalReader::story(core::IncidentId incident) {
  Seqs seqs;
  add_about(seqs, "incident:" + std::to_string(incident.get()));
  return rows(seqs);
}

Result<std::optional<DoneRequest>> JournalReader::done_request(const std::string& request) {
  sql::Statement found = sql::Selection("SELECT fingerprint, first, done FROM requests_done").where("request = ?", request).open(database_);
  if (!found.next()) return std::optional<DoneRequest>();
  DoneRequest done{found.get<std::string>(0), {}};
  for (auto seq = found.get<std::uint64_t>(1); seq < found.get<std::uint64_t>(2); ++seq) {
    Result<JournalRow> read = row(seq);
    if (!read) return read.error();
    done.events.push_back(std::move(read->event));
  }
  return std::optional(std::move(done));
}

std::uint64_t JournalReader::committed_seq() { return head_.query().next() ? head_.get<std::uint64_t>(0) : 0; }

void JournalReader::add(Seqs& seqs, sql::Statement& found) {
  while (found.next()) seqs.insert(found.get<std::uint64_t>(0));
}

void JournalReader::add_about(Seqs& seqs, const std::string& subject) {
  sql::Statement found = sql::Selection("SELECT seq FROM journal").where("subject = ?", subject).open(database_);
  add(seqs, found);
}

Result<std::vector<JournalRow>> JournalReader::rows(const Seqs& seqs) {
  std::vector<JournalRow> read;
  for (const std::uint64_t seq : seqs) {
    Result<JournalRow> one = row(seq);
    if (!one) return one.error();
    read.push_back(std::move(*one));
  }
  return read;
}

Result<JournalRow> JournalReader::row(std::uint64_t seq) {
  if (!record_.query(seq).next()) return error_of(ErrorCode::Corrupt, said({"缺少日志记录 {}", "journal record {} is missing"}, seq));
  Record record = record_at(record_);
  Result<core::Event> event = event_of(record);
  if (!event) return seen_from(said({"日志记录 {}", "journal record {}"}, seq), event.error());
  return JournalRow{std::move(*event), std::move(record.kind), std::move(record.subject), std::move(record.body),
                    to_hex(stored_hash(record_))};
}

}  // namespace davy::store
