"""Thousands of alarms in the same moment: each is in the journal, people are told of them as one flood, pages load, and valves close while it lasts."""
import time

from faults.offers import Offers
from faults.process import resident_mb
from faults.statement import Statement
from faults.witness import Witness
from plant.programs import wait_until
from plant.stage import Stage

AMONG_THEM = 12  # detectors that are tripped one by one meanwhile
AT_ONCE = 500  # readings in a message
PAGE_SECONDS_MAX = 120.0  # of a machine as slow as may be; what it was is in the statement


class Counter:
    """Records of a kind so far; each is asked for once."""

    def __init__(self, stage, kind):
        self.stage, self.kind = stage, kind
        self._after = self._count = 0

    def count(self):
        page = self.stage.admin.get("/journal", after=self._after, kind=self.kind, limit=500)["items"]
        if page:
            self._after = page[-1]["seq"]
            self._count += len(page)
        return self._count


class AlarmFlood:
    name = "flood"

    def __init__(self, alarms):
        self.alarms = alarms

    def run(self):
        pairs = self.alarms + AMONG_THEM + 1
        with Stage(pairs=pairs, grouped=True) as stage:
            offers = Offers(stage, pairs)
            offers.tell()
            stage.device.settle()
            stage.admin.ask("PUT", "/accounts/admin", {"name": "Admin", "role": "administrator", "posts": ["operator"]})
            wait_until(lambda: stage.admin.get("/ingest")["evaluated"] >= offers.pairs, 60, "everything normal")
            witness = Witness(stage, offers, range(self.alarms, offers.pairs)).start()
            began = time.monotonic()
            offers.high |= set(range(self.alarms))
            for first in range(0, self.alarms, AT_ONCE):
                offers.tell(range(first, min(first + AT_ONCE, self.alarms)))
            raised = Counter(stage, "alarm.raised")
            wait_until(lambda: raised.count() >= self.alarms, 300, f"{self.alarms} alarms in the journal")
            took = time.monotonic() - began
            witness.stop()
            pages = self.pages(offers)
            complaints = witness.complaints + self.told_as_one(stage) + [f"{path} took {took:.1f} s" for path, took in pages.items() if took > PAGE_SECONDS_MAX]
            wrong = offers.wrong_alarms(120)
            complaints += offers.chain_faults()
            seen = {"alarms": self.alarms, "durable after s": f"{took:.1f}", **witness.seen(), "slowest page ms": round(1000 * max(pages.values())), "MB": f"{resident_mb(stage.daemon):.0f}"}
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    def told_as_one(self, stage):
        """The operator gets a notice of the flood, and not one of each alarm."""
        reasons = lambda: [notice["reason"] for notice in self.everything(stage, "/notices")]
        try:
            wait_until(lambda: "flood-bundle" in reasons(), 90, "the notice of the flood, which gathers for a while")
        except TimeoutError:
            pass
        said = reasons()
        complaints = [] if "flood-bundle" in said else [f"nobody was told of a flood: {sorted(set(said))}"]
        singly = said.count("alarm-raised")
        return complaints + ([f"{singly} alarms were told one by one"] if singly > self.alarms // 2 else [])

    @staticmethod
    def everything(stage, path):
        items, after = [], None
        while True:
            page = stage.admin.get(path, limit=500, **({"after": after} if after else {}))
            items += page["items"]
            after = page["next"]
            if not after:
                return items

    @staticmethod
    def pages(offers):
        """Seconds until each was there; a busy daemon may say so and be asked again."""
        took = {}
        for path in ("/alarms", "/orders", "/notices", "/zones", "/rows", "/journal"):
            began = time.monotonic()
            wait_until(lambda: offers.ask("GET", "/api/v1" + path, headers={"Cookie": offers.stage.admin.cookie})[0] == 200, 180, path)
            took[path] = time.monotonic() - began
        return took
