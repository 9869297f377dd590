#include "paper/document.hpp"

#include "paper/picture.hpp"

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

// A grey square of so many pixels a side, as a PNG without compression (PNG §11, RFC 1950, RFC 1951).
class GreyPng {
 public:
  explicit GreyPng(std::uint32_t side) {
    bytes_ = "\x89PNG\r\n\x1A\n";
    chunk("IHDR", big(side) + big(side) + std::string("\x08\x00\x00\x00\x00", 5));
    std::string rows;
    for (std::uint32_t y = 0; y < side; ++y) rows += '\0' + std::string(side, '\x60');
    std::string stored("\x78\x01", 2);
    for (std::size_t at = 0; at < rows.size(); at += 65'535) {
      const std::string part = rows.substr(at, 65'535);
      const auto size = static_cast<std::uint32_t>(part.size());
      stored += at + part.size() == rows.size() ? '\1' : '\0';
      for (const std::uint32_t each : {size, ~size})
        stored += std::string{static_cast<char>(each & 0xFF), static_cast<char>(each >> 8 & 0xFF)};
      stored += part;
    }
    std::uint32_t a = 1, b = 0;
    for (const char each : rows) a = (a + static_cast<unsigned char>(each)) % 65'521, b = (b + a) % 65'521;
    chunk("IDAT", stored + big(b << 16 | a));
    chunk("IEND", "");
  }
  const std::string& bytes() const { return bytes_; }

 private:
  static std::string big(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16 & 0xFF), static_cast<char>(value >> 8 & 0xFF),
            static_cast<char>(value & 0xFF)};
  }
  void chunk(const std::string& name, const std::string& body) {
    std::uint32_t crc = ~0U;
    for (const char each : name + body) {
      crc ^= static_cast<unsigned char>(each);
      for (int i = 0; i < 8; ++i) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    bytes_ += big(static_cast<std::uint32_t>(body.size())) + name + body + big(~crc);
  }
  std::string bytes_;
};

TEST(Picture, IsMadeSmallAndEncodedAnew) {
  const auto small = small_picture(GreyPng(1'200).bytes());
  ASSERT_TRUE(small);
  EXPECT_EQ(small->width, kPictureSide);
  EXPECT_EQ(small->height, kPictureSide);
  EXPECT_EQ(small->pixels[1'000], 0x606060U);
  EXPECT_LT(small->jpeg.size(), 20'000U);
  const auto again = small_picture(small->jpeg);
  ASSERT_TRUE(again) << "what it is encoded as is a JPEG";
  EXPECT_EQ(again->width, kPictureSide);
  EXPECT_NEAR(static_cast<double>(again->pixels[1'000] & 0xFF), 0x60, 2);
  EXPECT_EQ(small_picture(GreyPng(8).bytes())->width, 8) << "a small one is not blown up";
}

TEST(Picture, ThatIsBrokenIsNone) {
  const std::string png = GreyPng(64).bytes();
  const std::string jpeg = small_picture(png)->jpeg;
  EXPECT_FALSE(small_picture(""));
  EXPECT_FALSE(small_picture("a word"));
  EXPECT_FALSE(small_picture(png.substr(0, png.size() / 2)));
  EXPECT_FALSE(small_picture(jpeg.substr(0, 40)));
  std::string huge = png;
  huge.replace(16, 8, std::string("\x00\x01\x00\x00\x00\x01\x00\x00", 8));
  EXPECT_FALSE(small_picture(huge)) << "its header says 65,536 a side";
}

TEST(Document, ShowsPicturesTwoBesideEachOther) {
  Pictures all;
  for (int i = 0; i < 8; ++i) all.pictures.push_back({GreyPng(600).bytes(), "整改前 · 王强 · 2026-11-24 08:05"});
  all.pictures.push_back({"not a picture", "照片读不出"});
  const auto pdf = to_pdf(with({all}));
  ASSERT_TRUE(pdf);
  EXPECT_EQ(pages_of(with({all})), 2U);
  EXPECT_NE(pdf->find("/DCTDecode"), std::string::npos) << "as JPEG";
  EXPECT_LT(pdf->size(), 300'000U);
}

TEST(Document, TurnsThePageWhereItIsAsked) { EXPECT_EQ(pages_of(with({Paragraph{"a"}, PageBreak{}, Paragraph{"b"}})), 2U); }

}  // namespace
}  // namespace davy::paper
