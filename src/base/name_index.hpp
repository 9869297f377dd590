#pragma once
// NameIndex: the place of a name in a list of names; read-only once built, any thread.
//
// Made for the name that comes with every sample: a flat table and one run of text, so that a look-up touches three cache lines and nothing else.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy {

class NameIndex {
 public:
  NameIndex() = default;
  // `name_of(i)` for i < `count`, at most 2³¹ names of 4 GiB together. Of equal names the first is found.
  template <class NameOf>
  NameIndex(std::size_t count, NameOf name_of) {
    begin(count);
    for (std::size_t i = 0; i < count; ++i) add(name_of(i));
  }

  std::optional<std::size_t> find(std::string_view name) const;
  std::size_t size() const { return ends_.size(); }

  // The i-th name, i < size().
  std::string_view operator[](std::size_t i) const {
    const std::size_t from = i == 0 ? 0 : ends_[i - 1];
    return {text_.data() + from, ends_[i] - from};
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // from 1; 0: free
  };

  void begin(std::size_t count);
  void add(std::string_view name);
  std::size_t slot_of(std::string_view name, std::uint32_t hash) const;  // its own, or the free one that it would take

  std::vector<Slot> slots_;          // a power of two, at most half of them taken
  std::vector<std::uint32_t> ends_;  // of the i-th name in text_
  std::string text_;
};

}  // namespace davy
