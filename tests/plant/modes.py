"""Modes that people set and facts that they tell, as people meet them through the interface. On the small plant."""


def use_modes_and_facts(test):
    test.assertEqual(test.worker.get("/modes"), {"normal": "running", "by_shift": None, "set": [], "zones": [{"zone": "plant", "mode": "running"}]})
    wish = {"zone": "plant", "mode": "maintenance", "reason": "pump seal", "duration": "2h"}
    test.assertEqual(test.worker.ask("POST", "/modes", wish).status, 403)
    test.assertEqual(test.officer.ask("POST", "/modes", {**wish, "duration": None}).fields(), ["duration"])
    modes = test.officer.post("/modes", wish)
    test.assertEqual([(each["zone"], each["mode"], each["by"], each["reason"]) for each in modes["set"]], [("plant", "maintenance", "li.na", "pump seal")])
    test.assertEqual(modes["zones"], [{"zone": "plant", "mode": "maintenance"}])
    test.assertEqual(test.officer.post("/modes/end", {"zone": "plant"})["set"], [])
    test.assertEqual([each["kind"] for each in test.worker.get("/journal?kind=mode.")["items"]], ["mode.ended", "mode.set"])
    facts = {each["fact"]: each for each in test.worker.get("/facts")["items"]}
    test.assertEqual((facts["people"]["value"], facts["people"]["by"]), (None, None), "nobody has told it")
    told = {each["fact"]: each for each in test.officer.post("/facts/permit-hot-work", {"value": True, "valid_for": "1h"})["items"]}
    test.assertEqual((told["permit-hot-work"]["value"], told["permit-hot-work"]["by"]), (1, "li.na"))
    test.assertEqual(test.officer.ask("POST", "/facts/people", {"value": 3}).fields(), ["zone"])
