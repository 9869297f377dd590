#include "base/language.hpp"

namespace davy {
namespace {

Language& chosen() {
  static Language language = Language::En;
  return language;
}

}  // namespace

std::optional<Language> language_named(std::string_view name) {
  const auto begins = [&](std::string_view language) {
    return name.starts_with(language) &&
           (name.size() == language.size() || std::string_view("-_.@").find(name[language.size()]) != std::string_view::npos);
  };
  if (begins("zh")) return Language::Zh;
  if (begins("en")) return Language::En;
  return std::nullopt;
}

Language language_of(const LanguageWishes& wishes) {
  for (const std::string_view own : {wishes.option, wishes.davy})
    if (const auto language = language_named(own)) return *language;
  const std::string_view locale = wishes.lc_all.empty() ? wishes.lang : wishes.lc_all;
  return language_named(locale).value_or(Language::En);
}

std::string_view language_option(int argc, const char* const* argv) {
  constexpr std::string_view kOption = "--language";
  std::string_view wish;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == kOption && i + 1 < argc) wish = argv[i + 1];
    if (word.starts_with(kOption) && word.substr(kOption.size()).starts_with('=')) wish = word.substr(kOption.size() + 1);
  }
  return wish;
}

void speak(Language language) { chosen() = language; }

Language language_of_process() { return chosen(); }

}  // namespace davy
