"""davy-simulate: thousands of short seeded worlds with faults, a few on the real store, and planted faults that it must find."""
import re
import subprocess
import unittest

from plant.programs import PROGRAMS

SEEDS = 2000
SEEDS_ON_DISK = 10


class Simulation(unittest.TestCase):
    def simulate(self, *options, seconds=600):
        done = subprocess.run([PROGRAMS / "davy-simulate", *map(str, options)], capture_output=True, text=True, timeout=seconds)
        return done.returncode, done.stdout + done.stderr

    def test_no_law_is_broken_in_two_thousand_worlds(self):
        status, said = self.simulate("--seeds", SEEDS)
        self.assertEqual(status, 0, said)
        self.assertRegex(said, rf"^{SEEDS} seeds, .*: no law broken\n$")
        lives = int(re.search(r"(\d+) lives", said)[1])
        self.assertGreater(lives, 2 * SEEDS, "most worlds see crashes")

    def test_nor_on_the_real_store_whose_chain_holds_and_whose_views_are_the_journal(self):
        status, said = self.simulate("--seeds", SEEDS_ON_DISK, "--store", "sqlite", "--once")
        self.assertEqual(status, 0, said)

    def test_a_broken_law_is_named_with_the_command_that_shows_it_again(self):
        status, said = self.simulate("--fault", "swallow-command", "--seeds", 200)
        self.assertEqual(status, 1, said)
        self.assertRegex(said, r"seed \d+: command-at-once is broken at \+")
        self.assertIn("law: A safety command leaves", said)
        command = re.search(r"see it again: \./simulate (.*)\n", said)[1]
        again, repeated = self.simulate(*command.split())
        self.assertEqual(again, 1)
        self.assertIn("command-at-once is broken", repeated)

    def test_a_fault_of_the_real_store_is_found_by_the_law_it_breaks(self):
        for fault, law in (("rewrite-record", "chain-holds"), ("lose-view-line", "views-equal")):
            with self.subTest(fault):
                status, said = self.simulate("--fault", fault, "--store", "sqlite", "--seeds", 20, "--once")
                self.assertEqual(status, 1, said)
                self.assertRegex(said, rf"seed \d+: {law} is broken at \+")
                self.assertRegex(said, rf"see it again: \./simulate --seed \d+ --store sqlite --fault {fault}\n")
                status, said = self.simulate("--fault", fault)
                self.assertEqual(status, 2, "in memory nothing of it can be seen: " + said)
                self.assertIn("add --store sqlite", said)

    def test_one_seed_says_what_its_journal_is(self):
        first, second = (self.simulate("--seed", 5) for _ in range(2))
        self.assertEqual(first[0], 0, first[1])
        digest = r"journal [0-9a-f]{64}"
        self.assertEqual(re.search(digest, first[1])[0], re.search(digest, second[1])[0])

    def test_it_says_what_it_does_not_know(self):
        status, said = self.simulate("--fault", "gremlins")
        self.assertNotEqual(status, 0)
        self.assertIn("--fault", said)


if __name__ == "__main__":
    unittest.main()
