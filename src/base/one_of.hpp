#pragma once
// OneOf: a value of one of many types, like std::variant, for long lists. std::variant instantiates a number of functions that grows with the square of the
// list, each with the whole list in its name; with a hundred kinds that was most of a build.
//
//   struct Kinds : TypeList<A, B, C> {};      a named list, so that names stay short
//   using Body = OneOf<Kinds>;                 and once, in a .cpp that includes base/one_of_impl.hpp:  template class davy::OneOf<Kinds>;
//
// Always holds a value; the first type by default. Every type is copied and moved; moving does not throw.

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace davy {

template <class... Ts>
struct TypeList {
  static constexpr std::size_t kCount = sizeof...(Ts);
  static constexpr std::size_t kBytes = std::max({sizeof(Ts)...});
  static constexpr std::size_t kAlign = std::max({alignof(Ts)...});

  // kCount: not in the list.
  template <class T>
  static consteval std::size_t index_of() {
    std::size_t index = 0;
    static_cast<void>(((std::is_same_v<T, Ts> || (++index, false)) || ...));
    return index;
  }

  // `use` is given the types as std::type_identity, in order.
  template <class Use>
  static constexpr decltype(auto) with_all(Use use) {
    return use(std::type_identity<Ts>()...);
  }
};

template <class T, class List>
concept InList = List::template index_of<T>() < List::kCount;

template <class List>
class OneOf {
 public:
  using Types = List;

  OneOf();
  template <class T>
  requires InList<std::remove_cvref_t<T>, List> OneOf(T&& value) : index_(kIndex<std::remove_cvref_t<T>>) {
    ::new (static_cast<void*>(room_)) std::remove_cvref_t<T>(std::forward<T>(value));
  }
  OneOf(const OneOf& other);
  OneOf(OneOf&& other) noexcept;
  OneOf& operator=(const OneOf& other);
  OneOf& operator=(OneOf&& other) noexcept;
  ~OneOf();

  std::size_t index() const { return index_; }  // in the list

  template <class T>
  const T* as() const {  // null: it is another
    return index_ == kIndex<T> ? std::launder(reinterpret_cast<const T*>(room_)) : nullptr;
  }
  template <class T>
  T* as() {
    return index_ == kIndex<T> ? std::launder(reinterpret_cast<T*>(room_)) : nullptr;
  }

  const void* address() const { return room_; }
  void* address() { return room_; }

 private:
  template <class T>
  static constexpr std::size_t kIndex = List::template index_of<T>();
  struct Deeds;  // copy, move and destroy of each type

  alignas(List::kAlign) std::byte room_[List::kBytes];
  std::size_t index_ = 0;
};

template <class T, class List>
bool holds(const OneOf<List>& value) {
  return value.template as<T>() != nullptr;
}

// Of a value that is known to be one.
template <class T, class List>
const T& get(const OneOf<List>& value) {
  return *value.template as<T>();
}
template <class T, class List>
T& get(OneOf<List>& value) {
  return *value.template as<T>();
}
template <class T, class List>
T&& get(OneOf<List>&& value) {
  return std::move(*value.template as<T>());
}

template <class T, class List>
const T* get_if(const OneOf<List>* value) {
  return value->template as<T>();
}
template <class T, class List>
T* get_if(OneOf<List>* value) {
  return value->template as<T>();
}

namespace one_of {

template <class R, class Use, class T>
R call(Use& use, const void* value) {
  return static_cast<R>(std::invoke(use, *std::launder(static_cast<const T*>(value))));
}
template <class R, class Use, class T>
R call_moved(Use& use, void* value) {
  return static_cast<R>(std::invoke(use, std::move(*std::launder(static_cast<T*>(value)))));
}

}  // namespace one_of

// `use` with the value that is held; what it gives for the first type is what all give.
template <class Use, class List>
decltype(auto) visit(Use&& use, const OneOf<List>& value) {
  using Called = std::remove_reference_t<Use>;
  return List::with_all([&]<class First, class... Others>(std::type_identity<First>, std::type_identity<Others>...) -> decltype(auto) {
    using R = std::invoke_result_t<Called&, const First&>;
    static constexpr std::array<R (*)(Called&, const void*), 1 + sizeof...(Others)> kCalls{&one_of::call<R, Called, First>,
                                                                                           &one_of::call<R, Called, Others>...};
    return kCalls[value.index()](use, value.address());
  });
}
template <class Use, class List>
decltype(auto) visit(Use&& use, OneOf<List>&& value) {
  using Called = std::remove_reference_t<Use>;
  return List::with_all([&]<class First, class... Others>(std::type_identity<First>, std::type_identity<Others>...) -> decltype(auto) {
    using R = std::invoke_result_t<Called&, First&&>;
    static constexpr std::array<R (*)(Called&, void*), 1 + sizeof...(Others)> kCalls{&one_of::call_moved<R, Called, First>,
                                                                                     &one_of::call_moved<R, Called, Others>...};
    return kCalls[value.index()](use, value.address());
  });
}

}  // namespace davy
