"""The disk is full, read-only, failing or slow while the plant is in trouble: valves close as ever, nothing is promised, and what was decided is there when the disk is back."""
from faults.bad_disk import BadDisk
from faults.commands import Commands, milliseconds
from faults.offers import GONE, Offers
from faults.statement import Statement
from plant.programs import wait_until
from plant.stage import Stage, times_that_go_back

COMMAND_SECONDS_MAX = 2.0  # of a machine as slow as may be; the usual time is milliseconds


class DiskFault:
    """`trips` valves close while the disk is bad, as many before. `bad` makes it so."""

    refuses = True  # what cannot be made durable is refused; a disk that is only slow may take it in the end

    def __init__(self, name, bad, trips=10):
        self.name, self.bad, self.trips = name, bad, trips
        self.disk = BadDisk()

    def run(self):
        pairs = 2 * self.trips + 1
        with Stage(pairs=pairs, prepare=self.disk.prepare) as stage:
            offers, commands = Offers(stage, pairs), Commands(stage)
            offers.tell()
            offers.report(), offers.write()
            usual = [commands.trip(offers, pair) for pair in range(self.trips)]
            self.bad(self.disk)
            meanwhile = [commands.trip(offers, pair) for pair in range(self.trips, 2 * self.trips)]
            complaints = self.degraded(offers)
            self.disk.be()
            wait_until(lambda: offers.ask("GET", "/readyz")[0] == 200, 30, "the disk's return")
            offers.report(), offers.write()
            complaints += self.too_late(usual, meanwhile) + self.missing(stage, commands)
            stage.daemon.kill()
            complaints += self.refused_start(stage.daemon)
            stage.daemon.start()
            wrong = offers.wrong_alarms()
            complaints += offers.chain_faults()
            seen = dict(zip(("command ms usual", "meanwhile"), ("{}/{}".format(*milliseconds([each or 99 for each in some])) for some in (usual, meanwhile))))
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    def degraded(self, offers):
        """What of the promises was broken while the disk was bad."""
        complaints = []
        if offers.ask("GET", "/healthz")[0] != 200:
            complaints.append("/healthz does not say that the engine turns")
        wait_until(lambda: offers.ask("GET", "/readyz")[0] == 503, 20, "/readyz says that the store fails")
        for way in (offers.report, offers.write):
            try:
                status = way(timeout=40)
            except GONE as why:
                status = repr(why)
            if self.refuses and status != 503:
                complaints.append(f"{way.__name__} was answered with {status}, not refused with 503")
        return complaints

    def refused_start(self, daemon):
        """A start on the bad disk ends, and says why."""
        self.bad(self.disk)
        try:
            daemon.start()
            complaints = ["it started on the bad disk"]
        except RuntimeError as why:
            complaints = [] if "critical" in str(why) and daemon.process.returncode == 1 else [f"it did not say why it cannot start: {why}"]
        self.disk.be()
        daemon.stop()
        return complaints

    @staticmethod
    def too_late(usual, meanwhile):
        slow = [seconds for seconds in usual + meanwhile if seconds is None or seconds > COMMAND_SECONDS_MAX]
        return [f"a command took {seconds} s" for seconds in slow]

    def missing(self, stage, commands):
        """What was decided meanwhile is in the journal, in its order."""
        raised = [record["body"]["condition"] for record in stage.journal("alarm.raised")]
        wanted = [f"gas-{pair}:high-high" for pair in range(2 * self.trips)]
        requested = {record["body"]["command"] for record in stage.journal("command.requested")}
        journal = stage.journal()
        complaints = [] if raised == wanted else [f"raised {raised}"]
        complaints += [f"the journal has no command {name}" for name in commands.names if name not in requested]
        if [record["seq"] for record in journal] != list(range(1, len(journal) + 1)):
            complaints.append("the journal has holes")
        complaints += [f"record {after['seq']} is of {after['time']}, the one before of {before['time']}" for before, after in times_that_go_back(journal)]
        return complaints


class SlowDisk(DiskFault):
    refuses = False

    def __init__(self, seconds, trips=10):
        super().__init__("disk-slow", lambda disk: disk.slow(seconds), trips)

    def refused_start(self, daemon):
        """A start goes well, late."""
        return []
