"""Drills on the running daemon: held on stand-ins, scored by what people did, over at once when something is real; and Davy trying itself."""
import pathlib
import queue
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.contract import Contract
from plant.programs import PASSWORD, PROGRAMS, wait_until
from plant.stage import Stage

CONTRACT = Contract()
PEOPLE = [("wang.qiang", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"]), ("chen.jie", "team-lead", [])]
TWIN = "drill/gas-0:high-high"
MARK = "【演练 DRILL】"


class ThePlant(unittest.TestCase):
    def setUp(self, self_test=False):
        self.stage = Stage(1, drills=True, self_test=self_test)
        self.addCleanup(self.stage.close)
        self.admin = Asker(self.stage.daemon.port, CONTRACT).sign_in("admin")
        self.who = {}
        for login, role, posts in PEOPLE:
            self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
            self.who[login] = Asker(self.stage.daemon.port, CONTRACT).sign_in(login)
        self.operator, self.officer, self.lead = self.who.values()

    def begin(self):
        """A drill whose alarm rings."""
        drill = self.officer.post("/drills", {"scenario": "leak"})
        self.assertIsNone(drill["result"])
        alarm = wait_until(lambda: next(iter(self.alarms()), None), what="the drill's alarm")
        return drill["id"], alarm

    def alarms(self):
        return [each for each in self.operator.get("/alarms")["items"] if each["condition"] == TWIN]

    def orders(self, which="open"):
        return [each for each in self.operator.get(f"/orders?which={which}")["items"] if each["condition"] == TWIN]

    def drill(self, number):
        return self.officer.get(f"/drills/{number}")

    def over(self, number):
        return wait_until(lambda: (lambda drill: drill if drill["result"] else None)(self.drill(number)), what="the end of the drill")

    def nothing_is_left(self):
        self.assertEqual(self.alarms(), [])
        self.assertEqual(self.orders(), [])
        self.assertEqual(self.operator.get("/incidents?which=open")["items"] + self.operator.get("/incidents?which=ended")["items"], [])


class Drills(ThePlant):
    def test_a_drill_from_its_start_to_its_record(self):
        self.stage.device.subscribe("davy/small/rtu-01/command")
        self.assertEqual(self.lead.ask("POST", "/drills", {"scenario": "leak"}).status, 403)
        self.assertEqual(self.officer.ask("POST", "/drills", {"scenario": "nothing"}).fields(), ["scenario"])
        self.assertEqual(self.officer.ask("POST", "/drills", {"scenario": "golden"}).fields(), ["scenario"])
        zones = self.operator.get("/zones")["items"]
        number, alarm = self.begin()
        self.assertEqual((alarm["exercise"], alarm["title"]["zh"][:4]), ("drill", "【演练】"))
        self.assertEqual(self.operator.get("/zones")["items"], zones, "the zone stands as before")
        self.assertNotIn("drill/", str(self.operator.get("/points")) + str(self.operator.get("/site")) + str(self.operator.get("/rows")))
        self.assertEqual(self.officer.ask("POST", "/drills", {"scenario": "leak"}).status, 409, "one at a time")
        wait_until(lambda: [each for each in self.operator.get("/notices")["items"] if each["condition"] == TWIN], what="the notice")
        for notice in self.operator.get("/notices")["items"]:
            self.assertTrue(notice["what"].startswith(MARK), notice)
        self.operator.post(f"/alarms/{alarm['id']}/acknowledge")
        now = self.drill(number)
        self.assertEqual([each["mark"] for each in now["asked"]], ["met", None, None], "seen, and not yet done")
        order = self.orders()[0]
        self.assertEqual(order["exercise"], "drill")
        self.operator.post(f"/orders/{order['id']}/accept")
        called = self.operator.post("/incidents", {"exercise": "drill", "plan": "gas-leak", "zone": "plant"})["id"]
        end = self.over(number)
        self.assertEqual([each["mark"] for each in end["asked"][:2]], ["met", "met"])
        self.assertIn(end["asked"][2]["mark"], ("met", "late"))
        self.assertEqual((end["result"]["end"], end["result"]["verdict"], end["result"]["of"]), ("completed", "passed", 100))
        self.assertLessEqual(end["result"]["acknowledged_ms"], end["result"]["acted_ms"])
        self.assertEqual({step["person"] for step in end["steps"]}, {None, "wang.qiang"})
        mine = [each for each in end["responses"] if each["person"] == "wang.qiang"][0]
        self.assertEqual((mine["acknowledged_ms"], mine["acted_ms"]), (end["result"]["acknowledged_ms"], end["result"]["acted_ms"]))
        self.assertEqual((mine["met"] + mine["late"], mine["points"]), (3, end["result"]["score"]))
        self.assertEqual({each["person"] for each in end["responses"] if each["acts"] > 0}, {"wang.qiang"})
        self.nothing_is_left()
        self.assertEqual(self.orders("closed")[0]["state"], "withdrawn")
        closed = self.operator.get(f"/incidents/{called}")
        self.assertEqual((closed["state"], closed["exercise"]), ("closed", "drill"), "it ended with the drill")
        over = [each["body"] for each in self.stage.journal("incident.ended")]
        self.assertEqual([(each["incident"], each["drill"], sorted(each["open_cards"])) for each in over], [(called, number, ["count", "shut-off"])])
        hours = {each["person"]: each["hours"]["drill"] for each in self.officer.get("/training-hours")["items"]}
        self.assertGreater(hours["wang.qiang"], 0, "a drill is training")
        self.assertEqual(self.kpi_counts(), 0, "nothing of it is in the figures")
        self.assertEqual(self.lead.ask("POST", f"/drills/{number}/assess", {"remark": "快"}).status, 403)
        said = self.officer.post(f"/drills/{number}/assess", {"remark": "接单快，报警慢", "weak": ["对讲机没电"], "places": "as-hazards"})
        self.assertEqual(said["assessment"]["weak"], ["对讲机没电"])
        self.assertEqual([each["what"] for each in self.officer.get("/hazards")["items"]], ["对讲机没电"])
        self.assertEqual([each["id"] for each in self.operator.get("/drills?scenario=leak")["items"]], [number])
        with self.assertRaises(queue.Empty):
            self.stage.device.messages.get(timeout=0.5)  # no real valve was told anything
        self.stage.prove_whole()

    def kpi_counts(self):
        return len([each for each in self.officer.get("/kpi/obligations?limit=500")["items"] if each["matter"]["kind"] in ("alarm", "order", "incident") and each["standing"] != "withdrawn"])

    def test_samples_for_a_stand_in_are_rejected(self):
        number, _ = self.begin()
        self.stage.device.publish("davy/small/rtu-01/samples", '{"samples":[{"point":"drill/gas-0","t":%d,"v":1}]}' % self.stage.stamp())
        self.assertEqual(len(self.alarms()), 1)
        self.assertTrue(self.alarms()[0]["active"])
        self.operator.post("/incidents", {"exercise": "drill", "plan": "gas-leak", "zone": "plant"})
        self.assertEqual(self.officer.post(f"/drills/{number}/abort", {"reason": "够了"})["result"]["end"], "aborted")
        self.nothing_is_left()

    def test_real_gas_in_the_middle_ends_it_at_once(self):
        self.stage.device.subscribe("davy/small/rtu-01/command")
        number, _ = self.begin()
        self.stage.read(gas_0=70)
        self.assertEqual(self.stage.next_command()[0], "valve-0", "the real valve is told")
        end = self.over(number)
        self.assertEqual((end["result"]["end"], end["result"]["because"], end["result"]["verdict"]), ("real-alarm", "gas-0:high-high", "not-judged"))
        told = wait_until(lambda: [each for each in self.operator.get("/notices")["items"] if each["reason"] == "drill-cut-short"], what="that it is real")
        self.assertIn("REAL", told[0]["what"])
        self.assertEqual(told[0]["severity"], "major")
        self.assertEqual([each["exercise"] for each in self.operator.get("/alarms")["items"]], ["real"])
        self.assertEqual(self.officer.ask("POST", "/drills", {"scenario": "leak"}).status, 409, "not while it stands")
        self.stage.prove_whole()

    def test_killed_in_the_middle_it_is_broken_off(self):
        number, _ = self.begin()
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.assertEqual(self.over(number)["result"]["end"], "broken-off")
        self.nothing_is_left()
        again = self.officer.post("/drills", {"scenario": "leak"})
        wait_until(self.alarms, what="the alarm of the next one")
        self.officer.post(f"/drills/{again['id']}/abort", {"reason": "够了"})
        self.stage.prove_whole()


class SelfTest(ThePlant):
    def setUp(self):
        super().setUp(self_test=True)

    def latest(self):
        return self.operator.get("/self-test")["latest"]

    def passed(self):
        return wait_until(lambda: (lambda test: test if test and test["result"] else None)(self.latest()), what="the self-test")

    def test_after_each_start_davy_tries_itself(self):
        first = self.passed()
        self.assertEqual(first["result"]["verdict"], "passed", first)
        self.assertEqual([step["did"] for step in first["steps"]][:3], ["row-tripped", "command-requested", "alarm-raised"])
        self.assertLess(first["steps"][-1]["after_ms"], 5_000)
        self.stage.daemon.kill()
        self.stage.daemon.start()
        wait_until(lambda: self.latest()["id"] != first["id"], what="another self-test")
        second = self.passed()
        self.assertEqual(second["result"]["verdict"], "passed", second)
        self.assertEqual(self.operator.get("/alarms?which=all")["items"], [], "nobody's alarm")
        self.assertEqual(self.officer.get("/notices")["items"], [], "nobody's bell")
        self.assertEqual(self.officer.get("/drills")["items"], [], "nobody's drill")
        third = self.officer.post("/self-test")
        self.assertEqual(third["kind"], "golden")
        self.stage.prove_whole()

    def golden(self, login, password=PASSWORD, **more):
        secret = self.stage.daemon.data.parent / "password"
        secret.write_text(password + "\n")
        done = subprocess.run([PROGRAMS / "davy", "drill", "golden", "--at", f"http://127.0.0.1:{more.get('port', self.stage.daemon.port)}", "--login", login,
                               "--password-file", secret], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def test_the_command_line_asks_for_it_and_tells_each_step(self):
        first = self.passed()
        status, said = self.golden("li.na")
        self.assertEqual(status, 0, said)
        lines = said.splitlines()
        self.assertRegex(lines[-1], r"^self-test passed: (\d+) of \1 steps were seen$")
        steps = [line.split()[2] for line in lines[:-1]]
        self.assertEqual(steps, [step["did"] for step in self.latest()["steps"]])
        self.assertNotEqual(self.latest()["id"], first["id"])
        self.assertEqual(self.latest()["started_by"], "li.na")

    def test_the_command_line_says_why_it_was_not_tried(self):
        self.passed()
        self.assertEqual((2, True), (lambda status, said: (status, "This takes a safety officer or an administrator" in said))(*self.golden("wang.qiang")))
        self.assertEqual(2, self.golden("li.na", "a wrong password")[0])
        status, said = self.golden("li.na", port=1)
        self.assertEqual((status, "http://127.0.0.1:1" in said), (2, True), said)


if __name__ == "__main__":
    unittest.main()
