#include "sim/world/canonical.hpp"

#include "base/enum_names.hpp"
#include "base/fields.hpp"

#include <bit>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace davy::sim {
namespace {

// Overloads of one struct, so that each finds all the others.
struct Bytes {
  std::string out;

  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>(value >> shift));
  }
  void add(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void add(const std::string& text) {
    number(text.size());
    out += text;
  }
  void add(Instant at) { number(static_cast<std::uint64_t>(at.unix_ns())); }
  void add(Duration duration) { number(static_cast<std::uint64_t>(duration.ns())); }
  void add(Day day) { number(static_cast<std::uint64_t>(day.number())); }
  template <class Tag>
  void add(SeqId<Tag> id) {
    number(id.get());
  }
  template <class T>
  void add(const std::optional<T>& maybe) {
    out.push_back(maybe ? '1' : '0');
    if (maybe) add(*maybe);
  }
  template <class T>
  void add(const std::vector<T>& list) {
    all(list);
  }
  template <class T>
  void add(const std::set<T>& set) {
    all(set);
  }
  template <class K, class V, class Less>
  void add(const std::map<K, V, Less>& map) {
    number(map.size());
    for (const auto& [key, value] : map) add(key), add(value);
  }
  template <class T>
  void add(const T& value) {
    if constexpr (std::is_enum_v<T> || std::integral<T>)
      number(static_cast<std::uint64_t>(value));
    else
      T::each_field(value, [this](std::string_view, const auto& field) { add(field); });
  }

 private:
  void all(const auto& items) {
    number(items.size());
    for (const auto& item : items) add(item);
  }
};

}  // namespace

std::string canonical(const core::Event& event) {
  Bytes bytes;
  bytes.number(event.seq);
  bytes.add(event.time);
  bytes.add(event.actor);
  bytes.add(std::string(core::kind_of(event.body)));
  visit([&](const auto& body) { bytes.add(body); }, event.body);
  return std::move(bytes.out);
}

std::string canonical(const core::State& state) {
  Bytes bytes;
  bytes.add(state);
  return std::move(bytes.out);
}

std::string digest_of(const std::vector<core::Event>& events) {
  Hasher hasher;
  for (const core::Event& event : events) hasher.add(canonical(event));
  return to_hex(hasher.finish());
}

}  // namespace davy::sim
