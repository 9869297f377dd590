#include "analysis/replay/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

namespace davy::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(CsvReader, ReadsRowsUnderTheirColumns) {
  std::istringstream in("\xEF\xBB\xBFtime, Sensor #1 ,ch4\r\n 1., 0.02,\n\n61.,-0.01,1.8\n");
  auto reader = CsvReader::create(in);
  ASSERT_TRUE(reader);
  EXPECT_THAT(reader->columns(), ElementsAre("time", "Sensor #1", "ch4"));
  EXPECT_EQ(reader->column("ch4"), 2u);
  EXPECT_EQ(reader->column("CH4"), std::nullopt);
  ASSERT_TRUE(*reader->next());
  EXPECT_THAT(reader->cells(), ElementsAre("1.", "0.02", ""));
  ASSERT_TRUE(*reader->next());
  EXPECT_THAT(reader->cells(), ElementsAre("61.", "-0.01", "1.8"));
  EXPECT_EQ(reader->line(), 4u);
  EXPECT_FALSE(*reader->next());
}

TEST(CsvReader, KnowsQuotes) {
  std::istringstream in("a,b,c\n\"1,5\", \"he said \"\"no\"\"\" ,\"\"\n");
  auto reader = CsvReader::create(in);
  ASSERT_TRUE(*reader->next());
  EXPECT_THAT(reader->cells(), ElementsAre("1,5", "he said \"no\"", ""));
}

TEST(CsvReader, KnowsOtherSeparators) {
  std::istringstream in("time;flow, of water\n1;32,5\n");
  auto reader = CsvReader::create(in, ';');
  ASSERT_TRUE(*reader->next());
  EXPECT_EQ(reader->column("flow, of water"), 1u);
  EXPECT_THAT(reader->cells(), ElementsAre("1", "32,5"));
}

TEST(CsvReader, NamesTheLineThatIsWrong) {
  std::istringstream short_row("a,b\n1,2\n3\n");
  auto reader = CsvReader::create(short_row);
  ASSERT_TRUE(*reader->next());
  EXPECT_EQ(reader->next().error().message, "line 3: found 1 cells, expected 2");

  std::istringstream open_quote("a,b\n\"1,2\n");
  reader = CsvReader::create(open_quote);
  EXPECT_THAT(reader->next().error().message, HasSubstr("line 2: found a quote"));
}

TEST(CsvReader, RefusesWhatHasNoColumns) {
  std::istringstream empty("\n \n"), twice("a,b,a\n");
  EXPECT_THAT(CsvReader::create(empty).error().message, HasSubstr("expected a line of column names"));
  EXPECT_THAT(CsvReader::create(twice).error().message, HasSubstr("found column 'a' twice"));
}

RC_GTEST_PROP(CsvReader, ReadsWhatIsWrittenQuoted, ()) {
  const auto cell = rc::gen::container<std::string>(rc::gen::element('a', '1', ',', '"', ' ', '.'));
  const auto cells = *rc::gen::container<std::vector<std::string>>(3, cell);
  std::string text = "a,b,c\n";
  for (const std::string& each : cells) {
    if (text.back() != '\n') text += ',';
    text += '"';
    for (const char c : each) text += c == '"' ? "\"\"" : std::string(1, c);
    text += '"';
  }
  std::istringstream in(text);
  auto reader = CsvReader::create(in);
  RC_ASSERT(*reader->next());
  RC_ASSERT(reader->cells() == cells);
}

RC_GTEST_PROP(CsvReader, SurvivesAnything, (const std::string& text)) {
  std::istringstream in(text);
  auto reader = CsvReader::create(in);
  for (bool more = reader.has_value(); more;) {
    const auto read = reader->next();
    more = read && *read;
    if (more) RC_ASSERT(reader->cells().size() == reader->columns().size());
  }
}

}  // namespace
}  // namespace davy::analysis
