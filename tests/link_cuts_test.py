"""The cable to the broker is pulled a hundred times: every sample is evaluated, and a valve that must close is closed. A broker that lets nobody listen is no link."""
import random
import time
import unittest

from plant.programs import wait_until
from plant.stage import Stage, topic

CUTS = 100
CONNECTIONS = 2  # of davyd: one listens, one commands
VALVES_EVERY = 10  # cuts
PAIRS = CUTS // VALVES_EVERY + 1


class LinkCutsTest(unittest.TestCase):
    def test_a_hundred_cuts_lose_no_sample_and_no_command(self):
        chance = random.Random(11)
        with Stage(pairs=PAIRS, gated=True) as stage:
            stage.device.subscribe(topic("command"))
            published = 0
            closed = []
            for cut in range(CUTS):
                wait_until(lambda: stage.gate.standing() == CONNECTIONS, what="the link's return")
                for _ in range(20):
                    stage.read(gas_0=chance.uniform(0, 40))
                    published += 1
                    time.sleep(chance.uniform(0, 0.025))
                if cut % 4 == 3:  # away for a while, not only for a moment
                    stage.gate.close()
                    time.sleep(chance.uniform(0, 0.2))
                    stage.gate.open()
                else:
                    stage.gate.cut()
                if cut % VALVES_EVERY == VALVES_EVERY - 1:
                    pair = len(closed) + 1
                    stage.read(**{f"gas_{pair}": 60})
                    published += 1
                    closed.append(stage.next_command()[0])
            self.assertEqual(closed, [f"valve-{pair}" for pair in range(1, CUTS // VALVES_EVERY + 1)])

            stage.device.settle()
            ingest = wait_until(lambda: (now := stage.admin.get("/ingest"))["evaluated"] >= published and now, 20, "the evaluation of all")
            self.assertEqual(ingest["evaluated"], published)
            # What the broker sent again because a cut swallowed the acknowledgment is known, and is no second reading.
            self.assertEqual(ingest["received"], published + ingest["late"] + sum(ingest["rejected"].values()))
            self.assertGreaterEqual(stage.gate.carried, CONNECTIONS * CUTS)
            self.assertEqual([], stage.journal("command.failed"))

    def test_who_is_refused_a_subscription_is_not_up_and_says_why_until_it_is_granted(self):
        with Stage(pairs=1, gated=True) as stage:
            stage.daemon.stop()
            stage.gate.refuses = True
            before = len(stage.daemon.log.read_text())
            stage.daemon.start()
            said = lambda: stage.daemon.log.read_text()[before:]
            refused = "the MQTT broker is away: the broker refuses the subscription to davy/small/+/"
            wait_until(lambda: refused in said(), 20, "the daemon's word that it may not listen")
            self.assertNotIn("the MQTT broker is back", said())
            stage.gate.refuses = False
            wait_until(lambda: "the MQTT broker is back" in said(), 20, "the daemon's word that it listens")
            evaluated = stage.admin.get("/ingest")["evaluated"]
            stage.read(gas_0=20)
            wait_until(lambda: stage.admin.get("/ingest")["evaluated"] > evaluated, 20, "the evaluation of what was measured")


if __name__ == "__main__":
    unittest.main()
