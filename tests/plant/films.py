"""Films of courses, as they are sent and read through the interface."""
import hashlib
import struct

PIECE = 1024 * 1024


def box(kind, content):
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(size, seed=b"a film of the plant"):
    """Bytes that begin as an MP4 does; the rest is nothing that anybody could play, and no two places of it are alike."""
    head = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    rest = b"".join(hashlib.sha256(seed + struct.pack(">I", i)).digest() for i in range((size - len(head)) // 32 + 1))
    return (head + box(b"mdat", rest))[:size]


WEBM = bytes.fromhex("1a45dfa3") + bytes([0x80 + 11]) + bytes.fromhex("42868101") + bytes.fromhex("428284") + b"webm" + b"\0" * 200


def pieces_of(film):
    return [film[at : at + PIECE] for at in range(0, len(film), PIECE)]


def list_of(film, kind="video/mp4", **wrong):
    return {"type": kind, "bytes": len(film), "pieces": [hashlib.sha256(piece).hexdigest() for piece in pieces_of(film)], **wrong}


def send(who, film, name, numbers):
    pieces = pieces_of(film)
    return [who.ask("PUT", f"/films/{name}/pieces/{number}", raw=pieces[number - 1], Content_Type="application/octet-stream").status for number in numbers]


def keep(who, name):
    while (upload := who.post(f"/films/{name}/keep"))["state"] == "keeping":
        assert upload["lacking"] == [], upload
    return upload


def upload(who, film, kind="video/mp4"):
    """Sends all of it; gives its name."""
    now = who.post("/films", list_of(film, kind))
    assert set(send(who, film, now["film"], now["lacking"])) <= {204}
    assert keep(who, now["film"])["state"] == "kept"
    return now["film"]


def part(who, name, asked, **headers):
    return who.ask("GET", f"/films/{name}", Range=asked, **headers)


def use_films(test):
    """test: .worker, .officer."""
    film = mp4(PIECE + 5_000)
    test.assertEqual(test.worker.ask("POST", "/films", list_of(film)).status, 403)
    name = upload(test.officer, film)
    first = part(test.worker, name, "bytes=0-")
    test.assertEqual((first.status, first.headers["content-range"]), (206, f"bytes 0-{PIECE - 1}/{len(film)}"))
    test.assertEqual(first.raw + part(test.worker, name, f"bytes={PIECE}-").raw, film)
