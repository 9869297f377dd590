"""Hours of a plant's ordinary life with its troubles: memory and descriptors must stay what they are."""
import statistics
import time

from faults.crowds import Connections
from faults.offers import Offers
from faults.process import descriptors, resident_mb, threads
from faults.statement import Statement
from plant.live_feed import LiveFeed
from plant.stage import Stage

PAIRS = 40
WARM_SHARE = 0.25  # of the time, in which caches and the historian's tail fill
MB_AN_HOUR_MAX = 4.0
DESCRIPTORS_AN_HOUR_MAX = 2.0


def slope_an_hour(seconds, values):
    """The median of the slopes between all pairs (Theil and Sen): a few peaks do not move it."""
    slopes = [(values[j] - values[i]) / (seconds[j] - seconds[i]) for i in range(len(values)) for j in range(i + 1, len(values))]
    return 3600 * statistics.median(slopes)


class Soak:
    """`minutes` of readings, alarms, reports, lines, consoles that come and go and connections that are dropped. Every 10 s, in a short one more often, it is looked at what the daemon holds."""

    name = "soak"

    def __init__(self, minutes):
        self.seconds = minutes * 60
        self.every = min(10.0, self.seconds / 60)

    def run(self):
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            began = time.monotonic()
            seconds, megabytes, held = [], [], []
            turn = 0
            while (now := time.monotonic() - began) < self.seconds:
                self.live(stage, offers, turn)
                turn += 1
                if not seconds or now - seconds[-1] >= self.every:
                    seconds.append(now)
                    megabytes.append(resident_mb(stage.daemon))
                    held.append(descriptors(stage.daemon))
                    print(f"{now:7.0f} s  {megabytes[-1]:7.1f} MB  {held[-1]:4} descriptors  {threads(stage.daemon)} threads  {offers.acknowledged} acknowledged", flush=True)
            complaints, seen = self.flat(seconds, megabytes, held)
            wrong = offers.wrong_alarms()
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints + offers.chain_faults())

    @staticmethod
    def live(stage, offers, turn):
        offers.move(turn % offers.pairs)
        offers.tell()
        offers.write(50)
        if turn % 10 == 0:
            offers.report()
        for path in ("/alarms", "/orders", "/journal", "/zones", "/points/gas-0/history"):
            stage.admin.get(path)
        for alarm in stage.admin.get("/alarms", which="open", limit=20)["items"]:
            if not alarm["acknowledged"]:
                stage.admin.ask("POST", f"/alarms/{alarm['id']}/acknowledge", {"comment": "seen"})
        feed = LiveFeed(stage.daemon.port, stage.admin.cookie)
        feed.next_of("snapshot")
        feed.close()
        Connections(4).besiege(stage)

    @staticmethod
    def flat(seconds, megabytes, held):
        first = int(len(seconds) * WARM_SHARE)
        seconds, megabytes, held = seconds[first:], megabytes[first:], held[first:]
        memory, handles = slope_an_hour(seconds, megabytes), slope_an_hour(seconds, held)
        seen = {"MB": f"{megabytes[0]:.1f} to {megabytes[-1]:.1f}", "MB an hour": f"{memory:.2f}", "descriptors": f"{held[0]} to {held[-1]}", "descriptors an hour": f"{handles:.2f}"}
        long_enough = seconds[-1] - seconds[0] >= 1800  # before that what fills once looks like what grows
        complaints = []
        if long_enough and memory > MB_AN_HOUR_MAX:
            complaints.append(f"memory grows by {memory:.1f} MB an hour")
        if long_enough and handles > DESCRIPTORS_AN_HOUR_MAX or held[-1] > 2 * held[0] + 20:
            complaints.append(f"descriptors grow by {handles:.1f} an hour, from {held[0]} to {held[-1]}")
        return complaints, seen
