"""The daemon is killed, its files are damaged, its memory is gone. In short; `./torture` has the long forms."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults import catalogue

TESTS = pathlib.Path(__file__).resolve().parent
PAGE = TESTS.parent / "docs/reliability.md"


class Data(unittest.TestCase):
    def test_kill(self):
        catalogue.short("kill").held_by(self)

    def test_damaged_pages(self):
        catalogue.short("damaged-pages").held_by(self)

    def test_torn_log(self):
        catalogue.short("torn-log").held_by(self)

    def test_memory(self):
        catalogue.short("memory").held_by(self)

    def test_every_fault_is_tried_in_short_and_stands_on_the_page_with_what_was_seen(self):
        tried = {name for file in TESTS.glob("faults_*_test.py") for name in re.findall(r'catalogue\.short\("([a-z-]+)"\)', file.read_text(encoding="utf-8"))}
        self.assertEqual(tried, set(catalogue.FAULTS))
        page = PAGE.read_text(encoding="utf-8")
        told = {name for names in re.findall(r"`\./torture ([a-z -]+)` \|$", page, re.MULTILINE) for name in names.split()}
        self.assertLessEqual(set(catalogue.FAULTS), told)
        seen = dict(re.findall(r"^\| ([a-z-]+) \| [\d,]+ \| ([\d,]+) \| [\d,]+ \| 0 \|", page, re.MULTILINE))
        self.assertEqual(set(catalogue.FAULTS) - set(seen), set(), "figures that the page does not have")


if __name__ == "__main__":
    unittest.main()
