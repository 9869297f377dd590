#include "api/http/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace davy::api {
namespace {

std::string unzipped(std::string packed, std::size_t bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(bytes + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Gzip, GivesTheTextBack) {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 5'000; ++i) noise += static_cast<char>((x = x * 1'103'515'245U + 12'345U) >> 16U);
  for (const std::string& text : {std::string(), std::string("a"), std::string(100'000, 'x'), noise})
    EXPECT_EQ(unzipped(gzip(text), text.size()), text);
}

TEST(Gzip, IsSmallWhereTheTextRepeats) { EXPECT_LT(gzip(std::string(100'000, 'x')).size(), 300U); }

}  // namespace
}  // namespace davy::api
