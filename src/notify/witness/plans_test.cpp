#include "notify/witness/witness.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace davy::notify {
namespace {

class PlansFile : public testing::Test {
 protected:
  PlansFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "davy-plans-XXXXXX").string();
    ensure(mkdtemp(pattern.data()) != nullptr, "a temporary folder");
    folder_ = pattern;
  }
  ~PlansFile() override { std::filesystem::remove_all(folder_); }

  Result<WitnessPlans> read(const std::string& yaml) {
    const std::string file = folder_ / "w.yaml";
    std::ofstream(file) << yaml;
    return read_witnesses(file);
  }
  std::string wrong(const std::string& yaml) {
    const auto plans = read(yaml);
    return plans ? "nothing" : plans.error().message.substr(folder_.string().size() + 1);
  }

  std::filesystem::path folder_;
};

TEST_F(PlansFile, TheThreeKindsOfWitnesses) {
  const auto plans = read(R"(checkpoint-every-s: 60
witnesses:
  - name: office
    file: /mnt/office/davy.jsonl
  - name: headquarters
    http: https://hq.example/checkpoints
  - name: officer
    mail: smtp://mail.example:587
    from: davy@plant.example
    to: [a@plant.example, b@plant.example]
    user: davy
    password-file: /etc/davy/mail
)");
  ASSERT_TRUE(plans.has_value()) << plans.error().message;
  EXPECT_EQ(plans->checkpoint_every, 1_min);
  ASSERT_EQ(plans->witnesses.size(), 3U);
  EXPECT_EQ(plans->witnesses[0].target, "/mnt/office/davy.jsonl");
  EXPECT_EQ(plans->witnesses[1].kind, WitnessKind::Http);
  EXPECT_EQ(plans->witnesses[2].to, (std::vector<std::string>{"a@plant.example", "b@plant.example"}));
  EXPECT_EQ(plans->witnesses[2].every, 24_h) << "a letter a day";
}

TEST_F(PlansFile, WhatIsWrongIsSaidWithItsPlace) {
  EXPECT_EQ(wrong("witnesses:\n  - name: a\n    http: ftp://b\n"), "w.yaml:3:11: found 'ftp://b', expected http://… or https://…");
  EXPECT_EQ(wrong("witnesses:\n  - name: a\n    file: b\n    http: http://b\n"),
            "w.yaml:4:11: found 'http://b', expected one of file, http and mail only");
  EXPECT_EQ(wrong("witnesses:\n  - name: a\n"), "w.yaml:2:5: found 'name', expected name, and one of file, http and mail");
  EXPECT_EQ(wrong("checkpoint-every-s: 0\n"), "w.yaml:1:21: found '0', expected whole seconds, from 1 to 31 days");
  EXPECT_EQ(wrong("witness: []\n"), "w.yaml:1:1: found 'witness', expected checkpoint-every-s, or a list of witnesses");
  EXPECT_EQ(wrong("witnesses:\n  - name: a\n    mail: smtp://b\n    to: c\n"), "w.yaml:2:5: found 'name', expected from and to of a mail");
}

TEST_F(PlansFile, AFileTakesTheLinesOneAfterAnother) {
  WitnessPlan plan;
  plan.name = "office";
  plan.target = (folder_ / "kept").string();
  ASSERT_TRUE(hand_over(plan, "1\n", 1_s).has_value());
  ASSERT_TRUE(hand_over(plan, "2\n3\n", 1_s).has_value());
  std::ifstream in(plan.target);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), "1\n2\n3\n");
  plan.target = (folder_ / "none" / "kept").string();
  EXPECT_FALSE(hand_over(plan, "4\n", 1_s).has_value());
}

}  // namespace
}  // namespace davy::notify
