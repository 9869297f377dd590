"""The disk is full, read-only, failing or slow, and what was not synced is lost with the power. In short; `./torture` has the long forms."""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue
from faults.bad_disk import BadDisk

KEEPS = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=" + sys.argv[2])
database.execute("CREATE TABLE kept (number)")
for number in range(1000):
    database.execute("INSERT INTO kept VALUES (?)", [number])
    print(number, flush=True)
"""


class TheFaultItself(unittest.TestCase):
    """It bites: who does not sync loses what he said is kept, who does loses nothing."""

    def lost(self, folder, synchronous):
        disk, program = BadDisk(), types.SimpleNamespace(data=folder / synchronous)
        program.data.mkdir()
        disk.prepare(program)
        disk.cut_power_after(300, 7)
        file = program.data / "kept.db"
        done = subprocess.run([sys.executable, "-c", KEEPS, file, synchronous], env={**os.environ, **program.environment}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 137, done.stderr)
        self.assertGreater(len(done.stdout.split()), 10)
        database = sqlite3.connect(file)
        try:
            kept = {row[0] for row in database.execute("SELECT number FROM kept")}
        except sqlite3.DatabaseError:
            kept = set()
        database.close()
        return [number for number in map(int, done.stdout.split()) if number not in kept]

    def test_a_power_cut_takes_what_was_not_synced_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as name:
            self.assertNotEqual(self.lost(pathlib.Path(name), "OFF"), [])
            self.assertEqual(self.lost(pathlib.Path(name), "FULL"), [])


class Disks(unittest.TestCase):
    def test_power(self):
        catalogue.short("power").held_by(self)

    def test_disk_full(self):
        catalogue.short("disk-full").held_by(self)

    def test_disk_read_only(self):
        catalogue.short("disk-read-only").held_by(self)

    def test_disk_failing(self):
        catalogue.short("disk-failing").held_by(self)

    def test_disk_sync_failing(self):
        catalogue.short("disk-sync-failing").held_by(self)

    def test_disk_slow(self):
        catalogue.short("disk-slow").held_by(self)


if __name__ == "__main__":
    unittest.main()
