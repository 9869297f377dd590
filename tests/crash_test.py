"""davyd is killed two hundred times at random moments: nothing it acknowledged is lost, nothing happens twice, timers go on."""
import collections
import hashlib
import http.client
import itertools
import random
import statistics
import subprocess
import threading
import time
import unittest

from plant.picture import png
from plant.programs import PROGRAMS, Standstill
from plant.stage import Stage, parse_time

KILLS = 200
PAIRS = 12
START_SECONDS_MEDIAN = 0.5
STARTS_OF_THE_MACHINE = 20  # where it is slow: as long as so many programs take that only say their version
SHELF_SECONDS = 3
TIMER_SLACK_SECONDS = 3  # a shelf or deadline that ends while davyd is dead is seen at its next start


def seconds_of_an_empty_start():
    began = time.monotonic()
    subprocess.run([PROGRAMS / "davyd", "--version"], check=True, capture_output=True)
    return time.monotonic() - began


class Promises:
    """What davyd has said is so: answers to requests, and records that it has shown."""

    def __init__(self):
        self.requests = []  # (kind, fields of the event's body)
        self.pictures = []  # names
        self.hashes = {}  # seq -> hash

    def see(self, records):
        for record in records:
            self.hashes[record["seq"]] = record["hash"]

    def broken_by(self, journal):
        """What the whole journal does not keep."""
        hashes = {record["seq"]: record["hash"] for record in journal}
        lost = [seq for seq, hash_ in self.hashes.items() if hashes.get(seq) != hash_]
        bodies = collections.defaultdict(list)
        for record in journal:
            bodies[record["kind"]].append(record["body"])
        unkept = [(kind, fields) for kind, fields in self.requests
                  if not any(all(body.get(name) == value for name, value in fields.items()) for body in bodies[kind])]
        return lost, unkept


class CrashTest(unittest.TestCase):
    def setUp(self):
        self.chance = random.Random(2026)
        self.stage = Stage(pairs=PAIRS)
        self.addCleanup(self.stage.close)
        self.promises = Promises()
        self.high = set()
        self.taken = 0  # pictures
        self.standstill = Standstill()
        self.addCleanup(self.standstill.stop)

    def test_two_hundred_kills(self):
        starts, empty = [], []
        while len(starts) < KILLS or (self.too_little_was_done() and len(starts) < 4 * KILLS):
            killer = threading.Timer(self.chance.uniform(0, 0.25), self.stage.daemon.kill)
            killer.start()
            self.work_until_it_dies()
            killer.join()
            starts.append(self.stage.daemon.start())
            if len(starts) % 10 == 0:
                empty.append(seconds_of_an_empty_start())
        self.let_everything_return()
        journal = self.stage.journal()
        self.check_nothing_acknowledged_is_lost(journal)
        self.check_every_picture_is_there()
        self.check_nothing_happened_twice(journal)
        self.slack_s = TIMER_SLACK_SECONDS + max(starts) + self.standstill.seconds
        self.check_timers_went_on(journal)
        self.assertEqual(len(starts) + 1, sum(record["kind"] == "system.started" for record in journal))
        self.assertLess(statistics.median(starts), max(START_SECONDS_MEDIAN, STARTS_OF_THE_MACHINE * statistics.median(empty)))
        verified = self.stage.admin.get("/journal/verify")
        self.assertIsNone(verified["first_bad"], verified)
        self.assertGreaterEqual(verified["records"], len(journal))

    def too_little_was_done(self):
        """Where a machine is slow, davyd is often dead before anybody could act."""
        return len(self.promises.requests) <= KILLS / 4 or len(self.promises.pictures) <= KILLS / 8

    def work_until_it_dies(self):
        """Readings rise and fall, people act, somebody reads the journal; each answer is a promise."""
        while True:
            try:
                for _ in range(3):
                    self.move_a_reading()
                self.act(self.acknowledge, self.accept, self.shelve, self.photograph)
                seen = max(self.promises.hashes, default=0)
                self.promises.see(self.stage.admin.get("/journal", after=seen, limit=200)["items"])
            except (OSError, http.client.HTTPException):
                return

    def move_a_reading(self):
        pair = self.chance.randrange(PAIRS)
        self.high ^= {pair}
        self.stage.read(**{f"gas_{pair}": 60 if pair in self.high else 10})

    def act(self, *ways):
        self.chance.choice(ways)()

    def acknowledge(self):
        for alarm in self.stage.admin.get("/alarms", which="open", limit=5)["items"]:
            if not alarm["acknowledged"]:
                status, _ = self.stage.admin.ask("POST", f"/alarms/{alarm['id']}/acknowledge", {"comment": "seen"})
                if status == 200:
                    self.promises.requests.append(("alarm.acknowledged", {"alarm": alarm["id"]}))

    def accept(self):
        for order in self.stage.admin.get("/orders", which="open", limit=5)["items"]:
            if order["state"] == "issued":
                status, _ = self.stage.admin.ask("POST", f"/orders/{order['id']}/accept", {})
                if status == 200:
                    self.promises.requests.append(("order.accepted", {"order": order["id"]}))

    def shelve(self):
        condition = f"gas-{self.chance.randrange(PAIRS)}:high-high"
        reason = f"calibration {self.chance.random()}"
        status, _ = self.stage.admin.ask("POST", f"/conditions/{condition}/shelve", {"duration": f"{SHELF_SECONDS}s", "reason": reason})
        if status == 200:
            self.promises.requests.append(("alarm.shelved", {"condition": condition, "reason": reason}))

    def photograph(self):
        self.taken += 1
        status, answer = self.stage.admin.ask("POST", "/photos", png(2 + self.taken % 97, 2 + self.taken // 97))
        if status == 201:
            self.promises.pictures.append(answer["photo"])

    def let_everything_return(self):
        for pair in sorted(self.high):
            self.stage.read(**{f"gas_{pair}": 10})
        time.sleep(SHELF_SECONDS + 1)

    def check_nothing_acknowledged_is_lost(self, journal):
        lost, unkept = self.promises.broken_by(journal)
        self.assertEqual([], lost, "records that were shown have changed or gone")
        self.assertEqual([], unkept, "answers that were not kept")
        self.assertGreater(len(self.promises.requests), KILLS / 4, "people did act")

    def check_every_picture_is_there(self):
        self.assertGreater(len(self.promises.pictures), KILLS / 8, "people did send pictures")
        for name in self.promises.pictures:
            status, raw = self.stage.admin.ask("GET", f"/photos/{name}")
            self.assertEqual(status, 200, f"{name}: {raw}")
            self.assertEqual(hashlib.sha256(raw).hexdigest(), name)

    def check_nothing_happened_twice(self, journal):
        self.assertEqual([record["seq"] for record in journal], list(range(1, len(journal) + 1)))
        onsets = collections.Counter((r["body"]["condition"], r["body"]["onset"]) for r in journal if r["kind"] == "alarm.raised")
        self.assertEqual([], [onset for onset, times in onsets.items() if times > 1], "alarms that were raised twice")
        self.assertGreater(len(onsets), PAIRS)
        orders = collections.Counter(r["body"]["condition"] for r in journal if r["kind"] == "order.issued")
        self.assertEqual([], [condition for condition, times in orders.items() if times > 1], "no order was closed, so none may be opened again")
        commands = collections.Counter(r["body"]["command"] for r in journal if r["kind"] == "command.requested")
        self.assertEqual([], [command for command, times in commands.items() if times > 1], "names of commands that were given twice")

    def check_timers_went_on(self, journal):
        shelves = collections.defaultdict(list)
        for record in journal:
            if record["kind"] in ("alarm.shelved", "alarm.unshelved"):
                shelves[record["body"]["condition"]].append(record)
        for records in shelves.values():
            for shelf, after in itertools.zip_longest(records, records[1:]):
                if shelf["kind"] == "alarm.shelved":
                    self.assertIsNotNone(after, f"a shelf that never ended: {shelf}")
                    self.check_shelf(shelf, after)
        overdue = {record["body"]["order"] for record in journal if record["kind"] == "order.reminded"}
        issued = {r["seq"]: r for r in journal if r["kind"] == "order.issued"}
        end_of_time = parse_time(journal[-1]["time"])
        for seq, order in issued.items():
            if (end_of_time - parse_time(order["body"]["deadline"])).total_seconds() > self.slack_s:
                self.assertIn(seq, overdue, f"an order that nobody was reminded of: {order}")

    def check_shelf(self, shelf, after):
        """It ended when it should, dead or alive, or was shelved anew before."""
        late = (parse_time(after["time"]) - parse_time(shelf["body"]["until"])).total_seconds()
        if after["kind"] == "alarm.unshelved":
            self.assertGreaterEqual(late, 0)
            self.assertLess(late, self.slack_s)
        else:
            self.assertLess(late, 0)


if __name__ == "__main__":
    unittest.main()
