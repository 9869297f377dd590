"""davyd starts anew in place: files of the site take effect without anybody at the server, and no reading that the broker was told to be here is lost."""
import datetime
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults.bad_disk import BadDisk
from plant.asker import Asker
from plant.programs import PASSWORD, PROGRAMS, wait_until
from plant.rules_site import CONTRACT, LIMIT, Site
from plant.stage import topic

READINGS_MOST = 15_000  # what one answer of the history holds


def setUpModule():
    """A runner under nohup has SIGHUP ignored, and so would every davyd that it starts."""
    global before
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)


def tearDownModule():
    signal.signal(signal.SIGHUP, before)


class FilesTakeEffect(Site):
    access = "{two-people: off}"

    def reload(self, *before, password=PASSWORD):
        with tempfile.NamedTemporaryFile("w", suffix=".password") as file:
            file.write(password + "\n")
            file.flush()
            command = [PROGRAMS / "davy", *before, "reload", "--at", f"http://127.0.0.1:{self.port}", "--login", "li.na", "--password-file", file.name]
            return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)

    def hang_up(self):
        os.kill(self.stage.daemon.process.pid, signal.SIGHUP)

    def test_a_safety_officer_lets_a_changed_limit_act_from_the_console(self):
        self.assertEqual(self.officer.get("/site/folder")["brings"], "nothing")
        self.change("packs/lab/pack.yaml", "limit: 50", "limit: 60")
        folder = self.officer.get("/site/folder")
        self.assertEqual((folder["brings"], folder["findings"], folder["changes"]), ("in-force", [], [{**LIMIT, "name": f"gas-{i}:high-high"} for i in (0, 1)]))
        self.admin.put("/accounts/wang", {"name": "王", "role": "worker", "posts": [], "password": PASSWORD})
        worker = Asker(self.port, CONTRACT).sign_in("wang")
        self.assertEqual(worker.get("/site/folder")["brings"], "in-force", "everybody may look")
        self.assertEqual(worker.ask("POST", "/site/reload", {"version": folder["version"]}).status, 403)
        self.admin.put("/accounts/qian", {"name": "钱", "role": "safety-officer", "posts": [], "zones": ["plant"], "password": PASSWORD})
        limited = Asker(self.port, CONTRACT).sign_in("qian")
        self.assertEqual(limited.ask("POST", "/site/reload", {"version": folder["version"]}).status, 403, "the files are of the whole site")
        self.assertEqual(self.officer.ask("POST", "/site/reload", {"version": "0" * 64}).status, 412, "other files than those that were read")
        self.assertEqual(self.officer.ask("POST", "/site/reload", {}).fields(), ["version"])
        start = self.take_effect(self.officer)
        self.assertEqual((start["body"]["site_version"], self.limit_in_force()), (folder["version"], {60}))
        (stop,) = self.stage.journal("system.stopped")
        self.assertEqual((stop["body"]["asked_by"], stop["seq"] + 1, start["body"]["last_alive"][:19]), ("li.na", start["seq"], stop["time"][:19]), "how long nothing was judged is on record")
        self.stage.read(gas_1=55)
        self.stage.read(gas_1=65)
        rang = wait_until(lambda: [each for each in self.stage.journal("alarm.raised") if each["body"]["condition"] == "gas-1:high-high"], what="the alarm")
        self.assertEqual([each["body"]["value"] for each in rang], [65], "the new limit acts")
        self.assertEqual(self.officer.ask("POST", "/site/reload", {"version": folder["version"]}).status, 409, "nothing would change")

    def test_files_with_errors_change_nothing_whoever_asks(self):
        starts = len(self.starts())
        self.change("packs/lab/pack.yaml", "limit: 50", "limt: 50")
        self.change("site/head.yaml", "scene: production", "scene: nowhere")
        folder = self.officer.get("/site/folder")
        self.assertEqual((folder["brings"], folder["version"]), ("errors", None))
        refused = self.officer.ask("POST", "/site/reload", {"version": "0" * 64})
        self.assertEqual(refused.status, 422)
        said = " ".join(error["message"]["en"] for error in refused.body["errors"])
        for wrong in ("limt", "nowhere"):
            self.assertIn(wrong, said, "every error is said")
        in_chinese = self.reload("--language", "zh")
        self.assertEqual(in_chinese.returncode, 1, in_chinese.stderr)
        self.assertIn("错误：键 'limt'", in_chinese.stdout)
        self.assertIn("文件有错误", in_chinese.stderr)
        self.assertRegex(self.reload("--language", "zh", password="another").stderr, "登录：[^a-z]+$", "what davyd answers, too")
        self.hang_up()
        wait_until(lambda: "it does not start anew and goes on as it is" in self.stage.daemon.log.read_text(errors="replace"), what="the word that it does not")
        self.stage.device.subscribe(topic("command"))
        self.stage.read(gas_0=55)
        self.assertEqual(self.stage.next_command()[0], "valve-0", "it judges as before")
        self.assertEqual((len(self.starts()), self.limit_in_force()), (starts, {50}))

    def test_files_that_break_before_the_end_keep_it_as_it_is(self):
        """Somebody is in the midst of saving them when another lets them take effect."""
        starts = len(self.starts())
        self.change("packs/lab/pack.yaml", "limit: 50", "limit: 60")
        version = self.officer.get("/site/folder")["version"]
        self.assertEqual(self.officer.ask("POST", "/site/reload", {"version": version}).status, 202)
        self.change("packs/lab/pack.yaml", "limit: 60", "limt: 60")
        wait_until(lambda: "it does not start anew for li.na" in self.stage.daemon.log.read_text(errors="replace"), what="the word that it does not")
        self.assertEqual((len(self.starts()), self.limit_in_force()), (starts, {50}))
        self.change("packs/lab/pack.yaml", "limt: 60", "limit: 60")
        self.take_effect(self.officer)
        self.assertEqual(self.limit_in_force(), {60}, "whole again, they take effect")

    def test_a_row_that_is_tripped_commands_again(self):
        self.stage.device.subscribe(topic("command"))
        self.stage.read(gas_0=65)
        first = self.stage.next_command()
        self.change("packs/lab/pack.yaml", "limit: 50", "limit: 60")
        self.take_effect(self.officer)
        again = self.stage.next_command()
        self.assertEqual((first[0], again[0]), ("valve-0", "valve-0"))
        self.assertNotEqual(first[1]["command"], again[1]["command"], "by a name of the new start")

    def test_no_acknowledged_reading_is_lost_while_it_starts_anew(self):
        """Through two starts, one by the command line and one by a signal, with readings all the while."""
        enough, measured = threading.Event(), []

        def measure():
            while not enough.wait(0.004) and len(measured) < READINGS_MOST:
                value = round(1 + len(measured) / 1000, 3)
                self.stage.device.publish(topic("samples"), json.dumps({"samples": [{"point": "gas-0", "t": self.stage.stamp(), "v": value}]}))
                measured.append(value)

        thread = threading.Thread(target=measure)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(enough.set)
        self.change("packs/lab/pack.yaml", "limit: 50", "limit: 60")
        said = []
        self.starts_anew(lambda: said.append(self.reload("--language", "zh")))
        self.assertEqual(said[0].returncode, 0, said[0].stderr)
        self.assertIn("报警条件 gas-0:high-high：limit 50 %LEL → 60 %LEL", said[0].stdout)
        self.assertRegex(said[0].stdout, "已重新启动：生效的是 [0-9a-f]+，已接受\n")
        self.starts_anew(self.hang_up)
        self.assertLess(len(measured), READINGS_MOST, "readings came through both starts")
        enough.set()
        thread.join()
        self.stage.device.settle()
        kept = lambda: [round(each["value"], 3) for each in self.officer.get("/points/gas-0/history?limit=20000")["readings"]]
        wait_until(lambda: len(kept()) >= len(measured), 20, "every reading")
        self.assertEqual(kept(), measured, "each of them once, in their order")
        stops = [each["body"] for each in self.stage.journal("system.stopped")]
        self.assertEqual([each["asked_by"] for each in stops], ["li.na", f"uid {os.getuid()}"])


class FullDisk(Site):
    """What is in memory only would be lost, and a start that cannot write does not judge: it goes on until there is room."""
    access = "{two-people: off}"

    def setUp(self):
        self.disk = BadDisk()
        self.prepare = self.disk.prepare
        super().setUp()

    def says(self, words):
        wait_until(lambda: words in self.stage.daemon.log.read_text(errors="replace"), what=words)

    def test_keeps_it_as_it_is(self):
        hang_up = lambda: os.kill(self.stage.daemon.process.pid, signal.SIGHUP)
        self.change("packs/lab/pack.yaml", "limit: 50", "limit: 60")
        self.disk.full()
        self.stage.read(gas_0=20)
        self.says("the store is failing, detection and interlocks go on")
        hang_up()
        self.says("it does not start anew and goes on as it is: the store is failing")
        self.disk.be()
        self.says("the store takes events again")
        self.assertEqual(self.limit_in_force(), {50})
        self.starts_anew(hang_up)
        self.assertEqual(self.limit_in_force(), {60})


class BackupUnderWay(Site):
    """To a place that takes the connection and never answers, where each request may last half a minute."""
    access = "{two-people: off}"

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-keys-")
        self.addCleanup(folder.cleanup)
        keys = pathlib.Path(folder.name) / "s3"
        keys.write_text("[default]\naws_access_key_id = one\naws_secret_access_key = two\n")
        self.silent = socket.create_server(("127.0.0.1", 0))
        self.silent.settimeout(30)
        place = f"s3://plant/davy?endpoint=http://127.0.0.1:{self.silent.getsockname()[1]}&region=eu-west-1"
        self.options = ("--backup-to", place, "--s3-credentials", keys)
        super().setUp()
        self.addCleanup(self.silent.close)  # before the plant ends: it need not wait either

    def test_keeps_nobody_unprotected(self):
        taken, _ = self.silent.accept()
        self.addCleanup(taken.close)
        start = self.starts_anew(lambda: os.kill(self.stage.daemon.process.pid, signal.SIGHUP))
        began, alive = (datetime.datetime.fromisoformat(time[:19]) for time in (start["time"], start["body"]["last_alive"]))
        self.assertLess((began - alive).total_seconds(), 10, "nothing was judged meanwhile")
        again, _ = self.silent.accept()
        self.addCleanup(again.close)


class KeyFromAPipe(Site):
    """A passphrase that can be read once only is there for the next start, too."""
    access = "{two-people: off}"

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-pipe-")
        self.addCleanup(folder.cleanup)
        self.pipe = pathlib.Path(folder.name) / "passphrase"
        os.mkfifo(self.pipe)
        self.options = ("--seal-passphrase-file", self.pipe)
        threading.Thread(target=lambda: self.pipe.write_text("one lamp in every hand\n"), daemon=True).start()
        super().setUp()

    def test_data_open_again_after_a_start_anew(self):
        self.admin.post("/hazards", {"zone": "plant", "what": "loose rail by the tank"})
        self.starts_anew(lambda: os.kill(self.stage.daemon.process.pid, signal.SIGHUP))
        self.assertEqual([each["body"]["what"] for each in self.stage.journal("hazard.reported")], ["loose rail by the tank"])
        self.assertTrue(json.loads((self.stage.daemon.data / "seal.json").read_text())["by"] == "passphrase")


if __name__ == "__main__":
    unittest.main()
