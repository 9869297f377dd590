#include "base/text.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace davy {
namespace {

const std::vector<std::string> kZones{"tank-farm", "loading-bay", "control-room"};

TEST(Nearest, FindsTheTypingMistake) {
  EXPECT_EQ(nearest("tank-fram", kZones), "tank-farm");
  EXPECT_EQ(nearest("loadin-bay", kZones), "loading-bay");
}

TEST(Nearest, KeepsSilentWhenNothingIsNear) { EXPECT_EQ(nearest("office", kZones), ""); }

}  // namespace
}  // namespace davy
