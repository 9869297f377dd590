"""Data of older programs: opened, brought up to date, proved; and one command goes back. tests/stores keeps a folder of each schema that was ever let out, clear or sealed;
tools/keep_store adds that of the program as it is built now."""
import pathlib
import re
import sqlite3
import subprocess
import tarfile
import tempfile
import unittest

from plant.asker import Asker
from plant.programs import PROGRAMS, Person
from plant.sealed_store import clear_copy, lay_out
from plant.stage import Stage

STORES = pathlib.Path(__file__).resolve().parent / "stores"
PHOTO = "d408ac321f81a4b6445011c9acf3e204afeb0143f1d35dfa007f09eab6a1f646"


def davy(*arguments):
    done = subprocess.run([PROGRAMS / "davy", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def records_in(folder):
    file = folder / "davy.db"
    if (folder / "seal.json").exists():
        file = clear_copy(folder, folder.parent / "clear.db")
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return database.execute("SELECT seq, kind, hex(hash) FROM journal ORDER BY seq").fetchall(), database.execute("SELECT max(version) FROM schema_version").fetchone()[0]
    finally:
        database.close()


class Upgrade(unittest.TestCase):
    def old_store(self, name):
        folder = tempfile.TemporaryDirectory(prefix="davy-upgrade-")
        self.addCleanup(folder.cleanup)
        if name.startswith("sealed_"):
            return lay_out(STORES / f"{name}.tar.xz", pathlib.Path(folder.name), name)
        with tarfile.open(STORES / f"{name}.tar.xz") as archive:
            archive.extractall(folder.name)
        return pathlib.Path(folder.name) / name

    def start_on(self, data):
        """The small plant's davyd on those data."""
        stage = Stage(pairs=2)
        self.addCleanup(stage.close)
        stage.daemon.stop()
        stage.daemon.command[stage.daemon.command.index("--data") + 1] = str(data)
        stage.daemon.data = data
        stage.daemon.start()
        stage.admin = Person.logged_in(stage.daemon, "admin")
        self.addCleanup(stage.admin.leave)
        return stage

    def test_every_old_store_opens_and_nothing_of_it_is_lost(self):
        stores = sorted(path.name.removesuffix(".tar.xz") for path in STORES.glob("*.tar.xz"))
        self.assertLessEqual({"schema_22", "sealed_schema_29"}, set(stores))
        for name in stores:
            with self.subTest(name):
                data = self.old_store(name)
                before, schema = records_in(data)
                self.assertEqual(schema, int(name.rsplit("_", 1)[1]))
                stage = self.start_on(data)
                journal = stage.journal()
                self.assertEqual([(record["seq"], record["kind"]) for record in journal[:len(before)]], [(seq, kind) for seq, kind, _ in before])
                self.assertEqual(stage.admin.get("/hazards")["items"][0]["what"], "护栏松动 loose rail")
                self.assertEqual(stage.admin.get("/records/person/wang")["record"]["name"], "王小强")
                self.assertEqual(Asker(stage.daemon.port, None).sign_in("admin").ask("GET", f"/photos/{PHOTO}").status, 200)
                stage.daemon.stop()
                status, said = davy("verify", "--data", data)
                self.assertEqual(status, 0, said)
                status, said = davy("rebuild", "--data", data)
                self.assertEqual(status, 0, said)
                status, said = davy("query", "--point", "gas-0", "--data", data, "--csv")
                self.assertEqual((status, len(said.splitlines()) > 300), (0, True), said[:300])
                if name.startswith("sealed_"):
                    self.shows_nothing(data)

    def shows_nothing(self, data):
        """Also the copy from before the upgrade is sealed."""
        for path in (path for path in data.rglob("*") if path.is_file()):
            self.assertNotIn(b"loose rail", path.read_bytes(), path)
            self.assertNotIn(b"SQLite format 3", path.read_bytes(), path)

    def test_one_command_goes_back(self):
        data = self.old_store("schema_22")
        before, schema = records_in(data)
        status, said = davy("rollback", "--data", data)
        self.assertEqual((status, "has not been upgraded" in said), (2, True), said)
        stage = self.start_on(data)
        stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": "made after the upgrade"})
        made_since = len(stage.journal()) - len(before)
        status, said = davy("rollback", "--data", data)
        self.assertEqual((status, "is in use" in said), (2, True), said)
        stage.daemon.stop()
        made_since += 1  # that it stopped
        status, said = davy("rollback", "--data", data)
        self.assertEqual(status, 0, said)
        self.assertRegex(said, f"has schema {schema} again, with {len(before)} records; {made_since} that were made since")
        self.assertEqual(records_in(data), (before, schema))
        self.assertTrue(pathlib.Path(re.search(r"set aside in (\S+)", said)[1]).exists())
        stage.daemon.start()  # and forward again; who was signed in since is not
        stage.admin = Person.logged_in(stage.daemon, "admin")
        self.addCleanup(stage.admin.leave)
        self.assertEqual(stage.admin.get("/hazards")["items"][0]["what"], "护栏松动 loose rail")

    def test_sealing_leaves_no_clear_copy_and_one_command_still_goes_back(self):
        data = self.old_store("schema_22")
        before, schema = records_in(data)
        stage = self.start_on(data)
        stage.daemon.stop()
        self.assertTrue((data / f"davy.db.schema-{schema}").exists())
        status, said = davy("seal", "--data", data)
        self.assertEqual(status, 0, said)
        self.shows_nothing(data)
        status, said = davy("rollback", "--data", data)
        self.assertEqual(status, 0, said)
        self.assertIn(f"has schema {schema} again, with {len(before)} records", said)
        stage.daemon.start()
        self.assertEqual(Person.logged_in(stage.daemon, "admin").get("/hazards")["items"][0]["what"], "护栏松动 loose rail")


if __name__ == "__main__":
    unittest.main()
