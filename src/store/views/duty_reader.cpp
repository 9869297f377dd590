#include "store/views/duty_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

namespace davy::store {
namespace {

constexpr const char* kHandovers =
    "SELECT id, post, offered_by, offered_to, change, offered, matters, outcome, ended, ended_by, acknowledged, remark FROM handovers";

template <class T>
T list_of_fields(const std::string& json) {
  T list;
  FieldsReader(MissingField::KeepsDefault).read(Json::parse(json, nullptr, false), list);
  return list;
}

HandoverRow handover_row(sql::Statement& row) {
  HandoverRow read;
  core::Handover& what = read.handover;
  std::string matters, acknowledged;
  row.read(what.id, what.post, what.from, what.to, what.change, what.offered, matters, read.outcome, read.ended, read.ended_by,
           acknowledged, read.remark);
  what.matters = list_of_fields<std::vector<core::HandedMatter>>(matters);
  read.acknowledged = list_of_fields<std::vector<core::HandedMatter>>(acknowledged);
  return read;
}

// Open ones are few: one of a post.
std::string handovers_by(const HandoverFilter& filter) {
  const std::string of_post = filter.post.empty() ? "" : "_post";
  if (filter.which == HandoverFilter::Which::Open) return std::string(kHandovers) + " INDEXED BY handovers_open";
  if (filter.order.by == ListOrder::By::Deadline) return std::string(kHandovers) + " INDEXED BY handovers" + of_post + "_change";
  return std::string(kHandovers) + (of_post.empty() ? "" : " INDEXED BY handovers_post");
}

}  // namespace

DutyReader::DutyReader(sql::Database& database)
    : database_(database),
      rosters_(database.prepare("SELECT post, first_day, last_day, cycle, crews, told, told_by FROM rosters ORDER BY post, first_day")),
      days_(database.prepare("SELECT post, day, person, shifts FROM roster_days ORDER BY post, day, person")),
      absences_(database.prepare("SELECT id, person, since, until, reason, told_by FROM absences ORDER BY id")),
      stand_ins_(database.prepare("SELECT id, person, instead_of, held_post, since, until, reason, told_by FROM stand_ins ORDER BY id")),
      logins_(database.prepare("SELECT person, login FROM person_logins ORDER BY person")),
      certificates_(database.prepare("SELECT id, person, category, valid_until, review_by, login FROM certificates ORDER BY id")),
      missing_(database.prepare("SELECT late.post, late.change FROM handovers_overdue AS late WHERE NOT EXISTS (SELECT 1 FROM handovers AS "
                                "taken WHERE taken.post = late.post AND taken.outcome = 'accepted' AND taken.change >= late.change) "
                                "ORDER BY late.post")) {}

DutySources DutyReader::sources() {
  DutySources sources;
  for (rosters_.query(); rosters_.next();) {
    std::string post, first_day, cycle, crews;
    core::Roster roster;
    rosters_.read(post, first_day, roster.last_day, cycle, crews, roster.told, roster.by);
    roster.cycle = list_from_json(cycle);
    roster.crews = list_of_fields<std::vector<core::Crew>>(crews);
    sources.rosters.rosters[post].emplace(std::move(first_day), std::move(roster));
  }
  for (days_.query(); days_.next();) {
    std::string post, day, person, shifts;
    days_.read(post, day, person, shifts);
    sources.rosters.days[post][day][person] = list_from_json(shifts);
  }
  for (absences_.query(); absences_.next();) {
    core::AbsenceId id;
    core::Absence absence;
    absences_.read(id, absence.person, absence.from, absence.until, absence.reason, absence.by);
    sources.rosters.absences.emplace(id, std::move(absence));
  }
  for (stand_ins_.query(); stand_ins_.next();) {
    core::StandInId id;
    core::StandIn stand;
    stand_ins_.read(id, stand.person, stand.instead_of, stand.held_post, stand.from, stand.until, stand.reason, stand.by);
    sources.rosters.stand_ins.emplace(id, std::move(stand));
  }
  for (logins_.query(); logins_.next();) {
    std::string person, login;
    logins_.read(person, login);
    sources.qualifications.logins.emplace(std::move(person), std::move(login));
  }
  for (certificates_.query(); certificates_.next();) {
    std::string id;
    core::Certificate held;
    certificates_.read(id, held.person, held.category, held.valid_until, held.review_by, held.login);
    sources.qualifications.certificates.emplace(std::move(id), std::move(held));
  }
  for (missing_.query(); missing_.next();) {
    std::string post;
    Instant change;
    missing_.read(post, change);
    sources.missing.emplace(std::move(post), change);
  }
  return sources;
}

ListPlace place_of(const HandoverRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : row.handover.change.unix_ns(), static_cast<std::int64_t>(row.handover.id.get())};
}

Result<Page<HandoverRow>> DutyReader::handovers(const HandoverFilter& filter) {
  const auto select = [&] {
    sql::Selection handovers(handovers_by(filter));
    switch (filter.which) {
      case HandoverFilter::Which::Open: handovers.where("ended IS NULL"); break;
      case HandoverFilter::Which::Over: handovers.where("ended IS NOT NULL"); break;
      case HandoverFilter::Which::All: break;
    }
    if (!filter.post.empty()) handovers.where("post = ?", filter.post);
    return handovers;
  };
  return page_in_order<HandoverRow>(database_, {filter.order, "change", "id", filter.after, filter.limit}, select, handover_row);
}

std::optional<HandoverRow> DutyReader::handover(core::HandoverId id) {
  sql::Statement row = sql::Selection(kHandovers).where("id = ?", id).open(database_);
  return row.next() ? std::optional(handover_row(row)) : std::nullopt;
}

}  // namespace davy::store
