"""Somebody who goes on working while the daemon is attacked: asks, reports, and has valves closed; what took too long, or was refused, is remembered."""
import threading
import time

from faults.commands import Commands, milliseconds
from faults.offers import GONE

ANSWER_SECONDS_MAX = 30.0  # of a machine as slow as may be; what it was is in the statement
COMMAND_SECONDS_MAX = 2.0


class Witness:
    """Works in a thread of its own between start() and stop(). `pairs` are tripped in turn, each once normal and once high."""

    def __init__(self, stage, offers, pairs):
        self.offers, self.pairs = offers, list(pairs)
        self.commands = Commands(stage)
        self.answers_s, self.commands_s, self.complaints = [], [], []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self):
        self.offers.tell(self.pairs)
        self._thread.start()
        return self

    def stop(self):
        self._over.set()
        self._thread.join()

    def seen(self):
        return {"answers ms": "{}/{}".format(*milliseconds(self.answers_s)), "commands ms": "{}/{}".format(*milliseconds(self.commands_s))}

    def _work(self):
        turn = 0
        while not self._over.is_set() or turn < 3:
            for what, ask, good in (("/healthz", lambda: self.offers.ask("GET", "/healthz")[0], 200), ("a report", self.offers.report, 201), ("lines", self.offers.write, 204)):
                self._time(what, ask, good)
            if turn < len(self.pairs):
                self._trip(self.pairs[turn])
            turn += 1
            self._over.wait(0.02)

    def _time(self, what, ask, good):
        began = time.monotonic()
        try:
            status = ask()
        except GONE as why:
            status = repr(why)
        took = time.monotonic() - began
        self.answers_s.append(took)
        if status not in (200, good):
            self.complaints.append(f"{what} was answered with {status}")
        if took > ANSWER_SECONDS_MAX:
            self.complaints.append(f"{what} took {took:.1f} s")

    def _trip(self, pair):
        took = self.commands.trip(self.offers, pair)
        self.commands_s.append(took or 99)
        if took is None or took > COMMAND_SECONDS_MAX:
            self.complaints.append(f"the command of valve-{pair} took {took} s")
