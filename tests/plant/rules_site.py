"""A small plant whose rules people change: an administrator, a safety officer, files that are edited, davyd that starts anew by hand or by itself."""
import http.client
import unittest

from plant.asker import Asker
from plant.contract import Contract
from plant.programs import PASSWORD, wait_until
from plant.stage import Stage

CONTRACT = Contract()
LIMIT = {"part": "condition", "field": "limit", "from": "50 %LEL", "to": "60 %LEL"}


class Site(unittest.TestCase):
    access = "{two-people: off, two-people-for-rules: required}"
    options = ()
    prepare = None

    def setUp(self):
        self.stage = Stage(2, access=self.access, options=self.options, prepare=self.prepare)
        self.addCleanup(self.stage.close)
        self.port = self.stage.daemon.port
        self.admin = Asker(self.port, CONTRACT).sign_in("admin")
        self.admin.put("/accounts/li.na", {"name": "李娜", "role": "safety-officer", "posts": [], "password": PASSWORD})
        self.officer = Asker(self.port, CONTRACT).sign_in("li.na")
        self.stands("accepted")

    def stands(self, standing):
        """The rules, once they stand so."""
        wait_until(lambda: self.officer.get("/health")["rules"] == standing, what=f"rules that are {standing}")
        rules = self.officer.get("/site/rules")
        self.assertEqual(rules["standing"], standing)
        return rules

    def change(self, file, text, by):
        path = self.stage.site.parent / file
        old = path.read_text(encoding="utf-8")
        self.assertIn(text, old)
        path.write_text(old.replace(text, by), encoding="utf-8")

    def restart(self):
        self.stage.daemon.stop()
        self.stage.daemon.start()

    def starts(self):
        """Every start on record, oldest first; none while davyd is away."""
        try:
            answer = self.officer.ask("GET", "/journal?kind=system.started&limit=500")
        except (OSError, http.client.HTTPException):
            return []
        return answer.body["items"][::-1] if answer.status == 200 else []

    def starts_anew(self, ask):
        """The record of the start that `ask()` brings about; davyd stays the process that it was."""
        before = len(self.starts())
        self.assertGreater(before, 0)
        ask()
        starts = wait_until(lambda: (now := self.starts())[before:] and now, 30, "the start anew")
        self.assertEqual(len(starts), before + 1)
        self.assertIsNone(self.stage.daemon.process.poll(), "the same process")
        return starts[-1]

    def take_effect(self, who):
        """By `who` on the console, as the files were just read."""
        version = who.get("/site/folder")["version"]
        return self.starts_anew(lambda: self.assertEqual(who.ask("POST", "/site/reload", {"version": version}).status, 202))

    def limit_in_force(self):
        return {each["limit"] for each in self.officer.get("/site")["conditions"] if each["name"] in ("gas-0:high-high", "gas-1:high-high")}
