"""Hazards, as people meet them through the interface."""
import datetime
import urllib.parse


def later(**time):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**time)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def use_hazards(test, picture):
    """`picture`: the name of one that was uploaded. test: .worker (operator), .officer (team lead, safety officer), .admin."""
    mend_in_the_open(test, picture)
    earn_by_it(test)
    mend_a_major_one(test, picture)
    report_without_a_name(test)
    set_aside(test)


def refused(test, who, path, body, status, fields=None):
    answer = who.ask("POST", path, body)
    test.assertEqual(answer.status, status, answer.body)
    if fields is not None:
        test.assertEqual(answer.fields(), fields)
    return answer


def mend_in_the_open(test, picture):
    wrong = {"zone": "moon", "what": "护栏松动", "photos": [picture]}
    refused(test, test.worker, "/hazards", wrong, 422, ["zone"])
    refused(test, test.worker, "/hazards", {"zone": "plant", "photos": ["0" * 64], "x_m": 1}, 422, ["photos[0]", "y_m"])
    refused(test, test.worker, "/hazards", {"zone": "plant"}, 422, ["what"])
    hazard = test.worker.post("/hazards", {"zone": "plant", "what": "2号储罐护栏松动", "photos": [picture], "x_m": 41.5, "y_m": 22, "point": "gas-0"})
    path = f"/hazards/{hazard['id']}"
    test.assertEqual((hazard["state"], hazard["reporter"], hazard["anonymous"]), ("reported", "wang.qiang", False))
    test.assertEqual((hazard["place"], hazard["point"], hazard["photos_before"]), ({"x_m": 41.5, "y_m": 22}, "gas-0", [picture]))
    test.assertEqual((hazard["grade"], hazard["plan"], hazard["post"]), (None, None, "operator"))

    similar = lambda what, place="": [each["id"] for each in test.worker.get(f"/hazards/similar?zone=plant&what={urllib.parse.quote(what)}{place}")["items"]]
    test.assertEqual(similar("储罐护栏松动了", "&x_m=40&y_m=20"), [hazard["id"]])
    test.assertEqual(similar("灭火器过期"), [])
    test.assertEqual(test.worker.ask("GET", "/hazards/similar?zone=plant&what=x&x_m=far").fields(), ["x_m"])

    grade = {"grade": "general", "danger": "equipment", "handling": "by-deadline", "deadline": later(days=2)}
    refused(test, test.worker, path + "/grade", grade, 403)
    refused(test, test.officer, path + "/grade", {**grade, "deadline": later(days=-1)}, 422, ["deadline"])
    exchange = {"management": "things", "arose_in": "upkeep", "reason": "焊缝锈蚀", "hazard_code": "FX-01"}
    refused(test, test.officer, path + "/grade", {**grade, "arose_in": "the moon"}, 422, ["arose_in"])
    graded = test.officer.post(path + "/grade", {**grade, **exchange})
    test.assertEqual(graded["grade"], "general")
    test.assertEqual({name: graded[name] for name in exchange}, exchange)
    test.assertIsNone(graded["cost_yuan"])
    refused(test, test.worker, path + "/rectify", {"note": "welded", "photos": [picture]}, 409)
    test.assertEqual(test.worker.post(path + "/accept")["handler"], "wang.qiang")
    test.assertEqual(test.worker.get("/hazards?post=mine&state=accepted&grade=general&zone=plant&limit=1")["items"][0]["id"], hazard["id"])
    test.assertEqual(test.worker.get("/hazards?overdue=true")["items"], [])
    test.assertIn(hazard["id"], [each["id"] for each in test.worker.get("/hazards?mine=true")["items"]])

    longer = {"deadline": later(days=5), "reason": "备件未到货"}
    refused(test, test.worker, path + "/extend", longer, 403)
    refused(test, test.worker, path + "/ask-extension", {"reason": "备件未到货"}, 422, ["deadline"])
    test.assertEqual(test.worker.post(path + "/ask-extension", longer)["asked"], longer["deadline"])
    refused(test, test.officer, path + "/refuse-extension", {"reason": " "}, 422, ["reason"])
    test.assertIsNone(test.officer.post(path + "/refuse-extension", {"reason": "先用临时护栏"})["asked"])
    refused(test, test.officer, path + "/refuse-extension", {"reason": "先用临时护栏"}, 409)
    test.assertEqual(test.officer.post(path + "/extend", longer)["extensions"], 1)

    refused(test, test.worker, path + "/rectify", {"note": "welded", "photos": []}, 422, ["photos"])
    refused(test, test.worker, path + "/rectify", {"note": "welded", "photos": [picture], "cost_yuan": -1}, 422, ["cost_yuan"])
    mended = test.worker.post(path + "/rectify", {"note": "护栏已焊接", "photos": [picture], "cost_yuan": 1800.5})
    test.assertEqual((mended["state"], mended["photos_after"], mended["cost_yuan"]), ("rectified", [picture], 1800.5))
    refused(test, test.officer, path + "/review", {"verdict": "returned"}, 422, ["reason"])
    test.assertEqual(test.officer.post(path + "/review", {"verdict": "returned", "reason": "照片看不清"})["returns"], 1)
    test.worker.post(path + "/rectify", {"note": "补拍", "photos": [picture]})
    refused(test, test.officer, path + "/review-again", {"verdict": "approved"}, 409)
    closed = test.officer.post(path + "/review", {"verdict": "approved"})
    test.assertEqual(closed["outcome"], "closed")
    test.assertIsNotNone(closed["ended"])
    test.assertEqual(test.worker.get(path), closed)
    test.assertIn(hazard["id"], [each["id"] for each in test.worker.get("/hazards?which=over")["items"]])
    story = test.worker.get(path + "/story")["items"]
    told = [each["body"]["reason"] for each in story if each["kind"] == "notice.issued"]
    for reason in ("reported", "graded", "extension-asked", "extension-refused", "extended", "rectified", "returned", "closed"):
        test.assertIn("hazard-" + reason, told)
    story = [each["kind"] for each in story if each["kind"].startswith("hazard.")]
    test.assertEqual(story, ["hazard." + what for what in ("reported", "graded", "accepted", "extension_asked", "extension_refused", "extended", "rectified", "reviewed", "rectified", "reviewed", "closed")])
    test.assertEqual(test.worker.ask("GET", "/hazards/999999/story").status, 404)
    told = [each for each in test.worker.get("/notices?limit=100")["items"] if each["hazard"] == hazard["id"] and each["reason"] == "hazard-closed"]
    test.assertEqual([(each["post"], each["person"], each["what"]) for each in told], [(None, "wang.qiang", "2号储罐护栏松动")])
    called = [each for each in test.officer.get("/notices?limit=100")["items"] if each["hazard"] == hazard["id"]]
    test.assertIn(("hazard-rectified", "team-lead"), [(each["reason"], each["post"]) for each in called])
    test.assertNotIn("hazard-closed", [each["reason"] for each in called])


def earn_by_it(test):
    """By the one hazard that was reported, mended by its reporter and reviewed."""
    merits = test.worker.get("/merits")
    earned = {each["login"]: each for each in merits["people"]}
    test.assertEqual((earned["wang.qiang"]["points"], earned["li.na"]["points"]), (2, 1))
    test.assertEqual([entry["reason"] for entry in earned["wang.qiang"]["entries"]], ["report-accepted"])
    test.assertEqual((earned["li.na"]["entries"][0]["worth"], earned["li.na"]["name"]), (1, "li.na"))
    test.assertEqual([(each["login"], each["rank"]) for each in test.officer.get("/merits?person=mine")["people"]], [("li.na", 2)])
    first = test.officer.get("/merits?limit=1")
    test.assertEqual(([each["login"] for each in first["people"]], len(test.officer.get(f"/merits?limit=1&after={first['next']}")["people"])), (["wang.qiang"], 1))
    test.assertEqual([each["login"] for each in test.officer.get("/merits?sort=-rank&search=LI.")["people"]], ["li.na"])
    test.assertEqual(test.officer.get("/merits?month=2020-01")["people"], [])
    test.assertEqual(test.officer.ask("GET", "/merits?month=2020-13").fields(), ["month"])
    rules = test.worker.get("/merits/rules")
    test.assertEqual((rules["report"], rules["month_cap"]), (2, 30))
    test.assertIn("每人每月最多 30 分。", [line["zh"] for line in rules["text"]])


def mend_a_major_one(test, picture):
    hazard = test.worker.post("/hazards", {"zone": "plant", "what": "安全阀被铅封堵死"})
    path = f"/hazards/{hazard['id']}"
    grade = {"grade": "major", "danger": "process", "handling": "by-deadline", "deadline": later(days=3), "responsibility": "厂长", "measures": "更换安全阀", "funds": "2 万元", "contingency": "停车预案"}
    refused(test, test.officer, path + "/grade", grade, 422, ["plan.interim"])
    graded = test.officer.post(path + "/grade", {**grade, "interim": "降压运行，专人监护"})
    test.assertEqual((graded["plan"]["interim"], graded["supervision"], graded["supervised_by"]), ("降压运行，专人监护", 1, "team-lead"))
    test.worker.post(path + "/accept")
    test.worker.post(path + "/rectify", {"note": "已更换", "photos": [picture]})
    first = test.officer.post(path + "/review", {"verdict": "approved", "reason": "现场确认"})
    test.assertEqual((first["state"], first["outcome"], first["reviewer"]), ("reviewed", "open", "li.na"))
    refused(test, test.officer, path + "/review-again", {"verdict": "approved"}, 403)
    test.assertEqual(test.admin.post(path + "/review-again", {"verdict": "approved"})["outcome"], "closed")


def report_without_a_name(test):
    hazard = test.worker.post("/hazards", {"zone": "plant", "what": "班组长要求带病作业", "anonymous": True, "source": "other"})
    test.assertEqual((hazard["reporter"], hazard["anonymous"]), (None, True))
    test.assertIn(hazard["id"], [each["id"] for each in test.officer.get("/hazards?mine=true")["items"]], "to be graded")
    story = test.admin.get(f"/hazards/{hazard['id']}/story")["items"]
    test.assertEqual([each["actor"] for each in story if each["kind"].startswith("hazard.")], ["anonymous"])
    notices = [each["body"] for each in story if each["kind"] == "notice.issued"]  # they name whose post it is, on every report of that zone
    test.assertEqual({each["person"] for each in notices}, {""})
    test.assertNotIn("wang.qiang", str([{**each, "people": []} for each in notices]))


def set_aside(test):
    stands = test.worker.post("/hazards", {"zone": "plant", "what": "泵房地面积水"})
    again = test.worker.post("/hazards", {"zone": "plant", "what": "泵房积水"})
    refused(test, test.officer, f"/hazards/{again['id']}/merge", {"into": again["id"]}, 422, ["into"])
    merged = test.officer.post(f"/hazards/{again['id']}/merge", {"into": stands["id"]})
    test.assertEqual((merged["outcome"], merged["merged_into"]), ("merged", stands["id"]))
    refused(test, test.officer, f"/hazards/{stands['id']}/dismiss", {"reason": " "}, 422, ["reason"])
    test.assertEqual(test.officer.post(f"/hazards/{stands['id']}/dismiss", {"reason": "是雨后排水"})["outcome"], "dismissed")
