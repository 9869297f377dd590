#pragma once
// Strong ids: a number that says of what it is the number.
//
// Index<Tag> is a dense position in the loaded site (0, 1, 2 …): valid for one load, never stored. SeqId<Tag> is a sequence
// number of the journal: unique for ever, 0 = none. What crosses a restart or a wire is a SeqId or a name, never an Index.

#include <compare>
#include <cstddef>
#include <cstdint>

namespace davy {

template <class Tag>
class Index {
 public:
  constexpr Index() = default;
  constexpr explicit Index(std::size_t position) : position_(static_cast<std::uint32_t>(position)) {}
  constexpr std::size_t get() const { return position_; }
  constexpr auto operator<=>(const Index&) const = default;

 private:
  std::uint32_t position_ = 0;
};

template <class Tag>
class SeqId {
 public:
  constexpr SeqId() = default;
  constexpr explicit SeqId(std::uint64_t seq) : seq_(seq) {}
  constexpr std::uint64_t get() const { return seq_; }
  constexpr bool none() const { return seq_ == 0; }
  constexpr auto operator<=>(const SeqId&) const = default;

 private:
  std::uint64_t seq_ = 0;
};

}  // namespace davy
