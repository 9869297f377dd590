"""Who may do what: every cell of the access table over HTTP, and what takes two people. Zones: zones_test.py."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.contract import Contract
from plant.programs import PASSWORD, PROGRAMS, ROOT, wait_until
from plant.stage import Stage

CONTRACT = Contract()
ROLES = ["worker", "team-lead", "equipment-manager", "safety-officer", "manager", "administrator", "auditor"]


def table():
    """{(method, path): {column: may}} as davyd prints it."""
    printed = subprocess.run([PROGRAMS / "davyd", "--print-access"], check=True, capture_output=True, text=True).stdout
    lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in printed.splitlines()]
    columns = lines[0][1:]
    return printed, {tuple(line[0].strip("`").split(" ")): dict(zip(columns, [cell == "yes" for cell in line[1:]])) for line in lines[2:]}


def target_of(path):
    """Something that is not there: who may, is told so."""
    fillings = {"{name}": "no-such", "{kind}": "no-such", "{login}": "no-such", "{month}": "2020-01", "{matter}": "order", "{version}": "1"}
    return re.sub(r"\{[a-z]+\}", lambda found: fillings.get(found.group(), "999999"), path)


class EveryCell(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(1)
        cls.addClassCleanup(cls.stage.close)
        port = cls.stage.daemon.port
        cls.admin = Asker(port, CONTRACT).sign_in("admin")
        cls.who = {"nobody": Asker(port, None)}
        for role in ROLES:
            cls.admin.put(f"/accounts/a-{role}", {"name": role, "role": role, "posts": [], "password": PASSWORD})
        cls.token = cls.admin.put("/machines/plc", {})["token"]
        cls.printed, cls.table = table()

    def asker(self, column):
        if column in ("nobody", "machine"):
            return Asker(self.stage.daemon.port, None)
        return Asker(self.stage.daemon.port, None).sign_in(f"a-{column}")

    def test_the_table_is_about_every_operation_of_the_contract(self):
        promised = {(method.upper(), path) for method, path in CONTRACT.operations() if "servers" not in CONTRACT.document["paths"][path]}
        self.assertEqual(set(self.table), promised)
        self.assertGreater(len(promised), 150)

    def test_the_page_on_security_carries_it(self):
        page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
        self.assertIn(self.printed, page, "davyd --print-access says something else than docs/security.md")

    def test_every_cell(self):
        # What ends one's own sessions comes last.
        for column in ["nobody", "machine", *ROLES]:
            who = self.asker(column)
            headers = {"Authorization": f"Token {self.token}"} if column == "machine" else {}
            last = [("POST", "/session"), ("DELETE", "/sessions"), ("DELETE", "/session")]
            for method, path in [*(each for each in self.table if each not in last), *last]:
                with self.subTest(who=column, method=method, path=path):
                    self.assertEqual(self.got_in(who, method, path, headers), self.table[method, path][column])

    def got_in(self, who, method, path, headers):
        answer = who.ask(method, target_of(path), {} if method in ("POST", "PUT") else None, **headers)
        if path == "/session" and method == "GET":
            return answer.status in (200, 401)
        self.assertLess(answer.status, 500)
        return answer.status not in (401, 403)

    def test_what_is_not_in_the_table_is_not_there(self):
        for method in ("GET", "POST", "PUT", "DELETE"):
            self.assertIn(self.admin.__class__(self.stage.daemon.port, None).ask(method, "/no-such-operation").status, (404, 405))


class People(unittest.TestCase):
    access = "{two-people: off}"
    pairs = 2

    def setUp(self):
        self.stage = Stage(self.pairs, access=self.access)
        self.addCleanup(self.stage.close)
        self.port = self.stage.daemon.port
        self.admin = Asker(self.port, CONTRACT).sign_in("admin")

    def person(self, login, role, posts=(), **more):
        self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": list(posts), "password": PASSWORD, **more})
        return Asker(self.port, CONTRACT).sign_in(login)


class Roles(People):
    access = "{two-people: required, long-shelf: 30min, consent-within: 1min}"

    def test_an_equipment_manager_keeps_equipment_and_takes_out_of_service_as_one_of_two(self):
        keeper, officer, lead = self.person("sun.jianhua", "equipment-manager"), self.person("li.na", "safety-officer"), self.person("chen.jie", "team-lead")
        material = {"reason": "first", "record": {"name": "氨"}}
        made = keeper.ask("PUT", "/records/material/ammonia", material)
        self.assertNotEqual(made.status, 403, made.body)
        refused = keeper.ask("PUT", "/records/person/li-na", {"reason": "first", "record": {"name": "李娜", "number": "1001"}})
        self.assertEqual((refused.status, refused.body["detail"]), (403, "this takes a safety officer or an administrator"))
        kinds = {kind["kind"]: kind["keeper"] for kind in keeper.get("/kinds")["items"]}
        self.assertEqual({name for name, whose in kinds.items() if whose == "equipment"},
                         {"care-plan", "device-card", "device-class", "material", "material-conflict", "spare-part", "storage-place"})
        condition = "/conditions/gas-0%3Ahigh-high/out-of-service"
        asked = keeper.ask("POST", condition, {"reason": "更换"})
        self.assertEqual(asked.status, 202, asked.body)
        for other in (keeper, lead):
            self.assertEqual(other.ask("POST", f"/consents/{asked.body['id']}/agreement").status, 403)
        self.assertEqual(officer.post(f"/consents/{asked.body['id']}/agreement")["answered_by"], "li.na")
        self.assertEqual(keeper.get("/conditions/set-aside")["items"][0]["out_of_service"]["by"], "sun.jianhua")

    def test_a_manager_decides_on_time_and_touches_nothing_of_the_plant(self):
        manager, officer = self.person("chen.guodong", "manager"), self.person("li.na", "safety-officer")
        hazard = self.person("wang.qiang", "worker").post("/hazards", {"zone": "plant", "what": "漏油"})["id"]
        officer.post(f"/hazards/{hazard}/grade", {"grade": "general", "danger": "safety", "handling": "by-deadline", "deadline": "2099-01-01T00:00:00Z"})
        later = {"deadline": "2099-02-01T00:00:00Z", "reason": "备件未到"}
        self.assertEqual(manager.post(f"/hazards/{hazard}/extend", later)["deadline"][:10], "2099-02-01")
        for path in ("/alarms/1/acknowledge", "/rows/row-0/bypass", "/conditions/gas-0%3Ahigh-high/shelve", "/modes", "/drills", "/orders/1/accept"):
            self.assertEqual(manager.ask("POST", path, {}).status, 403, path)
        self.assertNotEqual(manager.ask("GET", "/reviews/2020-01").status, 403)

    def test_an_auditor_reads_everything_and_changes_nothing(self):
        auditor = self.person("gao.min", "auditor")
        changes = [(method, path) for (method, path), row in table()[1].items()
                   if row["auditor"] and not row["nobody"] and method != "GET" and not path.startswith(("/session", "/second-factor"))]
        self.assertEqual(changes, [("POST", "/permits/preview")], "which is a reading")
        readings = [path for (method, path), row in table()[1].items() if method == "GET" and not row["auditor"]]
        self.assertEqual(readings, ["/site/check/{id}", "/backtests/{id}", "/rule-trials/{id}"], "those of one's own trials")
        self.admin.put("/records/person/li-na", {"reason": "first", "record": {"name": "李娜", "number": "1001", "phone": "13800000000"}})
        self.assertEqual(auditor.get("/records/person/li-na")["record"]["phone"], "13800000000")


class TwoPeople(People):
    access = "{two-people: required, long-shelf: 30min, consent-within: 1min}"

    def setUp(self):
        super().setUp()
        self.officer = self.person("li.na", "safety-officer")
        self.lead = self.person("chen.jie", "team-lead")

    def asked(self, who, path, body):
        answer = who.ask("POST", path, body)
        self.assertEqual(answer.status, 202, answer.body)
        return answer.body

    def test_a_bypass_is_asked_by_one_and_done_by_two(self):
        asked = self.asked(self.officer, "/rows/row-0/bypass", {"reason": "校验", "duration": "10min"})
        self.assertEqual((asked["deed"], asked["name"], asked["by"], asked["answer"]), ("bypass", "row-0", "li.na", "open"))
        self.assertIsNone(self.officer.get("/rows")["items"][0]["bypass"], "nothing is done by one")
        self.assertEqual([each["id"] for each in self.lead.get("/consents")["items"]], [asked["id"]])
        for who in (self.officer, self.lead):
            self.assertEqual(who.ask("POST", f"/consents/{asked['id']}/agreement").status, 403)
        given = self.admin.post(f"/consents/{asked['id']}/agreement")
        self.assertEqual((given["answer"], given["answered_by"]), ("given", "admin"))
        row = self.officer.get("/rows")["items"][0]
        self.assertEqual((row["bypass"]["by"], row["bypass"]["until"]), ("li.na", asked["until"]))
        self.assertEqual(self.lead.get("/consents")["items"], [])
        kinds = [record["kind"] for record in self.stage.journal() if record["kind"].startswith(("consent.", "row."))]
        self.assertEqual(kinds, ["consent.asked", "consent.given", "row.bypassed"])

    def test_a_long_shelf_and_out_of_service_take_two_and_a_short_shelf_one(self):
        name = "/conditions/gas-0%3Ahigh-high"
        self.assertEqual(self.lead.post(f"{name}/shelve", {"reason": "校验", "duration": "30min"})["state"], "shelved")
        self.lead.post(f"{name}/unshelve")
        asked = self.asked(self.lead, f"{name}/shelve", {"reason": "校验", "duration": "31min"})
        self.assertEqual(self.lead.ask("POST", f"{name}/shelve", {"reason": "校验", "duration": "31min"}).status, 409)
        self.assertEqual(self.officer.post(f"/consents/{asked['id']}/refusal", {"reason": "不必"})["answer"], "refused")
        asked = self.asked(self.officer, f"{name}/out-of-service", {"reason": "更换"})
        self.assertEqual(self.officer.post(f"/consents/{asked['id']}/refusal")["answer"], "refused", "withdrawn")
        asked = self.asked(self.officer, f"{name}/out-of-service", {"reason": "更换"})
        self.admin.post(f"/consents/{asked['id']}/agreement")
        aside = self.officer.get("/conditions/set-aside")["items"][0]
        self.assertEqual((aside["condition"], aside["out_of_service"]["by"]), ("gas-0:high-high", "li.na"))

    def test_what_nobody_answers_lapses_also_over_a_restart(self):
        asked = self.asked(self.officer, "/rows/row-0/bypass", {"reason": "校验", "duration": "10min"})
        self.stage.daemon.stop()
        self.stage.daemon.start(ahead_s=90)
        admin = Asker(self.port, None).sign_in("admin")
        wait_until(lambda: admin.get("/consents")["items"] == [], what="the lapse")
        self.assertEqual(admin.ask("POST", f"/consents/{asked['id']}/agreement").status, 404)
        self.assertIsNone(admin.get("/rows")["items"][0]["bypass"])


if __name__ == "__main__":
    unittest.main()
