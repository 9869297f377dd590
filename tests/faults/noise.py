"""Malformed input as fast as it can be sent, over MQTT and HTTP: each message is counted with its reason, and the good ones in between are kept, all of them."""
import itertools
import json
import threading
import time

from faults.offers import GONE, Offers
from faults.statement import Statement
from faults.witness import Witness
from plant.programs import wait_until
from plant.stage import Stage, topic

PAIRS = 12
GOOD_EVERY = 25  # messages

# payload -> the reason that it must be counted by
BAD = [
    (b"", "not-json"), (b"{", "not-json"), (b"\xff\xfe\x00\x01", "not-json"), (b"[" * 5_000, "not-json"), (b'{"samples":[' + b'{"a":' * 2_000, "not-json"),
    (b'{"samples":[{"point":"gas-0","t":1,"v":NaN}]}', "not-json"), (b'{"samples":[{"point":"gas-0","t":1,"v":1e999}]}', "not-json"),
    (b'{"samples":[{"point":"gas-0","t":1,"v":1}],}', "not-json"), (b'{"samples":[{"point":"\xc3\x28","t":1,"v":1}]}', "not-json"),
    (b"[]", "no-samples"), (b"7", "no-samples"), (b'{"samples":{}}', "no-samples"), (b'{"samples":null}', "no-samples"),
    (b'{"samples":[42]}', "not-an-object"), (b'{"samples":[[]]}', "not-an-object"),
    (b'{"samples":[{"point":"gas-99999","t":1,"v":1}]}', "unknown-point"), (b'{"samples":[{"point":"' + b"x" * 10_000 + b'","t":1,"v":1}]}', "unknown-point"),
    (b'{"samples":[{"point":"gas-0","t":"now","v":1}]}', "bad-time"), (b'{"samples":[{"point":"gas-0","t":99999999999999999999,"v":1}]}', None),
    (b'{"samples":[{"point":"gas-0","t":1,"v":"high"}]}', "bad-value"), (b'{"samples":[{"point":"gas-0","t":1,"v":{"v":1}}]}', "bad-value"),
    (b'{"samples":[{"point":"gas-0","t":1,"v":1,"q":"fine"}]}', "bad-quality"),
]

BAD_LINES = ["gas-0", "gas-0 value=", "gas-0 value=NaN", "gas-0 value=1e9999", "gas-0 value=\"x\"", "gas-0 value=1 yesterday", "gas-9999 value=1", "gas-0 value=1 99999999999999999999",
             "\x00\x01", "=,= = =", "gas-0,a=b,c value=1", "," * 500]


class Noise:
    name = "noise"

    def __init__(self, messages):
        self.messages = messages

    def run(self):
        with Stage(pairs=PAIRS) as stage:
            offers = Offers(stage, PAIRS)
            before = stage.admin.get("/ingest")
            witness = Witness(stage, offers, range(6, offers.pairs)).start()
            began = time.monotonic()
            lines = threading.Thread(target=self.noise_over_http, args=(stage, offers))
            lines.start()
            good = self.noise_over_mqtt(stage)
            lines.join()
            stage.device.settle()
            seconds = time.monotonic() - began
            complaints = self.counted(stage, before) + self.kept(stage, good)
            witness.stop()
            wrong = offers.wrong_alarms()
            complaints += witness.complaints + offers.chain_faults()
            seen = {"messages": self.messages, "a second": round(self.messages / seconds), "good ones between": len(good), **witness.seen()}
            return Statement(self.name, offers.offered + len(good), offers.acknowledged + len(good), offers.lost(), wrong, seen, complaints)

    def noise_over_mqtt(self, stage):
        """The good readings sent in between: ms -> value of gas-0."""
        good = {}
        for number, (payload, _) in zip(range(self.messages), itertools.cycle(BAD)):
            stage.device.publish(topic("samples"), payload)
            if number % GOOD_EVERY == 0:
                ms, value = stage.stamp(), number % 40 + 0.25
                stage.device.publish(topic("samples"), json.dumps({"samples": [{"point": "gas-0", "t": ms, "v": value}]}))
                good[ms] = value
            if number % 500 == 499:
                stage.device.settle()
        return good

    def noise_over_http(self, stage, offers):
        """Each is refused by name, none with a failure of ours."""
        self.failures = []
        bodies = [(way, body) for way in ("/api/v2/write?precision=ms&org=o&bucket=b", "/api/v1/hazards", "/api/v1/session") for body in
                  ["\n".join(BAD_LINES), "[" * 5_000, '{"zone":', '{"zone":"plant","what":' + "9" * 400 + "}", '{"zone":"\\ud800","what":"x"}', "\x00" * 100, '{"what":[[[[]]]]}', "null"]]
        for number, (path, body) in zip(range(self.messages // 20), itertools.cycle(bodies)):
            headers = {"X-Davy": "1", "Cookie": stage.admin.cookie, "Content-Type": "application/json"}
            headers |= {"Authorization": f"Token {offers.token}"} if "write" in path else {}
            try:
                status, text = offers.ask("POST", path, body.encode(), headers)
            except GONE as why:
                status, text = 0, repr(why)
            if not 400 <= status < 500:
                self.failures.append(f"{path} with {body[:20]!r} was answered with {status} {text[:80]}")

    def counted(self, stage, before):
        """By reason, to the last one."""
        wanted = {}
        for _, (_, reason) in zip(range(self.messages), itertools.cycle(BAD)):
            wanted[reason] = wanted.get(reason, 0) + 1

        def counts():
            now = stage.admin.get("/ingest")["malformed"]
            return {reason: now.get(reason, 0) - before["malformed"].get(reason, 0) for reason in set(now) | set(wanted) if reason}

        try:
            wait_until(lambda: sum(counts().values()) >= self.messages, 60, "the count of every message")
        except TimeoutError:
            pass
        told = counts()
        total = sum(told.values())
        complaints = self.failures[:3] + ([] if self.over_mqtt_alone(told, wanted) else [f"counted {told}, sent {wanted}"])
        return complaints + ([f"{self.messages} were sent, only {total} counted"] if total < self.messages else [])

    @staticmethod
    def over_mqtt_alone(told, wanted):
        """Lines over HTTP are counted by some of the same reasons: none may be fewer than MQTT's."""
        return all(told.get(reason, 0) >= count for reason, count in wanted.items() if reason)

    @staticmethod
    def kept(stage, good):
        def readings():
            return {each["value"] for each in stage.admin.get("/points/gas-0/history", limit=20_000)["readings"]}

        try:
            wait_until(lambda: len(stage.admin.get("/points/gas-0/history", limit=20_000)["readings"]) >= len(good), 30, "the good ones")
        except TimeoutError:
            kept = stage.admin.get("/points/gas-0/history", limit=20_000)["readings"]
            return [f"{len(good)} good readings were sent in between, {len(kept)} are kept"]
        return [] if set(good.values()) <= readings() else ["a good reading in between has another value"]
