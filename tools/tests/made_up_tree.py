"""A small made-up repository in a temporary folder, to try a tool on."""
import pathlib
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent


class MadeUpTree(unittest.TestCase):
    tool = ""  # the tool under test, a file of tools/

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="davy-tools-")
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_tool(self):
        """(exit status, all that it printed)"""
        done = subprocess.run(
            [TOOLS / self.tool, "--root", self.root], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60
        )
        return done.returncode, done.stdout

    def expect_accepted(self):
        status, output = self.run_tool()
        self.assertEqual(status, 0, output)

    def expect_refused(self, *parts):
        """Refused with exactly one error, which holds all of `parts`."""
        status, output = self.run_tool()
        self.assertEqual(status, 1, output)
        lines = output.strip().splitlines()
        self.assertEqual(len(lines), 1, output)
        for part in parts:
            self.assertIn(part, lines[0])
