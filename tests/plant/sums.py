"""The sums of a database's pages (docs/formats/store.md), made right after another program has written: what is then wrong is what it wrote, not the disk."""
import struct

SUM_BYTES = 8


def sum_of(content):
    a = b = 0
    for first, second in struct.iter_unpack("<II", content):
        a = (a + first + b) & 0xFFFFFFFF
        b = (b + second + a) & 0xFFFFFFFF
    return struct.pack("<Q", a << 32 | b)


def make_right(path):
    """Of a database that nobody has open, without a log beside it."""
    with open(path, "r+b") as file:
        header = file.read(100)
        if header[20] != SUM_BYTES:
            raise ValueError(f"{path} has no sums")
        size = int.from_bytes(header[16:18], "big")
        file.seek(0)
        pages = file.read()
        for at in range(0, len(pages), size):
            content = pages[at : at + size - SUM_BYTES]
            file.seek(at + size - SUM_BYTES)
            file.write(sum_of(content))
