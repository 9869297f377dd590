"""Duty chains, figures and reviews, as people meet them through the interface; and the figures once more, counted by hand from the journal."""
import datetime
import subprocess

from plant.stage import parse_time

MINUTE = datetime.timedelta(minutes=1)


def month_of(at=None):
    """Of the small plant, whose clock is eight hours ahead of UTC."""
    at = at or datetime.datetime.now(datetime.timezone.utc)
    return (at + datetime.timedelta(hours=8)).strftime("%Y-%m")


def pdf_text(raw):
    """What a PDF says, and how many pages it has."""
    assert raw.startswith(b"%PDF-"), raw[:200]
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=raw, capture_output=True, check=True).stdout.decode("utf-8")
    return text, text.count("\f")


def pdf_of(who, path):
    answer = who.ask("GET", path)
    assert answer.status == 200, (answer.status, answer.body)
    assert answer.headers["content-type"] == "application/pdf", answer.headers
    return pdf_text(answer.raw)


class Counted:
    """Shares of metrics out of the journal, the plain way: every record is searched for what answers it. Of alarms, orders, trainings, checks and when hazards were reported."""

    def __init__(self, journal, now):
        self.journal, self.now = journal, now
        self.shares = {}  # (metric, person): [good, of]; person None: of everybody
        for record in journal:
            getattr(self, "of_" + record["kind"].replace(".", "_"), lambda _: None)(record)

    def of_alarm_raised(self, raised):
        self.timely("warning-timeliness", raised, parse_time(raised["time"]) + 5 * MINUTE, "alarm", raised["seq"], ["alarm.acknowledged"])
        if raised["body"]["condition"].endswith((":stale", ":bad-quality", ":out-of-range")):
            self.restored(raised)

    def restored(self, raised):
        """Data that were bad and that nobody set aside."""
        aside = ("alarm.shelved", "alarm.suppressed", "alarm.taken_out_of_service", "alarm.withdrawn")
        ends = (each for each in self.journal if each["seq"] > raised["seq"] and (
            each["kind"] == "alarm.returned" and each["body"]["alarm"] == raised["seq"]
            or each["kind"] in aside and each["body"]["condition"] == raised["body"]["condition"]))
        over, due = next(ends, None), parse_time(raised["time"]) + 240 * MINUTE
        if over and over["kind"] != "alarm.returned" or not over and due >= self.now:
            return
        self.count("data-quality", None, over is not None and parse_time(over["time"]) <= due)

    def of_order_issued(self, issued):
        order = issued["seq"]
        self.timely("warning-timeliness", issued, parse_time(issued["time"]) + 15 * MINUTE, "order", order, ["order.accepted"])
        self.timely("warning-timeliness", issued, parse_time(issued["body"]["deadline"]), "order", order, ["order.submitted"])
        deadlines = [each["body"]["deadline"] for each in self.journal if each["kind"] == "order.rejected" and each["body"]["order"] == order]
        closed = self.answer(issued, "order", order, ["order.closed"])
        if closed or parse_time((deadlines or [issued["body"]["deadline"]])[-1]) < self.now:
            self.count("orders-closed", None, closed is not None)

    def of_order_rejected(self, rejected):
        self.timely("warning-timeliness", rejected, parse_time(rejected["body"]["deadline"]), "order", rejected["body"]["order"], ["order.submitted"])

    def of_order_submitted(self, submitted):
        order = submitted["body"]["order"]
        self.timely("review-timeliness", submitted, parse_time(submitted["time"]) + 24 * 60 * MINUTE, "order", order, ["order.approved", "order.rejected"])
        earlier = [each for each in self.journal if each["kind"] == "order.submitted" and each["body"]["order"] == order and each["seq"] < submitted["seq"]]
        verdict = self.answer(submitted, "order", order, ["order.approved", "order.rejected"])
        if verdict and not earlier:
            for person in (None, submitted["actor"].removeprefix("user:")):
                self.count("first-pass", person, verdict["kind"] == "order.approved")

    def of_training_assigned(self, assigned):
        training, due = assigned["seq"], parse_time(assigned["body"]["due"])
        over = self.answer(assigned, "training", training, ["training.passed", "training.withdrawn"])
        if over and over["kind"] == "training.withdrawn" or not over and due >= self.now:
            return
        for person in (None, assigned["body"]["person"]):
            self.count("training-on-time", person, over is not None and parse_time(over["time"]) <= due)

    def of_hazard_reported(self, reported):
        found = reported["body"].get("found")
        if found is None:
            return
        at = found if reported["body"]["about"]["check"] else reported["time"]
        for person in {None, reported["actor"].removeprefix("user:") if reported["actor"].startswith("user:") else None}:
            self.count("reported-on-time", person, parse_time(at) - parse_time(found) <= 60 * MINUTE)

    def of_check_issued(self, issued):
        due = parse_time(issued["body"]["due"])
        over = self.answer(issued, "check", issued["seq"], ["check.recorded", "check.withdrawn"])
        if over and over["kind"] == "check.withdrawn" or not over and due >= self.now:
            return
        in_time = over is not None and min(parse_time(over["body"]["done_at"]), parse_time(over["time"])) <= due
        self.count("checks-done", None, in_time)
        self.count("measures-in-place", None, in_time and over["body"]["result"] == "normal")

    def answer(self, asked, about, number, kinds):
        later = (each for each in self.journal if each["seq"] > asked["seq"] and each["kind"] in kinds and each["body"][about] == number)
        return next(later, None)

    def timely(self, metric, asked, due, about, number, kinds):
        done = self.answer(asked, about, number, kinds)
        if done is None and due >= self.now:
            return
        in_time = done is not None and parse_time(done["time"]) <= due
        self.count(metric, None, in_time)
        if done:  # what was late counts for everybody of whom it was asked: here one person holds each post
            self.count(metric, done["actor"].removeprefix("user:"), in_time)

    def count(self, metric, person, good):
        share = self.shares.setdefault((metric, person), [0, 0])
        share[0] += good
        share[1] += 1

    def share(self, metric, person=None):
        good, of = self.shares.get((metric, person), (0, 0))
        return {"good": good, "of": of}


def risk_shares(journal, written, zones, now):
    """Both figures of risk points, the plain way: every change is followed through all records after it. `written`: bodies by kind, id and version, which the
    journal does not show; `zones`: those of the site that should be identified."""
    points = ("hazard-unit", "storage-place", "risk-point")
    kinds = (*points, "risk-object", "risk-unit", "risk-event")
    kept = [each for each in journal if each["kind"] in ("record.saved", "record.removed") and each["body"]["kind"] in kinds]
    body_of = lambda record: written[tuple(record["body"][field] for field in ("kind", "id", "version"))]

    def there(records):
        newest = {}
        for each in records:
            newest[each["body"]["kind"], each["body"]["id"]] = each
        return {name: (body_of(each), each["seq"]) for name, each in newest.items() if each["kind"] == "record.saved"}

    def known_by(state, kind, name):
        """Records of the assessments that stand for it."""
        seqs = []
        for (of_kind, _), (event, seq) in state.items():
            unit = state.get(("risk-unit", event.get("unit"))) if of_kind == "risk-event" else None
            above = unit and state.get(("risk-object", unit[0]["object"]))
            if above and (above[0]["zone"] == name if kind == "zone" else name in unit[0].get(kind + "s", []) + above[0].get(kind + "s", [])):
                seqs.append(seq)
        return seqs

    state = there(kept)
    expected = [("zone", zone) for zone in zones] + [name for name in state if name[0] in points]
    identified = {"good": sum(bool(known_by(state, *name)) for name in expected), "of": len(expected)}
    said = lambda body: {field: value for field, value in body.items() if field not in ("name", "stock", "filed-until")}
    updated = {"good": 0, "of": 0}
    for at, each in enumerate(kept):
        name = each["body"]["kind"], each["body"]["id"]
        before = there(kept[:at]).get(name)
        if each["kind"] == "record.removed" or name[0] not in points or before and said(before[0]) == said(body_of(each)):
            continue
        due = parse_time(each["time"]) + datetime.timedelta(days=1)
        answers = (later for end, later in enumerate(kept) if end > at and any(seq > each["seq"] for seq in known_by(there(kept[:end + 1]), *name)))
        answer = next(answers, None)
        if answer or now > due:
            updated["of"] += 1
            updated["good"] += answer is not None and parse_time(answer["time"]) <= due
    return {"risk-identified": identified, "risk-updated": updated}


def use_appraisal(test):
    """The operations of stories, figures, reviews and documents, on what the stories before have left."""
    month = month_of()
    alarm = test.worker.get("/alarms?which=all&limit=1")["items"][0]["id"]
    story = test.worker.get(f"/matters/alarm/{alarm}/story")
    test.assertEqual(story["matters"][0]["id"], alarm)
    test.assertIn(alarm, [each["seq"] for each in story["records"]])
    test.assertEqual(test.worker.ask("GET", "/matters/moon/1/story").status, 404)
    test.assertEqual(test.worker.ask("GET", f"/matters/hazard/{alarm}/story").status, 404)
    for by in ("person", "post", "zone"):
        sheet = test.officer.get(f"/kpi?month={month}&by={by}")
        test.assertTrue(all(len(row["shares"]) == len(sheet["metrics"]) for row in sheet["rows"]))
    test.assertEqual([row["name"] for row in test.worker.get("/kpi")["rows"]], ["wang.qiang"])
    test.assertEqual(test.worker.ask("GET", "/kpi?month=2026-13").fields(), ["month"])
    test.assertEqual(test.worker.ask("GET", "/kpi?month=2199-01").fields(), ["month"], "it has not begun")
    test.assertEqual(test.worker.ask("GET", "/kpi?by=moon").fields(), ["by"])
    first = test.officer.get(f"/kpi/obligations?month={month}&limit=1")
    test.assertEqual(len(first["items"]), 1)
    test.assertEqual(test.worker.ask("GET", "/kpi/obligations?metric=moon").fields(), ["metric"])
    told = test.worker.get(f"/kpi/notices?month={month}&limit=500")["items"]
    use = test.worker.get("/kpi")["rows"][0]["use"]
    test.assertEqual((sum("wang.qiang" in each["seen_by"] for each in told), len(told)), (use["good"], use["of"]), "the figure opens onto what it counts")
    test.assertEqual(test.worker.ask("GET", "/kpi/notices?person=li.na").status, 403)
    risks = test.worker.get(f"/kpi/risks?month={month}")
    test.assertEqual(risks["identified"], {"good": sum(bool(each["identified_by"]) for each in risks["points"]), "of": len(risks["points"])})
    test.assertEqual(test.worker.get("/kpi/risks?zone=moon")["points"], [])
    test.assertEqual(test.worker.ask("GET", "/kpi/risks?month=2199-01").fields(), ["month"])
    test.assertEqual(test.worker.ask("GET", "/kpi/obligations?metric=risk-identified").fields(), ["metric"], "it is made of points")
    test.assertEqual(test.officer.get("/kpi/notices?person=wang.qiang&limit=500")["items"], told)
    test.assertEqual(test.worker.ask("GET", f"/reviews/{month}").status, 403)
    test.assertEqual(test.officer.get(f"/reviews/{month}")["month"], month)
    test.assertEqual(test.officer.ask("GET", "/reviews/november").fields(), ["month"])
    test.assertEqual(test.officer.ask("GET", "/reviews/2199-01").fields(), ["month"])
    test.assertEqual(test.officer.ask("GET", "/reviews/2020-01").status, 404, "nobody watched then")
    test.assertIn(month, pdf_of(test.officer, f"/reviews/{month}/pdf")[0])
    test.assertEqual(test.officer.ask("GET", f"/reviews/{month}/pdf?language=la").fields(), ["language"])
    permit = test.worker.get("/permits?limit=1")["items"][0]["id"]
    test.assertIn(str(permit), pdf_of(test.worker, f"/permits/{permit}/pdf?language=en")[0])
    test.assertEqual(test.worker.ask("GET", "/permits/1/pdf").status, 404)
