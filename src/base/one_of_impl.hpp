#pragma once
// What OneOf does with each type of its list; for the one .cpp that instantiates it.

#include "base/one_of.hpp"

namespace davy {

template <class List>
struct OneOf<List>::Deeds {
  void (*make)(void* to);
  void (*copy)(void* to, const void* from);
  void (*move)(void* to, void* from) noexcept;
  void (*destroy)(void* at) noexcept;

  template <class T>
  static constexpr Deeds of() {
    static_assert(std::is_nothrow_move_constructible_v<T>);
    return {[](void* to) { ::new (to) T(); }, [](void* to, const void* from) { ::new (to) T(*static_cast<const T*>(from)); },
            [](void* to, void* from) noexcept { ::new (to) T(std::move(*static_cast<T*>(from))); },
            [](void* at) noexcept { static_cast<T*>(at)->~T(); }};
  }

  static const Deeds& at(std::size_t index) {
    static constexpr auto kAll =
        List::with_all([]<class... Ts>(std::type_identity<Ts>...) { return std::array<Deeds, sizeof...(Ts)>{of<Ts>()...}; });
    return kAll[index];
  }
};

template <class List>
OneOf<List>::OneOf() {
  Deeds::at(0).make(room_);
}

template <class List>
OneOf<List>::OneOf(const OneOf& other) : index_(other.index_) {
  Deeds::at(index_).copy(room_, other.room_);
}

template <class List>
OneOf<List>::OneOf(OneOf&& other) noexcept : index_(other.index_) {
  Deeds::at(index_).move(room_, other.room_);
}

template <class List>
OneOf<List>& OneOf<List>::operator=(const OneOf& other) {
  return *this = OneOf(other);  // a copy that throws leaves this as it was
}

template <class List>
OneOf<List>& OneOf<List>::operator=(OneOf&& other) noexcept {
  if (this == &other) return *this;
  Deeds::at(index_).destroy(room_);
  index_ = other.index_;
  Deeds::at(index_).move(room_, other.room_);
  return *this;
}

template <class List>
OneOf<List>::~OneOf() {
  Deeds::at(index_).destroy(room_);
}

}  // namespace davy
