#include "api/http/replays.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

Reply reply_of(int status, std::string body) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

template <class T>
bool is(const Replays::Found& found) {
  return std::holds_alternative<T>(found);
}

TEST(Replays, ARepeatGetsTheSameAnswer) {
  Replays replays;
  EXPECT_TRUE(is<Replays::Fresh>(replays.begin("li.na", "k1", "accept order 21")));
  replays.finish("li.na", "k1", reply_of(200, "accepted"));
  const auto again = replays.begin("li.na", "k1", "accept order 21");
  ASSERT_TRUE(is<Reply>(again));
  EXPECT_EQ(std::get<Reply>(again).body, "accepted");
}

TEST(Replays, ARepeatBeforeTheAnswerIsToldThatItRuns) {
  Replays replays;
  replays.begin("li.na", "k1", "accept order 21");
  EXPECT_TRUE(is<Replays::Running>(replays.begin("li.na", "k1", "accept order 21")));
}

TEST(Replays, AnotherRequestUnderTheSameKeyIsRefused) {
  Replays replays;
  replays.begin("li.na", "k1", "accept order 21");
  EXPECT_TRUE(is<Replays::Different>(replays.begin("li.na", "k1", "accept order 22")));
}

TEST(Replays, AKeyIsAPersonsOwn) {
  Replays replays;
  replays.begin("li.na", "k1", "accept order 21");
  EXPECT_TRUE(is<Replays::Fresh>(replays.begin("wang.qiang", "k1", "accept order 21")));
}

TEST(Replays, AFailureMayBeTriedAgainARefusalStays) {
  Replays replays;
  replays.begin("li.na", "k1", "a");
  replays.finish("li.na", "k1", reply_of(503, ""));
  EXPECT_TRUE(is<Replays::Fresh>(replays.begin("li.na", "k1", "a")));
  replays.finish("li.na", "k1", reply_of(409, ""));
  EXPECT_TRUE(is<Reply>(replays.begin("li.na", "k1", "a")));
}

TEST(Replays, TheOldestAnswersAreForgotten) {
  Replays replays;
  for (int i = 0; i <= 1'000; ++i) {
    replays.begin("li.na", std::to_string(i), "a");
    replays.finish("li.na", std::to_string(i), reply_of(200, ""));
  }
  EXPECT_TRUE(is<Replays::Fresh>(replays.begin("li.na", "0", "a")));
  EXPECT_TRUE(is<Reply>(replays.begin("li.na", "1000", "a")));
}

}  // namespace
}  // namespace davy::api
