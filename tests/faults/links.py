"""What stands between plant and daemon: the broker gone and back, sockets that nobody answers, and a cut between two hosts that neither end is told of."""
import contextlib
import ctypes
import json
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import threading
import time

from faults.commands import Commands, milliseconds
from faults.offers import Offers
from faults.statement import Statement
from plant.link_gate import LinkGate
from plant.programs import Broker, wait_until
from plant.stage import Stage, topic

PAIRS = 10
ANSWER_SECONDS_MAX = 30.0
NOTICED_SECONDS_MAX = 20.0  # of a machine as slow as may be; twice MQTT's keep-alive of 5 s, and what the library's whole seconds add
COMMAND_SECONDS_MAX = 2.0  # once the link stands


class LinkFault:
    """`break_it` and `mend_it`, `times` in turn. While it is broken people are answered; once it is mended the device is heard, and the valve of what rose meanwhile closes."""

    def __init__(self, times):
        self.times = times

    def run(self):
        with self.stage() as stage:
            offers, commands = Offers(stage, PAIRS), Commands(stage)
            offers.tell()
            complaints, back, took, noticed = [], [], [], []
            for turn in range(self.times):
                pair = turn % offers.pairs
                away, returned = self.said(stage, "is away"), self.said(stage, "is back")
                self.break_it(stage)
                began = time.monotonic()
                wait_until(lambda: self.said(stage, "is away") > away, 60, "the daemon's word that the broker is away")
                noticed.append(time.monotonic() - began)
                complaints += self.answered(offers)
                self.mend_it(stage)
                began = time.monotonic()
                wait_until(lambda: self.heard(stage, offers), 60, "the link's return")
                wait_until(lambda: self.said(stage, "is back") > returned, 60, "the daemon's word that the broker is back")
                back.append(time.monotonic() - began)
                took.append(commands.trip(offers, pair) if pair not in offers.high else self.calm(offers, pair))
            complaints += [f"that the broker is away was noticed after {each:.1f} s" for each in noticed if each > NOTICED_SECONDS_MAX]
            complaints += [f"a command took {each} s" for each in took if each is None or each > COMMAND_SECONDS_MAX]
            wrong = offers.wrong_alarms()
            complaints += offers.chain_faults()
            seen = {"times": self.times, "noticed after s": f"{max(noticed):.1f}", "back after s": f"{max(back):.1f}", "command ms": "{}/{}".format(*milliseconds([each or 99 for each in took])), **self.seen()}
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    @staticmethod
    def said(stage, words):
        """How often the daemon has said so of the broker."""
        return stage.daemon.log.read_text(errors="replace").count("the MQTT broker " + words)

    @staticmethod
    def calm(offers, pair):
        offers.move(pair)
        return 0.0

    @staticmethod
    def heard(stage, offers):
        """Whether what the device measures reaches the engine now."""
        before = stage.admin.get("/ingest")["received"]
        with contextlib.suppress(OSError):
            offers.tell()
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            if stage.admin.get("/ingest")["received"] > before:
                return True
        return False

    @staticmethod
    def answered(offers):
        complaints = []
        for what, ask, good in (("/healthz", lambda: offers.ask("GET", "/healthz")[0], 200), ("a report", offers.report, 201), ("lines", offers.write, 204)):
            began = time.monotonic()
            status = ask()
            if status != good or time.monotonic() - began > ANSWER_SECONDS_MAX:
                complaints.append(f"{what} was answered with {status} after {time.monotonic() - began:.1f} s")
        return complaints

    def seen(self):
        return {}


class BrokerGone(LinkFault):
    """Killed, and started again on the same port; it remembers nothing."""

    name = "broker-gone"

    @staticmethod
    def stage():
        return Stage(pairs=PAIRS)

    @staticmethod
    def break_it(stage):
        stage.broker.kill()

    @staticmethod
    def mend_it(stage):
        stage.broker.launch()
        stage.broker.wait_until_it_listens()
        stage.device.close()
        messages = stage.device.messages
        stage.device = stage.connect("rtu-01")
        stage.device.messages = messages
        stage.device.subscribe(topic("command"))

    @staticmethod
    def heard(stage, offers):
        if stage.broker.process.poll() is not None:
            return False
        return LinkFault.heard(stage, offers)


class HalfOpen(LinkFault):
    """The broker's address takes connections and bytes and says nothing, ever: as after a crash of its host, or behind a firewall that has forgotten. Some sit silent at the daemon's own door meanwhile."""

    name = "half-open"

    @staticmethod
    def stage():
        return Stage(pairs=PAIRS, gated=True)

    def break_it(self, stage):
        stage.gate.swallow()
        self.silent = [socket.create_connection(("127.0.0.1", stage.daemon.port), 10) for _ in range(50)]

    def mend_it(self, stage):
        stage.gate.carry_again()
        for each in self.silent:
            each.close()


class HostsCut(LinkFault):
    """Davy and broker as two hosts, each in a network of its own (Linux namespaces), with a cable between that goes dead in the middle: no end is told. Where namespaces may not be made, a gate
    that swallows every byte takes the cable's place; the statement says which."""

    name = "hosts-cut"

    def run(self):
        if os.environ.get("DAVY_TWO_HOSTS"):
            return super().run()
        return self.in_namespace() or SwallowedCable(self.times).run()

    def in_namespace(self):
        """The statement of a run of this test in a network of its own; None where that may not be."""
        unshare, ip = shutil.which("unshare"), shutil.which("ip") or shutil.which("ip", path="/sbin:/usr/sbin")
        if not unshare or not ip or subprocess.run([unshare, "--user", "--map-root-user", "--net", ip, "link"], capture_output=True).returncode != 0:
            return None
        call = "import json, sys; from faults.links import HostsCut; print(json.dumps(vars(HostsCut(int(sys.argv[1])).run())))"
        environment = {**os.environ, "DAVY_TWO_HOSTS": ip, "PYTHONPATH": str(pathlib.Path(__file__).parent.parent)}
        command = [unshare, "--user", "--map-root-user", "--net", "--fork", "--kill-child", sys.executable, "-c", call, str(self.times)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"the two hosts ended with {done.returncode}")
        return Statement(**json.loads(done.stdout.splitlines()[-1]))

    def stage(self):
        self.ip = os.environ["DAVY_TWO_HOSTS"]
        subprocess.run([self.ip, "link", "set", "lo", "up"], check=True)
        return Stage(pairs=PAIRS, broker=lambda *folders: FarBroker(self.ip, *folders))

    def break_it(self, stage):
        stage.broker.cable("down")

    def mend_it(self, stage):
        stage.broker.cable("up")

    def seen(self):
        return {"by": "namespaces"}


class SwallowedCable(HalfOpen):
    name = "hosts-cut"

    def seen(self):
        return {"by": "a gate that swallows"}


class FarBroker(Broker):
    """On a host of its own: 10.77.0.2, with us at 10.77.0.1. The device is a third one, beside the broker."""

    HOST = "10.77.0.2"

    def __init__(self, ip, *folders):
        self._ip = ip
        super().__init__(*folders)

    def prepare(self, configuration):
        text = configuration.read_text().replace(" 127.0.0.1\n", " 0.0.0.0\n")
        configuration.write_text(text)
        self.command = ["unshare", "--net", *self.command]

    def launch(self, *arguments, **options):
        super().launch(*arguments, **options)
        wait_until(lambda: os.readlink(f"/proc/{self.process.pid}/ns/net") != os.readlink("/proc/self/ns/net"), what="the other host")
        subprocess.run([self._ip, "link", "add", "near", "type", "veth", "peer", "name", "far", "netns", str(self.process.pid)], check=True)
        for words in (["addr", "add", "10.77.0.1/24", "dev", "near"], ["link", "set", "near", "up"]):
            subprocess.run([self._ip, *words], check=True)
        with self.there():
            for words in (["link", "set", "lo", "up"], ["addr", "add", "10.77.0.2/24", "dev", "far"], ["link", "set", "far", "up"]):
                subprocess.run([self._ip, *words], check=True)

    def cable(self, state):
        """At its far end: ours sees a carrier that is gone, and no connection of ours is told."""
        with self.there():
            subprocess.run([self._ip, "link", "set", "far", state], check=True)
            if state == "up":
                subprocess.run([self._ip, "addr", "replace", "10.77.0.2/24", "dev", "far"], check=True)

    @contextlib.contextmanager
    def there(self):
        """This thread is on the broker's host: sockets that it makes stay there."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open("/proc/self/ns/net") as home, open(f"/proc/{self.process.pid}/ns/net") as far:
            if libc.setns(far.fileno(), 0) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            try:
                yield
            finally:
                libc.setns(home.fileno(), 0)
