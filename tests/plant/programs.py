"""The real programs on free ports: Mosquitto with Davy's ACL, davyd, and a person's way into its HTTP interface."""
import contextlib
import http.client
import json
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
os.environ.setdefault("DAVY_LANGUAGE", "en")  # the tests compare English, whatever the machine speaks
PROGRAMS = pathlib.Path(os.environ.get("DAVY_PROGRAMS", ROOT / "build/release/bin"))
READY_SECONDS = 60
PATIENCE_SECONDS = 30.0  # also on a machine that stands still for some of them
PASSWORD = "correct horse battery"


def wait_until(holds, seconds=PATIENCE_SECONDS, what="it"):
    end = time.monotonic() + seconds
    while not (result := holds()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.01)
    return result


class Standstill:
    """How long the machine itself has stood still since; davyd can do nothing meanwhile."""

    EVERY_SECONDS = 0.05

    def __init__(self):
        self.seconds = 0.0
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def stop(self):
        self._over.set()

    def _look(self):
        before = time.monotonic()
        while not self._over.wait(self.EVERY_SECONDS):
            now = time.monotonic()
            self.seconds += max(0.0, now - before - 4 * self.EVERY_SECONDS)
            before = now


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def clock_ahead(seconds):
    """The environment of a program whose clock is so far ahead; what counts time without a date is left alone."""
    return {"LD_PRELOAD": "/usr/$LIB/faketime/libfaketime.so.1", "FAKETIME": f"+{seconds}", "DONT_FAKE_MONOTONIC": "1"}


class Program:
    """A child process; what it says on stderr, and on stdout unless that is read, goes to a log file."""

    def __init__(self, command, log):
        self.command = [str(part) for part in command]
        self.log = log
        self.process = None

    def launch(self, stdout=None, environment=None):
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=stdout or output, stderr=output, text=True,
                                            env={**os.environ, **(environment or {})})

    def kill(self):
        self.process.kill()
        self._bury()

    def stop(self):
        """The exit status; -9 when it had to be killed."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._bury()
        return self.process.returncode

    def last_words(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def _bury(self):
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


class Broker(Program):
    """Mosquitto, as Davy wants it: a password and an ACL for every device, and room for what comes while nobody listens."""

    HOST = "127.0.0.1"  # where the daemon finds it

    def __init__(self, folder, site, packs):
        folder.mkdir()
        subprocess.run([PROGRAMS / "davy", "mqtt-acl", "--site", site, "--packs", packs, "--out", folder], check=True, capture_output=True)
        self.passwords = folder / "passwords.txt"
        hashed = folder / "passwd"
        shutil.copy(self.passwords, hashed)
        subprocess.run(["mosquitto_passwd", "-U", hashed], check=True, capture_output=True)
        self.port = free_port()
        configuration = folder / "mosquitto.conf"
        configuration.write_text(
            f"listener {self.port} 127.0.0.1\nuser {pwd.getpwuid(os.getuid()).pw_name}\nallow_anonymous false\npassword_file {hashed}\n"
            f"acl_file {folder / 'acl'}\npersistence false\nset_tcp_nodelay true\nmax_queued_messages 100000\nlog_dest stdout\n")
        super().__init__([shutil.which("mosquitto") or "/usr/sbin/mosquitto", "-c", configuration], folder / "log")
        self.prepare(configuration)
        self.launch()
        self.wait_until_it_listens()

    def prepare(self, configuration):
        """Before its first start."""

    @contextlib.contextmanager
    def there(self):
        """Sockets made meanwhile are on its host."""
        yield

    def wait_until_it_listens(self):
        with self.there():
            wait_until(lambda: listens(self.port), what="Mosquitto's start")

    def password(self, user):
        return dict(line.split(":", 1) for line in self.passwords.read_text().splitlines())[user]


class Daemon(Program):
    """davyd on one data folder; may be killed and started again, on the same port. `environment` is that of its next start."""

    def __init__(self, folder, site, packs, broker_port, passwords, options=(), self_test=False, broker_host="127.0.0.1"):
        self.port = free_port()
        self.data = folder / "data"
        self.environment = {}
        super().__init__(
            [PROGRAMS / "davyd", "--site", site, "--packs", packs, "--data", self.data, "--http", self.port,
             "--mqtt-host", broker_host, "--mqtt-port", broker_port, "--mqtt-user", "davyd", "--mqtt-password-file", passwords, *options, *([] if self_test else ["--no-golden-drill"])], folder / "davyd.log")

    def start(self, ahead_s=0):
        """Returns when it listens; gives the seconds that took. Its clock may be ahead of ours, by Debian's faketime."""
        began = time.monotonic()
        self.launch(subprocess.PIPE, {**self.environment, **(clock_ahead(ahead_s) if ahead_s else {})})
        patience = threading.Timer(READY_SECONDS, self.process.kill)
        patience.start()
        line = self.process.stdout.readline()
        patience.cancel()
        if not line.startswith("listening "):
            raise RuntimeError(f"davyd did not start (status {self.stop()}):\n{self.last_words()}")
        return time.monotonic() - began

    def setup_token(self):
        """Of the one-time link on the second line of a first start."""
        return self.process.stdout.readline().split("#")[1].strip()


class Person:
    """Somebody at the HTTP interface, with a session."""

    def __init__(self, daemon):
        self._port = daemon.port
        self.cookie = None
        self._connection = None

    def ask(self, method, path, body=None):
        """(status, answer); a connection that the daemon closed, as a restart does, is made anew once. A body of bytes is a PNG picture; what is not JSON is answered as bytes."""
        for attempt in (1, 2):
            try:
                return self._ask(method, path, body)
            except (http.client.HTTPException, OSError):
                self.leave()
                if attempt == 2:
                    raise

    def get(self, path, **query):
        asked = path + ("?" + urllib.parse.urlencode(query) if query else "")
        status, answer = self.ask("GET", asked)
        if status != 200:
            raise RuntimeError(f"GET {asked}: {status} {answer}")
        return answer

    def leave(self):
        """Hangs up; the session stays."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method, path, body):
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        headers = {"X-Davy": "1"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "image/png" if isinstance(body, bytes) else "application/json"
        self._connection.request(method, "/api/v1" + path, body if body is None or isinstance(body, bytes) else json.dumps(body), headers)
        response = self._connection.getresponse()
        raw = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith("davy_session="):
                self.cookie = value.split(";")[0]
        if not raw:
            return response.status, None
        return response.status, json.loads(raw) if "json" in response.getheader("Content-Type", "") else raw

    @staticmethod
    def first_administrator(daemon):
        person = Person(daemon)
        status, answer = person.ask("POST", "/setup", {"token": daemon.setup_token(), "login": "admin", "name": "Admin", "password": PASSWORD})
        if status != 201:
            raise RuntimeError(f"setup: {status} {answer}")
        return person

    @staticmethod
    def logged_in(daemon, login, password=PASSWORD):
        person = Person(daemon)
        status, answer = person.ask("POST", "/session", {"login": login, "password": password})
        if status not in (200, 201):
            raise RuntimeError(f"login: {status} {answer}")
        return person
