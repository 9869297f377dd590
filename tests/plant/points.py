"""What a point said and when it said nothing, through the interface."""
import datetime


def use_what_was_known(test):
    """test: .worker; gas-0 has said 60 and then 1."""
    first, last = test.worker.get("/points/gas-0/history")["readings"]
    test.assertEqual(test.worker.get("/points/gas-0/last-known")["reading"], last)
    then = test.worker.get(f"/points/gas-0/last-known?at={first['source']}")
    test.assertEqual((then["reading"], then["at"]), (first, first["source"]))
    test.assertIsNone(test.worker.get("/points/gas-0/last-known?at=2000-01-01T00:00:00Z")["reading"])
    day_later = (datetime.datetime.fromisoformat(last["source"].replace("Z", "+00:00")) + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = test.worker.get(f"/points/gas-0/gaps?from={last['source']}&until={day_later}&longest=1h")
    test.assertEqual((answer["gaps"], answer["longest_s"], answer["truncated"]), ([{"from": answer["from"], "until": answer["until"]}], 3600, False))
    test.assertEqual(test.worker.get(f"/points/gas-0/gaps?from={first['source']}&until={last['source']}&longest=24h")["gaps"], [])
    test.assertEqual(test.worker.ask("GET", "/points/gas-0/gaps").fields(), ["longest"])
    test.assertEqual(test.worker.ask("GET", "/points/gas-0/gaps?longest=1h&from=2020-01-01T00:00:00Z&until=2020-01-08T00:00:01Z").fields(), ["from"])
    for path in ("/points/none/last-known", "/points/none/gaps?longest=1h"):
        test.assertEqual(test.worker.ask("GET", path).status, 404)
    undecided = test.worker.get("/points/gas-0/undecided")
    test.assertEqual((undecided["point"], undecided["needed_share"], undecided["items"]), ("gas-0", 0.5, []), "its conditions are limits")
    test.assertEqual(test.worker.ask("GET", "/points/none/undecided").status, 404)
