"""The clock is set, forward or back by an hour, while an alarm stands, a condition is shelved, a permit is open and a valve has yet to answer."""
import mmap
import struct
import time

from faults.bad_disk import library
from faults.commands import Commands, milliseconds
from faults.offers import Offers, rfc3339
from faults.statement import Statement
from plant.asker import Asker
from plant.permits import Work, draft, save_people
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage, parse_time, times_that_go_back

PAIRS = 8
COMMAND_SECONDS_MAX = 2.0
SHELF_SECONDS = 1800


class SetClock:
    """Of one daemon: give `prepare` to its stage."""

    def prepare(self, daemon):
        folder = daemon.data.parent
        path = folder / "clock.control"
        path.write_bytes(bytes(mmap.PAGESIZE))
        with open(path, "r+b") as file:
            self._control = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        daemon.environment = {"LD_PRELOAD": str(library(folder, "bad_clock")), "DAVY_FAULT_CLOCK": str(path)}

    def ahead(self, seconds):
        self._control[0:8] = struct.pack("<q", int(seconds * 1e9))  # at once: pack_into() fills with zeros first


class ClockJump:
    """The clocks of daemon and devices jump together, by `seconds`, and later back to the truth."""

    def __init__(self, seconds):
        self.name = f"clock {'forward' if seconds > 0 else 'back'} {abs(seconds) // 60} min"
        self.seconds = seconds
        self.clock = SetClock()

    def run(self):
        with Stage(pairs=PAIRS, permits=True, prepare=self.clock.prepare) as stage:
            offers, commands = Offers(stage, PAIRS), Commands(stage)
            permit = self.open_permit(stage)
            offers.tell()
            took = [commands.trip(offers, 0)]
            complaints = self.shelve(stage, 1, SHELF_SECONDS)
            offers.report(), offers.write()
            self.jump(stage, self.seconds)
            took.append(commands.trip(offers, 2))
            complaints += self.shelf_kept_its_word(stage) + self.timers_go_on(stage)
            wrong = offers.wrong_alarms()
            offers.report(), offers.write()
            self.jump(stage, 0)
            took.append(commands.trip(offers, 3))
            complaints += self.timers_go_on(stage)
            wrong += offers.wrong_alarms()
            complaints += self.explained(stage) + offers.chain_faults() + self.permit_kept(stage, permit)
            complaints += [f"a command took {seconds} s" for seconds in took if seconds is None or seconds > COMMAND_SECONDS_MAX]
            stage.daemon.kill()
            stage.daemon.start()
            wrong += offers.wrong_alarms()
            seen = {"command ms": "{}/{}".format(*milliseconds([each or 99 for each in took]))}
            return Statement(self.name, offers.offered, offers.acknowledged, offers.lost(), wrong, seen, complaints)

    def jump(self, stage, ahead):
        self.clock.ahead(ahead)
        stage.set_clock(ahead * 1000)
        stage.sign_in_again()  # an hour on, the session has ended by itself

    @staticmethod
    def open_permit(stage):
        stage.admin.ask("PUT", "/accounts/wang.qiang", {"name": "王强", "role": "worker", "posts": ["operator"], "password": PASSWORD})
        stage.admin.ask("PUT", "/accounts/li.na", {"name": "李娜", "role": "safety-officer", "posts": ["team-lead"], "password": PASSWORD})
        worker, officer, admin = (Asker(stage.daemon.port, None).sign_in(login) for login in ("wang.qiang", "li.na", "admin"))
        save_people(officer, "admin")
        body = draft(worker, "blind-plate", "wang.qiang", "admin")
        work = Work(None, body, {"wang.qiang": worker, "admin": admin}, {"team-lead": officer, "operator": worker})
        work.open()
        return work

    @staticmethod
    def permit_kept(stage, work):
        """Open as it was, or over with a record that says so."""
        state = stage.admin.get(f"/permits/{work.id}")["state"]
        said = [record["kind"] for record in stage.journal("permit.") if record["body"].get("permit") == work.id]
        return [] if state == "open" or {"permit.suspended", "permit.expired"} & set(said) else [f"the permit is {state}, and the journal says only {said}"]

    @staticmethod
    def shelve(stage, pair, seconds):
        status, answer = stage.admin.ask("POST", f"/conditions/gas-{pair}:high-high/shelve", {"duration": f"{seconds}s", "reason": "calibration"})
        return [] if status == 200 else [f"a shelf was refused: {status} {answer}"]

    def shelf_kept_its_word(self, stage):
        """It ends when the clock says what was promised, with a record; and not before."""
        if self.seconds > SHELF_SECONDS:
            wait_until(lambda: self.unshelved(stage, 1), 5, "the record that the shelf is over")
        until = parse_time(stage.journal("alarm.shelved")[0]["body"]["until"])
        return [f"the shelf until {until} ended at {record['time']}" for record in self.unshelved(stage, 1) if parse_time(record["time"]) < until]

    @staticmethod
    def unshelved(stage, pair):
        return [record for record in stage.journal("alarm.unshelved") if record["body"]["condition"] == f"gas-{pair}:high-high"]

    def timers_go_on(self, stage):
        """A shelf of a second ends as it should."""
        before = len(self.unshelved(stage, 4))
        complaints = self.shelve(stage, 4, 1)
        try:
            wait_until(lambda: len(self.unshelved(stage, 4)) > before, 10, "the end of a shelf of one second")
        except TimeoutError as why:
            complaints.append(str(why))
        return complaints

    def explained(self, stage):
        """Where the journal's times leap, a record says so, and none goes back elsewhere."""
        journal = stage.journal()
        leaps = [record for record in journal if record["kind"] == "clock.leapt"]
        sizes = [round((parse_time(record["time"]) - parse_time(record["body"]["from"])).total_seconds() / 60) for record in leaps]
        minutes = self.seconds // 60
        complaints = [] if sizes == [minutes, -minutes] else [f"the journal tells of leaps by {sizes} min"]
        return complaints + [f"record {after['seq']} is of {after['time']}, the one before of {before['time']}" for before, after in times_that_go_back(journal)]
