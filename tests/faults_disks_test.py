"""The disk is full, read-only, failing or slow, and what was not synced is lost with the power. In short; `./torture` has the long forms."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue


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
