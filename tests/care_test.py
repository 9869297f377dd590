"""What device care says of the data: calibrations that run out, drift and fail, on the running daemon, held against api/openapi.yaml."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.care import day, device, save_card, save_plans, the_open, use_care
from plant.contract import Contract
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage, parse_time


class DevicesAreCaredFor(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1)
        self.addCleanup(self.stage.close)
        contract = Contract()
        self.admin = Asker(self.stage.daemon.port, contract).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"])]:
            self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        self.worker = Asker(self.stage.daemon.port, contract).sign_in("wang.qiang")
        self.officer = Asker(self.stage.daemon.port, contract).sign_in("li.na")

    def quality(self, value):
        """Of a reading that is sent now, as it is shown live and as it is kept."""
        self.stage.read(gas_0=value)
        live = wait_until(lambda: [each for each in self.worker.get("/points")["items"] if each["point"] == "gas-0" and each["value"] == value], what="the value")[0]
        kept = wait_until(lambda: [each for each in self.history()["readings"] if each["value"] == value], what="the reading")[-1]
        self.assertEqual(live["quality"], kept["quality"])
        return live["quality"], live["uncertain_because"]

    def history(self):
        return self.worker.get("/points/gas-0/history")

    def terms(self):
        """Of the zone's risk, those that a calibration has to do with."""
        zone = {each["zone"]: each for each in self.worker.get("/zones/risk")["items"]}["plant"]
        return [(reason["id"], reason["detail"]) for term in zone["terms"] if term["term"] == "calibration" for reason in term["reasons"]]

    def calibrate(self, **found):
        care = the_open(self.worker)["id"]
        self.worker.post(f"/care/{care}/start")
        return self.worker.post(f"/care/{care}/finish", {"point": "gas-0", "reference": 50, "note": "按规程", **found})

    def test_the_work_from_the_plan_to_its_end(self):
        use_care(self)

    def test_a_calibration_that_has_run_out_makes_samples_uncertain(self):
        save_plans(self.officer)
        save_card(self.officer, day(100))
        self.assertEqual(self.quality(1), ("good", None))
        self.assertEqual(self.terms(), [])
        save_card(self.officer, day(-1))
        wait_until(lambda: device(self.worker)["calibration"]["state"] == "overdue", what="the calibration to have run out")
        self.assertEqual(self.quality(2), ("uncertain", "calibration-overdue"))
        self.assertEqual(self.terms(), [("rtu-01", day(-1))])
        wait_until(lambda: "care-overdue" in [each["reason"] for each in self.worker.get("/notices")["items"]], what="the notice")
        self.assertEqual(the_open(self.worker)["state"], "overdue")
        self.stage.daemon.stop()
        self.stage.daemon.start()
        self.assertEqual(self.quality(3), ("uncertain", "calibration-overdue"), "also after a start")
        self.calibrate(result="passed", as_found=50)
        self.assertEqual(self.quality(4), ("good", None))
        self.assertEqual(self.terms(), [])

    def test_an_uncertain_value_still_rings(self):
        save_card_without_class(self.officer, day(-1))
        self.assertEqual(self.quality(60)[0], "uncertain")
        wait_until(lambda: self.worker.get("/alarms?condition=gas-0:high-high")["items"], what="the alarm")

    def test_drift_casts_doubt_on_what_was_measured_before(self):
        save_plans(self.officer)
        save_card(self.officer, day(20))
        self.quality(1)
        done = self.calibrate(result="adjusted", as_found=40, as_left=50)
        self.assertEqual((done["finished"]["drift"], done["finished"]["drift_state"]), (-10, "drift"))
        doubt = {"point": "gas-0", "care": done["id"], "until": done["finished"]["at"]}
        for found in (self.history()["doubtful"], device(self.worker)["doubtful"]):
            self.assertEqual([{**doubt, "from": each["from"]} for each in found], found)
            self.assertEqual(len(found), 1)
            self.assertLess(parse_time(found[0]["from"]), parse_time(found[0]["until"]))
        self.assertEqual(self.worker.get("/points/valve-0-fb/history")["doubtful"], [])
        self.assertEqual(self.quality(2), ("good", None), "it was adjusted")

    def test_a_device_that_failed_is_to_be_repaired_and_calibrated(self):
        save_plans(self.officer)
        save_card(self.officer, day(20))
        self.calibrate(result="failed", as_found=3)
        self.assertEqual(self.quality(1), ("uncertain", "calibration-failed"))
        self.assertEqual(self.terms(), [("rtu-01", "failed")])
        repair = the_open(self.worker, "repair")
        self.assertEqual((repair["cause"], repair["post"]), ("failed", "operator"))
        self.worker.post(f"/care/{repair['id']}/start")
        self.worker.post(f"/care/{repair['id']}/finish", {"result": "passed", "note": "换探头", "replaced": "SN-2"})
        self.assertEqual(self.quality(2), ("uncertain", "calibration-overdue"), "a new one, never calibrated")
        self.calibrate(result="passed", as_found=50)
        self.assertEqual(self.quality(3), ("good", None))
        self.assertEqual(self.worker.get("/care")["items"], [])
        self.assertEqual(device(self.worker)["care"]["items"][1]["finished"]["replaced"], "SN-2")


def save_card_without_class(who, calibrate_by):
    answer = who.ask("PUT", "/records/device-card/rtu", {"reason": "检修", "record": {"name": "采集箱", "device": "rtu-01", "calibrate-by": calibrate_by}})
    assert answer.status in (200, 201), answer.body


if __name__ == "__main__":
    unittest.main()
