#include "store/views/interlock_reader.hpp"

namespace davy::store {

std::vector<RowView> InterlockReader::rows() {
  std::vector<RowView> rows;
  sql::Statement row = database_.prepare(
      "SELECT name, tripped, undecided, blocked, tripped_at, bypass_until, bypass_reason, bypass_by FROM interlock_rows ORDER BY name");
  row.query();
  while (row.next()) {
    RowView& read = rows.emplace_back();
    row.read(read.row, read.state.tripped, read.state.undecided, read.state.blocked, read.state.tripped_at);
    if (const auto until = row.get<std::optional<Instant>>(5))
      read.state.bypass = core::Bypass{*until, row.get<std::string>(6), row.get<std::string>(7)};
  }
  for (RowView& read : rows) read_effects(read);
  return rows;
}

void InterlockReader::read_effects(RowView& row) {
  sql::Statement effects = database_.prepare(
      "SELECT e.effect, e.exhausted, c.command, c.row_name, c.actuator, c.state, c.effect, c.attempt, c.stage, c.requested, c.sent "
      "FROM interlock_effects e JOIN commands c ON c.command = e.command WHERE e.row_name = $1 ORDER BY e.effect");
  effects.query(row.row);
  while (effects.next()) {
    std::size_t effect = 0;
    core::EffectState state;
    core::Command command;
    effects.read(effect, state.exhausted, command.command, command.row, command.actuator, command.state, command.effect, command.attempt,
                 command.stage, command.requested, command.sent);
    state.command = command.command;
    if (row.state.effects.size() <= effect) row.state.effects.resize(effect + 1);
    row.state.effects[effect] = std::move(state);
    row.commands.push_back(std::move(command));
  }
}

}  // namespace davy::store
