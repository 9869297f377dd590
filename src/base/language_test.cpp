#include "base/language.hpp"

#include <gtest/gtest.h>

#include <array>

namespace davy {
namespace {

TEST(LanguageTest, IsNamedByItsCodeWithWhateverALocaleAdds) {
  EXPECT_EQ(language_named("zh"), Language::Zh);
  EXPECT_EQ(language_named("zh-CN"), Language::Zh);
  EXPECT_EQ(language_named("zh_CN.UTF-8"), Language::Zh);
  EXPECT_EQ(language_named("en_GB.UTF-8"), Language::En);
  EXPECT_EQ(language_named("zhuang"), std::nullopt);
  EXPECT_EQ(language_named("C.UTF-8"), std::nullopt);
  EXPECT_EQ(language_named(""), std::nullopt);
}

TEST(LanguageTest, IsThatOfTheOptionThenOfDavyThenOfTheLocale) {
  EXPECT_EQ(language_of({"en", "zh", "zh_CN.UTF-8", "zh_CN.UTF-8"}), Language::En);
  EXPECT_EQ(language_of({"", "zh", "en_GB.UTF-8", ""}), Language::Zh);
  EXPECT_EQ(language_of({"", "", "en_GB.UTF-8", "zh_CN.UTF-8"}), Language::En);
  EXPECT_EQ(language_of({"", "", "C", "zh_CN.UTF-8"}), Language::En);
  EXPECT_EQ(language_of({"", "", "", "zh_CN.UTF-8"}), Language::Zh);
  EXPECT_EQ(language_of({"", "", "", ""}), Language::En);
}

TEST(LanguageTest, IsLookedForOnACommandLine) {
  const std::array apart{"davy", "--language", "zh", "check"};
  EXPECT_EQ(language_option(static_cast<int>(apart.size()), apart.data()), "zh");
  const std::array joined{"davy", "check", "--language=en"};
  EXPECT_EQ(language_option(static_cast<int>(joined.size()), joined.data()), "en");
  const std::array cut{"davy", "--language"};
  EXPECT_EQ(language_option(static_cast<int>(cut.size()), cut.data()), "");
}

TEST(LanguageTest, AProcessSpeaksWhatItsMainSays) {
  EXPECT_EQ(language_of_process(), Language::En);
  speak(Language::Zh);
  EXPECT_EQ(language_of_process(), Language::Zh);
  speak(Language::En);
}

TEST(LanguageTest, AnOwnWishThatIsNoLanguageIsPassedOver) {
  EXPECT_EQ(language_of({"fr", "zh", "", ""}), Language::Zh);
  EXPECT_EQ(language_of({"fr", "klingon", "", "zh_CN"}), Language::Zh);
}

}  // namespace
}  // namespace davy
