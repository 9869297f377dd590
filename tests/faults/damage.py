"""A disk that gives back other bytes than were written, while the daemon is stopped; and a log that was torn in the middle of a commit. What is damaged is said, and no answer is wrong in silence."""
import json
import random
import shutil
import subprocess

from faults.offers import Offers
from faults.statement import Statement
from plant.programs import PROGRAMS, Person, wait_until
from plant.stage import Stage

PAIRS = 6
PAGE = 4096
ANSWERS = ["/alarms?which=all&limit=500", "/orders?which=all&limit=500", "/hazards?which=all&limit=500", "/journal?after=0&limit=500", "/rows", "/notices?limit=500"]


class DamagedPages:
    """`times` copies of a folder, each with bytes of a page flipped. Of each: whether `davy verify` names the page, and whether the daemon, when it starts, answers as before or with an error."""

    name = "damaged-pages"

    def __init__(self, times, seed=2026):
        self.times = times
        self.chance = random.Random(seed)

    def run(self):
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            for pair in range(offers.pairs):
                offers.move(pair), offers.report(), offers.write(200)
            wait_until(lambda: len(stage.journal("alarm.raised")) == offers.pairs, what="the alarms")
            wrong = offers.wrong_alarms()
            self.truth = {path: stage.admin.get(path) for path in ANSWERS}
            stage.daemon.stop()
            whole = stage.daemon.data.with_name("whole")
            shutil.copytree(stage.daemon.data, whole)
            outcomes, complaints = {"refused to start": 0, "started": 0, "answers refused": 0}, []
            for _ in range(self.times):
                shutil.rmtree(stage.daemon.data)
                shutil.copytree(whole, stage.daemon.data)
                page = self.damage(stage.daemon.data / "davy.db")
                complaints += self.named(stage.daemon.data, page) + self.answers(stage, page, outcomes)
            shutil.rmtree(stage.daemon.data)
            shutil.copytree(whole, stage.daemon.data)
            stage.daemon.start()
            lost = offers.lost()
            return Statement(self.name, offers.offered, offers.acknowledged, lost, wrong, {"damaged": self.times, **outcomes}, complaints)

    def damage(self, path):
        """Flips a few bits of one page; its number."""
        pages = path.stat().st_size // PAGE
        page = self.chance.randrange(pages)
        with open(path, "r+b") as file:
            file.seek(page * PAGE)
            content = bytearray(file.read(PAGE))
            for _ in range(self.chance.choice([1, 1, 8, 500])):
                content[self.chance.randrange(PAGE)] ^= 1 << self.chance.randrange(8)
            file.seek(page * PAGE)
            file.write(content)
        return page + 1

    @staticmethod
    def named(data, page):
        done = subprocess.run([PROGRAMS / "davy", "verify", "--data", data], capture_output=True, text=True, timeout=60)
        said = done.stdout + done.stderr
        return [] if done.returncode != 0 and f"page {page}" in said else [f"davy verify (status {done.returncode}) does not name page {page}: {said[-200:]}"]

    def answers(self, stage, page, outcomes):
        try:
            stage.daemon.start()
        except RuntimeError as why:
            outcomes["refused to start"] += 1
            return [] if "damaged" in str(why) or "malformed" in str(why) or "not a database" in str(why) else [f"it did not start and does not say what is damaged: {why}"]
        outcomes["started"] += 1
        complaints = []
        for path, wanted in self.truth.items():
            status, found = stage.admin.ask("GET", path)
            if status >= 500:
                outcomes["answers refused"] += 1
            elif status == 401:  # it cannot be known who asks: nothing is answered
                outcomes["answers refused"] += 1
            elif status != 200 or not self.same(path, wanted, found):
                complaints.append(f"page {page} is damaged and {path} says something else, with {status}")
        stage.daemon.stop()
        return complaints

    @staticmethod
    def same(path, wanted, found):
        """The journal has grown by the start; what stands, stands."""
        if path.startswith("/journal"):
            return found["items"][: len(wanted["items"])] == wanted["items"]
        return still(found) == still(wanted)


def still(answer):
    """Without what goes on by itself: ages, levels of escalation, what a start makes unseen."""
    keep = ("id", "condition", "onset", "raised", "what", "reporter", "order", "row", "severity", "zone", "name")
    return [{name: item[name] for name in keep if name in item} for item in answer["items"]]


class TornLog:
    """`times` copies of what a kill leaves, each with its log cut off or overwritten from a random byte on: what comes up is whole to the last commit before that byte."""

    name = "torn-log"

    def __init__(self, times, seed=2026):
        self.times = times
        self.chance = random.Random(seed)

    def run(self):
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            log = stage.daemon.data / "davy.db-wal"
            first = log.stat().st_size  # what is before is needed to ask anything at all
            for pair in range(offers.pairs):
                offers.move(pair), offers.report(), offers.write(200)
            wait_until(lambda: len(stage.journal("alarm.raised")) == offers.pairs, what="the alarms")
            stage.daemon.kill()
            whole = stage.daemon.data.with_name("whole")
            shutil.copytree(stage.daemon.data, whole)
            length = (whole / "davy.db-wal").stat().st_size
            complaints, kept = [], []
            stage.daemon.start()
            journal = stage.journal()
            stage.daemon.stop()
            for _ in range(self.times):
                shutil.rmtree(stage.daemon.data)
                shutil.copytree(whole, stage.daemon.data)
                self.tear(log, self.chance.randrange(first, length))
                stage.daemon.start()
                found = stage.journal()
                last = next((i for i, (a, b) in enumerate(zip(found, journal)) if a["hash"] != b["hash"]), len(found))
                kept.append(last)
                if found[last]["kind"] != "system.started":
                    complaints.append(f"after record {last} something else follows than a start")
                complaints += offers.chain_faults()
                stage.daemon.stop()
            shutil.rmtree(stage.daemon.data)
            shutil.copytree(whole, stage.daemon.data)
            stage.daemon.start()
            wrong = offers.wrong_alarms()
            seen = {"torn": self.times, "records kept": f"{min(kept)} to {max(kept)} of {len(journal)}"}
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    def tear(self, path, at):
        with open(path, "r+b") as file:
            if self.chance.random() < 0.5:
                file.truncate(at)
            else:
                file.seek(at)
                file.write(self.chance.randbytes(min(PAGE, path.stat().st_size - at)))
