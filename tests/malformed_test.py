"""Whatever a device sends, it harms nobody: it is counted with its reason, kept to look at, and the others go on."""
import json
import random
import unittest

from plant.programs import wait_until
from plant.stage import Stage, topic


class MalformedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(pairs=2)
        cls.addClassCleanup(cls.stage.close)
        cls.stage.device.subscribe(topic("command"))

    def ingest(self):
        return self.stage.admin.get("/ingest")

    def send(self, payload, leaf="samples"):
        self.stage.device.publish(topic(leaf), payload)

    def expect_counted(self, reason, more, before):
        wait_until(lambda: self.ingest()["malformed"].get(reason, 0) == before["malformed"].get(reason, 0) + more,
                   what=f"{more} counted as {reason} in {self.ingest()['malformed']}")

    def test_each_fault_is_counted_by_its_reason_and_kept_to_look_at(self):
        good = {"point": "gas-0", "t": 1, "v": 1}
        cases = {
            "not-json": ["", "{", "hello", b"\xff\xfe\x00\x01", '{"samples":[' + json.dumps(good)],
            "no-samples": ["[]", "{}", "7", '{"samples":{}}'],
            "not-an-object": ['{"samples":[42]}'],
            "unknown-point": ['{"samples":[{"point":"gas-99","t":1,"v":1}]}'],
            "bad-time": ['{"samples":[{"point":"gas-0","t":"yesterday","v":1}]}'],
            "bad-value": ['{"samples":[{"point":"gas-0","t":1,"v":"high"}]}'],
            "bad-quality": ['{"samples":[{"point":"gas-0","t":1,"v":1,"q":"fine"}]}'],
        }
        for reason, payloads in cases.items():
            with self.subTest(reason):
                before = self.ingest()
                for payload in payloads:
                    self.send(payload)
                self.expect_counted(reason, len(payloads), before)
                newest = self.ingest()["quarantine"][0]
                self.assertEqual(newest["reason"], reason)
                self.assertEqual(newest["topic"], topic("samples"))
                if isinstance(payloads[-1], str):
                    self.assertEqual(newest["excerpt"], payloads[-1])

    def test_replies_and_status_are_looked_at_as_well(self):
        for leaf, payload, reason in [("reply", '{"command":"1-2"}', "bad-reply"),
                                      ("reply", '{"command":"1-2","status":"accepted"}', "unknown-command"),
                                      ("status", '{"online":"perhaps"}', "bad-status")]:
            with self.subTest(reason):
                before = self.ingest()
                self.send(payload, leaf)
                self.expect_counted(reason, 1, before)

    def test_one_bad_element_does_not_lose_the_others(self):
        before = self.ingest()
        samples = [{"point": "gas-0", "t": self.stage.stamp(), "v": 1}, {"point": "nowhere", "t": 1, "v": 1}, None,
                   {"point": "gas-1", "t": self.stage.stamp(), "v": 2}]
        self.send(json.dumps({"samples": samples}))
        wait_until(lambda: self.ingest()["evaluated"] == before["evaluated"] + 2, what="the evaluation of the two good ones")
        self.expect_counted("unknown-point", 1, before)
        self.expect_counted("not-an-object", 1, before)

    def test_a_flood_of_noise_stays_bounded_and_the_valve_still_closes(self):
        chance = random.Random(7)
        before = self.ingest()
        for _ in range(2000):
            noise = bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
            self.send(noise)
        self.stage.read(gas_0=60)
        self.assertEqual(self.stage.next_command()[0], "valve-0")
        after = self.ingest()
        self.assertEqual(len(after["quarantine"]), 200)
        self.assertEqual(sum(after["malformed"].values()) - sum(before["malformed"].values()), 2000)
        self.assertEqual(after["received"], after["evaluated"] + after["late"] + sum(after["rejected"].values()))

    def test_a_device_may_not_speak_for_another(self):
        other = self.stage.connect("davyd", client_id="not-the-rtu")
        before = self.ingest()
        other.publish(topic("samples", device="ghost"), '{"samples":[{"point":"gas-0","t":1,"v":1}]}')
        self.expect_counted("unknown-device", 1, before)


if __name__ == "__main__":
    unittest.main()
