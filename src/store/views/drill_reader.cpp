#include "store/views/drill_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

namespace davy::store {
namespace {

constexpr const char* kDrills = "SELECT id, started, started_by, what, ended, result, assessed, assessed_by, assessment FROM drills";

template <class Body>
bool read_body(const std::string& json, Body& body) {
  return !json.empty() && FieldsReader(MissingField::KeepsDefault).read(Json::parse(json, nullptr, false), body);
}

DrillRow drill_row(sql::Statement& row) {
  DrillRow read;
  std::string what;
  std::string result;
  std::string assessment;
  row.read(read.id, read.started, read.by, what, read.ended, result, read.assessed, read.assessed_by, assessment);
  read_body(what, read.what);
  if (core::DrillEnded ended; read_body(result, ended)) read.result = std::move(ended);
  if (core::DrillAssessed assessed; read_body(assessment, assessed)) read.assessment = std::move(assessed);
  return read;
}

}  // namespace

ListPlace place_of(const DrillRow& row, ListOrder::By) { return {0, static_cast<std::int64_t>(row.id.get())}; }

Result<Page<DrillRow>> DrillReader::list(const DrillFilter& filter) {
  const auto select = [&] {
    sql::Selection drills(std::string(kDrills) + " INDEXED BY " + (filter.scenario.empty() ? "drills_kind" : "drills_scenario"));
    drills.where("kind = ?", filter.kind);
    if (!filter.scenario.empty()) drills.where("scenario = ?", filter.scenario);
    return drills;
  };
  return page_in_order<DrillRow>(database_, {filter.order, "", "id", filter.after, filter.limit}, select, drill_row);
}

std::optional<DrillRow> DrillReader::one(core::DrillId id) {
  sql::Statement row = sql::Selection(kDrills).where("id = ?", id).open(database_);
  if (!row.next()) return std::nullopt;
  return drill_row(row);
}

}  // namespace davy::store
