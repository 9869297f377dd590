"""Emergencies on the running daemon: one button, cards to the right people, everybody counted, reported in time, learnt from; and drills that say so."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.contract import Contract
from plant.incidents import LEAK, REPORT, Emergency
from plant.live_feed import LiveFeed
from plant.permits import Work, calibrate, draft, save_people
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage, parse_time

CONTRACT = Contract()
PEOPLE = [
    ("wang.qiang", "worker", ["operator"]), ("zhao.min", "worker", []), ("li.na", "safety-officer", ["team-lead"]),
    ("chen.jie", "team-lead", ["operator"]),
]
DRILL = "【演练 DRILL】"


class Emergencies(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1, permits=True)
        self.addCleanup(self.stage.close)
        self.port = self.stage.daemon.port
        self.admin = Asker(self.port, CONTRACT).sign_in("admin")
        self.who = {}
        for login, role, posts in PEOPLE:
            self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
            self.who[login] = Asker(self.port, CONTRACT).sign_in(login)
        self.operator, self.passer_by, self.officer, self.lead = (self.who[login] for login, _, _ in PEOPLE)

    def told(self, who):
        return [(each["reason"], each["what"]) for each in who.get("/notices")["items"] if each["incident"] is not None]

    def hot_work(self):
        """A permit that is open: wang.qiang leads, zhao.min guards, zhang-san welds."""
        save_people(self.officer, "zhao.min")
        calibrate(self.officer)
        self.stage.read(gas_0=1)
        wait_until(lambda: [each for each in self.operator.get("/points")["items"] if each["point"] == "gas-0" and each["value"] == 1], what="the value")
        body = draft(self.operator, "hot-work", "wang.qiang", "zhao.min", grounds={"hot_place": "explosion-area"}, outdoors=True)
        work = Work(self, body, self.who, {"team-lead": self.officer, "operator": self.lead})
        work.test_gas()
        work.open()
        return work

    def test_a_leak_from_the_button_to_its_lessons(self):
        permit = self.hot_work()
        console = LiveFeed(self.port, self.passer_by.cookie)
        self.addCleanup(console.close)
        console.next_of("snapshot")  # one that came after the call would tell of it itself
        one = Emergency(self, self.passer_by, {"plan": "gas-leak", "zone": "plant"})
        self.assertEqual((one.now["what"], one.now["danger"], one.now["level"], one.now["cards"]), ("泄漏", "0026", "third", 2), "what is not said is the plan's")
        seen = console.wait_for(lambda message: message["type"] == "events" and message["incidents"])
        CONTRACT.check(seen, CONTRACT.schema("LiveEvents"), "live")
        self.assertEqual([(each["id"], each["exercise"], each["state"]) for each in seen["incidents"]], [(one.id, "real", "open")])
        due = parse_time(one.now["report"]["due"]) - parse_time(one.now["opened"])
        self.assertEqual((one.now["report"]["state"], due.total_seconds()), ("due", 3600))
        self.cards_reach_their_people(one)
        self.everybody_is_found(one, permit)
        self.it_is_reported(one)
        self.it_is_closed(one)
        self.stage.prove_whole()

    def cards_reach_their_people(self, one):
        wait_until(lambda: "incident-card" in [reason for reason, _ in self.told(self.operator)], what="the card")
        self.assertIn("incident-opened", [reason for reason, _ in self.told(self.officer)])
        self.assertFalse(one.card("shut-off")["mine"])
        self.assertEqual(one.refused(self.passer_by, "cards/shut-off/taken").status, 403, "not of its post")
        self.assertEqual(one.refused(self.passer_by, "cards/juggle/taken").status, 404)
        one.look(self.operator)
        self.assertEqual([each["mine"] for each in one.now["card_list"]], [True, False])
        one.do(self.operator, "cards/shut-off/taken")
        self.assertEqual((one.card("shut-off")["state"], one.card("shut-off")["by"]), ("taken", "wang.qiang"))
        self.assertEqual(one.refused(self.lead, "cards/shut-off/taken").status, 409, "somebody does it already")
        self.assertEqual(one.refused(self.lead, "cards/shut-off/done", {}).status, 403, "another took it")
        one.do(self.operator, "cards/shut-off/done", {"note": "紧急切断阀已关"})
        one.do(self.officer, "cards/count/taken")
        self.assertEqual((one.card("shut-off")["note"], one.now["cards_done"]), ("紧急切断阀已关", 1))
        self.assertNotIn("take-command", one.look(self.operator)["may"])
        self.assertIn("take-command", one.look(self.lead)["may"])
        one.do(self.lead, "command")
        self.assertEqual((one.now["commander"], "take-command" in one.now["may"]), ("chen.jie", False))

    def everybody_is_found(self, one, permit):
        self.assertEqual(one.refused(self.passer_by, "evacuation", {}).status, 403)
        one.do(self.lead, "evacuation", {"others": [{"name": "王师傅（送货）", "zone": "plant"}]})
        people = one.people()
        self.assertLessEqual({"user:wang.qiang", "user:zhao.min", "record:person/zhang-san", "guest:王师傅（送货）"}, set(people))
        self.assertEqual(set(people.values()), {"unknown"})
        named = {each["person"]: (each["name"], each["permit"]) for each in one.now["evacuation"]["people"]}
        self.assertEqual(named["record:person/zhang-san"], ("张三", permit.id))
        self.assertEqual(named["guest:王师傅（送货）"], ("王师傅（送货）", None))
        wait_until(lambda: "incident-evacuation" in [reason for reason, _ in self.told(self.passer_by)], what="the call")
        self.assertEqual(one.refused(self.lead, "evacuation/end", {"reason": "够了"}).status, 409, "nobody is found yet")
        self.assertEqual(one.refused(self.lead, "end", {"reason": "够了"}).status, 409)
        one.do(self.passer_by, "people", {"person": "user:wang.qiang", "state": "safe", "zone": "plant"})
        one.do(self.passer_by, "people", {"person": "record:person/zhang-san", "state": "missing", "note": "最后在2号管线"})
        self.stage.daemon.kill()
        self.stage.daemon.start()
        one.look(self.lead)
        self.assertEqual(one.people(), {**people, "user:wang.qiang": "safe", "record:person/zhang-san": "missing"})
        self.assertEqual((one.now["accounted"], one.now["people"]), (1, len(people)), "who is missing is not found")
        self.assertNotIn("end-evacuation", one.now["may"])
        first = one.now["evacuation"]["people"][0]
        self.assertEqual((first["state"], first["told_at"]), ("unknown", None), "those of whom nothing is known first")
        one.do(self.passer_by, "people", {"person": "record:person/zhang-san", "state": "injured", "zone": "plant"})
        one.account_for_all(self.lead)
        self.assertIn("end-evacuation", one.look(self.lead)["may"])
        one.do(self.lead, "evacuation/end", {"reason": "全部到齐"})
        self.assertTrue(one.now["evacuation"]["over"])

    def it_is_reported(self, one):
        self.assertEqual(one.now["grade"], "none")
        self.assertIn("伤亡：不详", one.now["draft"]["zh"])
        one.do(self.lead, "casualties", {"injured": 1, "loss_cny": 20000})
        self.assertEqual(one.now["grade"], "general")
        self.assertEqual(one.do(self.lead, "casualties", {"injured": 10})["grade"], "larger")
        one.do(self.lead, "casualties", {"injured": 1})
        self.assertIn("重伤（含急性中毒）1 人", one.now["draft"]["zh"])
        self.assertEqual(one.refused(self.lead, "reports", REPORT).status, 403)
        self.assertEqual(one.refused(self.officer, "waiver", {"reason": "小事"}).status, 409, "somebody was hurt")
        one.do(self.officer, "reports", {**REPORT, "text": one.now["draft"]["zh"]})
        self.assertEqual([(each["report"], each["by"]) for each in one.now["reports"]], [("first", "li.na")])
        self.assertEqual(one.now["report"]["state"], "due", "it goes on, so a follow-up is asked for")
        one.do(self.officer, "reports", REPORT)
        self.assertEqual([each["report"] for each in one.now["reports"]], ["first", "follow-up"])

    def it_is_closed(self, one):
        self.assertEqual(one.refused(self.officer, "close", {"summary": "好"}).status, 409, "it has not ended")
        one.do(self.lead, "end", {"reason": "已切断，检测合格"})
        self.assertEqual((one.now["state"], one.now["report"]), ("ended", {"state": "reported", "due": None}))
        self.assertEqual(one.refused(self.lead, "close", {"summary": "好"}).status, 403)
        self.assertIn("close", one.look(self.officer)["may"])
        one.do(self.officer, "command")
        self.assertEqual(one.refused(self.officer, "close", {"summary": "好"}).status, 403, "not by who led it")
        one.do(self.lead, "command")
        one.do(self.officer, "close", {"summary": "垫片老化", "lessons": ["法兰垫片全面排查", "补充呼吸器"]})
        self.assertEqual((one.now["state"], one.now["may"]), ("closed", []))
        self.assertEqual([each["text"] for each in one.now["lessons"]], ["法兰垫片全面排查", "补充呼吸器"])
        hazards = [self.officer.get(f"/hazards/{each['hazard']}") for each in one.now["lessons"]]
        self.assertEqual([each["what"] for each in hazards], ["法兰垫片全面排查", "补充呼吸器"])
        kinds = [record["kind"] for record in one.now["log"]]
        self.assertEqual((kinds[0], kinds[-1]), ("incident.opened", "incident.closed"))

    def test_a_drill_says_so_everywhere_and_is_reported_to_nobody(self):
        one = Emergency(self, self.operator, {**LEAK, "exercise": "drill"})
        self.assertEqual((one.now["exercise"], one.now["report"]), ("drill", {"state": "none", "due": None}))
        self.assertEqual([(each["id"], each["exercise"]) for each in self.operator.get("/incidents?exercise=drill")["items"]], [(one.id, "drill")])
        self.assertEqual(self.operator.get("/incidents?exercise=real")["items"], [])
        console = LiveFeed(self.port, self.operator.cookie)
        self.addCleanup(console.close)
        snapshot = console.next_of("snapshot")
        CONTRACT.check(snapshot, CONTRACT.schema("LiveSnapshot"), "live")
        self.assertEqual([each["exercise"] for each in snapshot["incidents"]], ["drill"])
        one.do(self.lead, "evacuation", {})
        for who in (self.operator, self.officer):
            told = wait_until(lambda: len(self.told(who)) > 1 and self.told(who), what="the notices")
            self.assertEqual([what for _, what in told if not what.startswith(DRILL)], [])
        self.assertTrue(one.now["draft"]["zh"].startswith("【演练】"))
        self.assertTrue(one.now["draft"]["en"].startswith("DRILL"))
        one.do(self.officer, "reports", {**REPORT, "to": "演练导调组"})
        self.assertEqual(one.now["report"], {"state": "reported", "due": None}, "no follow-up")
        one.account_for_all(self.lead)
        one.do(self.lead, "evacuation/end", {"reason": "到齐"})
        one.do(self.lead, "end", {"reason": "演练结束"})
        one.do(self.officer, "close", {"summary": "清点用时过长"})
        self.assertEqual((one.now["exercise"], one.now["lessons"]), ("drill", []))
        self.stage.prove_whole()

    def test_a_refusal_says_where_and_what(self):
        opens = lambda **more: self.operator.ask("POST", "/incidents", {**LEAK, **more})
        self.assertEqual(self.operator.ask("POST", "/incidents", {"plan": "gas-leak"}).fields(), ["zone"])
        self.assertEqual(opens(zone="moon").fields(), ["zone"])
        self.assertEqual(opens(plan="dragon").fields(), ["plan"])
        self.assertEqual(opens(danger="leak").fields(), ["danger"])
        self.assertEqual(opens(level="fourth").fields(), ["level"])
        self.assertEqual(opens(exercise="maybe").fields(), ["exercise"])
        self.assertEqual(opens(alarm=999999).fields(), ["alarm"])
        self.assertEqual(opens(photos=["0" * 64]).fields(), ["photos[0]"])
        self.assertEqual(opens(colour="red").fields(), ["colour"])
        self.assertEqual(self.operator.ask("POST", "/incidents", {"zone": "plant"}).fields(), ["what"], "without a plan somebody says what it is")
        one = Emergency(self, self.operator, LEAK)
        self.assertEqual(opens().status, 409, "it goes on already")
        wrong = lambda who, deed, body: one.refused(who, deed, body).fields()
        self.assertEqual(wrong(self.lead, "level", {"level": "second"}), ["reason"])
        self.assertEqual(wrong(self.lead, "evacuation", {"zones": ["moon"]}), ["zones"])
        self.assertEqual(wrong(self.lead, "evacuation", {"assembly": "moon"}), ["assembly"])
        self.assertEqual(wrong(self.lead, "evacuation", {"others": [{"zone": "plant"}, {"person": "record:person/nobody", "zone": "plant"}, {"name": "甲", "person": "user:li.na", "zone": "plant"}]}),
                         ["others[0].name", "others[1].person", "others[2].person"])
        self.assertEqual(one.refused(self.operator, "people", {"person": "user:li.na", "state": "safe"}).status, 409, "nobody was called out")
        one.do(self.lead, "evacuation", {})
        self.assertEqual(wrong(self.operator, "people", {"person": "user:nobody", "state": "safe"}), ["person"])
        self.assertEqual(wrong(self.operator, "people", {"person": "record:person/nobody", "state": "safe"}), ["person"])
        self.assertEqual(wrong(self.operator, "people", {"person": "guest:甲", "state": "asleep"}), ["state"])
        self.assertEqual(wrong(self.operator, "people", {"person": "guest:甲", "state": "safe", "zone": "moon"}), ["zone"])
        self.assertEqual(wrong(self.lead, "evacuation/end", {}), ["reason"])
        self.assertEqual(wrong(self.operator, "log", {}), ["text"])
        self.assertEqual(wrong(self.operator, "resources", {"what": "棉"}), ["quantity"])
        self.assertEqual(wrong(self.operator, "resources", {"what": "棉", "quantity": 0, "supply": "none"}), ["supply", "quantity"])
        self.assertEqual(wrong(self.lead, "casualties", {"dead": -1, "injured": 1.5, "loss_cny": -2}), ["dead", "injured", "loss_cny"])
        self.assertEqual(wrong(self.officer, "reports", {"to": "县应急管理局"}), ["how", "text"])
        self.assertEqual(wrong(self.officer, "waiver", {}), ["reason"])
        self.assertEqual(wrong(self.lead, "end", {}), ["reason"])
        self.assertEqual(wrong(self.officer, "close", {}), ["summary"])
        self.assertEqual(self.operator.ask("POST", "/incidents/999999/log", {"text": "x"}).status, 404)
        self.assertEqual(self.operator.ask("POST", "/incidents/first/log", {"text": "x"}).status, 404)

    def test_a_repeat_does_nothing(self):
        first = self.operator.post("/incidents", LEAK, Idempotency_Key="k-1")
        self.assertEqual(self.operator.post("/incidents", LEAK, Idempotency_Key="k-1")["id"], first["id"])
        self.assertEqual(len(self.operator.get("/incidents")["items"]), 1)


if __name__ == "__main__":
    unittest.main()
