#include "store/blobs/blobs.hpp"

#include "base/bytes.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace davy::store {
namespace {

TEST(Blobs, GivesBackWhatWasKeptByItsDigest) {
  const fixture::TemporaryFolder folder;
  Blobs blobs(folder.path());
  const std::string bytes("photo\0of a valve", 16);
  const auto name = blobs.put(bytes);
  ASSERT_TRUE(name);
  EXPECT_EQ(*name, to_hex(sha256(bytes)));
  EXPECT_EQ(*blobs.put(bytes), *name);
  EXPECT_EQ(*blobs.get(*name), bytes);
}

TEST(Blobs, NamesADamagedOne) {
  const fixture::TemporaryFolder folder;
  Blobs blobs(folder.path());
  const std::string name = *blobs.put("photo");
  std::ofstream(folder.path() + "/blobs/" + name.substr(0, 2) + "/" + name) << "other";
  const auto got = blobs.get(name);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::Corrupt);
  EXPECT_NE(got.error().message.find(name), std::string::npos);
}

TEST(Blobs, ADamagedOneIsMendedByTheSameBytes) {
  const fixture::TemporaryFolder folder;
  Blobs blobs(folder.path());
  const std::string name = *blobs.put("the files of a site");
  std::ofstream(folder.path() + "/blobs/" + name.substr(0, 2) + "/" + name) << "other";
  ASSERT_EQ(*blobs.put("the files of a site"), name);
  EXPECT_EQ(*blobs.get(name), "the files of a site") << "durable means that it can be had again";
}

TEST(Blobs, LooksNowhereElse) {
  const fixture::TemporaryFolder folder;
  for (const char* name : {"", "../credentials.db", "0000000000000000000000000000000000000000000000000000000000000000"})
    EXPECT_EQ(Blobs(folder.path()).get(name).error().code, ErrorCode::NotFound) << name;
}

}  // namespace
}  // namespace davy::store
