// Any text as the cursor of a list: numbers that are written as it, or it is said that it is none.

#include "store/views/page.hpp"

#include "base/ensure.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string cursor(reinterpret_cast<const char*>(data), size);
  std::uint64_t first = 0;
  std::int64_t second = 0;
  const auto read = davy::store::read_cursor(cursor, first, second);
  if (!read) {
    davy::ensure(!read.error().message.empty(), "what was expected");
    return 0;
  }
  std::uint64_t first_again = 1;
  std::int64_t second_again = 1;
  const std::string written = std::to_string(first) + "-" + std::to_string(second);
  davy::ensure(davy::store::read_cursor(written, first_again, second_again).has_value(), "what is written can be read");
  davy::ensure(first == first_again && second == second_again, "and is the same");
  return 0;
}
