// Any bytes as the beginning of a film: what follows the part that is looked at changes nothing.
#include "store/blobs/film_type.hpp"

#include "base/ensure.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view type = davy::store::film_type(bytes);
  davy::ensure(type.empty() || type == davy::store::kMp4 || type == davy::store::kWebm, "a film is one of two kinds, or none");
  if (!type.empty()) davy::ensure(davy::store::film_type(bytes + std::string(2'000, 'x')) == type, "its beginning says what it is");
  return 0;
}
