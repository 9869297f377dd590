"""The other half of bad_disk.c: makes it, and says while the daemon runs what its disk is like."""
import errno
import mmap
import pathlib
import struct
import subprocess

LAYOUT = struct.Struct("<iiiiqqqqI")  # struct control
NEVER = -1


def library(folder, name="bad_disk"):
    """NAME.c, to be preloaded; compiled once a folder."""
    made = folder / f"{name}.so"
    if not made.exists():
        source = pathlib.Path(__file__).with_name(f"{name}.c")
        subprocess.run(["cc", "-O1", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", made, source, "-ldl", "-lpthread"], check=True)
    return made


class BadDisk:
    """Of one daemon: give `prepare` to its stage. A sound disk until told otherwise."""

    def __init__(self):
        self._control = None
        self._fields = [0, 0, 0, 0, NEVER, 0, 0, 0, 0]

    def prepare(self, daemon):
        folder = daemon.data.parent
        path = folder / "disk.control"
        path.write_bytes(bytes(mmap.PAGESIZE))
        with open(path, "r+b") as file:
            self._control = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self.be()
        self._data = daemon.data
        daemon.environment = {"LD_PRELOAD": str(library(folder)), "DAVY_FAULT_FOLDER": str(daemon.data), "DAVY_FAULT_CONTROL": str(path)}

    def be(self, write_error=0, sync_error=0, sync_ms=0, short=False, cut_after=NEVER, seed=1):
        """The daemon finds it so from its next write on. Nothing said: sound."""
        # Whole at once: pack_into() fills with zeros first, and a daemon that looks just then finds its power cut.
        self._control[LAYOUT.size - 4:LAYOUT.size] = struct.pack("<I", seed)
        self._control[0:24] = struct.pack("<iiiiq", write_error, sync_error, sync_ms, int(short), cut_after)

    def full(self):
        self.be(write_error=errno.ENOSPC)

    def read_only(self):
        self.be(write_error=errno.EROFS)

    def failing(self):
        self.be(write_error=errno.EIO, sync_error=errno.EIO)

    def failing_to_sync(self):
        self.be(sync_error=errno.EIO)

    def slow(self, seconds):
        self.be(sync_ms=int(seconds * 1000))

    def cut_power_after(self, operations, seed):
        """So many writes and syncs from now; what was not synced is lost, or half of it, or torn."""
        self.be(cut_after=operations, seed=seed)

    @property
    def operations(self):
        return LAYOUT.unpack_from(self._control)[5]

    @property
    def syncs(self):
        return LAYOUT.unpack_from(self._control)[6]

    @property
    def taken_back(self):
        """Writes that the cuts so far have undone."""
        return LAYOUT.unpack_from(self._control)[7]

    def scribble_shared_memory(self, chance):
        """What a mapping holds after a power cut nobody knows."""
        for name in self._data.glob("*-shm"):
            name.write_bytes(chance.randbytes(name.stat().st_size))
