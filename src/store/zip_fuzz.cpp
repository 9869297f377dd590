// Any bytes as something zipped, and any bytes zipped.

#include "store/zip.hpp"

#include "base/ensure.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kSizeMax = 1 << 16;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto read = davy::store::unzip(bytes); !read) davy::ensure(!read.error().message.empty(), "why it cannot be read");
  const auto back = davy::store::unzip(davy::store::zip(bytes));
  davy::ensure(back.has_value() && *back == bytes, "what was zipped");
  std::string into;
  if (davy::store::unzip_numbers(bytes, kSizeMax, into)) davy::ensure(into.size() <= kSizeMax, "no more than was allowed");
  if (size <= kSizeMax) {
    const bool read = davy::store::unzip_numbers(davy::store::zip_numbers(bytes), kSizeMax, into).has_value();
    davy::ensure(read && into == bytes, "what was zipped as numbers");
  }
  return 0;
}
