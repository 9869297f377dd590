// What was ever said in records of some kinds, and in no others.
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>

namespace davy::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RecordEvents : public fixture::ViewStage {
 protected:
  std::uint64_t save(std::string kind, std::string id) {
    core::RecordSaved saved;
    saved.kind = std::move(kind);
    saved.id = std::move(id);
    saved.body = "{}";
    return add(std::move(saved), "user:li");
  }
  std::vector<std::uint64_t> of(const std::vector<std::string_view>& kinds) {
    std::vector<std::uint64_t> seqs;
    const auto read = queries_->record_events(kinds, [&](const core::Event& event) { seqs.push_back(event.seq); });
    EXPECT_TRUE(read.has_value());
    return seqs;
  }
};

TEST_F(RecordEvents, AreAllVersionsOfTheKindsInOrder) {
  save("risk-unit", "a");
  save("risk-point", "b");
  save("risk-object", "c");
  save("risk-unit-old", "d");
  core::RecordRemoved removed;
  removed.kind = "risk-point";
  removed.id = "b";
  add(removed, "user:li");
  save("risk-unit", "a");
  commit();
  EXPECT_THAT(of({"risk-unit", "risk-point"}), ElementsAre(1, 2, 5, 6));
  EXPECT_THAT(of({"risk-object"}), ElementsAre(3));
  EXPECT_THAT(of({"risk"}), IsEmpty());
}

}  // namespace
}  // namespace davy::store
