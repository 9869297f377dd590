// Each fuzz target on the inputs that are kept for it: what once was found stays mended. A target ends the process when what it asks for does not hold.
#include "tests/fuzz/targets.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <vector>

namespace davy::fuzz {
namespace {

const std::filesystem::path kInputs = "tests/fuzz/corpus";  // the tests run at the root of the repository

std::vector<std::filesystem::path> inputs_of(const std::string& target) {
  std::vector<std::filesystem::path> files;
  if (!is_directory(kInputs / target)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(kInputs / target)) files.push_back(entry.path());
  return files;
}

std::vector<std::uint8_t> bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, HoldsOnEveryInput) {
  const auto files = inputs_of(GetParam().name);
  ASSERT_FALSE(files.empty()) << "tests/fuzz/corpus/" << GetParam().name << " has no input";
  for (const auto& file : files) {
    const auto bytes = bytes_of(file);
    EXPECT_EQ(GetParam().run(bytes.data(), bytes.size()), 0) << file;
  }
  EXPECT_EQ(GetParam().run(nullptr, 0), 0);
}

TEST_P(Corpus, HoldsOnEveryBeginningOfAnInput) {
  for (const auto& file : inputs_of(GetParam().name)) {
    const auto bytes = bytes_of(file);
    const std::size_t step = bytes.size() / 64 + 1;
    for (std::size_t size = 0; size < bytes.size(); size += step) {
      const std::vector<std::uint8_t> part(bytes.begin(),
                                           bytes.begin() + static_cast<std::ptrdiff_t>(size));  // so that reading past it is seen
      EXPECT_EQ(GetParam().run(part.data(), part.size()), 0) << file << " to " << size;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Corpora, BelongToTargets) {
  std::set<std::string> names;
  for (const Target& target : targets()) names.insert(target.name);
  for (const auto& entry : std::filesystem::directory_iterator(kInputs))
    EXPECT_TRUE(names.contains(entry.path().filename())) << entry.path();
  EXPECT_GE(names.size(), 15U);
}

}  // namespace
}  // namespace davy::fuzz
