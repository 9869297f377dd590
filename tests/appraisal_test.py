"""Duty chains, figures and reviews on the running daemon: who had to do what by when, counted from the journal and told to those whom it concerns."""
import datetime
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.appraisal import Counted, month_of, pdf_of, risk_shares
from plant.asker import Asker
from plant.checks import hourly, moment, open_check, record as record_check, save as save_measure
from plant.contract import Contract
from plant.permits import Work, draft, save_people
from plant.picture import png
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage
from plant.training import read_all, save_course, sit

CONTRACT = Contract()
PEOPLE = [("wang.qiang", "王强", "worker", ["operator"]), ("zhao.min", "赵敏", "worker", []), ("li.na", "李娜", "safety-officer", ["team-lead"])]
METRICS = ("warning-timeliness", "review-timeliness", "first-pass", "orders-closed")


class Appraisal(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(1, permits=True)
        self.addCleanup(self.stage.close)
        self.admin = Asker(self.stage.daemon.port, CONTRACT).sign_in("admin")
        self.who = {}
        for login, name, role, posts in PEOPLE:
            self.admin.put(f"/accounts/{login}", {"name": name, "role": role, "posts": posts, "password": PASSWORD})
            self.who[login] = Asker(self.stage.daemon.port, CONTRACT).sign_in(login)
        self.worker, self.other, self.officer = self.who["wang.qiang"], self.who["zhao.min"], self.who["li.na"]
        self.month = month_of()

    def an_order_is_handled_twice(self):
        """An alarm, seen; its order handled, returned, handled again and approved. Gives both numbers."""
        self.stage.read(gas_0=60)
        rang = lambda: [each for each in self.worker.get("/alarms?condition=gas-0:high-high")["items"] if each["active"]]
        alarm = wait_until(rang, what="the alarm")[0]["id"]
        order = wait_until(lambda: self.worker.get(f"/alarms/{alarm}")["order"], what="the order")
        self.worker.post(f"/alarms/{alarm}/acknowledge", {"comment": "在路上"})
        self.worker.post(f"/orders/{order}/accept")
        self.stage.read(gas_0=1)
        wait_until(lambda: not self.worker.get(f"/alarms/{alarm}")["active"], what="the return")
        picture = self.worker.ask("POST", "/photos", raw=png(), Content_Type="image/png").body["photo"]
        self.worker.post(f"/orders/{order}/submit", {"note": "紧固", "photos": [picture]})
        self.officer.post(f"/orders/{order}/reject", {"reason": "拍法兰"})
        self.worker.post(f"/orders/{order}/submit", {"note": "法兰", "photos": [picture]})
        self.officer.post(f"/orders/{order}/approve", {"note": "已看"})
        return alarm, order

    def test_the_chain_names_who_did_what_when_and_its_records(self):
        alarm, order = self.an_order_is_handled_twice()
        story = self.other.get(f"/matters/alarm/{alarm}/story")
        self.assertEqual([(each["kind"], each["id"]) for each in story["matters"]], [("alarm", alarm), ("order", order)])
        self.assertIn("gas-0:high-high", story["matters"][0]["title"]["zh"])
        records = {each["seq"]: each for each in story["records"]}
        self.assertEqual(list(records), sorted(records), "in order, each once")
        chain = [(each["step"], each["done"]["by"], each["judgement"]) for each in story["chain"] if each["done"]]
        for line in [
            ("acknowledge-alarm", "user:wang.qiang", "none"), ("accept-order", "user:wang.qiang", "none"), ("handle-order", "user:wang.qiang", "none"),
            ("review-order", "user:li.na", "returned"), ("review-order", "user:li.na", "approved"),
        ]:
            self.assertIn(line, chain)
        for each in story["chain"]:
            self.assertIn(each["asked_by"], records, each)
            self.assertEqual(records[each["asked_by"]]["time"], each["asked"])
            if each["done"]:
                answer = records[each["done"]["seq"]]
                self.assertEqual((answer["time"], answer["actor"]), (each["done"]["at"], each["done"]["by"]))
        again = [each for each in story["chain"] if each["step"] == "handle-order"]
        self.assertEqual([each["round"] for each in again], [1, 2])
        self.assertEqual({each["standard"] for each in again}, {False}, "the order names its own time")
        from_the_order = self.other.get(f"/matters/order/{order}/story")
        self.assertEqual({each["seq"] for each in from_the_order["records"]}, set(records), "the same story, from its other end")

    def test_figures_are_those_of_the_journal(self):
        self.an_order_is_handled_twice()
        journal = self.stage.journal()
        counted = Counted(journal, datetime.datetime.now(datetime.timezone.utc))
        shares = lambda sheet, name: dict(zip(sheet["metrics"], next(row["shares"] for row in sheet["rows"] if row["name"] == name)))
        by_zone = shares(self.worker.get("/kpi?by=zone"), "plant")
        self.assertEqual({metric: by_zone[metric] for metric in METRICS}, {metric: counted.share(metric) for metric in METRICS})
        self.assertEqual(by_zone["data-quality"], counted.share("data-quality"))
        everybody = self.officer.get(f"/kpi?month={self.month}")
        for login in ("wang.qiang", "li.na"):
            of_person = shares(everybody, login)
            self.assertEqual([of_person[metric] for metric in METRICS[:3]], [counted.share(metric, login) for metric in METRICS[:3]], login)
        self.assertEqual(counted.share("first-pass", "wang.qiang"), {"good": 0, "of": 1}, "it was returned once")
        review = {each["metric"]: each["share"] for each in self.officer.get(f"/reviews/{self.month}")["kpi"]}
        self.assertEqual({metric: review[metric] for metric in METRICS}, {metric: counted.share(metric) for metric in METRICS})
        made_of = self.officer.get("/kpi/obligations?zone=plant&metric=warning-timeliness&limit=500")["items"]
        done = [each for each in made_of if each["standing"] in ("on-time", "late", "overdue")]
        self.assertEqual(len(done), counted.share("warning-timeliness")["of"], "the figure is made of these")
        self.assertEqual(sum(each["standing"] == "on-time" for each in done), counted.share("warning-timeliness")["good"])
        self.assertEqual([each["asked_by"] for each in made_of], sorted((each["asked_by"] for each in made_of), reverse=True))

    def test_trainings_reports_and_measures_are_counted(self):
        save_course(self.officer, "h2s", topics=["post:operator"])
        training = self.worker.get("/trainings")["items"][0]["id"]
        read_all(self.worker, training)
        sit(self.worker, training, {f"h2s-q{i}": ["B"] for i in (1, 2, 3)})
        late = self.officer.post("/trainings", {"person": "zhao.min", "course": "h2s", "due": moment(seconds=1), "reason": "补课"})["id"]
        report = lambda **more: self.worker.post("/hazards", {"zone": "plant", "what": "护栏松动", **more})
        known = report(found=moment(minutes=-10))
        self.assertEqual(report()["found"], None, "unknown is said to be unknown")
        self.assertIsNotNone(known["found"])
        report(found=moment(minutes=-70))
        report(found=moment(minutes=-70), anonymous=True)
        self.assertEqual(self.worker.ask("POST", "/hazards", {"zone": "plant", "what": "护栏", "found": moment(hours=1)}).fields(), ["found"])
        put = lambda kind, name, body: self.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": body})
        put("risk-object", "tanks", {"name": "储罐", "zone": "plant"})
        put("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
        put("risk-event", "leak", {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 2, "residual-consequence": 4})
        for measure, result in (("gauge", "normal"), ("bund", "hazard")):
            save_measure(self, measure, hourly(measure))
            record_check(self, self.worker, open_check(self, measure), result=result, note="防火堤有裂缝")
        wait_until(lambda: self.stage.journal("training.overdue"), what="the training that is late")
        counted = Counted(self.stage.journal(), datetime.datetime.now(datetime.timezone.utc))
        metrics = ("training-on-time", "reported-on-time", "measures-in-place", "checks-done")
        review = {each["metric"]: each["share"] for each in self.officer.get(f"/reviews/{self.month}")["kpi"]}
        self.assertEqual({metric: review[metric] for metric in metrics}, {metric: counted.share(metric) for metric in metrics})
        self.assertEqual([counted.share(metric) for metric in metrics], [{"good": 1, "of": 2}, {"good": 2, "of": 4}, {"good": 1, "of": 2}, {"good": 2, "of": 2}])
        shares = lambda sheet, name: dict(zip(sheet["metrics"], next(row["shares"] for row in sheet["rows"] if row["name"] == name)))
        everybody = self.officer.get(f"/kpi?month={self.month}")
        for login in ("wang.qiang", "zhao.min"):
            of_person = shares(everybody, login)
            self.assertEqual([of_person[metric] for metric in metrics[:2]], [counted.share(metric, login) for metric in metrics[:2]], login)
        self.assertEqual(shares(everybody, "wang.qiang")["measures-in-place"], {"good": 0, "of": 0}, "who finds that it does not hold has done well")
        of_post = shares(self.officer.get("/kpi?by=post"), "operator")
        self.assertEqual([of_post[metric] for metric in ("training-on-time", "measures-in-place")], [{"good": 1, "of": 1}, {"good": 1, "of": 2}])
        story = self.officer.get(f"/matters/training/{late}/story")
        self.assertEqual([(each["step"], each["standing"]) for each in story["chain"]], [("pass-training", "overdue")])
        made_of = self.officer.get("/kpi/obligations?zone=plant&metric=measures-in-place&limit=500")["items"]
        self.assertEqual(sorted(each["judgement"] for each in made_of if each["done"]), ["approved", "returned"])

    def test_risk_points_that_nothing_identifies_are_gaps(self):
        written = {}

        def put(kind, name, body):
            saved = self.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": body})
            written[kind, name, saved["version"]] = body

        assess = lambda name, unit: put("risk-event", name, {"name": "泄漏", "unit": unit, "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 2, "residual-consequence": 4})
        put("hazard-unit", "lng", {"name": "罐区", "kind": "storage", "zone": "plant", "residents": 0})
        put("risk-point", "press", {"name": "冲床", "zone": "plant", "what": "equipment"})
        before = self.worker.get("/kpi/risks")
        self.assertEqual([(each["kind"], each["id"]) for each in before["points"] if not each["identified_by"]], [("zone", "plant"), ("hazard-unit", "lng"), ("risk-point", "press")])
        self.assertEqual([each["standing"] for each in before["changes"]], ["pending", "pending"])
        put("risk-object", "tanks", {"name": "储罐", "zone": "plant", "hazard-units": ["lng"]})
        put("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
        assess("leak", "tank")
        risks = self.worker.get("/kpi/risks?zone=plant")
        known = {each["id"]: [by["event"] for by in each["identified_by"]] for each in risks["points"]}
        self.assertEqual(known, {"plant": ["leak"], "lng": ["leak"], "press": []})
        self.assertEqual([(each["id"], each["standing"]) for each in risks["changes"]], [("lng", "on-time"), ("press", "pending")])
        self.assertEqual(self.officer.ask("DELETE", "/records/hazard-unit/lng?reason=gone", If_Match='"1"').status, 409, "an object names it")
        slow = risk_shares(self.stage.journal(), written, ["plant"], datetime.datetime.now(datetime.timezone.utc))
        self.assertEqual(slow, {"risk-identified": {"good": 2, "of": 3}, "risk-updated": {"good": 1, "of": 1}})
        self.assertEqual({"risk-identified": risks["identified"], "risk-updated": risks["updated"]}, slow)
        review = {each["metric"]: each["share"] for each in self.officer.get(f"/reviews/{self.month}")["kpi"]}
        self.assertEqual({metric: review[metric] for metric in slow}, slow)
        sheet = self.worker.get("/kpi?by=zone")
        of_zone = dict(zip(sheet["metrics"], next(row["shares"] for row in sheet["rows"] if row["name"] == "plant")))
        self.assertEqual({metric: of_zone[metric] for metric in slow}, slow)
        gap = next(each for each in self.officer.get(f"/reviews/{self.month}")["proposals"] if each["kind"] == "risk-gap")
        self.assertIn("冲床", gap["text"]["zh"])

    def test_a_worker_sees_their_own_figures_only(self):
        self.an_order_is_handled_twice()
        own = self.worker.get("/kpi")
        self.assertEqual([(row["name"], row["title"]["zh"]) for row in own["rows"]], [("wang.qiang", "王强")])
        self.assertEqual((own["by"], own["month"], own["standards"]["acknowledge"]), ("person", self.month, 300))
        self.assertIn("li.na", [row["name"] for row in self.officer.get("/kpi")["rows"]])
        self.assertIn("operator", [row["name"] for row in self.worker.get("/kpi?by=post")["rows"]], "posts are everybody's")
        refused = self.worker.ask("GET", "/kpi/obligations?person=li.na")
        self.assertEqual((refused.status, "a safety officer" in refused.body["detail"]), (403, True))
        self.assertEqual(self.worker.ask("GET", "/kpi/obligations?person=li.na&zone=plant").status, 403)
        mine = self.worker.get("/kpi/obligations?person=wang.qiang&limit=500")["items"]
        self.assertNotEqual(mine, [])
        self.assertEqual(mine, self.worker.get("/kpi/obligations?limit=500")["items"], "of nobody in particular: their own")
        for path in (f"/reviews/{self.month}", f"/reviews/{self.month}/pdf"):
            self.assertEqual(self.worker.ask("GET", path).status, 403)

    def test_the_review_names_its_evidence(self):
        alarm, _ = self.an_order_is_handled_twice()
        review = self.officer.get(f"/reviews/{self.month}")
        self.assertFalse(review["complete"])
        happened = {each["name"]: each for each in review["happened"]}
        self.assertEqual((happened["alarms"]["count"], happened["alarms"]["evidence"]), (1, [alarm]))
        self.assertEqual([happened[each]["count"] for each in ("orders", "orders-closed", "trips", "starts", "drills")], [1, 1, 1, 1, 0])
        self.assertEqual([each["count"] for each in review["by_severity"] if each["name"] == "serious"], [1])
        self.assertEqual(review["alarms"]["busiest_count"], 1)
        self.assertIsNotNone(review["alarms"]["acknowledged_within_s"])
        kinds = {each["seq"]: each["kind"] for each in self.stage.journal()}
        for each in review["late"]:
            self.assertIn(each["asked_by"], kinds)
        text, pages = pdf_of(self.officer, f"/reviews/{self.month}/pdf")
        self.assertTrue(1 < pages <= 6, pages)
        for words in ("安全复盘 " + self.month, "小厂", "这个月还没有结束", "预警处置及时率", "建议", "薄弱区域"):
            self.assertIn(words, text)
        self.assertNotIn("照片", text)
        picture = self.worker.ask("POST", "/photos", raw=png(), Content_Type="image/png").body["photo"]
        self.worker.post("/hazards", {"zone": "plant", "what": "护栏松动", "photos": [picture]})
        shown, _ = pdf_of(self.officer, f"/reviews/{self.month}/pdf")
        self.assertIn("整改前", shown)
        self.assertNotIn("王强", shown)
        self.assertIn(b"/DCTDecode", self.officer.ask("GET", f"/reviews/{self.month}/pdf").raw)
        english, _ = pdf_of(self.officer, f"/reviews/{self.month}/pdf?language=en")
        self.assertIn("Warnings answered in time", english)
        self.assertNotIn("王强", text, "a review judges nobody by name")

    def test_the_permit_stands_on_paper_as_it_is(self):
        save_people(self.officer, "zhao.min")
        self.stage.read(gas_0=1)
        body = draft(self.worker, "hot-work", "wang.qiang", "zhao.min", grounds={"hot_place": "explosion-area"}, outdoors=True,
                     isolations=[{"kind": "blind", "place": "F3 法兰"}])
        work = Work(self, body, self.who, {"team-lead": self.officer, "operator": self.worker})
        path = f"/permits/{work.id}/pdf"
        self.assertIn("正在办理，不得作业", pdf_of(self.worker, path)[0])
        work.test_gas()
        work.prepare()
        text, pages = pdf_of(self.worker, path)
        self.assertLessEqual(pages, 4)
        for words in ("动火安全作业票", f"编号 {work.id}", "2号管线改造", "维修班", "张三", "赵敏", "王强", "甲烷", "√ 合格", "负责人确认", "GB 30871-2022",
                      "残余风险", "能量隔离与上锁挂牌", "F3 法兰", f"L-{work.id}-1", "乙炔瓶与氧气瓶的距离 5 m", "证号 P-0", "证号 P-1"):
            self.assertIn(words, text)
        self.officer.post(f"/permits/{work.id}/cancellation", {"reason": "改期"})
        after = pdf_of(self.worker, path)[0]
        self.assertIn("已作废，不得作业", after)
        self.assertIn("改期", after)
        english = pdf_of(self.worker, path + "?language=en")[0]
        self.assertIn("Cancelled: no work by it", english)
        self.assertIn(f"Number {work.id}", english)


if __name__ == "__main__":
    unittest.main()
