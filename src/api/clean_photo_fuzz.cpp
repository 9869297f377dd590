// Any bytes as a picture: what is kept of it is a picture as large as it says, upright, and can be decoded again.
#include "api/photo_codec.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

constexpr std::uint64_t kTriedMost = 1'000'000;  // pixels: more of them are only slower
constexpr std::size_t kBytesMost = 10UL * 1024 * 1024;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto once = davy::api::clean_photo({reinterpret_cast<const char*>(data), size});
  if (!once || std::uint64_t{once->width} * once->height > kTriedMost || !davy::api::may_be_decoded(*once)) return 0;
  const davy::Result<davy::api::CleanPhoto> kept = davy::api::encode_anew(*once, kBytesMost);
  if (!kept) return 0;
  const auto again = davy::api::clean_photo(kept->bytes);
  if (!again || again->type != kept->type || again->width != kept->width || again->height != kept->height || again->orientation != 1)
    std::abort();
  if (!davy::api::encode_anew(*again, kBytesMost)) std::abort();
  return 0;
}
