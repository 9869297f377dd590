"""davy replay through a real broker: a recorded minute becomes a second, and every sample arrives as its device would send it."""
import datetime
import json
import re
import subprocess
import time
import unittest

from plant.link_gate import LinkGate
from plant.mqtt import Client
from plant.programs import PROGRAMS, wait_until
from plant.stage import Yard

MAP = "time: {column: t, as: instant}\npoints: {east: gas-0, west: gas-1}\n"
RECORDING = """t,wind,east,west
2022-05-14T13:50:00Z,3.1,2.0,1.9
2022-05-14T13:51:00Z,3.2,40.5,
2022-05-14T13:52:00Z,3.3,60,2.1
2022-05-14T13:53:00Z,3.4,2,2
"""


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        yard = cls.enterClassContext(Yard(2))
        cls.folder, cls.broker = yard.folder, yard.broker
        (cls.folder / "map.yaml").write_text(MAP, encoding="utf-8")
        (cls.folder / "week.csv").write_text(RECORDING, encoding="utf-8")

    def replay(self, *words, port=None, recording="week.csv"):
        command = [PROGRAMS / "davy", "replay", "--site", self.folder / "site", "--packs", self.folder / "packs", "--map", self.folder / "map.yaml",
                   "--passwords", self.broker.passwords, "--mqtt-port", str(port or self.broker.port), self.folder / recording, *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def heard(self, *words):
        """What davyd hears of a replay: (topic, samples) in order."""
        listener = Client(self.broker.port, "davyd", self.broker.password("davyd"), client_id="listener")
        self.addCleanup(listener.close)
        listener.subscribe("davy/small/+/samples")
        done = self.replay(*words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        told = int(re.search(r"acknowledged (\d+) messages", done.stdout)[1])
        wait_until(lambda: listener.messages.qsize() >= told, what="what the broker has")
        time.sleep(0.2)  # and nothing more
        messages = [listener.messages.get() for _ in range(listener.messages.qsize())]
        return done.stdout, [(topic, json.loads(payload)["samples"]) for topic, payload in messages]

    def test_samples_arrive_with_their_steps_kept_and_their_time_moved_to_now(self):
        before = datetime.datetime.now(datetime.timezone.utc)
        said, messages = self.heard("--speed", "120")
        self.assertEqual(said, "4 rows, 7 samples published; the broker acknowledged 4 messages\n")
        self.assertEqual({topic for topic, _ in messages}, {"davy/small/rtu-01/samples"})
        values = [{sample["point"]: sample["v"] for sample in samples} for _, samples in messages]
        self.assertEqual(values, [{"gas-0": 2, "gas-1": 1.9}, {"gas-0": 40.5}, {"gas-0": 60, "gas-1": 2.1}, {"gas-0": 2, "gas-1": 2}])
        times = [datetime.datetime.fromisoformat(samples[0]["t"][:26].rstrip("Z") + "+00:00") for _, samples in messages]
        self.assertGreaterEqual(times[0], before)
        for earlier, later in zip(times, times[1:]):
            self.assertAlmostEqual((later - earlier).total_seconds(), 0.5, places=4)

    def test_a_part_of_the_recording_can_be_chosen(self):
        said, messages = self.heard("--speed", "600", "--from", "2022-05-14T13:51:00Z", "--until", "2022-05-14T13:52:30Z")
        self.assertEqual(said, "2 rows, 3 samples published; the broker acknowledged 2 messages\n")
        self.assertEqual([samples[0]["v"] for _, samples in messages], [40.5, 60])

    def test_a_fast_replay_ends_only_once_the_broker_has_everything(self):
        rows = 2000
        begin = datetime.datetime(2022, 5, 14, tzinfo=datetime.timezone.utc)
        lines = [f"{(begin + datetime.timedelta(minutes=row)).isoformat()},{row % 40}" for row in range(rows)]
        (self.folder / "fast.csv").write_text("t,east\n" + "\n".join(lines) + "\n", encoding="utf-8")
        done = self.replay("--speed", "1000000", recording="fast.csv")
        self.assertEqual((done.returncode, done.stdout), (0, f"{rows} rows, {rows} samples published; the broker acknowledged {rows} messages\n"))

    def test_what_the_broker_does_not_acknowledge_is_no_success(self):
        gate = LinkGate(self.broker.port)
        self.addCleanup(gate.stop)
        gate.keeps_acknowledgments = True
        done = self.replay("--speed", "600", port=gate.port)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, "4 rows, 7 samples published; the broker acknowledged 0 messages\n")
        self.assertIn("the broker acknowledged only 0 of 4 messages", done.stderr)

    def test_says_what_is_in_its_way(self):
        nobody = self.replay(port=1)
        self.assertEqual(nobody.returncode, 2)
        self.assertIn("the broker does not take device 'rtu-01'", nobody.stderr)
        self.assertEqual(self.replay("--from", "yesterday").returncode, 2)
        self.assertNotEqual(self.replay("--speed", "0").returncode, 0)


if __name__ == "__main__":
    unittest.main()
