"""Lists at the running daemon, in the order that is asked for, page by page; and the console's files, compressed for whom that suits."""
import gzip
import http.client
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import hourly, moment
from plant.contract import Contract
from plant.duty import day
from plant.programs import PASSWORD, Daemon, wait_until
from plant.stage import Stage

CONTRACT = Contract()
SEVERITY = {None: 0, "low": 0, "moderate": 1, "general": 1, "serious": 2, "major": 3}


class Ordered(unittest.TestCase):
    """Lists that are asked for by self.worker."""

    def pages(self, path, limit):
        """Every line of a list that is read in pages."""
        items, after = [], ""
        while True:
            page = self.worker.get(f"{path}{'&' if '?' in path else '?'}limit={limit}{after}")
            items += page["items"]
            if page["next"] is None:
                return items
            self.assertEqual(len(page["items"]), limit)
            after = f"&after={page['next']}"

    def holds(self, path, orders, count=4):
        """In each order, at each size of page, the list is the one by id, sorted; `orders`: what a line's rank is, by name."""
        plain = self.worker.get(f"{path}{'&' if '?' in path else '?'}limit=500")["items"]
        self.assertEqual(len(plain), count, path)
        for name, rank in orders.items():
            for way, backwards in [("", False), ("-", True)]:
                expected = [each["id"] for each in sorted(plain, key=lambda each: (rank(each), each["id"]), reverse=backwards)]
                for limit in (1, 3, count):
                    with self.subTest(path=path, sort=way + name, limit=limit):
                        self.assertEqual([each["id"] for each in self.pages(f"{path}{'&' if '?' in path else '?'}sort={way}{name}", limit)], expected)


class Lists(Ordered):
    @classmethod
    def setUpClass(cls):
        cls.stage = cls.enterClassContext(Stage(4))
        admin = Asker(cls.stage.daemon.port, CONTRACT).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator", "team-lead"]), ("li.na", "safety-officer", ["team-lead"])]:
            admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        cls.worker = Asker(cls.stage.daemon.port, CONTRACT).sign_in("wang.qiang")
        cls.officer = Asker(cls.stage.daemon.port, CONTRACT).sign_in("li.na")
        for pair in range(4):
            cls.stage.read(**{f"gas_{pair}": 60})
            wait_until(lambda: len(cls.worker.get("/orders")["items"]) == pair + 1, what=f"the order of gas-{pair}")
        for number, (grade, days) in enumerate([("general", 9), (None, 0), ("serious", 3), ("general", 5)]):
            hazard = cls.worker.post("/hazards", {"zone": "plant", "what": f"{number}号护栏松动"})
            if grade:
                cls.officer.post(f"/hazards/{hazard['id']}/grade", {"grade": grade, "danger": "equipment", "handling": "by-deadline", "deadline": moment(days=days)})

    def test_alarms_come_in_the_order_asked_for(self):
        orders = {"raised": lambda each: each["id"], "severity": lambda each: SEVERITY[each["severity"]]}
        for path in ("/alarms?which=open", "/alarms?which=all", "/alarms?which=all&zone=plant"):
            self.holds(path, orders)

    def test_orders_come_in_the_order_asked_for(self):
        orders = {"issued": lambda each: each["id"], "severity": lambda each: SEVERITY[each["severity"]], "deadline": lambda each: each["deadline"]}
        for path in ("/orders?which=open", "/orders?which=all&post=operator", "/orders?which=open&post=operator", "/orders?which=all&post=mine"):
            self.holds(path, orders)

    def test_hazards_come_in_the_order_asked_for(self):
        orders = {"reported": lambda each: each["id"], "severity": lambda each: SEVERITY[each["grade"]], "deadline": lambda each: each["deadline"]}
        for path in ("/hazards?which=open", "/hazards?which=all&zone=plant", "/hazards?which=open&post=mine", "/hazards?mine=true"):
            self.holds(path, orders)
        deadlines = [each["deadline"] for each in self.worker.get("/hazards?sort=deadline")["items"]]
        self.assertGreater(len(set(deadlines)), 2)

    def test_an_order_that_there_is_not_is_refused_with_those_that_there_are(self):
        for path, wrong, known in [("/alarms", "deadline", "severity, -severity"), ("/orders", "state", "deadline, -deadline"), ("/hazards", "--severity", "reported, -reported"), ("/orders", "+issued", "issued")]:
            answer = self.worker.ask("GET", f"{path}?sort={wrong}")
            self.assertEqual((answer.status, answer.fields()), (422, ["sort"]), path)
            self.assertIn(known, answer.body["errors"][0]["message"]["en"])

    def test_a_cursor_of_another_order_is_refused(self):
        after = self.worker.get("/orders?sort=deadline&limit=1")["next"]
        self.assertEqual(self.worker.ask("GET", f"/orders?after={after}").status, 422)
        self.assertEqual(self.worker.ask("GET", "/orders?sort=deadline&after=17").status, 422)


LEAK = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
LEVEL = {"third": 0, "second": 1, "first": 2}


class WhatPeopleDo(Ordered):
    """Checks, care, hand-overs, incidents and notices; and what is mine by the roster of now."""

    @classmethod
    def setUpClass(cls):
        cls.stage = cls.enterClassContext(Stage(3))
        cls.port = cls.stage.daemon.port
        cls.admin = Asker(cls.port, CONTRACT).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator", "team-lead"]), ("li.na", "safety-officer", ["team-lead"]), ("zhao.min", "worker", [])]:
            cls.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        cls.worker, cls.officer, cls.stranger = [Asker(cls.port, CONTRACT).sign_in(login) for login in ("wang.qiang", "li.na", "zhao.min")]
        save = lambda kind, name, body: cls.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": body})
        save("risk-object", "tanks", {"name": "储罐", "zone": "plant"})
        save("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
        save("risk-event", "leak", LEAK)
        for name, hours in [("gauge", 3), ("valve", 1), ("seal", 2)]:
            save("risk-measure", name, hourly(name, every=hours))
        for work in ("repair", "maintenance"):
            cls.worker.post("/care", {"device": "rtu-01", "work": work, "reason": "例行"})
        for level in ("second", "third", "first"):
            opened = cls.worker.post("/incidents", {"zone": "plant", "what": "泄漏", "level": level, "exercise": "drill"})
            cls.officer.post(f"/incidents/{opened['id']}/end", {"reason": "演练结束"})
        for _ in range(3):
            offered = cls.worker.post("/handovers", {"post": "operator", "to": None, "notes": []})
            cls.worker.post(f"/handovers/{offered['id']}/withdraw", {})
        for pair, value in enumerate([60, 60, 60]):
            cls.stage.read(**{f"gas_{pair}": value})
        wait_until(lambda: len(cls.worker.get("/orders")["items"]) == 3, what="the orders")

    def test_they_come_in_the_order_asked_for(self):
        by_id = lambda each: each["id"]
        self.holds("/checks?which=open", {"issued": by_id, "deadline": lambda each: each["due"]}, 3)
        self.holds("/checks?which=all&mine=true", {"issued": by_id, "deadline": lambda each: each["due"]}, 3)
        self.holds("/care?state=current", {"issued": by_id, "deadline": lambda each: each["due"]}, 2)
        self.holds("/care?state=all&mine=true", {"issued": by_id, "deadline": lambda each: each["due"]}, 2)
        self.holds("/handovers?which=over", {"offered": by_id, "change": lambda each: each["change"]}, 3)
        self.holds("/incidents?which=all", {"opened": by_id, "severity": lambda each: LEVEL[each["level"]]}, 3)
        self.assertEqual([each["measure"] for each in self.worker.get("/checks?sort=deadline")["items"]], ["valve", "seal", "gauge"])

    def test_notices_come_in_the_order_asked_for_while_more_of_them_come(self):
        place = {"issued": lambda each: each["id"], "severity": lambda each: (SEVERITY[each["severity"]], each["id"])}
        told = {each["id"] for each in self.worker.get("/notices?limit=500")["items"]}
        self.assertGreater(len(told), 5)
        for name, rank in place.items():
            for way in ("", "-"):
                for limit in (1, 3, 100):
                    with self.subTest(sort=way + name, limit=limit):
                        found = self.pages(f"/notices?sort={way}{name}", limit)
                        self.assertEqual([each["id"] for each in found], [each["id"] for each in sorted(found, key=rank, reverse=way == "-")])
                        self.assertLessEqual(told, {each["id"] for each in found})

    def test_lists_that_are_empty_have_their_orders_too(self):
        for path, sorts in [("/permits", ("applied", "-deadline")), ("/trainings", ("-assigned", "deadline")), ("/drills", ("started", "-started"))]:
            for sort in sorts:
                self.assertEqual(self.worker.get(f"{path}?sort={sort}")["items"], [], path)
            self.assertEqual(self.worker.ask("GET", f"{path}?sort=colour").fields(), ["sort"], path)

    def test_devices_come_in_the_order_asked_for(self):
        names = lambda sort: [each["name"] for each in self.worker.get(f"/devices?sort={sort}")["items"]]
        self.assertEqual(names("name"), sorted(names("name")))
        self.assertEqual(names("-name"), names("name")[::-1])
        self.assertEqual(names("-care")[0], "rtu-01")
        self.assertEqual(self.worker.ask("GET", "/devices?sort=size").fields(), ["sort"])

    def test_orders_are_those_of_the_zone_and_the_severity(self):
        every = self.worker.get("/orders")["items"]
        severity = every[0]["severity"]
        self.assertEqual(len(self.worker.get(f"/orders?zone=plant&severity={severity}")["items"]), 3)
        other = next(name for name in ("low", "moderate", "serious", "major") if name != severity)
        self.assertEqual(self.worker.get(f"/orders?zone=plant&severity={other}")["items"], [])
        self.assertEqual(self.worker.get("/orders?zone=moon")["items"], [])
        self.assertEqual(self.worker.ask("GET", "/orders?severity=loud").fields(), ["severity"])

    def test_what_is_mine_goes_by_the_roster_of_now(self):
        lists = ("/orders?post=mine", "/checks?mine=true", "/care?mine=true&state=all")
        self.assertEqual(self.stranger.get("/session")["posts_now"], [])
        for path in lists:
            self.assertEqual(self.stranger.get(path)["items"], [], path)
        roster = {"post": "operator", "first_day": day(), "cycle": ["always"], "crews": [{"name": "甲班", "people": ["zhao.min"]}]}
        self.officer.post("/rosters", roster)
        self.addCleanup(self.officer.post, "/rosters/remove", {"post": "operator", "first_day": day()})
        session = self.stranger.get("/session")
        self.assertEqual((session["account"]["posts"], session["posts_now"]), ([], ["operator"]))
        self.assertEqual(len(self.stranger.get("/orders?post=mine")["items"]), 3)
        self.assertEqual(len(self.stranger.get("/checks?mine=true")["items"]), 3)
        self.assertIn("order-issued", [each["reason"] for each in self.stranger.get("/notices?limit=500")["items"]])


class TheConsolesFiles(unittest.TestCase):
    SCRIPT = b"export const words = ['davy'];\n" * 400

    @classmethod
    def setUpClass(cls):
        stage = cls.stage = cls.enterClassContext(Stage(1))
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="davy-test-")))
        web = folder / "web"
        (web / "assets").mkdir(parents=True)
        (web / "index.html").write_bytes(b"<!doctype html><title>Davy</title>")
        (web / "assets/index-4f2a.js").write_bytes(cls.SCRIPT)
        (web / "assets/index-4f2a.js.gz").write_bytes(gzip.compress(cls.SCRIPT))
        first = stage.daemon.command
        site, packs = first[first.index("--site") + 1], first[first.index("--packs") + 1]
        daemon = Daemon(folder, site, packs, stage.broker.port, stage.broker.passwords)
        daemon.command += ["--web", str(web)]
        daemon.start()
        cls.addClassCleanup(daemon.stop)
        cls.browser = Asker(daemon.port, None)

    def ask(self, method="GET", path="//assets/index-4f2a.js", **headers):
        return self.browser.ask(method, path, **headers)

    def test_who_takes_gzip_gets_it(self):
        answer = self.ask(Accept_Encoding="gzip, deflate, br")
        self.assertEqual((answer.status, answer.headers["content-encoding"], answer.headers["vary"]), (200, "gzip", "Accept-Encoding"))
        self.assertEqual(answer.headers["content-type"], "text/javascript; charset=utf-8")
        self.assertEqual(gzip.decompress(answer.raw), self.SCRIPT)
        self.assertLess(len(answer.raw), len(self.SCRIPT) / 10)
        self.assertEqual(answer.headers["content-length"], str(len(answer.raw)))

    def test_who_refuses_it_or_does_not_name_it_gets_the_file_as_it_is(self):
        for accepted in ("identity", "gzip;q=0", "br", "*;q=0", None):
            answer = self.ask(Accept_Encoding=accepted)
            self.assertEqual(answer.raw, self.SCRIPT, accepted)
            self.assertNotIn("content-encoding", answer.headers)
            self.assertEqual(answer.headers["vary"], "Accept-Encoding")

    def test_the_sites_description_is_compressed_too(self):
        person = Asker(self.stage.daemon.port, CONTRACT).sign_in("admin")
        plain = person.ask("GET", "/site")
        connection = http.client.HTTPConnection("127.0.0.1", self.stage.daemon.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", "/api/v1/site", headers={"Cookie": person.cookie, "Accept-Encoding": "gzip"})
        small = connection.getresponse()
        self.assertEqual((small.getheader("Content-Encoding"), small.getheader("Vary")), ("gzip", "Accept-Encoding"))
        self.assertNotEqual(small.getheader("ETag"), plain.headers["etag"])
        self.assertEqual(gzip.decompress(small.read()), plain.raw)

    def test_a_head_says_the_same_and_sends_nothing(self):
        asked, head = self.ask(Accept_Encoding="gzip"), self.ask("HEAD", Accept_Encoding="gzip")
        self.assertEqual(head.raw, b"")
        for name in ("content-encoding", "content-length", "content-type", "etag", "vary"):
            self.assertEqual(head.headers[name], asked.headers[name], name)

    def test_each_form_has_a_tag_of_its_own(self):
        plain, small = self.ask(Accept_Encoding="identity").headers["etag"], self.ask(Accept_Encoding="gzip").headers["etag"]
        self.assertNotEqual(plain, small)
        self.assertEqual(self.ask(Accept_Encoding="gzip", If_None_Match=small).status, 304)
        self.assertEqual(self.ask(Accept_Encoding="gzip", If_None_Match=plain).status, 200)

    def test_a_compressed_form_is_no_file_of_its_own(self):
        for path in ("//assets/index-4f2a.js.gz", "//index.html.gz"):
            self.assertEqual(self.ask(path=path).status, 404)


if __name__ == "__main__":
    unittest.main()
