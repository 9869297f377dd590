"""Coming in: sessions, other sites, second factors, guessing, tokens, TLS; and that no secret is left lying about."""
import hashlib
import os
import pathlib
import pwd
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.access import code_of, enrol
from plant.asker import Asker
from plant.contract import Contract
from plant.live_feed import LiveFeed
from plant.mqtt import Client
from plant.picture import pixels, png
from plant.programs import PASSWORD, PROGRAMS, Daemon, free_port, listens, wait_until
from plant.stage import DEVICE, Stage

CONTRACT = Contract()


class AtTheDoor(unittest.TestCase):
    access = "{two-people: off}"

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(1, access=cls.access)
        cls.addClassCleanup(cls.stage.close)
        cls.port = cls.stage.daemon.port
        cls.admin = Asker(cls.port, CONTRACT).sign_in("admin")

    def account(self, login, role="worker", **more):
        self.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": [], "password": PASSWORD, **more})

    def person(self, login, role="worker", **more):
        self.account(login, role, **more)
        return self.somebody().sign_in(login)

    def somebody(self):
        return Asker(self.port, CONTRACT)

    def journal(self, kind):
        return [record["body"] for record in self.stage.journal(kind)]


class Sessions(AtTheDoor):
    def test_every_sign_in_gives_another_token_and_ends_the_one_before(self):
        who = self.person("s1")
        before = who.cookie
        who.sign_in("s1")
        self.assertNotEqual(who.cookie, before)
        self.assertEqual(len(who.get("/sessions")["items"]), 1)
        who.cookie = before
        self.assertEqual(who.ask("GET", "/alarms").status, 401)

    def test_a_token_that_was_planted_is_worth_nothing(self):
        who = self.somebody()
        who.cookie = "davy_session=" + "0" * 64
        self.account("s2")
        who.sign_in("s2")
        self.assertNotIn("0" * 64, who.cookie)

    def test_other_rights_are_another_token(self):
        who = self.person("s3")
        before = who.cookie
        self.admin.put("/accounts/s3", {"name": "s3", "role": "team-lead", "posts": []})
        self.assertEqual(who.get("/session")["account"]["role"], "team-lead")
        who.get("/alarms")
        self.assertNotEqual(who.cookie, before)
        self.assertEqual(len(who.get("/sessions")["items"]), 2, "the old one serves what is under way, for half a minute")
        self.admin.put("/accounts/s3", {"name": "Another name", "role": "team-lead", "posts": []})
        before = who.cookie
        who.get("/alarms")
        self.assertEqual(who.cookie, before, "a name is no right")

    def test_a_new_password_of_ones_own_ends_the_other_sessions(self):
        here, there = self.person("s5"), self.somebody().sign_in("s5")
        self.assertEqual(here.ask("POST", "/session/password", {"old": "wrong", "password": "the valve hums at dawn"}).fields(), ["old"])
        for weak in ("short", "password12345678", "s5s5s5s5s5s5s5s5", "1234567890123456", "small-small-davy-2026"):
            self.assertEqual(here.ask("POST", "/session/password", {"old": PASSWORD, "password": weak}).fields(), ["password"], weak)
        self.assertEqual(here.ask("POST", "/session/password", {"old": PASSWORD, "password": "the valve hums at dawn"}).status, 204)
        self.assertEqual((here.ask("GET", "/alarms").status, there.ask("GET", "/alarms").status), (200, 401))
        self.somebody().sign_in("s5", "the valve hums at dawn")


class Resting(AtTheDoor):
    def test_sessions_rest_half_an_hour_and_end_after_twelve_or_as_the_account_may(self):
        who, board = self.person("s4"), self.person("board", idle="720h")
        self.assertEqual(self.admin.ask("PUT", "/accounts/s4", {"name": "s4", "role": "worker", "posts": [], "idle": "1min"}).fields(), ["idle"])
        for ahead, lives in ((25 * 60, True), (35 * 60, False)):
            self.stage.daemon.stop()
            self.stage.daemon.start(ahead_s=ahead)
            self.assertEqual(who.ask("GET", "/alarms", X_Davy_Unattended="1").status, 200 if lives else 401, ahead)
        self.stage.daemon.stop()
        self.stage.daemon.start(ahead_s=48 * 3600)
        self.assertEqual(board.ask("GET", "/alarms").status, 200, "a board stays")


class OtherSites(AtTheDoor):
    def test_no_change_is_taken_from_another_sites_page(self):
        changes = [(method, path) for method, path in CONTRACT.operations() if method != "get" and path not in ("/write", "/facts/{name}/told")]
        self.assertGreater(len(changes), 100)
        for method, path in sorted(changes):
            for headers in ({"X_Davy": None}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}):
                target = path.replace("{id}", "999999").replace("{name}", "x").replace("{kind}", "x").replace("{login}", "x").replace("{card}", "x").replace("{number}", "1")
                answer = Asker.ask(self.admin, method.upper(), target, {}, **headers)
                self.assertEqual(answer.status, 403, f"{method} {path} {headers}")
        own = {"Origin": f"http://127.0.0.1:{self.port}", "Sec_Fetch_Site": "same-origin"}
        self.assertEqual(self.admin.ask("PUT", "/accounts/o1", {"name": "o1", "role": "worker", "posts": [], "password": PASSWORD}, **own).status, 200)

    def test_every_answer_tells_the_browser_to_be_strict(self):
        for path in ("/alarms", "/session", "/no-such", "//healthz"):
            headers = Asker(self.port, None).ask("GET", path).headers
            policy = dict(each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";"))
            self.assertEqual((policy["default-src"], policy["script-src"], policy["frame-ancestors"]), ("'none'", "'self'", "'none'"), path)
            self.assertNotIn("unsafe", headers["content-security-policy"])
            self.assertEqual((headers["x-content-type-options"], headers["referrer-policy"], headers["cross-origin-opener-policy"]), ("nosniff", "no-referrer", "same-origin"))
            self.assertIn("geolocation=(self)", headers["permissions-policy"], "a phone says where it is, to who signs at the place")


class SecondFactors(AtTheDoor):
    access = "{two-people: off, second-factor: [safety-officer]}"

    def sign_in(self, login, **more):
        return self.somebody().ask("POST", "/session", {"login": login, "password": PASSWORD, **more})

    def test_from_the_secret_to_the_last_code(self):
        who = self.person("f1")
        self.assertEqual(who.ask("POST", "/second-factor", {"password": "wrong"}).fields(), ["password"])
        self.assertEqual(who.ask("POST", "/second-factor/confirmation", {"code": "123456"}).status, 409)
        secret = who.post("/second-factor", {"password": PASSWORD})["secret"]
        first = code_of(secret)
        codes = who.post("/second-factor/confirmation", {"code": first})["recovery_codes"]
        self.assertEqual(who.ask("POST", "/second-factor", {"password": PASSWORD}).status, 409)
        bare = self.sign_in("f1")
        self.assertEqual((bare.status, bare.body["second_factor_needed"]), (401, True))
        self.assertEqual(self.sign_in("f1", code=first).status, 401, "the code that confirmed it is used")
        self.assertEqual(self.sign_in("f1", code=code_of(secret, 2)).status, 401, "too far ahead")
        second = code_of(secret, 1)
        self.assertEqual(self.sign_in("f1", code=second).status, 200)
        self.assertEqual(self.sign_in("f1", code=second).status, 401, "once")
        self.assertEqual(self.sign_in("f1", code=codes[3]).status, 200)
        self.assertEqual(self.sign_in("f1", code=codes[3]).status, 401, "once")
        self.assertEqual(self.somebody().ask("POST", "/session", {"login": "f1", "password": "wrong", "code": codes[4]}).status, 401)
        self.assertEqual(who.get("/second-factor")["recovery_codes_left"], 9)
        self.assertEqual([each["login"] for each in self.journal("factor.set") if each["login"] == "f1"], ["f1"])

    def test_codes_cannot_be_guessed_from_many_addresses(self):
        owner = self.person("f2")
        secret, _ = enrol(owner)
        for _ in range(5):
            self.assertEqual(self.sign_in("f2", code="000000").status, 401)
        self.assertEqual(self.sign_in("f2", code=code_of(secret, 1)).status, 429)
        owner.cookie = None
        known = owner.ask("POST", "/session", {"login": "f2", "password": PASSWORD, "code": code_of(secret, 1)})
        self.assertEqual(known.status, 200, "the owner's own browser is counted by itself")

    def test_a_role_that_must_have_one_does_nothing_before(self):
        who = self.person("f3", "safety-officer")
        refused = who.ask("GET", "/alarms")
        self.assertEqual((refused.status, refused.body["second_factor_needed"]), (403, True))
        self.assertTrue(who.get("/second-factor")["required"])
        enrol(who)
        who.get("/alarms")
        self.assertEqual(self.person("f4").ask("POST", "/accounts/f3/second-factor-reset", {"reason": "x"}).status, 403)
        self.assertEqual(self.admin.ask("POST", "/accounts/f3/second-factor-reset", {"reason": "手机丢失"}).status, 204)
        self.assertEqual(self.sign_in("f3").status, 200)
        self.assertEqual(self.journal("factor.removed")[-1], {"login": "f3", "reason": "手机丢失"})


class Guessing(AtTheDoor):
    def test_a_thousand_wrong_tries_lock_nobody_out(self):
        """From one address; the true owner comes from another one, or from a browser that is known, even at the very same address."""
        owner = self.person("g1")
        stranger = self.somebody()
        statuses = [stranger.ask("POST", "/session", {"login": "g1", "password": f"guess {i}"}).status for i in range(1_000)]
        self.assertEqual(statuses[:5], [401] * 5)
        self.assertGreater(statuses.count(429), 960)
        self.assertEqual(stranger.ask("POST", "/session", {"login": "g1", "password": PASSWORD}).status, 429)
        self.assertEqual(self.from_address("127.0.0.2", "g1"), 200)
        owner.cookie = None
        self.assertEqual(owner.ask("POST", "/session", {"login": "g1", "password": PASSWORD}).status, 200, "a known browser")

    def from_address(self, address, login):
        body = f'{{"login": "{login}", "password": "{PASSWORD}"}}'
        with socket.create_connection(("127.0.0.1", self.port), 20, source_address=(address, 0)) as wire:
            wire.sendall(f"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
            return int(wire.recv(65536).split()[1])


class Tokens(AtTheDoor):
    def test_a_token_is_good_for_what_it_says_until_it_says(self):
        self.assertEqual(self.admin.ask("PUT", "/machines/m1", {"scopes": ["wine"]}).fields(), ["scopes"])
        self.assertEqual(self.admin.ask("PUT", "/machines/m1", {"expires": "2020-01-01T00:00:00Z"}).fields(), ["expires"])
        made = self.admin.put("/machines/m1", {"scopes": ["samples"], "expires": "2099-01-01T00:00:00Z"})
        token = {"Authorization": "Token " + made["token"], "X_Davy": None}
        self.assertIsNone(made["used"])
        self.assertEqual(self.somebody().ask("POST", "/write", raw=b"gas-0 value=4", **token).status, 204)
        self.assertEqual(self.somebody().ask("POST", "/facts/people/told", {"zone": "plant", "value": 7}, **token).status, 403)
        self.assertIsNotNone(self.admin.get("/machines")["items"][0]["used"])
        self.assertEqual(self.admin.ask("DELETE", "/machines/m1").status, 204)
        self.assertEqual(self.somebody().ask("POST", "/write", raw=b"gas-0 value=4", **token).status, 401)
        self.assertEqual([(each["name"], each["scopes"]) for each in self.journal("token.issued")], [("m1", ["samples"])])
        self.assertEqual(self.journal("token.revoked"), [{"name": "m1"}])


    def by_command_line(self, *words):
        done = subprocess.run([PROGRAMS / "davy", "token", "--data", self.stage.daemon.data, *words], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def told(self, kind, name):
        return [record for record in self.stage.journal(kind) if record["body"]["name"] == name]

    def test_what_the_command_line_does_is_told_too_once_and_by_whom(self):
        who = f"machine:cli/{pwd.getpwuid(os.getuid()).pw_name}"
        token = {"Authorization": "Token " + self.by_command_line("create", "m2", "--device", DEVICE), "X_Davy": None}
        self.assertEqual(self.somebody().ask("POST", "/write", raw=b"gas-0 value=4", **token).status, 204)
        issued = wait_until(lambda: self.told("token.issued", "m2"), what="the record")
        self.assertEqual([(each["actor"], each["body"]["device"]) for each in issued], [(who, DEVICE)])

        self.stage.daemon.stop()  # then it is told at the next start
        self.by_command_line("revoke", "m2")
        self.by_command_line("create", "m3")
        self.stage.daemon.start()
        self.stage.sign_in_again()
        wait_until(lambda: self.told("token.issued", "m3"), what="the record of what was done meanwhile")
        self.stage.daemon.kill()
        self.stage.daemon.start()
        self.stage.sign_in_again()
        self.assertEqual([len(self.told("token.issued", "m2")), len(self.told("token.revoked", "m2")), len(self.told("token.issued", "m3"))], [1, 1, 1])

    def test_a_token_for_a_device_that_is_not_there_is_taken_back(self):
        token = {"Authorization": "Token " + self.by_command_line("create", "m4", "--device", "no-such"), "X_Davy": None}
        wait_until(lambda: self.somebody().ask("POST", "/write", raw=b"gas-0 value=4", **token).status == 401, what="its end")
        self.assertEqual(self.told("token.issued", "m4"), [])
        self.assertIn("taken back: there is no device no-such", self.stage.daemon.log.read_text())


class PersonalData(AtTheDoor):
    def test_who_looks_at_personal_data_is_told_once_an_hour(self):
        officer, worker = self.person("p1", "safety-officer"), self.person("p2")
        record = {"name": "李娜", "number": "1001", "phone": "13800000000"}
        self.assertIn(officer.ask("PUT", "/records/person/li-na", {"reason": "入职", "record": record}).status, (200, 201))
        for _ in range(3):
            officer.get("/records/person/li-na")
            officer.get("/records/person")
        officer.ask("GET", "/sheets/person")
        worker.get("/records/person/li-na")  # who does not see what is personal has not read it
        by_these = lambda: [each for each in self.stage.journal("personal.read") if each["actor"] in ("user:p1", "user:p2")]
        told = wait_until(lambda: len(by_these()) >= 3 and by_these(), what="the records")
        self.assertEqual(sorted((each["actor"], each["body"]["what"], each["body"]["about"]) for each in told),
                         [("user:p1", "list", "person"), ("user:p1", "record", "person/li-na"), ("user:p1", "sheet", "person")])

    def test_the_journal_is_no_way_round(self):
        officer, worker, other = self.person("j1", "safety-officer"), self.person("j2"), self.person("j3")
        console = LiveFeed(self.stage.daemon.port, other.cookie)
        self.addCleanup(console.close)
        told = officer.ask("POST", "/absences", {"person": "j2", "from": "2099-01-01T00:00:00Z", "until": "2099-01-02T00:00:00Z", "reason": "住院"})
        self.assertLess(told.status, 300, told.body)
        newest = lambda who, kind: who.get(f"/journal?kind={kind}&limit=1")["items"][0]
        self.assertEqual((newest(worker, "absence.told")["body"]["reason"], newest(other, "absence.told")["body"]), ("住院", {}))
        self.assertEqual(newest(other, "absence.told")["actor"], "user:j1", "that it was told is no secret")
        of_absence = lambda message: [each for each in message.get("events", []) if each["kind"] == "absence.told"]
        on_screen = of_absence(console.wait_for(of_absence))[0]
        self.assertEqual((on_screen["subject"], on_screen["body"]), (newest(other, "absence.told")["subject"], {}))
        case = officer.post("/incidents", {"zone": "plant", "what": "漏氨"})["id"]
        officer.post(f"/incidents/{case}/evacuation", {"others": [{"name": "王师傅", "zone": "plant"}]})
        officer.post(f"/incidents/{case}/people", {"person": "guest:王师傅", "state": "injured", "zone": "plant", "note": "烧伤"})
        auditor, second = self.person("j4", "auditor"), self.person("j5", "safety-officer")
        self.assertEqual((newest(other, "incident.person_accounted")["body"], newest(other, "incident.evacuation_ordered")["body"]), ({}, {}))
        self.assertEqual(newest(second, "incident.person_accounted")["body"]["note"], "烧伤")
        read = lambda: {(each["what"], each["about"]) for each in auditor.get("/personal-reads?limit=500")["items"] if each["by"] == "user:j5"}
        wait_until(lambda: read() == {("incident", f"incident/{case}")}, what="the record of that reading")
        officer.put("/records/person/j2", {"reason": "入职", "record": {"name": "王", "number": "2002", "login": "j2"}})
        officer.get("/records/person/j2")
        of_two = lambda who: [each["body"] for each in who.get("/journal?kind=personal.read&limit=500")["items"] if each["actor"] == "user:j1" and each["body"] != {} and each["body"].get("person") == "j2"]
        wait_until(lambda: of_two(worker), what="who read what is about oneself")
        self.assertTrue(of_two(auditor))
        self.assertEqual(of_two(other), [])

    def test_a_telephone_on_duty_is_nobodys_secret_and_a_persons_own_is(self):
        officer, other, watch = self.person("e1", "safety-officer"), self.person("e2", "safety-officer"), self.person("e3", posts=["operator"])
        record = {"name": "赵敏", "number": "1003", "login": "e3", "phone": "13800000003"}
        phones = lambda who: [each["phone"] for each in who.get("/duty/emergency")["items"][0]["now"]["people"] if each["login"] == "e3"]
        by_these = lambda: [(each["actor"], each["body"]["what"]) for each in self.stage.journal("personal.read") if each["actor"] in ("user:e1", "user:e2", "user:e3")]
        self.assertIn(officer.ask("PUT", "/records/person/e3", {"reason": "值班", "record": {**record, "duty-phone": "8119"}}).status, (200, 201))
        self.assertEqual((phones(officer), phones(other), phones(watch)), (["8119"], ["8119"], ["8119"]))
        self.assertEqual(self.admin.ask("PUT", "/records/person/e3", {"reason": "值班", "record": record}, If_Match='"1"').status, 200)
        self.assertEqual((phones(officer), phones(watch)), (["13800000003"], [None]))
        told = wait_until(lambda: len(by_these()) >= 2 and by_these(), what="the records")
        self.assertEqual(sorted(told), [("user:e1", "list"), ("user:e1", "record")])  # of what was written, and of the telephone that is a person's own

    def test_everybody_sees_who_read_what_is_about_them_and_an_auditor_all(self):
        officer, worker, auditor = self.person("q1", "safety-officer"), self.person("q2"), self.person("q3", "auditor")
        officer.ask("PUT", "/records/person/q2", {"reason": "入职", "record": {"name": "王强", "number": "1002", "login": "q2"}})
        officer.ask("PUT", "/records/qualification/c1", {"reason": "取证", "record": {"number": "c-1", "person": "q2", "category": "welding", "issued": "2026-01-05", "valid-until": "2099-01-05"}})
        for path in ("/records/person/q2", "/records/qualification/c1", "/qualifications", "/trainings?person=q2", "/training-hours", "/kpi", "/absences"):
            self.assertEqual(officer.ask("GET", path).status, 200, path)
        worker.get("/trainings")  # one's own
        wanted = {("record", "person/q2", "q2"), ("record", "qualification/c1", "q2"), ("list", "qualification", None), ("trainings", "training", "q2"),
                  ("absences", "absence", None)}
        read = wait_until(lambda: (found := self.reads(worker)) >= wanted and found, what="the records")
        self.assertIn(("training-hours", None), {(what, person) for what, _, person in read})
        self.assertIn(("figures", None), {(what, person) for what, _, person in read})
        self.assertEqual({each["by"] for each in worker.get("/personal-reads")["items"]} - {"user:e1"}, {"user:q1"})  # e1: of another test, about everybody
        self.assertEqual(worker.ask("GET", "/personal-reads?person=q1").status, 403)
        self.assertEqual(officer.ask("GET", "/personal-reads?person=q2").status, 403)
        self.assertNotIn(("record", "person/q2", "q2"), self.reads(auditor, "?person=q1"))
        self.assertGreaterEqual(self.reads(auditor), wanted)
        first = auditor.get("/personal-reads?limit=2")
        rest = auditor.get(f"/personal-reads?limit=500&before={first['next']}")
        self.assertEqual([each["seq"] for each in first["items"] + rest["items"]], [each["seq"] for each in auditor.get("/personal-reads?limit=500")["items"]])

    @staticmethod
    def reads(who, query=""):
        return {(each["what"], each["about"], each["person"]) for each in who.get("/personal-reads" + query)["items"]}


class Uploads(AtTheDoor):
    def test_a_photo_is_kept_without_its_position(self):
        who = self.person("u1")
        plain = png(6, 5)
        tagged = plain[:33] + b"\0\0\0\x04eXIfGPS!" + (zlib.crc32(b"eXIfGPS!")).to_bytes(4, "big") + plain[33:] + b"and a film"
        name = who.ask("POST", "/photos", raw=tagged, Content_Type="image/png").body["photo"]
        kept = who.ask("GET", f"/photos/{name}").raw
        self.assertEqual(pixels(kept), pixels(plain))
        self.assertNotIn(b"GPS!", kept)
        self.assertNotIn(b"film", kept)
        self.assertEqual(hashlib.sha256(kept).hexdigest(), name, "named by what is kept")
        for wrong in (plain[:-1], b"\x89PNG\r\n\x1a\n<script>", b"\xff\xd8\xff\xe0 not a picture"):
            kind = "image/jpeg" if wrong.startswith(b"\xff") else "image/png"
            self.assertEqual(who.ask("POST", "/photos", raw=wrong, Content_Type=kind).status, 415)

    def test_what_cannot_be_decoded_or_would_fill_the_memory_is_refused(self):
        who = self.person("u2")
        chunk = lambda kind, data: len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        drawn = lambda side, data: png()[:8] + chunk(b"IHDR", side.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        damaged = who.ask("POST", "/photos", raw=drawn(4, b"no pixels"), Content_Type="image/png")
        self.assertEqual((damaged.status, "damaged" in damaged.body["message"]["en"]), (415, True), damaged.body)
        bomb = who.ask("POST", "/photos", raw=drawn(20_000, zlib.compress(bytes(1_000_000))), Content_Type="image/png")
        self.assertEqual((bomb.status, "pixels" in bomb.body["message"]["en"]), (413, True), bomb.body)

    def test_a_photo_is_turned_as_it_was_held(self):
        who = self.person("u3")
        upright = png(2, 3)
        lying = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
        held = upright[:33] + len(lying).to_bytes(4, "big") + b"eXIf" + lying + zlib.crc32(b"eXIf" + lying).to_bytes(4, "big") + upright[33:]
        name = who.ask("POST", "/photos", raw=held, Content_Type="image/png").body["photo"]
        self.assertEqual(pixels(who.ask("GET", f"/photos/{name}").raw)[:2], (3, 2))


class AskingTooOften(AtTheDoor):
    def test_one_account_is_told_to_wait_and_nobody_else_is(self):
        greedy, other = self.person("often"), self.person("seldom")
        for asked in range(60):
            answer = greedy.ask("GET", "/sheets/supply")
            if answer.status == 429:
                break
        self.assertEqual((answer.status, asked >= 30), (429, True))
        self.assertIn(int(answer.headers["retry-after"]), (1, 2))
        self.assertGreater(answer.body["retry_after_s"], 0)
        self.assertEqual(other.ask("GET", "/sheets/supply").status, 200, "from the same address")
        self.assertEqual(greedy.ask("POST", "/photos", raw=png(), Content_Type="image/png").status, 201, "what is not an export")
        self.assertEqual(greedy.ask("GET", "/alarms").status, 200)


class NoSecretLiesAbout(AtTheDoor):
    def test_neither_in_the_log_nor_in_arguments_nor_in_files(self):
        who = self.person("n1")
        secret, codes = enrol(who)
        token = self.admin.put("/machines/n1", {})["token"]
        who.ask("POST", "/session", {"login": "n1", "password": "guess at the door"})
        mqtt = self.stage.broker.password("davyd")
        secrets = [PASSWORD, "guess at the door", token, who.cookie.split("=")[1], codes[0], mqtt]
        process = pathlib.Path(f"/proc/{self.stage.daemon.process.pid}")
        said = {"log": self.stage.daemon.log.read_bytes(), "arguments": (process / "cmdline").read_bytes()}
        said.update({str(file): file.read_bytes() for file in self.stage.daemon.data.rglob("*") if file.is_file()})
        self.assertGreater(len(said), 5)
        for place, text in said.items():
            for each in secrets:
                self.assertNotIn(each.encode(), text, place)
            if "credentials" not in place:
                self.assertNotIn(secret.encode(), text, place)
        mode = (self.stage.daemon.data / "credentials.db").stat().st_mode
        self.assertEqual(mode & 0o077, 0)


class OverTls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(1)
        cls.addClassCleanup(cls.stage.close)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="davy-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        first = cls.stage.daemon.command
        cls.daemon = Daemon(cls.folder, cls.stage.site, first[first.index("--packs") + 1], cls.stage.broker.port, cls.stage.broker.passwords)
        cls.daemon.command += ["--tls-local-ca", str(cls.folder / "ca"), "--tls-name", "davy.example"]
        cls.daemon.start()
        cls.addClassCleanup(cls.daemon.stop)
        cls.link = cls.daemon.process.stdout.readline()

    def context(self, **versions):
        context = ssl.create_default_context(cafile=self.folder / "ca/ca.crt")
        for name, value in versions.items():
            setattr(context, name, value)
        return context

    def ask(self, request, context=None, name="davy.example"):
        with socket.create_connection(("127.0.0.1", self.daemon.port), 20) as wire:
            with (context or self.context()).wrap_socket(wire, server_hostname=name) as secured:
                secured.sendall(request)
                answer = b""
                while b"\r\n\r\n" not in answer and (more := secured.recv(65536)):
                    answer += more
                return secured.version(), answer.decode("utf-8", "replace")

    def test_a_good_handshake_and_its_headers(self):
        self.assertIn(f"https://127.0.0.1:{self.daemon.port}/setup#", self.link)
        for name in ("davy.example", "localhost", "127.0.0.1"):
            version, answer = self.ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", name=name)
            self.assertIn(version, ("TLSv1.2", "TLSv1.3"))
            self.assertIn("200 OK", answer)
            self.assertIn("Strict-Transport-Security: max-age=31536000", answer)
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.ask(b"", name="other.example")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.ask(b"", context=ssl.create_default_context())

    def test_nothing_before_tls_1_2_and_nothing_in_the_clear(self):
        version, _ = self.ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", context=self.context(maximum_version=ssl.TLSVersion.TLSv1_2))
        self.assertEqual(version, "TLSv1.2")
        old = self.context()
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            self.ask(b"", context=old)
        with socket.create_connection(("127.0.0.1", self.daemon.port), 20) as wire:
            wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertNotIn(b"200 OK", wire.recv(65536))

    def test_signing_in_and_the_live_feed(self):
        body = f'{{"token": "{self.link.split("#")[1].strip()}", "login": "root", "name": "Root", "password": "{PASSWORD}"}}'
        _, answer = self.ask(f"POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nX-Davy: 1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        self.assertIn("201 Created", answer)
        cookies = [line for line in answer.splitlines() if line.lower().startswith("set-cookie: davy_session=")]
        self.assertIn("; Secure", cookies[0])
        cookie = cookies[0].split(": ")[1].split(";")[0]
        upgrade = ("GET /api/v1/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                   f"Sec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n")
        _, answer = self.ask(upgrade.encode())
        self.assertIn("101 Switching Protocols", answer)

    def test_the_keys_are_readable_by_davyd_alone(self):
        for name in ("ca.key", "server.key"):
            self.assertEqual((self.folder / "ca" / name).stat().st_mode & 0o077, 0, name)
        shown = subprocess.run(["openssl", "x509", "-in", self.folder / "ca/server.crt", "-noout", "-ext", "subjectAltName,basicConstraints"], capture_output=True, text=True)
        self.assertIn("DNS:davy.example", shown.stdout)
        self.assertIn("CA:FALSE", shown.stdout)


class DevicesAtTheBroker(unittest.TestCase):
    def test_a_device_gets_a_password_and_loses_it(self):
        stage = Stage(1)
        self.addCleanup(stage.close)
        admin = Asker(stage.daemon.port, CONTRACT).sign_in("admin")
        self.assertEqual(admin.ask("PUT", "/devices/rtu-01/broker-password").status, 409, "not without the broker's file")
        folder = stage.broker.passwords.parent
        (folder / "pid").write_text(str(stage.broker.process.pid))
        stage.daemon.stop()
        stage.daemon.command += ["--broker-folder", str(folder), "--broker-pid", str(folder / "pid")]
        stage.daemon.start()
        topics = (folder / "acl").read_text()
        (folder / "acl").write_text(topics[:topics.index("\nuser rtu-01")])  # as of a device that came later
        self.assertEqual(admin.ask("PUT", "/devices/no-such/broker-password").status, 404)
        issued = admin.put("/devices/rtu-01/broker-password", None)
        self.assertEqual((issued["user"], issued["read"]), ("rtu-01", ["davy/small/rtu-01/command"]))
        self.assertIn("davy/small/rtu-01/samples", issued["write"])
        with self.assertRaises(Exception):
            Client(stage.broker.port, "rtu-01", stage.broker.password("rtu-01")).close()
        device = wait_until(lambda: self.connected(stage, issued["password"]), what="the new password")
        device.publish("davy/small/rtu-01/samples", f'{{"samples": [{{"point": "gas-0", "t": {int(time.time() * 1000)}, "v": 12.5}}]}}')
        wait_until(lambda: [each["value"] for each in admin.get("/points")["items"] if each["point"] == "gas-0"] == [12.5], what="the reading")
        self.assertEqual(admin.ask("DELETE", "/devices/rtu-01/broker-password").status, 204)
        self.assertTrue(device.is_cut_off(), "it is thrown out")
        device.vanish()
        self.assertIsNone(self.connected(stage, issued["password"]))
        self.assertNotIn("rtu-01", (folder / "passwd").read_text() + (folder / "acl").read_text())
        self.assertEqual([(each["kind"], each["actor"]) for each in stage.journal("token.")], [("token.issued", "user:admin"), ("token.revoked", "user:admin")])

    @staticmethod
    def connected(stage, password):
        try:
            return Client(stage.broker.port, "rtu-01", password)
        except Exception:  # however this client says that it was refused
            return None


class TheBrokerOverTls(unittest.TestCase):
    def test_readings_come_over_a_broker_that_has_a_certificate(self):
        stage = Stage(1)
        self.addCleanup(stage.close)
        folder = stage.broker.passwords.parent
        subprocess.run([PROGRAMS / "davy", "broker-certificate", "--authority", folder / "ca", "--out", folder], check=True)
        self.assertEqual(folder.joinpath("server.key").stat().st_mode & 0o077, 0)
        port = free_port()
        configuration = pathlib.Path(stage.broker.command[-1])
        configuration.write_text(configuration.read_text() + f"listener {port} 127.0.0.1\ncertfile {folder}/server.crt\nkeyfile {folder}/server.key\ntls_version tlsv1.2\n")
        stage.broker.stop()
        stage.broker.launch()
        wait_until(lambda: listens(port), what="the broker's start")
        first = stage.daemon.command
        stage.daemon.stop()
        stage.daemon.command[first.index("--mqtt-port") + 1] = str(port)
        stage.daemon.command[first.index("--mqtt-host") + 1] = "localhost"
        stage.daemon.command += ["--mqtt-ca", str(folder / "ca.crt"), "--broker-folder", str(folder)]
        stage.daemon.start()
        admin = Asker(stage.daemon.port, CONTRACT).sign_in("admin")
        given = admin.ask("GET", "/authority")
        self.assertEqual((given.status, given.raw), (200, (folder / "ca.crt").read_bytes()), "what the console gives is what devices need")
        knows = ssl.create_default_context(cadata=given.raw.decode())
        device = Client(port, "rtu-01", stage.broker.password("rtu-01"), tls=knows)
        self.addCleanup(device.vanish)
        device.publish("davy/small/rtu-01/samples", f'{{"samples": [{{"point": "gas-0", "t": {int(time.time() * 1000)}, "v": 12.5}}]}}')
        wait_until(lambda: [each["value"] for each in admin.get("/points")["items"] if each["point"] == "gas-0"] == [12.5], what="the reading")
        with self.assertRaises(ssl.SSLCertVerificationError):
            Client(port, "rtu-01", stage.broker.password("rtu-01"), tls=ssl.create_default_context())
        old = ssl.create_default_context(cadata=given.raw.decode())
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            Client(port, "rtu-01", stage.broker.password("rtu-01"), tls=old)
        with self.assertRaises(Exception):  # in the clear, however this client says so
            Client(port, "rtu-01", stage.broker.password("rtu-01"))


if __name__ == "__main__":
    unittest.main()
