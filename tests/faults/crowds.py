"""Too many at the door: clients that are slow on purpose, and connections for their own sake. Who has something to do is served all the while."""
import contextlib
import itertools
import os
import random
import socket
import struct
import threading
import time

from faults.offers import Offers
from faults.process import allow_many_sockets, descriptors, resident_mb
from faults.statement import Statement
from faults.witness import Witness
from plant.live_feed import LiveFeed, Refused
from plant.programs import wait_until
from plant.stage import Stage

PAIRS = 12
DESCRIPTORS_LEFT_MAX = 8
MEGABYTES_LEFT_MAX = 200  # what the allocator keeps for the next time


class Crowd:
    """`besiege` does it; afterwards the daemon holds what it held before."""

    name = "crowd"

    def __init__(self, count):
        self.count = count

    def run(self):
        allow_many_sockets()
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            before = descriptors(stage.daemon), resident_mb(stage.daemon)
            witness = Witness(stage, offers, range(offers.pairs)).start()
            try:
                seen = self.besiege(stage)
            finally:
                witness.stop()
            wrong = offers.wrong_alarms()
            complaints = witness.complaints + offers.chain_faults() + self.left(stage, *before)
            seen = {**seen, **witness.seen(), "MB before/after": f"{before[1]:.0f}/{resident_mb(stage.daemon):.0f}"}
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    @staticmethod
    def left(stage, held, megabytes):
        stage.admin.leave()
        try:
            wait_until(lambda: descriptors(stage.daemon) <= held + DESCRIPTORS_LEFT_MAX, 90, "the return of descriptors")
        except TimeoutError:
            return [f"{descriptors(stage.daemon)} descriptors are open, {held} were before"]
        grown = resident_mb(stage.daemon) - megabytes
        return [f"{grown:.0f} MB more are held than before"] if grown > MEGABYTES_LEFT_MAX else []


class SlowClients(Crowd):
    """Some say nothing, some half a request, a letter now and then, some never read their answer, some never read the live feed."""

    name = "slow-clients"

    def besiege(self, stage):
        ways = itertools.cycle([self.silent, self.letter_by_letter, self.deaf, self.deaf_to_the_feed])
        with contextlib.ExitStack() as all_of_them:
            writers, refused = [], 0
            for way in itertools.islice(ways, self.count):
                try:
                    client = all_of_them.enter_context(contextlib.closing(way(stage)))
                    writers += [client] if way == self.letter_by_letter else []
                except (OSError, Refused):
                    refused += 1
            end = time.monotonic() + 3
            while time.monotonic() < end:
                for client in writers:
                    with contextlib.suppress(OSError):
                        client.send(b"x")
                stage.read(gas_0=random.uniform(0, 20))  # something to tell the feeds
                time.sleep(0.2)
            return {"clients": self.count, "refused": refused}

    @staticmethod
    def silent(stage):
        return socket.create_connection(("127.0.0.1", stage.daemon.port), 10)

    @staticmethod
    def letter_by_letter(stage):
        client = socket.create_connection(("127.0.0.1", stage.daemon.port), 10)
        client.send(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\nX-Slow: ")
        return client

    @staticmethod
    def deaf(stage):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.settimeout(10)
        client.connect(("127.0.0.1", stage.daemon.port))
        ask = f"GET /api/v1/journal?limit=500 HTTP/1.1\r\nHost: x\r\nCookie: {stage.admin.cookie}\r\n\r\n"
        client.send(ask.encode() * 10)
        return client

    @staticmethod
    def deaf_to_the_feed(stage):
        return LiveFeed(stage.daemon.port, stage.admin.cookie, receive_bytes=2048)


class Connections(Crowd):
    """Made and dropped, in order or not, with nonsense or without a word."""

    name = "connections"

    def besiege(self, stage):
        port, failed = stage.daemon.port, []

        def knock(number):
            chance = random.Random(number)
            for i in range(self.count // 4):
                try:
                    with socket.socket() as client:
                        client.settimeout(10)
                        client.bind((f"127.0.{number + 1}.{1 + i % 250}", 0))  # each has ports of its own
                        client.connect(("127.0.0.1", port))
                        if i % 3 == 0:
                            client.send(chance.randbytes(chance.randrange(1, 200)))
                        if i % 3 != 1:
                            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                except OSError as why:
                    failed.append(why)

        began = time.monotonic()
        knockers = [threading.Thread(target=knock, args=(number,)) for number in range(4)]
        for each in knockers:
            each.start()
        for each in knockers:
            each.join()
        return {"attempts": self.count, "a second": round(self.count / (time.monotonic() - began)), "not taken": len(failed)}
