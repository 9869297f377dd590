// packaging/davyd.service lets the threads of davyd take the roles that src/runtime/thread_role.cpp asks for, and nothing beyond them.
#include "tests/data/repository.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>

namespace davy::data {
namespace {

// What stands after "name=", every time, in its order.
std::vector<std::string> values_of(const std::string& unit, const std::string& name) {
  std::vector<std::string> values;
  std::istringstream lines(unit);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(name + "=")) values.push_back(line.substr(name.size() + 1));
  return values;
}

// The most urgent niceness that any thread asks for.
int nicest_in(const std::string& code) {
  int nicest = 0;
  const std::regex asked(R"(\.nice = (-?\d+))");
  for (std::sregex_iterator at(code.begin(), code.end(), asked); at != std::sregex_iterator(); ++at)
    nicest = std::min(nicest, std::stoi((*at)[1]));
  return nicest;
}

class UnitFile : public testing::Test {
 protected:
  const std::string unit = content_of("packaging/davyd.service");
  const std::string roles = content_of("src/runtime/thread_role.cpp");
};

TEST_F(UnitFile, AThreadMayBeAsUrgentAsItAsksToBe) {
  const int asked = nicest_in(roles);
  ASSERT_LT(asked, 0);
  const std::vector<std::string> allowed = values_of(unit, "LimitNICE");
  ASSERT_EQ(allowed.size(), 1U);
  // With its sign it is a niceness; without one systemd takes it for the kernel's own figure, which counts the other way.
  EXPECT_EQ(allowed.front(), std::to_string(asked));
  const std::vector<std::string> begins_with = values_of(unit, "Nice");
  ASSERT_EQ(begins_with.size(), 1U);
  EXPECT_GT(std::stoi(begins_with.front()), asked) << "threads differ from what the process begins with";
}

TEST_F(UnitFile, TheCallThatGivesARoleIsLetThroughAfterItsKindIsShutOut) {
  ASSERT_NE(roles.find("SYS_sched_setattr"), std::string::npos);
  const std::vector<std::string> filters = values_of(unit, "SystemCallFilter");
  const auto shuts = [](const std::string& filter) { return filter.starts_with("~") && filter.find("@resources") != std::string::npos; };
  const auto shut = std::ranges::find_if(filters, shuts);
  ASSERT_NE(shut, filters.end());
  EXPECT_NE(std::find(shut, filters.end(), "sched_setattr"), filters.end()) << "a later line counts";
}

TEST_F(UnitFile, NoThreadRunsInRealTime) {
  EXPECT_EQ(values_of(unit, "RestrictRealtime"), std::vector<std::string>{"yes"});
  EXPECT_EQ(roles.find("SCHED_FIFO"), std::string::npos);
  EXPECT_EQ(roles.find("SCHED_RR"), std::string::npos);
}

}  // namespace
}  // namespace davy::data
