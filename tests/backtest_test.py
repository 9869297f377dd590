"""`davy backtest`: another limit tried on the history of a real daemon, beside what rang then and beside today's site."""
import datetime
import json
import os
import pathlib
import pty
import shutil
import subprocess
import tempfile
import time
import unittest

from plant.programs import PROGRAMS, wait_until
from plant.small_site import write_small_site
from plant.stage import Stage


class Backtest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="davy-backtest-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        write_small_site(cls.folder, 2)
        shutil.copytree(cls.folder / "packs", cls.folder / "lower")
        pack = next((cls.folder / "lower").rglob("*.yaml"))
        pack.write_text(pack.read_text().replace("limit: 50", "limit: 30"))
        with Stage(pairs=2) as stage:
            for value in (1, 40, 1, 60, 1):
                stage.read(gas_0=value)
                time.sleep(0.05)  # arrivals are kept in whole milliseconds: an alarm shorter than that has no length in the history
            wait_until(lambda: len(stage.journal("alarm.returned")) == 1, what="the alarm, and its end")
            stage.daemon.stop()
            stage.copy_data(cls.folder / "data")

    def run_backtest(self, *options, packs="packs"):
        done = subprocess.run([PROGRAMS / "davy", "backtest", "--site", self.folder / "site", "--packs", self.folder / packs,
                               "--data", self.folder / "data", *options], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def report(self, *options, packs="packs"):
        status, said, errors = self.run_backtest("--json", *options, packs=packs)
        self.assertEqual((status, errors), (0, ""))
        return json.loads(said)

    def changes(self, report):
        return [finding["change"] for finding in report["findings"] if finding["condition"] == "gas-0:high-high"]

    def test_the_same_rules_ring_as_they_rang(self):
        report = self.report()
        self.assertEqual((report["samples"], report["starts"]), (5, []))
        self.assertEqual(self.changes(report), ["both"])

    def test_a_lower_limit_rings_more(self):
        self.assertEqual(self.changes(self.report(packs="lower")), ["gained", "both"])

    def test_truth_judges(self):
        raised = self.report()["findings"][0]["raised"]
        truth = self.folder / "truth.csv"
        truth.write_text(f"place,from,to\ngas-0,{raised},{raised}\ngas-1,{raised},{raised}\n")
        report = self.report("--truth", truth)
        self.assertEqual((report["tried"]["found"], report["tried"]["missed"], report["tried"]["false"]), (1, 1, 0))

    def test_what_a_rule_caught_that_has_another_name_is_still_judged(self):
        for part in ("site", "packs"):
            shutil.copytree(self.folder / part, self.folder / "renamed" / part)
        for file in (self.folder / "renamed").rglob("*.yaml"):
            file.write_text(file.read_text().replace("high-high", "very-high"))
        raised = self.report()["findings"][0]["raised"]
        later = (datetime.datetime.fromisoformat(raised.replace("Z", "+00:00")) + datetime.timedelta(seconds=1)).isoformat()
        truth = self.folder / "caught.csv"
        truth.write_text(f"place,from,to\ngas-0,{raised},{later}\n")
        done = subprocess.run([PROGRAMS / "davy", "backtest", "--json", "--site", self.folder / "renamed/site", "--packs", self.folder / "renamed/packs",
                               "--data", self.folder / "data", "--truth", truth], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        today = json.loads(done.stdout)["today"]
        self.assertEqual((today["found"], today["real"], today["of_sensor"]), (1, 1, 0))

    def test_a_finding_shows_its_samples(self):
        status, said, _ = self.run_backtest()
        self.assertEqual(status, 0)
        command = next(line.split() for line in said.splitlines() if line.startswith("    davy query"))
        shown = subprocess.run([PROGRAMS / "davy", *command[1:]], capture_output=True, text=True, timeout=60)
        self.assertIn("60", shown.stdout)

    def test_a_sweep_counts_for_every_limit_and_delay(self):
        report = self.report("--sweep", "gas-0:high-high", "--limits", "30,50,70", "--delays", "0s,1h")
        self.assertEqual([cell["rang"] for cell in report["cells"]], [2, 0, 1, 0, 0, 0])
        self.assertEqual(report["real_by"], "journal")
        status, _, errors = self.run_backtest("--sweep", "gas-0:high-hihg", "--limits", "1", "--delays", "0s")
        self.assertEqual(status, 2)
        self.assertIn("did you mean 'gas-0:high-high'?", errors)

    def test_a_rule_of_ones_own_is_swept_before_it_stands_in_a_file_of_the_plant(self):
        rule = 'conditions: [{points: [gas-0], id: above, when: "value > 30 %LEL", severity: serious, work-order: false, title: {zh: 高, en: High}, response: {zh: 查, en: Look}}]\n'
        file = self.folder / "rule.yaml"
        file.write_text(rule, encoding="utf-8")
        swept = self.report("--rule", file, "--sweep", "gas-0:above", "--delays", "0s,1h")
        self.assertEqual([(cell["limit"], cell["rang"]) for cell in swept["cells"]], [(None, 2), (None, 0)])
        report = self.report("--rule", file)
        gained = [finding["condition"] for finding in report["findings"] if finding["change"] == "gained"]
        self.assertEqual(gained, ["gas-0:above", "gas-0:above"], "beside the site without it")
        self.assertEqual(report["today"]["rules"], str(self.folder / "site"))
        file.write_text(rule.replace("value >", "valu >"), encoding="utf-8")
        status, said, errors = self.run_backtest("--rule", file)
        self.assertEqual((status, said), (1, ""))
        self.assertRegex(errors, r"rule\.yaml:1:\d+: error: found the name 'valu'")

    def test_a_sweep_shows_on_a_terminal_how_far_it_is(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        subprocess.run([PROGRAMS / "davy", "backtest", "--site", self.folder / "site", "--packs", self.folder / "packs", "--data", self.folder / "data",
                        "--sweep", "gas-0:high-high", "--limits", "30", "--delays", "0s"], stdout=subprocess.DEVNULL, stderr=theirs, check=True, timeout=60)
        os.set_blocking(ours, False)
        self.assertRegex(os.read(ours, 65536).decode(), r"\[#* *\] +\d+ %")
        os.close(theirs)

    def test_says_what_is_wrong(self):
        truth = self.folder / "wrong.csv"
        truth.write_text("place,from,to\ngas-00,yesterday,today\n")
        status, said, errors = self.run_backtest("--truth", truth)
        self.assertEqual((status, said), (2, ""))
        self.assertIn("wrong.csv:2: error: found 'gas-00', expected a point or a zone of this site (did you mean 'gas-0'?)", errors)
        status, _, errors = self.run_backtest("--from", "2037-01-01T00:00:00Z")
        self.assertEqual(status, 2)
        self.assertIn("no samples", errors)


if __name__ == "__main__":
    unittest.main()
