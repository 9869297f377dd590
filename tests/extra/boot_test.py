"""The package on a real systemd: a container boots on top of this machine, installs it, hangs the daemon, lets a device in at the broker and removes it."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from plant.programs import PROGRAMS, ROOT

BOOT_SECONDS = 240
ON_THE_MACHINE = """#!/bin/bash
exec > /srv/said 2>&1
DEBIAN_FRONTEND=noninteractive dpkg --force-depends -i /srv/*.deb || exit
answers() { for _ in $(seq 60); do curl -fs -o /dev/null http://127.0.0.1:8080/readyz && echo "answers $1" && return; sleep 1; done; }
answers first
pid=$(systemctl show davyd -p MainPID --value)
echo "first pid $pid"
grep -E '^(Uid|CapBnd|NoNewPrivs|Seccomp):' /proc/$pid/status
kill -STOP $pid
for _ in $(seq 60); do [ "$(systemctl show davyd -p NRestarts --value)" != 0 ] && break; sleep 1; done
answers again
journalctl -u davyd --no-pager | grep 'Watchdog timeout'
echo "second pid $(systemctl show davyd -p MainPID --value)"
systemctl stop davyd
rm -rf /var/lib/davy/*
cp -r /usr/share/doc/davy/examples/demo/. /etc/davy/site/
davy-broker /etc/davy/site
systemctl restart mosquitto
systemctl start davyd
answers "with a broker"
ask() { curl -s -o /dev/null -w "$1 %{http_code}\n" -b /tmp/jar -c /tmp/jar -H 'X-Davy: 1' -H 'Content-Type: application/json' "${@:2}"; }
token=$(journalctl -u davyd --no-pager | sed -n 's|.*/setup#||p' | tail -1)
ask "set up" http://127.0.0.1:8080/api/v1/setup -d '{"token": "'$token'", "login": "admin", "name": "Admin", "password": "correct horse battery"}'
device=$(cut -d: -f1 /var/lib/davy-broker/passwd | grep -v '^davyd$' | head -1)
ask "let in" -X PUT "http://127.0.0.1:8080/api/v1/devices/$device/broker-password"
for _ in $(seq 30); do grep -q 'Reloading config' /var/log/mosquitto/mosquitto.log && echo "the broker has read it" && break; sleep 1; done
stat -c 'passwd %U:%G %a' /var/lib/davy-broker/passwd
dpkg -r davy
echo "after removal $(systemctl is-active davyd) $(ls /var/lib/davy | grep -c davy.db$)"
"""
GO = """[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/srv/go
ExecStopPost=/bin/systemctl poweroff --no-block
"""
AROUND = """
set -e
mount -t tmpfs -o size=1g,mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
rm -f "$1/root/usr/sbin/policy-rc.d" "$1/root/etc/machine-id"
systemd-machine-id-setup --root="$1/root" >/dev/null 2>&1
cp "$2"/go "$2"/*.deb "$1/root/srv/"
cp "$2/go.service" "$1/root/etc/systemd/system/"
mkdir -p "$1/root/etc/systemd/system/multi-user.target.wants"
ln -s ../go.service "$1/root/etc/systemd/system/multi-user.target.wants/"
timeout "$3" systemd-nspawn --quiet --register=no --keep-unit --private-network --boot --directory="$1/root" >"$2/console" 2>&1 || true
cp "$1/root/srv/said" "$2/said"
"""


class Boot(unittest.TestCase):
    def test_installed_watched_restarted_removed(self):
        with tempfile.TemporaryDirectory(prefix="davy-boot-") as around, tempfile.TemporaryDirectory(prefix="davy-boot-") as name:
            folder = pathlib.Path(name)
            build = ["--build", PROGRAMS.parent] if "DAVY_PROGRAMS" in os.environ else []
            subprocess.run([ROOT / "tools/build_package", "--out", folder, *build], check=True, stdout=subprocess.DEVNULL)
            (folder / "go").write_text(ON_THE_MACHINE)
            (folder / "go").chmod(0o755)
            (folder / "go.service").write_text(GO)
            as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
            command = [*as_root, "unshare", "--mount", "--propagation", "private", "sh", "-c", AROUND, "sh", around, folder, str(BOOT_SECONDS)]
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr + (folder / "console").read_text(errors="replace")[-3000:])
            self.judge((folder / "said").read_text())

    def judge(self, said):
        self.assertIn("answers first", said)
        self.assertNotRegex(said, r"Uid:\s+0", "not root")
        self.assertRegex(said, r"CapBnd:\s+0000000000000000\n")
        self.assertRegex(said, r"NoNewPrivs:\s+1\n")
        self.assertRegex(said, r"Seccomp:\s+2\n")
        self.assertIn("Watchdog timeout", said)
        self.assertIn("answers again", said)
        first, second = re.search(r"first pid (\d+)[\s\S]*second pid (\d+)", said).groups()
        self.assertNotEqual(first, second)
        for line in ("answers with a broker", "set up 201", "let in 200", "the broker has read it", "passwd davy:mosquitto 640"):
            self.assertIn(line + "\n", said)
        self.assertRegex(said, r"after removal inactive 1\n", "stopped, the data kept")


if __name__ == "__main__":
    unittest.main()
