"""The daemon is killed, its files are damaged, its memory is gone. In short; `./torture` has the long forms."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue


class Data(unittest.TestCase):
    def test_kill(self):
        catalogue.short("kill").held_by(self)

    def test_damaged_pages(self):
        catalogue.short("damaged-pages").held_by(self)

    def test_torn_log(self):
        catalogue.short("torn-log").held_by(self)

    def test_memory(self):
        catalogue.short("memory").held_by(self)


if __name__ == "__main__":
    unittest.main()
