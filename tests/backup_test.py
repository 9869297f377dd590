"""Backups on the real programs: to a folder and to a server that speaks S3, while davyd runs; the disk is lost, and what is restored is proved and lived on."""
import json
import pathlib
import re
import shutil
import socket
import subprocess
import time
import unittest

from plant.asker import Asker
from plant.picture import pixels, png
from plant.programs import PROGRAMS, wait_until
from plant.s3 import Bucket
from plant.stage import Stage, parse_time

SHIPPED_SECONDS = 60  # a lost disk may cost no more


def davy(*arguments):
    done = subprocess.run([PROGRAMS / "davy", *map(str, arguments)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def everything_in(folder):
    return b"".join(path.read_bytes() for path in pathlib.Path(folder).rglob("*") if path.is_file())


class Backup(unittest.TestCase):
    def stage(self, **wishes):
        stage = Stage(pairs=1, **wishes)
        self.addCleanup(stage.close)
        return stage, stage.daemon.data.parent

    def live(self, stage):
        """A hazard with a photo, an alarm with its order; gives the journal."""
        admin = Asker(stage.daemon.port, None).sign_in("admin")
        photo = admin.ask("POST", "/photos", raw=png(40, 40), Content_Type="image/png").body["photo"]
        admin.post("/hazards", {"zone": "plant", "what": "loose rail by the tank", "photos": [photo]})
        stage.read(gas_0=60)
        wait_until(lambda: stage.journal("order.issued"), what="the order")
        return photo

    def lose(self, stage):
        """The disk with the data is gone; what is left is the key, which was kept elsewhere."""
        stage.daemon.kill()
        shutil.rmtree(stage.daemon.data)

    def check(self, stage, photo, records):
        stage.daemon.start()
        again = stage.journal()
        self.assertEqual(again[:len(records)], records)
        admin = Asker(stage.daemon.port, None).sign_in("admin")  # the password came back too
        self.assertEqual(pixels(admin.ask("GET", f"/photos/{photo}").raw), pixels(png(40, 40)))

    def test_to_a_folder_while_davyd_runs(self):
        stage, folder = self.stage()
        photo = self.live(stage)
        status, said = davy("backup", "--data", stage.daemon.data, "--to", folder / "kept")
        self.assertEqual(status, 0, said)
        records = stage.journal()
        for secret in ("loose rail", "gas-0", "admin"):
            self.assertNotIn(secret.encode(), everything_in(folder / "kept"))

        stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": "later"})
        status, second = davy("backup", "--data", stage.daemon.data, "--to", folder / "kept", "--keep", 5)
        self.assertEqual(status, 0, second)
        status, third = davy("backup", "--data", stage.daemon.data, "--to", folder / "again")
        status, third = davy("backup", "--data", stage.daemon.data, "--to", folder / "again")
        first_sent, third_sent = (float(re.search(r"([\d.]+) MiB of it sent", text)[1]) for text in (said, third))
        self.assertLess(third_sent, first_sent)
        status, names = davy("backups", "--from", folder / "kept")
        self.assertEqual((status, len(names.split())), (0, 2), names)

        self.lose(stage)
        status, said = davy("restore", "--from", folder / "kept", "--data", stage.daemon.data, "--backup", names.split()[0])
        self.assertEqual(status, 0, said)
        self.assertIn("proved:", said)
        self.assertIn("the golden drill was left out: it takes the rules of the site", said)
        self.assertIn("its first start tries itself", said)
        self.tries_itself(stage, folder)
        self.check(stage, photo, [record for record in records if record["seq"] <= int(names.split()[0].split("-")[1])])

    def tries_itself(self, stage, folder):
        """With the rules of its site what was restored is tried at once, and nothing of that is in its journal."""
        rules = ("--site", stage.site, "--packs", folder / "packs")
        key = ("--seal-key-file", f"{stage.daemon.data}.key")
        status, said = davy(*key, "restore", "--from", folder / "kept", "--data", folder / "tried", *rules)
        self.assertEqual((status, "golden drill passed: 6 of 6 steps were seen" in said), (0, True), said)
        self.assertNotIn("left out", said)
        status, quiet = davy(*key, "restore", "--from", folder / "kept", "--data", folder / "quiet", "--no-drill")
        self.assertEqual((status, "left out, as asked for (--no-drill)" in quiet), (0, True), quiet)
        heads = [re.search(r"proved: (.*)", text)[1] for text in (said, quiet)]
        self.assertEqual(heads[0], heads[1])
        for place in ("tried", "quiet"):
            verified = davy(*key, "verify", "--data", folder / place)
            self.assertEqual((verified[0], heads[0].split(", head ")[1].split(";")[0] in verified[1]), (0, True), verified)

    def test_a_wrong_key_a_full_place_and_no_backup_say_so(self):
        stage, folder = self.stage()
        status, said = davy("restore", "--from", folder / "nothing", "--data", folder / "new")
        self.assertEqual((status, "has no seal.json" in said), (2, True), said)
        davy("backup", "--data", stage.daemon.data, "--to", folder / "kept")
        status, said = davy("restore", "--from", folder / "kept", "--data", folder / "new")
        self.assertEqual((status, f"{folder}/new.key is not there" in said), (2, True), said)
        status, said = davy("--seal-key-file", f"{stage.daemon.data}.key", "restore", "--from", folder / "kept", "--data", stage.daemon.data)
        self.assertEqual((status, "is not empty" in said), (2, True), said)
        self.assertFalse((folder / "new").exists())

    def test_the_journal_follows_within_a_minute_and_the_restore_is_proved(self):
        stage, folder = self.stage(prepare=lambda daemon: daemon.command.extend(["--backup-to", str(daemon.data.parent / "kept")]))
        wait_until(lambda: stage.admin.get("/backup")["proof"], 60, "the first proof")
        photo = self.live(stage)
        records = stage.journal()
        wait_until(lambda: stage.admin.get("/backup")["shipped_head"] >= records[-1]["seq"], SHIPPED_SECONDS, "the journal's way to the target")
        state = stage.admin.get("/backup")
        self.assertEqual((state["sealed"], state["trouble"], state["where"]), (True, None, str(folder / "kept")))

        self.assertEqual(stage.admin.ask("POST", "/backup", {"what": "proof"})[0], 202)
        proved = wait_until(lambda: (state := stage.admin.get("/backup"))["proof"]["records"] >= records[-1]["seq"] and state["proof"], 60, "the proof")
        self.assertEqual(len(proved["head"]), 64)
        self.assertEqual(stage.admin.ask("POST", "/backup", {"what": "nothing"})[0], 422)

        self.lose(stage)
        status, said = davy("restore", "--from", folder / "kept", "--data", stage.daemon.data)
        self.assertEqual(status, 0, said)
        self.check(stage, photo, records)

    def test_a_backup_by_hand_at_the_same_target_hides_nothing_that_is_shipped(self):
        stage, folder = self.stage(prepare=lambda daemon: daemon.command.extend(["--backup-to", str(daemon.data.parent / "kept")]))
        wait_until(lambda: stage.admin.get("/backup")["proof"], 60, "the first proof")
        stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": "before the backup by hand"})
        before = stage.journal()[-1]["seq"]
        wait_until(lambda: stage.admin.get("/backup")["shipped_head"] >= before, SHIPPED_SECONDS, "the first piece")
        status, said = davy("backup", "--data", stage.daemon.data, "--to", folder / "kept", "--keep", 1)
        self.assertEqual(status, 0, said)
        photo = self.live(stage)
        records = stage.journal()
        wait_until(lambda: stage.admin.get("/backup")["shipped_head"] >= records[-1]["seq"], SHIPPED_SECONDS, "the journal's way to the target")
        self.lose(stage)
        status, said = davy("restore", "--from", folder / "kept", "--data", stage.daemon.data)
        self.assertEqual(status, 0, said)
        self.check(stage, photo, records)

    def test_checkpoints_of_after_the_last_copy_come_back_and_evidence_holds(self):
        stage, folder = self.stage(prepare=lambda daemon: daemon.command.extend(["--backup-to", str(daemon.data.parent / "kept")]))
        wait_until(lambda: stage.admin.get("/backup")["last"], 60, "the copy")
        self.live(stage)
        copied = stage.admin.get("/backup")["last"]["head"]
        alarm = next(record["seq"] for record in stage.journal("alarm.raised"))
        self.assertGreater(alarm, copied)
        site = ("--site", stage.site, "--packs", folder / "packs")
        log = stage.daemon.data / "davy.db-wal"
        inode = log.stat().st_ino
        status, said = davy("evidence", "export", f"alarm:{alarm}", "--data", stage.daemon.data, *site, "--out", folder / "before.davy-evidence")
        self.assertEqual(status, 0, said)  # no checkpoint followed the matter: this made one
        self.assertEqual((log.exists(), log.stat().st_ino), (True, inode), "a program that ends beside davyd takes its log for nobody's")
        kept = stage.admin.get("/evidence/checkpoints")["items"]
        self.assertGreater(kept[0]["seq"], alarm)
        wait_until(lambda: stage.admin.get("/backup")["shipped_head"] >= kept[0]["seq"], SHIPPED_SECONDS, "the way to the target")
        now = time.time()
        wait_until(lambda: parse_time(stage.admin.get("/backup")["shipped_at"]).timestamp() > now, SHIPPED_SECONDS, "the checkpoint's way")
        self.assertEqual(stage.admin.get("/backup")["last"]["head"], copied, "no later copy has it")
        key = davy("evidence", "key", "--data", stage.daemon.data)[1].split()[0]

        self.lose(stage)
        status, said = davy("restore", "--from", folder / "kept", "--data", stage.daemon.data)
        self.assertEqual(status, 0, said)
        stage.daemon.start()
        again = {each["signature"] for each in stage.admin.get("/evidence/checkpoints")["items"]}
        self.assertLessEqual({each["signature"] for each in kept}, again)
        witness = folder / "witness.jsonl"
        fields = ("site", "seq", "hash", "time_ns", "previous", "key", "signature")
        witness.write_text("".join(json.dumps({name: each[name] for name in fields}) + "\n" for each in reversed(kept)))
        status, said = davy("evidence", "export", f"alarm:{alarm}", "--data", stage.daemon.data, *site, "--out", folder / "after.davy-evidence")
        self.assertEqual(status, 0, said)
        for bundle in ("before", "after"):
            status, said = davy("evidence", "verify", folder / f"{bundle}.davy-evidence", "--key", key, "--witness", witness)
            self.assertEqual(status, 0, said)

    def test_a_target_that_is_away_is_said_and_tried_again(self):
        stage, folder = self.stage()
        stage.daemon.stop()
        (folder / "kept").write_text("a file where the folder should be")
        stage.daemon.command += ["--backup-to", str(folder / "kept")]
        stage.daemon.start()
        state = wait_until(lambda: (state := stage.admin.get("/backup"))["trouble"] and state, 30, "the trouble")
        self.assertEqual((state["last"], state["shipped_at"]), (None, None))
        self.assertRegex(state["trouble"]["en"], r"kept.* cannot be (made|written|read)")
        self.assertRegex(state["trouble"]["zh"], "kept.* 无法(建立|写入|读取)：")
        stage.read(gas_0=60)
        wait_until(lambda: stage.journal("order.issued"), what="the order: nothing waits for a backup")
        (folder / "kept").unlink()
        wait_until(lambda: stage.admin.get("/backup")["last"], 60, "the backup")
        wait_until(lambda: stage.admin.get("/backup")["trouble"] is None, 60, "the end of the trouble")
        self.assertIn("no backup is being made", stage.daemon.log.read_text())

    def test_without_a_target_there_is_none(self):
        stage, _ = self.stage()
        state = stage.admin.get("/backup")
        self.assertEqual((state["where"], state["last"], state["proof"], state["doing"]), (None, None, None, "nothing"))
        self.assertEqual(stage.admin.ask("POST", "/backup", {"what": "backup"})[0], 409)

    def test_to_a_bucket(self):
        stage, folder = self.stage()
        bucket = Bucket(folder)
        self.addCleanup(bucket.close)
        photo = self.live(stage)
        to = ("--to", bucket.address, "--s3-credentials", bucket.credentials)
        status, said = davy("backup", "--data", stage.daemon.data, *to)
        self.assertEqual(status, 0, said)
        stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": "later"})
        status, said = davy("backup", "--data", stage.daemon.data, *to, "--keep", 1)
        self.assertEqual((status, "1 older ones removed" in said), (0, True), said)
        records = stage.journal()
        self.assertNotIn(b"loose rail", everything_in(bucket.folder))

        wrong = Bucket.key_file(folder / "wrong", "another secret")
        status, said = davy("backups", "--from", bucket.address, "--s3-credentials", wrong)
        self.assertEqual((status, "403" in said), (2, True), said)

        self.lose(stage)
        status, said = davy("restore", "--from", bucket.address, "--s3-credentials", bucket.credentials, "--data", stage.daemon.data)
        self.assertEqual(status, 0, said)
        self.check(stage, photo, records)

    def test_a_bucket_that_does_not_answer_is_named(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            address = f"s3://plant?endpoint=http://127.0.0.1:{closed.getsockname()[1]}"
            stage, folder = self.stage()
            (folder / "key").write_text("aws_access_key_id = a\naws_secret_access_key = b\n")
            status, said = davy("backup", "--data", stage.daemon.data, "--to", address, "--s3-credentials", folder / "key")
        self.assertEqual((status, "cannot be reached" in said), (2, True), said)


if __name__ == "__main__":
    unittest.main()
