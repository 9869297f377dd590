"""A flood, as people live it: what they are told, what they do about all of it at once, the figures of it, and what would make it quieter."""
from plant.programs import wait_until


def use_flood(case):
    """Of a stage whose alarms are grouped: more than ten of them within seconds."""
    for _ in range(7):
        case.stage.read(gas_0=60, gas_1=50.5)
        case.stage.read(gas_0=5, gas_1=48.5)
    notice = wait_until(lambda: [each for each in case.worker.get("/notices")["items"] if each["reason"] == "flood-bundle"], what="the notice of the flood")[0]
    told = case.worker.get(f"/alarms?which=all&notice={notice['id']}")["items"]
    case.assertEqual(len(told), notice["bundle"]["alarms"])
    case.assertEqual({alarm["condition"] for alarm in told} - {"gas-0:high-high", "gas-1:high-high"}, set())
    case.assertEqual(case.worker.get("/alarms?which=all&notice=999999")["items"], [])
    case.assertEqual(case.worker.ask("GET", "/alarms?notice=all").fields(), ["notice"])
    acknowledge_the_group(case)
    look_at_the_figures(case)
    ask_what_would_end_it(case)


def acknowledge_the_group(case):
    standing = [alarm for alarm in case.worker.get("/alarms")["items"] if alarm["group"]]
    group = standing[0]["group"]["id"]
    of_group = sorted(alarm["id"] for alarm in standing if alarm["group"]["id"] == group)
    one = of_group[0]
    if len(of_group) > 1:
        case.worker.post(f"/alarms/{one}/acknowledge", {"comment": "alone"})
    done = case.worker.post(f"/alarm-groups/{group}/acknowledge", {"comment": "one leak"})
    case.assertEqual(sorted(done["done"] + ([one] if one not in done["done"] else [])), of_group)
    case.assertEqual(len([each for each in case.stage.journal("alarm.acknowledged") if each["body"]["comment"] == "one leak"]), len(done["done"]), "an event each")
    again = case.worker.post(f"/alarm-groups/{group}/acknowledge")
    case.assertEqual(again["done"], [], "nothing is left to be done")
    case.assertEqual(case.worker.ask("POST", f"/alarm-groups/{group}/reset").status, 403, "a reset takes a team lead")
    case.assertEqual(case.officer.post(f"/alarm-groups/{group}/reset")["done"], [], "nothing latches in this plant")
    case.assertEqual(case.worker.ask("POST", "/alarm-groups/999999/acknowledge").status, 404)


def look_at_the_figures(case):
    def figures():
        lines = case.worker.ask("GET", "//metrics").raw.decode().splitlines()
        return dict(line.rsplit(" ", 1) for line in lines if line.startswith("davy_alarm_"))

    mine = '{post="operator",shift="always"}'
    wait_until(lambda: float(figures().get("davy_alarm_last_10_minutes" + mine, 0)) >= 12, what="the figures of the flood")
    now = figures()
    case.assertEqual(now["davy_alarm_last_day" + mine], now["davy_alarm_last_hour" + mine])
    case.assertEqual(now["davy_alarm_chattering_conditions" + mine], "2")
    case.assertEqual(now['davy_alarm_flooded{post="operator"}'], "1")
    case.assertEqual(now["davy_alarm_stale" + mine], "0")
    case.assertGreaterEqual(float(now['davy_alarm_most_frequent{post="operator",shift="always",rank="1"}']), 3, "what chatters")
    case.officer.post("/conditions/gas-1%3Ahigh-high/shelve", {"duration": "10min", "reason": "calibration"})
    wait_until(lambda: figures()['davy_alarm_shelved_conditions{post="operator"}'] == "1", what="what is shelved")
    case.officer.post("/conditions/gas-1%3Ahigh-high/unshelve")


def ask_what_would_end_it(case):
    first = case.officer.get("/alarm-load/proposals")
    path = f"/alarm-load/proposals?from={first['from']}&until={first['until']}"
    done = wait_until(lambda: (lambda answer: answer if answer["state"] == "done" else None)(case.officer.get(path)), what="the proposals")
    found = {each["condition"]: each for each in done["items"]}
    case.assertEqual(found["gas-0:high-high"]["why_none"], "holds-row", "its row would wait with it")
    hovering = found["gas-1:high-high"]
    case.assertEqual((hovering["proposal"]["kind"], hovering["proposal"]["deadband"], hovering["deadband"]), ("deadband", 1.5, 1))
    case.assertEqual((hovering["rang_now"], hovering["proposal"]["rang_then"], hovering["proposal"]["added_s"]), (7, 1, 0))
    case.assertEqual(case.worker.ask("GET", "/alarm-load/proposals").status, 403)
    case.assertEqual(case.officer.ask("GET", "/alarm-load/proposals?from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z").fields(), ["from"])
