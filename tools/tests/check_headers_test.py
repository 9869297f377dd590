"""check_headers: what does not compile alone is found wherever it stands in a chain, and behind what was precompiled."""
import json
import unittest

from made_up_tree import MadeUpTree

SOUND = {
    "base/time.hpp": "#include <cstdint>\nnamespace plant {\nstruct Instant {\n  std::int64_t ns;\n};\n}\n",
    "core/sample.hpp": '#include "base/time.hpp"\nnamespace plant {\nstruct Sample {\n  Instant at;\n  double value;\n};\n}\n',
    "core/batch.hpp": '#include "core/sample.hpp"\n#include <vector>\nnamespace plant {\nusing Batch = std::vector<Sample>;\n}\n',
    "core/store.hpp": '#include "core/batch.hpp"\nnamespace plant {\nstruct Store {\n  virtual void keep(const Batch& batch) = 0;\n};\n}\n',
    "core/limit.hpp": "namespace plant {\nstruct Limit {\n  double value;\n};\n}\n",
}


class CheckHeaders(MadeUpTree):
    tool = "check_headers"

    def setUp(self):
        super().setUp()
        command = "c++ -std=c++20 -Wall -Wextra -Werror -O2 -o x.o -c x.cpp"
        self.write("build/release/compile_commands.json", json.dumps([{"directory": ".", "file": "x.cpp", "command": command}]))
        for path, text in SOUND.items():
            self.header(path, text)

    def header(self, path, text):
        self.write(f"src/{path}", f"#pragma once\n{text}")

    def without(self, path, line):
        self.assertIn(line, SOUND[path])
        self.header(path, SOUND[path].replace(line, ""))

    def expect_fault(self, *parts):
        status, output = self.run_tool()
        self.assertEqual(status, 1, output)
        for part in parts:
            self.assertIn(part, output)

    def test_a_sound_tree_in_fewer_compiles_than_headers(self):
        status, output = self.run_tool()
        self.assertEqual((status, output), (0, "5 headers compile alone\n"))

    def test_a_standard_include_that_is_missing(self):
        self.without("core/batch.hpp", "#include <vector>\n")
        self.expect_fault("core/batch.hpp", "vector")

    def test_an_include_of_ours_that_is_missing_at_the_end_of_a_chain(self):
        self.without("core/store.hpp", '#include "core/batch.hpp"\n')
        self.expect_fault("core/store.hpp", "Batch")

    def test_an_include_of_ours_that_is_missing_within_a_chain(self):
        self.without("core/sample.hpp", '#include "base/time.hpp"\n')
        self.expect_fault("core/sample.hpp", "Instant")

    def test_what_only_a_later_header_includes_is_missing(self):
        self.without("core/batch.hpp", '#include "core/sample.hpp"\n')
        self.header("core/store.hpp", '#include "core/sample.hpp"\n' + SOUND["core/store.hpp"])
        self.expect_fault("core/batch.hpp", "Sample")

    def test_a_type_that_is_declared_nowhere(self):
        self.header("core/store.hpp", SOUND["core/store.hpp"].replace("= 0;", "= 0;\n  Limit* limit;"))
        self.expect_fault("core/store.hpp", "Limit")

    def test_a_type_of_which_only_the_name_is_known(self):
        self.header("core/store.hpp", SOUND["core/store.hpp"].replace("struct Store {", "struct Limit;\nstruct Store {\n  Limit limit;"))
        self.expect_fault("core/store.hpp", "incomplete type")

    def test_behind_a_precompiled_header(self):
        self.header("core/batch.hpp", "#include <functional>\n#include <map>\n#include <memory>\n" + SOUND["core/batch.hpp"])
        for each in range(12):
            self.header(f"api/page_{each}.hpp", f'#include "core/batch.hpp"\nusing Page{each} = std::function<void(const plant::Batch&)>;\n')
        self.assertEqual(self.run_tool(), (0, "17 headers compile alone\n"))
        self.header("api/page_3.hpp", '#include "core/batch.hpp"\nusing Page3 = std::function<void(const plant::Limit&)>;\n')
        self.expect_fault("api/page_3.hpp", "Limit", "1 of them do not")


if __name__ == "__main__":
    unittest.main()
