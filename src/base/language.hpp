#pragma once
// Language: the two that Davy speaks; which of them a program takes is asked of its option, then of the environment.

#include <optional>
#include <string_view>

namespace davy {

enum class Language { Zh, En };

// "zh", "zh-CN", "zh_CN.UTF-8", "en_GB.UTF-8"; none for what is neither.
std::optional<Language> language_named(std::string_view name);

// What a program is told of the language, empty where it is told nothing.
struct LanguageWishes {
  std::string_view option;  // --language
  std::string_view davy;    // DAVY_LANGUAGE
  std::string_view lc_all;  // LC_ALL
  std::string_view lang;    // LANG
};

// The first wish that is there decides, as with locales: zh… is Chinese, all else English. A wish of the first two that is no language of
// Davy's is passed over.
Language language_of(const LanguageWishes& wishes);

// What follows `--language` or `--language=` on a command line, looked for before it is parsed, so that its help is in the language, too; empty
// where there is none.
std::string_view language_option(int argc, const char* const* argv);

// A program speaks one language, as it has one locale: main() says which, once, before any thread is started. English until then.
void speak(Language language);
Language language_of_process();

}  // namespace davy
