"""Lists at the running daemon, in the order that is asked for, page by page; and the console's files, compressed for whom that suits."""
import gzip
import http.client
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.checks import moment
from plant.contract import Contract
from plant.programs import PASSWORD, Daemon, wait_until
from plant.stage import Stage

CONTRACT = Contract()
SEVERITY = {None: 0, "low": 0, "moderate": 1, "general": 1, "serious": 2, "major": 3}


class Lists(unittest.TestCase):
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

    def pages(self, path, limit):
        """Every line of a list that is read in pages."""
        items, after = [], ""
        while True:
            page = self.worker.get(f"{path}&limit={limit}{after}")
            items += page["items"]
            if page["next"] is None:
                return items
            self.assertEqual(len(page["items"]), limit)
            after = f"&after={page['next']}"

    def holds(self, path, orders):
        """In each order, at each size of page, the list is the one by id, sorted; `orders`: what a line's rank is, by name."""
        plain = self.worker.get(path + "&limit=500")["items"]
        self.assertEqual(len(plain), 4, path)
        for name, rank in orders.items():
            for way, backwards in [("", False), ("-", True)]:
                expected = [each["id"] for each in sorted(plain, key=lambda each: (rank(each), each["id"]), reverse=backwards)]
                for limit in (1, 3, 4):
                    with self.subTest(path=path, sort=way + name, limit=limit):
                        self.assertEqual([each["id"] for each in self.pages(f"{path}&sort={way}{name}", limit)], expected)

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
