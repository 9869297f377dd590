#include "field/mqtt/subscriptions.hpp"

#include <gtest/gtest.h>

#include <array>

namespace davy::field {
namespace {

constexpr std::array kGranted = {1};
constexpr std::array kRefused = {0x80};

TEST(Subscriptions, AllAreGrantedOnceTheBrokerHasAnsweredEach) {
  Subscriptions subscriptions;
  EXPECT_TRUE(subscriptions.all_granted()) << "who asks for nothing waits for nothing";
  subscriptions.ask(7, "davy/a/+/samples");
  subscriptions.ask(8, "davy/a/+/reply");
  EXPECT_EQ(subscriptions.answer(8, kGranted), std::nullopt);
  EXPECT_FALSE(subscriptions.all_granted());
  EXPECT_EQ(subscriptions.answer(7, kGranted), std::nullopt);
  EXPECT_TRUE(subscriptions.all_granted());
}

TEST(Subscriptions, ARefusalNamesItsTopicAndIsNeverAGrant) {
  Subscriptions subscriptions;
  subscriptions.ask(7, "davy/a/+/samples");
  EXPECT_EQ(subscriptions.answer(7, kRefused), "davy/a/+/samples");
  EXPECT_FALSE(subscriptions.all_granted());
}

TEST(Subscriptions, AnAnswerThatNobodyAskedForSaysNothing) {
  Subscriptions subscriptions;
  subscriptions.ask(7, "davy/a/+/samples");
  EXPECT_EQ(subscriptions.answer(6, kRefused), std::nullopt);
  EXPECT_FALSE(subscriptions.all_granted());
}

TEST(Subscriptions, ANewConnectionAsksAnew) {
  Subscriptions subscriptions;
  subscriptions.ask(7, "davy/a/+/samples");
  subscriptions.begin_again();
  EXPECT_TRUE(subscriptions.all_granted());
}

}  // namespace
}  // namespace davy::field
