#include "store/views/interlock_view.hpp"

#include "core/interlock/interlock_table.hpp"
#include "core/refuse.hpp"

namespace davy::store {

using core::CommandState;

InterlockView::InterlockView(sql::Database& database)
    : add_row_(database.prepare("INSERT INTO interlock_rows (name, tripped, undecided, blocked, tripped_at) VALUES ($1, 0, 0, 0, 0) ON "
                                "CONFLICT (name) DO NOTHING")),
      trip_(database.prepare("UPDATE interlock_rows SET tripped = 1, undecided = 0, blocked = 0, tripped_at = $1 WHERE name = $2")),
      set_undecided_(database.prepare("UPDATE interlock_rows SET undecided = $1 WHERE name = $2")),
      block_(database.prepare("UPDATE interlock_rows SET blocked = 1 WHERE name = $1")),
      reset_(database.prepare("UPDATE interlock_rows SET tripped = 0 WHERE name = $1")),
      bypass_(database.prepare("UPDATE interlock_rows SET bypass_until = $1, bypass_reason = $2, bypass_by = $3 WHERE name = $4")),
      end_bypass_(database.prepare(
          "UPDATE interlock_rows SET bypass_until = NULL, bypass_reason = NULL, bypass_by = NULL, blocked = 0 WHERE name = $1")),
      add_trip_(database.prepare(
          "INSERT INTO trips (seq, condition, row_name, time) VALUES ($1, $2, $3, $4) ON CONFLICT (seq, condition) DO NOTHING")),
      end_trips_(database.prepare("UPDATE trips SET until_seq = $1 WHERE row_name = $2 AND until_seq IS NULL")),
      request_(database.prepare("INSERT INTO commands (seq, command, row_name, actuator, state, effect, attempt, stage, requested, sent) "
                                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)")),
      send_(database.prepare("UPDATE commands SET stage = $1, sent = $2 WHERE command = $3")),
      accept_(database.prepare("UPDATE commands SET sent = CASE WHEN stage = $1 THEN $2 ELSE sent END, stage = $3 WHERE command = $4")),
      set_stage_(database.prepare("UPDATE commands SET stage = $1 WHERE command = $2")),
      set_effect_(database.prepare(
          "INSERT INTO interlock_effects (row_name, effect, command, exhausted) VALUES ($1, $2, $3, 0) ON CONFLICT (row_name, effect) "
          "DO UPDATE SET command = excluded.command")),
      exhaust_(database.prepare("UPDATE interlock_effects SET exhausted = 1 WHERE row_name = $1 AND effect = $2")),
      stand_on_(database.prepare("UPDATE interlock_effects SET command = $1, exhausted = 0 WHERE (row_name, effect) = (SELECT row_name, "
                                 "effect FROM commands WHERE command = $1) "
                                 "AND (SELECT stage FROM commands WHERE commands.command = interlock_effects.command) = $2")),
      prove_(database.prepare("UPDATE interlock_effects SET exhausted = 0 WHERE command = $1")),
      begin_again_(database.prepare("UPDATE interlock_effects SET exhausted = 0")),
      overrule_(database.prepare("DELETE FROM interlock_effects WHERE row_name = $1 AND effect = $2")),
      clear_effects_(database.prepare("DELETE FROM interlock_effects WHERE row_name = $1")),
      row_of_(database.prepare("SELECT row_name FROM commands WHERE command = $1")) {}

std::string InterlockView::row_of(const std::string& command) { return row_of_.query(command).next() ? row_of_.get<std::string>(0) : ""; }

void InterlockView::on(const core::Event&, const core::SystemStarted&) { begin_again_.run(); }

void InterlockView::on(const core::Event& event, const core::RowTripped& body) {
  add_row_.run(body.row);
  trip_.run(event.time, body.row);
  clear_effects_.run(body.row);
  for (const std::vector<std::string>* conditions : {&body.causes, &body.unknowns})
    for (const std::string& condition : *conditions) add_trip_.run(event.seq, condition, body.row, event.time);
}

void InterlockView::on(const core::Event&, const core::RowUndecided& body) {
  add_row_.run(body.row);
  set_undecided_.run(true, body.row);
}

void InterlockView::on(const core::Event&, const core::RowDecided& body) {
  add_row_.run(body.row);
  set_undecided_.run(false, body.row);
}

void InterlockView::on(const core::Event&, const core::RowBlocked& body) {
  add_row_.run(body.row);
  block_.run(body.row);
}

void InterlockView::on(const core::Event& event, const core::RowReset& body) {
  reset_.run(body.row);
  clear_effects_.run(body.row);
  end_trips_.run(event.seq, body.row);
}

void InterlockView::on(const core::Event& event, const core::RowBypassed& body) {
  add_row_.run(body.row);
  bypass_.run(body.until, body.reason, body.asked_by.empty() ? core::person_of(event.actor) : body.asked_by, body.row);
}

void InterlockView::on(const core::Event&, const core::RowBypassEnded& body) { end_bypass_.run(body.row); }

void InterlockView::on(const core::Event& event, const core::CommandRequested& body) {
  add_row_.run(body.row);
  request_.run(event.seq, body.command, body.row, body.actuator, body.state, body.effect, body.attempt, CommandState::Requested,
               event.time);
  set_effect_.run(body.row, body.effect, body.command);
}

void InterlockView::on(const core::Event& event, const core::CommandSent& body) { send_.run(CommandState::Sent, event.time, body.command); }

void InterlockView::on(const core::Event& event, const core::CommandAccepted& body) {
  accept_.run(CommandState::Requested, event.time, CommandState::Accepted, body.command);
}

void InterlockView::on(const core::Event&, const core::CommandObserved& body) {
  stand_on_.run(body.command, CommandState::Failed);  // proved late
  prove_.run(body.command);
  set_stage_.run(CommandState::Observed, body.command);
}

void InterlockView::on(const core::Event&, const core::CommandFailed& body) { set_stage_.run(CommandState::Failed, body.command); }

void InterlockView::on(const core::Event&, const core::EffectExhausted& body) { exhaust_.run(body.row, body.effect); }

void InterlockView::on(const core::Event&, const core::EffectOverruled& body) { overrule_.run(body.row, body.effect); }

}  // namespace davy::store
