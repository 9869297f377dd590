#include "store/sql/page_sums.hpp"

#include "store/sql/database.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace davy::store::sql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kRows = 400;

class PageSums : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto database = *Database::open(path, Access::Write);
    database->run("CREATE TABLE readings (id INTEGER PRIMARY KEY, value TEXT)");
    Statement insert = database->prepare("INSERT INTO readings (id, value) VALUES ($1, $2)");
    Transaction writing(*database);
    for (int id = 1; id <= kRows; ++id) insert.run(id, std::string(100, 'x'));
    ASSERT_TRUE(writing.commit());
  }

  // One bit of one byte of the page.
  void flip(std::uint64_t page, std::uint64_t byte) const {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>((page - 1) * 4'096 + byte);
    file.seekg(at);
    const int was = file.get();
    file.seekp(at);
    file.put(static_cast<char>(was ^ 1));
  }

  // The rows that can be read, and what stops it.
  std::pair<int, std::optional<Error>> read_all() const {
    const auto database = Database::open(path, Access::Read);
    if (!database) return {0, database.error()};
    Transaction reading(**database);
    Statement rows = (*database)->prepare("SELECT value FROM readings ORDER BY id");
    int count = 0;
    for (rows.query(); rows.next(); ++count) EXPECT_EQ(rows.get<std::string>(0), std::string(100, 'x'));
    return {count, (*database)->error()};
  }

  fixture::TemporaryFolder folder;
  const std::string path = folder.path() + "/test.db";
};

TEST_F(PageSums, AFileThatNobodyTouchedIsWhole) {
  EXPECT_THAT(*damaged_pages(path), IsEmpty());
  EXPECT_EQ(read_all().first, kRows);
}

TEST_F(PageSums, AByteThatChangedIsRefusedAndNamed) {
  const std::uint64_t pages = std::filesystem::file_size(path) / 4'096;
  ASSERT_GT(pages, 8u);
  flip(pages - 2, 2'000);
  EXPECT_THAT(*damaged_pages(path), ElementsAre(pages - 2));
  const auto [rows, error] = read_all();
  EXPECT_LT(rows, kRows);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::Corrupt);
  EXPECT_THAT(error->message, testing::HasSubstr("page " + std::to_string(pages - 2)));
}

TEST_F(PageSums, ASumThatChangedIsRefusedAsWell) {
  flip(6, 4'095);
  EXPECT_THAT(*damaged_pages(path), ElementsAre(6u));
  EXPECT_TRUE(read_all().second);
}

TEST_F(PageSums, TheFirstPageIsNoException) {
  flip(1, 3'000);
  EXPECT_THAT(*damaged_pages(path), ElementsAre(1u));
  EXPECT_TRUE(read_all().second);
}

TEST_F(PageSums, APageThatTheLogReplacesIsNotMissed) {
  const auto writer = *Database::open(path, Access::Write);
  writer->run("UPDATE readings SET value = replace(value, 'x', 'y')");  // every page of the table is in the log now
  const std::string copy = folder.path() + "/copy.db";
  std::filesystem::copy_file(path, copy);
  std::filesystem::copy_file(path + "-wal", copy + "-wal");
  std::fstream(copy, std::ios::in | std::ios::out | std::ios::binary).seekp(5 * 4'096 + 100).put('?');
  EXPECT_THAT(*damaged_pages(copy), IsEmpty());
  std::filesystem::remove(copy + "-wal");
  EXPECT_THAT(*damaged_pages(copy), ElementsAre(6u));
}

TEST_F(PageSums, AFileThatIsNoneHasNoFirstPage) {
  std::ofstream(path, std::ios::binary) << std::string(8'192, '!');
  EXPECT_THAT(*damaged_pages(path), ElementsAre(1u));
}

}  // namespace
}  // namespace davy::store::sql
