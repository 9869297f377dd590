"""Emergencies, as people meet them through the interface. On the small plant; its plans: gas-leak (cards shut-off of the operator, count of the team lead), fire."""
from plant.appraisal import pdf_of

LEAK = {"plan": "gas-leak", "zone": "plant", "what": "2号阀法兰泄漏"}
REPORT = {"to": "县应急管理局", "how": "电话", "text": "事故快报"}


class Emergency:
    """One incident in the hands of its people."""

    def __init__(self, test, who, body):
        self.test = test
        self.now = who.post("/incidents", body)
        self.id = self.now["id"]

    def do(self, who, deed, body=None):
        self.now = who.post(f"/incidents/{self.id}/{deed}", body)
        return self.now

    def refused(self, who, deed, body=None):
        answer = who.ask("POST", f"/incidents/{self.id}/{deed}", body)
        self.test.assertGreaterEqual(answer.status, 400, answer.body)
        self.test.assertNotEqual((answer.body["message"]["zh"], answer.body["message"]["en"]), ("", ""), "says why")
        return answer

    def look(self, who):
        self.now = who.get(f"/incidents/{self.id}")
        return self.now

    def card(self, name):
        return {each["card"]: each for each in self.now["card_list"]}[name]

    def people(self):
        return {each["person"]: each["state"] for each in self.now["evacuation"]["people"]}

    def account_for_all(self, who):
        for person, state in self.people().items():
            if state in ("unknown", "missing"):
                self.do(who, "people", {"person": person, "state": "safe", "zone": "plant"})


def use_incidents(test, picture):
    """test: .worker (wang.qiang, operator), .officer (li.na, safety officer, team lead), .admin."""
    plans = test.worker.get("/emergency-plans?zone=plant")["items"]
    test.assertEqual([(each["name"], each["fits"]) for each in plans], [("gas-leak", True), ("fire", True)])
    test.assertEqual([each["fits"] for each in test.worker.get("/emergency-plans")["items"]], [False, True], "no zone was asked for")
    test.assertEqual(test.worker.ask("GET", "/emergency-plans?zone=moon").fields(), ["zone"])
    saved = test.officer.ask("PUT", "/records/emergency-contact/fire-brigade", {"reason": "first", "record": {"name": "消防", "phone": "119", "outside": True}})
    test.assertIn(saved.status, (200, 201), saved.body)

    one = Emergency(test, test.worker, {**LEAK, "photos": [picture]})
    test.assertEqual((one.now["state"], one.now["danger"], one.now["level"], one.now["commander"], one.now["photos"]), ("open", "0026", "third", "wang.qiang", [picture]))
    test.assertEqual(one.now["contacts"], [{"id": "fire-brigade", "name": "消防", "role": "", "phone": "119", "outside": True}])
    one.do(test.worker, "cards/shut-off/taken")
    one.do(test.worker, "cards/shut-off/done", {"note": "已关", "photos": [picture]})
    test.assertEqual((one.card("shut-off")["state"], one.card("shut-off")["photos"]), ("done", [picture]))
    one.do(test.officer, "command")
    one.do(test.officer, "level", {"level": "second", "reason": "扩大"})
    one.do(test.officer, "evacuation", {"others": [{"name": "王师傅", "zone": "plant"}]})
    one.account_for_all(test.worker)
    one.do(test.officer, "evacuation/end", {"reason": "全部到齐"})
    one.do(test.worker, "log", {"text": "消防车到场", "photos": [picture]})
    supply = test.officer.ask("PUT", "/records/supply/absorbent", {"reason": "first", "record": {"name": "吸附棉", "quantity": 200, "unit": "kg", "item": "absorbent", "zone": "plant"}})
    test.assertEqual(supply.status, 200, supply.body)
    used = {"supply": "absorbent", "what": "吸附棉", "quantity": 20, "unit": "kg"}
    test.assertEqual(one.do(test.worker, "resources", used)["resources"][0]["supply"], "absorbent")
    test.assertEqual(test.worker.get("/due-days")["used"], [{"record": "supply/absorbent", "quantity": 20}])
    test.assertEqual(one.refused(test.worker, "resources", {**used, "supply": "gone"}).fields(), ["supply"])
    removed = test.officer.ask("DELETE", "/records/supply/absorbent?reason=empty", If_Match='"1"')
    test.assertEqual(removed.status, 204)
    test.assertEqual(one.refused(test.worker, "resources", used).fields(), ["supply"], "it is there no longer")
    one.do(test.officer, "casualties", {"slight": 1})
    one.do(test.officer, "waiver", {"reason": "无人员伤亡"})
    test.assertEqual((one.now["waived"], one.now["report"]["state"]), ("无人员伤亡", "waived"))
    one.do(test.officer, "reports", REPORT)
    one.do(test.officer, "end", {"reason": "已切断"})
    one.do(test.admin, "close", {"summary": "处置及时", "lessons": ["法兰全面排查"]})
    test.assertIsNotNone(test.worker.get(f"/hazards/{one.now['lessons'][0]['hazard']}"))
    test.assertEqual([each["id"] for each in test.worker.get("/incidents?which=closed&exercise=real&limit=1")["items"]], [one.id])
    test.assertEqual(test.worker.get("/incidents?which=open")["items"], [])
    test.assertEqual(test.worker.ask("GET", "/incidents?which=some").fields(), ["which"])
    test.assertEqual(test.worker.get(f"/incidents/{one.id}"), one.now, "closed, it changes no more")
    test.assertEqual(test.worker.ask("GET", "/incidents/1").status, 404)
    text, _ = pdf_of(test.worker, f"/incidents/{one.id}/pdf")
    for words in ("应急处置报告", "切断", "消防车到场", "县应急管理局", "照片", "启动应急"):
        test.assertIn(words, text)
    test.assertIn(b"/DCTDecode", test.worker.ask("GET", f"/incidents/{one.id}/pdf").raw, "photographs are in it")
    test.assertIn("Report of an emergency", pdf_of(test.worker, f"/incidents/{one.id}/pdf?language=en")[0])
    test.assertEqual(test.worker.ask("GET", "/incidents/1/pdf").status, 404)
