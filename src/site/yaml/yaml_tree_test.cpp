#include "site/yaml/yaml_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace davy::site {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const YamlNode& node) {
  std::vector<std::string> all;
  for (const YamlNode& child : node) all.emplace_back(child.text);
  return all;
}

TEST(YamlTree, NodesKnowTheirPlace) {
  YamlTree tree;
  const YamlNode& root = *tree.read(7, "points:\n  - {id: ch4-01, at: [12.5, 8]}\n").root;
  const YamlNode& point = *root.first->value->first;
  EXPECT_EQ(point.line, 2U);
  EXPECT_EQ(point.column, 5U);
  EXPECT_EQ(point.file, 7U);
  EXPECT_THAT(texts(point), ElementsAre("id", "at"));
  const YamlNode& at = *point.first->next->value;
  EXPECT_EQ(at.kind, YamlNode::Kind::Sequence);
  EXPECT_THAT(texts(at), ElementsAre("12.5", "8"));
  EXPECT_EQ(at.column, 22U);
}

TEST(YamlTree, ColumnsCountCharactersNotBytes) {
  YamlTree tree;
  EXPECT_EQ(tree.read(0, "{zh: 罐区, en: x}").root->first->next->column, 10U);
}

TEST(YamlTree, AQuotedWordIsKnownAsQuoted) {
  YamlTree tree;
  const YamlNode& root = *tree.read(0, "[true, \"true\"]").root;
  EXPECT_EQ(root.first->style, YamlNode::Style::Plain);
  EXPECT_EQ(root.first->next->style, YamlNode::Style::Quoted);
}

TEST(YamlTree, NothingIsNothing) {
  YamlTree tree;
  for (const char* text : {"", "\n\n", "# only a comment\n"}) {
    const YamlTree::Read read = tree.read(0, text);
    EXPECT_EQ(read.root, nullptr) << text;
    EXPECT_FALSE(read.fault) << text;
  }
}

TEST(YamlTree, WhatASiteDoesNotUseIsRefusedWithItsPlace) {
  const std::pair<const char*, const char*> cases[] = {{"a: &x 1\n", "an anchor"},
                                                       {"a: *x\n", "an alias"},
                                                       {"a: !!int 1\n", "a tag"},
                                                       {"a: 1\n---\nb: 2\n", "a second document"},
                                                       {"{[a]: 1}\n", "a list or mapping as a key"}};
  for (const auto& [text, found] : cases) {
    YamlTree tree;
    const YamlTree::Read read = tree.read(0, text);
    ASSERT_TRUE(read.fault) << text;
    EXPECT_EQ(read.fault->found.en(), found) << text;
    EXPECT_GT(read.fault->line, 0U);
  }
}

TEST(YamlTree, WhatIsNotYamlIsAFaultWithItsPlace) {
  YamlTree tree;
  const YamlTree::Read read = tree.read(0, "points:\n  - {id: a\nzones: [\n");
  ASSERT_TRUE(read.fault);
  EXPECT_EQ(read.fault->expected, said({"YAML 格式", "YAML"}));
  EXPECT_GE(read.fault->line, 2U);
}

TEST(YamlTree, WhatIsNotTextIsAFault) {
  YamlTree tree;
  ASSERT_TRUE(tree.read(0, "a: \xff\xfe\n").fault);
  EXPECT_EQ(tree.read(0, "a: \xff\xfe\n").fault->expected, said({"UTF-8 文本", "UTF-8 text"}));
}

TEST(YamlTree, DepthHasALimit) {
  YamlTree tree;
  EXPECT_TRUE(tree.read(0, std::string(60, '[') + std::string(60, ']')).root);
  const YamlTree::Read deep = tree.read(0, std::string(100'000, '['));
  ASSERT_TRUE(deep.fault);
  EXPECT_EQ(deep.fault->found, said({"超过 64 层", "more than 64 levels"}));
}

}  // namespace
}  // namespace davy::site
