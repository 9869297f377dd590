#include "field/mqtt/plain_samples.hpp"

#include "field/decimal.hpp"

#include <bit>
#include <charconv>
#include <cstring>
#include <system_error>

namespace davy::field {
namespace {

constexpr std::ptrdiff_t kTimeDigitsMax = 15;   // more than those of kUnixMsMax, and far from running over
constexpr std::ptrdiff_t kWholeDigitsMax = 18;  // more may be beyond 64 bits, which the parser does not take for a number

// The first byte that is a quote, a backslash, no sign at all or not of ASCII; `end`: none is. Eight bytes at a time: in each step the lowest mark is right,
// those above it may be carried over from it.
const char* first_special(const char* at, const char* end) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kTops = 0x8080'8080'8080'8080;
  constexpr auto zeros = [](std::uint64_t word) { return (word - kOnes) & ~word; };
  for (; end - at >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const std::uint64_t below_space = (word - kOnes * 0x20) & ~word;
    const std::uint64_t marks = (word | zeros(word ^ kOnes * '"') | zeros(word ^ kOnes * '\\') | below_space) & kTops;
    if (marks != 0) return at + std::countr_zero(marks) / 8;
  }
  while (at != end && static_cast<signed char>(*at) >= 0x20 && *at != '"' && *at != '\\') ++at;  // beyond ASCII is below zero
  return at;
}

class Cursor {
 public:
  explicit Cursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool done() const { return at_ == end_; }
  bool is(char c) const { return at_ != end_ && *at_ == c; }

  bool skip(std::string_view token) {
    if (static_cast<std::size_t>(end_ - at_) < token.size() || std::memcmp(at_, token.data(), token.size()) != 0) return false;
    at_ += token.size();
    return true;
  }

  // Up to the closing quote, which is taken. Names of points and qualities are plain when they are ASCII: whether other bytes are UTF-8 is the parser's to say.
  bool text(std::string_view& out) {
    const char* const from = at_;
    at_ = first_special(at_, end_);
    if (!is('"')) return false;
    out = {from, at_++};
    return true;
  }

  // Most samples of a batch are of one moment: the same digits are the same time.
  bool time(Instant& out) {
    const std::size_t length = last_time_.size();
    if (length > 0 && static_cast<std::size_t>(end_ - at_) > length && at_[length] == ',' && skip(last_time_)) {
      out = last_;
      return true;
    }
    const char* const from = at_;
    if (!new_time(out)) return false;
    last_ = out;
    last_time_ = {from, at_};
    return true;
  }

  bool number(double& out) {
    const char* const from = at_;
    const bool negative = skip("-");
    const Decimal read = read_decimal(at_, end_);
    if (read.whole == 0 || read.whole > kWholeDigitsMax || (*at_ == '0' && read.whole > 1) || (read.has_point && read.decimals == 0))
      return false;
    at_ = read.end;
    if (is('e') || is('E')) return false;
    if (read.whole + read.decimals > kExactDigits) return long_number(from, out);
    out = negative ? -read.value : read.value;
    if (out == 0 && !read.has_point) out = 0;  // to the parser -0 is a whole number, and those have one zero
    return true;
  }

 private:
  bool new_time(Instant& out) {
    const bool negative = skip("-");
    const char* const from = at_;
    std::int64_t number = 0;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      if (at_ - from == kTimeDigitsMax) return false;
      number = number * 10 + (*at_ - '0');
    }
    if (at_ == from || (*from == '0' && at_ != from + 1) || number > kUnixMsMax) return false;
    out = Instant::from_unix_ms(negative ? -number : number);
    return true;
  }

  bool long_number(const char* from, double& out) const {
    const auto [stopped, error] = std::from_chars(from, at_, out);
    return error == std::errc() && stopped == at_;
  }

  const char* at_;
  const char* end_;
  std::string_view last_time_;  // as it was written; empty before the first one
  Instant last_;
};

bool read_quality(Cursor& cursor, PlainSample& sample) {
  return !cursor.skip(R"(,"q":")") || (cursor.text(sample.quality) && !sample.quality.empty());
}

bool read_sample(Cursor& cursor, PlainSample& sample) {
  return cursor.skip(R"({"point":")") && cursor.text(sample.point) && cursor.skip(R"(,"t":)") && cursor.time(sample.source) &&
         cursor.skip(R"(,"v":)") && cursor.number(sample.value) && read_quality(cursor, sample) && cursor.skip("}");
}

bool read_all(Cursor& cursor, std::vector<PlainSample>& samples) {
  if (!cursor.skip(R"({"samples":[)")) return false;
  do {
    samples.emplace_back();
    if (!read_sample(cursor, samples.back())) return false;
  } while (cursor.skip(","));
  return cursor.skip("]}") && cursor.done();
}

}  // namespace

Plain read_plain(std::string_view payload, std::vector<PlainSample>& samples) {
  samples.clear();
  Cursor cursor(payload);
  if (read_all(cursor, samples)) return Plain::Yes;
  samples.clear();
  return Plain::No;
}

}  // namespace davy::field
