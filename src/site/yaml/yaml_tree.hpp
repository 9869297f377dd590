#pragma once
// YamlTree: YAML text as nodes that know their place; read by libyaml, kept in one arena.
//
// Only what a plant's description needs: mappings, sequences and scalars. Anchors, aliases, tags and second documents are refused, so
// that what a line says is what it does. Nodes live as long as the tree and never move. Limit: 64 levels. One thread at a time.

#include "base/said.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace davy::site {

struct YamlNode {
  enum class Kind : std::uint8_t { Scalar, Sequence, Mapping };
  enum class Style : std::uint8_t { Plain, Quoted };
  enum class Copy : std::uint8_t {
    Exact,
    Changed
  };  // whether a scalar's text stands in its file as it is, on one line; else escaped, folded, a block

  class Iterator {
   public:
    using value_type = const YamlNode;
    using difference_type = std::ptrdiff_t;
    explicit Iterator(const YamlNode* at = nullptr) : at_(at) {}
    const YamlNode& operator*() const { return *at_; }
    const YamlNode* operator->() const { return at_; }
    Iterator& operator++() { return at_ = at_->next, *this; }
    Iterator operator++(int) { return std::exchange(*this, Iterator(at_->next)); }
    bool operator==(const Iterator&) const = default;

   private:
    const YamlNode* at_;
  };

  Kind kind = Kind::Scalar;
  Style style = Style::Plain;
  Copy copy = Copy::Changed;
  std::uint16_t file = 0;
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in characters
  std::string_view text;     // of a scalar

  // The items of a sequence, or the keys of a mapping (each with its `value`), in the order written.
  const YamlNode* first = nullptr;
  const YamlNode* next = nullptr;
  const YamlNode* value = nullptr;

  Iterator begin() const { return Iterator(first); }
  Iterator end() const { return Iterator(); }
};

// What is not YAML, or YAML that a site does not use.
struct YamlFault {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  Said found;
  Said expected;
};

class YamlTree {
 public:
  struct Read {
    const YamlNode* root = nullptr;  // null when the text is empty or at fault
    std::optional<YamlFault> fault;
  };

  // Adds the nodes of `text`; `file` is kept in each node. The text need not outlive the call.
  Read read(std::uint16_t file, std::string_view text);

 private:
  std::pmr::monotonic_buffer_resource arena_;
};

}  // namespace davy::site
