// The first byte: whether what follows is a column of so many numbers, or numbers of eight bytes that become one.

#include "store/historian/column_codec.hpp"

#include "base/ensure.hpp"

namespace davy::store {
namespace {

constexpr std::size_t kNumbersMax = 2'048;

void keeps_every_number(const Numbers& numbers) {
  const Column column = encode_column(numbers);
  BytesReader in(column.bytes);
  Numbers back;
  ensure(decode_column(in, numbers.size(), back) && in.at_end() && back == numbers, "decoding gives back what was encoded");
  ensure(column.cost >= 0, "a cost that can be compared");
}

void encode_any_numbers(BytesReader& in) {
  Numbers numbers;
  while (in.left() >= 8 && numbers.size() < kNumbersMax) numbers.push_back(in.fixed());
  if (!numbers.empty()) keeps_every_number(numbers);
}

}  // namespace
}  // namespace davy::store

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  davy::store::BytesReader in({reinterpret_cast<const char*>(data) + 1, size - 1});
  if (data[0] == 0) return davy::store::encode_any_numbers(in), 0;
  const std::size_t count = data[0] * 8U;
  davy::store::Numbers numbers;
  if (davy::store::decode_column(in, count, numbers)) {
    davy::ensure(numbers.size() == count, "as many as were asked for");
    davy::store::keeps_every_number(numbers);
  }
  return 0;
}
