"""The risk of zones, as people meet it through the interface."""
from plant.programs import wait_until


def use_zone_risk(test):
    """A leak of the plant, serious before any measure; the row that guards against it is bypassed: the measure fails, is a hazard by itself, and colours the zone."""
    save = lambda kind, name, record: test.officer.put(f"/records/{kind}/{name}", {"reason": "assessed", "record": record})
    save("risk-object", "tanks", {"name": "储罐", "zone": "plant"})
    save("risk-unit", "tank", {"name": "储罐本体", "object": "tanks"})
    leak = {"name": "泄漏", "unit": "tank", "method": "ls", "likelihood": 4, "consequence": 4, "residual-likelihood": 1, "residual-consequence": 4}
    wrong = test.officer.ask("PUT", "/records/risk-event/leak", {"reason": "assessed", "record": {**leak, "residual-likelihood": 5}})
    test.assertEqual((wrong.status, wrong.fields()), (422, ["record.residual-likelihood"]))
    save("risk-event", "leak", leak)
    save("risk-measure", "trip", {"name": "联锁切断", "event": "leak", "class": "1-4", "watch-row": "row-0"})
    terms = lambda: {each["term"]: each for each in test.worker.get("/zones/risk")["items"][0]["terms"]}
    test.assertNotIn("measures", terms())
    test.officer.post("/rows/row-0/bypass", {"duration": "10min", "reason": "test"})
    measures = wait_until(lambda: terms().get("measures"), what="the measure that fails")
    test.assertEqual((measures["level"], measures["reasons"]), ("serious", [{"kind": "measure", "id": "trip", "detail": "row-0"}]))
    test.assertIn("hazards", terms(), "a measure that does not hold is a hazard by itself")
    test.assertIn("measures", test.worker.get("/zones/risk")["items"][0]["above_yellow"])
    test.officer.post("/rows/row-0/end-bypass")
    test.assertNotIn("measures", terms())
    test.assertEqual([each["kind"] for each in test.worker.get("/journal?kind=measure.")["items"]], ["measure.restored", "measure.failed"])


def use_alarm_in_zone(test, alarm):
    """The alarm that rings colours its zone as it is graded."""
    terms = lambda: {each["term"]: each for each in test.worker.get("/zones/risk")["items"][0]["terms"]}
    readings = wait_until(lambda: terms().get("readings"), what="the alarm in the zone")
    test.assertEqual(readings["level"], alarm["severity"])
    test.assertIn({"kind": "alarm", "id": str(alarm["id"]), "detail": alarm["condition"]}, readings["reasons"])
