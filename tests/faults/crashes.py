"""The daemon ends at a random moment, again and again: killed, or with the power, which takes with it what was not synced."""
import collections
import contextlib
import random
import threading

from faults.bad_disk import BadDisk
from faults.offers import GONE, Offers
from faults.statement import Statement
from plant.stage import Stage

PAIRS = 8


class Crashes:
    """Life until a crash, a start, and so on; `times` of them. What comes up must have everything that was acknowledged in any life."""

    name = "kill"

    def __init__(self, times, seed=2026):
        self.times = times
        self.chance = random.Random(seed)

    def run(self):
        with Stage(pairs=PAIRS, prepare=self.prepare) as stage:
            offers = Offers(stage, PAIRS)
            for _ in range(self.times):
                self.live_until_it_ends(stage, offers)
                stage.daemon.start()
            return self.statement(stage, offers)

    def prepare(self, daemon):
        """Before the first start."""

    def live_until_it_ends(self, stage, offers):
        killer = threading.Timer(self.chance.uniform(0, 0.3), stage.daemon.kill)
        killer.start()
        self.work(offers)
        killer.join()

    def work(self, offers):
        while True:
            try:
                offers.move(self.chance.randrange(offers.pairs))
                offers.write(self.chance.randrange(1, 40))
                offers.report()
                offers.photograph()
            except GONE:
                return

    def statement(self, stage, offers):
        told = offers.told_so_far()
        wrong_alarms = offers.wrong_alarms()
        complaints = offers.chain_faults()
        journal = stage.journal()
        starts = collections.Counter(record["kind"] for record in journal)["system.started"]
        if starts < self.times + 1:
            complaints.append(f"{starts} starts in the journal, {self.times + 1} were made")
        commands = collections.Counter(record["body"]["command"] for record in journal if record["kind"] == "command.requested")
        complaints += [f"the name {name} was given to {times} commands" for name, times in commands.items() if times > 1]
        seen = {"crashes": self.times, "readings over MQTT not kept": f"{offers.not_kept(told)} of {len(told)}", **self.seen()}
        return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong_alarms, seen, complaints)

    def seen(self):
        return {}


class PowerCuts(Crashes):
    name = "power"

    def __init__(self, times, seed=2026):
        super().__init__(times, seed)
        self.disk = BadDisk()

    def prepare(self, daemon):
        self.disk.prepare(daemon)

    def live_until_it_ends(self, stage, offers):
        self.disk.cut_power_after(self.chance.randrange(300), self.chance.randrange(2**32))
        self.work(offers)
        self.power_returns(stage)
        if self.chance.random() < 0.3:  # and is gone again before the start is over
            self.disk.cut_power_after(self.chance.randrange(12), self.chance.randrange(2**32))
            with contextlib.suppress(RuntimeError):
                stage.daemon.start()
                self.work(offers)
            self.power_returns(stage)

    def power_returns(self, stage):
        stage.daemon.stop()
        self.disk.be()
        self.disk.scribble_shared_memory(self.chance)

    def seen(self):
        return {"unsynced writes lost or torn": self.disk.taken_back}
