#include "store/views/views.hpp"

#include "base/bytes.hpp"

#include <array>

namespace davy::store {
namespace {

struct Table {
  const char* name;
  const char* key;
};

constexpr std::array<Table, 18> kTables{{{"alarms", "id"},
                                         {"alarm_groups", "id"},
                                         {"set_aside", "condition"},
                                         {"orders", "id"},
                                         {"notices", "id"},
                                         {"notices_seen", "notice, login"},
                                         {"interlock_rows", "name"},
                                         {"interlock_effects", "row_name, effect"},
                                         {"trips", "seq, condition"},
                                         {"commands", "seq"},
                                         {"accounts", "login"},
                                         {"offline_devices", "device"},
                                         {"records", "kind, id"},
                                         {"modes", "zone"},
                                         {"facts", "fact, zone"},
                                         {"record_live", "kind, id, position"},
                                         {"failed_measures", "measure"},
                                         {"floods", "id"}}};

template <class Body>
inline constexpr bool kInNoView = false;
template <>
inline constexpr bool kInNoView<core::SystemStarted> = true;
template <>
inline constexpr bool kInNoView<core::SystemStopped> = true;
template <>
inline constexpr bool kInNoView<core::SamplesThinned> = true;
template <>
inline constexpr bool kInNoView<core::AlarmFoundLate> = true;

template <class Body, class... Folds>
void fold_into(const core::Event& event, const Body& body, Folds&... views) {
  constexpr bool kFolded = (requires { views.on(event, body); } || ...);
  static_assert(kFolded || kInNoView<Body>, "an event that no view takes");
  const auto fold = [&](auto& view) {
    if constexpr (requires { view.on(event, body); }) view.on(event, body);
  };
  (fold(views), ...);
}

}  // namespace

Views::Views(sql::Database& database)
    : database_(database),
      alarms_(database),
      orders_(database),
      notices_(database),
      interlocks_(database),
      people_(database),
      records_(database),
      modes_(database),
      prevention_(database) {}

void Views::fold(const core::Event& event) {
  std::visit([&](const auto& body) { fold_into(event, body, alarms_, orders_, notices_, interlocks_, people_, records_, modes_, prevention_); },
             event.body);
}

void Views::clear() {
  for (const Table& table : kTables) database_.run(std::string("DELETE FROM ") + table.name);
}

std::string Views::digest() {
  Hasher hasher;
  for (const Table& table : kTables) {
    sql::Statement lines = database_.prepare(std::string("SELECT * FROM ") + table.name + " ORDER BY " + table.key);
    hasher.add(table.name);
    lines.query();
    while (lines.next())
      for (int column = 0; column < lines.columns(); ++column) {
        hasher.add(lines.is_null(column) ? std::uint64_t{0} : std::uint64_t{1});
        hasher.add(lines.bytes(column));
      }
  }
  return to_hex(hasher.finish());
}

}  // namespace davy::store
