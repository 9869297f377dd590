// Any bytes as a voice note: what is kept of it is as long, and stays as it is.
#include "api/clean_voice.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size);
  const auto once = davy::api::clean_voice(given);
  if (!once) return 0;
  const auto twice = davy::api::clean_voice(once->bytes);
  if (once->bytes.size() != size || !twice || twice->type != once->type || twice->bytes != once->bytes) std::abort();
  return 0;
}
