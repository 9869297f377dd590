// Any Range header, of things of any size: a part lies within the thing, and to ask for exactly that part gives it again.
#include "api/http/byte_range.hpp"

#include "base/ensure.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using davy::api::ByteRange;
  using davy::api::RangeAsked;
  const std::string_view header(reinterpret_cast<const char*>(data), size);
  for (const std::uint64_t of : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000}, std::uint64_t{268'435'456}, UINT64_MAX}) {
    const RangeAsked asked = davy::api::range_asked(header, of);
    const auto* part = std::get_if<ByteRange>(&asked);
    if (part == nullptr) continue;
    davy::ensure(part->first <= part->last && part->last < of, "a part lies within the thing");
    const RangeAsked again = davy::api::range_asked("bytes=" + std::to_string(part->first) + "-" + std::to_string(part->last), of);
    davy::ensure(std::get_if<ByteRange>(&again) != nullptr && std::get<ByteRange>(again) == *part, "a part is itself a range");
  }
  return 0;
}
