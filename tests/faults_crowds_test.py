"""Too many at the door, too many alarms at once, and nonsense. In short; `./torture` has the long forms."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue


class Crowds(unittest.TestCase):
    def test_slow_clients(self):
        catalogue.short("slow-clients").held_by(self)

    def test_connections(self):
        catalogue.short("connections").held_by(self)

    def test_flood(self):
        catalogue.short("flood").held_by(self)

    def test_noise(self):
        catalogue.short("noise").held_by(self)


if __name__ == "__main__":
    unittest.main()
