"""davy test-rules: the stories of the packs and the demo plant hold, cover what they must, and fail when a rule is changed."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from plant.programs import PROGRAMS, ROOT


def test_rules(*arguments, cwd=ROOT):
    return subprocess.run([PROGRAMS / "davy", "test-rules", *arguments], capture_output=True, text=True, cwd=cwd)


test_rules.__test__ = False


class Shipped(unittest.TestCase):
    def test_the_packs_stories_hold_and_leave_out_no_condition(self):
        result = test_rules("--require-coverage")
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_every_pack_has_stories_and_every_template_stands_in_their_site(self):
        for pack in sorted((ROOT / "packs").iterdir()):
            site = (pack / "stories/site/site.yaml").read_text(encoding="utf-8")
            self.assertTrue(list((pack / "stories").glob("*.yaml")), pack)
            for file in pack.glob("*.yaml"):
                text = file.read_text(encoding="utf-8")
                bases = set(re.findall(r"^    extends: (\S+)", text, re.M))
                for name in re.findall(r"^  - id: (\S+)", text, re.M):
                    if name not in bases:
                        self.assertIn(f"{pack.name}/{name}", site, f"{pack.name}: no point, actuator or row of the stories uses {name}")

    def test_the_demo_plants_rows_all_trip(self):
        result = test_rules("--site", "sites/demo", "--require-rows")
        self.assertEqual(result.returncode, 0, result.stdout)


class Changed(unittest.TestCase):
    """A copy of the packs in which one thing is wrong."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-stories-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        shutil.copytree(ROOT / "packs", self.folder / "packs")

    def change(self, file, text, replacement):
        path = self.folder / "packs" / file
        content = path.read_text(encoding="utf-8")
        self.assertIn(text, content)
        path.write_text(content.replace(text, replacement, 1), encoding="utf-8")

    def run_pack(self, pack, *arguments):
        return test_rules(f"packs/{pack}/stories", *arguments, cwd=self.folder)

    def test_a_limit_that_was_raised_is_found_and_said_where(self):
        self.change("special-work/pack.yaml", "limit: 19.5", "limit: 16")
        result = self.run_pack("special-work")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"packs/special-work/stories/special-work\.yaml:\d+:\d+: expected oxygen-01:low active, major at 45s, found")
        self.assertIn("nearest: nothing", result.stdout)

    def test_an_expression_that_was_weakened_is_found(self):
        self.change("production/pack.yaml", "rate(2min) > 3 degC/min", "rate(2min) > 30 degC/min")
        result = self.run_pack("production", "--require-coverage")
        self.assertEqual(result.returncode, 1)
        self.assertIn("no story made heat-01:rising-fast true", result.stdout)

    def test_a_vote_that_was_loosened_is_found(self):
        self.change("hazardous-chemicals/tanks.yaml", "needed: 2", "needed: 1")
        report = json.loads(self.run_pack("hazardous-chemicals", "--json").stdout)
        self.assertFalse(report["ok"])
        failed = {story["story"] for story in report["stories"] if not story["ok"]}
        self.assertIn("one-detector-does-not-trip", failed)

    def test_a_build_server_reads_the_same_in_junit(self):
        self.change("office/pack.yaml", "on-delay: 5s", "on-delay: 50s")
        result = self.run_pack("office", "--junit", self.folder / "out.xml")
        self.assertEqual(result.returncode, 1)
        suite = xml.etree.ElementTree.parse(self.folder / "out.xml").getroot().find("testsuite")
        self.assertEqual(int(suite.get("tests")), len(suite.findall("testcase")))
        broken = [case.get("name") for case in suite.findall("testcase") if case.find("failure") is not None]
        self.assertIn("smoke-opens-the-doors", broken)
        self.assertEqual(int(suite.get("failures")), len(broken))

    def test_a_story_that_is_left_out_is_missed_only_where_coverage_is_required(self):
        self.change("warehouse/stories/warehouse.yaml", "      - {point: door-01, sends:", "      - {point: smoke-01, sends:")
        self.change("warehouse/stories/warehouse.yaml", '      - {at: 36min, alarm: "door-01:open", is: active, severity: low}\n', "")
        self.assertEqual(self.run_pack("warehouse").returncode, 0)
        result = self.run_pack("warehouse", "--require-coverage")
        self.assertEqual(result.returncode, 1)
        self.assertIn("no story made door-01:open true", result.stdout)

    def test_a_story_that_cannot_be_read_is_no_pass(self):
        self.change("warehouse/stories/warehouse.yaml", "point: smoke-01", "point: smoke-1")
        result = self.run_pack("warehouse")
        self.assertEqual(result.returncode, 1)
        self.assertIn("did you mean 'smoke-01'?", result.stdout)
        self.assertEqual(test_rules("nowhere.yaml", cwd=self.folder).returncode, 1)


if __name__ == "__main__":
    unittest.main()
