"""What people, gateways and devices offer while the daemon is attacked, and what of it must be there afterwards.

People report hazards, each with words of its own, and send pictures; a gateway writes samples over HTTP. An answer of success is a promise. Devices measure, as devices do, again and again: whatever happened, what they
measure at the end is what must stand as an alarm, and no occurrence may have been raised twice.
"""
import calendar
import collections
import hashlib
import http.client
import json
import subprocess
import time

from plant.picture import png
from plant.programs import PROGRAMS, wait_until
from plant.stage import topic

NORMAL, HIGH = 10, 60
PATIENCE_SECONDS = 60  # of who asks
GONE = (OSError, http.client.HTTPException)


class Offers:
    """On a stage whose last pair is left to the gateway."""

    def __init__(self, stage, pairs):
        self.stage = stage
        self.pairs = pairs - 1
        self.high = set()
        self.offered = 0
        self.answers = collections.Counter()  # status -> how many
        self._reports = []  # words
        self._photos = []  # names
        self._samples = {}  # ms -> value
        self._told = []  # (point, ms, value) of readings over MQTT
        self._count = 0
        self._gateway_ms = int(time.time() * 1000) - 3_000_000
        made = subprocess.run([PROGRAMS / "davy", "token", "create", "gateway", "--data", stage.daemon.data], check=True, capture_output=True, text=True)
        self.token = made.stdout.strip()

    def ask(self, method, path, body=None, headers=None, timeout=PATIENCE_SECONDS):
        """(status, text) on a connection of its own, asked once."""
        status, raw = self.exchange(method, path, body, headers, timeout)
        return status, raw.decode()

    def exchange(self, method, path, body=None, headers=None, timeout=PATIENCE_SECONDS):
        """The same with the bytes of the answer."""
        wire = http.client.HTTPConnection("127.0.0.1", self.stage.daemon.port, timeout=timeout)
        try:
            wire.request(method, path, body, headers or {})
            answer = wire.getresponse()
            return answer.status, answer.read()
        finally:
            wire.close()

    def report(self, timeout=PATIENCE_SECONDS):
        """Somebody reports a hazard; the status of the answer."""
        self._count += 1
        self.offered += 1
        words = f"hazard {self._count}"
        headers = {"X-Davy": "1", "Cookie": self.stage.admin.cookie, "Content-Type": "application/json"}
        status, _ = self.ask("POST", "/api/v1/hazards", json.dumps({"zone": "plant", "what": words}), headers, timeout)
        self.answers[status] += 1
        if status in (200, 201):
            self._reports.append(words)
        return status

    def photograph(self, timeout=PATIENCE_SECONDS):
        """Somebody sends a picture that nobody has sent before; the status of the answer."""
        self._count += 1
        self.offered += 1
        headers = {"X-Davy": "1", "Cookie": self.stage.admin.cookie, "Content-Type": "image/png"}
        status, answer = self.ask("POST", "/api/v1/photos", png(2 + self._count % 97, 2 + self._count // 97), headers, timeout)
        self.answers[status] += 1
        if status == 201:
            self._photos.append(json.loads(answer)["photo"])
        return status

    def write(self, count=20, timeout=PATIENCE_SECONDS):
        """The gateway writes samples of the last detector; the status of the answer."""
        self.offered += count
        samples = {self._gateway_ms + i + 1: (self._count * 7 + i) % 40 + i % 100 / 100 for i in range(count)}
        self._gateway_ms += count
        lines = "\n".join(f"gas-{self.pairs} value={value} {ms}" for ms, value in samples.items())
        status, _ = self.ask("POST", "/api/v2/write?precision=ms&org=o&bucket=b", lines, {"Authorization": f"Token {self.token}"}, timeout)
        self.answers[status] += 1
        if status == 204:
            self._samples.update(samples)
        return status

    @property
    def acknowledged(self):
        return len(self._reports) + len(self._photos) + len(self._samples)

    def move(self, pair):
        """Its gas rises, or is gone again."""
        self.high ^= {pair}
        self.tell([pair])

    def tell(self, pairs=None):
        """The device measures."""
        chosen = range(self.pairs) if pairs is None else pairs
        said = self.stage.read(**{f"gas_{pair}": HIGH if pair in self.high else NORMAL for pair in chosen})
        self._told += [(each["point"], each["t"], each["v"]) for each in said]

    def told_so_far(self):
        """Of the readings over MQTT those that the broker has: to the device they are acknowledged, and Davy has promised nothing of them."""
        self.stage.device.settle()
        return list(self._told)

    def not_kept(self, told):
        """How many of them the history does not have. By design (docs/formats/mqtt.md) the last moments before a crash, and what came while nobody was there."""
        kept = {point: self._kept(point, [ms for name, ms, _ in told if name == point]) for point in {name for name, _, _ in told}}
        return sum(kept[point].get(ms) != value for point, ms, value in told)

    def lost(self):
        """Of what was acknowledged, what is not there."""
        reported = {record["body"]["what"] for record in self.stage.journal("hazard.reported")}
        gone = [words for words in self._reports if words not in reported]
        gone += [f"picture {name}" for name in self._photos if not self._shows(name)]
        kept = self._kept(f"gas-{self.pairs}", self._samples)
        return gone + [f"sample at {ms}" for ms, value in self._samples.items() if kept.get(ms) != value]

    def _shows(self, name):
        """Whether what is kept under the name is what was named by it."""
        status, raw = self.exchange("GET", f"/api/v1/photos/{name}", headers={"Cookie": self.stage.admin.cookie})
        return status == 200 and hashlib.sha256(raw).hexdigest() == name

    def _kept(self, point, times):
        """{ms: value} of the point, from the first of the times to the last."""
        kept, first, last = {}, min(times, default=0), max(times, default=-1)
        while first <= last:
            page = self.stage.admin.get(f"/points/{point}/history", until=rfc3339(last + 1), limit=20_000, **{"from": rfc3339(first)})["readings"]
            if not page:
                return kept
            kept.update({ms_of(each["source"]): each["value"] for each in page})
            first = ms_of(page[-1]["source"]) + 1
        return kept

    def wrong_alarms(self, seconds=30):
        """What is wrong with the alarms once the devices have been heard again; empty: they are right."""
        wanted = {f"gas-{pair}:high-high" for pair in self.high}

        def right():
            self.tell()
            return self.standing() == wanted

        try:
            wait_until(right, seconds, "the alarms that the devices ask for")
        except TimeoutError:
            return [f"standing {sorted(self.standing())}, wanted {sorted(wanted)}"]
        onsets = collections.Counter((r["body"]["condition"], r["body"]["onset"]) for r in self.stage.journal("alarm.raised"))
        return [f"raised {times} times: {onset}" for onset, times in onsets.items() if times > 1]

    def standing(self):
        """The conditions whose alarm is active."""
        names, after = set(), None
        while True:
            page = self.stage.admin.get("/alarms", which="open", limit=500, **({"after": after} if after else {}))
            names |= {alarm["condition"] for alarm in page["items"] if alarm["active"] and alarm["condition"].endswith(":high-high")}
            after = page["next"]
            if not after:
                return names

    def chain_faults(self):
        """What is wrong with the journal."""
        # One at a time: a first try that took longer than its connection still goes on.
        verified = wait_until(lambda: (lambda status, answer: answer if status == 200 else None)(*self.stage.admin.ask("GET", "/journal/verify")), 120, "the chain's walk")
        return [] if verified["first_bad"] is None else [f"the journal is bad: {verified}"]


def rfc3339(ms):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms // 1000)) + f".{ms % 1000:03d}Z"


def ms_of(text):
    whole, _, fraction = text.rstrip("Z").partition(".")
    return calendar.timegm(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) * 1000 + int((fraction + "000")[:3])
