#include "api/session/common_passwords.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace davy::api {
namespace {

// Words that lead the lists of leaked passwords, in English and Pinyin, and those that a plant's people would think of.
constexpr auto kWords = std::to_array<std::string_view>(
    {"password",  "passwort", "passw",      "pass",     "word",       "admin",    "administrator", "root",      "user",
     "login",     "welcome",  "letmein",    "qwerty",   "qwertyuiop", "asdf",     "asdfgh",        "asdfghjkl", "zxcv",
     "zxcvbn",    "zxcvbnm",  "qazwsx",     "qaz",      "wsx",        "edc",      "iloveyou",      "love",      "monkey",
     "dragon",    "sunshine", "princess",   "football", "baseball",   "master",   "shadow",        "superman",  "batman",
     "trustno",   "hello",    "freedom",    "whatever", "secret",     "changeme", "default",       "guest",     "test",
     "testing",   "temp",     "demo",       "abc",      "abcd",       "abcde",    "abcdef",        "aaa",       "xxx",
     "woaini",    "mima",     "nihao",      "zhongguo", "beijing",    "shanghai", "anquan",        "shengchan", "anquanshengchan",
     "gongchang", "yonghu",   "guanliyuan", "denglu",   "davy",       "safety",   "plant",         "factory",   "operator",
     "worker",    "manager",  "officer",    "alarm",    "security",   "company",  "china",         "spring",    "summer",
     "autumn",    "winter",   "january",    "february", "monday",     "friday",   "sunday",        "安全",      "安全生产",
     "密码",      "管理员",   "我爱你",     "中国",     "操作员"});

constexpr auto kRows = std::to_array<std::string_view>(
    {"01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"});
constexpr std::size_t kShortestRun = 3;
constexpr std::size_t kMayRemain = 3;  // characters that belong to no piece

// The length of the run at the front: along a row of keys or letters, back along it, or of one character.
std::size_t run_at(std::string_view text) {
  std::size_t longest = 0;
  while (longest < text.size() && text[longest] == text[0]) ++longest;
  for (const std::string_view row : kRows) {
    const std::string back(row.rbegin(), row.rend());
    for (const std::string_view way : {row, std::string_view(back)}) {
      const std::size_t from = way.find(text[0]);
      if (from == std::string_view::npos) continue;
      std::size_t length = 0;
      while (length < text.size() && from + length < way.size() && text[length] == way[from + length]) ++length;
      longest = std::max(longest, length);
    }
  }
  return longest >= kShortestRun ? longest : 0;
}

// As it reads: "p@55w0rd" is "password".
std::string without_disguise(std::string_view text) {
  constexpr auto kDisguises = std::to_array<std::pair<char, char>>(
      {{'@', 'a'}, {'4', 'a'}, {'3', 'e'}, {'1', 'i'}, {'!', 'i'}, {'0', 'o'}, {'$', 's'}, {'5', 's'}, {'7', 't'}});
  std::string plain(text);
  for (char& each : plain)
    for (const auto& [from, to] : kDisguises)
      if (each == from) each = to;
  return plain;
}

bool is_filling(char each) {
  const auto byte = static_cast<unsigned char>(each);
  return byte < 0x80 && !(each >= 'a' && each <= 'z');
}

// The fewest characters that belong to no known piece; digits and signs count for nothing.
std::size_t remainder(std::string_view text, std::span<const std::string> context) {
  std::vector<std::size_t> best(text.size() + 1, 0);  // of the text from there on
  for (std::size_t at = text.size(); at-- > 0;) {
    best[at] = best[at + 1] + (is_filling(text[at]) ? 0U : 1U);
    const auto take = [&](std::size_t length) { best[at] = std::min(best[at], best[at + length]); };
    const std::string_view rest = text.substr(at);
    for (const std::string_view word : kWords)
      if (rest.starts_with(word)) take(word.size());
    for (const std::string& word : context)
      if (word.size() >= kShortestRun && rest.starts_with(word)) take(word.size());
    if (const std::size_t run = run_at(rest)) take(run);
  }
  return best[0];
}

bool is_repetition(std::string_view text) {
  for (std::size_t unit = 1; unit <= text.size() / 2; ++unit) {
    if (text.size() % unit != 0) continue;
    bool repeats = true;
    for (std::size_t i = unit; repeats && i < text.size(); ++i) repeats = text[i] == text[i - unit];
    if (repeats) return true;
  }
  return false;
}

}  // namespace

bool is_common(std::string_view password, std::span<const std::string> context) {
  if (is_repetition(password)) return true;
  return remainder(password, context) <= kMayRemain || remainder(without_disguise(password), context) <= kMayRemain;
}

}  // namespace davy::api
