"""`davy query`: what the historian of a real daemon holds, printed; bad questions and damage are named."""
import csv
import io
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from plant import sums
from plant.programs import PROGRAMS, wait_until
from plant.stage import Stage


class Query(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="davy-query-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.lived = pathlib.Path(cls.folder.name) / "lived"
        with Stage(pairs=2, options=["--unsealed"]) as stage:  # damage is done to it with SQL
            stage.read(gas_0=60.1, gas_1=1)
            wait_until(lambda: "60.1" in cls.ask(stage.daemon.data, "gas-0")[1], what="the first sample, beside the daemon")
            stage.read(gas_0=1.5)
            wait_until(lambda: "1.5" in cls.ask(stage.daemon.data, "gas-0")[1], what="the second sample")
            stage.daemon.stop()
            shutil.copytree(stage.daemon.data, cls.lived)

    @staticmethod
    def ask(folder, point, *options):
        done = subprocess.run([PROGRAMS / "davy", "query", "--data", folder, "--point", point, *options], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def rows(self, *options):
        status, said, errors = self.ask(self.lived, "gas-0", "--csv", *options)
        self.assertEqual((status, errors), (0, ""))
        return list(csv.DictReader(io.StringIO(said)))

    def refused(self, *options, point="gas-0"):
        status, said, errors = self.ask(self.lived, point, *options)
        self.assertEqual((status, said), (2, ""))
        return errors

    def test_every_sample_comes_in_order(self):
        rows = self.rows()
        self.assertEqual([(row["value"], row["quality"]) for row in rows], [("60.1", "good"), ("1.5", "good")])
        self.assertLess(rows[0]["source"], rows[1]["source"])

    def test_a_limit_says_where_the_others_are(self):
        rows = self.rows("--limit", "2")
        status, said, errors = self.ask(self.lived, "gas-0", "--csv", "--limit", "1")
        self.assertEqual((status, len(said.splitlines())), (0, 2))
        self.assertEqual(errors, f"more: 1 samples are printed, others follow: --from {rows[1]['source']}\n")
        self.assertEqual(self.rows("--from", errors.split()[-1]), rows[1:])

    def test_a_range_is_half_open(self):
        first, second = (row["source"] for row in self.rows())
        self.assertEqual([row["value"] for row in self.rows("--from", first, "--to", second)], ["60.1"])

    def test_intervals_have_figures(self):
        year = self.rows("--every", "36500d")
        self.assertEqual([(row["count"], row["good_share"], row["min"], row["max"], row["last"]) for row in year], [("2", "1.0000", "1.5", "60.1", "1.5")])
        self.assertAlmostEqual(float(year[0]["avg"]), 30.8)

    def test_what_was_known_then(self):
        second = self.rows()[1]["source"]
        self.assertEqual([row["value"] for row in self.rows("--known-at", second)], ["1.5"])
        self.assertEqual(self.rows("--known-at", "2000-01-01T00:00:00Z"), [])

    def test_gaps_are_found(self):
        last = self.rows()[1]["source"]
        gaps = self.rows("--gaps", "1h", "--from", last, "--to", "2200-01-01T00:00:00Z")
        self.assertEqual([(gap["from"], gap["until"]) for gap in gaps], [(last, "2200-01-01T00:00:00Z")])

    def test_a_bad_question_is_named(self):
        self.assertRegex(self.refused(point="gas-9"), r"no point 'gas-9' ever spoke; .*gas-0, gas-1")
        self.assertIn("--from", self.refused("--from", "yesterday"))
        self.assertIn("--every", self.refused("--every", "10"))
        self.assertIn("--to", self.refused("--from", "2030-01-01T00:00:00Z", "--to", "2029-01-01T00:00:00Z"))
        self.assertIn("--from", self.refused("--gaps", "10s"))
        self.assertEqual(self.ask("/nonexistent", "gas-0")[0], 2)

    def test_damage_is_named_and_the_rest_is_there(self):
        folder = pathlib.Path(self.folder.name) / "damaged"
        shutil.copytree(self.lived, folder)
        database = sqlite3.connect(folder / "davy.db")
        row = database.execute("SELECT min(id) FROM tail").fetchone()[0]
        database.execute("UPDATE tail SET body = zeroblob(length(body)) WHERE id = ?", [row])
        database.commit()
        database.close()
        sums.make_right(folder / "davy.db")
        status, said, errors = self.ask(folder, "gas-0", "--csv")
        self.assertEqual(status, 1)
        self.assertRegex(errors, rf"^missing: row {row} of the newest samples \(\d{{4}}-.* to .*\) is damaged")
        self.assertEqual([line.split(",")[-1] for line in said.splitlines()[1:]], ["1.5"])


if __name__ == "__main__":
    unittest.main()
