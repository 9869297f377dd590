#include "store/blobs/film_type.hpp"

#include <gtest/gtest.h>

#include <string>

namespace davy::store {
namespace {

std::string ftyp(const std::string& major, const std::string& compatible = {}) {
  const char size = static_cast<char>(16 + compatible.size());
  return std::string(3, '\0') + size + "ftyp" + major + std::string(4, '\0') + compatible + std::string(64, 'x');
}

std::string ebml(const std::string& doc_type) {
  const std::string version = std::string("\x42\x86\x81\x01", 4);
  const std::string type = std::string("\x42\x82") + static_cast<char>(0x80U + doc_type.size()) + doc_type;
  return std::string("\x1A\x45\xDF\xA3") + static_cast<char>(0x80U + version.size() + type.size()) + version + type + std::string(64, 'x');
}

TEST(FilmType, IsSaidByTheBrandsOfAnMp4) {
  EXPECT_EQ(film_type(ftyp("isom")), kMp4);
  EXPECT_EQ(film_type(ftyp("mp42", "isommp42")), kMp4);
  EXPECT_EQ(film_type(ftyp("XYZ1", "freeavc1")), kMp4);
}

TEST(FilmType, IsNoneOfWhatOnlyLooksLikeOne) {
  for (const std::string& other :
       {ftyp("qt  ", "qt  "), ftyp("M4A ", "isommp42"), ftyp("heic", "mif1"), ftyp("avis", "iso8"), ftyp("XYZ1")})
    EXPECT_EQ(film_type(other), "") << other.substr(8, 4);
  EXPECT_EQ(film_type("free" + ftyp("isom")), "");
}

TEST(FilmType, WantsTheWholeBox) {
  const std::string whole = ftyp("XYZ1", "isom");
  EXPECT_EQ(film_type(whole.substr(0, 20)), kMp4);
  EXPECT_EQ(film_type(whole.substr(0, 19)), "");
  std::string odd = whole;
  odd[3] = 18;
  EXPECT_EQ(film_type(odd), "");
  odd[0] = '\x7F';
  EXPECT_EQ(film_type(odd), "");
}

TEST(FilmType, IsSaidByTheDocTypeOfEbml) {
  EXPECT_EQ(film_type(ebml("webm")), kWebm);
  EXPECT_EQ(film_type(ebml("matroska")), "");
  EXPECT_EQ(film_type(ebml("webm").substr(0, 12)), "");
  EXPECT_EQ(film_type("\x1A\x45\xDF\xA3"), "");
}

TEST(FilmType, OfAnythingElseIsNone) {
  for (const char* other : {"", "f", "\xFF\xD8\xFF\xE0", "OggS", "<html>", "RIFF....AVI LIST"}) EXPECT_EQ(film_type(other), "") << other;
}

}  // namespace
}  // namespace davy::store
