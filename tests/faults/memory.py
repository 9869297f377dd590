"""There is no more memory: the daemon ends with a word, or refuses; at its next start everything that it acknowledged is there."""
import resource
import subprocess

from faults.offers import GONE, Offers
from faults.statement import Statement
from plant.live_feed import LiveFeed
from plant.picture import png
from plant.stage import Stage

PAIRS = 100
HEADROOMS_MB = (2, 8, 24, 48)  # above what it has mapped once it serves
LARGE = png(3_000, 3_000, level=0)  # a picture that asks for more than most of that


class NoMemory:
    """`rounds` limits in turn, set on the running daemon (prlimit); people and gateways go on until it ends, or until they have asked for long enough."""

    name = "memory"

    def __init__(self, rounds=len(HEADROOMS_MB)):
        self.rounds = rounds

    def run(self):
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            complaints, ended = [], 0
            for number in range(self.rounds):
                self.limit(stage.daemon, HEADROOMS_MB[number % len(HEADROOMS_MB)])
                if self.burden(stage, offers):
                    ended += 1
                    stage.daemon.process.wait()
                    complaints += self.last_words(stage.daemon)
                else:
                    stage.daemon.stop()
                stage.daemon.start()
            if ended == 0:
                complaints.append("no limit ended it: that it says so is not shown")
            wrong = offers.wrong_alarms(60)
            complaints += offers.chain_faults()
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, {"limits": self.rounds, "ended": ended}, complaints)

    @staticmethod
    def limit(daemon, headroom_mb):
        pages = int(open(f"/proc/{daemon.process.pid}/statm").read().split()[0])
        most = pages * resource.getpagesize() + headroom_mb * 1024 * 1024
        resource.prlimit(daemon.process.pid, resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))

    def burden(self, stage, offers):
        """Whether it ended."""
        feeds = []
        for turn in range(12):
            try:
                feeds.append(LiveFeed(stage.daemon.port, stage.admin.cookie))
            except Exception:
                pass
            for ask in (offers.report, lambda: offers.write(300), lambda: offers.move(turn), offers.tell, lambda: offers.ask("GET", "/healthz"), lambda: self.send_large(stage, offers)):
                try:
                    ask()
                except GONE:
                    pass
                if stage.daemon.process.poll() is not None:
                    break
            if stage.daemon.process.poll() is not None:
                break
        for feed in feeds:
            feed.close()
        return stage.daemon.process.poll() is not None

    @staticmethod
    def send_large(stage, offers):
        offers.exchange("POST", "/api/v1/photos", LARGE, {"X-Davy": "1", "Cookie": stage.admin.cookie, "Content-Type": "image/png"})

    @staticmethod
    def last_words(daemon):
        words = daemon.last_words()
        return [] if "out of memory" in words else [f"it ended with status {daemon.process.returncode} and said only: {words[-200:]}"]
