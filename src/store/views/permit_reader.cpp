#include "store/views/permit_reader.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

#include <functional>
#include <limits>
#include <map>

namespace davy::store {
namespace {

constexpr std::int64_t kNoCursor = std::numeric_limits<std::int64_t>::max();
constexpr const char* kPermits =
    "SELECT id, applied, applied_by, state, signatures, post, stop_cause, stop_what, started, guarded, ended, ended_reason, body FROM ";

PermitRow permit_row(sql::Statement& row) {
  PermitRow read;
  std::optional<core::StopCause> cause;
  std::string what, body;
  row.read(read.id, read.applied, read.by, read.state, read.signatures, read.post, cause, what, read.started, read.guarded, read.ended,
           read.ended_reason, body);
  if (cause) read.stopped = PermitStop{*cause, what};
  if (!FieldsReader(MissingField::KeepsDefault).read(Json::parse(body, nullptr, false), read.what)) row.refuse(12);
  return read;
}

void add_filter(sql::Selection& permits, const PermitFilter& filter) {
  if (filter.which == PermitFilter::Which::Open) permits.where("ended IS NULL");
  if (filter.which == PermitFilter::Which::Over) permits.where("ended IS NOT NULL");
  if (filter.state) permits.where("state = ?", *filter.state);
  if (filter.kind) permits.where("kind = ?", *filter.kind);
  if (!filter.zone.empty()) permits.where("zone = ?", filter.zone);
}

std::string cursor_of_permit(const PermitRow& last) { return std::to_string(last.id.get()); }

// The newest of each list; together they have the page, and whether there is more.
using Found = std::map<core::PermitId, PermitRow, std::greater<>>;

void add_found(Found& found, sql::Statement rows) {
  while (rows.next()) {
    PermitRow row = permit_row(rows);
    found.try_emplace(row.id, std::move(row));
  }
}

struct StoryFold {
  PermitStory& story;
  const core::Event& event;

  std::string by() const { return core::is_login(core::person_of(event.actor)) ? core::person_of(event.actor) : std::string(); }
  template <class Body>
  Said<Body> said(const Body& body) const {
    return {body, by(), event.time};
  }
  void resumed() const {
    for (PermitRest& rest : story.rests)
      if (!rest.resumed) rest.resumed = event.time;
  }

  void operator()(const core::PermitMeasureConfirmed& body) const { story.measures.insert_or_assign(body.measure, said(body)); }
  void operator()(const core::PermitIsolation& body) const {
    PermitIsolationStory& isolation = story.isolations[body.isolation];
    switch (body.deed) {
      case core::IsolationDeed::Set: isolation = {said(body), {}, {}, {}}; break;
      case core::IsolationDeed::Verified: isolation.verified = said(body); break;
      case core::IsolationDeed::Removed: isolation.removed = said(body); break;
      case core::IsolationDeed::Kept: isolation.kept = said(body); break;
    }
  }
  void operator()(const core::PermitGasTested& body) const { story.tests.push_back(said(body)); }
  void operator()(const core::PermitBriefed& body) const { story.briefings.push_back(said(body)); }
  void operator()(const core::PermitSigned& body) const { story.signatures.push_back(said(body)); }
  void operator()(const core::PermitDue& body) const { story.dues.push_back(said(body)); }
  void operator()(const core::PermitInterrupted& body) const {
    story.rests.push_back({event.time, by(), std::nullopt, body.reason, 0, std::nullopt});
  }
  void operator()(const core::PermitSuspended& body) const {
    story.rests.push_back({event.time, by(), body.cause, body.what, body.value, std::nullopt});
  }
  void operator()(const core::PermitResumed&) const { resumed(); }
  void operator()(const core::PermitFinished& body) const { story.finished = said(body); }
  void operator()(const core::PermitAccepted& body) const {
    story.verdict = PermitVerdict{by(), event.time, core::Verdict::Approved, body.note};
  }
  void operator()(const core::PermitReturned& body) const {
    story.verdict = PermitVerdict{by(), event.time, core::Verdict::Returned, body.reason};
    story.rests.push_back({event.time, by(), std::nullopt, body.reason, 0, std::nullopt});
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

Result<Page<PermitRow>> PermitReader::list(const PermitFilter& filter) {
  std::int64_t before = kNoCursor;
  if (!filter.after.empty())
    if (Result<void> read = read_cursor(filter.after, before); !read) return read.error();
  const std::size_t limit = page_limit(filter.limit);
  const auto rows = [&](sql::Selection permits, const std::string& number) {
    add_filter(permits, filter);
    return permits.where(number + " < ?", before).then(" ORDER BY " + number + " DESC LIMIT ?", limit + 1).open(database_);
  };
  const std::string all = std::string(kPermits) + "permits";
  if (!filter.mine) return page_of<PermitRow>(rows(sql::Selection(all), "id"), limit, permit_row, cursor_of_permit);

  // Each list has its own index, and none of them is walked further than the page.
  Found found;
  sql::Selection named(std::string(kPermits) + "permit_people JOIN permits ON id = permit");
  add_found(found, rows(named.where("login = ?", filter.mine->login), "permit"));
  for (const std::string& post : filter.mine->posts)
    add_found(found, rows(sql::Selection(all).where("post <> ''").where("post = ?", post), "id"));
  Page<PermitRow> page;
  for (auto& [id, row] : found) {
    if (page.items.size() == limit) {
      page.next = cursor_of_permit(page.items.back());
      break;
    }
    page.items.push_back(std::move(row));
  }
  return page;
}

std::optional<PermitRow> PermitReader::one(core::PermitId id) {
  sql::Statement row = sql::Selection(std::string(kPermits) + "permits").where("id = ?", id).open(database_);
  return row.next() ? std::optional(permit_row(row)) : std::nullopt;
}

PermitStory permit_story(const std::vector<JournalRow>& records) {
  PermitStory story;
  for (const JournalRow& record : records) {
    visit(StoryFold{story, record.event}, record.event.body);
    story.history.push_back({record.event.seq, record.event.time, record.event.actor, record.kind});
  }
  return story;
}

}  // namespace davy::store
