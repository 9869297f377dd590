"""Broker and network fail, told or untold. In short; `./torture` has the long forms."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue


class Links(unittest.TestCase):
    def test_broker_gone(self):
        catalogue.short("broker-gone").held_by(self)

    def test_half_open(self):
        catalogue.short("half-open").held_by(self)

    def test_hosts_cut(self):
        catalogue.short("hosts-cut").held_by(self)


if __name__ == "__main__":
    unittest.main()
