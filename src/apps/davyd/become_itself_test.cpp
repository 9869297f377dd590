// What davyd keeps when it starts anew in place: what it could not read a second time.
#include "apps/davyd/become_itself.hpp"

#include "apps/davyd/systemd.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>

namespace davy::davyd {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

// A pipe with this in it, named as a shell names one: <(…).
class Pipe {
 public:
  explicit Pipe(const std::string& text) {
    EXPECT_EQ(::pipe2(ends_.data(), O_CLOEXEC), 0);
    EXPECT_EQ(::write(ends_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ::close(ends_[1]);
  }
  ~Pipe() { ::close(ends_[0]); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  std::string path() const { return "/dev/fd/" + std::to_string(ends_[0]); }

 private:
  std::array<int, 2> ends_{};
};

std::string first_line_of(const std::string& path) {
  std::string line;
  std::ifstream file(path);
  std::getline(file, line);
  return line;
}

TEST(ReadableAgain, APassphraseFromAPipeIsThereForEveryStart) {
  const Pipe pipe("the valve hums at dawn\n");
  const auto arguments = readable_again({"davyd", "--seal-passphrase-file", pipe.path(), "--data", "var"});
  ASSERT_TRUE(arguments);
  ASSERT_THAT(*arguments, ElementsAre("davyd", "--seal-passphrase-file", StartsWith("/proc/self/fd/"), "--data", "var"));
  const std::string& kept = (*arguments)[2];
  EXPECT_NE(kept, pipe.path());
  for (int start = 0; start < 2; ++start) EXPECT_EQ(first_line_of(kept), "the valve hums at dawn");
}

TEST(ReadableAgain, OneWordOrTwoAndEveryFileOfItsOwn) {
  const Pipe key("a key\n");
  const Pipe passwords("davyd:secret\n");
  const auto arguments = readable_again({"davyd", "--seal-key-file=" + key.path(), "--mqtt-password-file", passwords.path()});
  ASSERT_TRUE(arguments);
  ASSERT_THAT((*arguments)[1], StartsWith("--seal-key-file=/proc/self/fd/"));
  EXPECT_EQ(first_line_of((*arguments)[1].substr(std::string("--seal-key-file=").size())), "a key");
  EXPECT_EQ(first_line_of((*arguments)[3]), "davyd:secret");
}

TEST(ReadableAgain, WhatIsKeptOnceStaysAsItIs) {
  const Pipe pipe("once\n");
  const auto first = readable_again({"davyd", "--witnesses", pipe.path()});
  ASSERT_TRUE(first);
  const auto second = readable_again(*first);
  ASSERT_TRUE(second);
  EXPECT_EQ(*second, *first);
}

TEST(ReadableAgain, FilesFoldersAndOtherWordsAreLeftAlone) {
  const Pipe pipe("not a file of davyd\n");
  const std::vector<std::string> given{"davyd", "--seal-key-file", "/no/such/file", "--site", pipe.path(), "--tls-cert", "/proc/version"};
  const auto arguments = readable_again(given);
  ASSERT_TRUE(arguments);
  EXPECT_EQ(*arguments, given);
}

TEST(AtPort, AFreePortThatWasAskedForStaysTheOneThatWasFound) {
  EXPECT_THAT(at_port({"davyd", "--http", "0", "--data", "0"}, 40'123), ElementsAre("davyd", "--http", "40123", "--data", "0"));
  EXPECT_THAT(at_port({"davyd", "--http=0", "--backup-keep", "7"}, 40'123), ElementsAre("davyd", "--http=40123", "--backup-keep", "7"));
}

TEST(AtPort, APortThatWasNamedAndOtherWordsAreLeftAlone) {
  const std::vector<std::string> given{"davyd", "--http", "8080", "--http-address", "0.0.0.0", "--web", "0"};
  EXPECT_EQ(at_port(given, 8080), given);
  EXPECT_THAT(at_port({"davyd", "--http"}, 8080), ElementsAre("davyd", "--http")) << "for the parser to say";
}

TEST(BecomeItself, IsPossibleWhereTheProgramCanBeStarted) { EXPECT_TRUE(can_become_itself()); }

TEST(WordsForSystemd, AReloadIsToldWithItsTimeAndTheWatchdogWaits) {
  EXPECT_EQ(reloading_words(Duration::from_ms(1'500)), "RELOADING=1\nMONOTONIC_USEC=1500000\nWATCHDOG_USEC=300000000");
}

TEST(WordsForSystemd, WhoIsReadyIsWatchedAsTheUnitSays) {
  EXPECT_EQ(ready_words(nullptr), "READY=1");
  EXPECT_EQ(ready_words("10000000"), "READY=1\nWATCHDOG_USEC=10000000");
}

}  // namespace
}  // namespace davy::davyd
