#include "store/views/permit_reader.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

#include <utility>

namespace davy::store {
namespace {

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

// Open ones are few and are sorted; of the others the index has the order. What did not come to its end as it should is rare, whatever else is asked.
std::string permits_by(const PermitFilter& filter) {
  const std::string all = std::string(kPermits) + "permits";
  if (filter.which == PermitFilter::Which::Open) return all + " INDEXED BY permits_open";
  const bool rare = filter.state && *filter.state != PermitStage::Archived;
  std::string whose = std::string(filter.kind ? "_kind" : "") + (filter.zone.empty() ? "" : "_zone");
  if (rare || (whose.empty() && filter.state)) whose = "_state";
  if (filter.order.by == ListOrder::By::Deadline) return all + " INDEXED BY permits" + whose + "_until";
  return whose.empty() ? all : all + " INDEXED BY permits" + whose;
}

// Whose turn is that of the post.
sql::Selection turn_of(const PermitFilter& filter, const std::string& post) {
  const bool by_id = filter.order.by == ListOrder::By::Id;
  sql::Selection turn(std::string(kPermits) + "permits INDEXED BY permits_post" + (by_id ? "" : "_until"));
  turn.where("post <> ''").where("post = ?", post);
  add_filter(turn, filter);
  return turn;
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

ListPlace place_of(const PermitRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : row.what.until.unix_ns(), static_cast<std::int64_t>(row.id.get())};
}

Result<Page<PermitRow>> PermitReader::list(const PermitFilter& filter) {
  const PageAsked asked{filter.order, "until", "id", filter.after, filter.limit};
  const auto all = [&] {
    sql::Selection permits(permits_by(filter));
    add_filter(permits, filter);
    return permits;
  };
  if (!filter.mine) return page_in_order<PermitRow>(database_, asked, all, permit_row);

  // Each list has its own index, and by id none of them is walked further than the page.
  const auto named = [&] {
    sql::Selection permits(std::string(kPermits) + "permit_people JOIN permits ON id = permit");
    permits.where("login = ?", filter.mine->login);
    add_filter(permits, filter);
    return permits;
  };
  std::vector<Page<PermitRow>> pages;
  auto page = page_in_order<PermitRow>(database_, {filter.order, "until", "permit", filter.after, filter.limit}, named, permit_row);
  if (!page) return page;
  pages.push_back(std::move(*page));
  for (const std::string& post : filter.mine->posts) {
    page = page_in_order<PermitRow>(
        database_, asked, [&] { return turn_of(filter, post); }, permit_row);
    if (!page) return page;
    pages.push_back(std::move(*page));
  }
  for (const core::PermitId id : filter.mine->permits) {
    const auto waiting = [&] {
      sql::Selection permits(std::string(kPermits) + "permits");
      permits.where("id = ?", id);
      add_filter(permits, filter);
      return permits;
    };
    page = page_in_order<PermitRow>(database_, asked, waiting, permit_row);
    if (!page) return page;
    pages.push_back(std::move(*page));
  }
  return merged(std::move(pages), filter.order, page_limit(filter.limit));
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
