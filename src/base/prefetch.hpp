#pragma once
// prefetch: asks for memory some work ahead of its use. A hint: never wrong, at worst in vain. Any thread.

#include <cstddef>

namespace davy {

inline void prefetch(const void* from, std::size_t bytes) {
  constexpr std::size_t kLine = 64;
  const char* line = static_cast<const char*>(from);
  for (std::size_t i = 0; i < bytes; i += kLine) __builtin_prefetch(line + i, 1);
  __builtin_prefetch(line + bytes - 1, 1);
}

template <class T>
void prefetch(const T& whole) {
  prefetch(&whole, sizeof(T));
}

}  // namespace davy
