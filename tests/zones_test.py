"""Whoever is limited to zones acts in them only: every operation that zones bind, with every role that may use it, from outside the zone and inside."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from access_test import CONTRACT, ROLES, table
from plant.asker import Asker
from plant.checks import hourly, moment
from plant.hazards import later
from plant.permits import GOOD, calibrate, draft, save_people
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage

STORE = "zones:\n  - {id: store, title: {zh: 仓库, en: Store}, scene: warehouse, inherent-risk: low, outline: [[0, 0], [10, 0], [10, 10]]}\n"
REFUSED = "your account may not act in zone plant"
CONDITION, REASON = "gas-0%3Ahigh-high", {"reason": "test"}
NO_REASON = ("/acknowledge", "/reset", "/unshelve", "/return-to-service", "/agreement", "/accept", "/approve", "/end-bypass",
             "/permits/{id}/start", "/resumption", "/presence", "/completion", "/archive")


class Zones(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        def with_a_store(daemon):
            (daemon.data.parent / "site/zones.yaml").write_text(STORE, encoding="utf-8")

        cls.stage = Stage(3, grouped=True, permits=True, access="{two-people: required}", prepare=with_a_store)
        cls.addClassCleanup(cls.stage.close)
        cls.admin = Asker(cls.stage.daemon.port, CONTRACT).sign_in("admin")
        cls.outside = {role: cls.person(role, "store") for role in ROLES}
        cls.inside = {role: cls.person(role, "plant") for role in ROLES}
        cls.matters = cls.begin_matters()

    @classmethod
    def person(cls, role, zone):
        login = f"{role}.{zone}"
        cls.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": ["operator", "team-lead"], "zones": [zone], "password": PASSWORD})
        return Asker(cls.stage.daemon.port, None).sign_in(login)

    @classmethod
    def begin_matters(cls):
        """One of each in zone `plant`: {placeholder of a path: what it is there}."""
        stage, admin, officer = cls.stage, cls.admin, cls.inside["safety-officer"]
        stage.read(gas_0=60, gas_1=60, gas_2=1)
        order = wait_until(lambda: stage.journal("order.issued"), what="the order")[0]
        alarm = wait_until(lambda: [each for each in admin.get("/alarms")["items"] if each["group"]], what="the group")[0]
        save_people(admin, "worker.plant")
        calibrate(admin)
        cls.permit = draft(admin, "hot-work", "team-lead.plant", "worker.plant", grounds={"hot_place": "explosion-area"}, outdoors=True)
        admin.put("/records/risk-object/tanks", {"reason": "first", "record": {"name": "储罐", "zone": "plant"}})
        admin.put("/records/risk-unit/tank", {"reason": "first", "record": {"name": "罐体", "object": "tanks"}})
        leak = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
        admin.put("/records/risk-event/leak", {"reason": "first", "record": leak})
        admin.put("/records/risk-measure/gauge", {"reason": "first", "record": hourly("压力", point="gas-2")})
        return {
            "alarms": alarm["id"], "alarm-groups": alarm["group"]["id"], "orders": order["seq"],
            "hazards": officer.post("/hazards", {"zone": "plant", "what": "漏油"})["id"],
            "care": admin.post("/care", {"device": "rtu-01", "work": "repair", "reason": "外壳进水"})["id"],
            "permits": cls.inside["team-lead"].post("/permits", cls.permit)["id"],
            "checks": admin.get("/checks?measure=gauge")["items"][0]["id"],
            "consents": officer.post("/rows/row-2/bypass", {"duration": "10min", **REASON})["id"],
            "rows": "row-0", "conditions": CONDITION, "facts": "people",
        }

    def body_of(self, path):
        """What the operation asks for; one that is not here and asks for more than a reason is answered with a field, and the test says so."""
        return {
            "/conditions/{name}/shelve": {"duration": "10min", **REASON}, "/rows/{name}/bypass": {"duration": "10min", **REASON},
            "/orders/{id}/submit": {"note": "done"}, "/hazards/{id}/grade": {"grade": "general", "danger": "safety", "handling": "at-once"},
            "/hazards/{id}/merge": {"into": self.matters["hazards"]}, "/hazards/{id}/rectify": {"note": "done", "photos": []},
            "/hazards/{id}/review": {"verdict": "approved"}, "/hazards/{id}/review-again": {"verdict": "approved"},
            "/hazards/{id}/extend": {"deadline": later(days=2), **REASON}, "/hazards/{id}/ask-extension": {"deadline": later(days=2), **REASON},
            "/care": {"device": "rtu-01", "work": "maintenance", **REASON}, "/care/{id}/finish": {"result": "passed", "note": "ok"},
            "/permits": self.permit, "/permits/{id}/measures/{number}": {"remark": "ok"}, "/permits/{id}/isolations/{number}": {"deed": "removed"},
            "/permits/{id}/gas-tests": {"taken": moment(), "readings": GOOD}, "/permits/{id}/briefing": {"receivers": ["zhang-san"]},
            "/permits/{id}/signatures": {"step": 1, "opinion": "ok"}, "/permits/{id}/acceptance": {"verdict": "approved"},
            "/checks/{id}/record": {"result": "normal", "done_at": moment()}, "/modes": {"zone": "plant", "mode": "maintenance", "duration": "1h", **REASON},
            "/modes/end": {"zone": "plant"}, "/facts/{name}": {"zone": "plant", "value": 3},
        }.get(path) or ({} if path.endswith(NO_REASON) else REASON)

    def ask(self, who, method, path):
        matter = path.split("/")[1]
        target = path.replace("{number}", "1")
        for hole in ("{id}", "{name}"):
            target = target.replace(hole, str(self.matters.get(matter, "no-such")))
        return who.ask(method, target, self.body_of(path))

    def test_who_is_limited_to_another_zone_is_refused_at_every_operation_that_zones_bind(self):
        bound = [(method, path, may) for (method, path), may in table()[1].items() if may["in zones"]]
        self.assertGreater(len(bound), 40)
        for method, path, may in bound:
            for role in filter(may.get, ROLES):
                with self.subTest(method=method, path=path, role=role):
                    refused = self.ask(self.outside[role], method, path)
                    # Who agrees to a bypass might have asked for it: of two laws the other is named first.
                    why = "this takes a safety officer" if "consents" in path and role in ("team-lead", "equipment-manager") else REFUSED
                    self.assertEqual((refused.status, refused.body.get("detail", "")[:len(why)]), (403, why), refused.body)
        # Nothing has changed by it. Inside each is heard; what ends a matter comes last.
        ends = ("merge", "dismiss", "cancellation", "refusal", "archive", "abandon", "agreement")
        for method, path, may in sorted(bound, key=lambda each: each[1].endswith(ends)):
            for role in filter(may.get, ROLES):
                with self.subTest(method=method, path=path, role=role, zone="plant"):
                    answer = self.ask(self.inside[role], method, path)
                    self.assertNotIn(answer.status, (401, 500), answer.body)
                    self.assertNotIn("in zone", str((answer.body or {}).get("detail")), answer.body)

    def test_what_no_zone_binds_is_open_from_everywhere(self):
        elsewhere = self.outside["safety-officer"]
        self.assertEqual(elsewhere.get("/session")["account"]["zones"], ["store"])
        elsewhere.post("/modes", {"zone": "store", "mode": "maintenance", "reason": "test", "duration": "1h"})
        self.assertEqual(elsewhere.post("/hazards", {"zone": "plant", "what": "漏油"})["zone"], "plant", "a danger may be told by everybody")
        self.assertEqual(elsewhere.post("/incidents", {"danger": "0026", "zone": "plant", "what": "泄漏"})["zone"], "plant")
        self.assertNotEqual(elsewhere.ask("POST", f"/permits/{self.matters['permits']}/suspension", REASON).status, 403, "dangerous work is stopped by whoever sees it")
        self.assertEqual(len(elsewhere.get("/zones")["items"]), 2, "seeing is not limited")
        wrong = {"name": "马", "role": "safety-officer", "posts": [], "zones": ["moon"], "password": PASSWORD}
        self.assertEqual(self.admin.ask("PUT", "/accounts/ma", wrong).fields(), ["zones"])


if __name__ == "__main__":
    unittest.main()
