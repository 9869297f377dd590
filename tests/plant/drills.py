"""Drills, as people hold them through the interface."""
from plant.programs import wait_until

TRIED_BY_DRILLS_TEST = {("post", "/drills"), ("get", "/drills/{id}"), ("post", "/drills/{id}/abort"), ("post", "/drills/{id}/assess")}


def use_drills(case):
    """At a plant in alarm: what can be read, and the self-test. tests/drills_test.py holds drills."""
    case.assertEqual([each["name"] for each in case.worker.get("/drill-scenarios")["items"]], ["leak"])
    case.assertEqual(case.worker.get("/drills"), {"items": [], "next": None})
    case.assertEqual(case.worker.ask("POST", "/self-test").status, 403)
    case.assertEqual(case.officer.post("/self-test")["kind"], "golden")
    latest = wait_until(lambda: (lambda test: test["latest"] if test["latest"] and test["latest"]["result"] else None)(case.worker.get("/self-test")), what="the self-test")
    case.assertEqual(latest["result"]["verdict"], "passed", latest)
    case.assertEqual(case.officer.ask("GET", "/drills/99").status, 404)
