"""A shift is handed over with what is open, by name: checks that are overdue and work on devices, on the running daemon, held against api/openapi.yaml."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import hourly, open_check, record, save
from plant.contract import Contract
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage

LEAK = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
OVER_AN_HOUR_S = 70 * 60  # an hourly check is overdue then, and not missed yet


class Handovers(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(2)
        self.addCleanup(self.stage.close)
        contract = Contract()
        port = self.stage.daemon.port
        self.admin = Asker(port, contract).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator"]), ("chen.bo", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"])]:
            self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD, "idle": "12h"})
        self.worker, self.next, self.officer = [Asker(port, contract).sign_in(login) for login in ("wang.qiang", "chen.bo", "li.na")]
        put = lambda kind, name, body: self.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": body})
        put("risk-object", "tanks", {"name": "储罐", "zone": "plant"})
        put("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
        put("risk-event", "leak", LEAK)
        save(self, "gauge", hourly("储罐压力"))
        self.check = open_check(self, "gauge")["id"]
        self.care = self.worker.post("/care", {"device": "rtu-01", "work": "repair", "reason": "外壳进水"})["id"]

    def open_matters(self):
        """Those of checks and care; what else is open depends on how long the daemon was away."""
        found = self.worker.get("/handovers/matters?post=operator")["items"]
        return [(each["kind"], each["name"], each["about"], each["state"]) for each in found if each["kind"] in ("check", "care")]

    def accept(self, handover, matters):
        said = [{key: each[key] for key in ("kind", "name", "state")} for each in matters]
        return self.next.ask("POST", f"/handovers/{handover}/accept", {"matters": said})

    def test_a_check_and_a_work_are_matters_only_once_they_are_urgent(self):
        self.assertEqual(self.open_matters(), [])
        self.worker.post(f"/care/{self.care}/start")
        self.assertEqual(self.open_matters(), [("care", str(self.care), "rtu-01", "working")])
        self.worker.post(f"/care/{self.care}/finish", {"result": "passed", "note": "擦干"})
        self.assertEqual(self.open_matters(), [])

    def test_an_overdue_check_and_a_work_that_has_begun_are_acknowledged_by_name(self):
        self.worker.post(f"/care/{self.care}/start")
        self.stage.daemon.stop()
        self.stage.daemon.start(ahead_s=OVER_AN_HOUR_S)
        wait_until(lambda: self.worker.get(f"/checks/{self.check}")["state"] == "overdue", what="the check to be overdue")
        check, care = ("check", str(self.check), "储罐压力", "overdue"), ("care", str(self.care), "rtu-01", "working")
        self.assertEqual(self.open_matters(), [check, care])
        handover = self.worker.post("/handovers", {"post": "operator", "to": "chen.bo", "notes": []})
        self.assertTrue({check, care} <= {(each["kind"], each["name"], each["about"], each["state"]) for each in handover["matters"]})

        forgot = self.accept(handover["id"], [each for each in self.next.get(f"/handovers/{handover['id']}")["matters"] if each["kind"] != "check"])
        self.assertEqual((forgot.status, forgot.fields()), (412, ["matters"]))
        self.assertIn(f"check {self.check}", forgot.body["message"]["en"])

        read = self.next.get(f"/handovers/{handover['id']}")["matters"]
        self.worker.post(f"/care/{self.care}/finish", {"result": "passed", "note": "擦干"})
        taken = self.accept(handover["id"], read)
        self.assertEqual(taken.status, 200, "what is done meanwhile needs no acknowledgement")
        kept = [(each["kind"], each["name"]) for each in taken.body["matters"] if each["kind"] in ("check", "care")]
        self.assertEqual((taken.body["outcome"], kept), ("accepted", [check[:2]]))

    def test_a_check_that_was_made_late_is_none_to_hand_over(self):
        self.stage.daemon.stop()
        self.stage.daemon.start(ahead_s=OVER_AN_HOUR_S)
        wait_until(lambda: self.open_matters() == [("check", str(self.check), "储罐压力", "overdue")], what="the check to be handed over")
        self.assertEqual(record(self, self.worker, {"id": self.check}, note="补查").status, 200)
        self.assertEqual(self.open_matters(), [])


if __name__ == "__main__":
    unittest.main()
