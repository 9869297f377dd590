"""tools/evaluate_live on a made-up day of methane: through a real broker and daemon onto the plan in a real browser."""
import datetime
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SENSORS = ["ch4_E", "ch4_N", "ch4_NE", "ch4_NW", "ch4_S", "ch4_SE", "ch4_SW", "ch4_W"]
FIRST = datetime.datetime(2026, 3, 1, 11, 40)
GAS = range(27, 45)  # minutes from FIRST; the release begins in minute 20


class EvaluateLive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        made = cls.folder / "ch4_metec_2022"
        made.mkdir()
        rows = [",".join(["time_utc", *SENSORS, "wind_speed_ms"])]
        for minute in range(60):
            values = ["9" if sensor == "ch4_N" and minute in GAS else "2" for sensor in SENSORS]
            rows.append(",".join([f"{FIRST + datetime.timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}", *values, "3"]))
        (made / "ch4_ppm_1min.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (made / "releases.csv").write_text(
            "experiment_id,start_utc,end_utc,source,ch4_kg_per_h\nmade-up,2026-03-01T12:00:00Z,2026-03-01T12:30:00Z,Tank,2\n", encoding="utf-8")

    def play(self, *words):
        return subprocess.run([ROOT / "tools/evaluate_live", "--data", self.folder, *words], capture_output=True, text=True, timeout=300)

    def test_the_alarm_of_a_release_stands_on_the_plan(self):
        picture = self.folder / "plan.png"
        played = self.play("--release", "made-up", "--speed", "120", "--picture", picture)
        self.assertEqual(played.returncode, 0, played.stdout + played.stderr)
        delay = re.search(r"alarm ch4-n:high at 9 ppm, .*: ([\d.]+) recorded minutes", played.stdout)
        self.assertIsNotNone(delay, played.stdout)
        self.assertAlmostEqual(float(delay[1]), 7, delta=1.5)
        self.assertIn("on the plan: 甲烷偏高", played.stdout)
        self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")

    def test_a_release_that_is_not_there_is_named(self):
        played = self.play("--release", "nowhere")
        self.assertEqual(played.returncode, 1)
        self.assertIn("release nowhere; there are made-up", played.stderr)


if __name__ == "__main__":
    unittest.main()
