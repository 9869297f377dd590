"""Every library of the console stands in docs/decisions/0006 with its reason, and none that it no longer has."""
import json
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class WebLibraries(unittest.TestCase):
    def test_each_is_listed_with_its_reason(self):
        package = json.loads((ROOT / "web/package.json").read_text(encoding="utf-8"))
        table = re.findall(r"^\| (`.*) \| (\S.*) \|$", (ROOT / "docs/decisions/0006-libraries-of-the-console.md").read_text(encoding="utf-8"), re.M)
        listed = {name for names, _ in table for name in re.findall(r"`([^`]+)`", names)}
        self.assertEqual(listed, {*package["dependencies"], *package["devDependencies"]})


if __name__ == "__main__":
    unittest.main()
