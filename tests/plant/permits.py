"""Permits for special work, as people meet them through the interface. On the small plant; its posts: operator, team-lead above it."""
from plant.care import save, save_card
from plant.checks import moment
from plant.picture import png

GOOD = [
    {"what": "combustible", "gas": "methane", "value": 0.1, "unit": "%vol"},
    {"what": "oxygen", "value": 20.9, "unit": "%vol"},
]


def save_people(officer, guardian):
    """zhang-san, who works, with a welder's certificate, and the record and certificate of the guardian."""
    def put(path, record):
        answer = officer.ask("PUT", "/records/" + path, {"reason": "入厂", "record": record})
        assert answer.status in (200, 201), answer.body

    put("person/zhang-san", {"name": "张三"})
    put("person/the-guardian", {"name": "赵敏", "login": guardian})
    for number, (person, category) in enumerate([("zhang-san", "welding"), ("the-guardian", "guardian")]):
        certificate = {"number": f"P-{number}", "person": person, "category": category, "issued": "2026-01-01", "valid-until": "2099-01-01"}
        put(f"qualification/cert-{number}", certificate)


def calibrate(officer):
    """A card of the detectors' device, with the day until which their calibration holds: without it no permit opens on them."""
    save(officer, "device-class/gas", {"name": "气体报警控制器", "drift-limit": 5})
    save_card(officer, "2099-01-01")


ISOLATIONS = {
    "blind-plate": [{"kind": "valve", "place": "P-101 入口阀"}],
    "confined-space": [{"kind": "blind", "place": "人孔上游法兰"}],
    "temporary-power": [{"kind": "electrical", "place": "MCC-3 抽屉"}],
}


def details(who, kind):
    """All that the form of the kind asks for, filled in."""
    rules = {each["kind"]: each for each in who.get("/permit-rules")["kinds"]}[kind]
    return [{"field": each["field"], "text": "按方案"} for each in rules["details"] if each["needed"]]


def draft(who, kind, lead, guardian, **more):
    body = {
        "kind": kind, "zone": "plant", "place": {"x_m": 20, "y_m": 20, "radius_m": 2, "bottom_m": 0, "top_m": 2},
        "what": "2号管线改造", "unit": "维修班", "lead": lead, "guardian": guardian, "workers": ["zhang-san"],
        "from": moment(minutes=-5), "until": moment(hours=4),
        "analysis": [{"step": "拆卸", "danger": "残液", "measure": "排净", "residual": "low"}], "details": details(who, kind),
        "isolations": ISOLATIONS.get(kind, []),
    }
    return {**body, **more}


class Work:
    """One permit in the hands of its people: askers by login; `posts`: who signs for which post."""

    def __init__(self, test, body, people, posts):
        self.test, self.people, self.posts = test, people, posts
        self.lead, self.guardian = people[body["lead"]], people[body["guardian"]]
        self.permit = self.lead.post("/permits", body)
        self.id = self.permit["id"]

    def do(self, who, deed, body=None):
        self.permit = who.post(f"/permits/{self.id}/{deed}", body)
        return self.permit

    def refused(self, who, deed, body=None):
        answer = who.ask("POST", f"/permits/{self.id}/{deed}", body)
        self.test.assertGreaterEqual(answer.status, 400, answer.body)
        return answer

    def look(self):
        self.permit = self.lead.get(f"/permits/{self.id}")
        return self.permit

    def test_gas(self, readings=None):
        return self.do(self.guardian, "gas-tests", {"taken": moment(), "readings": GOOD if readings is None else readings})

    def prepare(self):
        for measure in self.look()["measures"]:
            told = [{"field": each["field"], "value": each["least"] or each["most"]} for each in measure["figures"] if each["needed"]]
            self.do(self.guardian, f"measures/{measure['number']}", {"remark": "已落实", "figures": told})
        self.lock()
        self.do(self.lead, "briefing", {"receivers": ["zhang-san"], "note": "异常立即撤离"})
        signature = self.lead.ask("POST", "/photos", raw=png(6, 2), Content_Type="image/png").body["photo"]
        self.do(self.lead, "briefing", {"receipts": [{"worker": "zhang-san", "signature": signature}]})

    def lock(self):
        """Each isolation, by the lead; the guardian sees it at the place."""
        for each in self.look()["isolations"]:
            at = f"isolations/{each['number']}"
            self.do(self.lead, at, {"deed": "set", "lock": f"L-{self.id}-{each['number']}"})
            self.do(self.guardian, at, {"deed": "verified", "place": {"tag": "plant", "read": "camera"}})

    def unlock(self):
        for each in self.look()["isolations"]:
            self.do(self.lead, f"isolations/{each['number']}", {"deed": "removed", "place": {"tag": "plant", "read": "camera"}})

    def sign(self):
        while step := self.look()["next"]:
            who = self.lead if step["post"] is None else self.posts[step["post"]]
            self.do(who, "signatures", {"step": step["step"], "opinion": "同意", "place": {"tag": "plant", "read": "camera"}})

    def guard(self):
        return self.do(self.guardian, "presence", {"place": {"tag": "plant", "read": "camera"}})

    def open(self):
        self.prepare()
        self.sign()
        self.guard()
        return self.do(self.lead, "start")


def use_permits(test, picture):
    """test: .worker (wang.qiang, operator), .officer (li.na, team lead), .admin (admin)."""
    save_people(test.officer, "admin")
    rules = test.worker.get("/permit-rules")
    test.assertEqual([each["kind"] for each in rules["kinds"]], [
        "hot-work", "confined-space", "blind-plate", "height", "lifting", "temporary-power", "excavation", "road-breaking"])
    test.assertIn("hydrogen-sulphide", [each["gas"] for each in rules["gases"]])

    def begin(**more):
        body = draft(test.worker, "blind-plate", "wang.qiang", "admin", photos=[picture], others=["现场设围挡"], **more)
        people = {"wang.qiang": test.worker, "admin": test.admin}
        return Work(test, body, people, {"team-lead": test.officer, "operator": test.worker})

    look_ahead(test)
    work = begin()
    test.assertEqual((work.permit["state"], work.permit["level"], work.permit["photos"], work.permit["next"]["role"]), ("preparing", "none", [picture], "lead"))
    test.assertEqual(work.permit["measures"][-1]["text"]["zh"], "现场设围挡")
    test.assertTrue(work.permit["live"])
    test.assertNotEqual(work.permit["missing"], [])
    work.test_gas()
    through_a_day(test, work, picture)
    for deed, state in [("cancellation", "cancelled"), ("refusal", "refused")]:
        other = begin()
        test.assertEqual(other.do(test.officer, deed, {"reason": "天气不好"})["state"], state)
        test.assertEqual((other.permit["ended_reason"], other.permit["over"]), ("天气不好", True))
    lists(test, work)


def look_ahead(test):
    """A preview writes nothing and says all that is wrong."""
    before = test.officer.get("/journal?kind=permit.&limit=500")["items"]
    body = draft(test.worker, "blind-plate", "wang.qiang", "admin")
    fine = test.worker.post("/permits/preview", body)
    test.assertEqual((fine["problems"], fine["level"], fine["longest_until"], fine["gas_test"]), ([], "none", None, False))
    test.assertEqual([each["role"] for each in fine["signatures"]][0], "lead")
    broken = test.worker.post("/permits/preview", {"kind": "hot-work", "grounds": {"hot_place": "moon"}, "place": {"x_m": 1}})
    test.assertTrue({"grounds.hot_place", "place.y_m", "zone", "what", "until"} <= {each["field"] for each in broken["problems"]})
    test.assertNotEqual(broken["measures"], [])
    test.assertEqual(fine["ending"], [])
    unknown = test.worker.post("/permits/preview", {**body, "guardian": "nobody"})
    test.assertEqual([each["field"] for each in unknown["problems"]], ["guardian"])
    test.assertEqual(test.officer.get("/journal?kind=permit.&limit=500")["items"], before)


def through_a_day(test, work, picture):
    work.open()
    test.assertEqual((work.permit["state"], work.permit["faults"], work.permit["missing"]), ("open", [], []))
    test.assertEqual([each["by"] for each in work.permit["signatures"]][0], "wang.qiang")
    test.assertEqual(work.do(test.worker, "interruption", {"reason": "午休"})["state"], "interrupted")
    test.assertEqual(work.do(test.worker, "resumption")["state"], "open")
    stopped = work.do(test.officer, "suspension", {"reason": "冒烟"})
    test.assertEqual((stopped["state"], stopped["stopped"]), ("suspended", {"cause": "person", "what": "冒烟"}))
    test.assertEqual(work.do(test.officer, "resumption", {"note": "只是水汽"})["state"], "open")
    test.assertEqual([(each["cause"], each["what"]) for each in work.permit["stops"]], [(None, "午休"), ("person", "冒烟")])
    finished = work.do(test.worker, "completion", {"note": "完工", "photos": [picture]})
    test.assertEqual((finished["state"], finished["completion"]["photos"], finished["accept_post"]), ("finished", [picture], "team-lead"))
    test.assertEqual(work.do(test.officer, "acceptance", {"verdict": "returned", "note": "现场未清"})["state"], "interrupted")
    work.do(test.worker, "completion", {"note": "已清"})
    test.assertEqual(work.refused(test.officer, "acceptance", {"verdict": "approved"}).status, 409, "a lock hangs still")
    hanging = lambda query="": [(each["permit"], each["isolation"], each["lock"], each["holder"], each["verified_by"], each["permit_state"]) for each in test.worker.get("/permit-locks" + query)["items"]]
    test.assertEqual(hanging("?zone=plant"), [(work.id, 1, f"L-{work.id}-1", "wang.qiang", work.permit["guardian"], "finished")])
    test.assertEqual(hanging("?zone=moon"), [])
    work.unlock()
    test.assertEqual(hanging(), [])
    test.assertEqual([(each["lock"], each["set"]["by"], each["verified"]["on_site"], each["removed"]["by"]) for each in work.permit["isolations"]],
                     [(f"L-{work.id}-1", "wang.qiang", "scanned", "wang.qiang")])
    test.assertEqual(work.do(test.officer, "acceptance", {"verdict": "approved"})["state"], "accepted")
    test.assertEqual(work.do(test.officer, "archive")["state"], "archived")
    test.assertEqual(work.permit["history"][-1]["kind"], "permit.archived")


def lists(test, work):
    ids = lambda query: [each["id"] for each in test.worker.get("/permits?" + query)["items"]]
    test.assertEqual(ids("which=over&kind=blind-plate&zone=plant")[-1], work.id)
    test.assertEqual(ids("state=archived&limit=1"), [work.id])
    test.assertIn(work.id, ids("mine=true&limit=500"))
    test.assertEqual(ids("which=open"), [])
    test.assertEqual(test.worker.ask("GET", "/permits?kind=juggling").fields(), ["kind"])
    test.assertEqual(test.worker.ask("GET", "/permits/1").status, 404)
