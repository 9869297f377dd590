"""What a black-box test starts from: a small plant with its broker, its daemon (through a cable, if wanted) and an administrator."""
import contextlib
import datetime
import json
import pathlib
import shutil
import subprocess
import tempfile
import time

from plant.link_gate import LinkGate
from plant.mqtt import Client
from plant.programs import PATIENCE_SECONDS, PROGRAMS, Broker, Daemon, Person
from plant.small_site import write_small_site

SITE, DEVICE = "small", "rtu-01"


def topic(leaf, device=DEVICE):
    return f"davy/{SITE}/{device}/{leaf}"


class Yard(contextlib.ExitStack):
    """A small plant and its broker. Close it, and everything it started has ended and its folder is gone."""

    def __init__(self, pairs, broker=Broker, **of_the_site):
        super().__init__()
        self.folder = pathlib.Path(self.enter_context(tempfile.TemporaryDirectory(prefix="davy-test-")))
        write_small_site(self.folder, pairs, **of_the_site)
        self.site, self.packs = self.folder / "site", self.folder / "packs"
        self.broker = broker(self.folder / "broker", self.site, self.packs)
        self.callback(self.broker.stop)


class Stage(Yard):
    """A yard with its daemon."""

    def __init__(self, pairs, gated=False, grouped=False, permits=False, options=(), access="{two-people: off}", drills=False, self_test=False, prepare=None, broker=Broker):
        """`prepare` is given the daemon before its first start; `broker` makes one of another kind."""
        super().__init__(pairs, broker, grouped=grouped, permits=permits, drills=drills, access=access)
        port = self.broker.port
        if gated:
            self.gate = LinkGate(port)
            self.callback(self.gate.stop)
            port = self.gate.port
        self.daemon = Daemon(self.folder, self.site, self.packs, port, self.broker.passwords, options, self_test, self.broker.HOST)
        if prepare:
            prepare(self.daemon)
        self.daemon.start()
        self.callback(self.daemon.stop)
        self.admin = Person.first_administrator(self.daemon)
        self.callback(self.admin.leave)
        self.device = self.connect(DEVICE)
        self._last_ms = 0
        self._ahead_ms = 0

    def prove_whole(self):
        """Stops the daemon: its journal is whole, and folded anew gives the same."""
        self.daemon.stop()
        for command, said in (("verify", "head"), ("rebuild", "the same as before")):
            done = subprocess.run([PROGRAMS / "davy", command, "--data", self.daemon.data], capture_output=True, text=True)
            if done.returncode != 0 or said not in done.stdout:
                raise AssertionError(f"davy {command}: {done.stdout}{done.stderr}")

    def copy_data(self, to):
        """The data folder as it is now, with its key."""
        shutil.copytree(self.daemon.data, to)
        shutil.copy(f"{self.daemon.data}.key", f"{to}.key")

    def sign_in_again(self):
        self.admin.leave()
        self.admin = Person.logged_in(self.daemon, "admin")
        self.callback(self.admin.leave)

    def connect(self, user, **options):
        with self.broker.there():
            client = Client(self.broker.port, user, self.broker.password(user), **options)
        self.callback(client.close)
        return client

    def stamp(self):
        """Milliseconds since the epoch, each later than the one before."""
        self._last_ms = max(self._last_ms + 1, int(time.time() * 1000) + self._ahead_ms)
        return self._last_ms

    def set_clock(self, ahead_ms):
        """Of the devices, beside ours; they go on from what it says now."""
        self._ahead_ms = ahead_ms
        self._last_ms = 0

    def read(self, **values):
        """The device measures: stage.read(gas_0=60). Gives what it said."""
        samples = [{"point": point.replace("_", "-"), "t": self.stamp(), "v": value} for point, value in values.items()]
        self.device.publish(topic("samples"), json.dumps({"samples": samples}))
        return samples

    def next_command(self, seconds=PATIENCE_SECONDS):
        """(actuator, payload) of the next command that the device is sent."""
        _, payload = self.device.messages.get(timeout=seconds)
        command = json.loads(payload)
        return command["actuator"], command

    def journal(self, kind=""):
        """Every record of that kind, oldest first."""
        records, after = [], 0
        while True:
            page = self.admin.get("/journal", after=after, kind=kind, limit=500)
            records += page["items"]
            if len(page["items"]) < 500:
                return records
            after = page["items"][-1]["seq"]


def parse_time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def times_that_go_back(journal):
    """(record before, record) whose time is the earlier one; to the nanosecond, however many digits are written. Where the clock leapt a record says so."""
    def moment(record):
        seconds, _, fraction = record["time"].rstrip("Z").partition(".")
        return seconds, int(fraction.ljust(9, "0"))

    return [(before, after) for before, after in zip(journal, journal[1:]) if moment(after) < moment(before) and after["kind"] != "clock.leapt"]
