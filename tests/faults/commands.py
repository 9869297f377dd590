"""How long a valve takes to be told, from the reading that trips its row: what no fault may change."""
import json
import queue
import threading
import time

from plant.programs import Standstill
from plant.stage import topic

PATIENCE_SECONDS = 30
LONG_SECONDS = 0.5


class Commands:
    """The device's ear. trip() measures a reading over the limit and waits for the valve's command; each pair once, until it was normal again."""

    def __init__(self, stage):
        self.stage = stage
        self.names = []  # of the commands, as they came
        self._came = queue.Queue()
        self._standstill = Standstill()
        stage.device.subscribe(topic("command"))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            _, payload = self.stage.device.messages.get()
            command = json.loads(payload)
            self.names.append(command["command"])
            self._came.put((command["actuator"], time.monotonic()))

    def trip(self, offers, pair):
        """Seconds until the command, less those for which the machine itself stood still; none when it never came."""
        began, stood = time.monotonic(), self._standstill.seconds
        offers.move(pair)
        while (left := began + PATIENCE_SECONDS - time.monotonic()) > 0:
            try:
                actuator, when = self._came.get(timeout=left)
            except queue.Empty:
                break
            if actuator == f"valve-{pair}":
                if when - began > LONG_SECONDS:
                    time.sleep(4 * Standstill.EVERY_SECONDS)  # until that is known
                return max(0.0, when - began - (self._standstill.seconds - stood))
        return None


def milliseconds(latencies):
    """(median, worst) of them."""
    ordered = sorted(latencies)
    return round(1000 * ordered[len(ordered) // 2], 1), round(1000 * ordered[-1], 1)
