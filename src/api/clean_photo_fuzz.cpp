// Any bytes as a picture: what comes out is itself a picture that stays as it is.
#include "api/clean_photo.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto once = davy::api::clean_photo({reinterpret_cast<const char*>(data), size});
  if (!once) return 0;
  const auto twice = davy::api::clean_photo(once->bytes);
  if (!twice || twice->bytes != once->bytes) std::abort();
  return 0;
}
