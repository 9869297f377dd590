"""Device care as people meet it through the interface: records, what is to be done, the work, what it says of the data. Of the small plant's rtu-01."""
import datetime

from plant.programs import wait_until

SITE = datetime.timezone(datetime.timedelta(hours=8))
PLAN = {"class": "gas", "every": 1, "every-unit": "years", "post": "operator", "what": "通标准气"}


def day(offset=0):
    return (datetime.datetime.now(SITE) + datetime.timedelta(days=offset)).strftime("%Y-%m-%d")


def save(who, path, record):
    """Anew, or as the next version."""
    known = who.ask("GET", "/records/" + path)
    headers = {"If_Match": f'"{known.body["version"]}"'} if known.status == 200 and not known.body["removed"] else {}
    answer = who.ask("PUT", "/records/" + path, {"reason": "检修", "record": record}, **headers)
    assert answer.status in (200, 201), answer.body


def save_card(who, calibrate_by):
    save(who, "device-card/rtu", {"name": "采集箱", "device": "rtu-01", "class": "gas", "calibrate-by": calibrate_by})


def save_plans(who):
    save(who, "device-class/gas", {"name": "气体报警控制器", "drift-limit": 5})
    save(who, "care-plan/yearly", {"name": "年检", "work": "calibration", **PLAN})
    save(who, "spare-part/cap", {"name": "防尘罩", "fits": ["gas"], "quantity": 5, "unit": "只"})


def grow_old(test):
    save(test.officer, "device-class/gas", {"name": "气体报警控制器", "drift-limit": 5, "sensor-life": 2})
    save(test.officer, "device-card/rtu", {"name": "采集箱", "device": "rtu-01", "class": "gas", "calibrate-by": day(20), "installed": day(-900)})
    sensor = wait_until(lambda: test.worker.get("/devices/rtu-01")["sensor"], what="the age of the sensor")
    test.assertEqual((sensor["reached"], sensor["days_left"] < -160), (0, True))
    test.assertEqual(test.worker.get("/devices?sort=sensor")["items"][0]["sensor"], sensor)
    due = [each for each in test.worker.get("/due-days")["items"] if each["record"] == "device-card/rtu"]
    test.assertEqual([(each["what"], each["zone"], each["last_day"]) for each in due], [("sensor-life", "plant", sensor["last_day"])])


def the_open(who, work="calibration"):
    return wait_until(lambda: who.get(f"/care?work={work}")["items"], what=f"the {work}")[0]


def device(who):
    return who.get("/devices/rtu-01")


def use_care(test):
    """test: .worker (wang.qiang, operator), .officer (li.na, team-lead, safety officer)."""
    save_plans(test.officer)
    save_card(test.officer, day(20))
    care = the_open(test.worker)
    test.assertEqual((care["device"], care["card"], care["plan"], care["post"], care["zone"], care["state"], care["cause"]),
                     ("rtu-01", "rtu", "yearly", "operator", "plant", "open", "plan"))
    listed = {each["name"]: each for each in test.worker.get("/devices")["items"]}["rtu-01"]
    test.assertEqual((listed["card"], listed["class"], listed["calibration"], listed["uncertain_because"], listed["open_care"]),
                     ("rtu", "gas", {"due": day(20), "state": "due-soon"}, None, 1))
    test.assertIsNone(listed["sensor"], "its class does not say how long sensors last")
    do_the_work(test, care["id"])
    ask_for_more(test)
    page_through(test)
    grow_old(test)
    test.officer.ask("DELETE", "/records/device-card/rtu?reason=gone", If_Match=f'"{test.officer.get("/records/device-card/rtu")["version"]}"')
    wait_until(lambda: device(test.worker)["calibration"]["state"] == "none", what="a device without a card")


def do_the_work(test, care):
    begun = test.worker.post(f"/care/{care}/start", {"reason": "通标准气"})
    test.assertIn("gas-0:high-high", begun["out_of_service"])
    test.assertTrue(begun["rows"], "the rows that go on are named")
    test.assertEqual((begun["state"], begun["started"]["by"]), ("working", "wang.qiang"))
    aside = {each["condition"]: each for each in test.worker.get("/conditions/set-aside")["items"]}
    test.assertEqual(aside["gas-0:high-high"]["out_of_service"]["reason"], f"通标准气 #{care}")
    test.assertEqual(test.officer.ask("POST", f"/care/{care}/start").status, 409)
    wrong = test.worker.ask("POST", f"/care/{care}/finish", {"result": "passed", "note": "ok", "as_found": 50, "reference": 50})
    test.assertEqual(wrong.fields(), ["point"], "rtu-01 has several points")
    test.assertEqual(test.worker.ask("POST", f"/care/{care}/finish", {"result": "good", "note": "ok", "parts": [{"quantity": 0}]}).fields(),
                     ["result", "parts[0].part", "parts[0].quantity"])
    done = test.worker.post(f"/care/{care}/finish", {"result": "passed", "note": "合格", "point": "gas-0", "as_found": 51, "as_left": 51, "reference": 50,
                                                     "parts": [{"part": "cap", "quantity": 2}]})
    test.assertEqual((done["state"], done["finished"]["drift"], done["finished"]["drift_state"], done["finished"]["by"]), ("done", 1, "within", "wang.qiang"))
    test.assertNotIn("gas-0:high-high", [each["condition"] for each in test.worker.get("/conditions/set-aside")["items"]])
    found = device(test.worker)
    test.assertEqual(found["calibration"]["state"], "valid")
    test.assertGreater(found["calibration"]["due"], day(360))
    test.assertEqual((found["open_care"], found["doubtful"], found["card_versions"]), (0, [], "/records/device-card/rtu/versions"))
    test.assertEqual([(part["part"], part["used"], part["left"]) for part in found["spare_parts"]], [("cap", 2, 3)])
    test.assertEqual([each["id"] for each in found["care"]["items"]], [care])


def ask_for_more(test):
    asked = test.worker.post("/care", {"device": "rtu-01", "work": "repair", "reason": "外壳进水"})
    test.assertEqual((asked["cause"], asked["reason"], asked["plan"]), ("asked", "外壳进水", None))
    test.assertEqual(test.worker.ask("POST", "/care", {"device": "rtu-01", "work": "repair", "reason": "外壳进水"}).status, 409)
    test.assertEqual(test.worker.ask("POST", "/care", {"device": "rtu-9", "work": "repair", "reason": "外壳进水"}).fields(), ["device"])
    told = wait_until(lambda: [each for each in test.worker.get("/notices")["items"] if each["care"] == asked["id"]], what="the notice")[0]
    test.assertEqual((told["reason"], told["what"]), ("care-issued", "rtu-01"))
    ended = test.worker.post(f"/care/{asked['id']}/abandon", {"reason": "是雨水"})
    test.assertEqual((ended["state"], ended["abandoned"]["by"]), ("abandoned", "wang.qiang"))
    test.assertEqual(test.worker.get(f"/care/{asked['id']}")["state"], "abandoned")
    test.assertEqual(test.worker.ask("GET", "/care/1").status, 404)


def page_through(test):
    ids = [each["id"] for each in test.worker.get("/care?state=all&device=rtu-01")["items"]]
    first = test.worker.get("/care?state=all&device=rtu-01&limit=1")
    rest = test.worker.get(f"/care?state=all&device=rtu-01&after={first['next']}")
    test.assertEqual(ids, [each["id"] for each in first["items"] + rest["items"]])
    test.assertEqual(ids, sorted(ids, reverse=True))
    test.assertEqual(test.worker.get("/care?post=team-lead")["items"], [])
    test.assertEqual(test.worker.ask("GET", "/care?after=x").status, 422)
    test.assertEqual(test.worker.ask("GET", "/care?work=dance").fields(), ["work"])
