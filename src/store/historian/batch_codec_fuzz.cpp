// Any bytes as a row of the tail: they are readings, which written again are read as the same, or it is said why not.

#include "store/historian/batch_codec.hpp"

#include "base/ensure.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using davy::store::decode_batch;
  using davy::store::encode_batch;
  const auto batch = decode_batch({reinterpret_cast<const char*>(data), size});
  if (!batch) {
    davy::ensure(!batch.error().message.empty(), "why it cannot be read");
    return 0;
  }
  const std::string bytes = encode_batch(*batch);
  const auto again = decode_batch(bytes);
  davy::ensure(again.has_value() && again->size() == batch->size(), "what is written can be read");
  davy::ensure(encode_batch(*again) == bytes, "and written the same");
  return 0;
}
