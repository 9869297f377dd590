"""Permits for special work on the running daemon: a gas rise takes one back, works that must not meet do not, and nobody signs their own."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import moment
from plant.contract import Contract
from plant.permits import GOOD, Work, calibrate, draft, save_people
from plant.picture import png
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage

CONTRACT = Contract()
PEOPLE = [
    ("wang.qiang", "worker", ["operator"]), ("zhao.min", "worker", []), ("li.na", "safety-officer", ["team-lead"]),
    ("chen.jie", "team-lead", ["operator"]),
]
BAD = [{"what": "combustible", "gas": "methane", "value": 2, "unit": "%vol"}, GOOD[1]]


class SpecialWork(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1, permits=True)
        self.addCleanup(self.stage.close)
        self.port = self.stage.daemon.port
        admin = Asker(self.port, CONTRACT).sign_in("admin")
        self.who = {}
        for login, role, posts in PEOPLE:
            admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
            self.who[login] = Asker(self.port, CONTRACT).sign_in(login)
        self.lead, self.guardian, self.officer = self.who["wang.qiang"], self.who["zhao.min"], self.who["li.na"]
        save_people(self.officer, "zhao.min")
        calibrate(self.officer)
        self.read(1)

    def read(self, value):
        """The detector measures, and everybody can see it."""
        self.stage.read(gas_0=value)
        wait_until(lambda: [each for each in self.lead.get("/points")["items"] if each["point"] == "gas-0" and each["value"] == value], what="the value")

    def hot_work(self, **more):
        return draft(self.lead, "hot-work", "wang.qiang", "zhao.min", grounds={"hot_place": "explosion-area"}, outdoors=True, **more)

    def begin(self, body):
        return Work(self, body, self.who, {"team-lead": self.officer, "operator": self.who["chen.jie"]})

    def opened(self):
        work = self.begin(self.hot_work())
        work.test_gas()
        work.open()
        self.assertEqual((work.permit["state"], work.permit["faults"]), ("open", []))
        return work

    def test_a_permit_from_the_application_to_the_archive(self):
        work = self.begin(self.hot_work())
        self.assertEqual(work.permit["points"], ["gas-0"])
        self.assertIn(work.id, [each["id"] for each in self.guardian.get("/permits?mine=true")["items"]])
        work.test_gas()
        work.prepare()
        early = work.refused(self.lead, "start")
        self.assertEqual(early.status, 409, "it is not signed")
        work.do(self.lead, "signatures", {"step": 1})
        own = work.refused(self.lead, "signatures", {"step": 2, "place": {"tag": "plant"}})
        self.assertEqual(own.status, 403, "nobody approves their own work")
        self.assertIn(work.id, [each["id"] for each in self.officer.get("/permits?mine=true")["items"]])
        self.assertIn("permit-to-sign", [each["reason"] for each in self.officer.get("/notices")["items"]])
        work.sign()
        self.assertEqual((work.permit["state"], work.permit["next"]), ("signed", None))
        self.assertEqual(work.refused(self.lead, "start").status, 409, "no guardian yet")
        work.guard()
        work.do(self.lead, "start")
        detector = work.permit["detectors"][0]
        self.assertEqual((detector["point"], detector["value"], [each["truth"] for each in detector["gates"]]), ("gas-0", 1, ["false"]))
        work.do(self.lead, "completion", {"note": "完工"})
        self.assertEqual(work.refused(self.lead, "acceptance", {"verdict": "approved"}).status, 403)
        work.do(self.officer, "acceptance", {"verdict": "approved"})
        work.do(self.officer, "archive")
        before = work.look()
        self.assertEqual(before["faults"] + before["missing"] + before["detectors"], [])
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.assertEqual({**work.look(), "at": None}, {**before, "at": None})

    def test_gas_takes_an_open_permit_back_until_it_is_tested_anew(self):
        work = self.opened()
        of_the_shift = lambda: [each["id"] for each in self.officer.get("/permits?mine=true&which=open")["items"]]
        self.assertNotIn(work.id, of_the_shift(), "nothing of it waits for the shift")
        self.read(20)
        stopped = wait_until(lambda: (permit := work.look())["state"] == "suspended" and permit, what="the permit to be taken back")
        self.assertEqual(stopped["stopped"], {"cause": "gas", "what": "gas-0:permit"})
        self.assertEqual((stopped["stops"][-1]["by"], stopped["stops"][-1]["value"]), (None, 20))
        self.assertIn("gas", [each["cause"] for each in stopped["faults"]])
        self.assertIn(work.id, of_the_shift(), "the shift gives it back")
        wait_until(lambda: "permit-suspended" in [each["reason"] for each in self.lead.get("/notices")["items"]], what="the notice")
        self.assertEqual(work.refused(self.officer, "resumption", {"note": "散了"}).status, 409, "the gas is there still")
        self.read(1)
        self.assertEqual(work.refused(self.officer, "resumption", {"note": "散了"}).status, 409, "it has not been tested since")
        work.test_gas()
        work.guard()
        self.assertEqual(work.refused(self.lead, "resumption", {"note": "散了"}).status, 403, "the shift gives it back")
        self.assertEqual(work.do(self.officer, "resumption", {"note": "泄漏点已处理"})["state"], "open")
        self.assertIsNotNone(work.permit["stops"][-1]["resumed"])
        self.assertNotIn(work.id, of_the_shift())

    def test_a_test_that_is_not_good_takes_it_back(self):
        work = self.opened()
        work.test_gas(BAD)
        self.assertFalse(work.permit["tests"][-1]["good"])
        reading = work.permit["tests"][-1]["readings"][0]
        self.assertEqual((reading["high"], reading["good"]), (0.5, False))
        self.assertEqual(work.look()["stopped"]["cause"], "bad-test")
        order = [each for each in self.officer.get("/orders")["items"] if each["permit"] == work.id][0]
        self.assertEqual((order["condition"], order["alarm"], order["state"]), (f"permit/{work.id}:bad-test", None, "issued"))
        self.assertEqual(self.officer.get(f"/orders/{order['id']}")["permit"], work.id)

    def test_a_silent_daemon_leaves_no_permit_open_that_it_cannot_answer_for(self):
        work = self.opened()
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.assertIn(work.look()["state"], ("open", "suspended"))
        self.read(30)
        wait_until(lambda: work.look()["state"] == "suspended", what="the permit to be taken back after a start")

    def test_works_that_must_not_meet_are_refused(self):
        self.begin(self.hot_work())
        painting = draft(self.lead, "height", "wang.qiang", "zhao.min", grounds={"height_m": 3}, activities=["solvent-or-painting"])
        ahead = self.lead.post("/permits/preview", painting)
        self.assertNotEqual(ahead["problems"], [])
        clash = [each for each in ahead["conflicts"] if each["clash"] == "forbidden"]
        self.assertNotEqual(clash, [])
        refused = self.lead.ask("POST", "/permits", painting)
        self.assertEqual((refused.status, refused.fields()), (409, ["place"]))
        far = {**painting, "from": moment(hours=24), "until": moment(hours=28)}
        self.assertEqual([each for each in self.lead.post("/permits/preview", far)["conflicts"] if each["clash"] == "forbidden"], [], "another day")

    def test_what_must_not_meet_is_told_before_the_form_is_filled_in(self):
        fire = self.begin(self.hot_work())
        whole = draft(self.lead, "blind-plate", "wang.qiang", "zhao.min")
        early = {name: whole[name] for name in ("kind", "zone", "place", "from", "until")}
        told = self.lead.post("/permits/preview", early)
        self.assertIn("what", [each["field"] for each in told["problems"]])
        self.assertIn((fire.id, "7.6"), [(each["with"], each["clause"]) for each in told["conflicts"]])
        for name in ("place", "until"):
            adrift = self.lead.post("/permits/preview", {key: value for key, value in early.items() if key != name})
            self.assertEqual(adrift["conflicts"], [], name)

    def test_isolations_are_locked_seen_and_taken_off(self):
        asked = self.lead.post("/permits/preview", draft(self.lead, "confined-space", "wang.qiang", "zhao.min", isolations=[]))
        self.assertEqual((asked["isolation"], "isolations" in [each["field"] for each in asked["problems"]]), ("or-why-not", True))
        work = self.begin(draft(self.lead, "blind-plate", "wang.qiang", "zhao.min"))
        self.assertEqual(work.refused(self.lead, "isolations/1", {"deed": "hide"}).fields(), ["deed"])
        self.assertEqual(work.refused(self.lead, "isolations/2", {"deed": "set", "lock": "L"}).status, 404)
        self.assertEqual(work.refused(self.lead, "isolations/1", {"deed": "set"}).fields(), ["lock"])
        work.do(self.lead, "isolations/1", {"deed": "set", "lock": "L-1"})
        self.assertEqual(work.refused(self.lead, "isolations/1", {"deed": "verified", "place": {"tag": "plant"}}).status, 403)
        self.assertEqual(work.refused(self.guardian, "isolations/1", {"deed": "verified"}).fields(), ["place"])
        work.do(self.guardian, "isolations/1", {"deed": "verified", "place": {"tag": "plant", "read": "typed"}})
        seen = work.permit["isolations"][0]["verified"]
        self.assertEqual((seen["on_site"], seen["fix"]), ("typed", None), "a code that was typed is told as typed")
        self.assertEqual(work.refused(self.lead, "isolations/1", {"deed": "kept", "note": "仍需"}).status, 409)
        self.assertEqual(work.do(self.officer, "cancellation", {"reason": "改期"})["state"], "cancelled")
        self.assertEqual(work.do(self.officer, "isolations/1", {"deed": "removed"})["isolations"][0]["removed"]["by"], "li.na")

    def test_each_worker_signs_that_they_were_briefed(self):
        work = self.begin(self.hot_work())
        self.assertEqual(work.refused(self.lead, "briefing", {}).fields(), ["receivers"])
        told = work.do(self.lead, "briefing", {"receivers": ["zhang-san"], "note": "异常立即撤离"})
        self.assertIn("zhang-san has not signed that they were briefed", [each["en"] for each in told["missing"]])
        unsigned = {"receipts": [{"worker": "zhang-san"}]}
        self.assertEqual(work.refused(self.lead, "briefing", unsigned).fields(), ["receipts[0].signature"])
        unknown = {"receipts": [{"worker": "zhang-san", "signature": "0" * 64}]}
        self.assertEqual(work.refused(self.lead, "briefing", unknown).fields(), ["receipts[0].signature"])
        signature = self.lead.ask("POST", "/photos", raw=png(6, 2), Content_Type="image/png").body["photo"]
        told = work.do(self.lead, "briefing", {"receipts": [{"worker": "zhang-san", "signature": signature}]})
        self.assertEqual([(each["receivers"], each["receipts"]) for each in told["briefing"]],
                         [(["zhang-san"], []), ([], [{"worker": "zhang-san", "signature": signature}])])
        self.assertEqual(told["briefing"][1]["photos"], [signature])
        self.assertEqual([each for each in told["missing"] if "briefed" in each["en"]], [])

    def test_a_worker_finds_what_waits_for_their_signature_among_theirs(self):
        self.officer.put("/records/person/chen-jie", {"reason": "入厂", "record": {"name": "陈杰", "login": "chen.jie"}})
        certificate = {"number": "P-9", "person": "chen-jie", "category": "welding", "issued": "2026-01-01", "valid-until": "2099-01-01"}
        self.officer.put("/records/qualification/cert-9", {"reason": "入厂", "record": certificate})
        worker = self.who["chen.jie"]
        mine = lambda who: [(each["id"], each.get("waits_for_receipt", False)) for each in who.get("/permits?mine=true")["items"]]
        work = self.begin(self.hot_work(workers=["zhang-san", "chen-jie"]))
        self.assertEqual((mine(worker), mine(self.lead)), ([], [(work.id, False)]), "a worker has nothing to do with it before the briefing")
        work.do(self.lead, "briefing", {"receivers": ["chen-jie"]})
        self.assertEqual((mine(worker), mine(self.lead)), ([(work.id, True)], [(work.id, False)]))
        work.do(worker, "briefing", {"receipts": [{"worker": "chen-jie"}]})
        self.assertEqual(mine(worker), [])

    def test_a_figure_beyond_its_rule_is_refused(self):
        work = self.begin(self.hot_work())
        measure = [each for each in work.permit["measures"] if each["clause"] == "5.2.13"][0]
        figures = [{"field": "cylinders-apart-m", "value": 3}, {"field": "cylinders-fire-m", "value": 12}]
        refused = work.refused(self.lead, f"measures/{measure['number']}", {"figures": figures})
        self.assertEqual(refused.fields(), ["figures.cylinders-apart-m"])
        figures[0]["value"] = 6
        told = work.do(self.lead, f"measures/{measure['number']}", {"figures": figures})["measures"][measure["number"] - 1]["figures"]
        self.assertEqual([each["value"] for each in told], [6, 12])

    def test_wrong_inputs_name_their_fields(self):
        kinds = {each["kind"]: each["people"] for each in self.lead.get("/permit-rules")["kinds"]}
        self.assertEqual(kinds["hot-work"], [{"part": "worker", "certificates": ["welding", "pressure-welding", "brazing"]},
                                              {"part": "guardian", "certificates": ["guardian"]}])
        self.assertEqual(self.lead.post("/permits/preview", self.hot_work())["people"], kinds["hot-work"])
        body = self.hot_work()
        wrong = lambda **more: self.lead.ask("POST", "/permits", {**body, **more}).fields()
        self.assertEqual(wrong(kind="juggling"), ["kind"])
        self.assertEqual(wrong(place={"x_m": 1}), ["place.y_m"])
        self.assertEqual(wrong(place=7), ["place"])
        self.assertEqual(wrong(grounds={"hot_place": "moon", "hight": 3}), ["grounds.hot_place", "grounds.hight"])
        self.assertEqual(wrong(analysis=[{"step": "拆", "danger": "火"}]), ["analysis[0].measure"])
        self.assertEqual(wrong(activities=["singing"]), ["activities[0]"])
        self.assertEqual(wrong(related=[1.5]), ["related[0]"])
        self.assertEqual(wrong(photos=["0" * 64]), ["photos[0]"])
        self.assertEqual(wrong(guardian="wang.qiang"), ["guardian"])
        self.assertEqual(wrong(until=moment(hours=200)), ["until"])
        self.assertEqual(wrong(place={"x_m": 500, "y_m": 20}), ["place"])
        self.assertEqual(wrong(coment="x"), ["coment"])
        work = self.begin(body)
        self.assertEqual(work.refused(self.guardian, "gas-tests", {"readings": [{"what": "oxygen", "unit": "%vol"}]}).fields(), ["taken", "readings[0].value"])
        self.assertEqual(work.refused(self.guardian, "measures/999", {}).status, 404)
        self.assertEqual(work.refused(self.guardian, "measures/first", {}).status, 404)
        self.assertEqual(work.refused(self.lead, "signatures", {}).fields(), ["step"])
        self.assertEqual(work.refused(self.guardian, "presence", {"place": {"x_m": 3}}).fields(), ["place.y_m"])
        self.assertEqual(work.refused(self.guardian, "presence", {"place": {"latitude": 31.2}}).fields(), ["place.longitude"])
        self.assertEqual(work.refused(self.guardian, "presence", {"place": {"tag": "plant", "read": "heard"}}).fields(), ["place.read"])
        self.assertEqual(work.refused(self.officer, "refusal", {}).fields(), ["reason"])
        self.assertEqual(work.refused(self.officer, "acceptance", {"verdict": "maybe"}).fields(), ["verdict"])
        self.assertEqual(work.refused(self.lead, "archive").status, 403)

    def test_a_repeat_does_nothing(self):
        body = self.hot_work()
        first = self.lead.post("/permits", body, Idempotency_Key="k-1")
        self.assertEqual(self.lead.post("/permits", body, Idempotency_Key="k-1")["id"], first["id"])
        self.assertEqual(len(self.lead.get("/permits")["items"]), 1)


if __name__ == "__main__":
    unittest.main()
