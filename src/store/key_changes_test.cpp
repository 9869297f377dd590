#include "store/key_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Instant kAskedFor = Instant::from_unix_ms(1'800'000'000'000);

ToldChange told(std::uint64_t record, const std::string& before, const std::string& after,
                core::KeyStage stage = core::KeyStage::Finished) {
  return {record, kAskedFor + 1_min, {before, after, stage, kAskedFor}};
}
seal::Rotation noted(const std::string& before, const std::string& after, seal::Rotation::Stage stage = seal::Rotation::Stage::Finished) {
  return {before, after, "user:admin", kAskedFor, stage};
}

// Keys a, b and c followed each other; the journal was told of the first change.
KeyChanges sound() {
  return {.told = {told(7, "a", "b", core::KeyStage::Begun), told(8, "a", "b")},
          .rotations = {noted("a", "b"), noted("b", "c")},
          .keys = {"c", "b", "a"}};
}

TEST(KeyChanges, AgreeWithWhatTheJournalWasToldAndTheRestIsStillToBeTold) {
  EXPECT_THAT(check_key_changes(sound()).wrong, IsEmpty());
  EXPECT_EQ(check_key_changes(sound()).untold, 1U);
}

TEST(KeyChanges, OfAnOlderSealThatNotedNoneAgreeByTheKeysAlone) {
  KeyChanges changes = sound();
  changes.rotations.clear();
  EXPECT_THAT(check_key_changes(changes).wrong, IsEmpty());
}

TEST(KeyChanges, NameAKeyThatTheSealLost) {
  KeyChanges changes = sound();
  changes.keys = {"c", "b"};
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("record 7 tells"), HasSubstr("seal.json holds no data key a")));
  EXPECT_THAT(check_key_changes(changes).wrong.front(), HasSubstr(to_text(kAskedFor)));
  changes = sound();
  changes.keys = {"d", "b", "a"};
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("seal.json notes that data key b was followed by c")));
}

TEST(KeyChanges, NameWhatTheJournalTellsOtherwise) {
  KeyChanges changes = sound();
  changes.rotations[0].since = kAskedFor + 1_h;
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("asked for at " + to_text(kAskedFor + 1_h)), HasSubstr("record 8")));
  changes = sound();
  changes.rotations[0].stage = seal::Rotation::Stage::Begun;
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("under way")));
  changes = sound();
  changes.keys = {"c", "a", "b"};
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("the other way round"), HasSubstr("the other way round")));
}

TEST(KeyChanges, NameAChangeThatTheJournalPassedOver) {
  KeyChanges changes = sound();
  changes.told = {told(9, "b", "c")};
  EXPECT_THAT(check_key_changes(changes).wrong, ElementsAre(HasSubstr("not of the change before it")));
}

}  // namespace
}  // namespace davy::store
