"""check_layers on made-up rooms: which includes it accepts, which it refuses, and what it says instead."""
import unittest

from made_up_tree import MadeUpTree

LAYERS = """
# two floors of ground, one of outside, one of programs
floor 0: base
floor 1: core
floor 2: store field
floor 3: apps
beside sim: up to 1
beside bench: up to 2, sim
edge apps -> sim: the fake plant is a program
apart apps: a program is not a part of another
refuse core <thread> <boost/>: return a value
only <sqlite3.h> in store bench: the only room with SQL
"""


class CheckLayers(MadeUpTree):
    tool = "check_layers"

    def setUp(self):
        super().setUp()
        self.write("tools/layers.txt", LAYERS)
        self.write("src/base/time.hpp", "#pragma once\n")
        self.write("src/core/alarm/book.hpp", '#pragma once\n#include "base/time.hpp"\n#include <vector>\n')
        self.write("src/store/journal.hpp", '#pragma once\n#include "core/alarm/book.hpp"\n#include <sqlite3.h>\n')
        self.write("sim/plant.hpp", '#pragma once\n#include "core/alarm/book.hpp"\n')

    def test_lower_floors_are_open(self):
        self.expect_accepted()

    def test_a_higher_floor_is_closed(self):
        self.write("src/base/text.cpp", '\n\n#include "core/alarm/book.hpp"\n')
        self.expect_refused("src/base/text.cpp:3", '"core/alarm/book.hpp"', "floor 0", "floor 1", "instead", "port")

    def test_the_own_floor_needs_a_listed_edge(self):
        self.write("src/field/link.cpp", '#include "store/journal.hpp"\n')
        self.expect_refused("src/field/link.cpp:1", "both on floor 2", "edge field -> store")
        self.write("tools/layers.txt", LAYERS + "edge field -> store: the quarantine is a table\n")
        self.expect_accepted()

    def test_an_edge_may_name_a_folder_only(self):
        self.write("tools/layers.txt", LAYERS + "edge field/mqtt -> store: the quarantine is a table\n")
        self.write("src/field/mqtt/link.cpp", '#include "store/journal.hpp"\n')
        self.expect_accepted()
        self.write("src/field/link.cpp", '#include "store/journal.hpp"\n')
        self.expect_refused("src/field/link.cpp:1")

    def test_folders_beside_src_have_their_own_limit(self):
        self.write("sim/disk.cpp", '#include "store/journal.hpp"\n')
        self.expect_refused("sim/disk.cpp:1", "floors 0 to 1")

    def test_bench_may_include_sim_but_sim_not_bench(self):
        self.write("bench/detect.hpp", '#include "sim/plant.hpp"\n#include "store/journal.hpp"\n')
        self.expect_accepted()
        self.write("sim/load.cpp", '#include "bench/detect.hpp"\n')
        self.expect_refused("sim/load.cpp:1", '"bench/detect.hpp"')

    def test_src_does_not_include_what_is_beside_it_but_by_a_listed_edge(self):
        self.write("src/apps/davy-sim/main.cpp", '#include "sim/plant.hpp"\n')
        self.expect_accepted()
        self.write("src/core/detect.cpp", '#include "sim/plant.hpp"\n')
        self.expect_refused("src/core/detect.cpp:1", "does not include sim/")

    def test_programs_do_not_include_each_other(self):
        self.write("src/apps/davy/table.hpp", "#pragma once\n")
        self.write("src/apps/davy/main.cpp", '#include "apps/davy/table.hpp"\n')
        self.expect_accepted()
        self.write("src/apps/davyd/main.cpp", '#include "apps/davy/table.hpp"\n')
        self.expect_refused("src/apps/davyd/main.cpp:1", "stay apart", "not a part of another")

    def test_refused_headers(self):
        self.write("src/core/clock.cpp", "#include <thread>\n")
        self.expect_refused("src/core/clock.cpp:1", "<thread>", "refused in core", "return a value")
        self.write("src/core/clock.cpp", "#include <boost/asio/post.hpp>\n")
        self.expect_refused("<boost/asio/post.hpp>")

    def test_a_library_that_only_one_room_includes(self):
        self.write("src/field/cache.cpp", "#include <sqlite3.h>\n")
        self.expect_refused("src/field/cache.cpp:1", "only in store, bench", "ask store")

    def test_the_path_is_the_folder_path(self):
        for include in ("../alarm/book.hpp", "book.hpp", "alarm/book.hpp"):
            self.write("src/core/order/order.cpp", f'#include "{include}"\n')
            self.expect_refused("src/core/order/order.cpp:1", 'write the folder path: "core/alarm/book.hpp"')

    def test_our_own_headers_are_not_in_angle_brackets(self):
        self.write("src/core/detect.cpp", "#include <base/time.hpp>\n")
        self.expect_refused('write #include "base/time.hpp"')

    def test_folders_of_a_room_do_not_include_each_other_in_a_circle(self):
        self.write("src/core/order/order.hpp", '#include "core/alarm/book.hpp"\n')
        self.expect_accepted()
        self.write("src/core/alarm/grade.cpp", '#include "core/order/order.hpp"\n')
        self.expect_refused("circle", "core/alarm -> core/order -> core/alarm", "src/core/order/order.hpp:1")

    def test_files_at_the_top_of_a_room_are_shared_by_its_folders(self):
        self.write("src/core/event.hpp", '#include "core/alarm/book.hpp"\n')
        self.write("src/core/alarm/grade.cpp", '#include "core/event.hpp"\n')
        self.expect_accepted()

    def test_a_test_does_not_make_a_circle(self):
        self.write("src/core/order/order.hpp", '#include "core/alarm/book.hpp"\n')
        self.write("src/core/alarm/grade_test.cpp", '#include "core/order/order.hpp"\n')
        self.expect_accepted()

    def test_a_room_that_no_floor_lists(self):
        self.write("src/utils/all.hpp", "#pragma once\n")
        self.expect_refused("src/utils/all.hpp:1", "'utils' is on no floor")

    def test_a_line_of_layers_that_cannot_be_read_is_named(self):
        self.write("tools/layers.txt", "floor 0: base\nflor 1: core\n")
        status, output = self.run_tool()
        self.assertEqual(status, 2)
        self.assertIn("layers.txt:2: cannot read this line: flor 1: core", output)


if __name__ == "__main__":
    unittest.main()
