#include "paper/document.hpp"

#include <gtest/gtest.h>

namespace davy::paper {
namespace {

std::size_t pages_of(const Document& document) {
  const auto pdf = to_pdf(document);
  EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().message);
  if (!pdf) return 0;
  std::size_t count = 0;
  for (std::size_t at = pdf->find("/Type /Page %"); at != std::string::npos; at = pdf->find("/Type /Page %", at + 1)) ++count;
  return count;
}

Table table_of(std::size_t rows) {
  Table table{{{1}, {3}, {1, Align::Right}}, {"序号", "内容", "数值"}, {}};
  for (std::size_t i = 0; i < rows; ++i) table.rows.push_back({{std::to_string(i)}, {"甲烷浓度高高报警"}, {"26 %LEL"}});
  return table;
}

Document with(std::vector<Block> blocks) {
  return {"安全作业票", "编号 17", "示范工厂", "", Instant::from_unix_ms(0), {}, {}, std::move(blocks)};
}

TEST(Document, IsAPdfWithOnePage) {
  const auto pdf = to_pdf(with({Heading{"一"}, Paragraph{"二"}}));
  ASSERT_TRUE(pdf);
  EXPECT_EQ(pdf->substr(0, 5), "%PDF-");
  EXPECT_EQ(pages_of(with({})), 1U);
}

TEST(Document, SaysTheSameInTheSameBytes) {
  const Document document = with({table_of(100), Figures{{{"报警", "12"}}}, Bars{{{"及时率", 0.8, "80 %"}, {"无", {}, "—"}}}});
  EXPECT_EQ(*to_pdf(document), *to_pdf(document));
  EXPECT_NE(to_pdf(document)->find("/CreationDate (19700101000000"), std::string::npos) << "no other time than that of the document";
}

TEST(Document, BreaksTablesBetweenRows) {
  EXPECT_EQ(pages_of(with({table_of(10)})), 1U);
  EXPECT_EQ(pages_of(with({table_of(100)})), 4U);
}

TEST(Document, BreaksARowThatIsHigherThanAPageBetweenItsLines) {
  std::string words;
  for (int i = 0; i < 2'000; ++i) words += "受限空间作业前应当进行气体检测，";
  Table table{{{1}, {1}}, {"栏", "目"}, {{{"说明"}, {words}}}};
  EXPECT_GT(pages_of(with({table})), 20U);
  EXPECT_GT(pages_of(with({Paragraph{words}})), 10U);
}

TEST(Document, LivesWithWordsWithoutEndAndWithoutMeaning) {
  const std::string endless(5'000, 'x');
  EXPECT_GE(pages_of(with({Table{{{1}, {9}}, {}, {{{endless, Tone::Strong}, {"\xff\x01\x7f\t"}, {"one too many"}}}, Rules::Grid}})), 2U);
  EXPECT_EQ(pages_of(with({Table{}, Table{{{1}}, {"head"}, {}}, Figures{}, Bars{}, Statement{""}})), 1U);
}

TEST(Document, TurnsThePageWhereItIsAsked) { EXPECT_EQ(pages_of(with({Paragraph{"a"}, PageBreak{}, Paragraph{"b"}})), 2U); }

}  // namespace
}  // namespace davy::paper
