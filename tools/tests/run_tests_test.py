"""run_tests: what it makes of the runners' outputs, and how its own last line and exit status come out."""
import importlib.machinery
import importlib.util
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent

GOOD = "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): pass\n    def test_b(self): pass\n"
BAD = GOOD + "    def test_c(self): self.fail('the valve stayed open')\n"
SKIPS = GOOD + "    @unittest.skip('later')\n    def test_c(self): pass\n"


def load_run_tests():
    loader = importlib.machinery.SourceFileLoader("run_tests", str(TOOLS / "run_tests"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_tests", loader))
    loader.exec_module(module)
    return module


class Counts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_tests = load_run_tests()

    def test_unittest(self):
        counts = self.run_tests.unittest_counts
        self.assertEqual(counts("..\nRan 16 tests in 1.1s\n\nOK\n"), (16, 0))
        self.assertEqual(counts("Ran 1 test in 0.1s\n\nFAILED (failures=1)\n"), (0, 1))
        self.assertEqual(counts("Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=2, skipped=1)\n"), (1, 4))
        self.assertEqual(counts("ImportError: no module\n"), (0, 1))

    def test_the_lines_shown_hold_every_failure_and_the_end(self):
        log = ["[ RUN ] A.b", "a_test.cpp:7: Failure", "  Actual: 2"] + ["[ OK ]"] * 100 + ["[ FAILED ] 1 test"]
        shown = self.run_tests.telling_lines(log)
        self.assertEqual(shown[:2], ["a_test.cpp:7: Failure", "  Actual: 2"])
        self.assertEqual((shown[-1], len(shown)), ("[ FAILED ] 1 test", 80))

    def test_vitest(self):
        counts = self.run_tests.npm_counts
        self.assertEqual(counts(" Test Files  3 passed (3)\n      Tests  12 passed (12)\n"), (12, 0))
        self.assertEqual(counts(" Test Files  1 failed (3)\n      Tests  1 failed | 11 passed | 2 skipped (14)\n"), (11, 3))
        self.assertEqual(counts("\x1b[2m      Tests \x1b[22m 4 passed (4)\n"), (4, 0))

    def test_node_test_runner(self):
        counts = self.run_tests.npm_counts
        self.assertEqual(counts("# tests 3\n# pass 2\n# fail 1\n# skipped 0\n"), (2, 1))
        self.assertEqual(counts("ℹ pass 2\nℹ fail 0\nℹ skipped 1\n"), (2, 1))
        self.assertEqual(counts("compiled\n"), (0, 0))

    def test_gtest(self):
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.xml"
            report.write_text(
                '<testsuites><testsuite><testcase name="a" result="completed"/>'
                '<testcase name="b" result="completed"><failure/></testcase>'
                '<testcase name="c" result="skipped"/><testcase name="d" result="suppressed"/></testsuite></testsuites>',
                encoding="utf-8",
            )
            self.assertEqual(self.run_tests.gtest_counts(report), (1, 3))
            self.assertEqual(self.run_tests.gtest_counts(report.with_name("absent.xml")), (0, 1))


class Suite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-run-tests-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "tools/tests").mkdir(parents=True)
        shutil.copy(TOOLS / "run_tests", self.root / "tools/run_tests")
        self.write("tools/install_packages", "#!/bin/sh\n")
        (self.root / "tools/install_packages").chmod(0o755)

    def write(self, path, text):
        (self.root / path).write_text(text, encoding="utf-8")

    def run_suite(self, *names):
        """(exit status, output, last line)"""
        done = subprocess.run(
            [self.root / "tools/run_tests", *names], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60
        )
        return done.returncode, done.stdout, done.stdout.splitlines()[-1]

    def test_all_passed(self):
        self.write("tools/tests/a_test.py", GOOD)
        self.write("tools/tests/b_test.py", GOOD)
        status, output, last = self.run_suite("tools")
        self.assertEqual((status, last), (0, "4 passed, 0 failed"), output)

    def test_a_failure_is_counted_shown_and_the_status(self):
        self.write("tools/tests/a_test.py", GOOD)
        self.write("tools/tests/b_test.py", BAD)
        status, output, last = self.run_suite("tools")
        self.assertEqual((status, last), (1, "4 passed, 1 failed"), output)
        self.assertIn("the valve stayed open", output)

    def test_a_skipped_test_is_a_failed_one(self):
        self.write("tools/tests/a_test.py", SKIPS)
        self.assertEqual(self.run_suite("tools")[2], "2 passed, 1 failed")

    def test_a_file_that_does_not_even_load_is_a_failure(self):
        self.write("tools/tests/a_test.py", "import nothing_of_this_name\n")
        self.assertEqual(self.run_suite("tools")[2], "0 passed, 1 failed")

    def test_a_file_without_tests_is_a_failure(self):
        self.write("tools/tests/a_test.py", "")
        self.assertEqual(self.run_suite("tools")[2], "0 passed, 1 failed")

    def test_a_check_that_cannot_run_is_a_failure(self):
        status, output, last = self.run_suite("style")
        self.assertEqual((status, last), (1, "0 passed, 2 failed"), output)

    def test_a_part_that_does_not_exist_yet_counts_nothing_but_nothing_is_not_success(self):
        self.assertEqual(self.run_suite("web")[::2], (1, "0 passed, 0 failed"))

    def test_black_box_files_run_side_by_side_and_are_all_counted(self):
        meets = "import pathlib, time, unittest\nhere = pathlib.Path(__file__).parent\nclass T(unittest.TestCase):\n    def test_meets(self):\n" \
                "        (here / 'MINE').touch()\n        end = time.monotonic() + 20\n" \
                "        while not (here / 'OTHER').exists():\n            self.assertLess(time.monotonic(), end)\n            time.sleep(0.01)\n"
        (self.root / "tests").mkdir()
        self.write("tests/a_test.py", meets.replace("MINE", "a").replace("OTHER", "b"))
        self.write("tests/b_test.py", meets.replace("MINE", "b").replace("OTHER", "a"))
        self.write("tests/crash_test.py", BAD)
        for tool in ("build_programs", "build_web"):
            self.write(f"tools/{tool}", "#!/bin/sh\n")
            (self.root / f"tools/{tool}").chmod(0o755)
        status, output, last = self.run_suite("black-box")
        self.assertEqual((status, last), (1, "4 passed, 1 failed"), output)

    def test_a_unit_test_binary_runs_in_pieces_that_are_counted_as_one(self):
        self.run_tests = load_run_tests()
        counted = []
        self.run_tests.report = lambda *line: counted.append(line[:3])

        class Piece:
            def __init__(self, name, status):
                self.name, self.status, self.seconds = name, status, 1.0

            def count(self, passed, failed):
                counted.append((self.name, passed, failed))

        self.run_tests.count_pieces("asan core_test", [(Piece("0", 0), 5, 0), (Piece("1", 0), 4, 0)])
        self.run_tests.count_pieces("asan site_test", [(Piece("0", 0), 5, 0), (Piece("1", 1), 4, 1)])
        self.run_tests.count_pieces("asan base_test", [(Piece("0", 0), 0, 0), (Piece("1", 0), 0, 0)])
        self.assertEqual(counted, [("asan core_test", 9, 0), ("asan site_test", 5, 0), ("1", 4, 1), ("0", 0, 0), ("1", 0, 0)])

    def test_what_nobody_waits_for_runs_beside_the_rest_gives_way_and_is_counted(self):
        self.write("tools/check_headers", "#!/usr/bin/env python3\nimport os\nprint('class', os.sched_getscheduler(0))\n")
        (self.root / "tools/check_headers").chmod(0o755)
        self.write("tools/tests/a_test.py", GOOD)
        status, output, last = self.run_suite("headers", "tools")
        self.assertEqual((status, last), (0, "3 passed, 0 failed"), output)
        self.assertIn("headers compile alone", output)
        log = (self.root / "build/test/headers_compile_alone.log").read_text(encoding="utf-8")
        self.assertEqual(log, f"class {os.SCHED_IDLE}\n")

    def test_what_fails_beside_the_rest_fails_the_whole(self):
        self.write("tools/check_headers", "#!/bin/sh\necho it lacks an include; exit 1\n")
        (self.root / "tools/check_headers").chmod(0o755)
        self.write("tools/tests/a_test.py", GOOD)
        status, output, last = self.run_suite("tools", "headers")
        self.assertEqual((status, last), (1, "2 passed, 1 failed"), output)
        self.assertIn("it lacks an include", output)

    def test_what_breaks_beside_the_rest_is_a_failure(self):
        self.write("tools/check_headers", "#!/bin/sh\nkill -9 $PPID\n")
        (self.root / "tools/check_headers").chmod(0o755)
        self.write("tools/tests/a_test.py", GOOD)
        status, output, last = self.run_suite("tools", "headers")
        self.assertEqual((status, last), (1, "2 passed, 1 failed"), output)
        self.assertIn("headers broke", output)

    def test_one_file_by_its_path(self):
        self.write("tools/tests/a_test.py", GOOD)
        self.write("tools/tests/b_test.py", BAD)
        self.assertEqual(self.run_suite("tools/tests/a_test.py")[2], "2 passed, 0 failed")

    def test_an_unknown_name_lists_the_parts(self):
        status, output, _ = self.run_suite("everything")
        self.assertEqual(status, 2)
        self.assertIn("no part named 'everything'", output)
        self.assertIn("black-box", output)


if __name__ == "__main__":
    unittest.main()
