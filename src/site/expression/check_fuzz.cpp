#include "site/expression/check.hpp"

#include "base/ensure.hpp"
#include "site/small_site.hpp"

#include <cstdint>

// Whatever the text, it becomes a program or is said to be wrong at some place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const davy::site::Loaded loaded = davy::site::load_site(davy::site::small_site());
  static const davy::site::expression::Scope scope(*loaded.site);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto made = davy::site::expression::translate(text, scope, davy::site::PointIndex(0));
  davy::ensure(made.program.has_value() == made.faults.empty(), "a program, or why there is none");
  for (const auto& fault : made.faults)
    davy::ensure(fault.at.line > 0 && fault.at.column > 0 && !fault.found.empty(), "a fault has a place");
  return 0;
}
