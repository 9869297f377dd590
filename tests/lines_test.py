"""Samples as lines over HTTP: what was acknowledged is there after a kill -9, what was wrong is named, and a token is all that it takes."""
import http.client
import subprocess
import time
import unittest

from plant.programs import wait_until
from plant.stage import Stage


class LinesTest(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(pairs=2)
        self.addCleanup(self.stage.close)
        self.token = self.davy("token", "create", "gateway")

    def davy(self, *words):
        command = self.stage.daemon.command
        program, data = command[0].replace("davyd", "davy"), command[command.index("--data") + 1]
        return subprocess.run([program, *words, "--data", data], check=True, capture_output=True, text=True).stdout.strip()

    def write(self, lines, path="/api/v2/write?precision=ms&org=o&bucket=b", token=None, **headers):
        wire = http.client.HTTPConnection("127.0.0.1", self.stage.daemon.port, timeout=20)
        wire.request("POST", path, lines, {"Authorization": f"Token {token or self.token}", **headers})
        answer = wire.getresponse()
        text = answer.read().decode()
        wire.close()
        return answer.status, text

    def history(self):
        return [each["value"] for each in self.stage.admin.get("/points/gas-0/history")["readings"]]

    def test_what_was_acknowledged_survives_a_kill(self):
        now = int(time.time() * 1000) - 30_000
        lines = "\n".join(f"gas-0 value={n}.5 {now + n}" for n in range(20))
        self.assertEqual(self.write(lines), (204, ""))
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.assertEqual(self.history(), [n + 0.5 for n in range(20)])

    def test_a_line_over_the_limit_rings(self):
        self.assertEqual(self.write("gas,point=gas-0 value=60")[0], 204)
        wait_until(lambda: self.stage.admin.get("/alarms?condition=gas-0:high-high")["items"], what="the alarm")

    def test_the_wrong_lines_are_named_and_the_others_are_kept(self):
        status, text = self.write("gas-0 value=1\ngas-9 value=1\ngas-0 value=\ngas-0 value=2")
        self.assertEqual(status, 422)
        for part in ("2 samples were kept, 2 were refused", "line 2, column 7", "line 3, column 13", "expected a number, found the end of the line"):
            self.assertIn(part, text)
        self.assertEqual(self.history(), [1, 2])
        counted = self.stage.admin.get("/ingest")
        self.assertEqual((counted["malformed"]["unknown-point"], counted["malformed"]["bad-value"]), (1, 1))
        self.assertEqual(counted["quarantine"][0]["topic"], "lines:gateway")

    def test_five_years_in_one_screen_hide_no_peak(self):
        day = 86_400_000
        now = int(time.time() * 1000)
        self.assertEqual(self.write("\n".join(f"gas-0 value={value} {now - 400 * day + n * 1000}" for n, value in enumerate([1, 95, 1]))), (204, ""))
        self.assertEqual(self.write(f"gas-0 value=2 {now}"), (204, ""))
        rfc3339 = lambda ms: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(ms / 1000))
        width_s = 5 * 366 * 86_400 // 700
        answer = self.stage.admin.get(f"/points/gas-0/history?from={rfc3339(now - 5 * 366 * day)}&until={rfc3339(now + 1000)}&width={width_s}s")
        seen = [each for each in answer["intervals"] if each["count"]]
        self.assertEqual([(each["count"], each["min"], each["max"]) for each in seen], [(3, 1, 95), (1, 2, 2)])

    def test_only_a_token_opens_the_way(self):
        self.assertEqual(self.write("gas-0 value=1", token="0" * 64)[0], 401)
        self.assertEqual(self.write("gas-0 value=1\n" * 9_000, token="0" * 64)[0], 401)
        self.assertEqual(self.write("x", **{"Content-Encoding": "gzip"})[0], 415)
        self.assertEqual(self.write("gas-0 value=1", "/api/v1/write?precision=fortnights")[0], 400)
        self.assertIn("gateway  all points", self.davy("token", "list"))
        self.davy("token", "revoke", "gateway")
        self.assertEqual(self.write("gas-0 value=1")[0], 401)


if __name__ == "__main__":
    unittest.main()
