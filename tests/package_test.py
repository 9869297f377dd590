"""The package: what is in it, what Debian and systemd think of it, and its life from installing to purging, on a machine that is thrown away."""
import http.client
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from plant.asker import Asker
from plant.programs import PASSWORD, PROGRAMS, ROOT, Program, free_port, wait_until
from plant.throw_away_root import NoRoot, ThrowAwayRoot

EXPOSURE_AT_MOST = 15  # tenths; systemd calls 10 well and 96 unsafe
CONFFILES = {"/etc/davy/site/plan.svg", "/etc/davy/site/site.yaml", "/etc/default/davyd"}
NEXT = "+next"
BROKER = "/var/lib/davy-broker"
AS_DAVY = ["setpriv", "--reuid=davy", "--regid=davy", "--clear-groups", "--no-new-privs", "--bounding-set=-all"]


def output_of(*command):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}"
    return done.stdout


def build(out, version=None):
    build_folder = ["--build", PROGRAMS.parent] if "DAVY_PROGRAMS" in os.environ else []
    said = output_of(ROOT / "tools/build_package", "--out", out, *build_folder, *(["--version", version] if version else []))
    return pathlib.Path(said.splitlines()[-1])


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="davy-package-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = pathlib.Path(cls.folder.name)
        cls.package = build(cls.out)
        cls.version = output_of("dpkg-deb", "-f", cls.package, "Version").strip()
        cls.tree = cls.out / "tree"
        output_of("dpkg-deb", "-R", cls.package, cls.tree)

    def files(self):
        return {f"/{path.relative_to(self.tree)}" for path in self.tree.rglob("*") if path.is_file() and "DEBIAN" not in path.parts}

    def test_what_a_plant_needs_is_in_it_and_nothing_else(self):
        files = self.files()
        needed = {"/usr/bin/davyd", "/usr/bin/davy", "/usr/sbin/davy-broker", "/lib/systemd/system/davyd.service", "/usr/share/davy/web/index.html",
                  "/usr/share/davy/packs/production/pack.yaml", "/usr/share/davy/schema/site.schema.json", "/usr/share/davy/schema/records/person.json",
                  "/lib/systemd/system/davy-broker-reload.path", "/lib/systemd/system/davy-broker-reload.service", "/usr/share/davy/mosquitto/davy.conf", "/usr/share/man/man8/davyd.8.gz", "/usr/share/man/man1/davy.1.gz",
                  "/usr/share/doc/davy/copyright", "/usr/share/doc/davy/changelog.gz", "/usr/share/doc/davy/sbom.spdx.json"}
        self.assertEqual(needed - files, set())
        allowed = ("/usr/bin/davy", "/usr/sbin/davy-broker", "/usr/share/davy/", "/usr/share/doc/davy/", "/usr/share/man/", "/lib/systemd/system/davyd.service", "/lib/systemd/system/davy-broker-reload.")
        self.assertEqual([file for file in files - CONFFILES if not file.startswith(allowed)], [])
        self.assertEqual([file for file in files if re.search(r"_test|/packs/.*/stories/|\.cpp$|\.map$", file)], [])
        self.assertEqual(set(output_of("dpkg-deb", "-I", self.package, "conffiles").split()), CONFFILES)

    def test_no_guide_leads_to_a_page_that_is_not_installed(self):
        pages = self.tree / "usr/share/doc/davy"
        dead = [f"{page.relative_to(pages)}: {link}" for folder in ("guide", "formats") for page in sorted((pages / folder).glob("*.md"))
                for link in re.findall(r"\]\(([^)#:]+\.md)", page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
        self.assertEqual(dead, [])

    def test_files_are_of_root_and_nobody_else_writes_them(self):
        for line in output_of("dpkg-deb", "-c", self.package).splitlines():
            mode, owner = line.split()[:2]
            self.assertEqual(owner, "root/root", line)
            self.assertNotRegex(mode, r"^.....w|^........w|s", line)

    def test_every_library_that_is_linked_is_asked_for(self):
        depends = {re.match(r"\S+", each.strip())[0] for each in output_of("dpkg-deb", "-f", self.package, "Depends").split(",")}
        self.assertLessEqual({"adduser", "libc6", "libsodium23", "libsqlite3-0", "libmosquitto1", "libpangocairo-1.0-0"}, depends)
        for program in ("davyd", "davy"):
            self.assertNotIn("not found", output_of("ldd", self.tree / "usr/bin" / program))
            self.assertNotIn(".symtab", output_of("readelf", "-S", self.tree / "usr/bin" / program), "stripped")

    def test_the_pages_name_only_options_that_there_are(self):
        page = (ROOT / "packaging/man/davyd.8").read_text(encoding="utf-8").replace("\\-", "-")
        help_text = output_of(self.tree / "usr/bin/davyd", "--help")
        named = set(re.findall(r"--[a-z][a-z-]+", page))
        self.assertEqual({each for each in named if each not in help_text}, set())
        self.assertGreater(len(named), 5)

    def test_debian_finds_no_error(self):
        home = self.out / "lintian"
        home.mkdir()
        output_of("env", f"HOME={home}", "lintian", "--allow-root", "--fail-on", "error", "--no-tag-display-limit", self.package)

    def test_the_unit_exposes_little(self):
        unit = self.tree / "lib/systemd/system/davyd.service"
        judged = output_of("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE_AT_MOST}", unit)
        self.assertIn("Overall exposure level for davyd.service", judged)
        text = unit.read_text(encoding="utf-8")
        for line in ("Type=notify", "WatchdogSec=10s", "Restart=always", "NoNewPrivileges=yes", "MemoryDenyWriteExecute=yes", "CapabilityBoundingSet=",
                     "ExecReload=/usr/bin/davy check /etc/davy/site --packs /usr/share/davy/packs", 'ExecReload=/bin/sh -c "kill -HUP ${MAINPID}"'):
            self.assertIn(f"\n{line}\n", text)

    def test_the_same_sources_give_the_same_bytes(self):
        again = build(self.out / "again")
        self.assertEqual(again.read_bytes(), self.package.read_bytes())

    def test_its_life(self):
        try:
            machine = ThrowAwayRoot()
        except NoRoot as why:  # then it is not installed anywhere: what it would put there, the other tests have looked into
            print(f"not installed: {why}")
            self.assertTrue(os.geteuid() != 0 or "permitted" in str(why) or "permission" in str(why).lower(), why)
            return
        self.addCleanup(machine.close)
        Life(self, machine).go(self.package, build(self.out / "next", self.version + NEXT))


class Life:
    """Installed, run, upgraded over what it has recorded, removed, purged."""

    def __init__(self, test, machine):
        self.test, self.machine = test, machine

    def does(self, *words, **environment):
        status, said = self.machine.run(*words, **environment)
        self.test.assertEqual(status, 0, f"{words}: {said}")
        return said

    def is_there(self, path):
        return self.machine.run("test", "-e", path)[0] == 0

    def dpkg(self, *words, **environment):
        return self.does("dpkg", "--force-depends", "--force-confold", *words, **environment)

    def go(self, package, following):
        for each in (package, following):
            self.does("cp", f"/{each.relative_to('/')}", "/tmp/")
        self.dpkg("--install", f"/tmp/{package.name}")
        self.installed()
        self.broker()
        first = self.runs()
        self.machine.write("/etc/default/davyd", 'DAVYD_OPTIONS="--http 8090"\n')
        self.dpkg("--install", f"/tmp/{following.name}")
        self.test.assertIn(NEXT, self.does("dpkg-query", "-W", "-f", "${Version}", "davy"))
        self.test.assertIn("8090", self.does("cat", "/etc/default/davyd"), "what a person wrote stays")
        self.test.assertGreater(self.runs(), first, "the journal goes on")
        self.goes()

    def installed(self):
        self.test.assertEqual(self.does("stat", "-c", "%U:%G %a", "/var/lib/davy").strip(), "davy:davy 700")
        self.test.assertEqual(self.does("stat", "-c", "%U:%G %a", "/etc/davy/seal.key").strip(), "root:root 600")
        self.test.assertRegex(self.does("getent", "passwd", "davy"), r":/usr/sbin/nologin\n$")
        self.test.assertIn("0 errors", self.does("davy", "check", "/etc/davy/site"))
        for unit in ("davyd.service", "davy-broker-reload.path", "davy-broker-reload.service"):
            self.test.assertEqual(self.does("systemd-analyze", "verify", f"/lib/systemd/system/{unit}"), "", "a sound unit")

    def broker(self):
        """davy-broker on the plant of the examples: hashes for Mosquitto, passwords for nobody but root and davyd, and Mosquitto takes it all."""
        said = self.does("davy-broker", "/usr/share/doc/davy/examples/demo")
        self.test.assertIn("/etc/davy/broker/passwords.txt", said)
        self.test.assertIn(f'DAVYD_OPTIONS="--http 8080 --mqtt-password-file /etc/davy/broker/passwords.txt --broker-folder {BROKER}"\n', self.does("cat", "/etc/default/davyd"))
        self.does("openssl", "verify", "-CAfile", BROKER + "/ca.crt", "-verify_hostname", "localhost", BROKER + "/server.crt")
        modes = self.does("stat", "-c", "%U:%G %a", "/etc/davy/broker/passwords.txt", BROKER + "/passwd", BROKER + "/acl", BROKER + "/server.key")
        self.test.assertEqual(modes.splitlines(), ["root:davy 640", *["davy:mosquitto 640"] * 3])
        plain = dict(line.split(":", 1) for line in self.does("cat", "/etc/davy/broker/passwords.txt").splitlines())
        hashed = dict(line.split(":", 1) for line in self.does("cat", BROKER + "/passwd").splitlines())
        self.test.assertEqual(plain.keys(), hashed.keys())
        self.test.assertIn("davyd", plain)
        self.test.assertTrue(all(each.startswith("$7$") for each in hashed.values()))
        self.does("davy-broker", "/usr/share/doc/davy/examples/demo")
        self.test.assertEqual(dict(line.split(":", 1) for line in self.does("cat", "/etc/davy/broker/passwords.txt").splitlines()), plain, "kept")
        self.adds_only(hashed)
        self.console_lets_a_device_in_and_out()
        self.does("sed", "-i", "-e", f"s/^listener 1883/listener {free_port()}/", "-e", f"s/^listener 8883/listener {free_port()} 127.0.0.1/", "/etc/mosquitto/conf.d/davy.conf")
        ended, log = self.machine.run("timeout", "2", "mosquitto", "-c", "/etc/mosquitto/conf.d/davy.conf")
        self.test.assertEqual(ended, 124, f"it runs until it is stopped: {log}")

    def adds_only(self, hashed):
        """What the console took back or gave anew stays so when davy-broker runs again; who is new gets a password."""
        taken_back, given_anew, new = [user for user in sorted(hashed) if user != "davyd"][:3]
        self.does("sed", "-i", "-e", f"/^{taken_back}:/d", "-e", f"s/^{given_anew}:.*/{given_anew}:console/", "-e", f"/^{new}:/d", BROKER + "/passwd")
        self.does("sed", "-i", f"/^{new}$/d", "/etc/davy/broker/given")
        self.does("davy-broker", "/usr/share/doc/davy/examples/demo")
        again = dict(line.split(":", 1) for line in self.does("cat", BROKER + "/passwd").splitlines())
        self.test.assertNotIn(taken_back, again)
        self.test.assertEqual(again[given_anew], "console")
        self.test.assertTrue(again[new].startswith("$7$"))
        self.test.assertEqual({user: again[user] for user in hashed.keys() - {taken_back, given_anew, new}}, {user: hashed[user] for user in hashed.keys() - {taken_back, given_anew, new}})
        self.does("sed", "-i", f"/^{given_anew}:/d", BROKER + "/passwd")  # Mosquitto would not take it

    def console_lets_a_device_in_and_out(self):
        """As the service's user, who is not in Mosquitto's group: what it writes Mosquitto still reads, and the file that its path unit watches is written last."""
        self.does("install", "-d", "-m", "0700", "-o", "davy", "/tmp/trial")
        port = free_port()
        start = ["/usr/bin/davyd", "--site", "/usr/share/doc/davy/examples/demo", "--packs", "/usr/share/davy/packs", "--data", "/tmp/trial/data", "--unsealed", "--no-golden-drill",
                 "--http", port, "--mqtt-port", free_port(), "--broker-folder", BROKER]
        with tempfile.NamedTemporaryFile(prefix="davy-log-") as log:
            daemon = Program(self.machine.command(*AS_DAVY, *start), pathlib.Path(log.name))
            daemon.launch()
            try:
                wait_until(lambda: self.get(port, "/readyz") == 200, 60, "readiness")
                link = wait_until(lambda: re.search(r"/setup#(\w+)", pathlib.Path(log.name).read_text()), what="the link")
                admin = Asker(port, None)
                admin.post("/setup", {"token": link[1], "login": "admin", "name": "Admin", "password": PASSWORD})
                device = sorted(line.split(":")[0] for line in self.does("cat", BROKER + "/passwd").splitlines() if not line.startswith("davyd:"))[-1]
                before = self.does("cat", BROKER + "/passwd")
                issued = admin.put(f"/devices/{device}/broker-password", None)
                self.test.assertTrue(all(topic.endswith((f"/{device}/samples", f"/{device}/reply", f"/{device}/status")) for topic in issued["write"]), issued)
                self.test.assertNotEqual(self.does("cat", BROKER + "/passwd"), before)
                self.test.assertTrue(self.is_there(BROKER + "/changed"))
                modes = self.does("stat", "-c", "%U:%G %a", BROKER + "/passwd", BROKER + "/acl").splitlines()
                self.test.assertEqual(modes, ["davy:mosquitto 640"] * 2)
                self.test.assertIn("-----BEGIN CERTIFICATE-----", admin.ask("GET", "/authority").raw.decode())
                self.one_at_a_time(admin, device)
                self.test.assertEqual(admin.ask("DELETE", f"/devices/{device}/broker-password").status, 204)
                self.test.assertNotIn(f"{device}:", self.does("cat", BROKER + "/passwd"))
                self.test.assertNotIn(f"user {device}\n", self.does("cat", BROKER + "/acl"))
            finally:
                daemon.stop()
        self.does("davy-broker", "/usr/share/doc/davy/examples/demo")
        self.test.assertNotIn(f"user {device}\n", self.does("cat", BROKER + "/acl"), "what was taken back stays so")
        self.does("rm", "-r", "/tmp/trial")

    def one_at_a_time(self, admin, device):
        """While somebody has the broker's files, neither the console nor davy-broker changes them."""
        before = self.does("cat", BROKER + "/passwd")
        with tempfile.NamedTemporaryFile(prefix="davy-log-") as log:
            holder = Program(self.machine.command("flock", "-F", BROKER, "sleep", "300"), pathlib.Path(log.name))
            holder.launch()
            try:
                wait_until(lambda: self.machine.run("flock", "-n", BROKER, "true")[0] != 0, what="the lock")
                self.test.assertEqual(admin.ask("DELETE", f"/devices/{device}/broker-password").status, 503)
                ended, said = self.machine.run("timeout", "5", "davy-broker", "/usr/share/doc/davy/examples/demo")
                self.test.assertEqual(ended, 124, f"it waits for its turn: {said}")
                self.test.assertEqual(self.does("cat", BROKER + "/passwd"), before)
            finally:
                holder.stop()
        self.does("sh", "-c", "rm -rf /etc/davy/broker/work.*")  # of the one that was ended

    def runs(self):
        """Starts davyd as the unit does, asks it, ends it; the number of records that its journal then has."""
        port = free_port()
        unit = self.does("cat", "/lib/systemd/system/davyd.service")
        start = shlex.split(re.search(r"^ExecStart=(.*)$", unit, re.M)[1].replace("$DAVYD_OPTIONS", f"--http {port}"))
        # What LoadCredential= does.
        self.does("install", "-d", "-m", "0700", "-o", "davy", "/run/davy-credentials")
        self.does("install", "-m", "0400", "-o", "davy", "/etc/davy/seal.key", "/run/davy-credentials/davy-seal.key")
        with tempfile.NamedTemporaryFile(prefix="davy-log-") as log:
            daemon = Program(self.machine.command("env", "CREDENTIALS_DIRECTORY=/run/davy-credentials", *AS_DAVY, *start), pathlib.Path(log.name))
            daemon.launch()
            try:
                wait_until(lambda: self.get(port, "/readyz") == 200, 60, "readiness")
                self.test.assertEqual(self.get(port, "/"), 200, "the console")
                self.test.assertRegex(pathlib.Path(log.name).read_text(), r"setup http://127\.0\.0\.1:\d+/setup#")
            finally:
                status = daemon.stop()
            self.test.assertEqual(status, 0, pathlib.Path(log.name).read_text())
        return int(re.search(r"(\d+) records?", self.does("davy", "--seal-key-file", "/etc/davy/seal.key", "verify", "--data", "/var/lib/davy"))[1])

    def get(self, port, path):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def goes(self):
        self.dpkg("--remove", "davy")
        self.test.assertFalse(self.is_there("/usr/bin/davyd"))
        self.test.assertFalse(self.is_there("/usr/share/davy"))
        self.test.assertTrue(self.is_there("/etc/davy/site/site.yaml"), "settings stay until the purge")
        self.test.assertIn("/var/lib/davy is kept", self.dpkg("--purge", "davy"))
        self.test.assertFalse(self.is_there("/etc/default/davyd"))
        self.test.assertTrue(self.is_there("/var/lib/davy/davy.db"), "what was recorded is evidence")
        self.test.assertTrue(self.is_there("/etc/davy/seal.key"), "and so is what opens it")
        self.dpkg("--install", *[f"/tmp/{name}" for name in self.does("ls", "/tmp").split() if name.startswith("davy_") and NEXT in name])
        self.dpkg("--purge", "davy", DAVY_PURGE_DATA="yes")
        self.test.assertFalse(self.is_there("/var/lib/davy"))
        self.test.assertFalse(self.is_there("/etc/mosquitto/conf.d/davy.conf"), "the broker starts without Davy")


class Sbom(unittest.TestCase):
    """By the text of SPDX 2.3, clauses 6, 7, 10 and 11."""

    @classmethod
    def setUpClass(cls):
        output_of("tools/build_web")
        cls.sbom = json.loads(output_of("tools/make_sbom", PROGRAMS / "davyd", PROGRAMS / "davy"))
        cls.packages = {package["SPDXID"]: package for package in cls.sbom["packages"]}
        cls.relations = {(each["spdxElementId"], each["relationshipType"], each["relatedSpdxElement"]) for each in cls.sbom["relationships"]}

    def test_the_document_says_what_it_is(self):
        self.assertEqual((self.sbom["spdxVersion"], self.sbom["dataLicense"], self.sbom["SPDXID"]), ("SPDX-2.3", "CC0-1.0", "SPDXRef-DOCUMENT"))
        self.assertRegex(self.sbom["documentNamespace"], r"^https://[^#\s]+$")
        self.assertRegex(self.sbom["creationInfo"]["created"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertRegex(self.sbom["creationInfo"]["creators"][0], r"^(Tool|Organization|Person): \S")
        self.assertIn(("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package-davy"), self.relations)

    def test_every_package_has_what_it_must(self):
        self.assertEqual(len(self.packages), len(self.sbom["packages"]), "no name twice")
        known = {each["licenseId"] for each in self.sbom["hasExtractedLicensingInfos"]}
        for package in self.packages.values():
            self.assertRegex(package["SPDXID"], r"^SPDXRef-[A-Za-z0-9.-]+$")
            self.assertTrue(package["name"] and package["downloadLocation"] and not package["filesAnalyzed"], package)
            self.assertNotEqual(package["licenseDeclared"], "", package)
            self.assertLessEqual(set(re.findall(r"LicenseRef-[A-Za-z0-9.-]+", package["licenseDeclared"])), known, package)
            for each in package.get("checksums", []):
                self.assertRegex(each["checksumValue"], {"SHA512": r"^[0-9a-f]{128}$", "SHA1": r"^[0-9a-f]{40}$"}[each["algorithm"]])
            for each in package.get("externalRefs", []):
                self.assertRegex(each["referenceLocator"], r"^pkg:(deb/debian|npm)/\S+$")
        self.assertTrue(all(each["extractedText"] for each in self.sbom["hasExtractedLicensingInfos"]))

    def test_relations_are_between_what_is_there_and_nobody_is_alone(self):
        there = {"SPDXRef-DOCUMENT", *self.packages}
        ends = {end for one, _, other in self.relations for end in (one, other)}
        self.assertEqual(ends, there)

    def test_what_is_linked_is_delivered_with_version_and_licence(self):
        delivered = {"DYNAMIC_LINK", "STATIC_LINK", "DEPENDS_ON"}
        named = {self.packages[other]["name"]: relation for _, relation, other in self.relations if relation in delivered}
        for name, relation in {"libsodium23": "DYNAMIC_LINK", "libsqlite3-0": "DYNAMIC_LINK", "libstdc++6": "DYNAMIC_LINK", "libharfbuzz0b": "DEPENDS_ON",
                               "libboost1.81-dev": "STATIC_LINK", "pinia": "STATIC_LINK", "leaflet": "STATIC_LINK"}.items():
            self.assertEqual(named.get(name), relation, name)
        for package in self.packages.values():
            if package["name"] in named:
                self.assertTrue(package["versionInfo"] and package["licenseDeclared"] != "NOASSERTION", package["name"])
        for test_tool in ("vitest", "libgtest-dev", "jsdom"):
            self.assertNotIn(test_tool, named)

    def test_every_package_that_is_installed_for_davy_is_named_with_its_purpose(self):
        lines = (ROOT / "tools/packages.txt").read_text(encoding="utf-8").splitlines()
        listed = {line.split()[0] for line in lines if line and line[0] not in "[#"}
        self.assertGreater(len(listed), 30)
        self.assertEqual(listed - {package["name"] for package in self.packages.values()}, set())

    def test_a_package_without_a_purpose_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            for path in ("tools/make_sbom", "web/package-lock.json", "src/base/version.hpp", "build/web_packages.json"):
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                (copy / path).write_bytes((ROOT / path).read_bytes())
            (copy / "tools/packages.txt").write_text("[build]\nlibgtest-dev # a\nlibx11-dev # b\n[moon]\ncheese # c\n")
            done = subprocess.run([sys.executable, copy / "tools/make_sbom", PROGRAMS / "davy"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("the group moon", done.stderr)


if __name__ == "__main__":
    unittest.main()
