#pragma once
// For property tests: any value of a type that lists its fields (DAVY_FIELDS), and whether two are the same, bit for bit.

#include "core/engine/engine.hpp"
#include "site/names.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace davy::store::fixture {

// Text as it comes from people and devices: ASCII with everything JSON must escape, and Chinese.
inline std::string any_text() {
  static const std::vector<std::string> kPieces{"a",    "Z",  "0",  " ", "\"", "\\", "/", "\n", "\t", std::string(1, '\0'),
                                                "\x1f", "阀", "门", "é", "😀"};
  std::string text;
  for (const std::size_t piece : *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kPieces.size())))
    text += kPieces[piece];
  return text;
}

struct AnyValue {
  template <class T>
  void operator()(T& value) const {
    if constexpr (HasFields<T>)
      T::each_field(value, [this](std::string_view, auto& field) { (*this)(field); });
    else if constexpr (std::is_enum_v<T>)
      value = kEnumNames<T>[*rc::gen::inRange<std::size_t>(0, kEnumNames<T>.size())].value;
    else
      value = *rc::gen::arbitrary<T>();
  }
  void operator()(std::string& value) const { value = any_text(); }
  void operator()(double& value) const { value = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>()); }
  void operator()(Instant& value) const { value = Instant::from_unix_ns(*rc::gen::arbitrary<std::int64_t>()); }
  template <class Tag>
  void operator()(SeqId<Tag>& value) const {
    value = SeqId<Tag>(*rc::gen::arbitrary<std::uint64_t>());
  }
  template <class T>
  void operator()(std::optional<T>& value) const {
    if (*rc::gen::arbitrary<bool>()) (*this)(value.emplace());
  }
  template <class T>
  void operator()(std::vector<T>& value) const {
    value.resize(*rc::gen::inRange<std::size_t>(0, 4));
    for (T& item : value) (*this)(item);
  }
  template <class T>
  void operator()(std::set<T>& value) const {
    std::vector<T> items;
    (*this)(items);
    value = {items.begin(), items.end()};
  }
  template <class K, class V, class Less>
  void operator()(std::map<K, V, Less>& value) const {
    std::vector<K> keys;
    (*this)(keys);
    for (const K& key : keys) (*this)(value[key]);
  }
};

template <class T>
T any() {
  T value;
  AnyValue()(value);
  return value;
}

// Any kind of event body, each as likely as the next.
inline core::EventBody any_body(std::size_t kind) {
  return core::EventKinds::with_all([&]<class... Bodies>(std::type_identity<Bodies>...) {
    static constexpr std::array<core::EventBody (*)(), sizeof...(Bodies)> kMakers{[]() -> core::EventBody { return any<Bodies>(); }...};
    return kMakers[kind]();
  });
}
inline core::EventBody any_body() { return any_body(*rc::gen::inRange<std::size_t>(0, core::EventKinds::kCount)); }

// Whether two values are the same in every field. Doubles count by their bits, but that there is one NaN only: JSON keeps no payload.
struct Same {
  template <class T>
  bool operator()(const T& a, const T& b) const {
    if constexpr (HasFields<const T>) {
      bool same = true;
      T::each_field(a, [&](std::string_view name, const auto& mine) {
        T::each_field(b, [&](std::string_view other, const auto& theirs) {
          if constexpr (std::is_same_v<decltype(mine), decltype(theirs)>)
            if (name == other) same = same && (*this)(mine, theirs);
        });
      });
      return same;
    } else {
      return a == b;
    }
  }
  bool operator()(double a, double b) const {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
  }
  template <class T>
  bool operator()(const std::optional<T>& a, const std::optional<T>& b) const {
    return a.has_value() == b.has_value() && (!a || (*this)(*a, *b));
  }
  template <class T>
  bool operator()(const std::vector<T>& a, const std::vector<T>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), *this);
  }
  template <class K, class V, class Less>
  bool operator()(const std::map<K, V, Less>& a, const std::map<K, V, Less>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [this](const auto& x, const auto& y) { return x.first == y.first && (*this)(x.second, y.second); });
  }
};

}  // namespace davy::store::fixture
