"""The HTTP interface of the running daemon, held against api/openapi.yaml: every operation is used, every answer judged."""
import pathlib
import socket
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.access import use_access
from plant.appraisal import use_appraisal
from plant.asker import Asker
from plant.checks import use_checks
from plant.contract import Contract
from plant.care import use_care
from plant.duty import use_duty, use_rosters
from plant.backup import TRIED_BY_BACKUP_TEST, use_backup
from plant.evidence import use_evidence
from plant.floods import use_flood
from plant.hazards import use_hazards
from plant.incidents import use_incidents
from plant.live_feed import LiveFeed
from plant.materials import use_materials
from plant.modes import use_modes_and_facts
from plant.permits import use_permits
from plant.picture import pixels, png
from plant.points import use_what_was_known
from plant.programs import PASSWORD, Daemon, wait_until
from plant.stage import Stage
from plant.training import use_trainings
from plant.drills import TRIED_BY_DRILLS_TEST, use_drills
from plant.tried_rules import use_backtests, use_rule_trials, use_site_checks
from plant.zone_risk import use_alarm_in_zone, use_zone_risk

CONTRACT = Contract()


class ThePlant(unittest.TestCase):
    """One daemon for all the stories of a class; people: admin, and from `people` a worker and an officer."""

    pairs = 2
    grouped = False

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(cls.pairs, grouped=cls.grouped, drills=True)
        cls.addClassCleanup(cls.stage.close)
        cls.port = cls.stage.daemon.port
        cls.admin = Asker(cls.port, CONTRACT).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"])]:
            cls.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        cls.worker = Asker(cls.port, CONTRACT).sign_in("wang.qiang")
        cls.officer = Asker(cls.port, CONTRACT).sign_in("li.na")

    def alarm_rings(self, number, value):
        """Detector `number` reads `value`; gives the alarm that this raises."""
        self.stage.read(**{f"gas_{number}": value})
        condition = f"gas-{number}:high-high"
        return wait_until(lambda: [alarm for alarm in self.worker.get(f"/alarms?condition={condition}")["items"] if alarm["active"]], what="the alarm")[0]

    def order_of(self, alarm):
        return wait_until(lambda: self.worker.get(f"/alarms/{alarm['id']}")["order"], what="the order")


class AFloodIsToldTogether(ThePlant):
    grouped = True

    def test_from_the_flood_to_what_would_end_it(self):
        use_flood(self)


class AHazardIsHandled(ThePlant):
    def test_from_the_alarm_to_the_closed_order(self):
        alarm = self.alarm_rings(0, 60)
        self.assertEqual((alarm["severity"], alarm["letter"], alarm["value"], alarm["unit"]), ("serious", "B", 60, "%LEL"))
        self.assertEqual(self.worker.post(f"/alarms/{alarm['id']}/acknowledge", {"comment": "on my way"})["letter"], "C")
        order = self.order_of(alarm)
        self.assertEqual(self.worker.post(f"/orders/{order}/accept")["handler"], "wang.qiang")
        self.assertIn(order, [each["id"] for each in self.worker.get("/orders?post=mine")["items"]])
        self.stage.read(gas_0=5)
        wait_until(lambda: not self.worker.get(f"/alarms/{alarm['id']}")["active"], what="the return")

        picture = self.worker.ask("POST", "/photos", raw=png(), Content_Type="image/png").body["photo"]
        self.assertEqual(pixels(self.officer.ask("GET", f"/photos/{picture}").raw), pixels(png()))
        self.assertEqual(self.worker.post(f"/orders/{order}/submit", {"note": "valve repacked", "photos": [picture]})["photos"], [picture])
        refused = self.worker.ask("POST", f"/orders/{order}/approve")
        self.assertEqual(refused.status, 403, "the handler reviews nobody's work")
        self.assertEqual(self.officer.post(f"/orders/{order}/reject", {"reason": "show the flange"})["rejections"], 1)
        self.worker.post(f"/orders/{order}/submit", {"note": "the flange", "photos": [picture]})
        self.assertEqual(self.officer.post(f"/orders/{order}/approve", {"note": "seen"})["state"], "closed")
        kinds = [record["kind"] for record in self.officer.get(f"/alarms/{alarm['id']}/story")["items"]]
        for kind in ("alarm.raised", "order.issued", "order.rejected", "order.closed"):
            self.assertIn(kind, kinds)
        self.limits_are_tried_on_it("gas-0:high-high")

    def limits_are_tried_on_it(self, condition):
        """The alarm of 60 was real: its order is closed."""
        asked = self.officer.post("/backtests", {"condition": condition, "limits": [50, 70], "delays_s": [0, 3600]})
        self.assertEqual((asked["condition"], asked["by"], asked["limit"], asked["unit"]), (condition, "li.na", 50, "%LEL"))
        done = wait_until(lambda: self.if_done(asked["id"]), what="the backtest")
        self.assertEqual(done["progress"], 1)
        found = [(cell["limit"], cell["delay_s"], cell["rang"], cell["real"], cell["missed"]) for cell in done["report"]["cells"]]
        self.assertEqual(found, [(50, 0, 1, 1, 0), (50, 3600, 0, 0, 1), (70, 0, 0, 0, 1), (70, 3600, 0, 0, 1)])
        self.assertEqual([alarm["real"] for alarm in done["report"]["cells"][0]["alarms"]], [True])

    def if_done(self, backtest):
        answer = self.officer.get(f"/backtests/{backtest}")
        return answer if answer["state"] == "done" else None

    def test_an_alarm_that_rings_for_nobody_is_counted_apart(self):
        def load():
            posts = self.worker.get("/alarm-load")["posts"]
            return {(each["post"], each["shift"]): each for each in posts}[("operator", None)]

        def recent():
            return {each["post"]: each["recent"] for each in self.worker.get("/alarm-floods")["items"]}["operator"]

        self.stage.read(gas_1=5)
        wait_until(lambda: not [each for each in self.worker.get("/alarms?condition=gas-1:high-high")["items"] if each["active"]], what="the return")
        before, rang = load(), recent()
        self.officer.post("/conditions/gas-1%3Ahigh-high/out-of-service", {"reason": "exchange"})
        self.alarm_rings(1, 60)
        after = load()
        self.assertEqual(after["out_of_service"] - before["out_of_service"], 1)
        self.assertEqual((after["alarms"], recent()), (before["alarms"], rang), "nobody was told")
        self.officer.post("/conditions/gas-1%3Ahigh-high/return-to-service")
        after = load()
        self.assertEqual(after["out_of_service"], before["out_of_service"])
        self.assertEqual((after["alarms"], recent()), (before["alarms"] + 1, rang + 1), "now it rings")
        self.stage.read(gas_1=5)

    def test_the_load_of_a_post_counts_its_alarms(self):
        def load():
            posts = self.worker.get("/alarm-load")["posts"]
            return {(each["post"], each["shift"]): each for each in posts}[("operator", None)]

        self.stage.read(gas_1=5)
        wait_until(lambda: not [each for each in self.worker.get("/alarms?condition=gas-1:high-high")["items"] if each["active"]], what="the return")
        before = load()["alarms"]
        alarm = self.alarm_rings(1, 60)
        after = load()
        self.assertEqual(after["alarms"] - before, 1)
        self.assertIn(alarm["condition"], [each["condition"] for each in after["most_frequent"]])
        self.assertEqual((after["per_day"], after["load"]), (None, None), "nobody has watched for a day yet")
        at_length = self.worker.get("/alarm-load?from=2026-01-01T00:00:00Z")["posts"][0]
        self.assertEqual(at_length["load"], "acceptable")
        self.assertEqual(self.worker.ask("GET", "/alarm-load?from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z").status, 422)
        self.stage.read(gas_1=5)

    def test_an_order_cannot_claim_a_picture_that_is_not_here(self):
        order = self.order_of(self.alarm_rings(1, 60))
        self.worker.post(f"/orders/{order}/accept")
        refused = self.worker.ask("POST", f"/orders/{order}/submit", {"note": "done", "photos": ["0" * 64]})
        self.assertEqual((refused.status, refused.fields()), (422, ["photos[0]"]))


class EveryOperation(ThePlant):
    def test_all_that_the_contract_promises_is_there(self):
        alarm = self.alarm_rings(0, 60)
        use_alarm_in_zone(self, alarm)
        self.use_alarms_and_conditions(alarm)
        self.use_order(self.order_of(alarm), alarm)
        self.use_rows()
        use_modes_and_facts(self)
        use_zone_risk(self)
        use_hazards(self, self.worker.ask("POST", "/photos", raw=png(4, 4), Content_Type="image/png").body["photo"])
        use_materials(self)
        use_duty(self)
        use_rosters(self, CONTRACT)
        use_care(self)
        for use in (use_checks, use_permits, use_incidents):
            use(self, self.worker.ask("POST", "/photos", raw=png(5, 4), Content_Type="image/png").body["photo"])
        use_appraisal(self)
        use_evidence(self, alarm["id"])
        use_trainings(self)
        use_drills(self)
        use_backup(self)
        self.use_what_is_read()
        self.use_notices()
        self.use_machines()
        use_access(self)
        use_backtests(self)
        use_rule_trials(self)
        use_site_checks(self)
        self.use_records()
        LiveFeed(self.port, self.admin.cookie).close()
        Asker.ask(Asker(self.port, CONTRACT).sign_in("wang.qiang"), "DELETE", "/session")
        CONTRACT.tried |= {("get", "/live"), ("post", "/setup")}  # TheFirstStart and the stage have used the setup
        CONTRACT.tried |= {("post", f"/alarm-groups/{{id}}/{deed}") for deed in ("acknowledge", "reset")}  # AFloodIsToldTogether has used them
        CONTRACT.tried |= TRIED_BY_DRILLS_TEST | TRIED_BY_BACKUP_TEST  # where nothing real stands in the way
        self.assertEqual(sorted(CONTRACT.operations() - CONTRACT.tried), [])

    def use_alarms_and_conditions(self, alarm):
        for path in ("/alarms", "/alarms?which=all&zone=plant&limit=1", "/alarm-load"):
            self.worker.get(path)
        self.officer.get("/alarm-load/proposals")
        floods = {each["post"]: each for each in self.worker.get("/alarm-floods")["items"]}
        self.assertGreater(floods["operator"]["recent"], 0)
        self.assertIsNone(floods["operator"]["since"], "a few alarms are no flood")
        self.worker.get(f"/alarms/{alarm['id']}/story")
        self.worker.post(f"/alarms/{alarm['id']}/acknowledge")
        self.assertEqual(self.officer.ask("POST", f"/alarms/{alarm['id']}/reset").status, 409, "not latched")
        CONTRACT.tried.add(("post", "/alarms/{id}/reset"))  # nothing latches in this plant
        name = "/conditions/gas-1%3Ahigh-high"
        wait_until(lambda: self.worker.get(name + "/stories")["state"] == "done", what="the stories")
        self.assertEqual(self.officer.post(name + "/shelve", {"duration": "10min", "reason": "calibration"})["state"], "shelved")
        self.assertEqual(len(self.worker.get("/conditions/set-aside")["items"]), 1)
        self.officer.post(name + "/unshelve")
        self.assertEqual(self.officer.post(name + "/out-of-service", {"reason": "exchange"})["letter"], "I")
        self.assertEqual(self.officer.post(name + "/return-to-service")["letter"], "A")

    def use_order(self, order, alarm):
        self.worker.get("/orders?which=all")
        self.worker.get(f"/orders/{order}")
        self.worker.post(f"/orders/{order}/accept")
        self.stage.read(gas_0=1)
        wait_until(lambda: not self.worker.get(f"/alarms/{alarm['id']}")["active"], what="the return")
        picture = self.worker.ask("POST", "/photos", raw=png(3, 3), Content_Type="image/png").body["photo"]
        self.worker.ask("GET", f"/photos/{picture}")
        self.worker.post(f"/orders/{order}/submit", {"note": "done", "photos": [picture]})
        self.officer.post(f"/orders/{order}/reject", {"reason": "again"})
        self.worker.post(f"/orders/{order}/submit", {"note": "done", "photos": [picture]})
        self.officer.post(f"/orders/{order}/approve", {"note": "seen"})

    def use_rows(self):
        row = wait_until(lambda: [each for each in self.worker.get("/rows")["items"] if each["tripped"]], what="the trip")[0]
        self.assertEqual([command["actuator"] for command in row["commands"]], ["valve-0"])
        self.stage.read(valve_0_fb=1)
        wait_until(lambda: self.worker.get("/rows")["items"][0]["commands"][0]["stage"] == "observed", what="the proof")
        self.assertFalse(self.officer.post("/rows/row-0/reset")["tripped"])
        self.assertEqual(self.officer.post("/rows/row-1/bypass", {"duration": "10min", "reason": "test"})["bypass"]["by"], "li.na")
        self.assertIsNone(self.officer.post("/rows/row-1/end-bypass")["bypass"])

    def use_what_is_read(self):
        site = self.worker.get("/site")
        self.assertEqual(len(site["points"]), 2 * self.pairs)
        self.assertIn(b"<svg", self.worker.ask("GET", "/site/plan.svg").raw)
        self.assertEqual([zone["zone"] for zone in self.worker.get("/zones")["items"]], ["plant"])
        self.assertEqual(self.worker.get("/points")["items"][0]["value"], 1)
        self.assertEqual([each["value"] for each in self.worker.get("/points/gas-0/history")["readings"]], [60, 1])
        intervals = self.worker.get("/points/gas-0/history?width=1h")["intervals"]
        self.assertEqual((intervals[0]["min"], max(each["max"] for each in intervals)), (1, 60))
        use_what_was_known(self)
        self.worker.get("/journal?kind=alarm.&limit=1")
        self.assertEqual(self.worker.get("/journal?after=0&limit=2")["items"][0]["seq"], 1)
        verified = self.worker.get("/journal/verify")
        self.assertEqual((verified["first_bad"], verified["why"]), (None, None))
        accounts = self.worker.get("/accounts")["items"]
        self.assertEqual(len(accounts), 4)
        first = self.worker.get("/accounts?limit=3&sort=-login")
        rest = self.worker.get(f"/accounts?limit=3&sort=-login&after={first['next']}")
        self.assertEqual(first["items"] + rest["items"], accounts[::-1])
        self.assertIsNone(rest["next"])
        self.assertEqual([each["login"] for each in self.worker.get("/accounts?search=WANG&role=worker")["items"]], ["wang.qiang"])
        self.assertEqual(self.worker.ask("GET", "/accounts?sort=king").fields(), ["sort"])
        self.assertEqual({each["person"] for each in self.worker.get("/personal-reads")["items"]} - {None, "wang.qiang"}, set(), "of others nothing")
        ingest = self.worker.get("/ingest")
        self.assertEqual(ingest["received"], ingest["evaluated"] + ingest["late"] + sum(ingest["rejected"].values()))
        health = self.worker.get("/health")
        self.assertEqual((health["store_ok"], health["lost_samples"]), (True, 0))
        self.worker.get("/session")
        for path in ("//healthz", "//readyz", "//metrics"):
            self.assertEqual(self.worker.ask("GET", path).status, 200)
        self.assertIn("\ndavy_lost_samples_total 0\n", self.worker.ask("GET", "//metrics").raw.decode())

    def use_machines(self):
        machine = self.admin.put("/machines/gateway", {"device": "rtu-01"})
        self.assertEqual([each["name"] for each in self.admin.get("/machines")["items"]], ["gateway"])
        authorization = {"Authorization": "Token " + machine["token"], "Content_Type": "text/plain", "X_Davy": None}
        self.assertEqual(self.worker.ask("POST", "/write", raw=b"gas-1 value=4", **authorization).status, 204)
        wrong = self.worker.ask("POST", "/write", raw=b"gas-1 value=4\ngas-1 value=high", **authorization)
        self.assertEqual((wrong.status, wrong.fields()), (422, ["line 2, column 13"]))
        told = {**authorization, "Content_Type": "application/json"}
        self.assertEqual(self.worker.ask("POST", "/facts/people/told", {"zone": "plant", "value": 7}, **told).status, 204)
        self.assertEqual(self.worker.ask("POST", "/facts/people/told", {"zone": "plant", "value": -1}, **told).fields(), ["value"])
        people = [each for each in self.worker.get("/facts")["items"] if each["fact"] == "people"][0]
        self.assertEqual((people["value"], people["by"]), (7, "machine:gateway"))
        self.assertEqual(self.officer.ask("GET", "/machines").status, 403)
        self.assertEqual(self.admin.ask("PUT", "/machines/other", {"device": "none"}).fields(), ["device"])
        self.assertEqual(self.admin.ask("DELETE", "/machines/gateway").status, 204)
        self.assertEqual(self.worker.ask("POST", "/write", raw=b"gas-1 value=4", **authorization).status, 401)

    def use_records(self):
        kinds = {each["kind"]: each for each in self.worker.get("/kinds")["items"]}
        self.assertEqual([field["name"] for field in kinds["person"]["fields"] if field["personal"]], ["phone", "identity-number"])
        save = lambda who, path, record, reason="because", **headers: who.ask("PUT", "/records/" + path, {"reason": reason, "record": record}, **headers)
        lina = {"name": "李娜", "number": "1001", "unit": "line-1", "phone": "13800000000"}
        self.assertEqual(save(self.worker, "person/li-na", lina).status, 403)
        self.assertEqual(save(self.officer, "person/li-na", {**lina, "joined": "soon"}).fields(), ["record.joined"])
        self.assertEqual(save(self.officer, "person/li-na", lina).fields(), ["unit"], "the unit is not there yet")
        self.assertEqual(save(self.officer, "organisation-unit/line-1", {"name": "一车间"}).status, 200)
        first = save(self.officer, "person/li-na", lina)
        self.assertEqual((first.status, first.headers["etag"], first.body["label"]), (200, '"1"', "李娜"))
        self.assertEqual(save(self.officer, "person/wu-di", {"name": "吴迪", "number": "1001"}).fields(), ["number"])
        self.assertEqual(save(self.officer, "person/li-na", lina).status, 412, "somebody has made it already")
        self.assertEqual(save(self.officer, "person/li-na", {**lina, "number": "1002"}, If_Match='"1"').headers["etag"], '"2"')
        self.assertEqual(save(self.officer, "person/li-na", lina, If_Match='"1"').status, 412, "an old version")
        self.assertEqual(save(self.officer, "person/li-na", lina, If_Match="1").status, 400)
        self.assertNotIn("phone", self.worker.get("/records/person/li-na")["record"])
        self.assertEqual(self.officer.get("/records/person/li-na")["record"]["phone"], "13800000000")
        self.assertEqual([each["id"] for each in self.worker.get("/records/person?search=%E5%A8%9C")["items"]], ["li-na"])
        self.assertEqual(self.worker.get("/records/person?search=138")["items"], [], "a search does not tell what is hidden")
        self.assertNotIn("13800000000", str(self.worker.get("/journal?limit=20")))
        versions = self.officer.get("/records/person/li-na/versions")["items"]
        self.assertEqual([each["version"] for each in versions], [2, 1])
        self.assertEqual(versions[0]["changes"], [{"field": "number", "before": "1001", "after": "1002"}])
        self.assertEqual(self.officer.ask("DELETE", "/records/organisation-unit/line-1?reason=closed", If_Match='"1"').status, 409, "someone belongs to it")
        self.assertEqual(self.officer.ask("DELETE", "/records/person/li-na?reason=left", If_Match='"2"').status, 204)
        self.assertNotIn("li-na", [each["id"] for each in self.worker.get("/records/person")["items"]])
        self.assertTrue(self.worker.get("/records/person?which=removed")["items"][0]["removed"])
        back = self.officer.post("/records/person/li-na/restore", {"version": 1, "reason": "came back"}, If_Match='"3"')
        self.assertEqual((back["version"], back["record"]["number"]), (4, "1001"))
        self.assertEqual(self.officer.ask("GET", "/records/dragon").status, 404)
        diff = self.officer.get("/records/person/li-na/versions/2/diff?to=1")
        self.assertEqual(diff, {"from": 2, "to": 1, "changes": [{"field": "number", "before": "1002", "after": "1001"}]})
        self.assertEqual(self.officer.ask("GET", "/records/person/li-na/versions/9/diff?to=1").status, 404)
        self.assertEqual(self.officer.ask("GET", "/records/person/li-na/versions/2/diff").fields(), ["to"])
        self.use_lists_of_records(save)
        self.use_sheets()

    def use_lists_of_records(self, save):
        for name, quantity, keeper in [("hose", 10, "li-na"), ("blanket", 2, None), ("pump", 9, "li-na"), ("ladder", 2, None)]:
            record = {"name": name, "quantity": quantity, "unit": "pieces", **({"keeper": keeper} if keeper else {})}
            self.assertEqual(save(self.officer, f"supply/{name}", record).status, 200)
        listed = lambda query: [each["id"] for each in self.worker.get("/records/supply" + query)["items"]]
        self.assertEqual(listed("?sort=quantity"), ["blanket", "ladder", "pump", "hose"], "numbers, not texts")
        self.assertEqual(listed("?sort=-quantity"), ["hose", "pump", "ladder", "blanket"])
        self.assertEqual(listed("?sort=keeper"), ["hose", "pump", "blanket", "ladder"], "those without come last")
        self.assertEqual(listed("?field.quantity=2.0&sort=-name"), ["ladder", "blanket"])
        self.assertEqual(listed("?field.keeper=li-na"), ["hose", "pump"], "by reference")
        self.assertEqual(listed("?field.keeper="), ["blanket", "ladder"])
        page = self.worker.get("/records/supply?sort=-quantity&limit=2")
        self.assertEqual(listed(f"?sort=-quantity&after={page['next']}"), ["ladder", "blanket"])
        for query, field in [("sort=colour", "sort"), ("field.quantity=many", "field.quantity"), ("field.colour=red", "field.colour"),
                             ("which=removed&sort=name", "sort"), ("which=removed&field.name=x", "field.name")]:
            self.assertEqual(self.worker.ask("GET", "/records/supply?" + query).fields(), [field], query)
        self.assertEqual(self.officer.ask("GET", "/records/person?field.phone=13800000000").fields(), ["field.phone"])

    def use_sheets(self):
        """A list goes out, comes back the same; with mistakes it changes nothing; mended it is one transaction."""
        sheet = lambda query, rows, **headers: self.officer.ask("POST", "/sheets/supply" + query, {"reason": "stock-taking", "rows": rows}, **headers)
        csv = self.worker.ask("GET", "/sheets/supply", Accept_Language="zh").raw.decode("utf-8")
        self.assertTrue(csv.startswith("\ufeff记录编号,名称,"), csv)
        self.assertIn("李娜 [li-na]", csv)
        again = self.officer.ask("POST", "/sheets/supply?preview=true", raw=csv.encode("utf-8"), Content_Type="text/csv")
        self.assertEqual(again.body["counts"], {"new": 0, "changed": 0, "same": 4, "faulty": 0})
        rows = self.worker.get("/sheets/supply?format=json&search=hose")["rows"]
        self.assertEqual((len(rows), rows[1][:4]), (2, ["hose", "hose", "", "10"]))
        self.assertNotIn("Telephone", self.worker.get("/sheets/person?format=json")["rows"][0])

        before = self.worker.get("/journal?limit=1")["items"][0]["seq"]
        faulty = [["id", "名称", "Quantity", "单位", "keeper"], ["hose", "hose", 11, "pieces", "李娜"], ["", "mask", "many", "pieces", "nobody"], [],
                  ["pump", "pump", 9.0, "pieces", "li-na"]]
        plan = sheet("?preview=true", faulty).body
        self.assertEqual([(row["row"], row["outlook"]) for row in plan["rows"]], [(2, "changed"), (3, "faulty"), (5, "same")])
        self.assertEqual(plan["rows"][0]["changes"], [{"field": "quantity", "before": 10, "after": 11}])
        self.assertEqual([(fault["column"], fault["found"], fault["expected"]["en"]) for fault in plan["rows"][1]["faults"]],
                         [(3, "many", "a number"), (5, "nobody", "the name or id of a record that is there")])
        self.assertEqual(sheet("", faulty).fields(), ["rows[3].quantity", "rows[3].keeper"])
        self.assertEqual(sheet("?preview=true", [["name", "colour"], ["x", "red"]]).body["rows"][0]["faults"][0]["found"], "colour")
        self.assertEqual(self.worker.get("/journal?limit=1")["items"][0]["seq"], before, "nothing was written")
        self.assertEqual(self.worker.ask("POST", "/sheets/supply?preview=true", {"rows": faulty}).status, 403)

        mended = [*faulty[:2], ["", "mask", 3, "pieces", ""], faulty[4]]
        self.assertEqual(sheet("", mended, Idempotency_Key="sheet-1").body["counts"], {"new": 1, "changed": 1, "same": 1, "faulty": 0})
        after = self.worker.get("/journal?limit=1")["items"][0]["seq"]
        self.assertEqual(after, before + 3, "two records, and that the request was carried out")
        self.assertEqual(sheet("", mended).body["counts"], {"new": 0, "changed": 0, "same": 3, "faulty": 0}, "by content")
        self.assertEqual(self.worker.get("/journal?limit=1")["items"][0]["seq"], after)
        people = [["name", "number", "unit"], ["Wu", "1001", ""], ["Zhao", "7", "line-1"], ["Qian", "7", "line-1"]]
        plan = self.officer.post("/sheets/person?preview=true", {"rows": people})
        self.assertEqual([row["id"] for row in plan["rows"]][0], "li-na", "by the unique number")
        self.assertEqual([row["outlook"] for row in plan["rows"]], ["changed", "new", "faulty"])
        self.assertEqual(self.officer.ask("POST", "/sheets/person", {"rows": [["name"], ["A"]]}).fields(), ["reason"])
        for bad in ({"rows": "x"}, {"rows": [[{}]]}, {"rows": []}):
            self.assertEqual(self.officer.ask("POST", "/sheets/supply", bad).status, 422)
        self.assertEqual(self.officer.ask("POST", "/sheets/supply", raw=b'"x', Content_Type="text/csv").status, 422)
        large = [["name", "quantity", "unit"], *[[f"thing {i} " + "x" * 80, i, "pieces"] for i in range(1_000)]]
        self.assertEqual(sheet("", large).body["counts"]["new"], 1_000, "more than 64 KB")
        self.assertEqual(sheet("?preview=true", [["name"], *[[f"t {i}"] for i in range(2_001)]]).status, 413)

    def use_notices(self):
        with_console = LiveFeed(self.port, self.worker.cookie)
        self.alarm_rings(1, 60)
        notice = wait_until(lambda: self.worker.get("/notices")["items"], what="the notice")[0]
        self.assertEqual(self.worker.ask("POST", f"/notices/{notice['id']}/seen").status, 204)
        seen = [each for each in self.worker.get("/notices?limit=100")["items"] if each["id"] == notice["id"]][0]
        self.assertEqual(seen["seen_by"], ["wang.qiang"])
        with_console.close()


class WhoAsks(ThePlant):
    def stranger(self):
        return Asker(self.port, CONTRACT)

    def test_nothing_is_told_to_strangers(self):
        for method, path in sorted(CONTRACT.operations()):
            if path in ("/setup", "/healthz", "/readyz", "/metrics") or (method, path) == ("post", "/session"):
                continue
            path = path.replace("{id}", "1").replace("{name}", "0" * 64).replace("{login}", "li.na")
            self.assertEqual(self.stranger().ask(method.upper(), path).status, 401, f"{method} {path}")

    def test_without_a_session_it_says_whether_there_is_anybody(self):
        answer = self.stranger().ask("GET", "/session")
        self.assertEqual((answer.status, answer.body["setup_needed"]), (401, False))

    def test_the_cookie_is_for_this_site_and_not_for_scripts(self):
        answer = self.stranger().ask("POST", "/session", {"login": "li.na", "password": PASSWORD})
        for attribute in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43"):
            self.assertIn(attribute, answer.headers["set-cookie"])

    def test_writing_takes_a_header_that_no_other_site_can_send(self):
        self.assertEqual(self.admin.ask("PUT", "/accounts/li.na", {"name": "x"}, X_Davy=None).status, 403)

    def test_signing_out_ends_the_session(self):
        person = self.stranger().sign_in("li.na")
        cookie = person.cookie
        self.assertEqual(person.ask("DELETE", "/session").status, 204)
        person.cookie = cookie
        self.assertEqual(person.ask("GET", "/alarms").status, 401)

    def test_a_new_password_ends_the_sessions_of_the_old_one(self):
        account = {"name": "刘洋", "role": "worker", "posts": [], "password": "first long password"}
        self.admin.put("/accounts/liu.yang", account)
        person = self.stranger().sign_in("liu.yang", "first long password")
        self.admin.put("/accounts/liu.yang", {**account, "password": "second long password"})
        self.assertEqual(person.ask("GET", "/alarms").status, 401)
        self.assertEqual(self.stranger().ask("POST", "/session", {"login": "liu.yang", "password": "first long password"}).status, 401)
        self.stranger().sign_in("liu.yang", "second long password")

    def test_guessing_is_made_slow(self):
        self.admin.put("/accounts/target", {"name": "Target", "role": "worker", "posts": [], "password": PASSWORD})
        for _ in range(5):
            self.assertEqual(self.stranger().ask("POST", "/session", {"login": "target", "password": "wrong password"}).status, 401)
        locked = self.stranger().ask("POST", "/session", {"login": "target", "password": PASSWORD})
        self.assertEqual(locked.status, 429)
        self.assertLessEqual(int(locked.headers["retry-after"]), 30)

    def test_an_unknown_login_answers_as_a_wrong_password(self):
        unknown = self.stranger().ask("POST", "/session", {"login": "nobody", "password": "wrong password"})
        wrong = self.stranger().ask("POST", "/session", {"login": "li.na", "password": "wrong password"})
        self.assertEqual((unknown.status, unknown.body), (wrong.status, wrong.body))

    def test_what_a_role_may_not_do_is_refused_by_the_core(self):
        refused = self.worker.ask("PUT", "/accounts/wang.qiang", {"name": "Wang", "role": "administrator", "posts": []})
        self.assertEqual((refused.status, refused.body["type"]), (403, "urn:davy:problem:not-allowed"))

    def test_a_problem_speaks_the_readers_language(self):
        chinese = Asker(self.port, CONTRACT, "zh-CN").ask("GET", "/alarms").body
        english = Asker(self.port, CONTRACT, "en").ask("GET", "/alarms").body
        self.assertEqual((chinese["title"], english["title"]), ("请先登录", "Sign in first"))
        self.assertEqual(chinese["message"], english["message"])


class WhatIsAsked(ThePlant):
    def test_all_that_is_wrong_is_said_at_once(self):
        answer = self.officer.ask("POST", "/conditions/gas-0%3Ahigh-high/shelve", {"duration": "soon", "raeson": "typo"})
        self.assertEqual((answer.status, sorted(answer.fields())), (422, ["duration", "raeson", "reason"]))
        self.assertIn("did you mean reason?", str(answer.body))

    def test_a_query_is_read_as_strictly(self):
        answer = self.worker.ask("GET", "/alarms?whihc=all&limit=1000")
        self.assertEqual((answer.status, sorted(answer.fields())), (422, ["limit", "whihc"]))

    def test_too_many_intervals_are_refused(self):
        answer = self.worker.ask("GET", "/points/gas-0/history?width=1ms")
        self.assertEqual((answer.status, answer.fields()), (422, ["width"]))

    def test_the_same_key_gives_the_same_answer_and_does_nothing(self):
        def shelve(reason):
            return self.officer.ask("POST", "/conditions/gas-0%3Ahigh-high/shelve", {"duration": "10min", "reason": reason}, Idempotency_Key="k-1")

        first, again, other = shelve("calibration"), shelve("calibration"), shelve("something else")
        self.assertEqual((first.status, again.raw), (200, first.raw))
        self.assertEqual(other.status, 422)
        shelvings = [record for record in self.worker.get("/journal?kind=alarm.shelved")["items"]]
        self.assertEqual(len(shelvings), 1)
        self.officer.post("/conditions/gas-0%3Ahigh-high/unshelve")

    def test_the_site_is_sent_once(self):
        first = self.worker.ask("GET", "/site")
        self.assertEqual(self.worker.ask("GET", "/site", If_None_Match=first.headers["etag"]).status, 304)

    def test_pages_go_to_the_end_without_a_gap(self):
        found, cursor = [], ""
        while cursor is not None:
            page = self.worker.get(f"/journal?limit=2{cursor}")
            found += [record["seq"] for record in page["items"]]
            cursor = f"&before={page['next']}" if page["next"] else None
        self.assertEqual(found, list(range(found[0], 0, -1)))

    def test_a_picture_is_judged_by_its_bytes(self):
        for raw, media_type in [(b"<script>", "image/png"), (png(), "image/jpeg"), (b"", "image/png"), (png(), "text/html")]:
            self.assertEqual(self.worker.ask("POST", "/photos", raw=raw, Content_Type=media_type).status, 415)

    def test_names_and_numbers_that_are_none_are_not_found(self):
        for path in ("/alarms/0", "/alarms/x", "/alarms/999999", "/orders/999999", "/points/none/history", "/photos/x", "/photos/" + "0" * 64):
            self.assertEqual(self.worker.ask("GET", path).status, 404, path)

    def test_a_path_has_its_methods(self):
        answer = Asker(self.port, None).ask("DELETE", "/alarms")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET"))
        self.assertEqual(Asker(self.port, None).ask("GET", "/nowhere").body["type"], "urn:davy:problem:not-found")


class TheFirstStart(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1)
        self.addCleanup(self.stage.close)
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="davy-test-")))
        (folder / "web/assets").mkdir(parents=True)
        (folder / "web/index.html").write_text("<!doctype html><title>Davy</title>")
        (folder / "web/assets/index-4f2a.js").write_text("run()")
        first = self.stage.daemon.command
        site, packs = first[first.index("--site") + 1], first[first.index("--packs") + 1]
        self.daemon = Daemon(folder, site, packs, self.stage.broker.port, self.stage.broker.passwords)
        self.daemon.command += ["--web", str(folder / "web")]
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        self.token = self.daemon.setup_token()
        self.nobody = Asker(self.daemon.port, CONTRACT)

    def set_up(self, **changes):
        return self.nobody.ask("POST", "/setup", {"token": self.token, "login": "li.na", "name": "李娜", "password": PASSWORD, **changes})

    def test_the_link_makes_one_administrator_and_is_spent(self):
        self.assertTrue(self.nobody.ask("GET", "/session").body["setup_needed"])
        weak = self.set_up(password="short", login="Li Na")
        self.assertEqual((weak.status, sorted(weak.fields())), (422, ["login", "password"]))
        self.assertEqual(self.set_up(token="0" * 32).status, 403)
        made = self.set_up()
        self.assertEqual((made.status, made.body["account"]["role"]), (201, "administrator"))
        self.assertEqual(self.nobody.get("/session")["account"]["login"], "li.na")
        self.assertEqual(self.set_up(login="second").status, 409)

    def test_the_console_is_served_with_a_strict_policy(self):
        browser = Asker(self.daemon.port, None)
        for path in ("//", "//orders/21", "//setup"):
            page = browser.ask("GET", path)
            self.assertEqual((page.status, page.headers["content-type"]), (200, "text/html; charset=utf-8"))
            self.assertIn("script-src 'self'", page.headers["content-security-policy"])
            self.assertEqual(page.headers["x-content-type-options"], "nosniff")
        self.assertIn("immutable", browser.ask("GET", "//assets/index-4f2a.js").headers["cache-control"])
        for path in ("//assets/none.js", "//assets/..%2f..%2fdavyd.log"):
            self.assertEqual(browser.ask("GET", path).status, 404)
        self.assertEqual(browser.ask("GET", "//../davyd.log").status, 400)


class TheWire(ThePlant):
    """What no library would send."""

    def talk(self, *pieces, seconds=20):
        """All that comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as wire:
            for piece in pieces:
                wire.sendall(piece)
            answer = b""
            while data := wire.recv(65536):
                answer += data
        return answer

    def test_garbage_is_refused_and_harms_nobody(self):
        self.assertIn(b" 400 ", self.talk(b"\x16\x03\x01 hello\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b" 400 ", self.talk(b"GET alarms HTTP/1.1\r\nHost: x\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b" 405 ", self.talk(b"BREW /api/v1/alarms HTTP/1.1\r\nHost: x\r\n\r\n").split(b"\r\n")[0])
        self.worker.get("/alarms")

    def test_headers_and_bodies_have_their_limits(self):
        self.assertIn(b" 413 ", self.talk(b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n").split(b"\r\n")[0])
        self.assertEqual(self.worker.ask("POST", "/alarms/1/acknowledge", {"comment": "x" * 70_000}).status, 413)
        self.assertEqual(Asker(self.port, CONTRACT).ask("POST", "/photos", raw=b"x" * 70_000, Content_Type="image/png").status, 401)
        announced = b"POST /api/v1/photos HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nCookie: " + self.worker.cookie.encode() + b"\r\nContent-Length: 10485761\r\n\r\n"
        self.assertIn(b" 413 ", self.talk(announced).split(b"\r\n")[0])

    def test_a_large_picture_is_taken(self):
        picture = png(3_000, 3_000, level=0)
        kept = self.worker.ask("POST", "/photos", raw=picture, Content_Type="image/png", Expect="100-continue")
        self.assertEqual(kept.status, 201)
        self.assertEqual(self.worker.ask("GET", f"/photos/{kept.body['photo']}").raw[16:24], picture[16:24], "its sides")

    def test_a_chunked_body_is_counted_as_it_comes(self):
        head = b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.assertIn(b" 413 ", self.talk(head, *[b"8000\r\n" + b"x" * 0x8000 + b"\r\n"] * 3).split(b"\r\n")[0])

    def test_requests_may_follow_each_other_on_one_connection(self):
        asked = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nHEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        answer = self.talk(asked)
        self.assertEqual((answer.count(b"HTTP/1.1 200 OK"), answer.count(b"ok\n")), (3, 2))

    def test_a_request_that_never_ends_is_given_up(self):
        self.assertEqual(self.talk(b"GET / HTTP/1.1\r\nX-Slow: "), b"")


if __name__ == "__main__":
    unittest.main()
