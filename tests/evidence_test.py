"""Evidence of a real daemon: bundles that prove themselves without it, witnesses that come and go, attacks that are named."""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.contract import Contract
from plant.evidence import HttpWitness, MailWitness, age
from plant.picture import png
from plant.programs import PASSWORD, PROGRAMS, wait_until
from plant.stage import SITE, Stage

CONTRACT = Contract()


def davy(*arguments):
    done = subprocess.run([PROGRAMS / "davy", *arguments], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


class Evidence(unittest.TestCase):
    """One alarm handled with two photos, among other things that happen; the same plant for all stories."""

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(2)
        cls.addClassCleanup(cls.stage.close)
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="davy-evidence-")))
        cls.http, cls.mail = HttpWitness(), MailWitness()
        cls.addClassCleanup(cls.http.stop)
        cls.addClassCleanup(cls.mail.stop)
        cls.kept = cls.folder / "kept.jsonl"
        cls.witness_everything()
        cls.admin = Asker(cls.stage.daemon.port, CONTRACT).sign_in("admin")
        for login, role, posts in [("wang.qiang", "worker", ["operator"]), ("li.na", "safety-officer", ["team-lead"])]:
            cls.admin.put(f"/accounts/{login}", {"name": login, "role": role, "posts": posts, "password": PASSWORD})
        cls.worker = Asker(cls.stage.daemon.port, CONTRACT).sign_in("wang.qiang")
        cls.officer = Asker(cls.stage.daemon.port, CONTRACT).sign_in("li.na")
        cls.alarm = cls.handled_alarm()
        cls.bundle = cls.officer.get(f"/evidence/alarm/{cls.alarm}")

    @classmethod
    def witness_everything(cls):
        """The daemon again, with a checkpoint a second and three witnesses."""
        plan = cls.folder / "witnesses.yaml"
        plan.write_text(f"""checkpoint-every-s: 1
witnesses:
  - name: office
    file: {cls.kept}
  - name: headquarters
    http: {cls.http.url}
  - name: officer
    mail: {cls.mail.url}
    from: davy@plant.example
    to: [officer@plant.example]
    every-s: 1
""")
        cls.stage.daemon.stop()
        cls.stage.daemon.command += ["--witnesses", str(plan)]
        cls.stage.daemon.start()

    @classmethod
    def handled_alarm(cls):
        cls.stage.read(gas_0=60, gas_1=3)
        alarm = wait_until(lambda: cls.worker.get("/alarms?condition=gas-0:high-high")["items"], what="the alarm")[0]["id"]
        cls.worker.post(f"/alarms/{alarm}/acknowledge", {"comment": "on my way"})
        order = wait_until(lambda: cls.worker.get(f"/alarms/{alarm}")["order"], what="the order")
        cls.worker.post(f"/orders/{order}/accept")
        cls.stage.read(gas_0=5)
        wait_until(lambda: not cls.worker.get(f"/alarms/{alarm}")["active"], what="the return")
        photos = [cls.worker.ask("POST", "/photos", raw=png(4, 4 + n), Content_Type="image/png").body["photo"] for n in range(2)]
        cls.officer.post("/hazards", {"zone": "plant", "what": "护栏松动"})
        cls.worker.post(f"/orders/{order}/submit", {"note": "valve repacked", "photos": photos})
        cls.officer.post(f"/orders/{order}/approve", {"note": "seen"})
        return alarm

    def file_of(self, bundle):
        file = self.folder / "bundle.davy-evidence"
        file.write_text(bundle if isinstance(bundle, str) else json.dumps(bundle), encoding="utf-8")
        return file

    def proved(self, bundle, *options):
        return davy("evidence", "verify", self.file_of(bundle), *options)

    def test_a_bundle_proves_itself_without_the_store(self):
        status, said = self.proved(self.bundle, "--key", self.bundle["key"])
        self.assertEqual(status, 0, said)
        self.assertIn("all holds", said)
        shown = [each for each in self.bundle["records"] if "body" in each]
        self.assertIn("order.submitted", [each["kind"] for each in shown])
        self.assertEqual(len(self.bundle["photos"]), 2)
        self.assertIn("gas-0", [each["name"] for each in self.bundle["samples"]])
        self.assertIn(",good,60\n", {each["name"]: each["text"] for each in self.bundle["samples"]}["gas-0"])
        self.assertEqual([each["name"] for each in self.bundle["rules"]], ["gas-0:high-high"])
        self.assertIn(json.loads(self.bundle["manifest"])["made_by"], "user:li.na")
        self.assertNotIn("护栏松动", json.dumps(self.bundle, ensure_ascii=False), "what is not of the matter is not shown")
        self.assertGreater(len(self.bundle["records"]), len(shown))

    def test_who_took_a_bundle_is_a_record_of_its_own(self):
        exported = self.stage.journal("evidence.exported")
        self.assertEqual({each["actor"] for each in exported}, {"user:li.na"})
        self.assertEqual(exported[0]["subject"], f"alarm:{self.alarm}")

    def test_what_is_done_to_a_bundle_is_named(self):
        records = self.bundle["records"]
        shown = next(i for i, each in enumerate(records) if each.get("kind") == "order.submitted")
        hidden = next(i for i, each in enumerate(records) if "content" in each)
        photos = self.bundle["photos"]

        def change(bundle):
            bundle["records"][shown]["body"] = bundle["records"][shown]["body"].replace("repacked", "replaced")

        def swap_photos(bundle):
            bundle["photos"][0]["base64"], bundle["photos"][1]["base64"] = photos[1]["base64"], photos[0]["base64"]

        def rewrite_samples(bundle):
            for each in bundle["samples"]:
                each["text"] = each["text"].replace(",good,60\n", ",good,20\n")

        attacks = {
            f"record {records[shown]['seq']}: changed": change,
            f"record {records[hidden]['seq']}: changed": lambda b: b["records"][hidden].update(content="0" * 64),
            f"record {records[hidden]['seq']}: missing": lambda b: b["records"].pop(hidden),
            f"record {records[shown]['seq']}: inserted": lambda b: b["records"].insert(shown, records[shown]),
            f"record {records[hidden]['seq']}: out of order": lambda b: b["records"].insert(hidden + 1, b["records"].pop(hidden)),
            f"photo {photos[0]['sha256']}: changed": swap_photos,
            f"photo {photos[1]['sha256']}: missing": lambda b: b["photos"].pop(1),
            "samples gas-0: changed": rewrite_samples,
            "rule gas-0:high-high: changed": lambda b: b["rules"][0].update(text="limit: 99"),
            "manifest: bad signature": lambda b: b.update(manifest=b["manifest"].replace("user:li.na", "user:nobody")),
            f"checkpoint at record {self.bundle['checkpoints'][-1]['seq']}: bad signature": lambda b: b["checkpoints"][-1].update(time_ns="1"),
        }
        for said, attack in attacks.items():
            with self.subTest(said):
                bundle = copy.deepcopy(self.bundle)
                attack(bundle)
                status, answer = self.proved(bundle)
                self.assertEqual(status, 1, answer)
                self.assertIn("BAD   ", answer)
                self.assertIn(said, answer)

    def test_a_file_that_is_none_says_so(self):
        whole = json.dumps(self.bundle)
        for text in ("", "{}", whole[:-20], whole.replace('"format": "davy-evidence-1"', '"format": "davy-evidence-9"', 1)):
            status, said = self.proved(text)
            self.assertEqual(status, 1, said)
            self.assertIn("no bundle that can be proved", said)

    def test_the_pinned_key_and_the_witness_decide(self):
        other = "00" * 32
        status, said = self.proved(self.bundle, "--key", other)
        self.assertEqual(status, 1)
        self.assertIn("signed with another key than it must be", said)
        last = self.bundle["checkpoints"][-1]["seq"]
        wait_until(lambda: self.kept.exists() and any(json.loads(line)["seq"] >= last for line in self.kept.read_text().splitlines()), what="the witness's copy")
        status, said = self.proved(self.bundle, "--witness", self.kept)
        self.assertEqual(status, 0, said)
        forged = self.folder / "forged.jsonl"
        forged.write_text("\n".join(json.dumps({**json.loads(line), "hash": "0" * 64}) for line in self.kept.read_text().splitlines()))
        status, said = self.proved(self.bundle, "--witness", forged)
        self.assertEqual(status, 1)
        self.assertRegex(said, r"witness: checkpoint at record \d+: bad signature")

    def test_every_witness_gets_every_checkpoint_and_one_that_is_away_is_said_and_retried(self):
        def witness(name):
            return {each["name"]: each for each in self.officer.get("/evidence/checkpoints")["witnesses"]}[name]

        wait_until(lambda: self.http.lines and self.mail.letters, what="the first checkpoints")
        self.assertIn("Subject: Davy checkpoint", self.mail.letters[0])
        self.http.refuses = True
        self.officer.post("/hazards", {"zone": "plant", "what": "灯坏了"})
        wait_until(lambda: witness("headquarters")["error"], what="the error")
        self.assertIn("HTTP status 500", witness("headquarters")["error"])
        self.assertGreater(witness("headquarters")["waiting"], 0)
        self.assertEqual(self.officer.get("/health")["failing_witnesses"], ["headquarters"])
        self.http.refuses = False
        wait_until(lambda: not witness("headquarters")["error"], seconds=30, what="the recovery")
        numbers = [json.loads(line)["seq"] for line in self.http.lines]
        self.assertEqual(numbers, sorted(set(numbers)), "all, in order, once")
        items = self.officer.get("/evidence/checkpoints")["items"]
        self.assertLessEqual(set(each["seq"] for each in items[1:]), set(numbers))
        self.assertEqual({each["site"] for each in items}, {SITE})

    def test_the_page_that_proves_is_served_with_a_policy_of_its_own(self):
        page = self.folder / "page.davy-evidence"
        status, said = davy("evidence", "export", f"alarm:{self.alarm}", "--data", self.stage.daemon.data, "--site", self.stage.site, "--packs",
                            self.stage.site.parent / "packs", "--out", page, "--with-page")
        self.assertEqual(status, 0, said)
        self.assertIn("davy-evidence-1", (self.folder / "verify.html").read_text(encoding="utf-8"))
        status, said = davy("evidence", "verify", page)
        self.assertEqual(status, 0, said)
        self.assertEqual(davy("evidence", "key", "--data", self.stage.daemon.data)[1].strip(), self.bundle["key"])
        self.assertEqual(davy("evidence", "export", "alarm:999999", "--data", self.stage.daemon.data, "--out", page)[0], 2)
        self.assertEqual(davy("evidence", "export", "fish:1", "--data", self.stage.daemon.data, "--out", page)[0], 2)


class AnOlderJournal(unittest.TestCase):
    def test_it_goes_on_unbroken_and_is_proved_only_by_being_shown(self):
        with Stage(1, options=["--unsealed"]) as stage, tempfile.TemporaryDirectory(prefix="davy-evidence-") as folder:
            stage.read(gas_0=60)
            order = wait_until(lambda: stage.journal("order.issued"), what="the order")[0]["seq"]
            stage.daemon.stop()
            age(stage.daemon.data / "davy.db", order)
            status, said = davy("verify", "--data", stage.daemon.data)
            self.assertEqual(status, 0, said)
            stage.daemon.start()
            wait_until(lambda: stage.admin.ask("GET", "/evidence/checkpoints")[1]["items"], what="the checkpoint of the start")
            stage.admin.ask("POST", "/hazards", {"zone": "plant", "what": "护栏松动"})
            hazard = wait_until(lambda: stage.journal("hazard.reported"), what="the hazard")[0]["seq"]
            file = pathlib.Path(folder) / "bundle"
            # Its records lie after a checkpoint of the new start: none of the older ones is needed.
            status, said = davy("evidence", "export", f"hazard:{hazard}", "--data", stage.daemon.data, "--out", file)
            self.assertEqual(status, 0, said)
            status, said = davy("evidence", "export", f"order:{order}", "--data", stage.daemon.data, "--out", file)
            self.assertEqual(status, 2, said)
            self.assertIn("were written before records had digests of their own", said)
            status, said = davy("evidence", "export", f"order:{order}", "--data", stage.daemon.data, "--out", file, "--with-old-records")
            self.assertEqual(status, 0, said)
            status, said = davy("evidence", "verify", file)
            self.assertEqual(status, 0, said)
            bundle = json.loads(file.read_text(encoding="utf-8"))
            self.assertEqual({("salt" in each or "content" in each) for each in bundle["records"] if each["seq"] <= order}, {False})
            stage.daemon.stop()
            status, said = davy("verify", "--data", stage.daemon.data)
            self.assertEqual(status, 0, said)


if __name__ == "__main__":
    unittest.main()
