#pragma once
// Result<T>: the value of an operation, or the Error that says why there is none.
//
// For operating failures only (files, sockets, bad input); expected outcomes of the domain are enums and variants, broken
// invariants call ensure(). Member names follow std::expected so that it can replace this type under C++23.

#include "base/ensure.hpp"
#include "base/language.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace davy {

// What went wrong, in a sentence a person can act on. A code exists only where a caller reacts to it.
enum class ErrorCode { Failed, NotFound, Invalid, Corrupt, Full, Unavailable, Conflict };

struct Error {
  ErrorCode code = ErrorCode::Failed;
  std::string message;
  std::string zh = {};  // the message in Chinese; empty where it is English only

  const std::string& in(Language language) const { return language == Language::Zh && !zh.empty() ? zh : message; }

  // The same error, seen from further out: "context: message".
  [[nodiscard]] Error within(const std::string& context) const {
    return {code, context + ": " + message, zh.empty() ? std::string() : context + "：" + zh};
  }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return check(), std::get<0>(content_); }
  const T& value() const& { return check(), std::get<0>(content_); }
  T&& value() && { return check(), std::get<0>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    ensure(!has_value(), "error() of a Result that has a value");
    return std::get<1>(content_);
  }

 private:
  void check() const { ensure(has_value(), has_value() ? "" : std::get<1>(content_).message.c_str()); }

  std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    ensure(error_.has_value(), "error() of a Result that has a value");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

inline Error failed(std::string message) { return {ErrorCode::Failed, std::move(message)}; }
inline Error invalid(std::string message) { return {ErrorCode::Invalid, std::move(message)}; }
inline Error not_found(std::string message) { return {ErrorCode::NotFound, std::move(message)}; }

}  // namespace davy
