"""Every fault in two lengths, by name: short for each run of the tests, long for ./torture."""
from faults.bad_disk import BadDisk
from faults.clocks import ClockJump
from faults.crashes import Crashes, PowerCuts
from faults.crowds import Connections, SlowClients
from faults.damage import DamagedPages, TornLog
from faults.disks import DiskFault, SlowDisk
from faults.floods import AlarmFlood
from faults.links import BrokerGone, HalfOpen, HostsCut
from faults.memory import NoMemory
from faults.noise import Noise
from faults.soak import Soak

# name: (short, long), each makes one
FAULTS = {
    "kill": (lambda: Crashes(5), lambda: Crashes(2_000)),
    "power": (lambda: PowerCuts(12), lambda: PowerCuts(1_000)),
    "disk-full": (lambda: DiskFault("disk-full", BadDisk.full), lambda: DiskFault("disk-full", BadDisk.full, 200)),
    "disk-read-only": (lambda: DiskFault("disk-read-only", BadDisk.read_only), lambda: DiskFault("disk-read-only", BadDisk.read_only, 200)),
    "disk-failing": (lambda: DiskFault("disk-failing", BadDisk.failing), lambda: DiskFault("disk-failing", BadDisk.failing, 200)),
    "disk-sync-failing": (lambda: DiskFault("disk-sync-failing", BadDisk.failing_to_sync), lambda: DiskFault("disk-sync-failing", BadDisk.failing_to_sync, 200)),
    "disk-slow": (lambda: SlowDisk(6), lambda: SlowDisk(10, 200)),
    "damaged-pages": (lambda: DamagedPages(8), lambda: DamagedPages(300)),
    "torn-log": (lambda: TornLog(4), lambda: TornLog(200)),
    "clock-forward": (lambda: ClockJump(3_600), lambda: ClockJump(86_400)),
    "clock-back": (lambda: ClockJump(-3_600), lambda: ClockJump(-86_400)),
    "broker-gone": (lambda: BrokerGone(1), lambda: BrokerGone(50)),
    "half-open": (lambda: HalfOpen(1), lambda: HalfOpen(20)),
    "hosts-cut": (lambda: HostsCut(1), lambda: HostsCut(20)),
    "slow-clients": (lambda: SlowClients(600), lambda: SlowClients(1_000)),
    "connections": (lambda: Connections(5_000), lambda: Connections(50_000)),
    "flood": (lambda: AlarmFlood(1_000), lambda: AlarmFlood(10_000)),
    "noise": (lambda: Noise(1_000), lambda: Noise(200_000)),
    "memory": (lambda: NoMemory(2), lambda: NoMemory(40)),
}


def short(name):
    return FAULTS[name][0]().run()


def long(name):
    return FAULTS[name][1]().run()


def soak(minutes):
    return Soak(minutes).run()
