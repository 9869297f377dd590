#include "base/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace davy {
namespace {

TEST(BoundedQueue, RefusesWhenFullAndKeepsWhatItHas) {
  BoundedQueue<int> queue(2);
  EXPECT_EQ(queue.try_push(1), Pushed::Yes);
  EXPECT_EQ(queue.try_push(2), Pushed::Yes);
  EXPECT_EQ(queue.try_push(3), Pushed::Full);
  std::vector<int> got;
  EXPECT_FALSE(queue.idle());
  EXPECT_TRUE(queue.wait(std::chrono::seconds(1)));
  queue.pop_all(got);
  EXPECT_EQ(got, (std::vector{1, 2}));
  EXPECT_TRUE(queue.idle());
}

TEST(BoundedQueue, GivesOutWhatIsLeftAfterClosing) {
  BoundedQueue<int> queue(2);
  (void)queue.try_push(1);
  queue.close();
  EXPECT_EQ(queue.try_push(2), Pushed::Closed);
  std::vector<int> got;
  EXPECT_TRUE(queue.wait(std::chrono::seconds(1)));
  queue.pop_all(got);
  EXPECT_EQ(got.size(), 1U);
  EXPECT_FALSE(queue.wait(std::chrono::seconds(1)));
  EXPECT_FALSE(queue.idle());
}

TEST(BoundedQueue, LosesNothingBetweenThreads) {
  constexpr int kCount = 100'000;
  BoundedQueue<int> queue(64);
  std::thread sender([&] {
    for (int i = 0; i < kCount; ++i) (void)queue.push(int{i});
    queue.close();
  });
  std::vector<int> got;
  int next = 0;
  bool in_order = true;
  while (queue.wait(std::chrono::seconds(5))) {
    queue.pop_all(got);
    for (const int value : got) in_order = in_order && value == next++;
  }
  sender.join();
  EXPECT_TRUE(in_order);
  EXPECT_EQ(next, kCount);
}

}  // namespace
}  // namespace davy
