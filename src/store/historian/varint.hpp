#pragma once
// Numbers as few bytes: little ones short (LEB128), signed ones zigzag, differences by wrapping arithmetic, so that nothing is lost at the ends.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace davy::store {

constexpr std::uint64_t zigzag(std::uint64_t difference) { return (difference << 1U) ^ (0 - (difference >> 63U)); }
constexpr std::uint64_t unzigzag(std::uint64_t coded) { return (coded >> 1U) ^ (0 - (coded & 1U)); }

inline void put_varint(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>(number | 0x80U);
  out += static_cast<char>(number);
}

inline void put_fixed(std::string& out, std::uint64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>(number >> shift);
}

// Reads what was put; past the end, or where no number stands, ok() is false and everything reads as 0.
class BytesReader {
 public:
  explicit BytesReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && at_ == bytes_.size(); }
  std::size_t left() const { return bytes_.size() - at_; }

  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = this->byte();
      number |= (byte & 0x7fU) << shift;
      if (byte < 0x80) return number;
    }
    return ok_ = false, 0;
  }
  std::uint64_t fixed() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) number |= byte() << shift;
    return number;
  }
  std::uint64_t byte() {
    if (at_ == bytes_.size() || !ok_) return ok_ = false, 0;
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::string_view take(std::size_t count) {
    if (!ok_ || count > left()) return ok_ = false, std::string_view();
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace davy::store
