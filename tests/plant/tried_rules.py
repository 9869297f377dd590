"""Rules that are tried on history: a limit, and the files of a site before anybody saves them."""
from plant.programs import wait_until


def use_backtests(case):
    asked = case.officer.post("/backtests", {"condition": "gas-0:high-high"})
    case.assertEqual(case.admin.get(f"/backtests/{asked['id']}")["condition"], "gas-0:high-high")
    case.assertIn(case.officer.ask("DELETE", f"/backtests/{asked['id']}").body["state"], ["cancelled", "done"])
    case.assertEqual(case.officer.ask("GET", "/backtests/99").status, 404)
    case.assertEqual(case.worker.ask("POST", "/backtests", {"condition": "gas-0:high-high"}).status, 403)
    for wish, field in [({"condition": "gas-0:stale"}, "condition"), ({"condition": "nothing"}, "condition"), ({}, "condition"),
                        ({"condition": "gas-0:high", "limits": ["5"]}, "limits"), ({"condition": "gas-0:high", "limits": list(range(21))}, "limits"),
                        ({"condition": "gas-0:high", "delays_s": [-1]}, "delays_s"),
                        ({"condition": "gas-0:high", "from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}, "from")]:
        case.assertIn(field, case.officer.ask("POST", "/backtests", wish).fields(), wish)


def use_rule_trials(case):
    asked = case.officer.post("/rule-trials", {"point": "gas-0", "id": "tried-high", "when": "value > 20 %LEL", "severity": "serious", "delays_s": [0, 3600]})
    case.assertEqual((asked["condition"], asked["is_new"], asked["unit"], asked["by"]), ("gas-0:tried-high", True, "%LEL", "li.na"))

    def done(trial):
        return wait_until(lambda: (lambda answer: answer["report"] if answer["state"] == "done" else None)(case.admin.get(f"/rule-trials/{trial['id']}")), what="the trial")

    report = done(asked)
    case.assertTrue(report["ok"], report["findings"])
    case.assertIn('    when: "value > 20 %LEL"\n', report["yaml"])
    history = report["history"]
    case.assertEqual([(cell["limit"], cell["delay_s"]) for cell in history["cells"]], [(None, 0), (None, 3600)])
    case.assertIsNone(history["now"])
    case.assertGreater(history["cells"][0]["rang"], 0, "60 %LEL was read")
    case.assertEqual(history["cells"][1]["rang"], 0, "none lasted an hour")
    case.assertEqual([duty["post"] for duty in history["duties"]][0], "operator")
    changed = case.officer.post("/rule-trials", {"point": "gas-0", "id": "high-high", "limit": 70})
    case.assertFalse(changed["is_new"])
    found = done(changed)["history"]
    case.assertEqual((found["cells"][0]["limit"], found["cells"][0]["rang"], found["now"]["limit"]), (70, 0, 50))
    case.assertGreater(found["now"]["rang"], 0)
    wrong = done(case.officer.post("/rule-trials", {"point": "gas-0", "id": "tried-high", "when": "valu > 20", "severity": "serious"}))
    case.assertEqual((wrong["ok"], wrong["history"]), (False, None))
    finding = next(each for each in wrong["findings"] if each["level"] == "error")
    case.assertEqual((finding["in_rule"], finding["in_text"], finding["nearest"]), (True, 1, "value"))
    case.assertIn(case.officer.ask("DELETE", f"/rule-trials/{asked['id']}").body["state"], ["done"])
    case.assertEqual(case.officer.ask("GET", "/rule-trials/99").status, 404)
    case.assertEqual(case.worker.ask("POST", "/rule-trials", {"point": "gas-0", "id": "x"}).status, 403)
    for wish, field in [({"point": "nothing", "id": "x"}, "point"), ({"point": "gas-0"}, "id"), ({"point": "gas-0", "id": "stale"}, "id"),
                        ({"point": "gas-0", "id": "x", "on_delay_s": -1}, "on_delay_s"), ({"point": "gas-0", "id": "x", "severity": "loud"}, "severity")]:
        case.assertIn(field, case.officer.ask("POST", "/rule-trials", wish).fields(), wish)


def use_site_checks(case):
    files = [{"name": file.name, **({"text": file.read_text(encoding="utf-8")} if file.suffix == ".yaml" else {})} for file in sorted(case.stage.site.iterdir())]

    def checked(files, query=""):
        asked = case.officer.post("/site/check" + query, {"files": files})
        return wait_until(lambda: (lambda answer: answer["report"] if answer["state"] == "done" else None)(case.admin.get(f"/site/check/{asked['id']}")), what="the check")

    version = case.worker.get("/site")["version"]
    same = checked(files)
    case.assertEqual((same["ok"], same["version"], same["findings"]), (True, version, []))
    case.assertEqual([(duty["post"], duty["verdict"]) for duty in same["history"]["duties"]], [("operator", "kept")])
    case.assertEqual(same["history"]["changes"], [])
    wrong = [{**each, "text": each.get("text", "").replace("post: operator, zone", "post: operater, zone")} for each in files]
    report = checked(wrong, "?history=1d")
    case.assertEqual((report["ok"], report["version"], report["history"]), (False, None, None))
    finding = report["findings"][0]
    case.assertEqual((finding["level"], finding["file"], finding["nearest"]), ("error", "head.yaml", "operator"))
    case.assertGreater(finding["line"], 1)
    case.assertEqual(case.worker.get("/site")["version"], version, "nothing is changed")
    asked = case.officer.post("/site/check", {"files": files})
    case.assertIn(case.officer.ask("DELETE", f"/site/check/{asked['id']}").body["state"], ["cancelled", "done"])
    case.assertEqual(case.officer.ask("GET", "/site/check/99").status, 404)
    case.assertEqual(case.worker.ask("POST", "/site/check", {"files": files}).status, 403)
    for body in ({}, {"files": []}, {"files": [{"name": "plan.svg"}]}, {"files": [{"name": "../site.yaml", "text": ""}]}, {"files": [{"name": "a.yaml"}]}):
        case.assertEqual(case.officer.ask("POST", "/site/check", body).fields(), ["files"], body)
    case.assertEqual(case.officer.ask("POST", "/site/check?history=2y", {"files": files}).fields(), ["history"])
