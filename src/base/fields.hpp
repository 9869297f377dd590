#pragma once
// DAVY_FIELDS: names a struct's fields once, so that codecs, comparison and printing need no second list.
//
//   struct Acked { std::string by; Instant at; DAVY_FIELDS(by, at) };
//
// gives each_field(self, visit), which calls visit("by", self.by), visit("at", self.at) in order. Up to 32 fields; the names are the JSON keys.

#include <string_view>

namespace davy {

template <class T>
concept HasFields = requires(T& value) {
  T::each_field(value, [](std::string_view, auto&) {});
};

}  // namespace davy

#define DAVY_FIELD_EXPAND(...) __VA_ARGS__
#define DAVY_FIELD_NTH(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, _21, _22, _23, _24, _25, \
                       _26, _27, _28, _29, _30, _31, _32, n, ...)                                                                          \
  n
#define DAVY_FIELD_1(f) visit(std::string_view(#f), self.f);
#define DAVY_FIELD_2(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_1(__VA_ARGS__)
#define DAVY_FIELD_3(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_2(__VA_ARGS__)
#define DAVY_FIELD_4(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_3(__VA_ARGS__)
#define DAVY_FIELD_5(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_4(__VA_ARGS__)
#define DAVY_FIELD_6(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_5(__VA_ARGS__)
#define DAVY_FIELD_7(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_6(__VA_ARGS__)
#define DAVY_FIELD_8(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_7(__VA_ARGS__)
#define DAVY_FIELD_9(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_8(__VA_ARGS__)
#define DAVY_FIELD_10(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_9(__VA_ARGS__)
#define DAVY_FIELD_11(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_10(__VA_ARGS__)
#define DAVY_FIELD_12(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_11(__VA_ARGS__)
#define DAVY_FIELD_13(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_12(__VA_ARGS__)
#define DAVY_FIELD_14(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_13(__VA_ARGS__)
#define DAVY_FIELD_15(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_14(__VA_ARGS__)
#define DAVY_FIELD_16(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_15(__VA_ARGS__)
#define DAVY_FIELD_17(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_16(__VA_ARGS__)
#define DAVY_FIELD_18(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_17(__VA_ARGS__)
#define DAVY_FIELD_19(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_18(__VA_ARGS__)
#define DAVY_FIELD_20(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_19(__VA_ARGS__)
#define DAVY_FIELD_21(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_20(__VA_ARGS__)
#define DAVY_FIELD_22(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_21(__VA_ARGS__)
#define DAVY_FIELD_23(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_22(__VA_ARGS__)
#define DAVY_FIELD_24(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_23(__VA_ARGS__)
#define DAVY_FIELD_25(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_24(__VA_ARGS__)
#define DAVY_FIELD_26(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_25(__VA_ARGS__)
#define DAVY_FIELD_27(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_26(__VA_ARGS__)
#define DAVY_FIELD_28(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_27(__VA_ARGS__)
#define DAVY_FIELD_29(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_28(__VA_ARGS__)
#define DAVY_FIELD_30(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_29(__VA_ARGS__)
#define DAVY_FIELD_31(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_30(__VA_ARGS__)
#define DAVY_FIELD_32(f, ...) DAVY_FIELD_1(f) DAVY_FIELD_31(__VA_ARGS__)

#define DAVY_FIELDS(...)                                                                                                               \
  template <class Self, class Visit>                                                                                                   \
  static constexpr void each_field(Self& self, Visit&& visit) {                                                                        \
    DAVY_FIELD_EXPAND(DAVY_FIELD_NTH(__VA_ARGS__, DAVY_FIELD_32, DAVY_FIELD_31, DAVY_FIELD_30, DAVY_FIELD_29, DAVY_FIELD_28,           \
                                     DAVY_FIELD_27, DAVY_FIELD_26, DAVY_FIELD_25, DAVY_FIELD_24, DAVY_FIELD_23, DAVY_FIELD_22,         \
                                     DAVY_FIELD_21, DAVY_FIELD_20, DAVY_FIELD_19, DAVY_FIELD_18, DAVY_FIELD_17, DAVY_FIELD_16,         \
                                     DAVY_FIELD_15, DAVY_FIELD_14, DAVY_FIELD_13, DAVY_FIELD_12, DAVY_FIELD_11, DAVY_FIELD_10,         \
                                     DAVY_FIELD_9, DAVY_FIELD_8, DAVY_FIELD_7, DAVY_FIELD_6, DAVY_FIELD_5, DAVY_FIELD_4, DAVY_FIELD_3, \
                                     DAVY_FIELD_2, DAVY_FIELD_1)(__VA_ARGS__))                                                         \
  }
