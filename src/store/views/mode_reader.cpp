#include "store/views/mode_reader.hpp"

namespace davy::store {

ModeReader::ModeReader(sql::Database& database)
    : modes_(database.prepare("SELECT zone, mode, set_by, reason, since, until FROM modes ORDER BY zone")),
      facts_(database.prepare("SELECT fact, zone, value, source, until, told_by FROM facts ORDER BY fact, zone")) {}

std::vector<ModeRow> ModeReader::modes() {
  std::vector<ModeRow> rows;
  modes_.query();
  while (modes_.next()) {
    ModeRow& row = rows.emplace_back();
    modes_.read(row.zone, row.set.mode, row.set.by, row.set.reason, row.set.since, row.set.until);
  }
  return rows;
}

std::vector<FactRow> ModeReader::facts() {
  std::vector<FactRow> rows;
  facts_.query();
  while (facts_.next()) {
    FactRow& row = rows.emplace_back();
    facts_.read(row.fact, row.zone, row.told.value, row.told.source, row.told.until, row.told.by);
  }
  return rows;
}

}  // namespace davy::store
