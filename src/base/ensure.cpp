#include "base/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace davy {

void ensure_failed(const char* what, const std::source_location& where) {
  std::fprintf(stderr, "%s:%u: %s: invariant broken: %s\n", where.file_name(), where.line(), where.function_name(), what);
  std::abort();
}

}  // namespace davy
