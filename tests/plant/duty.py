"""Who answers: rosters, absences, stand-ins, certificates and the hand-over of a shift, as people meet them through the interface."""
import datetime

from plant.asker import Asker
from plant.programs import PASSWORD, wait_until

SITE = datetime.timezone(datetime.timedelta(hours=8))
CREWS = [{"name": "甲班", "people": ["wang.qiang"]}, {"name": "乙班", "people": ["zhao.min"], "starts_at": 1}]
WANG = {"login": "wang.qiang", "name": "wang.qiang"}
ZHAO = {"login": "zhao.min", "name": "赵敏"}


def day(offset=0):
    return (datetime.datetime.now(SITE) + datetime.timedelta(days=offset)).strftime("%Y-%m-%d")


def at(**ahead):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")


def use_rosters(test, contract):
    """test: .worker (wang.qiang, operator), .officer (li.na, team-lead, safety officer), .admin."""
    test.admin.put("/accounts/zhao.min", {"name": "赵敏", "role": "worker", "posts": [], "password": PASSWORD})
    zhao = Asker(test.port, contract).sign_in("zhao.min")
    take_turns(test, zhao)
    be_absent(test)
    hold_certificates(test)
    file_a_plan(test)
    be_there_day_and_night(test)
    hand_over(test, zhao)
    hand_over_without_a_roster(test, Asker(test.port, contract))
    test.officer.post("/rosters/remove", {"post": "operator", "first_day": day()})
    test.assertEqual(test.officer.get("/rosters")["items"], [])


def answering(test):
    now = test.worker.get("/duty/now?zone=plant&matter=alarm")["items"][0]
    return now["people"], now["gap"]


def take_turns(test, zhao):
    test.assertIn({"login": "zhao.min", "name": "赵敏", "posts": []}, test.worker.get("/duty/people")["items"])
    roster = {"post": "operator", "first_day": day(), "cycle": ["always", ""], "crews": CREWS}
    test.assertEqual(test.worker.ask("POST", "/rosters", roster).status, 403)
    test.assertEqual(test.officer.ask("POST", "/rosters", {**roster, "cycle": ["noon"]}).fields(), ["cycle"])
    test.assertEqual(test.officer.ask("POST", "/rosters", {**roster, "crews": [{"people": ["x"], "start": 1}]}).fields(), ["crews[0].name", "crews[0].start"])
    test.assertEqual(test.officer.ask("POST", "/rosters", {**roster, "crews": "all"}).fields(), ["crews"])
    kept = test.officer.post("/rosters", roster)["items"]
    test.assertEqual([(each["post"], each["last_day"], each["by"], [crew["starts_at"] for crew in each["crews"]]) for each in kept], [("operator", None, "li.na", [0, 1])])
    test.assertEqual(answering(test), ([WANG], None))
    test.assertEqual(test.worker.get(f"/duty/gaps?from={day(1)}&until={day(30)}")["items"], [])

    month = test.worker.get(f"/rosters/month?post=operator&month={day()[:7]}")
    today = int(day()[8:]) - 1
    test.assertEqual([person["login"] for person in month["people"]], ["wang.qiang", "zhao.min"])
    test.assertEqual(month["people"][0]["days"][today], {"shifts": ["always"], "told": False, "absent": False})
    test.assertEqual(month["days"][today], {"day": day(), "rostered": True, "uncovered": []})
    test.assertEqual(test.worker.ask("GET", "/rosters/month?post=moon").fields(), ["post"])
    test.assertEqual(test.worker.ask("GET", "/rosters/month?post=operator&month=2026-13").fields(), ["month"])

    off = {"post": "operator", "person": "wang.qiang", "day": day(), "shifts": []}
    month = test.officer.post("/rosters/day", off)
    test.assertEqual(month["days"][today]["uncovered"], ["always"])
    test.assertEqual(answering(test), ([], "nobody-on-roster"))
    gap = test.worker.get(f"/duty/gaps?from={day()}&until={day()}")["items"][0]
    test.assertEqual((gap["gap"], gap["post"], gap["next"]), ("nobody-on-roster", "operator", "team-lead"))
    test.officer.post("/rosters/day", {**off, "as_rostered": True})
    test.assertEqual(answering(test), ([WANG], None))
    test.assertEqual(test.worker.ask("GET", f"/duty/gaps?from={day()}&until={day(90)}").fields(), ["until"])


def be_absent(test):
    told = test.worker.post("/absences", {"person": "wang.qiang", "from": at(hours=-1), "until": at(hours=20), "reason": "生病"})
    absence = told["absences"][0]["id"]
    test.assertEqual(answering(test), ([], "all-absent"))
    test.assertEqual(test.worker.ask("POST", "/absences", {"person": "zhao.min", "from": at(), "reason": "x"}).status, 403)
    stand = {"person": "zhao.min", "instead_of": "wang.qiang", "from": at(hours=-1), "reason": "代王强"}
    appointed = test.officer.post("/stand-ins", stand)["stand_ins"][0]
    test.assertEqual((appointed["post"], appointed["until"], appointed["by"]), (None, None, "li.na"))
    test.assertEqual(answering(test), ([ZHAO], None))
    test.officer.post(f"/stand-ins/{appointed['id']}/end")
    none = {"absences": [], "stand_ins": [], "next": None}
    test.assertEqual(test.worker.post(f"/absences/{absence}/end"), none)
    test.assertEqual(test.worker.get("/absences"), none)
    page_through_absences(test)
    test.assertEqual(answering(test), ([WANG], None))


def page_through_absences(test):
    for hours, person in ((30, "zhao.min"), (10, "wang.qiang"), (20, "zhao.min")):
        test.officer.post("/absences", {"person": person, "from": at(hours=hours), "until": at(hours=hours + 1), "reason": "培训"})
    test.officer.post("/stand-ins", {"person": "li.na", "instead_of": "wang.qiang", "from": at(hours=15), "until": at(hours=16), "reason": "代"})
    first = test.officer.get("/absences?limit=2")
    test.assertEqual(([each["person"] for each in first["absences"]], [each["person"] for each in first["stand_ins"]]), (["wang.qiang"], ["li.na"]))
    rest = test.officer.get(f"/absences?limit=2&after={first['next']}")
    test.assertEqual((len(rest["absences"]), rest["stand_ins"], rest["next"]), (2, [], None))
    backwards = test.officer.get("/absences?sort=-from&what=absences&person=zhao.min")
    test.assertEqual([each["from"] for each in backwards["absences"]], [each["from"] for each in reversed(rest["absences"])])
    test.assertEqual(test.officer.ask("GET", f"/absences?sort=-from&after={first['next']}").fields(), ["after"])
    left = test.officer.get("/absences")
    for each in left["absences"]:
        test.officer.post(f"/absences/{each['id']}/end")
    for each in left["stand_ins"]:
        test.officer.post(f"/stand-ins/{each['id']}/end")


def hold_certificates(test):
    test.officer.put("/records/person/wang", {"reason": "新", "record": {"name": "王强", "login": "wang.qiang"}})
    test.officer.put("/records/qualification/q-1", {"reason": "新", "record": {"number": "T-1", "person": "wang", "category": "welding", "issued": "2020-01-01", "valid-until": day(400), "review-by": day(45)}})
    held = test.worker.get("/qualifications")["items"]
    test.assertEqual(held, [{"id": "q-1", "person": "wang", "login": "wang.qiang", "name": "王强", "category": "welding", "last_day": day(45), "limit": "review", "days_left": 45, "reached": 60}])
    wait_until(lambda: [each for each in test.worker.get("/notices")["items"] if each["reason"] == "qualification-due" and each["what"] == "q-1" and each["person"] == "wang.qiang"], what="the warning")
    wait_until(lambda: [each for each in test.officer.get("/notices")["items"] if each["reason"] == "qualification-due" and each["post"] == "team-lead"], what="the lead's warning")
    away = {"number": "T-1", "person": "wang", "category": "welding", "issued": "2020-01-01", "valid-until": day(400), "practised": day(-200)}
    test.assertEqual(test.officer.ask("PUT", "/records/qualification/q-1", {"reason": "离岗", "record": away}, If_Match='"1"').status, 200)
    held = test.worker.get("/qualifications")["items"][0]
    test.assertEqual((held["limit"], held["reached"], held["days_left"] < 0), ("idle", 0, True))
    test.officer.put("/records/qualification/q-2", {"reason": "新", "record": {"number": "T-2", "person": "wang", "category": "lifting", "issued": "2020-01-01", "valid-until": day(800)}})
    of = lambda query: [each["id"] for each in test.worker.get("/qualifications?" + query)["items"]]
    test.assertEqual((of("sort=-last_day"), of("warned=true"), of("category=lifting")), (["q-2", "q-1"], ["q-1"], ["q-2"]))
    first = test.worker.get("/qualifications?limit=1")
    test.assertEqual((first["items"][0]["id"], of(f"limit=1&after={first['next']}")), ("q-1", ["q-2"]))


def file_a_plan(test):
    """A plan is to be filed, and then to be evaluated every three years."""
    plan = {"name": "火灾专项预案", "plan": "fire", "published": day(-10), "post": "operator"}
    test.officer.put("/records/emergency-plan/fire", {"reason": "公布", "record": plan})
    of_plan = lambda: [(each["what"], each["post"]) for each in test.worker.get("/due-days?mine=true")["items"] if each["record"] == "emergency-plan/fire"]
    test.assertEqual(of_plan(), [("filing", "operator"), ("evaluation", "operator")])
    filed = {**plan, "filed": day(), "filing-number": "备案 1", "filing-authority": "应急管理局"}
    test.assertEqual(test.officer.ask("PUT", "/records/emergency-plan/fire", {"reason": "备案", "record": filed}, If_Match='"1"').status, 200)
    test.assertEqual(of_plan(), [("evaluation", "operator")])
    test.assertEqual([each["version"] for each in test.officer.get("/records/emergency-plan/fire/versions")["items"]], [2, 1], "what was told of it is no version")


def be_there_day_and_night(test):
    """The small plant says that its operator is on emergency duty; the telephone is that of the person's record."""
    known = test.officer.get("/records/person/wang")
    saved = test.officer.ask("PUT", "/records/person/wang", {"reason": "值班电话", "record": {**known["record"], "duty-phone": "8119"}}, If_Match=f'"{known["version"]}"')
    test.assertEqual(saved.status, 200, saved.body)
    [duty] = test.worker.get("/duty/emergency")["items"]
    test.assertEqual((duty["post"], duty["now"]["gap"], duty["now"]["people"]), ("operator", None, [{**WANG, "phone": "8119"}]))
    test.assertEqual([each["login"] for each in duty["next"]["people"]], ["zhao.min"], "the other crew, tomorrow")
    test.assertEqual(duty["gaps"], [])


def hand_over(test, zhao):
    """By the roster wang.qiang works today, zhao.min tomorrow; a stand-in makes zhao.min come at once."""
    open_now = test.worker.get("/handovers/matters?post=operator")["items"]
    test.assertEqual(test.worker.ask("GET", "/handovers/matters?post=moon").fields(), ["post"])
    test.assertEqual(zhao.ask("POST", "/handovers", {"post": "operator"}).status, 403)
    first = test.worker.post("/handovers", {"post": "operator", "to": "zhao.min", "notes": ["2号泵有异响"]})
    test.assertEqual((first["from"], first["to"], first["outcome"], len(first["matters"])), ("wang.qiang", "zhao.min", "open", len(open_now) + 1))
    path = f"/handovers/{first['id']}"
    acknowledged = [{key: each[key] for key in ("kind", "name", "state", "remark")} for each in test.worker.get(path)["matters"]]
    test.assertEqual(test.worker.ask("POST", path + "/accept", {"matters": acknowledged}).status, 403, "nobody takes over from themselves")
    test.assertEqual(zhao.ask("POST", path + "/accept", {"matters": [{"kind": "moon", "name": "", "state": ""}]}).fields(), ["matters[0].kind"])
    test.assertEqual(zhao.post(path + "/refuse", {"reason": "还没到岗"})["outcome"], "refused")
    second = test.worker.post("/handovers", {"post": "operator", "to": "zhao.min", "notes": ["2号泵有异响"]})
    test.assertEqual(test.worker.post(f"/handovers/{second['id']}/withdraw", {"reason": "再查一遍"})["outcome"], "withdrawn")
    test.assertEqual([each["id"] for each in test.worker.get("/handovers?which=over&post=operator&limit=2")["items"]], [second["id"], first["id"]])
    third = test.worker.post("/handovers", {"post": "operator", "to": "zhao.min"})
    early = zhao.ask("POST", f"/handovers/{third['id']}/accept", {"matters": []})
    test.assertIn(early.status, (409, 412), "at most an hour before the change, and each by its name")
    test.assertEqual([each["id"] for each in test.worker.get("/handovers?which=open")["items"]], [third["id"]])
    test.worker.post(f"/handovers/{third['id']}/withdraw")


def hand_over_without_a_roster(test, zhao):
    """The team lead's post has no roster: who holds it hands over at once, with every matter by name."""
    test.admin.put("/accounts/zhao.min", {"name": "赵敏", "role": "team-lead", "posts": ["team-lead"]})
    zhao.sign_in("zhao.min")
    test.officer.post("/modes", {"zone": "plant", "mode": "maintenance", "reason": "换阀", "duration": "1h"})
    offered = test.officer.post("/handovers", {"post": "team-lead", "notes": ["看好2号泵"]})
    path = f"/handovers/{offered['id']}/accept"
    matters = [{"kind": each["kind"], "name": each["name"], "state": each["state"]} for each in offered["matters"]]
    test.assertIn({"kind": "mode", "name": "plant", "state": "maintenance"}, matters)
    test.assertEqual(zhao.ask("POST", path, {"matters": matters[:-1]}).status, 412, "the note is not acknowledged")
    taken = zhao.post(path, {"matters": [{**each, "remark": "知道了"} for each in matters], "remark": "接班"})
    test.assertEqual((taken["outcome"], taken["ended_by"], taken["remark"], {each["remark"] for each in taken["matters"]}), ("accepted", "zhao.min", "接班", {"知道了"}))
    test.officer.post("/modes/end", {"zone": "plant"})


def use_duty(test):
    """The operator's post is given to one person, taken away and given back: who answers and what is missing follow."""
    now = {"zone": "plant", "matter": "alarm", "post": "operator", "people": [{"login": "wang.qiang", "name": "wang.qiang"}], "gap": None, "next": "team-lead"}
    test.assertEqual(test.worker.get("/duty/now?matter=alarm")["items"], [now])
    test.assertEqual(test.worker.get("/duty/now?zone=plant")["items"][0], now)
    test.assertEqual(test.worker.ask("GET", "/duty/now?matter=moon").fields(), ["matter"])
    test.assertEqual(test.worker.ask("GET", "/duty/now?zone=moon").fields(), ["zone"])
    test.assertEqual(test.worker.get("/duty/gaps")["items"], [])
    operator = {"name": "wang.qiang", "role": "worker"}
    test.admin.put("/accounts/wang.qiang", {**operator, "posts": []})
    test.assertEqual(test.worker.get("/duty/now?matter=alarm")["items"], [{**now, "people": [], "gap": "nobody-holds"}])
    gap = test.worker.get("/duty/gaps")["items"][0]
    test.assertEqual((gap["zone"], gap["matter"], gap["gap"], gap["post"], gap["next"]), ("plant", "alarm", "nobody-holds", "operator", "team-lead"))
    test.admin.put("/accounts/wang.qiang", {**operator, "posts": ["operator"]})
    test.assertEqual(test.worker.get("/duty/gaps")["items"], [])
