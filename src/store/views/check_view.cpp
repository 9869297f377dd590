#include "store/views/check_view.hpp"

#include "core/check/check_book.hpp"
#include "core/refuse.hpp"
#include "store/views/order_view.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

using core::CheckState;

CheckView::CheckView(sql::Database& database)
    : issue_(database.prepare(
          "INSERT INTO checks (id, measure, name, what, zone, post, point, issued, due, state) VALUES ($1, $2, $3, $4, $5, "
          "$6, $7, $8, $9, $10)")),
      overdue_(database.prepare("UPDATE checks SET state = $1 WHERE id = $2")),
      end_(database.prepare("UPDATE checks SET state = $1, ended = $2 WHERE id = $3 AND ended IS NULL")),
      miss_(database.prepare(
          "INSERT INTO missed_checks (measure, check_id, due) SELECT measure, id, due FROM checks WHERE id = $1 ON CONFLICT "
          "(measure) DO UPDATE SET check_id = excluded.check_id, due = excluded.due")),
      make_good_(
          database.prepare("DELETE FROM missed_checks WHERE check_id <= $1 AND measure = (SELECT measure FROM checks WHERE id = $1)")),
      record_(database.prepare(
          "INSERT INTO check_records (id, check_id, recorded_by, done_at, told, result, reading, note, photos, voice, "
          "signature, place, late, seed, hazard) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', $14)")),
      raise_(database.prepare("UPDATE check_records SET hazard = $1 WHERE id = (SELECT MAX(id) FROM check_records WHERE check_id = $2)")),
      plant_(database.prepare("INSERT INTO check_seeds (id, measure, name, zone, tag, planted, planted_by, until, remark, outcome, "
                              "check_id, judged) VALUES ($1, "
                              "$2, COALESCE((SELECT name FROM checks WHERE measure = $2 ORDER BY id DESC LIMIT 1), ''), COALESCE((SELECT "
                              "zone FROM checks WHERE "
                              "measure = $2 ORDER BY id DESC LIMIT 1), ''), $3, $4, $5, $6, $7, $8, 0, '')")),
      end_seed_(database.prepare("UPDATE check_seeds SET outcome = $1, ended = $2, check_id = $3, judged = $4 WHERE id = $5")),
      judge_(database.prepare("UPDATE check_records SET seed = $1 WHERE id = (SELECT MAX(id) FROM check_records WHERE check_id = $2 AND "
                              "recorded_by = $3)")) {}

void CheckView::on(const core::Event& event, const core::CheckIssued& body) {
  issue_.run(event.seq, body.measure, body.name, body.what, body.zone, body.post, body.point, event.time, body.due, CheckState::Open);
}

void CheckView::on(const core::Event&, const core::CheckOverdue& body) { overdue_.run(CheckState::Overdue, body.check); }

void CheckView::on(const core::Event& event, const core::CheckMissed& body) {
  end_.run(CheckState::Missed, event.time, body.check);
  miss_.run(body.check);
}

void CheckView::on(const core::Event& event, const core::CheckWithdrawn& body) { end_.run(CheckState::Withdrawn, event.time, body.check); }

void CheckView::on(const core::Event& event, const core::CheckRecorded& body) {
  record_.run(event.seq, body.check, core::person_of(event.actor), body.done_at, event.time, body.result, body.reading, body.note,
              list_json(body.photos), body.voice, body.signature, body.place, body.late ? 1 : 0, body.open_hazard);
  end_.run(CheckState::Done, event.time, body.check);
  if (body.result != core::CheckResult::Other) make_good_.run(body.check);  // other: it could not be looked at
}

void CheckView::on(const core::Event& event, const core::HazardReported& body) {
  if (!body.about.check.none()) raise_.run(event.seq, body.about.check);
}

void CheckView::on(const core::Event& event, const core::SeedPlanted& body) {
  plant_.run(event.seq, body.measure, body.tag, event.time, core::person_of(event.actor), body.until, body.remark, SeedOutcome::Hanging);
}

void CheckView::on(const core::Event& event, const core::SeedRemoved& body) {
  end_seed_.run(SeedOutcome::Removed, event.time, 0, "", body.seed);
}

void CheckView::on(const core::Event& event, const core::SeedFound& body) {
  end_seed_.run(SeedOutcome::Found, event.time, body.check, body.person, body.seed);
  judge_.run(SeedOutcome::Found, body.check, body.person);
}

void CheckView::on(const core::Event& event, const core::SeedOverlooked& body) {
  end_seed_.run(SeedOutcome::Overlooked, event.time, body.check, body.person, body.seed);
  judge_.run(SeedOutcome::Overlooked, body.check, body.person);
}

}  // namespace davy::store
