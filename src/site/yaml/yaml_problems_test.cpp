#include "site/yaml/yaml_problems.hpp"

#include <gtest/gtest.h>

namespace davy::site {
namespace {

TEST(YamlProblemsTest, AreSaidInBothLanguages) {
  const Said problem = yaml_problem("did not find expected ',' or ']'", "while parsing a flow sequence");
  EXPECT_EQ(problem.en(), "did not find expected ',' or ']' while parsing a flow sequence");
  EXPECT_EQ(problem.zh(), "解析行内列表时：缺少 ',' 或 ']'");
  EXPECT_EQ(yaml_problem("control characters are not allowed", "").text(),
            (Text{"不允许使用控制字符", "control characters are not allowed"}));
}

TEST(YamlProblemsTest, AWordThatIsNewStaysBehindTheChineseForWhatItIs) {
  EXPECT_EQ(yaml_problem("found a new thing", "while doing so").text(),
            (Text{"while doing so：YAML 语法错误（found a new thing）", "found a new thing while doing so"}));
}

}  // namespace
}  // namespace davy::site
