"""What a site brings: records that are there at the first start, what a demonstration has lived through before it, and a start that is refused when they are wrong."""
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.picture import png
from plant.programs import ROOT, Broker, Daemon, Person
from plant.stage import Stage

DAY_S = 86_400
SITE_AHEAD_S = 8 * 3600
RUNS_OUT = {"valid-until", "review-by", "expires", "inspect-by", "discard-by", "calibrate-by", "licence-until", "filed-until"}  # fields of records


class WhatASiteBrings(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1)
        self.addCleanup(self.stage.close)
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="davy-test-")))
        first = self.stage.daemon.command
        shutil.copytree(first[first.index("--site") + 1], self.folder / "site")
        self.records = self.folder / "site/records"
        self.records.mkdir()
        self.daemon = Daemon(self.folder, self.folder / "site", first[first.index("--packs") + 1], self.stage.broker.port, self.stage.broker.passwords)

    def bring(self, kind, records):
        (self.records / f"{kind}.json").write_text(json.dumps(records), encoding="utf-8")

    def test_records_are_there_at_the_first_start_and_are_peoples_from_then_on(self):
        self.bring("contractor", {"hengtong": {"name": "恒通"}})
        self.bring("person", {"li-na": {"name": "李娜", "contractor": "hengtong"}})
        self.bring("organisation-unit", {"line-1": {"name": "一线", "head": "li-na"}})
        self.daemon.start()
        self.daemon.stop()
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        admin = Person.first_administrator(self.daemon)
        self.addCleanup(admin.leave)
        self.assertEqual(admin.get("/records/organisation-unit/line-1")["version"], 1)
        self.assertEqual(admin.get("/records/person/li-na")["actor"], "user:site")
        self.assertEqual(admin.ask("DELETE", "/records/organisation-unit/line-1?reason=closed")[0], 400)
        self.assertEqual(len(admin.get("/journal", kind="record.saved")["items"]), 3)

    def test_a_mistake_in_them_refuses_the_start(self):
        for kind, records, said in [("person", {"li-na": {"name": "李娜", "joined": "soon"}}, "li-na.joined"), ("dragon", {}, "expected the name of a kind"),
                                    ("person", {"Li Na": {"name": "李娜"}}, "found id 'Li Na'"), ("person", [], "expected a JSON object")]:
            with self.subTest(said):
                self.bring(kind, records)
                done = subprocess.run([str(word) for word in self.daemon.command], capture_output=True, text=True, timeout=30)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(said, done.stdout + done.stderr)
                (self.records / f"{kind}.json").unlink()

    def test_what_a_demonstration_has_lived_through_is_there_once(self):
        (self.folder / "loose.png").write_bytes(png(4, 4))
        (self.folder / "firm.png").write_bytes(png(5, 4))
        matters = self.folder / "matters.json"
        rail = {"zone": "plant", "what": "护栏松动", "by": "wang", "before": ["loose.png"], "grade": {"by": "li", "days": 3, "post": "operator"},
                "accept": {"by": "wang"}, "mend": {"by": "wang", "note": "已紧固", "after": ["firm.png"]}, "review": {"by": "li"}}
        people = [{"login": "wang", "name": "王", "posts": ["operator"]}, {"login": "li", "name": "李", "role": "safety-officer", "posts": ["team-lead"]}]
        matters.write_text(json.dumps({"accounts": people, "hazards": [rail, {"zone": "plant", "what": "地面积水", "by": "wang"}]}), encoding="utf-8")
        self.daemon.command += ["--first-matters", matters]
        self.daemon.start()
        self.daemon.stop()
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        admin = Person.first_administrator(self.daemon)
        self.addCleanup(admin.leave)
        self.assertEqual([each["what"] for each in admin.get("/hazards")["items"]], ["地面积水"], "it was lived once")
        closed = admin.get("/hazards", which="over")["items"][0]
        self.assertEqual((closed["what"], closed["outcome"], closed["reporter"], len(closed["photos_before"]), len(closed["photos_after"])), ("护栏松动", "closed", "wang", 1, 1))
        stranger = Person(self.daemon)
        self.addCleanup(stranger.leave)
        self.assertEqual(stranger.ask("POST", "/session", {"login": "wang", "password": "a guess at a password"})[0], 401, "nobody has a password yet")

    def test_a_mistake_in_what_was_lived_refuses_the_start_and_says_where(self):
        matters = self.folder / "matters.json"
        grade = {"by": "li", "days": 3, "post": "operator", "management": "thing"}
        for hazard, where in (({"zone": "moon"}, "moon"), ({"zone": "plant", "grade": grade}, 'found "thing", which is no management')):
            matters.write_text(json.dumps({"hazards": [{"what": "护栏松动", "by": "wang", **hazard}]}), encoding="utf-8")
            done = subprocess.run([str(word) for word in self.daemon.command] + ["--first-matters", str(matters)], capture_output=True, text=True, timeout=30)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("护栏松动", done.stdout + done.stderr)
            self.assertIn(where, done.stdout + done.stderr)


def site_day(ahead_s):
    """The day of a site whose clock is so far ahead of ours."""
    return datetime.datetime.fromtimestamp(datetime.datetime.now().timestamp() + ahead_s + SITE_AHEAD_S, datetime.timezone.utc).date()


class ADemonstration(unittest.TestCase):
    """The demo plant, started for the first time long after its records were written."""

    YEARS_LATER_S, LATER_STILL_S = 500 * DAY_S, 530 * DAY_S

    def setUp(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="davy-test-")))
        site, packs = ROOT / "sites/demo", ROOT / "packs"
        self.as_of = datetime.date.fromisoformat((site / "records/as-of").read_text(encoding="utf-8").strip())
        self.written = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (site / "records").glob("*.json")}
        broker = Broker(folder / "broker", site, packs)
        self.addCleanup(broker.stop)
        self.daemon = Daemon(folder, site, packs, broker.port, broker.passwords)

    def days(self, person):
        """What the kinds call a day, by kind, record and field: as it was written and as it is there."""
        found = {}
        for kind in person.get("/kinds")["items"]:
            fields = [field["name"] for field in kind["fields"] if field["type"] == "date"]
            for each in person.get(f"/records/{kind['kind']}", limit=500)["items"] if fields else []:
                said = self.written[kind["kind"]][each["id"]]
                self.assertEqual({**said, **{field: None for field in fields}}, {**each["record"], **{field: None for field in fields}}, "nothing but days is moved")
                for field in set(fields) & set(said):
                    found[kind["kind"], each["id"], field] = datetime.date.fromisoformat(said[field]), datetime.date.fromisoformat(each["record"][field])
        return found

    def test_is_as_fresh_years_later_as_on_the_day_for_which_it_was_written(self):
        before = site_day(self.YEARS_LATER_S)
        self.daemon.start(ahead_s=self.YEARS_LATER_S)
        self.addCleanup(self.daemon.stop)
        admin = Person.first_administrator(self.daemon)
        self.addCleanup(admin.leave)
        days = self.days(admin)
        today = self.as_of + next(there - written for written, there in days.values())
        self.assertIn(today, (before, site_day(self.YEARS_LATER_S)))
        self.assertEqual({there - written for written, there in days.values()}, {today - self.as_of}, "the whole of its life")
        self.assertEqual(admin.get("/records/supply/scba")["reason"], f"SITE/records, as-of {self.as_of} → {today}")
        self.assertEqual([where for where, (_, there) in days.items() if where[2] in RUNS_OUT and there < today], [])
        for path in ("/qualifications?limit=500", "/due-days"):
            items = admin.get(path)["items"]
            self.assertTrue(items)
            self.assertEqual([each for each in items if each["days_left"] is not None and each["days_left"] < 0], [], path)

        self.daemon.stop()
        self.daemon.start(ahead_s=self.LATER_STILL_S)
        admin.leave()
        admin = Person.logged_in(self.daemon, "admin")
        self.addCleanup(admin.leave)
        self.assertEqual(self.days(admin), days, "it ages like any plant once it is there")
        self.assertEqual(admin.get("/records/supply/scba")["version"], 1)


if __name__ == "__main__":
    unittest.main()
