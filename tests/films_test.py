"""Films of courses on the running daemon: sent in pieces over a bad day, read in parts as a phone asks for them, sealed, backed up, and named by a section."""
import pathlib
import shutil
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from faults.bad_disk import library
from plant.asker import Asker
from plant.contract import Contract
from plant.films import PIECE, WEBM, keep, list_of, mp4, part, send, upload
from plant.picture import png
from plant.programs import PASSWORD, PROGRAMS, wait_until
from plant.stage import Stage
from plant.training import put, save_course

CONTRACT = Contract()
FILM = mp4(2 * PIECE + 1_234)
SHORT = mp4(3_000, b"another")


def everything_in(folder):
    return b"".join(path.read_bytes() for path in pathlib.Path(folder).rglob("*") if path.is_file())


class Films(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(pairs=1)
        self.addCleanup(self.stage.close)
        self.people()

    def people(self):
        admin = Asker(self.stage.daemon.port, CONTRACT).sign_in("admin")
        for login, role, post in (("wang.qiang", "worker", "operator"), ("li.na", "safety-officer", "team-lead")):
            admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": [post], "password": PASSWORD})
        self.sign_in()

    def sign_in(self):
        self.worker = Asker(self.stage.daemon.port, CONTRACT).sign_in("wang.qiang")
        self.officer = Asker(self.stage.daemon.port, CONTRACT).sign_in("li.na")

    def restart(self):
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.sign_in()

    def refused(self, answer, status, fields=None):
        self.assertEqual(answer.status, status, answer.body)
        if fields is not None:
            self.assertEqual(answer.fields(), fields)

    def test_a_film_goes_on_where_it_stopped(self):
        begun = self.officer.post("/films", list_of(FILM))
        self.assertEqual((begun["state"], begun["lacking"]), ("sending", [1, 2, 3]))
        name = begun["film"]
        self.assertEqual(send(self.officer, FILM, name, [3, 1, 1]), [204, 204, 204])
        self.assertEqual(self.officer.post(f"/films/{name}/keep")["state"], "sending")
        self.refused(part(self.worker, name, "bytes=0-"), 404)
        self.restart()
        again = self.officer.post("/films", list_of(FILM))
        self.assertEqual((again["film"], again["lacking"]), (name, [2]))
        self.assertEqual(send(self.officer, FILM, name, [2]), [204])
        self.assertEqual(keep(self.officer, name), {"film": name, "state": "kept", "lacking": []})
        self.assertEqual(self.officer.post("/films", list_of(FILM))["state"], "kept")
        self.assertEqual(keep(self.officer, name)["state"], "kept")
        self.assertEqual(list((self.stage.daemon.data / "uploads").iterdir()), [])

    def test_it_is_read_in_parts(self):
        name = upload(self.officer, FILM)
        size, tag = len(FILM), f'"{name}"'
        for first, last in ((0, 1), (0, 99), (PIECE - 5, PIECE + 5), (PIECE + 7, 2 * PIECE + 6), (size - 1, size - 1)):
            answer = part(self.worker, name, f"bytes={first}-{last}")
            self.assertEqual((answer.status, answer.headers["content-range"], answer.headers["content-type"]), (206, f"bytes {first}-{last}/{size}", "video/mp4"))
            self.assertEqual((answer.headers["etag"], answer.headers["accept-ranges"], answer.headers["content-length"]), (tag, "bytes", str(last - first + 1)))
            self.assertEqual(answer.raw, FILM[first : last + 1])
        self.assertEqual(part(self.worker, name, "bytes=-10").raw, FILM[-10:])
        self.assertEqual(part(self.worker, name, "bytes=100-").raw, FILM[100 : 100 + PIECE], "the rest is asked for next")
        self.assertEqual(part(self.worker, name, "bytes=99999999-, 4-7, 0-1").raw, FILM[4:8])
        none = part(self.worker, name, f"bytes={size}-")
        self.assertEqual((none.status, none.headers["content-range"]), (416, f"bytes */{size}"))
        self.assertEqual(part(self.worker, name, "bytes=0-1", If_Range=tag).status, 206)
        for headers in ({"Range": "bytes=0-1", "If_Range": '"older"'}, {"Range": "bytes=0-1", "If_Range": f"W/{tag}"}, {"Range": "bytes=x"}, {}):
            self.refused(self.worker.ask("GET", f"/films/{name}", **headers), 400)
        self.assertEqual(self.worker.ask("GET", f"/films/{name}", If_None_Match=tag).status, 304)
        short = upload(self.officer, SHORT)
        whole = self.worker.ask("GET", f"/films/{short}")
        self.assertEqual((whole.status, whole.raw), (200, SHORT))
        read = b""
        while len(read) < size:
            read += part(self.worker, name, f"bytes={len(read)}-").raw
        self.assertEqual(read, FILM)

    def test_what_is_no_film_is_refused(self):
        self.refused(self.worker.ask("POST", "/films", list_of(FILM)), 403)
        self.refused(self.officer.ask("POST", "/films", list_of(FILM, "video/quicktime")), 422, ["type"])
        self.refused(self.officer.ask("POST", "/films", list_of(FILM, bytes=256 * PIECE + 1)), 422, ["bytes"])
        self.refused(self.officer.ask("POST", "/films", list_of(FILM, bytes=PIECE)), 422, ["pieces"])
        self.refused(self.officer.ask("POST", "/films", list_of(FILM, pieces=["x"] * 3)), 422, ["pieces[0]", "pieces[1]", "pieces[2]"])
        for other, kind in ((b"\xff\xd8\xff" + b"\0" * 500, "video/mp4"), (FILM[:500], "video/webm"), (b"\0\0\0\x14ftypqt  \0\0\2\0qt  " + b"\0" * 99, "video/mp4")):
            name = self.officer.post("/films", list_of(other, kind))["film"]
            answer = self.officer.ask("PUT", f"/films/{name}/pieces/1", raw=other, Content_Type="video/mp4")
            self.assertIn(answer.status, (415, 422), answer.body)
            self.assertEqual(self.officer.post(f"/films/{name}/keep")["lacking"], [1])
        name = self.officer.post("/films", list_of(FILM))["film"]
        path = f"/films/{name}/pieces"
        self.refused(self.officer.ask("PUT", f"{path}/2", raw=FILM[:PIECE], Content_Type="application/octet-stream"), 422)
        self.refused(self.officer.ask("PUT", f"{path}/4", raw=b"x", Content_Type="application/octet-stream"), 404)
        self.refused(self.officer.ask("PUT", f"/films/{'0' * 64}/pieces/1", raw=SHORT, Content_Type="application/octet-stream"), 404)
        self.assertEqual(part(self.worker, "0" * 64, "bytes=0-").status, 404)
        self.assertEqual(part(self.worker, upload(self.officer, WEBM, "video/webm"), "bytes=0-3").headers["content-type"], "video/webm")

    def status_of(self, who, method, path, *pieces, announced=None):
        """What a body is answered with that no library would send: announced with a length, and of which nothing comes, or streamed in chunks, whose length nobody says."""
        body = f"Content-Length: {announced}" if announced else "Transfer-Encoding: chunked"
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nCookie: {who.cookie}\r\nContent-Type: application/octet-stream\r\n{body}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.stage.daemon.port), 20) as wire:
            wire.sendall(head.encode())
            try:
                for piece in pieces:
                    wire.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
            except OSError:
                pass  # it was answered, and hung up, before all of it was sent
            return int(wire.recv(65536).split(b" ")[1])

    def test_an_upload_has_its_bounds_however_it_comes(self):
        name = self.officer.post("/films", list_of(FILM))["film"]
        piece = b"x" * (PIECE // 4)
        for method, path, most in (("POST", "/photos", 10 * PIECE), ("POST", "/voices", 2 * PIECE), ("PUT", f"/films/{name}/pieces/1", PIECE)):
            with self.subTest(path):
                self.assertEqual(self.status_of(self.officer, method, path, announced=most + 1), 413)
                self.assertEqual(self.status_of(self.officer, method, path, *[piece] * (4 * most // PIECE + 1)), 413)
                self.assertEqual(self.status_of(self.officer, method, path, *[piece] * (4 * most // PIECE), b""), 415, "up to there it is read, and is no such thing")
                self.assertEqual(self.status_of(Asker(self.stage.daemon.port, None), method, path, announced=most), 401, "nobody is waited for who is not known")
        self.refused(self.officer.ask("POST", "/films", list_of(FILM, bytes=257 * PIECE, pieces=["0" * 64] * 257)), 422, ["bytes", "pieces"])
        other = self.officer.ask("PUT", f"/films/{name}/pieces/2", raw=FILM[:PIECE], Content_Type="application/octet-stream")
        self.refused(other, 422)
        self.assertIn("send it again", other.body["detail"])
        for number in range(7):
            self.officer.post("/films", list_of(mp4(3_000, b"film %d" % number)))
        self.refused(self.officer.ask("POST", "/films", list_of(SHORT)), 409)
        self.assertEqual(send(self.officer, FILM, name, [1, 2, 3]), [204, 204, 204], "none of it did anything to what was under way")
        self.assertEqual(keep(self.officer, name)["state"], "kept")
        self.assertEqual(self.worker.ask("POST", "/photos", raw=png(8, 8), Content_Type="image/png").status, 201)

    def test_a_section_names_a_film_that_is_there(self):
        name = upload(self.officer, FILM)
        save_course(self.officer, "h2s", topics=["post:operator"])
        section = {"course": "h2s", "position": 3, "title": "佩戴呼吸器", "text": "看视频，再看文字。"}
        for missing in ("0" * 64, "h2s.mp4"):
            answer = self.officer.ask("PUT", "/records/course-section/h2s-3", {"reason": "培训", "record": {**section, "film": missing}})
            self.refused(answer, 422, ["record.film"])
        put(self.officer, "course-section", "h2s-3", {**section, "film": name})
        training = self.worker.get("/trainings")["items"][0]["id"]
        sections = self.worker.get(f"/trainings/{training}")["content"]["sections"]
        self.assertEqual([each["film"] for each in sections], [None, None, name])
        part(self.worker, name, "bytes=0-")
        after = self.worker.get(f"/trainings/{training}")["content"]["sections"]
        self.assertEqual([each["read"] for each in after], [False] * 3, "to play is not to read")

    def test_it_is_sealed_and_comes_back_with_a_backup(self):
        begun = self.officer.post("/films", list_of(SHORT))  # on its way, and never kept
        send(self.officer, SHORT, begun["film"], [1])
        name = upload(self.officer, FILM)
        folder = self.stage.daemon.data.parent
        done = subprocess.run([PROGRAMS / "davy", "backup", "--data", self.stage.daemon.data, "--to", folder / "kept"], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.stage.daemon.kill()
        for place in (self.stage.daemon.data, folder / "kept"):
            stored = everything_in(place)
            for plain in (FILM[:64], FILM[PIECE : PIECE + 64], FILM[-64:], SHORT[100:164], b"ftypisom", b"davy film 1"):
                self.assertNotIn(plain, stored, place)
        shutil.rmtree(self.stage.daemon.data)
        done = subprocess.run([PROGRAMS / "davy", "restore", "--from", folder / "kept", "--data", self.stage.daemon.data], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.stage.daemon.start()
        self.sign_in()
        self.assertEqual(part(self.worker, name, f"bytes={PIECE}-").raw, FILM[PIECE : 2 * PIECE])


class ADiskThatFills(unittest.TestCase):
    def setUp(self):
        self.stage = self.enterContext(Stage(pairs=1, prepare=self.on_a_small_disk))
        self.officer = Asker(self.stage.daemon.port, CONTRACT).sign_in("admin")

    def on_a_small_disk(self, daemon):
        self.no_room = daemon.data.parent / "no-room"
        daemon.environment = {"LD_PRELOAD": str(library(daemon.data.parent, "small_disk")), "DAVY_FAULT_NO_ROOM": str(self.no_room)}

    def photo(self):
        return self.officer.ask("POST", "/photos", raw=png(8, 8), Content_Type="image/png")

    def test_leaves_its_last_room_to_readings(self):
        begun = self.officer.post("/films", list_of(FILM))["film"]
        self.no_room.touch()
        piece = self.officer.ask("PUT", f"/films/{begun}/pieces/1", raw=FILM[:PIECE], Content_Type="video/mp4")
        for answer in (self.photo(), self.officer.ask("POST", "/films", list_of(SHORT)), piece):
            self.assertEqual(answer.status, 503, answer.body)
            self.assertIn("nearly full", answer.body["message"]["en"])
        self.stage.read(gas_0=7.5)
        wait_until(lambda: [each for each in self.officer.get("/points")["items"] if each["point"] == "gas-0" and each["value"] == 7.5], what="the reading")
        self.no_room.unlink()
        self.assertEqual(self.photo().status, 201)
        self.assertEqual(send(self.officer, FILM, begun, [1]), [204])


if __name__ == "__main__":
    unittest.main()
