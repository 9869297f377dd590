// Bundles come from anywhere: reading and proving one never fails in another way than by saying so.
#include "evidence/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto bundle = davy::evidence::bundle_from_json(text)) static_cast<void>(verify(*bundle, {}));
  static_cast<void>(davy::evidence::witness_lines(text));
  return 0;
}
