"""The clock is set while the plant goes on. In short; `./torture` has the long forms."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue


class Clocks(unittest.TestCase):
    def test_clock_forward(self):
        catalogue.short("clock-forward").held_by(self)

    def test_clock_back(self):
        catalogue.short("clock-back").held_by(self)


if __name__ == "__main__":
    unittest.main()
