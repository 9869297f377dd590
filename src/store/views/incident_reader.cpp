#include "store/views/incident_reader.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr const char* kIncidents =
    "SELECT id, state, level, commander, opened, opened_by, ended, closed, cards, cards_done, evacuating, people, accounted, reports, "
    "report_due, waived, body FROM incidents";

// As the index incidents_level has it.
constexpr const char* kIncidentLevel = "CASE level WHEN 'first' THEN 2 WHEN 'second' THEN 1 ELSE 0 END";

IncidentRow incident_row(sql::Statement& row) {
  IncidentRow read;
  std::optional<std::uint32_t> evacuating;
  std::uint32_t waived = 0;
  std::string body;
  row.read(read.id, read.state, read.level, read.commander, read.opened, read.by, read.ended, read.closed, read.cards, read.cards_done,
           evacuating, read.people, read.accounted, read.reports, read.report_due, waived, body);
  read.evacuating = evacuating == 1U;
  read.waived = waived != 0;
  if (!FieldsReader(MissingField::KeepsDefault).read(Json::parse(body, nullptr, false), read.what)) row.refuse(16);
  return read;
}

std::optional<IncidentStage> stage_of(IncidentFilter::Which which) {
  switch (which) {
    case IncidentFilter::Which::Open: return IncidentStage::Open;
    case IncidentFilter::Which::Ended: return IncidentStage::Ended;
    case IncidentFilter::Which::Closed: return IncidentStage::Closed;
    case IncidentFilter::Which::All: break;
  }
  return std::nullopt;
}

// Those that are not closed are few and are sorted, as are drills; of the others the index has the order.
std::string incidents_by(const IncidentFilter& filter) {
  using Which = IncidentFilter::Which;
  if (filter.which == Which::Open || filter.which == Which::Ended) return " INDEXED BY incidents_state";
  if (filter.exercise == core::Exercise::Drill) return " INDEXED BY incidents_exercise";
  if (filter.order.by != ListOrder::By::Id) return " INDEXED BY incidents_level";
  return filter.which == Which::Closed ? " INDEXED BY incidents_state" : "";
}

struct IncidentFold {
  IncidentStory& story;
  const core::Event& event;

  std::string by() const { return core::is_login(core::person_of(event.actor)) ? core::person_of(event.actor) : std::string(); }
  template <class Body>
  Said<Body> said(const Body& body) const {
    return {body, by(), event.time};
  }
  CardStory* card(const std::string& name) const {
    const auto found = std::ranges::find_if(story.cards, [&](const CardStory& each) { return each.what.card == name; });
    return found == story.cards.end() ? nullptr : &*found;
  }

  static std::vector<PersonStory>::iterator find_in(std::vector<PersonStory>& people, const std::string& person) {
    return std::ranges::find_if(people, [&](const PersonStory& each) { return each.who.person == person; });
  }

  void operator()(const core::IncidentCardIssued& body) const { story.cards.push_back({body, "", std::nullopt, std::nullopt, 0}); }
  void operator()(const core::IncidentCardTaken& body) const {
    CardStory* taken = card(body.card);
    if (taken == nullptr) return;
    taken->by = by();
    taken->taken = event.time;
  }
  void operator()(const core::IncidentCardDone& body) const {
    if (CardStory* done = card(body.card)) done->done = said(body);
  }
  void operator()(const core::IncidentCardOverdue& body) const {
    if (CardStory* overdue = card(body.card)) overdue->overdue_calls = body.times;
  }
  void operator()(const core::EvacuationOrdered& body) const {
    EvacuationStory evacuation{body, by(), event.time, {}, std::nullopt};
    if (story.evacuation && !story.evacuation->ended) evacuation.people = std::move(story.evacuation->people);
    for (const core::ExpectedPerson& each : body.people)
      if (find_in(evacuation.people, each.person) == evacuation.people.end()) evacuation.people.push_back({each, std::nullopt});
    story.evacuation = std::move(evacuation);
  }
  void operator()(const core::PersonAccounted& body) const {
    if (!story.evacuation) return;
    auto& people = story.evacuation->people;
    auto found = find_in(people, body.person);
    if (found == people.end())
      found = people.insert(people.end(), PersonStory{{body.person, body.zone, core::ExpectedBecause::Added, {}}, std::nullopt});
    found->told = said(body);
  }
  void operator()(const core::EvacuationEnded& body) const {
    if (story.evacuation) story.evacuation->ended = said(body);
  }
  void operator()(const core::IncidentNoted& body) const { story.notes.push_back(said(body)); }
  void operator()(const core::IncidentResourceUsed& body) const { story.resources.push_back(said(body)); }
  void operator()(const core::CasualtiesTold& body) const { story.casualties = said(body); }
  void operator()(const core::IncidentReported& body) const { story.reports.push_back(said(body)); }
  void operator()(const core::IncidentReportWaived& body) const { story.waived = said(body); }
  void operator()(const core::IncidentEnded& body) const { story.ended = said(body); }
  void operator()(const core::IncidentClosed& body) const { story.closed = said(body); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

ListPlace place_of(const IncidentRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : static_cast<std::int64_t>(row.level), static_cast<std::int64_t>(row.id.get())};
}

Result<Page<IncidentRow>> IncidentReader::list(const IncidentFilter& filter) {
  const std::string index = incidents_by(filter);
  const auto select = [&] {
    sql::Selection incidents(kIncidents + index);
    if (const auto stage = stage_of(filter.which)) incidents.where("state = ?", *stage);
    if (filter.exercise) incidents.where("exercise = ?", *filter.exercise);
    return incidents;
  };
  return page_in_order<IncidentRow>(database_, {filter.order, kIncidentLevel, "id", filter.after, filter.limit}, select, incident_row);
}

std::optional<IncidentRow> IncidentReader::one(core::IncidentId id) {
  sql::Statement row = sql::Selection(kIncidents).where("id = ?", id).open(database_);
  return row.next() ? std::optional(incident_row(row)) : std::nullopt;
}

IncidentStory incident_story(std::vector<JournalRow> records) {
  IncidentStory story;
  for (const JournalRow& record : records) visit(IncidentFold{story, record.event}, record.event.body);
  story.history = std::move(records);
  return story;
}

}  // namespace davy::store
