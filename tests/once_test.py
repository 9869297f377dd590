"""A request that is repeated under its key is carried out once: also when davyd was killed between the first time and the second."""
import http.client
import random
import threading
import unittest

from plant.asker import Asker
from plant.stage import Stage

KILLS = 12


class Once(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(pairs=1)
        self.addCleanup(self.stage.close)
        self.admin = Asker(self.stage.daemon.port, None).sign_in("admin")

    def report(self, what, key):
        answer = self.admin.ask("POST", "/hazards", {"zone": "plant", "what": what}, Idempotency_Key=key)
        return answer.status, answer.body

    def reported(self, what):
        return [record for record in self.stage.journal("hazard.reported") if record["body"]["what"] == what]

    def again(self):
        self.stage.daemon.kill()
        self.stage.daemon.start()

    def test_a_repeat_after_a_crash_gets_the_thing_as_it_is_now(self):
        status, first = self.report("loose rail", "rail")
        self.again()
        self.assertEqual(self.report("loose rail", "rail"), (status, first))
        self.again()
        self.admin.post(f"/hazards/{first['id']}/dismiss", {"reason": "none there"})
        self.assertEqual(self.report("loose rail", "rail")[1]["outcome"], "dismissed")
        self.assertEqual(len(self.reported("loose rail")), 1)
        self.assertEqual([record["body"]["first"] for record in self.stage.journal("request.")], [first["id"]])

    def test_another_request_under_the_key_is_refused_also_after_a_crash(self):
        self.report("loose rail", "rail")
        self.again()
        status, refused = self.report("wet floor", "rail")
        self.assertEqual((status, refused["errors"][0]["field"]), (422, "Idempotency-Key"))
        self.assertEqual(self.report("wet floor", "floor")[0], 201)

    def test_however_often_davyd_dies_before_it_can_answer(self):
        chance = random.Random(8)
        for n in range(KILLS):
            what = f"hazard {n}"
            killer = threading.Timer(chance.uniform(0, 0.02), self.stage.daemon.kill)
            killer.start()
            try:
                self.report(what, what)
            except (OSError, http.client.HTTPException):
                pass
            killer.join()
            self.stage.daemon.start()
            status, told = self.report(what, what)
            self.assertEqual(status, 201)
            self.assertEqual([record["seq"] for record in self.reported(what)], [told["id"]])


if __name__ == "__main__":
    unittest.main()
