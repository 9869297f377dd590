"""davy check and davy mqtt-acl on real folders, and the ACL at a real Mosquitto."""
import json
import os
import pathlib
import queue
import re
import shutil
import stat
import subprocess
import tempfile
import unicodedata
import unittest

from plant.mqtt import Client
from plant.programs import PATIENCE_SECONDS, PROGRAMS, ROOT, Broker

DEMO = ROOT / "sites/demo"
PACKS = ROOT / "packs"


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-site-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def copy_of_demo(self):
        return pathlib.Path(shutil.copytree(DEMO, self.folder / "site"))

    def davy(self, *arguments, **environment):
        return subprocess.run([PROGRAMS / "davy", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=self.folder, env={**os.environ, **environment})


def replace(file, text, replacement):
    content = file.read_text(encoding="utf-8")
    assert text in content, f"{file} has no {text!r}"
    file.write_text(content.replace(text, replacement, 1), encoding="utf-8")


def columns(line):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


class Help(Folder):
    def test_it_fits_a_terminal_of_80_columns_in_both_languages(self):
        for language, heading, itself in (("en", "Subcommands:", "Print this help and end"), ("zh", "子命令:", "打印本帮助，然后结束")):
            first = self.davy("--language", language, "--help").stdout
            self.assertIn(itself, first)
            names = re.findall(r"^  ([a-z-]+) ", first.split(heading)[1], re.M)
            self.assertGreater(len(names), 15, first)
            pages = [first]
            pages += [subprocess.run([PROGRAMS / program, "--language", language, "--help"], capture_output=True, text=True, encoding="utf-8").stdout for program in ("davyd", "davy-sim")]
            pages += [self.davy("--language", language, name, "--help").stdout for name in names]
            for page in pages:
                lines = [line for line in page.splitlines() if str(PROGRAMS) not in line]  # but for the usage, with the program's path
                self.assertGreater(len(lines), 3, page)
                self.assertEqual([line for line in lines if columns(line) > 80 and "s3://" not in line], [], "but for an address that is longer than a line")


class Check(Folder):
    def test_the_demo_plant_is_sound_and_finds_its_packs_two_folders_up(self):
        result = self.davy("check", DEMO)
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertTrue(result.stdout.endswith("0 errors, 0 warnings\n"), result.stdout)

    def test_every_fault_of_a_folder_is_said_in_one_run(self):
        site = self.copy_of_demo()
        replace(site / "tank-farm.yaml", "zone: tank-farm,", "zone: tank-fram,")
        replace(site / "reactor-hall.yaml", "{limit: 110}", "{limit: 1100}")
        replace(site / "people.yaml", "escalates-to: manager", "escalates-to: operator")
        result = self.davy("check", site, "--packs", PACKS, "--json")
        self.assertEqual(result.returncode, 1)
        report = json.loads(result.stdout)
        self.assertFalse(report["ok"])
        self.assertEqual({finding["file"] for finding in report["findings"]}, {"tank-farm.yaml", "reactor-hall.yaml", "people.yaml"})
        nearest = [finding["nearest"] for finding in report["findings"] if "tank-fram" in finding["found"]]
        self.assertEqual(nearest, ["tank-farm"])

    def test_it_speaks_the_language_that_it_is_asked_for(self):
        site = self.copy_of_demo()
        replace(site / "tank-farm.yaml", "zone: tank-farm,", "zone: tank-fram,")
        chinese, english = "区域 'tank-fram'；应为：本站点的区域（是否指 'tank-farm'？）", "found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)"
        told = ("check", site, "--packs", PACKS)
        for asked, environment, expected in ((("--language", "zh"), {"DAVY_LANGUAGE": "en"}, chinese), ((), {"DAVY_LANGUAGE": "zh"}, chinese),
                                             ((), {"DAVY_LANGUAGE": "", "LC_ALL": "", "LANG": "zh_CN.UTF-8"}, chinese),
                                             ((), {"DAVY_LANGUAGE": "", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, english)):
            result = self.davy(*asked, *told, **environment)
            self.assertEqual(result.returncode, 1)
            self.assertIn(expected, result.stdout, environment)
            self.assertEqual("个错误" in result.stdout, expected == chinese, result.stdout)
        self.assertIn("站点目录", self.davy("--language=zh", "check", "--help").stdout)

    def test_the_same_folder_elsewhere_is_the_same_version(self):
        here = json.loads(self.davy("check", DEMO, "--json").stdout)
        there = json.loads(self.davy("check", self.copy_of_demo(), "--packs", PACKS, "--json").stdout)
        self.assertEqual(here["version"], there["version"])

    def test_a_file_that_cannot_be_read_is_an_error_and_not_left_out(self):
        site = self.copy_of_demo()
        (site / "more.yaml").symlink_to(self.folder / "nowhere.yaml")
        result = self.davy("check", site, "--packs", PACKS)
        self.assertEqual(result.returncode, 1)
        self.assertIn("more.yaml: error: found a file that cannot be read", result.stdout)


class MqttAcl(Folder):
    def test_passwords_are_private_and_stay_when_the_site_grows(self):
        site = self.copy_of_demo()
        out = self.folder / "mosquitto"
        command = ("mqtt-acl", "--site", site, "--packs", PACKS, "--out", out)
        self.assertEqual(self.davy(*command).returncode, 0)
        before = (out / "passwords.txt").read_text()
        self.assertEqual(stat.S_IMODE((out / "passwords.txt").stat().st_mode), 0o600)
        replace(site / "devices.yaml", "devices:", "devices:\n  - {id: new-01, zone: tank-farm}")
        self.assertEqual(self.davy(*command).returncode, 0)
        after = (out / "passwords.txt").read_text()
        self.assertEqual(set(before.splitlines()) - set(after.splitlines()), set())
        self.assertEqual(len(after.splitlines()), len(before.splitlines()) + 1)

    def test_a_wrong_site_writes_nothing(self):
        site = self.copy_of_demo()
        replace(site / "devices.yaml", "zone: tank-farm", "zone: nowhere")
        result = self.davy("mqtt-acl", "--site", site, "--packs", PACKS, "--out", self.folder / "mosquitto")
        self.assertEqual(result.returncode, 1)
        self.assertIn("found zone 'nowhere'", result.stderr)
        self.assertFalse((self.folder / "mosquitto").exists())

    def test_at_the_broker_a_device_speaks_for_itself_only(self):
        broker = Broker(self.folder / "broker", DEMO, PACKS)
        self.addCleanup(broker.stop)
        clients = {user: Client(broker.port, user, broker.password(user)) for user in ("davyd", "gds-01", "plc-01")}
        for client in clients.values():
            self.addCleanup(client.close)
        clients["davyd"].subscribe("davy/demo/+/samples")
        clients["gds-01"].subscribe("davy/demo/plc-01/command")
        clients["plc-01"].subscribe("davy/demo/plc-01/command")

        clients["gds-01"].publish("davy/demo/plc-01/samples", "forged")
        clients["gds-01"].publish("davy/demo/gds-01/samples", "true")
        clients["gds-01"].settle()
        self.assertEqual(clients["davyd"].messages.get(timeout=PATIENCE_SECONDS), ("davy/demo/gds-01/samples", b"true"))

        clients["davyd"].publish("davy/demo/plc-01/command", "close")
        clients["davyd"].settle()
        self.assertEqual(clients["plc-01"].messages.get(timeout=PATIENCE_SECONDS), ("davy/demo/plc-01/command", b"close"))
        with self.assertRaises(queue.Empty):
            clients["gds-01"].messages.get(timeout=0.5)

    def test_at_the_broker_a_wrong_password_is_refused(self):
        broker = Broker(self.folder / "broker", DEMO, PACKS)
        self.addCleanup(broker.stop)
        with self.assertRaises(ConnectionRefusedError):
            Client(broker.port, "gds-01", broker.password("plc-01"))


if __name__ == "__main__":
    unittest.main()
