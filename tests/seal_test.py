"""The data folder is sealed: its files show nothing of what is in it, and without its key nobody gets in, nor is anything changed."""
import json
import pathlib
import random
import shutil
import struct
import subprocess
import time
import unittest

from plant.asker import Asker
from plant.picture import pixels, png
from plant.programs import PROGRAMS, wait_until
from plant.stage import Stage, topic

SECRETS = ["王小强", "13800001111", "loose rail by the tank", "gas-0", "high-high", "operator", "password"]
READINGS = [17.320508, 26.457513]  # no other doubles have their bytes


def davy(*arguments):
    done = subprocess.run([PROGRAMS / "davy", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def files_in(folder):
    return {path: path.read_bytes() for path in pathlib.Path(folder).rglob("*") if path.is_file()}


class Seal(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(pairs=1)
        self.addCleanup(self.stage.close)
        self.data = self.stage.daemon.data
        self.key = pathlib.Path(f"{self.data}.key")

    def live(self):
        """A person, a hazard with a photo, readings and an alarm."""
        admin = Asker(self.stage.daemon.port, None).sign_in("admin")
        admin.ask("PUT", "/records/person/wang", {"reason": "first", "record": {"name": "王小强", "phone": "13800001111"}})
        photo = admin.ask("POST", "/photos", raw=png(40, 40), Content_Type="image/png").body["photo"]
        admin.post("/hazards", {"zone": "plant", "what": "loose rail by the tank", "photos": [photo]})
        for value in READINGS:
            self.stage.read(gas_0=value)
        self.stage.read(gas_0=60)
        wait_until(lambda: self.stage.journal("order.issued"), what="the order")
        return admin, photo

    def restart(self, *options):
        self.stage.daemon.command += map(str, options)
        self.stage.daemon.start()

    def refused(self):
        """What davyd says when it is to start on these data, and that it left every file as it was."""
        before = files_in(self.data)
        with self.assertRaises(RuntimeError) as said:
            self.stage.daemon.start()
        after = files_in(self.data)
        self.assertEqual({path: bytes for path, bytes in after.items() if path.name != "davy.lock"},
                         {path: bytes for path, bytes in before.items() if path.name != "davy.lock"})
        return str(said.exception)

    def test_no_file_shows_what_is_in_it(self):
        admin, photo = self.live()
        picture = admin.ask("GET", f"/photos/{photo}").raw
        running = b"".join(files_in(self.data).values())
        self.stage.daemon.stop()
        stopped = b"".join(files_in(self.data).values())
        log = self.stage.daemon.log.read_bytes()
        wanted = [text.encode() for text in SECRETS] + [struct.pack("<d", value) for value in READINGS] + [picture[:60]]
        for secret in wanted:
            for where, bytes in (("running", running), ("stopped", stopped)):
                self.assertNotIn(secret, bytes, where)
        self.assertGreater(len(stopped), 400_000)
        self.assertNotIn(self.key.read_text().split("\n")[2].encode(), stopped + log)

    def test_the_greps_find_what_is_not_sealed(self):
        with Stage(pairs=1, options=["--unsealed"]) as clear:
            clear.admin.ask("PUT", "/records/person/wang", {"reason": "first", "record": {"name": "王小强"}})
            self.assertIn("王小强".encode(), b"".join(files_in(clear.daemon.data).values()))
            self.assertIn("in the clear", clear.daemon.log.read_text())

    def test_a_lost_and_a_wrong_key_say_so_and_nothing_is_lost(self):
        _, photo = self.live()
        self.stage.daemon.stop()
        kept = self.key.with_suffix(".kept")
        self.key.rename(kept)
        said = self.refused()
        self.assertIn(f"the key file {self.key} is not there", said)
        self.assertIn("--seal-key-file", said)
        status, verified = davy("verify", "--data", self.data)
        self.assertEqual((status, "is not there" in verified), (2, True), verified)

        davy("key", "new", "--out", self.key)
        self.assertIn(f"the key in {self.key} is not the one that opens them", self.refused())

        self.key.unlink()
        self.assertEqual(davy("--seal-key-file", kept, "verify", "--data", self.data)[0], 0)
        self.restart("--seal-key-file", kept)
        admin = Asker(self.stage.daemon.port, None).sign_in("admin")
        self.assertEqual(pixels(admin.ask("GET", f"/photos/{photo}").raw), pixels(png(40, 40)))

    def test_the_key_is_changed_while_davyd_runs(self):
        self.live()
        passphrase = self.data.parent / "passphrase"
        passphrase.write_text("one lamp in every hand\n")
        status, said = davy("key", "change", "--data", self.data, "--new-passphrase-file", passphrase)
        self.assertEqual(status, 0, said)
        admin = Asker(self.stage.daemon.port, None).sign_in("admin")
        photo = admin.ask("POST", "/photos", raw=png(30, 30), Content_Type="image/png").body["photo"]
        admin.post("/hazards", {"zone": "plant", "what": "after the change", "photos": [photo]})
        self.assertEqual(pixels(admin.ask("GET", f"/photos/{photo}").raw), pixels(png(30, 30)))
        self.stage.daemon.kill()
        self.assertIn("--seal-passphrase-file", self.refused())
        self.key.unlink()
        self.restart("--seal-passphrase-file", passphrase)
        self.assertEqual(self.stage.journal("hazard.reported")[-1]["body"]["what"], "after the change")

    def test_a_clear_folder_is_sealed_and_nothing_of_it_is_lost(self):
        with Stage(pairs=1, options=["--unsealed"]) as clear:
            clear.admin.ask("POST", "/hazards", {"zone": "plant", "what": "loose rail by the tank"})
            records = clear.journal()
            status, said = davy("seal", "--data", clear.daemon.data)
            self.assertEqual((status, "is in use by process" in said), (2, True), said)
            clear.daemon.stop()
            status, said = davy("seal", "--data", clear.daemon.data)
            self.assertEqual(status, 0, said)
            self.assertNotIn(b"loose rail", b"".join(files_in(clear.daemon.data).values()))
            status, said = davy("verify", "--data", clear.daemon.data)
            self.assertEqual(status, 0, said)
            clear.daemon.start()
            self.assertEqual(clear.journal()[:len(records)], records)

    def test_another_data_key(self):
        self.live()
        self.stage.daemon.stop()
        before = (self.data / "seal.json").read_text()
        self.assertEqual(davy("seal", "--data", self.data)[0], 0)
        self.assertNotEqual((self.data / "seal.json").read_text(), before)
        self.stage.daemon.start()
        self.assertEqual(len(self.stage.journal("hazard.reported")), 1)
        self.the_journal_tells_of_it("machine:cli/", json.loads(before)["name"])

    def test_a_rotation_that_the_journal_was_not_told_of_outlives_another_seal_and_verify_knows_both(self):
        self.live()
        self.stage.daemon.stop()
        self.assertEqual(davy("key", "rotate", "--data", self.data)[0], 0)
        self.assertEqual(davy("seal", "--data", self.data)[0], 0)
        status, said = davy("verify", "--data", self.data)
        self.assertEqual((status, "2 changes of the data key are not in the journal yet" in said), (0, True), said)
        self.stage.daemon.start()
        told = lambda: [(record["body"]["before"], record["body"]["after"], record["body"]["stage"]) for record in self.stage.journal("data_key.changed")]
        wait_until(lambda: len(told()) == 4, what="the records of both")
        first, second = told()[0][:2], told()[2][:2]
        self.assertEqual(told(), [(*first, "begun"), (*first, "finished"), (*second, "begun"), (*second, "finished")])
        self.assertEqual((first[1], second[1]), (second[0], self.key_name()))
        self.stage.daemon.stop()
        self.assertEqual(davy("verify", "--data", self.data)[0], 0)
        seal = json.loads((self.data / "seal.json").read_text())
        seal["rotations"][0]["since"] = "2020-01-01T00:00:00Z"
        (self.data / "seal.json").write_text(json.dumps(seal))
        status, said = davy("verify", "--data", self.data)
        self.assertEqual((status, f"data key {first[0]} was followed by {first[1]}" in said, "seal.json says that it was asked for at 2020-01-01" in said),
                         (1, True, True), said)

    def rotated(self):
        return subprocess.Popen([PROGRAMS / "davy", "key", "rotate", "--data", self.data], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def fill(self, readings):
        """So much that sealing it anew takes a while."""
        begun = int(time.time() * 1000) - 10 * readings
        samples = [{"point": "gas-0", "t": begun + 10 * number, "v": 4 + number % 97 / 10} for number in range(readings)]
        for first in range(0, readings, 200):
            self.stage.device.publish(topic("samples"), json.dumps({"samples": samples[first:first + 200]}))
        wait_until(lambda: self.stage.admin.get("/ingest")["received"] >= readings, 60, "the readings")

    def nothing_is_lost(self, records, photo):
        self.assertEqual(self.stage.journal()[:len(records)], records)
        admin = Asker(self.stage.daemon.port, None).sign_in("admin")
        self.assertEqual(pixels(admin.ask("GET", f"/photos/{photo}").raw), pixels(png(40, 40)))
        for secret in SECRETS[:4]:
            self.assertNotIn(secret.encode(), b"".join(files_in(self.data).values()))

    def the_key_before_opens_nothing(self, seal_before):
        """A thief with the key file and an older seal.json has nothing of a copy of today."""
        self.stage.daemon.stop()
        stolen = self.data.parent / "stolen"
        shutil.copytree(self.data, stolen)
        (stolen / "seal.json").write_text(seal_before)
        status, said = davy("--seal-key-file", self.key, "verify", "--data", stolen)
        pages = (self.data / "davy.db").stat().st_size // 4096
        self.assertEqual((status, f"davy.db: not what was written: page {', '.join(map(str, range(1, pages + 1)))}\n" in said), (2, True), said)

    def key_name(self):
        return json.loads((self.data / "seal.json").read_text())["name"]

    def the_journal_tells_of_it(self, who, before):
        def told():
            return self.stage.journal("data_key.changed")
        wait_until(lambda: len(told()) >= 2, what="the records of another data key")
        self.assertEqual([record["body"]["stage"] for record in told()], ["begun", "finished"], "each once")
        for record in told():
            self.assertTrue(record["actor"].startswith(who), record)
            self.assertEqual((record["body"]["before"], record["body"]["after"]), (before, self.key_name()))

    def test_the_data_key_is_rotated_while_davyd_runs_under_load(self):
        _, photo = self.live()
        self.fill(4_000)
        name_before = self.key_name()
        seal_before, records = (self.data / "seal.json").read_text(), self.stage.journal()
        rotating = self.rotated()
        told = 0
        while rotating.poll() is None:
            told += 1
            self.assertEqual(self.stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": f"while it is sealed anew, {told}"})[0], 201)
            self.stage.read(gas_0=4 + told % 50 / 10)
        self.assertEqual(rotating.returncode, 0, rotating.communicate()[0])
        self.assertGreater(told, 0)
        wait_until(lambda: self.stage.admin.get("/backup")["resealing"] is None, what="davyd's word of it")
        self.nothing_is_lost(records, photo)
        self.assertEqual(len([record for record in self.stage.journal("hazard.reported") if "sealed anew" in record["body"]["what"]]), told)
        self.the_journal_tells_of_it("machine:cli/", name_before)
        self.the_key_before_opens_nothing(seal_before)

    def test_a_kill_in_the_middle_of_a_rotation(self):
        _, photo = self.live()
        self.fill(4_000)
        seal_before, records = (self.data / "seal.json").read_text(), self.stage.journal()
        name_before = self.key_name()
        self.assertEqual(self.stage.admin.ask("POST", "/data-key")[0], 202)
        for _ in range(3):
            time.sleep(random.uniform(0, 0.3))
            self.stage.daemon.kill()
            self.stage.daemon.start()
            self.stage.sign_in_again()
            self.nothing_is_lost(records, photo)
        wait_until(lambda: self.stage.admin.get("/backup")["resealing"] is None, 60, "the end of it")
        self.the_journal_tells_of_it("user:admin", name_before)
        self.assertEqual(davy("verify", "--data", self.data)[0], 0)
        self.nothing_is_lost(records, photo)
        self.the_key_before_opens_nothing(seal_before)

    def test_a_rotation_without_davyd(self):
        _, photo = self.live()
        records = self.stage.journal()
        self.stage.daemon.stop()
        seal_before, name_before = (self.data / "seal.json").read_text(), self.key_name()
        status, said = davy("key", "rotate", "--data", self.data)
        self.assertEqual(status, 0, said)
        self.stage.daemon.start()
        self.stage.sign_in_again()
        self.the_journal_tells_of_it("machine:cli/", name_before)
        self.nothing_is_lost(records, photo)
        self.the_key_before_opens_nothing(seal_before)

    def test_a_changed_byte_is_named(self):
        self.live()
        self.stage.daemon.stop()
        database = self.data / "davy.db"
        damaged = bytearray(database.read_bytes())
        for page in range(1, len(damaged) // 4096):
            damaged[page * 4096 + 50] ^= 1
        kept = self.data.parent / "kept.db"
        shutil.copy(database, kept)
        database.write_bytes(damaged)
        self.assertIn("is damaged: it is not what was written", self.refused())
        shutil.copy(kept, database)
        self.stage.daemon.start()


if __name__ == "__main__":
    unittest.main()
