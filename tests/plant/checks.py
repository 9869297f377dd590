"""Checks of control measures, as people meet them through the interface."""
import datetime

from plant.programs import wait_until

OGG = b"OggS" + b"\0" * 22 + b"\1\x3c" + b"\xfc" * 60  # one page of one packet
# A header, a segment and a cluster of unknown lengths, as a recorder writes them, and one block of sound.
WEBM = b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7 + b"\xa3\x10\x16\xe3\x60" + b"\0" * 1_500_000


def moment(**ahead):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**ahead)
    return at.replace(microsecond=max(1_000, at.microsecond)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def hourly(name, **more):
    return {"name": name, "event": "leak", "class": "1-1", "check": "核对就地表与远传示值", "every": 1, "every-unit": "hours", "post": "operator", **more}


def save(test, name, record):
    return test.officer.put(f"/records/risk-measure/{name}", {"reason": "assessed", "record": record})


def open_check(test, measure):
    return test.worker.get(f"/checks?measure={measure}")["items"][0]


def record(test, who, check, **said):
    return who.ask("POST", f"/checks/{check['id']}/record", {"result": "normal", "done_at": moment(), **said})


def use_checks(test, picture):
    """There is a risk event `leak` of the zone plant. test: .worker (wang.qiang, operator), .officer (li.na), .admin."""
    save(test, "gauge", hourly("储罐压力", point="gas-1"))
    check = open_check(test, "gauge")
    test.assertEqual((check["state"], check["zone"], check["post"], check["point"], check["records"]), ("open", "plant", "operator", "gas-1", []))
    test.assertEqual(test.worker.get(f"/checks/{check['id']}"), check)
    test.assertIn(check["id"], [each["id"] for each in test.worker.get("/checks?mine=true&zone=plant&post=operator&limit=500")["items"]])
    test.assertNotIn(check["id"], [each["id"] for each in test.worker.get("/checks?state=overdue")["items"]])
    supplies(test)
    speak(test, check)
    refuse(test, check)
    two_opinions(test, check, picture)
    cards(test)


def supplies(test):
    """An emergency supply is looked at by cycle as a measure is; what is wrong with it is a hazard about its record."""
    kit = {"name": "急救箱", "quantity": 1, "least": 1, "unit": "个", "item": "first-aid-kit", "zone": "plant", "check": "核对药品", "every": 1, "every-unit": "months", "post": "operator", "expires": "2020-01-31"}
    test.assertEqual(test.officer.put("/records/supply/kit", {"reason": "配备", "record": kit})["version"], 1)
    check = test.worker.get("/checks?measure=supply/kit")["items"][0]
    test.assertEqual((check["measure"], check["name"], check["zone"], check["post"], check["state"]), ("supply/kit", "急救箱", "plant", "operator", "open"))
    test.assertEqual([each["id"] for each in test.worker.get("/checks?of=supply")["items"]], [check["id"]])
    test.assertNotIn(check["id"], [each["id"] for each in test.worker.get("/checks?of=measure&limit=500")["items"]])
    test.assertEqual(test.worker.ask("GET", "/checks?of=moon").fields(), ["of"])
    due = [each for each in test.worker.get("/due-days")["items"] if each["record"] == "supply/kit"]
    test.assertEqual([(each["what"], each["last_day"], each["reached"], each["post"], each["mine"]) for each in due], [("expiry", "2020-01-31", 0, "operator", True)])
    test.assertEqual(test.worker.ask("GET", "/due-days?mine=perhaps").fields(), ["mine"])
    wait_until(lambda: [each for each in test.worker.get("/notices")["items"] if each["reason"] == "record-due" and each["what"] == "急救箱"], what="that it has expired is told")
    [hazard] = wait_until(lambda: [each for each in test.worker.get("/hazards?limit=500")["items"] if each["record"] == "supply/kit"], what="that it has expired is a hazard")
    test.assertEqual(test.officer.post(f"/hazards/{hazard['id']}/dismiss", {"reason": "已换新"})["outcome"], "dismissed")
    test.officer.ask("DELETE", "/records/supply/kit?reason=used", If_Match='"1"')
    test.assertEqual(test.worker.get("/checks?of=supply")["items"], [])


def speak(test, check):
    """A voice note is kept as what it is."""
    voice = test.worker.ask("POST", "/voices", raw=OGG, Content_Type="audio/ogg;codecs=opus").body["voice"]
    test.assertEqual(test.officer.ask("GET", f"/voices/{voice}").raw, OGG)
    test.assertEqual(test.officer.ask("GET", f"/photos/{voice}").status, 404, "it is no picture")
    test.assertEqual(test.worker.ask("POST", "/voices", raw=OGG, Content_Type="audio/webm").status, 415)
    test.assertEqual(test.worker.ask("POST", "/voices", raw=b"text", Content_Type="audio/ogg").status, 415)
    test.assertEqual(test.worker.ask("POST", "/voices", raw=WEBM, Content_Type="audio/webm").status, 201)
    test.assertEqual(test.worker.ask("POST", "/voices", raw=WEBM[:-1], Content_Type="audio/webm").status, 415, "it is not whole")
    place = b"\x12\x54\xc3\x67\x9131.2304N 121.473E"
    named = test.worker.ask("POST", "/voices", raw=WEBM + place, Content_Type="audio/webm").body["voice"]
    kept = test.officer.ask("GET", f"/voices/{named}").raw
    test.assertEqual((len(kept), kept[:len(WEBM)] == WEBM, b"31.2304N" in kept), (len(WEBM) + len(place), True, False), "the sound stays, the place goes")
    test.assertEqual(record(test, test.worker, check, voice="0" * 64).fields(), ["voice"])
    test.voice = voice


def refuse(test, check):
    test.assertEqual(test.worker.ask("POST", f"/checks/{check['id']}/record", {"result": "fine"}).fields(), ["result", "done_at"])
    wrong = record(test, test.worker, check, reading=120)
    test.assertEqual((wrong.status, wrong.fields()), (422, ["reading"]))
    test.assertIn("0 ~ 100 %LEL", wrong.body["message"]["zh"])
    test.assertEqual(record(test, test.worker, check, done_at=moment(minutes=7)).fields(), ["done_at"])
    test.assertEqual(record(test, test.worker, check, result="other").fields(), ["note"])
    test.assertEqual(record(test, test.worker, check, signature=test.voice).fields(), ["signature"])
    test.assertEqual(test.worker.ask("GET", "/checks/1").status, 404)


def two_opinions(test, check, picture):
    said = {"result": "normal", "done_at": moment(), "reading": 1.5, "note": "无异常", "place": "scanned", "voice": test.voice, "signature": picture}
    done = test.worker.post(f"/checks/{check['id']}/record", said, Idempotency_Key="phone-1")
    test.assertEqual((done["state"], done["disputed"], len(done["records"])), ("done", False, 1))
    first = done["records"][0]
    test.assertEqual({key: first[key] for key in said}, said)
    test.assertEqual((first["by"], first["late"], first["seed"], first["hazard"]), ("wang.qiang", False, None, None))
    test.assertEqual(test.worker.post(f"/checks/{check['id']}/record", said)["records"], done["records"], "the same from a phone that never saw the answer")

    found = record(test, test.officer, check, result="hazard", note="表盘玻璃破裂", photos=[picture]).body
    test.assertEqual((found["disputed"], [each["by"] for each in found["records"]]), (True, ["wang.qiang", "li.na"]))
    hazard = test.officer.get(f"/hazards/{found['records'][1]['hazard']}")
    test.assertEqual((hazard["what"], hazard["measure"], hazard["reporter"], hazard["photos_before"], hazard["source"]), ("表盘玻璃破裂", "gauge", "li.na", [picture], "routine"))
    following = open_check(test, "gauge")
    test.assertGreater(following["due"], check["due"])
    again = record(test, test.worker, following, result="hazard", note="仍未更换").body
    test.assertEqual(again["records"][0]["hazard"], hazard["id"], "one open hazard of one measure, which the record names")
    test.assertEqual([each["id"] for each in test.worker.get("/checks?measure=gauge&which=over")["items"]], [following["id"], check["id"]])
    test.assertEqual([each["id"] for each in test.worker.get("/checks?measure=gauge&state=done&limit=1")["items"]], [following["id"]])


def cards(test):
    planted = {"measure": "gauge", "tag": "k7x2", "until": moment(days=1), "remark": "挂在表后"}
    test.assertEqual(test.worker.ask("POST", "/check-seeds", planted).status, 403)
    test.assertEqual(test.worker.ask("GET", "/check-seeds").status, 403)
    test.assertEqual(test.officer.ask("POST", "/check-seeds", {"measure": "gauge", "tag": "k7x2"}).fields(), ["until"])
    seed = test.officer.post("/check-seeds", planted)
    test.assertEqual((seed["tag"], seed["outcome"], seed["name"], seed["zone"], seed["by"]), ("K7X2", "hanging", "储罐压力", "plant", "li.na"))
    test.assertEqual([each["kind"] for each in test.officer.get("/journal?kind=seed.")["items"]], ["seed.planted"])
    test.assertEqual(test.worker.get("/journal?kind=seed.&limit=1"), {"items": [], "next": None}, "a card that hangs is not for everybody")

    removed = test.officer.post(f"/check-seeds/{seed['id']}/remove")
    test.assertEqual((removed["outcome"], test.officer.get("/check-seeds?which=open")["items"]), ("removed", []))
    test.assertEqual(test.officer.ask("POST", f"/check-seeds/{seed['id']}/remove").status, 404)

    test.officer.post("/check-seeds", planted)
    blind = record(test, test.worker, open_check(test, "gauge"), tag="ABC").body
    test.assertEqual(blind["records"][0]["seed"], "overlooked", "told once it is over")
    test.officer.post("/check-seeds", planted)
    seen = record(test, test.worker, open_check(test, "gauge"), result="hazard", tag="k7x2").body
    test.assertEqual((seen["records"][0]["seed"], seen["records"][0]["hazard"]), ("found", None))
    over = test.officer.get("/check-seeds?which=over")["items"]
    test.assertEqual([(each["outcome"], each["judged"]) for each in over], [("found", "wang.qiang"), ("overlooked", "wang.qiang"), ("removed", None)])
    test.assertEqual(over[1]["check"], blind["id"])
    reasons = [each["reason"] for each in test.officer.get("/notices")["items"]]
    test.assertIn("seed-overlooked", reasons)
    test.assertNotIn("seed-overlooked", [each["reason"] for each in test.worker.get("/notices")["items"]])
