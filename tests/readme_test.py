"""Every command of the READMEs and guides is run as it stands there; one that is not known here fails, and so does a dead link."""
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from plant.programs import ROOT, free_port

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs/guide").glob("*.md")), ROOT / "docs/map.md"]
OF_A_SITE = (
    "build/release/bin/davy test-rules --site sites/mine --coverage",
    "build/release/bin/davy check sites/new --data var/demo --against sites/mine",
)

CHECK_MINE = "build/release/bin/davy check sites/mine"
OF_BACKUPS = (
    "build/release/bin/davy backup --data var/demo --to var/kept",
    "build/release/bin/davy backups --from var/kept",
    "build/release/bin/davy --seal-key-file var/demo.key restore --from var/kept --data var/restored",
)


def text_of(page):
    return page.read_text(encoding="utf-8")


def commands_of(page):
    return [line for block in re.findall(r"```sh\n(.*?)```", text_of(page), re.S) for line in block.splitlines() if line]


class Readme(unittest.TestCase):
    def run_whole(self, command, folder=ROOT):
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_run_prints_the_address_and_the_setup_link_and_stops_when_asked(self):
        with tempfile.TemporaryDirectory() as name:
            data = f"{name}/demo"
            run = subprocess.Popen(["./run", "--data", data, "--port", str(free_port())], cwd=ROOT, stdout=subprocess.PIPE, text=True)
            said = []
            for line in run.stdout:
                said.append(line)
                if "Ctrl-C" in line:
                    break
            time.sleep(3)  # of which the history tells
            run.send_signal(signal.SIGINT)
            said.append(run.communicate(timeout=60)[0])
            self.assertEqual(run.returncode, 0, "".join(said))
            self.a_site_of_ones_own(pathlib.Path(data))
        self.assertRegex("".join(said), r"http://127\.0\.0\.1:\d+/\n")
        self.assertRegex("".join(said), r"http://127\.0\.0\.1:\d+/setup#[0-9a-f]{32}")

    # What the integrator's guide says of sites/mine and sites/new, beside a folder that a plant has run on.
    def a_site_of_ones_own(self, data):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for known in ("build", "packs"):
                (folder / known).symlink_to(ROOT / known)
            for site in ("mine", "new"):
                shutil.copytree(ROOT / "sites/demo", folder / "sites" / site)
            (folder / "var").mkdir()
            (folder / "var/demo").symlink_to(data)
            (folder / "var/demo.key").symlink_to(f"{data}.key")
            kept, names, restored = (self.run_whole(command, folder) for command in OF_BACKUPS)
            stories, budgets = (self.run_whole(command, folder) for command in OF_A_SITE)
        self.assertIn(names.strip(), kept)
        self.assertIn("proved: ", restored)
        self.assertIn("0 failed", stories)
        self.assertIn("operator of plant in day: 0.0 an hour (today's rules: 0.0), at most 0 in one, budget 6", budgets)

    def test_run_once_observes_every_step(self):
        said = self.run_whole("./run --once")
        steps = ["reading of", "alarm raised", "sent", "accepted", "observed by read-back", "post notified", "order issued", "accepted by the worker",
                 "submitted with a photo", "rejected by the officer", "submitted again", "approved by the officer", "order closed", "journal verified"]
        for step in steps:
            self.assertIn(step, said)

    def test_the_other_commands_work(self):
        for command in ("build/release/bin/davy check sites/demo", "build/release/bin/davy mqtt-acl --site sites/demo --out var/broker"):
            self.run_whole(command)

    # What stands in the guide, written beside a copy of the package's first site, is a site without a mistake that keeps its story.
    def test_a_site_from_an_empty_folder_is_sound_and_keeps_its_story(self):
        for page in sorted((ROOT / "docs/guide").glob("integrator.*.md")):
            points, story = re.findall(r"```yaml\n(.*?)```", text_of(page), re.S)[:2]
            with self.subTest(page.name), tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                for known in ("build", "packs"):
                    (folder / known).symlink_to(ROOT / known)
                mine = folder / "sites/mine"
                shutil.copytree(ROOT / "packaging/site", mine)
                (mine / "points.yaml").write_text(points, encoding="utf-8")
                (mine / "stories").mkdir()
                (mine / "stories/cold-store.yaml").write_text(story, encoding="utf-8")
                self.run_whole(CHECK_MINE, folder)
                self.assertIn("1 story, 0 failed; 3 expectations, 0 failed", self.run_whole(OF_A_SITE[0], folder))

    def test_no_command_is_left_out(self):
        known = {
            "./run": self.test_run_prints_the_address_and_the_setup_link_and_stops_when_asked,
            "./run --once": self.test_run_once_observes_every_step,
            "./test": "what runs this",
            "tools/build_package": "tests/package_test.py",
            "build/release/bin/davy check sites/demo": self.test_the_other_commands_work,
            CHECK_MINE: self.test_a_site_from_an_empty_folder_is_sound_and_keeps_its_story,
            "build/release/bin/davy mqtt-acl --site sites/demo --out var/broker": self.test_the_other_commands_work,
            **dict.fromkeys(OF_A_SITE + OF_BACKUPS, self.a_site_of_ones_own),
        }
        found = {command for page in PAGES for command in commands_of(page)}
        self.assertEqual(found, set(known))

    def test_both_readmes_have_the_same_commands_and_pictures(self):
        english, chinese = PAGES[:2]
        pictures = lambda page: re.findall(r"\((docs/images/[^)]+)\)", text_of(page))
        self.assertEqual(commands_of(english), commands_of(chinese))
        self.assertEqual(pictures(english), pictures(chinese))

    def test_no_link_is_dead(self):
        dead = [f"{page.relative_to(ROOT)}: {link}" for page in PAGES for link in re.findall(r"\]\(([^)#]+)\)", text_of(page))
                if "://" not in link and not (page.parent / link).exists()]
        self.assertEqual(dead, [])


if __name__ == "__main__":
    unittest.main()
