"""check_style on made-up files: each rule with a case that it refuses and one beside it that it accepts."""
import unittest

from made_up_tree import MadeUpTree

TO_DO = "TO" "DO"


class CheckStyle(MadeUpTree):
    tool = "check_style"

    def header(self, path, body):
        self.write(path, f"#pragma once\n{body}\n")

    def test_an_empty_tree_is_straight(self):
        self.expect_accepted()

    def test_a_tree_that_git_cannot_read_is_checked_all_the_same(self):
        self.write(".git", "gitdir: nowhere\n")
        self.write("build/release/generated.cpp", "using namespace std;\n")
        self.expect_accepted()
        self.write("src/core/a.cpp", "using namespace std;\n")
        self.expect_refused("src/core/a.cpp:1")

    def test_only_the_clock_adapter_reads_the_clock(self):
        read = "auto now = std::chrono::system_clock::now();\n"
        self.write("src/runtime/system_clock.cpp", read)
        self.expect_accepted()
        self.write("src/runtime/loop.cpp", "\n" + read)
        self.expect_refused("src/runtime/loop.cpp:2", "wall clock", "Clock port")

    def test_benches_and_black_box_tests_may_measure(self):
        measure = "auto start = std::chrono::steady_clock::now();\n"
        self.write("benches/latency.cpp", measure)
        self.write("src/core/detect/detect_bench.cpp", measure)
        self.expect_accepted()
        self.write("src/core/detect/detect.cpp", measure)
        self.expect_refused("src/core/detect/detect.cpp:1", "reads a clock")

    def test_what_a_comment_or_a_text_says_is_not_code(self):
        self.write("src/core/x.cpp", '// never calls system_clock::now\nauto a = "rand( ) float"; /* std::thread\nfloat */\n')
        self.expect_accepted()

    def test_unit_tests_do_not_sleep(self):
        nap = "std::this_thread::sleep_for(1ms);\n"
        self.write("tests/broker.cpp", nap)
        self.expect_accepted()
        self.write("src/store/journal_test.cpp", nap)
        self.expect_refused("src/store/journal_test.cpp:1", "sleeps", "fake clock")

    def test_core_has_no_thread_chance_log_or_float(self):
        for line, what in [
            ("std::mutex lock;", "threads in core"),
            ("int n = rand();", "chance in core"),
            ("std::random_device seed;", "chance in core"),
            ('std::cerr << "x";', "logs in core"),
            ("float limit = 25;", "float"),
        ]:
            with self.subTest(line):
                self.write("src/core/x.cpp", line + "\n")
                self.expect_refused("src/core/x.cpp:1", what, "instead")

    def test_a_codec_may_use_float(self):
        self.write("src/field/modbus/registers.cpp", "float value = 1;\n")
        self.expect_accepted()

    def test_operand_is_not_a_call_of_rand(self):
        self.write("src/core/x.cpp", "auto o = operand(1) + list.rand(2);\n")
        self.expect_accepted()

    def test_time_in_a_header_has_a_type(self):
        self.header("src/core/a.hpp", "std::int64_t count = 0;\nInstant raised_at;")
        self.expect_accepted()
        for name in ("timeout", "raised_at", "delay_ms", "deadline_"):
            with self.subTest(name):
                self.header("src/core/a.hpp", f"std::int64_t {name} = 0;")
                self.expect_refused("src/core/a.hpp:2", "bare integer", "Instant or Duration")

    def test_bool_among_arguments(self):
        self.header("src/core/a.hpp", "void ack(AlarmId id, Force force);\nbool is_open(bool) const;\nvoid set_lit(bool lit);")
        self.expect_accepted()
        self.header("src/core/a.hpp", "void ack(AlarmId id, bool force);")
        self.expect_refused("src/core/a.hpp:2", "bool", "enum")

    def test_using_namespace(self):
        self.write("src/core/a.cpp", "using namespace std;\n")
        self.expect_refused("src/core/a.cpp:1", "using namespace")

    def test_unfinished_work(self):
        self.write("docs/formats/mqtt.md", f"# MQTT\n{TO_DO}: say more\n")
        self.expect_refused("docs/formats/mqtt.md:2", "unfinished work")

    def test_paths_of_a_machine(self):
        self.write("docs/a.md", "packs/special-work/limits.yaml and https://x.org/work/ are fine\n")
        self.expect_accepted()
        for text in ("see /" "work/main", "in /" "root/x"):
            with self.subTest(text):
                self.write("docs/a.md", text + "\n")
                self.expect_refused("docs/a.md:1", "instead")

    def test_only_bench_and_evaluate_know_the_shared_data(self):
        self.write("benches/evaluate/main.cpp", "// ../shared/data holds the sets\n")
        self.expect_accepted()
        self.write("src/core/a.cpp", "// ../shared/data holds the sets\n")
        self.expect_refused("src/core/a.cpp:1", "outside the repository")

    def test_commented_out_code(self):
        prose = "// A condition (when the delay ran);\n// the value = the last one known, e.g. `x = 3;`\n// stays open; see close().\n"
        self.write("src/core/a.cpp", prose + "//   auto example = parse(text);\n")
        self.expect_accepted()
        for code in ("alarm.clear();", "auto x = 3;", "if (open) {", "return x;", '#include "a.hpp"', "}"):
            with self.subTest(code):
                self.write("src/core/a.cpp", f"int a;\n// {code}\n")
                self.expect_refused("src/core/a.cpp:2", "commented-out", "git remembers")

    def test_pragma_once(self):
        self.write("src/core/a.hpp", "// The contract.\n#pragma once\nint a();\n")
        self.expect_accepted()
        self.write("src/core/a.hpp", "#include <vector>\n#pragma once\n")
        self.expect_refused("src/core/a.hpp:1", "#pragma once")
        self.write("src/core/a.hpp", "int a();\n")
        self.expect_refused("src/core/a.hpp:1", "#pragma once")

    def test_the_own_header_comes_first(self):
        self.write("src/core/a.cpp", '#include "core/a.hpp"\n\n#include "base/time.hpp"\n')
        self.write("src/core/a_prop_test.cpp", '#include "core/a.hpp"\n#include <gtest/gtest.h>\n')
        self.expect_accepted()
        self.write("src/core/a_prop_test.cpp", '#include <gtest/gtest.h>\n#include "core/a.hpp"\n')
        self.expect_refused("src/core/a_prop_test.cpp:2", "own header", "to the top")

    def test_names_of_files_and_folders(self):
        self.write("src/apps/davy-sim/main.cpp", "int main() {}\n")
        self.write("web/src/AlarmList.vue", "<template/>\n")
        self.expect_accepted()
        for path, what in [
            ("src/core/AlarmBook.cpp", "file name"),
            ("src/core/book.cc", "suffix"),
            ("src/utils/book.cpp", "domain word"),
            ("src/core/special-work/book.cpp", "folder name"),
        ]:
            with self.subTest(path):
                self.write(path, "int a;\n")
                self.expect_refused(path, what)
                (self.root / path).unlink()

    def test_length_of_functions(self):
        def with_lines(count):
            return "namespace a {\n\nint f(int a,\n      int b) {\n" + "  a += b;\n" * count + "}\n\n}  // namespace a\n"

        self.write("src/core/a.cpp", with_lines(59))
        self.expect_accepted()
        self.write("src/core/a.cpp", with_lines(60))
        self.expect_refused("src/core/a.cpp:3", "61 lines (limit 60)")

    def test_long_types_and_tables_are_not_functions(self):
        rows = "  {1, 2},\n" * 80
        members = "  int a = f(1);\n" * 80
        self.write("src/core/a.cpp", f"constexpr Row kRows[] = {{\n{rows}}};\nstruct State final : Base<int (*)()> {{\n{members}}};\n")
        self.expect_accepted()

    def test_length_of_files_and_the_list_that_only_shrinks(self):
        def with_lines(count):
            self.write("src/core/a.cpp", "int a;\n" * count)

        with_lines(600)
        self.expect_accepted()
        with_lines(601)
        self.expect_refused("src/core/a.cpp:601", "601 lines (limit 600)")
        self.write("tools/style_exceptions.txt", "# path lines\nsrc/core/a.cpp 601\n")
        self.expect_accepted()
        with_lines(602)
        self.expect_refused("src/core/a.cpp:602", "limit 601")
        self.write("tools/style_exceptions.txt", "src/core/a.cpp 700\n")
        self.expect_refused("tools/style_exceptions.txt:1", "write 602")
        with_lines(9)
        self.expect_refused("tools/style_exceptions.txt:1", "take it off")
        (self.root / "src/core/a.cpp").unlink()
        self.expect_refused("tools/style_exceptions.txt:1", "does not exist")


class Map(MadeUpTree):
    tool = "check_style"

    def setUp(self):
        super().setUp()
        self.write("src/core/alarm/book.cpp", "int a;\n")
        self.write("src/base/text.cpp", "int a;\n")

    def write_map(self, *entries):
        self.write("docs/map.md", "# Map\n" + "".join(f"- `{entry}/` what it does, like `core/nothing/`\n" for entry in entries))

    def test_no_map_no_rule(self):
        self.expect_accepted()

    def test_every_folder_is_listed_once(self):
        self.write_map("base", "core", "core/alarm", "web")
        self.expect_accepted()
        self.write("docs/map.md", "| floor | room | is |\n|---|---|---|\n| 1 | `src/base/` `core/alarm` | the ground of `core/alarm` |\n")
        self.expect_accepted()

    def test_the_files_at_the_top_of_a_room_are_listed_with_its_folders(self):
        self.write("src/core/event.cpp", "int a;\n")
        self.write_map("base", "core/alarm")
        self.expect_accepted()

    def test_a_folder_that_is_missing(self):
        self.write_map("base", "core")
        self.expect_refused("docs/map.md:1", "src/core/alarm is not on the map")

    def test_a_folder_that_is_listed_twice(self):
        self.write_map("base", "core/alarm", "base")
        self.expect_refused("docs/map.md:4", "base is listed twice", "lines 2 and 4")

    def test_a_folder_that_does_not_exist(self):
        self.write_map("base", "core/alarm", "core/order")
        self.expect_refused("docs/map.md:4", "core/order does not exist")

    def test_two_pages(self):
        self.write_map("base", "core/alarm")
        page = self.root / "docs/map.md"
        page.write_text(page.read_text(encoding="utf-8") + "line\n" * 130, encoding="utf-8")
        self.expect_refused("docs/map.md:131", "133 lines")


if __name__ == "__main__":
    unittest.main()
