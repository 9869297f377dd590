"""davy-evaluate on made-up sets: two leaks of which one is found, one false alarm; a series in which something new happens once."""
import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("DAVY_PROGRAMS", ROOT / "build/release/bin")) / "davy-evaluate"
MINUTES = 1440

SITE = """site: {id: made-up, title: {zh: 虚构, en: Made up}, escalate-every: 30min, plan: {svg: plan.svg, width: 10 m, height: 10 m}}
zones: [{id: pad, title: {zh: 场, en: Pad}, scene: production, inherent-risk: low, outline: [[0, 0], [10, 0], [10, 10]]}]
devices: [{id: logger, zone: pad}]
posts: [{id: operator, title: {zh: 值班员, en: Operator}}]
shifts: [{id: always, title: {zh: 全天, en: All day}, from: "00:00", until: "00:00"}]
duties: [{post: operator, zone: pad, shift: always}]
points:
  - id: gas
    kind: combustible-gas
    unit: ppm
    range: [0, 1000]
    period: 1min
    zone: pad
    device: logger
    conditions:
      high: {when: high, limit: 5, deadband: 1, severity: moderate, respond-within: 1h, title: {zh: 高, en: High},
             response: {zh: 查漏, en: Find the leak}, basis: made up}
"""
MAP = 'time: {column: t, as: seconds, from: "2026-01-01T00:00:00Z"}\npoints: {ppm: gas}\n'
EVALUATION = """title: Made up
data: measured
recording: gas.csv
truth: {file: leaks.csv, begin: from, end: to}
grace: 30min
together: 30min
"""
HIGH = {*range(107, 120), *range(700, 703), *range(710, 712)}  # minutes


class Evaluate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("sets/made-up/site/site.yaml", SITE)
        self.write("sets/made-up/site/plan.svg", "<svg/>")
        self.write("sets/made-up/map.yaml", MAP)
        self.write("sets/made-up/evaluation.yaml", EVALUATION)
        self.write("packs/none", "")
        self.write("data/measured/gas.csv", "t,ppm\n" + "".join(f"{60 * m},{8 if m in HIGH else 2}\n" for m in range(MINUTES + 1)))
        self.write("data/measured/leaks.csv", "from,to\n6000,9000\n60000,63000\n")

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def evaluate(self, *words, data="data"):
        command = [PROGRAM, "--data", self.folder / data, "--sets", self.folder / "sets", "--packs", self.folder / "packs", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def test_counts_what_was_found_how_soon_and_what_was_false(self):
        done = self.evaluate("--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        figures = json.loads(done.stdout)
        self.assertEqual((figures["set"], figures["events_found"], figures["events"]), ("made-up", 1, 2))
        self.assertEqual(figures["median_delay_s"], 7 * 60)
        self.assertEqual((figures["false_episodes_per_day"], figures["false_alarms_per_day"]), (1, 2))
        self.assertEqual((figures["samples_received"], figures["samples_evaluated"]), (MINUTES + 1, MINUTES + 1))

    def test_prints_a_table_for_people(self):
        done = self.evaluate("made-up")
        self.assertEqual(done.returncode, 0)
        lines = done.stdout.splitlines()
        self.assertRegex(lines[1], r"^made-up +1 / 2 +7min +1\.00 +2\.00 +0 +1441$")
        self.assertRegex(lines[2], r"^  persistence 0\.7% +0 / 2 +– +0\.00 +0\.00$", "finding one leak is not worth a false episode")
        self.assertRegex(lines[3], r"^  fixed limit 0\.7% +0 / 2 +– +0\.00 +0\.00$")

    def test_baselines_are_measured_beside_alarms(self):
        self.write("data/measured/leaks.csv", "from,to\n6000,9000\n42000,43000\n")
        done = self.evaluate("--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        figures = json.loads(done.stdout)
        found = {"events_found": 2, "median_delay_s": 210, "false_episodes_per_day": 0, "false_alarms_per_day": 0}
        self.assertEqual({key: figures[key] for key in found}, found)
        best = {**found, "limit_percent_of_range": 0.02}
        self.assertEqual(figures["baselines"], {"persistence": best, "fixed_limit": best})
        self.assertIsNone(figures["localisation"])

    def write_places(self):
        """Sensor a, sensor b to the east; one source to the west of a, one nearer to its north. West wind until minute 500, then north wind."""
        rows = "".join(f"{60 * m},{8 if m in HIGH else 2},2,{270 if m < 500 else 0}\n" for m in range(MINUTES + 1))
        self.write("data/measured/gas.csv", "t,ch_a,ch_b,wind\n" + rows)
        self.write("data/measured/sensors.csv", "name,lon,lat\na,0,0\nb,0.001,0\n")
        self.write("data/measured/sources.csv", "name,lon,lat\nwest,-0.0005,0\nnorth,0,0.0003\n")
        self.write("data/measured/leaks.csv", "from,to,what\n6000,9000,west\n42000,43000,north\n60000,63000,north\n")
        self.write("sets/made-up/map.yaml", MAP.replace("ppm: gas", "ch_a: gas"))
        where = "localisation: {sensors: sensors.csv, sources: sources.csv, columns: ch_, wind-from: wind, source: what}\n"
        self.write("sets/made-up/evaluation.yaml", EVALUATION + where)

    def test_names_the_source_by_the_loudest_sensor_and_the_wind(self):
        self.write_places()
        done = self.evaluate("--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        named = {"releases": 3, "by_wind": 2, "by_loudest": 1, "by_first_out": 1, "by_habit": 1}  # the third release rang nowhere
        self.assertEqual(json.loads(done.stdout)["localisation"], named)
        self.assertIn("source named of 3 releases: 2 by loudest sensor and wind, 1 by loudest sensor,", self.evaluate().stdout)

    def test_a_place_that_is_not_measured_is_named(self):
        self.write_places()
        self.write("data/measured/sensors.csv", "name,lon,lat\nc,0,0\n")
        done = self.evaluate()
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no column 'ch_c'", done.stderr)

    def test_says_plainly_that_there_are_no_measurements(self):
        done = self.evaluate(data="nowhere")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no measurements in", done.stderr)

    def test_a_cell_that_is_no_number_is_named(self):
        self.write("data/measured/gas.csv", "t,ppm\n0,2\n60,two\n")
        done = self.evaluate()
        self.assertEqual(done.returncode, 1)
        self.assertIn("gas.csv: line 3, column 'ppm': found 'two'", done.stderr)

    def test_a_setting_that_is_wrong_is_named_with_its_place(self):
        self.write("sets/made-up/evaluation.yaml", EVALUATION.replace("grace: 30min", "grace: 30"))
        done = self.evaluate()
        self.assertEqual(done.returncode, 2)
        self.assertIn("evaluation.yaml:5:8: error: found '30'", done.stderr)


    def write_series(self):
        start = datetime.datetime(2026, 1, 5)
        rows = [(start + datetime.timedelta(minutes=5 * i), 40 if 1500 <= i < 1600 else 20 + i * 7 % 11) for i in range(2000)]
        self.write("sets/series/evaluation.yaml", "{title: Made up, data: series, measure: nab}\n")
        self.write("data/series/one.csv", "timestamp,value\n" + "".join(f"{t},{v}\n" for t, v in rows))
        self.write("data/series/truth_windows.csv", f"file,start,end\none.csv,{rows[1500][0]},{rows[1650][0]}\n")

    def test_scores_a_series_as_nab_does_beside_baselines(self):
        self.write_series()
        done = self.evaluate("series", "--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        figures = json.loads(done.stdout)
        self.assertEqual((figures["set"], figures["windows"], figures["windows_found"], figures["false_positive_rows"]), ("series", 1, 1, 0))
        self.assertEqual(figures["nab_standard"], 100)
        self.assertEqual(set(figures["baselines"]), {"persistence", "fixed_limit"})

    def test_a_set_without_measurements_does_not_hide_the_others(self):
        self.write("sets/series/evaluation.yaml", "{title: Made up, data: nowhere, measure: nab}\n")
        done = self.evaluate("--json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("for series", done.stderr)
        self.assertEqual(json.loads(done.stdout)["set"], "made-up")

    def test_a_measure_that_is_unknown_is_named(self):
        self.write("sets/series/evaluation.yaml", "{title: Made up, data: series, measure: nap}\n")
        done = self.evaluate("series")
        self.assertEqual(done.returncode, 2)
        self.assertIn("evaluation.yaml:1:41: error: found a measure 'nap'", done.stderr)


if __name__ == "__main__":
    unittest.main()
