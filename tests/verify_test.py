"""`davy verify` names the first bad record, `davy rebuild` folds the same views: on the data folder of a real daemon that has lived a little."""
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from plant import sums
from plant.programs import PASSWORD, PROGRAMS, Person, wait_until
from plant.stage import Stage


LEAK = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
CERTIFICATE = {"number": "T-1", "person": "wang", "category": "welding", "issued": "2020-01-01", "valid-until": "2026-01-01"}
TRIP = {"name": "联锁切断", "event": "leak", "class": "1-4", "watch-row": "row-1"}


def davy(*arguments):
    done = subprocess.run([PROGRAMS / "davy", *arguments], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


class Verify(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="davy-verify-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.lived = pathlib.Path(cls.folder.name) / "lived"
        with Stage(pairs=2, options=["--unsealed"]) as stage:  # damage is done to it with SQL
            stage.read(gas_0=60, gas_1=1)
            wait_until(lambda: stage.journal("order.issued"), what="the order")
            for method, path, wish in [("PUT", "/records/organisation-unit/line-1", {"reason": "first", "record": {"name": "一线"}}),
                                       ("POST", "/modes", {"zone": "plant", "mode": "maintenance", "reason": "valve", "duration": "1h"}),
                                       ("POST", "/facts/permit-hot-work", {"value": True, "valid_for": "1h"}),
                                       ("POST", "/hazards", {"zone": "plant", "what": "护栏松动"}),
                                       ("PUT", "/records/risk-object/tanks", {"reason": "first", "record": {"name": "储罐", "zone": "plant"}}),
                                       ("PUT", "/records/risk-unit/tank", {"reason": "first", "record": {"name": "罐体", "object": "tanks"}}),
                                       ("PUT", "/records/risk-event/leak", {"reason": "first", "record": LEAK}),
                                       ("PUT", "/records/risk-measure/trip", {"reason": "first", "record": TRIP}),
                                       ("PUT", "/records/person/wang", {"reason": "first", "record": {"name": "王强", "login": "admin"}}),
                                       ("PUT", "/records/qualification/q-1", {"reason": "first", "record": CERTIFICATE}),
                                       ("PUT", "/accounts/admin", {"name": "admin", "role": "administrator", "posts": ["operator"]}),
                                       ("PUT", "/accounts/li.na", {"name": "li.na", "role": "worker", "posts": ["operator"], "password": PASSWORD}),
                                       ("POST", "/handovers", {"post": "operator", "to": "li.na", "notes": ["pump 2"]}),
                                       ("POST", "/rosters", {"post": "operator", "first_day": "2030-01-01", "cycle": ["always"], "crews": [{"name": "A", "people": ["admin"]}]}),
                                       ("POST", "/rosters/day", {"post": "operator", "person": "admin", "day": "2030-01-02", "shifts": []}),
                                       ("POST", "/absences", {"person": "admin", "from": "2030-01-03T00:00:00Z", "reason": "leave"}),
                                       ("POST", "/stand-ins", {"person": "li.na", "instead_of": "admin", "from": "2030-01-03T00:00:00Z", "reason": "leave"}),
                                       ("POST", "/rows/row-1/bypass", {"duration": "10min", "reason": "test"})]:
                status, answer = stage.admin.ask(method, path, wish)
                assert status in (200, 201), answer
            status, answer = stage.admin.ask("PUT", "/accounts/li.na", {"name": "李娜", "role": "safety-officer", "posts": [], "password": PASSWORD})
            assert status in (200, 201), answer
            hazard = stage.journal("hazard.reported")[0]["seq"]
            officer = Person.logged_in(stage.daemon, "li.na")
            status, answer = officer.ask("POST", f"/hazards/{hazard}/grade", {"grade": "general", "danger": "equipment", "handling": "at-once"})
            assert status == 200, answer
            officer.leave()
            wait_until(lambda: stage.journal("measure.failed"), what="the measure that does not hold")
            for _ in range(6):
                stage.read(gas_0=5, gas_1=5)
                stage.read(gas_0=60, gas_1=60)
            wait_until(lambda: [each for each in stage.journal("notice.issued") if each["body"]["reason"] == "flood-bundle"], what="the notice of the flood")
            stage.daemon.stop()
            shutil.copytree(stage.daemon.data, cls.lived)

    def copy(self, *changes):
        """A copy of the folder, changed behind the daemon's back."""
        folder = pathlib.Path(self.folder.name) / self.id()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.lived, folder)
        database = sqlite3.connect(folder / "davy.db")
        for change in changes:
            database.execute(change)
        database.commit()
        database.close()
        sums.make_right(folder / "davy.db")
        return folder

    def bad(self, *changes):
        status, said = davy("verify", "--data", self.copy(*changes))
        self.assertEqual(status, 1, said)
        return said

    def test_an_honest_journal_is_whole(self):
        status, said = davy("verify", "--data", self.copy())
        self.assertEqual(status, 0, said)
        self.assertRegex(said, r"^\d+ records.*head [0-9a-f]{64}")

    def test_a_changed_body_is_named(self):
        change = "UPDATE journal SET body = replace(body, '\"', ' \"') WHERE seq = 3"
        self.assertIn("record 3 is bad: hash: its content is not what was written", self.bad(change))
        self.assertIn("第 3 条记录损坏：哈希不符：内容与写入时不同", davy("--language", "zh", "verify", "--data", self.copy(change))[1])

    def test_every_changed_column_is_found(self):
        for change in ("time = time + 1", "actor = 'user:nobody'", "kind = 'alarm.reset'", "subject = 'system:x'", "hash = zeroblob(32)", "prev = zeroblob(32)"):
            with self.subTest(change):
                self.assertRegex(self.bad(f"UPDATE journal SET {change} WHERE seq = 4"), "record 4 is bad")

    def test_a_deleted_record_is_found(self):
        self.assertIn("record 5", self.bad("DELETE FROM journal WHERE seq = 5"))

    def test_a_cut_end_is_found(self):
        self.bad("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")

    def test_swapped_records_are_found(self):
        said = self.bad("UPDATE journal SET seq = -1 WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 4", "UPDATE journal SET seq = 4 WHERE seq = -1")
        self.assertIn("record 3 is bad", said)

    def test_rebuilt_views_are_the_same(self):
        status, said = davy("rebuild", "--data", self.copy())
        self.assertEqual(status, 0, said)
        self.assertIn("the same as before", said)

    def test_every_view_has_lived(self):
        """What is rebuilt is something."""
        database = sqlite3.connect(self.lived / "davy.db")
        for view in ("alarms", "orders", "notices", "notices_bundled", "floods", "commands", "accounts", "records", "record_fields", "record_values", "record_gram_counts", "modes", "facts", "hazards", "merits", "record_live", "failed_measures",
                     "rosters", "roster_days", "absences", "stand_ins", "person_logins", "certificates", "handovers", "notices_people"):
            with self.subTest(view):
                self.assertGreater(database.execute(f"SELECT count(*) FROM {view}").fetchone()[0], 0)
        database.close()

    def test_a_view_changed_by_hand_is_noticed_and_mended(self):
        folder = self.copy("UPDATE alarms SET acked = 1")
        self.assertEqual(davy("rebuild", "--data", folder)[0], 1)
        self.assertEqual(davy("rebuild", "--data", folder)[0], 0)

    def test_a_folder_that_is_none_is_an_error_of_its_own(self):
        self.assertEqual(davy("verify", "--data", "/nonexistent")[0], 2)


if __name__ == "__main__":
    unittest.main()
