"""Evidence as people meet it: bundles over HTTP, the witnesses that keep checkpoints, and a journal as older programs wrote it."""
import hashlib
import http.server
import json
import socketserver
import sqlite3
import threading

from plant.sums import make_right


def use_evidence(test, alarm):
    """Every operation once; and who may not."""
    bundle = test.officer.get(f"/evidence/alarm/{alarm}")
    test.assertEqual(json.loads(bundle["manifest"])["matter"], f"alarm:{alarm}")
    test.assertEqual(test.worker.ask("GET", f"/evidence/alarm/{alarm}").status, 403)
    test.assertEqual(test.officer.ask("GET", "/evidence/alarm/999999").status, 404)
    test.assertEqual(test.worker.get("/evidence/key")["key"], bundle["key"])
    test.assertEqual(test.worker.ask("GET", "/evidence/checkpoints").status, 403)
    test.assertEqual(test.officer.get("/evidence/checkpoints")["items"][0]["hash"], bundle["checkpoints"][-1]["hash"])
    test.officer.get("/health")


class HttpWitness:
    """Keeps the lines that are posted to it; while `refuses`, it answers 500."""

    def __init__(self):
        self.lines, self.refuses = [], False
        witness = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if not witness.refuses:
                    witness.lines += body.splitlines()
                self.send_response(500 if witness.refuses else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/checkpoints"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class MailWitness:
    """As much of RFC 5321 as a sender needs; keeps whole letters."""

    def __init__(self):
        self.letters = []
        witness = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.say("220 witness")
                while line := self.rfile.readline():
                    verb = line.decode().split()[0].upper() if line.strip() else ""
                    if verb == "DATA":
                        self.say("354 go on")
                        witness.letters.append(self.letter())
                    if verb == "QUIT":
                        return self.say("221 bye")
                    self.say("250 ok")

            def letter(self):
                lines = []
                while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    lines.append(line)
                return "\n".join(lines)

            def say(self, words):
                self.wfile.write(words.encode() + b"\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"smtp://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def sized(piece):
    """A text or digest with its length before it, as the journal's hashes take it."""
    raw = piece.encode() if isinstance(piece, str) else piece
    return len(raw).to_bytes(8, "little") + raw


def number(value):
    return value.to_bytes(8, "little")


def hash_of(prev, seq, time, kind, subject, actor, body, salt):
    """docs/formats/journal.md, written down a second time."""
    said = number(time) + b"".join(map(sized, (kind, subject, actor, body)))
    if salt is None:
        return hashlib.sha256(sized(prev) + number(seq) + said).digest()
    content = hashlib.sha256(sized("davy-record-1") + sized(salt) + said).digest()
    return hashlib.sha256(sized("davy-link-1") + sized(prev) + number(seq) + sized(content)).digest()


def age(database_file, last_old):
    """Makes the records up to `last_old` what a program before salts wrote, and chains the others to them anew."""
    database = sqlite3.connect(database_file)
    prev = bytes(32)
    for row in database.execute("SELECT seq, time, kind, subject, actor, body, salt FROM journal ORDER BY seq").fetchall():
        salt = None if row[0] <= last_old else row[6]
        digest = hash_of(prev, *row[:6], salt)
        database.execute("UPDATE journal SET prev = ?, hash = ?, salt = ? WHERE seq = ?", (prev, digest, salt, row[0]))
        prev = digest
    database.execute("UPDATE journal_head SET hash = ?", (prev,))
    for table in ("checkpoints", "witness_progress", "snapshots"):
        database.execute(f"DELETE FROM {table}")
    database.commit()
    database.close()
    make_right(database_file)
