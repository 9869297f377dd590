"""The whole machine once more, on top of itself: what is installed or deleted there is gone with it. Needs the right to mount."""
import os
import pathlib
import subprocess
import tempfile

AS_ROOT = [] if os.getuid() == 0 else ["sudo", "-n"]
SET_UP = """
set -e
mount -t tmpfs -o size=1g,mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
mkdir -p "$1/root/proc" "$1/root/dev" "$1/root/sys"
for each in proc dev sys; do mount --rbind "/$each" "$1/root/$each"; done
echo ready
exec sleep infinity
"""


class NoRoot(RuntimeError):
    """This machine lets nobody make one: no root, or no right to mount."""


class ThrowAwayRoot:
    """A root folder in a mount namespace of its own; the network is the machine's."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="davy-root-")
        command = [*AS_ROOT, "unshare", "--mount", "--propagation", "private", "sh", "-c", SET_UP, "sh", self.folder.name]
        self.keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = self.keeper.stdout.readline()
        if said != "ready\n":
            self.close()
            raise NoRoot(f"no root to throw away: {said}")
        self.root = pathlib.Path(self.folder.name) / "root"

    def close(self):
        self.keeper.terminate()
        self.keeper.wait()
        self.keeper.stdout.close()
        self.folder.cleanup()

    def command(self, *words):
        """To be run on the outside."""
        return [*AS_ROOT, "nsenter", "--mount", "--target", str(self.keeper.pid), "chroot", str(self.root), *map(str, words)]

    def run(self, *words, **environment):
        """(exit status, all that it said)"""
        settings = [f"{name}={value}" for name, value in environment.items()]
        done = subprocess.run(self.command("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", *settings, *words),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout

    def write(self, path, text):
        subprocess.run(self.command("tee", path), input=text, stdout=subprocess.DEVNULL, text=True, check=True)
