"""Training at the demo plant: what a new operator is to learn, a failed exam and a passed one, a lesson from a returned order, and a guardian who guards only once the
course is passed."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import moment
from plant.contract import Contract
from plant.duty import day
from plant.mqtt import Client
from plant.permits import details
from plant.picture import png
from plant.programs import PASSWORD, PROGRAMS, ROOT, Broker, Daemon, Person, wait_until
from plant.training import read_all, sit

CONTRACT = Contract()
DEMO = ROOT / "sites/demo"
PEOPLE = [("xin.gong", "worker", ["operator"]), ("ban.zhang", "team-lead", ["team-lead"]), ("an.quan", "safety-officer", ["safety-officer"]), ("jian.hu", "worker", [])]
RIGHT = {name: question["right"] for name, question in json.loads((DEMO / "records/question.json").read_text(encoding="utf-8")).items()}


class AtTheDemoPlant(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="davy-test-")))
        self.broker = Broker(self.folder / "broker", DEMO, ROOT / "packs")
        self.addCleanup(self.broker.stop)
        self.daemon = Daemon(self.folder, DEMO, ROOT / "packs", self.broker.port, self.broker.passwords)
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        self.addCleanup(Person.first_administrator(self.daemon).leave)
        admin = Asker(self.daemon.port, CONTRACT).sign_in("admin")
        self.who = {}
        for login, role, posts in PEOPLE:
            admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
            self.who[login] = Asker(self.daemon.port, CONTRACT).sign_in(login)
        self.operator, self.lead, self.officer, self.guardian = self.who.values()

    def tearDown(self):
        self.daemon.stop()
        verified = subprocess.run([PROGRAMS / "davy", "verify", "--data", self.daemon.data], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def open_of(self, person, course):
        return [each for each in person.get("/trainings")["items"] if each["course"] == course and each["person"] == self.name_of(person)]

    def name_of(self, person):
        return next(login for login, asker in self.who.items() if asker is person)

    def test_a_new_operator_learns_fails_and_passes(self):
        mine = {each["course"]: each for each in self.operator.get("/trainings")["items"]}
        self.assertEqual({course: (each["because"], each["about"]) for course, each in mine.items()}, {
            "three-level-entry": ("plan", "entry-workers"), "hydrogen-sulphide": ("plan", "hydrogen-sulphide-yearly"),
            "confined-space": ("plan", "confined-space-required")})
        self.assertEqual([each["reason"] for each in self.operator.get("/notices")["items"] if each["training"]], ["training-assigned"] * 3)
        training = mine["hydrogen-sulphide"]["id"]
        read_all(self.operator, training)
        failed = sit(self.operator, training, {})
        self.assertEqual((failed["state"], failed["exams"][0]["passed"], failed["exams"][0]["of"]), ("ready", False, 5))
        self.assertTrue(all(each["why"] for each in failed["exams"][0]["questions"]))
        passed = sit(self.operator, training, RIGHT)
        self.assertEqual((passed["state"], passed["exams"][1]["percent"], passed["hours"]), ("passed", 100, 4))
        self.assertIsNotNone(passed["valid_until"])
        entry = mine["three-level-entry"]["id"]
        read_all(self.operator, entry)
        sit(self.operator, entry, RIGHT)
        hours = {each["person"]: each for each in self.lead.get("/training-hours")["items"]}["xin.gong"]
        self.assertEqual((hours["hours"]["entry"], hours["hours"]["daily"], hours["total"], hours["required"], hours["open"]), (72, 4, 76, 72, 1))
        story = self.operator.get(f"/matters/training/{training}/story")
        self.assertEqual([(each["step"], each["people"], each["post"], each["standing"], each["done"]["by"]) for each in story["chain"]],
            [("pass-training", ["xin.gong"], "operator", "on-time", "user:xin.gong")])
        self.assertIn("training.exam_finished", [each["kind"] for each in story["records"]])
        self.assertIn("notice.issued", [each["kind"] for each in story["records"]])
        self.assertEqual(self.lead.get(f"/matters/training/{training}/story")["chain"], story["chain"])
        self.assertEqual(self.guardian.ask("GET", f"/matters/training/{training}/story").status, 403, "what somebody is to learn is theirs")

    def test_a_returned_order_brings_a_lesson(self):
        device = Client(self.broker.port, "gds-01", self.broker.password("gds-01"))
        self.addCleanup(device.close)

        def alarm():
            device.publish("davy/demo/gds-01/samples", json.dumps({"samples": [{"point": "ch4-06", "t": int(time.time() * 1000), "v": 30}]}))
            time.sleep(0.5)
            return [each for each in self.operator.get("/orders")["items"] if each["condition"].startswith("ch4-06:high")]

        order = wait_until(alarm, seconds=60, what="the order")[0]["id"]
        self.operator.post(f"/orders/{order}/accept")
        picture = self.operator.ask("POST", "/photos", raw=png(3, 3), Content_Type="image/png").body["photo"]
        self.operator.post(f"/orders/{order}/submit", {"note": "已处理", "photos": [picture]})
        self.lead.post(f"/orders/{order}/reject", {"reason": "仍在泄漏"})
        lesson = self.open_of(self.operator, "proof-of-work")[0]
        self.assertEqual((lesson["because"], lesson["about"]), ("mistake", f"order:{order}"))

    def test_the_unqualified_are_refused_a_permit(self):
        work = {
            "kind": "confined-space", "zone": "plant", "place": {"x_m": 120, "y_m": 80, "radius_m": 2, "bottom_m": -3, "top_m": 0},
            "grounds": {}, "what": "清淤", "unit": "生产一班", "lead": "xin.gong", "guardian": "jian.hu", "workers": ["shi-lei"],
            "from": moment(minutes=-5), "until": moment(hours=4), "analysis": [{"step": "下井", "danger": "中毒窒息", "measure": "连续检测", "residual": "low"}],
            "details": details(self.operator, "confined-space"), "no_isolation": "沉淀池没有连通的管道",
        }
        training = self.lead.post("/trainings", {"person": "jian.hu", "course": "guardian", "reason": "监护"})["id"]
        read_all(self.guardian, training)
        sit(self.guardian, training, RIGHT)
        refused = self.operator.ask("POST", "/permits", work)
        self.assertEqual(refused.status, 422, refused.body)
        self.assertIn("受限空间作业安全", refused.body["message"]["zh"])
        training = self.open_of(self.operator, "confined-space")[0]["id"]
        read_all(self.operator, training)
        self.assertEqual(sit(self.operator, training, RIGHT)["state"], "passed")
        accepted = self.operator.ask("POST", "/permits", work)
        self.assertEqual(accepted.status, 201, accepted.body)

    def test_hours_outside_are_entered_by_somebody_else_with_the_sheet(self):
        put = lambda who, kind, name, body: who.ask("PUT", f"/records/{kind}/{name}", {"reason": "登记", "record": body})
        self.assertEqual(put(self.officer, "person", "xin-gong", {"name": "辛工", "number": "2001", "login": "xin.gong"}).status, 200)
        self.assertEqual(put(self.officer, "person", "an-quan", {"name": "安全", "number": "2002", "login": "an.quan"}).status, 200)
        sheet = self.officer.ask("POST", "/photos", raw=png(3, 3), Content_Type="image/png").body["photo"]
        course = {"name": "县应急局消防演练课", "people": ["xin-gong"], "day": day(), "hours": 6, "by": "县应急局"}
        self.assertEqual(put(self.officer, "outside-training", "fire", course).fields(), ["record.photos"])
        self.assertEqual(put(self.officer, "outside-training", "fire", {**course, "photos": ["0" * 64]}).fields(), ["record.photos"])
        self.assertEqual(put(self.officer, "outside-training", "own", {**course, "people": ["xin-gong", "an-quan"], "photos": [sheet]}).status, 403)
        self.assertEqual(put(self.officer, "outside-training", "fire", {**course, "photos": [sheet]}).status, 200)
        self.assertEqual(put(self.officer, "outside-training", "old", {**course, "day": "2020-05-01", "photos": [sheet]}).status, 200)
        hours = self.operator.get(f"/training-hours?year={course['day'][:4]}")["items"][0]
        self.assertEqual((hours["hours"]["outside"], hours["hours"]["drill"], hours["total"]), (6, 0, 6))
        old = self.operator.get("/training-hours?year=2020")["items"][0]
        self.assertEqual(old["hours"]["outside"], 6)

    def test_a_guardian_guards_once_the_course_is_passed(self):
        draft = {
            "kind": "height", "zone": "plant", "place": {"x_m": 120, "y_m": 80, "radius_m": 2, "bottom_m": 0, "top_m": 4},
            "grounds": {"height_m": 4}, "what": "更换灯具", "unit": "机电维修", "lead": "xin.gong", "guardian": "jian.hu", "workers": ["shi-lei"],
            "from": moment(minutes=-5), "until": moment(hours=4), "analysis": [{"step": "登高", "danger": "坠落", "measure": "系安全带", "residual": "low"}],
            "details": details(self.operator, "height"),
        }
        refused = self.operator.ask("POST", "/permits", draft)
        self.assertEqual((refused.status, refused.body["detail"]), (422, "jian.hu holds no valid certificate as a guardian"))
        training = self.lead.post("/trainings", {"person": "jian.hu", "course": "guardian", "reason": "新监护人"})["id"]
        read_all(self.guardian, training)
        self.assertEqual(sit(self.guardian, training, RIGHT)["state"], "passed")
        certificate = [each for each in self.officer.get("/qualifications")["items"] if each["login"] == "jian.hu"]
        self.assertEqual([each["category"] for each in certificate], ["guardian"])
        accepted = self.operator.ask("POST", "/permits", draft)
        self.assertEqual(accepted.status, 201, accepted.body)


if __name__ == "__main__":
    unittest.main()
