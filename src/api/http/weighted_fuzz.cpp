// Any header that prefers or lists: names within it, weights between 0 and 1.

#include "api/http/weighted.hpp"

#include "base/ensure.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view header(reinterpret_cast<const char*>(data), size);
  const auto within = [&](std::string_view part) {
    return part.data() >= header.data() && part.data() + part.size() <= header.data() + size;
  };
  for (const davy::api::Weighted& each : davy::api::weighted(header))
    davy::ensure((each.name.empty() || within(each.name)) && each.weight >= 0 && each.weight <= 1,
                 "a name of the header, a weight of a share");
  for (const std::string_view item : davy::api::list_items(header)) davy::ensure(!item.empty() && within(item), "an item of the header");
  return 0;
}
