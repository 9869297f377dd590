"""start_demo with made-up davy, davyd and davy-sim, and the real Mosquitto."""
import os
import pathlib
import signal
import socket
import ssl
import stat
import subprocess
import tempfile
import time
import unittest

START_DEMO = pathlib.Path(__file__).resolve().parent.parent / "start_demo"

DAVY = """#!/bin/sh
# davy broker-certificate --authority FOLDER --out OUT
if [ "$1" = broker-certificate ]; then
  [ -e "$5/server.crt" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout "$5/server.key" -out "$5/server.crt" 2>/dev/null
  cp "$5/server.crt" "$5/ca.crt"
  exit
fi
# davy mqtt-acl --site SITE --out OUT
echo made >> "$5/times_made"
printf 'user davyd\\ntopic readwrite #\\n' > "$5/acl"
printf 'davyd:secret-1\\ngas-01:secret-2\\n' > "$5/passwords.txt"
"""

DAVYD = """#!/usr/bin/env python3
import http.server, sys
port = sys.argv[sys.argv.index("--http") + 1]
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
server = http.server.HTTPServer(("127.0.0.1", int(port)), Ready)
print("listening http://127.0.0.1:" + port + "\\nsetup http://127.0.0.1:" + port + "/setup#once-4711", flush=True)
server.serve_forever()
"""

SLEEPS = "#!/usr/bin/env python3\nimport time\nprint('the plant runs', flush=True)\ntime.sleep(60)\n"
FAILS = "#!/bin/sh\necho the plant burst\nexit 3\n"


def processes_with(text):
    """Command lines of the running processes that hold `text`."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if text in line:
            found.append(line)
    return found


class StartDemo(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-start-demo-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.data = self.root / "data"
        (self.root / "site").mkdir()
        (self.root / "site/site.yaml").write_text("points: []\n", encoding="utf-8")
        (self.root / "bin").mkdir()
        for name, text in [("davy", DAVY), ("davyd", DAVYD), ("davy-sim", SLEEPS)]:
            self.write_program(name, text)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def write_program(self, name, text):
        program = self.root / "bin" / name
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)

    def start(self, language="en"):
        command = [START_DEMO, "--port", str(self.port), "--data", self.data, "--site", self.root / "site", "--programs", self.root / "bin"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
                                   env={**os.environ, "PYTHONUNBUFFERED": "1", "DAVY_LANGUAGE": language})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        return process

    def start_and_wait(self):
        """The process and what it printed until it said that it runs."""
        process = self.start()
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            self.assertTrue(line, f"start_demo ended: {said}")
            said += line
        return process, said

    def stop(self, process, how=signal.SIGTERM):
        process.send_signal(how)
        rest, _ = process.communicate(timeout=20)
        return rest

    def test_it_starts_all_says_where_and_stops_all(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(how):
                process, said = self.start_and_wait()
                self.assertIn(f"http://127.0.0.1:{self.port}/\n", said)
                self.assertIn(f"http://127.0.0.1:{self.port}/setup#once-4711", said)
                self.assertEqual(len(processes_with(str(self.data / "mosquitto"))), 3, "broker, daemon and plant know the broker's folder")
                self.assertIn("stopped", self.stop(process, how))
                self.assertEqual(process.returncode, 0)
                self.assertEqual(processes_with(str(self.root / "bin")), [])
                self.assertEqual(processes_with(str(self.data / "mosquitto")), [])

    def test_secrets_are_made_once_and_readable_by_the_owner_only(self):
        for _ in range(2):
            process, _ = self.start_and_wait()
            self.stop(process)
        broker = self.data / "mosquitto"
        self.assertEqual((broker / "times_made").read_text(), "made\n")
        for name in ("passwords.txt", "passwd"):
            self.assertEqual(stat.S_IMODE((broker / name).stat().st_mode), 0o600, name)
        self.assertIn("davyd:secret-1", (broker / "passwords.txt").read_text())
        self.assertIn("davyd:$7$", (broker / "passwd").read_text())

    def test_a_changed_site_makes_the_secrets_again(self):
        process, _ = self.start_and_wait()
        self.stop(process)
        later = time.time() + 5
        os.utime(self.root / "site/site.yaml", (later, later))
        process, _ = self.start_and_wait()
        self.stop(process)
        self.assertEqual((self.data / "mosquitto/times_made").read_text(), "made\nmade\n")

    def test_the_broker_takes_nobody_without_a_password(self):
        process, _ = self.start_and_wait()
        port = (self.data / "mosquitto/mosquitto.conf").read_text().split()[1]
        with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as client:
            client.sendall(b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01x")  # CONNECT as "x", no password
            self.assertEqual(client.recv(4), b"\x20\x02\x00\x05")  # CONNACK: not authorised
        self.stop(process)

    def test_what_the_console_took_back_stays_so(self):
        process, _ = self.start_and_wait()
        self.stop(process)
        broker = self.data / "mosquitto"
        hashed = (broker / "passwd").read_text().splitlines()
        (broker / "passwd").write_text("".join(line + "\n" for line in hashed if not line.startswith("gas-01:")))
        later = time.time() + 5
        os.utime(self.root / "site/site.yaml", (later, later))
        process, _ = self.start_and_wait()
        self.stop(process)
        self.assertEqual([line.split(":")[0] for line in (broker / "passwd").read_text().splitlines()], ["davyd"])
        self.assertIn(hashed[0], (broker / "passwd").read_text(), "davyd's is as it was")

    def test_devices_may_speak_tls_and_nothing_older(self):
        process, _ = self.start_and_wait()
        broker = self.data / "mosquitto"
        port = int([line for line in (broker / "mosquitto.conf").read_text().splitlines() if line.startswith("listener")][1].split()[1])
        context = ssl.create_default_context(cafile=broker / "ca.crt")
        with socket.create_connection(("127.0.0.1", port), timeout=5) as wire, context.wrap_socket(wire, server_hostname="localhost") as secured:
            self.assertIn(secured.version(), ("TLSv1.2", "TLSv1.3"))
        with socket.create_connection(("127.0.0.1", port), timeout=5) as wire, self.assertRaises(ssl.SSLCertVerificationError):
            ssl.create_default_context().wrap_socket(wire, server_hostname="localhost")
        self.stop(process)

    def test_a_taken_port_is_said_and_the_next_one_used(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            process, said = self.start_and_wait()
            self.assertIn(f"port {self.port} is taken", said)
            self.stop(process)

    def test_a_program_that_ends_stops_the_rest_and_shows_its_last_words(self):
        self.write_program("davy-sim", FAILS)
        process = self.start()
        said, _ = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn("davy-sim ended by itself (status 3)", said)
        self.assertIn("the plant burst", said)
        self.assertEqual(processes_with(str(self.data)), [])

    def test_a_daemon_that_cannot_start_is_named(self):
        self.write_program("davyd", "#!/bin/sh\necho the site has errors\nexit 1\n")
        process = self.start()
        said, _ = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn("davyd ended by itself (status 1)", said)
        self.assertIn("the site has errors", said)

    def test_two_demos_never_share_a_folder(self):
        process, _ = self.start_and_wait()
        second = self.start()
        said, _ = second.communicate(timeout=20)
        self.assertEqual(second.returncode, 1)
        self.assertIn(f"already running with {self.data} (process {process.pid})", said)
        self.stop(process)

    def test_programs_that_are_not_built_are_named(self):
        (self.root / "bin/davyd").unlink()
        process = self.start()
        said, _ = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn("bin/davyd is not built; ./run builds it", said)
        said, _ = self.start("zh").communicate(timeout=20)
        self.assertIn("bin/davyd 尚未编译；./run 会编译", said)


if __name__ == "__main__":
    unittest.main()
