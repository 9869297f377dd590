#include "store/views/obligation_view.hpp"

#include "core/refuse.hpp"
#include "core/suspension.hpp"
#include "store/json/fields.hpp"
#include "store/views/order_view.hpp"

#include <set>

namespace davy::store {
namespace {

constexpr std::uint64_t kParts = 2'048;
constexpr std::uint64_t kSteps = 32;

using Logins = std::set<std::string>;

Logins logins_of(const std::vector<std::string>& people, const std::string& done_by, const std::string& judged) {
  Logins logins(people.begin(), people.end());
  if (done_by.starts_with("user:")) logins.insert(core::person_of(done_by));
  if (!judged.empty()) logins.insert(judged);
  return logins;
}

template <class T>
bool read_body(sql::Statement& row, int column, T& to) {
  const std::string body = row.get<std::string>(column);
  if (FieldsReader(MissingField::IsRefused).read(Json::parse(body, nullptr, false), to)) return true;
  row.refuse(column);
  return false;
}

}  // namespace

std::uint64_t number_of(const core::Obligation& obligation) {
  const auto step = static_cast<std::uint64_t>(obligation.step);
  return (obligation.asked_by * kSteps + step) * kParts + std::min<std::uint64_t>(obligation.part, kParts - 1);
}

// What links the matters that events tell of together.
struct ObligationView::Links {
  ObligationView& view;
  const core::Event& event;

  void link(core::MatterKind kind, std::uint64_t id, core::MatterKind other_kind, std::uint64_t other) const {
    if (other != 0) view.link_.run(kind, id, other_kind, other);
  }
  void of_order(std::uint64_t order, core::AlarmId alarm) const {
    link(core::MatterKind::Order, order, core::MatterKind::Alarm, alarm.get());
    if (!alarm.none()) link(core::MatterKind::Alarm, alarm.get(), core::MatterKind::Order, order);
  }
  void operator()(const core::OrderIssued& body) const {
    of_order(event.seq, body.alarm);
    if (const auto subject = core::suspension::subject_named(body.condition)) {
      link(core::MatterKind::Order, event.seq, core::MatterKind::Permit, subject->permit.get());
      link(core::MatterKind::Permit, subject->permit.get(), core::MatterKind::Order, event.seq);
    }
  }
  void operator()(const core::OrderRecurred& body) const { of_order(body.order.get(), body.alarm); }
  void operator()(const core::HazardReported& body) const {
    link(core::MatterKind::Hazard, event.seq, core::MatterKind::Check, body.about.check.get());
  }
  void operator()(const core::IncidentOpened& body) const {
    link(core::MatterKind::Incident, event.seq, core::MatterKind::Alarm, body.alarm.get());
  }
  void operator()(const core::PermitSuspended& body) const {
    if (body.cause == core::StopCause::Gas) view.stop_.run(body.what, event.time, body.permit);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

ObligationView::ObligationView(sql::Database& database)
    : find_(database.prepare("SELECT people, done_by, judged FROM obligations WHERE id = $1")),
      save_(database.prepare("INSERT INTO obligations (id, asked_by, step, part, matter_kind, matter, zone, post, people, asked, due, "
                             "answer, done_seq, done_at, done_by, judgement, judged, judged_post, round) VALUES ($1, $2, $3, $4, $5, $6, "
                             "$7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)")),
      change_(database.prepare("UPDATE obligations SET post = $1, people = $2, due = $3, answer = $4, done_seq = $5, done_at = $6, done_by "
                               "= $7, judgement = $8 WHERE id = $9")),
      name_(database.prepare("INSERT INTO obligation_people (login, asked, obligation) VALUES ($1, $2, $3) ON CONFLICT (login, asked, "
                             "obligation) DO NOTHING")),
      unname_(database.prepare("DELETE FROM obligation_people WHERE login = $1 AND asked = $2 AND obligation = $3")),
      save_matter_(database.prepare("INSERT INTO obligation_matters (kind, id, body) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE "
                                    "SET body = excluded.body")),
      forget_matter_(database.prepare("DELETE FROM obligation_matters WHERE kind = $1 AND id = $2")),
      save_condition_(database.prepare("INSERT INTO obligation_conditions (condition, body) VALUES ($1, $2) ON CONFLICT (condition) DO "
                                       "UPDATE SET body = excluded.body")),
      forget_condition_(database.prepare("DELETE FROM obligation_conditions WHERE condition = $1")),
      link_(database.prepare("INSERT INTO matter_links (kind, id, other_kind, other) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, id, "
                             "other_kind, other) DO NOTHING")),
      stop_(database.prepare("INSERT INTO permit_stops (condition, at, permit) VALUES ($1, $2, $3) ON CONFLICT (condition, at, permit) DO "
                             "NOTHING")),
      matters_(database.prepare("SELECT kind, id, body FROM obligation_matters ORDER BY kind, id")),
      conditions_(database.prepare("SELECT condition, body FROM obligation_conditions ORDER BY condition")),
      accounts_(database.prepare("SELECT login, posts FROM accounts ORDER BY login")) {}

void ObligationView::fold(const core::Event& event) {
  visit(Links{*this, event}, event.body);
  // One that is changed twice is saved as it is in the end.
  std::map<std::uint64_t, core::Obligation> changed;
  book_.evolve(event, [&](const core::Obligation& each) { changed.insert_or_assign(number_of(each), each); });
  for (const auto& [number, obligation] : changed) save(obligation);
  for (const core::MatterRef& ref : book_.changed_matters()) save_matter(ref);
  for (const std::string& condition : book_.changed_conditions()) save_condition(condition);
}

void ObligationView::save(const core::Obligation& each) {
  const std::uint64_t number = number_of(each);
  std::optional<std::uint64_t> done_seq;
  std::optional<Instant> done_at;
  std::optional<std::string> done_by;
  if (each.done) {
    done_seq = each.done->seq;
    done_at = each.done->at;
    done_by = each.done->by;
  }
  save_people(each, number);
  const std::string people = list_json(each.people);
  if (find_.query(number).next())
    change_.run(each.post, people, each.due, each.answer, done_seq, done_at, done_by, each.judgement, number);
  else
    save_.run(number, each.asked_by, each.step, each.part, each.matter.kind, each.matter.id, each.zone, each.post, people, each.asked,
              each.due, each.answer, done_seq, done_at, done_by, each.judgement, each.judged, each.judged_post, each.round);
}

void ObligationView::save_people(const core::Obligation& each, std::uint64_t number) {
  const Logins now = logins_of(each.people, each.done ? each.done->by : std::string(), each.judged);
  Logins before;
  if (find_.query(number).next())
    before = logins_of(list_from_json(find_.get<std::string>(0)), find_.is_null(1) ? std::string() : find_.get<std::string>(1),
                       find_.get<std::string>(2));
  for (const std::string& login : before)
    if (!now.contains(login)) unname_.run(login, each.asked, number);
  for (const std::string& login : now)
    if (!before.contains(login)) name_.run(login, each.asked, number);
}

void ObligationView::save_matter(const core::MatterRef& ref) {
  const auto found = book_.matters().find(ref);
  if (found == book_.matters().end())
    forget_matter_.run(ref.kind, ref.id);
  else
    save_matter_.run(ref.kind, ref.id, canonical(FieldsWriter::write(found->second)));
}

void ObligationView::save_condition(const std::string& name) {
  const auto found = book_.conditions().find(name);
  if (found == book_.conditions().end())
    forget_condition_.run(name);
  else
    save_condition_.run(name, canonical(FieldsWriter::write(found->second)));
}

void ObligationView::load() {
  clear();
  matters_.query();
  while (matters_.next()) {
    core::ObligedMatter matter;
    if (read_body(matters_, 2, matter))
      book_.restore({matters_.get<core::MatterKind>(0), matters_.get<std::uint64_t>(1)}, std::move(matter));
  }
  conditions_.query();
  while (conditions_.next()) {
    core::WatchedCondition watched;
    if (read_body(conditions_, 1, watched)) book_.restore(conditions_.get<std::string>(0), std::move(watched));
  }
  accounts_.query();
  while (accounts_.next()) book_.restore_account(accounts_.get<std::string>(0), list_from_json(accounts_.get<std::string>(1)));
}

void ObligationView::clear() { book_ = core::ObligationBook(); }

}  // namespace davy::store
