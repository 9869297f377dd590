"""install_packages with made-up apt and dpkg: what it installs, when it asks for new lists, and what it says when it may not."""
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent

PACKAGES = """# a comment
[build]
g++ # the compiler
cmake # the build

[web]
nodejs # the console
npm # its dependencies

[extra]
clang-22 # fuzzing
"""

# Each program writes what it was asked into $DAVY_TEST/calls and answers from files there.
PROGRAMS = {
    "dpkg-query": 'for package in $(cat "$DAVY_TEST/installed"); do echo "installed $package"; done; exit 1',
    "apt-cache": 'cat "$DAVY_TEST/known"',
    "apt-get": 'echo "apt-get $*" >> "$DAVY_TEST/calls"; [ ! -f "$DAVY_TEST/broken" ] || { echo "E: no network"; exit 100; }',
    "id": 'cat "$DAVY_TEST/uid"',
    "sudo": 'echo "sudo" >> "$DAVY_TEST/calls"; exec "$@"',
    "node": 'echo 16',
    "npm": "exit 0",
}


class InstallPackages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="davy-install-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "tools").mkdir()
        shutil.copy(TOOLS / "install_packages", self.root / "tools/install_packages")
        (self.root / "tools/packages.txt").write_text(PACKAGES, encoding="utf-8")
        (self.root / "bin").mkdir()
        for name, text in PROGRAMS.items():
            self.write_program(name, text)
        for name in ("bash", "env", "dirname", "sed", "grep", "sort", "wc", "mktemp", "rm", "cat", "tail", "tr"):
            (self.root / "bin" / name).symlink_to(shutil.which(name))
        self.say("installed", "")
        self.say("known", "g++\ncmake\nnodejs\nnpm\nclang-22\n")
        self.say("uid", "0\n")

    def write_program(self, name, text):
        program = self.root / "bin" / name
        program.write_text(f"#!{shutil.which('bash')}\n{text}\n", encoding="utf-8")
        program.chmod(0o755)

    def say(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")

    def install(self, *groups, locale=""):
        """(exit status, what it said, the calls of apt-get and sudo)"""
        environment = {"PATH": str(self.root / "bin"), "DAVY_TEST": str(self.root), "HOME": str(self.root), "LANG": locale}
        done = subprocess.run(
            [self.root / "tools/install_packages", *groups], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=30
        )
        calls = self.root / "calls"
        return done.returncode, done.stdout, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def test_it_speaks_chinese_where_the_locale_does(self):
        self.assertIn("通过 apt 安装：g++ cmake", self.install("build", locale="zh_CN.UTF-8")[1])

    def test_nothing_is_asked_of_apt_when_all_is_there(self):
        self.say("installed", "g++ cmake")
        self.assertEqual(self.install("build"), (0, "", []))

    def test_it_says_and_installs_only_what_is_missing_of_the_groups(self):
        self.say("installed", "g++")
        status, said, calls = self.install("build", "extra")
        self.assertEqual(status, 0, said)
        self.assertIn("installing through apt: cmake clang-22", said)
        self.assertEqual(len(calls), 1)
        self.assertTrue(calls[0].endswith("install -y --no-install-recommends cmake clang-22"), calls)

    def test_new_lists_are_fetched_only_when_a_package_is_unknown(self):
        self.say("known", "g++\n")
        _, said, calls = self.install("build")
        self.assertIn("apt-get update", said)
        self.assertEqual([call.split()[-1] for call in calls], ["update", "cmake"])

    def test_sudo_is_used_when_not_root(self):
        self.say("uid", "1000\n")
        status, _, calls = self.install("build")
        self.assertEqual(status, 0)
        self.assertEqual(calls[0], "sudo")

    def test_neither_root_nor_sudo_says_what_to_do(self):
        self.say("uid", "1000\n")
        (self.root / "bin/sudo").unlink()
        status, said, calls = self.install("build")
        self.assertEqual((status, calls), (2, []))
        self.assertIn("As root: apt-get update && apt-get install -y g++ cmake", said)

    def test_a_failing_apt_is_shown_after_one_more_try_with_new_lists(self):
        self.say("broken", "")
        status, said, calls = self.install("build")
        self.assertEqual(status, 1)
        self.assertIn("E: no network", said)
        self.assertIn("failed for: g++ cmake", said)
        self.assertEqual([("install" in call, "update" in call) for call in calls], [(True, False), (False, True)])

    def test_an_old_node_is_not_enough_and_a_new_one_is(self):
        _, said, _ = self.install("web")
        self.assertIn("nodejs npm", said)
        self.write_program("node", "echo 20")
        self.assertEqual(self.install("web")[:2], (0, ""))

    def test_without_a_group_it_lists_them(self):
        status, said, _ = self.install()
        self.assertEqual(status, 2)
        self.assertIn("groups: build web extra", said)

    def test_every_line_of_the_real_list_has_a_reason(self):
        for line in (TOOLS / "packages.txt").read_text(encoding="utf-8").splitlines():
            if line and line[0] not in "#[":
                self.assertRegex(line, r"^[a-z0-9.+-]+ # \S")


if __name__ == "__main__":
    unittest.main()
