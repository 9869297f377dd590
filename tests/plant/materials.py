"""Dangerous materials: the figure of a major hazard unit as filed and as it is now, and what is a hazard by itself."""


def use_materials(test):
    """A tank told by its level, one that holds more than it may, and two materials that must not meet."""
    save = lambda kind, name, record: test.officer.put(f"/records/{kind}/{name}", {"reason": "辨识", "record": record})
    about = lambda: {each["record"]: each for each in test.officer.get("/hazards")["items"] if each["record"]}
    save("material", "nh3", {"name": "液氨", "cas": "7664-41-7", "classes": ["J3", "W2"]})
    wrong = test.officer.ask("PUT", "/records/material/lng", {"reason": "辨识", "record": {"name": "液化天然气", "cas": "methane"}})
    test.assertEqual((wrong.status, wrong.fields()), (422, ["record.cas"]))
    save("hazard-unit", "farm", {"name": "液氨罐区", "kind": "storage", "zone": "plant", "residents": 60})
    save("storage-place", "t-1", {"name": "T-1", "unit": "farm", "material": "nh3", "design": 40, "point": "gas-0", "tonnes-per-unit": 0.5})
    unit = test.worker.get("/major-hazards")["items"][0]
    test.assertEqual((unit["filed"], unit["alpha"], unit["at_least"]), ({"s": 4, "r": 12, "level": "third"}, 1.5, False))
    place = unit["places"][0]
    test.assertEqual((place["threshold_t"], place["factor"], place["over"]), (10, 2, False))
    test.assertIn((place["from"], place["blind"]), {("point", False), ("last-seen", True), ("design", True)})

    save("storage-place", "t-2", {"name": "T-2", "unit": "farm", "material": "nh3", "design": 10, "stock": 12})
    hazard = about()["storage-place/t-2"]
    test.assertEqual((hazard["reporter"], hazard["what"]), ("system", "T-2：12 t > 10 t（超量储存 over its limit）"))
    save("material", "acid", {"name": "盐酸"})
    save("material-conflict", "acid-nh3", {"one": "acid", "other": "nh3", "why": "中和放热"})
    save("storage-place", "t-3", {"name": "T-3", "unit": "farm", "material": "acid", "design": 5})
    told = test.worker.get("/major-hazards")
    test.assertTrue(told["items"][0]["at_least"], "nothing says how much acid is too much")
    test.assertEqual({(m["one"], m["other"], m["why"]) for m in told["meetings"]}, {("t-1", "t-3", "中和放热"), ("t-2", "t-3", "中和放热")})
    test.assertEqual(set(about()), {"material-conflict/acid-nh3", "storage-place/t-2"})
