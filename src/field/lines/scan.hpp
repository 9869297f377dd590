#pragma once
// Scan: the tokens of one line of the line protocol, from left to right. A token that does not fit gives nothing and leaves the place where it is.

#include <cstdint>
#include <optional>
#include <string_view>

namespace davy::field {

class Scan {
 public:
  explicit Scan(std::string_view line) : begin_(line.data()), at_(line.data()), end_(line.data() + line.size()) {}

  bool at_end() const { return at_ == end_; }
  std::size_t column() const { return static_cast<std::size_t>(at_ - begin_) + 1; }
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  void skip_spaces() {
    while (at_ != end_ && *at_ == ' ') ++at_;
  }

  // Up to a space, a comma or, unless it may stand inside, an equals sign; a backslash takes the next byte with it. Empty: none.
  enum class Equals { Ends, Inside };
  std::string_view name(Equals equals);
  // In quotes; what is between them, escapes as they are.
  std::optional<std::string_view> text();
  // A float, an integer with its i or u, or a truth value, as a number.
  std::optional<double> number();
  std::optional<std::int64_t> whole();

 private:
  std::optional<double> long_number(const char* from);
  std::optional<double> truth();

  const char* begin_;
  const char* at_;
  const char* end_;
};

}  // namespace davy::field
