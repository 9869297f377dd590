// Lists that are read whole: in each order, at each size of page, the pages together are the list.
#include "api/resources/whole_list.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace davy::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Line {
  std::string name;
  std::int64_t points = 0;
};

LinePlace place(const Line& line, std::string_view by) { return {by == "points" ? rank_of(line.points) : line.name, line.name}; }

Fields whole_query(const std::string& target) {
  Ask ask;
  ask.target = *parse_target(target);
  return Fields::of_query(ask);
}

WholeListAsked asked_for(const std::string& query) {
  Fields fields = whole_query("/api/v1/lines" + query);
  WholeListAsked asked = whole_asked(fields, {"name", "points"});
  EXPECT_FALSE(fields.problem()) << query;
  return asked;
}

// All pages, one after the other.
std::vector<std::string> read_all(const std::string& sort, std::size_t limit) {
  std::vector<std::string> names;
  std::string after;
  do {
    const std::string from = after.empty() ? "" : "&after=" + after;
    const auto page = page_of_whole(std::vector<Line>{{"b", 2}, {"a", 2}, {"张 三", -1}, {"c", 10}},
                                    asked_for("?sort=" + sort + "&limit=" + std::to_string(limit) + from), place);
    EXPECT_LE(page.items.size(), limit);
    for (const Line& line : page.items) names.push_back(line.name);
    after = page.next;
  } while (!after.empty());
  return names;
}

TEST(WholeList, ComesInTheOrderAskedForPageByPage) {
  for (const std::size_t limit : {1u, 2u, 3u, 4u, 5u}) {
    SCOPED_TRACE(limit);
    EXPECT_THAT(read_all("name", limit), ElementsAre("a", "b", "c", "张 三"));
    EXPECT_THAT(read_all("-name", limit), ElementsAre("张 三", "c", "b", "a"));
    EXPECT_THAT(read_all("points", limit), ElementsAre("张 三", "a", "b", "c"));
    EXPECT_THAT(read_all("-points", limit), ElementsAre("c", "b", "a", "张 三"));
  }
}

TEST(WholeList, GoesOnWhereItWasThoughItsLastLineIsGone) {
  const auto first = page_of_whole(std::vector<Line>{{"a"}, {"b"}, {"c"}}, asked_for("?limit=2"), place);
  const auto rest = page_of_whole(std::vector<Line>{{"a"}, {"aa"}, {"c"}}, asked_for("?limit=2&after=" + first.next), place);
  ASSERT_EQ(rest.items.size(), 1u);
  EXPECT_EQ(rest.items.front().name, "c");
  EXPECT_THAT(rest.next, IsEmpty());
}

TEST(WholeList, RefusesAnOrderThatItHasNotAndACursorOfAnotherOne) {
  const auto page = page_of_whole(std::vector<Line>{{"a"}, {"b"}}, asked_for("?limit=1"), place);
  for (const std::string& query :
       {std::string("?sort=king"), "?sort=-name&after=" + page.next, std::string("?after=x1"), std::string("?after=6162")}) {
    Fields fields = whole_query("/api/v1/lines" + query);
    whole_asked(fields, {"name", "points"});
    EXPECT_TRUE(fields.problem()) << query;
  }
}

TEST(WholeList, HasNumbersAsTextInTheirOrder) {
  const std::vector<std::int64_t> numbers{std::numeric_limits<std::int64_t>::min(), -10, -9, 0, 1, 9, 10,
                                          std::numeric_limits<std::int64_t>::max()};
  for (std::size_t i = 1; i < numbers.size(); ++i) EXPECT_LT(rank_of(numbers[i - 1]), rank_of(numbers[i])) << numbers[i];
}

TEST(WholeList, FindsWhatWasSoughtInEitherCase) {
  EXPECT_TRUE(holds_text("Li.Na", "li.n"));
  EXPECT_TRUE(holds_text("李娜", "娜"));
  EXPECT_TRUE(holds_text("", ""));
  EXPECT_FALSE(holds_text("Li", "Lin"));
}

}  // namespace
}  // namespace davy::api
