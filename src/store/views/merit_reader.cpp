#include "store/views/merit_reader.hpp"

#include "store/sql/selection.hpp"

namespace davy::store {

std::vector<MeritRow> MeritReader::list(const std::string& month, const std::string& person) {
  sql::Selection merits("SELECT id, month, person, reason, hazard, worth, points, given FROM merits");
  merits.where("month = ?", month);
  if (!person.empty()) merits.where("person = ?", person);
  merits.then(" ORDER BY id");
  std::vector<MeritRow> rows;
  for (sql::Statement row = merits.open(database_); row.next();) {
    MeritRow& read = rows.emplace_back();
    core::MeritGiven& merit = read.merit;
    row.read(read.id, merit.month, merit.person, merit.reason, merit.hazard, merit.worth, merit.points, read.given);
  }
  return rows;
}

}  // namespace davy::store
