#include "api/http/byte_range.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace davy::api {
namespace {

// As Content-Range says it; "whole" when the header is as if it were not there.
std::string answer_to_range(std::string_view header, std::uint64_t size) {
  const RangeAsked asked = range_asked(header, size);
  if (const auto* part = std::get_if<ByteRange>(&asked)) return content_range(*part, size);
  return std::holds_alternative<NoSuchRange>(asked) ? content_range(NoSuchRange{}, size) : "whole";
}

TEST(ByteRanges, NameAPartOfWhatThereIs) {
  EXPECT_EQ(answer_to_range("bytes=0-1", 100), "bytes 0-1/100");
  EXPECT_EQ(answer_to_range("bytes=0-", 100), "bytes 0-99/100");
  EXPECT_EQ(answer_to_range("bytes=99-", 100), "bytes 99-99/100");
  EXPECT_EQ(answer_to_range("bytes=10-1000", 100), "bytes 10-99/100");
  EXPECT_EQ(answer_to_range("BYTES=5-5", 100), "bytes 5-5/100");
}

TEST(ByteRanges, CountFromTheEnd) {
  EXPECT_EQ(answer_to_range("bytes=-1", 100), "bytes 99-99/100");
  EXPECT_EQ(answer_to_range("bytes=-100", 100), "bytes 0-99/100");
  EXPECT_EQ(answer_to_range("bytes=-101", 100), "bytes 0-99/100");
  EXPECT_EQ(answer_to_range("bytes=-0", 100), "bytes */100");
}

TEST(ByteRanges, ThatAreNotThereAreRefused) {
  EXPECT_EQ(answer_to_range("bytes=100-", 100), "bytes */100");
  EXPECT_EQ(answer_to_range("bytes=100-200, 300-", 100), "bytes */100");
  EXPECT_EQ(answer_to_range("bytes=0-", 0), "bytes */0");
  EXPECT_EQ(answer_to_range("bytes=-5", 0), "bytes */0");
}

TEST(ByteRanges, TheFirstThatIsThereIsGiven) {
  EXPECT_EQ(answer_to_range("bytes=200-, 3-4, 0-1", 100), "bytes 3-4/100");
  EXPECT_EQ(answer_to_range("bytes= 3-4\t,, 0-1 ,", 100), "bytes 3-4/100");
}

TEST(ByteRanges, ThatCannotBeReadAreAsIfTheyWereNotThere) {
  for (const char* header : {"", "bytes", "bytes=", "bytes= ,", "items=0-1", "bytes=1", "bytes=-", "bytes=a-b", "bytes=1-x", "bytes=9-1",
                             "bytes=+1-2", "bytes=1 - 2", "bytes=0-1, x", "bytes=--1", "bytes=0x1-2", " bytes=0-1", "bytes =0-1"})
    EXPECT_EQ(answer_to_range(header, 100), "whole") << header;
}

TEST(ByteRanges, MayNotBeMany) {
  std::string header = "bytes=0-0";
  for (int i = 1; i < 16; ++i) header += ",0-0";
  EXPECT_EQ(answer_to_range(header, 100), "bytes 0-0/100");
  EXPECT_EQ(answer_to_range(header + ",0-0", 100), "whole");
}

TEST(ByteRanges, OfAnyLengthDoNotOverflow) {
  EXPECT_EQ(answer_to_range("bytes=0-18446744073709551616", 100), "bytes 0-99/100");
  EXPECT_EQ(answer_to_range("bytes=18446744073709551616-", 100), "bytes */100");
  EXPECT_EQ(answer_to_range("bytes=-99999999999999999999999", 100), "bytes 0-99/100");
}

TEST(ByteRanges, AgreeWithCountingByteByByte) {
  for (std::uint64_t size = 1; size <= 6; ++size)
    for (std::uint64_t first = 0; first <= 7; ++first)
      for (std::uint64_t last = first; last <= 7; ++last) {
        const std::string header = "bytes=" + std::to_string(first) + "-" + std::to_string(last);
        const bool is_there = first < size;
        const std::string expected =
            is_there ? content_range(ByteRange{first, std::min(last, size - 1)}, size) : content_range(NoSuchRange{}, size);
        EXPECT_EQ(answer_to_range(header, size), expected) << header << " of " << size;
      }
}

}  // namespace
}  // namespace davy::api
