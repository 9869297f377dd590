"""Checks of control measures at the running daemon: a person's reading is a sample, a card is a secret, and nothing is lost by a kill."""
import pathlib
import socket
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import hourly, moment, open_check, record, save
from plant.contract import Contract
from plant.live_feed import LiveFeed
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage, topic

CONTRACT = Contract()
LEAK = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
MISSED_S = 100 * 60  # of an hourly check: half an hour after its due time


class Console:
    """A connected console: every message is kept, and the sequence has no hole."""

    def __init__(self, port, asker):
        self.feed = LiveFeed(port, asker.cookie)
        self.messages = [self.feed.next_of("snapshot")]
        self.seq = self.messages[0]["seq"]

    def events_with(self, kind):
        """The message that brings a record of that kind."""
        while True:
            message = self.feed.next_of("events")
            CONTRACT.check(message, CONTRACT.schema("LiveMessage"), "events")
            sequences = [event["seq"] for event in message["events"]]
            if sequences != list(range(self.seq + 1, message["seq"] + 1)):
                raise AssertionError(f"a hole: {sequences} after {self.seq}")
            self.seq = message["seq"]
            self.messages.append(message)
            if kind in [event["kind"] for event in message["events"]]:
                return message


class Checks(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(2)
        self.addCleanup(self.stage.close)
        self.port = self.stage.daemon.port
        self.admin = Asker(self.port, CONTRACT).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"])]:
            self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        self.worker = Asker(self.port, CONTRACT).sign_in("wang.qiang")
        self.officer = Asker(self.port, CONTRACT).sign_in("li.na")
        put = lambda kind, name, body: self.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": body})
        put("risk-object", "tanks", {"name": "储罐", "zone": "plant"})
        put("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
        put("risk-event", "leak", LEAK)
        save(self, "gauge", hourly("储罐压力", point="gas-0"))

    def test_a_reading_is_a_sample_that_conditions_judge(self):
        self.stage.device.subscribe(topic("command"))
        done_at = moment()
        record(self, self.worker, open_check(self, "gauge"), reading=60, done_at=done_at)
        history = self.worker.get("/points/gas-0/history")["readings"]
        self.assertEqual([(each["value"], each["quality"], each["source"]) for each in history], [(60, "manual", done_at)])
        alarm = wait_until(lambda: self.worker.get("/alarms?condition=gas-0:high-high")["items"], what="the alarm")[0]
        self.assertEqual((alarm["value"], alarm["active"], alarm["onset"]), (60, True, done_at))
        self.assertEqual(self.stage.next_command()[0], "valve-0", "the row trips as it does for any sample")
        self.stage.device.publish("davy/small/rtu-01/samples", '{"samples":[{"point":"gas-1","t":1,"v":1,"q":"manual"}]}')
        wait_until(lambda: self.worker.get("/ingest")["malformed"].get("bad-quality"), what="the refusal of a device that says manual")

    def test_a_change_of_the_measure_gives_the_check_out_anew_and_its_end_withdraws_it(self):
        before = open_check(self, "gauge")
        changed = {"reason": "renamed", "record": hourly("储罐压力与液位", point="gas-0")}
        self.assertEqual(self.officer.ask("PUT", "/records/risk-measure/gauge", changed, If_Match='"1"').status, 200)
        after = open_check(self, "gauge")
        self.assertEqual((after["name"], after["due"]), ("储罐压力与液位", before["due"]))
        self.assertEqual(self.worker.get(f"/checks/{before['id']}")["state"], "withdrawn")
        late = record(self, self.worker, before, note="离线时已查").body
        self.assertEqual((late["id"], late["state"]), (after["id"], "done"), "the same words: what was done counts")
        other = open_check(self, "gauge")
        changed = {"reason": "another", "record": hourly("储罐压力与液位", check="排空后核对")}
        self.assertEqual(self.officer.ask("PUT", "/records/risk-measure/gauge", changed, If_Match='"2"').status, 200)
        kept = record(self, self.worker, other, note="离线时已查").body
        self.assertEqual((kept["id"], kept["state"], len(kept["records"])), (other["id"], "withdrawn", 1), "nothing that somebody did is lost")
        self.assertEqual(self.officer.ask("DELETE", "/records/risk-measure/gauge?reason=gone", If_Match='"3"').status, 204)
        self.assertEqual(self.worker.get("/checks?measure=gauge")["items"], [])

    def test_only_who_answers_for_it_records(self):
        self.admin.put("/accounts/zhao.min", {"name": "赵敏", "role": "worker", "posts": [], "password": PASSWORD})
        stranger = Asker(self.port, CONTRACT).sign_in("zhao.min")
        refused = record(self, stranger, open_check(self, "gauge"))
        self.assertEqual((refused.status, refused.body["message"]["zh"]), (403, "这次排查由“操作工”负责，您不在此岗位"))
        self.assertEqual(stranger.get("/checks?mine=true")["items"], [])

    def test_a_card_that_hangs_is_told_to_nobody_but_officers(self):
        worker, officer = Console(self.port, self.worker), Console(self.port, self.officer)
        self.assertEqual([each["measure"] for each in worker.messages[0]["checks"]], ["gauge"])
        self.officer.post("/check-seeds", {"measure": "gauge", "tag": "K7X2", "until": moment(days=1), "remark": "挂在表后"})
        self.assertEqual(officer.events_with("seed.planted")["events"][-1]["body"]["tag"], "K7X2")
        sealed = [event for event in worker.events_with("sealed")["events"] if event["kind"] == "sealed"]
        self.assertEqual([(each["actor"], each["subject"], each["body"]) for each in sealed], [("system", "sealed", {})])
        for told in (worker.messages, self.worker.get("/journal?limit=500"), self.worker.get(f"/journal?after=0&limit=500"), self.worker.get("/checks?which=all")):
            for secret in ("K7X2", "seed.", "挂在表后"):
                self.assertNotIn(secret, str(told))
        resumed = LiveFeed(self.port, self.worker.cookie, since=sealed[0]["seq"] - 1)
        self.assertNotIn("seed.", str(resumed.next_of("events")))

        blind = record(self, self.worker, open_check(self, "gauge")).body
        self.assertEqual(blind["records"][0]["seed"], "overlooked")
        self.assertIn(blind["id"], [each["id"] for each in worker.events_with("seed.overlooked")["checks"]])
        self.assertIn("seed.planted", [each["kind"] for each in self.worker.get("/journal?kind=seed.")["items"]], "afterwards everybody may know")

    def test_a_missed_check_is_a_term_of_its_zone_until_it_is_made_good(self):
        terms = lambda: {each["term"]: each for each in self.worker.get("/zones/risk")["items"][0]["terms"]}
        missed = open_check(self, "gauge")
        self.assertNotIn("checks", terms())
        self.stage.daemon.stop()
        self.stage.daemon.start(ahead_s=MISSED_S)
        self.worker.sign_in("wang.qiang")
        term = wait_until(lambda: terms().get("checks"), what="the missed check in the risk of its zone")
        self.assertEqual((term["level"], term["reasons"]), ("moderate", [{"kind": "check", "id": str(missed["id"]), "detail": "gauge"}]))
        self.assertEqual(record(self, self.worker, open_check(self, "gauge"), done_at=moment(seconds=MISSED_S), result="other", note="罐区封闭").status, 200)
        self.assertIn("checks", terms(), "nobody could look")
        self.assertEqual(record(self, self.worker, open_check(self, "gauge"), done_at=moment(seconds=MISSED_S), note="补查").status, 200)
        self.assertNotIn("checks", terms())

    def test_what_was_recorded_is_there_after_a_kill(self):
        check = open_check(self, "gauge")
        done = record(self, self.worker, check, note="无异常", reading=1).body
        following = open_check(self, "gauge")
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.assertEqual(self.worker.get(f"/checks/{check['id']}"), done)
        self.assertEqual(open_check(self, "gauge"), following, "the start gives nothing out anew")
        self.assertEqual(len(self.worker.get("/points/gas-0/history")["readings"]), 1)

    def test_a_voice_note_has_its_limit(self):
        head = b"POST /api/v1/voices HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nCookie: " + self.worker.cookie.encode() + b"\r\nContent-Length: 2097153\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), 20) as wire:
            wire.sendall(head)
            self.assertIn(b" 413 ", wire.recv(65536).split(b"\r\n")[0])


if __name__ == "__main__":
    unittest.main()
