// One of many types: what is held is copied, moved and destroyed as itself, each time once.
#include "base/one_of_impl.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace davy {
namespace {

// Counts how many of them live.
struct Counted {
  static inline int living = 0;
  std::string name = "counted";
  Counted() { ++living; }
  explicit Counted(std::string called) : name(std::move(called)) { ++living; }
  Counted(const Counted& other) : name(other.name) { ++living; }
  Counted(Counted&& other) noexcept : name(std::move(other.name)) { ++living; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) noexcept = default;
  ~Counted() { --living; }
};

struct Wide {
  alignas(32) double figures[4] = {1, 2, 3, 4};
};

struct Throws {
  Throws() = default;
  Throws(const Throws&) { throw std::string("no copy"); }
  Throws(Throws&&) noexcept {}
  Throws& operator=(const Throws&) = default;
};

struct TestKinds : TypeList<int, Counted, std::vector<int>, Wide, Throws> {};
using TestValue = OneOf<TestKinds>;

std::string told(const TestValue& value) {
  struct Tell {
    std::string operator()(int number) const { return "int " + std::to_string(number); }
    std::string operator()(const Counted& counted) const { return "counted " + counted.name; }
    std::string operator()(const std::vector<int>& list) const { return "list of " + std::to_string(list.size()); }
    std::string operator()(const Wide& wide) const { return "wide " + std::to_string(static_cast<int>(wide.figures[3])); }
    std::string operator()(const Throws&) const { return "throws"; }
  };
  return visit(Tell(), value);
}

}  // namespace

template class OneOf<TestKinds>;

TEST(OneOf, HoldsTheFirstTypeUntilToldOtherwise) {
  TestValue value;
  EXPECT_EQ(told(value), "int 0");
  value = Counted("a");
  EXPECT_EQ(told(value), "counted a");
  EXPECT_EQ(value.index(), 1U);
  value = Wide();
  EXPECT_EQ(told(value), "wide 4");
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(value.address()) % 32, 0U);
}

TEST(OneOf, SaysWhatItIsAndGivesOnlyThat) {
  TestValue value = std::vector{1, 2, 3};
  EXPECT_TRUE(holds<std::vector<int>>(value));
  EXPECT_FALSE(holds<int>(value));
  EXPECT_EQ(get_if<Counted>(&value), nullptr);
  get_if<std::vector<int>>(&value)->push_back(4);
  EXPECT_EQ(get<std::vector<int>>(value).size(), 4U);
  EXPECT_EQ(get<std::vector<int>>(std::move(value)).size(), 4U);
}

TEST(OneOf, EveryValueIsDestroyedOnce) {
  {
    TestValue one = Counted("a");
    TestValue other = one;
    TestValue third = std::move(one);
    EXPECT_EQ(Counted::living, 3);
    other = third;
    other = std::move(third);
    EXPECT_EQ(told(other), "counted a");
    other = 7;
    EXPECT_EQ(Counted::living, 2);
    std::vector<TestValue> many;
    for (int i = 0; i < 40; ++i) many.emplace_back(i % 2 == 0 ? TestValue(Counted("b")) : TestValue(i));
    many.erase(many.begin(), many.begin() + 11);
    EXPECT_EQ(told(many.front()), "int 11");
  }
  EXPECT_EQ(Counted::living, 0);
}

TEST(OneOf, AssigningItselfChangesNothing) {
  TestValue value = Counted("a");
  TestValue& same = value;
  value = same;
  EXPECT_EQ(told(value), "counted a");
  value = std::move(same);
  EXPECT_EQ(told(value), "counted a");
}

TEST(OneOf, ACopyThatThrowsLeavesWhatWasThere) {
  const TestValue bad = Throws();
  TestValue value = Counted("a");
  EXPECT_THROW(value = bad, std::string);
  EXPECT_EQ(told(value), "counted a");
}

TEST(OneOf, AVisitorMayTakeTheValueAway) {
  TestValue value = std::vector{1, 2};
  std::vector<int> taken;
  visit(
      [&]<class T>(T&& held) {
        if constexpr (std::is_same_v<T, std::vector<int>>) taken = std::move(held);
      },
      std::move(value));
  EXPECT_EQ(taken.size(), 2U);
}

}  // namespace davy
