"""The live feed of the running daemon: no hole, no lie, no console that holds others up."""
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.contract import Contract
from plant.live_feed import Closed, LiveFeed, Refused
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage, topic

CONTRACT = Contract()


class Console:
    """What a console knows, and whether it is in sync, by the rules of docs/formats/http.md."""

    def __init__(self, feed):
        self.feed = feed
        self.seq = None
        self.messages = []

    def take(self, seconds=30):
        message = self.feed.next(seconds)
        CONTRACT.check(message, CONTRACT.schema("LiveMessage"), message["type"])
        self.messages.append(message)
        if message["type"] == "snapshot":
            self.seq = message["seq"]
        elif message["type"] == "events":
            sequences = [event["seq"] for event in message["events"]]
            expected = list(range(self.seq + 1, self.seq + 1 + len(sequences)))
            if sequences != expected or message["seq"] != sequences[-1]:
                raise AssertionError(f"a hole: {sequences} after {self.seq}")
            self.seq = message["seq"]
        elif message["type"] == "heartbeat" and message["seq"] != self.seq:
            raise AssertionError(f"the heartbeat says {message['seq']}, this console has {self.seq}")
        return message

    def take_until(self, fits):
        for _ in range(1000):
            if fits(message := self.take()):
                return message
        raise AssertionError("it never came")

    def take_of(self, kind):
        return self.take_until(lambda message: message["type"] == kind)

    def close(self):
        self.feed.close()


class Live(unittest.TestCase):
    pairs = 2

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(cls.pairs)
        cls.addClassCleanup(cls.stage.close)
        cls.port = cls.stage.daemon.port
        cls.admin = Asker(cls.port, None).sign_in("admin")
        cls.admin.put("/accounts/wang.qiang", {"name": "王强", "role": "worker", "posts": ["operator"], "password": PASSWORD})
        cls.admin.put("/accounts/li.na", {"name": "李娜", "role": "safety-officer", "posts": ["team-lead"], "password": PASSWORD})
        cls.worker = Asker(cls.port, None).sign_in("wang.qiang")
        cls.officer = Asker(cls.port, None).sign_in("li.na")

    def console(self, person=None, since=None):
        feed = LiveFeed(self.port, (person or self.worker).cookie, since)
        self.addCleanup(feed.close)
        console = Console(feed)
        console.seq = since
        return console


class InStep(Live):
    def test_it_begins_with_everything_that_is_open(self):
        first = self.console().take()
        self.assertEqual(first["type"], "snapshot")
        self.assertEqual(len(first["points"]), 2 * self.pairs)
        self.assertEqual([row["row"] for row in first["rows"]], ["row-0", "row-1"])

    def test_it_is_told_what_happens_and_what_that_changed(self):
        console = self.console()
        console.take()
        self.stage.read(gas_0=60)
        message = console.take_until(lambda each: each["type"] == "events" and any(event["kind"] == "alarm.raised" for event in each["events"]))
        alarm = [each for each in message["alarms"] if each["condition"] == "gas-0:high-high"][0]
        self.assertTrue(alarm["active"])
        zone = console.take_until(lambda each: each["type"] == "points" and each["zones"])["zones"][0]
        self.assertEqual((zone["level"], zone["active"]), ("serious", 1))
        self.worker.post(f"/alarms/{alarm['id']}/acknowledge")
        console.take_until(lambda each: each["type"] == "events" and any(alarm["acknowledged"] for alarm in each["alarms"]))
        self.stage.read(gas_0=1)
        console.take_until(lambda each: each["type"] == "events" and any(not alarm["active"] for alarm in each["alarms"]))

    def test_a_heartbeat_comes_every_second(self):
        console = self.console()
        beats = [console.take_of("heartbeat")["time"] for _ in range(3)]
        self.assertEqual(len(set(beats)), 3)

    def test_values_are_told_once_and_only_when_they_change(self):
        console = self.console()
        console.take()
        self.stage.read(gas_1=7)
        console.take_until(lambda each: each["type"] == "points" and [value for value in each["values"] if value["point"] == "gas-1" and value["value"] == 7])
        beats = 0
        while beats < 2:
            message = console.take()
            beats += message["type"] == "heartbeat"
            self.assertFalse([value for value in message.get("values", []) if value["point"] == "gas-1" and value["value"] != 7])

    def test_a_notice_reaches_those_who_hold_its_post(self):
        worker, officer = self.console(self.worker), self.console(self.officer)
        worker.take(), officer.take()
        self.stage.read(gas_1=70)
        notice = worker.take_of("notice")["notice"]
        self.assertEqual(notice["post"], "operator")
        self.assertEqual([each for each in self.worker.get("/notices")["items"] if each["id"] == notice["id"]][0]["seen_by"], [])
        for _ in range(2):
            officer.take_of("heartbeat")
        self.assertFalse([each for each in officer.messages if each["type"] == "notice" and each["notice"]["post"] == "operator"])
        self.stage.read(gas_1=1)

    def test_a_console_that_comes_back_gets_what_it_missed(self):
        console = self.console()
        console.take()
        console.close()
        for _ in range(5):
            self.officer.post("/conditions/gas-0%3Ahigh-high/shelve", {"duration": "10min", "reason": "test"})
            self.officer.post("/conditions/gas-0%3Ahigh-high/unshelve")
        again = self.console(since=console.seq)
        self.assertEqual(again.take()["type"], "events")
        self.assertEqual(again.take()["type"], "points")
        again.take_of("heartbeat")
        self.assertGreaterEqual(again.seq, console.seq + 10)

    def test_a_console_that_knows_the_future_begins_anew(self):
        self.assertEqual(self.console(since=10**9).take()["type"], "snapshot")

    def test_a_reconnecting_console_never_has_a_hole(self):
        console = self.console()
        console.take()
        for turn in range(20):
            self.officer.post("/conditions/gas-0%3Ahigh-high/shelve", {"duration": "10min", "reason": "test"})
            if turn % 3 == 0:
                console.close()
                console = self.console(since=console.seq)
            self.officer.post("/conditions/gas-0%3Ahigh-high/unshelve")
        newest = self.worker.get("/journal?limit=1")["items"][0]["seq"]
        console.take_until(lambda _: console.seq >= newest)



class Away(Live):
    def test_a_console_that_comes_back_is_given_the_notices_of_its_absence(self):
        away, beside = self.console(), self.console()
        away.take_of("heartbeat")
        beside.take_of("heartbeat")
        away.close()
        self.stage.read(gas_1=60)
        told = beside.take_of("notice")["notice"]
        wait_until(lambda: [each for each in self.worker.get("/journal?kind=notice.sent&limit=50")["items"] if each["body"]["notice"] == told["id"]], what="that it was sent")
        back = self.console(since=away.seq)
        self.assertEqual(back.take()["type"], "events")
        self.assertEqual(back.take_until(lambda message: message["type"] == "notice" and message["notice"]["id"] == told["id"])["notice"]["condition"], told["condition"])


class TheDoor(Live):
    def test_strangers_and_other_sites_get_no_feed(self):
        for cookie, headers, status in [(None, [], 401), ("davy_session=" + "0" * 64, [], 401), (self.worker.cookie, ["Origin: http://evil.example"], 403)]:
            with self.assertRaises(Refused) as refused:
                LiveFeed(self.port, cookie, headers=headers)
            self.assertEqual(refused.exception.status, status)
        LiveFeed(self.port, self.worker.cookie, headers=[f"Origin: http://127.0.0.1:{self.port}"]).close()

    def test_it_is_a_websocket_and_nothing_else(self):
        self.assertEqual(self.worker.ask("GET", "/live").status, 426)

    def test_the_feed_ends_with_the_session(self):
        person = Asker(self.port, None).sign_in("wang.qiang")
        console = self.console(person)
        console.take()
        person.ask("DELETE", "/session")
        with self.assertRaises(Closed) as closed:
            while True:
                console.take(15)
        self.assertEqual(closed.exception.code, 1001)

    def test_consoles_are_counted_and_forgotten(self):
        consoles = [self.console() for _ in range(5)]
        for console in consoles:
            console.take()
        wait_until(lambda: self.worker.get("/health")["displays"] >= 5, what="five displays")
        for console in consoles:
            console.close()
        wait_until(lambda: self.worker.get("/health")["displays"] == 0, what="no display")


class AConsoleThatDoesNotRead(Live):
    pairs = 3000

    def test_is_closed_and_holds_nobody_up(self):
        slow = LiveFeed(self.port, self.worker.cookie, receive_bytes=4096)
        self.addCleanup(slow.close)
        good = self.console(self.officer)
        good.take()
        wait_until(lambda: self.worker.get("/health")["displays"] == 2, what="two displays")

        def all_change():
            now = self.stage.stamp()
            samples = [{"point": f"gas-{i}", "t": now, "v": now % 40} for i in range(self.pairs)]
            for i in range(0, self.pairs, 500):
                self.stage.device.publish(topic("samples"), json.dumps({"samples": samples[i:i + 500]}))
            good.take_of("heartbeat")
            return self.worker.get("/health")["displays"] == 1

        wait_until(all_change, seconds=60, what="the end of the slow console")
        good.take_of("heartbeat")


class TheEnd(Live):
    def test_a_console_is_told_that_the_server_goes_away(self):
        console = self.console()
        console.take()
        self.stage.daemon.stop()
        with self.assertRaises(Closed) as closed:
            while True:
                console.take()
        self.assertEqual(closed.exception.code, 1001)


if __name__ == "__main__":
    unittest.main()
