#include "store/backup/rows.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace davy::store::backup {
namespace {

using nlohmann::json;
using sql::Statement;

json value_of(const Statement& row, int column) {
  switch (row.kind(column)) {
    case Statement::Kind::Null: return nullptr;
    case Statement::Kind::Integer: return row.integer(column);
    case Statement::Kind::Real: return row.real(column);
    case Statement::Kind::Text: return std::string(row.bytes(column));
    case Statement::Kind::Blob: break;
  }
  const std::string_view bytes = row.bytes(column);
  return json::binary({bytes.begin(), bytes.end()});
}

// Names of tables and columns come out of a sealed piece, but it may be of another program: they are only ever words.
bool is_word(const json& name) {
  return name.is_string() && name.get_ref<const std::string&>().find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
}

// The texts and blobs that a Value points to are those of `value`, which must outlive it.
sql::Value bound(const json& value) {
  if (value.is_null()) return nullptr;
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_boolean()) return static_cast<std::int64_t>(value.get<bool>());
  if (value.is_string()) return std::string_view(value.get_ref<const std::string&>());
  const auto& bytes = value.get_binary();
  return sql::Blob{{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

}  // namespace

Result<json> rows_after(sql::Database& database, const std::string& table, const std::string& key, std::uint64_t after, std::size_t limit) {
  Statement select = database.prepare("SELECT * FROM " + table + " WHERE " + key + " > $1 ORDER BY " + key + " LIMIT $2");
  json columns = json::array();
  json rows = json::array();
  select.query(after, limit);
  while (select.next()) {
    if (columns.empty())
      for (int i = 0; i < select.columns(); ++i) columns.push_back(select.column_name(i));
    json row = json::array();
    for (int i = 0; i < select.columns(); ++i) row.push_back(value_of(select, i));
    rows.push_back(std::move(row));
  }
  if (database.error()) return *database.error();
  return json{{"table", table}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

bool are_rows(const json& rows) {
  if (!rows.is_object() || !is_word(rows.value("table", json())) || !rows.value("columns", json()).is_array() ||
      !rows.value("rows", json()).is_array())
    return false;
  const json& columns = rows["columns"];
  return std::ranges::all_of(columns, is_word) && std::ranges::all_of(rows["rows"], [&](const json& row) {
           return row.is_array() && row.size() == columns.size() &&
                  std::ranges::none_of(row, [](const json& value) { return value.is_structured(); });
         });
}

Result<void> insert_rows(sql::Database& database, const json& rows) {
  if (!are_rows(rows)) return Error{ErrorCode::Corrupt, "found something else than rows of a table"};
  const json& columns = rows["columns"];
  if (rows["rows"].empty()) return {};
  std::string names;
  std::string places;
  for (const json& column : columns) {
    names += (names.empty() ? "" : ", ") + column.get<std::string>();
    places += (places.empty() ? "$" : ", $") + std::to_string(1 + std::ranges::count(places, '$'));
  }
  Statement insert = database.prepare("INSERT INTO " + rows["table"].get<std::string>() + " (" + names + ") VALUES (" + places +
                                      ") ON CONFLICT DO NOTHING");
  for (const json& row : rows["rows"]) {
    std::vector<sql::Value> values;
    for (const json& value : row) values.push_back(bound(value));
    insert.query_list(values);
    while (insert.next()) continue;
  }
  return {};
}

}  // namespace davy::store::backup
