"""davy-sim: the same seed gives the same readings, and a device whose power fails leaves without a word, whatever it is doing."""
import contextlib
import datetime
import json
import queue
import subprocess
import time
import unittest

from plant.mqtt import Client
from plant.programs import PROGRAMS
from plant.stage import Yard

SCENARIO = """scenario: rise
seed: 7
timeline:
  - {at: 500ms, release: {name: a, near: gas-0, at: [50, 25], strength: 40 %LEL}}
"""
READINGS = 6  # of a point, one a second
OUTAGES = 20


class DavySim(unittest.TestCase):
    def setUp(self):
        yard = self.enterContext(Yard(2))
        self.folder, self.broker = yard.folder, yard.broker
        (self.folder / "rise.yaml").write_text(SCENARIO, encoding="utf-8")
        self.davyd = Client(self.broker.port, "davyd", self.broker.password("davyd"))
        self.addCleanup(self.davyd.close)

    @contextlib.contextmanager
    def plant(self, *words):
        command = [PROGRAMS / "davy-sim", "--site", self.folder / "site", "--packs", self.folder / "packs", "--mqtt-port", str(self.broker.port),
                   "--passwords", self.broker.passwords, *words]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as plant:
            try:
                yield plant
            finally:
                if plant.poll() is None:
                    plant.terminate()
                    plant.wait(30)

    def test_a_scenario_that_is_wrong_is_said_in_the_language_asked_for(self):
        wrong = self.folder / "wrong.yaml"
        wrong.write_text("scenario: wrong\ntimeline: [{at: soon}]\n", encoding="utf-8")
        command = [PROGRAMS / "davy-sim", "--language", "zh", "--site", self.folder / "site", "--packs", self.folder / "packs",
                   "--passwords", self.broker.passwords, "--scenario", wrong]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=30)
        self.assertEqual(done.returncode, 1)
        self.assertIn("wrong.yaml:2:17：错误：'soon'；应为：带单位的时长", done.stderr)
        self.assertIn("davy-sim: 情景有错误；什么都没有启动", done.stderr)

    @staticmethod
    def tell(plant, line):
        plant.stdin.write(line + "\n")
        plant.stdin.flush()

    def next(self, leaf, seconds=30):
        """The next message of that leaf."""
        end = time.monotonic() + seconds
        while True:
            topic, payload = self.davyd.messages.get(timeout=max(0.01, end - time.monotonic()))
            if topic.endswith("/" + leaf):
                return json.loads(payload)

    def readings(self):
        """What a fresh plant's first detector shows, for some seconds."""
        while not self.davyd.messages.empty():
            self.davyd.messages.get()
        values = []
        with self.plant("--scenario", self.folder / "rise.yaml"):
            while len(values) < READINGS:
                values += [sample["v"] for sample in self.next("samples")["samples"] if sample["point"] == "gas-0"]
        return values

    def test_the_same_seed_gives_the_same_readings(self):
        self.davyd.subscribe("davy/small/+/samples")
        one, other = self.readings(), self.readings()
        # The first one or two may be measured before the broker takes the device.
        same = [(a, b) for a in range(3) for b in range(3) if one[a:a + READINGS - 2] == other[b:b + READINGS - 2]]
        self.assertTrue(same, f"{one} and {other}")
        self.assertGreater(one[-1], one[0] + 5, "the gas rises")

    def test_a_device_whose_power_fails_says_no_word_and_the_broker_says_its_will(self):
        self.davyd.subscribe("davy/small/+/status")
        with self.plant() as plant:
            self.assertEqual(self.next("status"), {"online": True})
            self.tell(plant, "device: {device: rtu-01, power: off}")
            self.assertEqual(self.next("status"), {"online": False})
            self.tell(plant, "device: {device: rtu-01, power: on}")
            self.assertEqual(self.next("status"), {"online": True})
            self.broker.stop()  # then its log is whole
            log = self.broker.log.read_text()
            self.assertIn("sim-rtu-01 closed its connection", log)
            self.assertNotIn("sim-rtu-01 disconnected", log)

    def test_power_may_fail_in_the_middle_of_commands(self):
        self.davyd.subscribe("davy/small/+/reply")
        with self.plant() as plant:
            for outage in range(OUTAGES):
                for state in ("off", "on"):
                    self.tell(plant, f"device: {{device: rtu-01, power: {state}}}")
                    for count in range(50):
                        self.command(f"{outage}-{state}-{count}")
                    self.davyd.settle()
                self.answered(f"{outage}-last")
            self.assertIsNone(plant.poll(), "it lives")

    def command(self, name):
        expires = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.davyd.publish("davy/small/rtu-01/command", json.dumps({"command": name, "actuator": "valve-0", "state": "closed", "expires": expires}))

    def answered(self, name):
        """Commands of that name until one is answered: while the power is off none is heard."""
        for _ in range(100):
            self.command(name)
            with contextlib.suppress(queue.Empty):
                while True:
                    if self.next("reply", 0.2)["command"] == name:
                        return
        self.fail(f"no answer to {name}")


if __name__ == "__main__":
    unittest.main()
