"""Pictures as people send them."""
import struct
import zlib


def png(width=2, height=2, level=-1):
    """A grey picture, small unless its bytes are not compressed (level 0)."""
    def chunk(kind, data):
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, level)) + chunk(b"IEND", b"")


def pixels(raw):
    """(width, height, bytes row by row) of a picture as Davy keeps it: a PNG of 8 bits a channel, not interlaced (PNG §9 says how rows are filtered)."""
    assert raw.startswith(b"\x89PNG\r\n\x1a\n"), raw[:16]
    at, packed = 8, b""
    while at < len(raw):
        size, kind = struct.unpack("!I4s", raw[at : at + 8])
        body = raw[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colours, _, _, interlaced = struct.unpack("!IIBBBBB", body)
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    assert (depth, interlaced) == (8, 0)
    step = {0: 1, 2: 3, 4: 2, 6: 4}[colours]
    stream, stride, above, rows = zlib.decompress(packed), width * step, bytes(width * step), b""
    for y in range(height):
        how, row = stream[y * (stride + 1)], bytearray(stream[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            left, corner = (row[x - step], above[x - step]) if x >= step else (0, 0)
            row[x] = (row[x] + (0, left, above[x], (left + above[x]) // 2, paeth(left, above[x], corner))[how]) % 256
        above, rows = bytes(row), rows + bytes(row)
    return width, height, rows


def paeth(left, above, corner):
    guess = left + above - corner
    return min((abs(guess - each), n, each) for n, each in enumerate((left, above, corner)))[2]
