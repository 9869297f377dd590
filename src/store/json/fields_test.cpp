// Shapes of fields that no event had before: maps by number, sets of named values.
#include "store/json/fields.hpp"

#include "core/permit/permit_book.hpp"

#include <gtest/gtest.h>

namespace davy::store {
namespace {

TEST(FieldsCodec, GivesBackAPermitOfTheState) {
  core::Permit permit;
  permit.id = core::PermitId(7);
  permit.measures[12] = {false, "wang", Instant::from_unix_ms(1'800'000'000'000)};
  permit.measures[3] = {};
  permit.reminded = {core::PermitDueKind::GasTest, core::PermitDueKind::End};
  permit.stopped = core::StopCause::Gas;
  const Json json = FieldsWriter::write(permit);
  EXPECT_EQ(json.at("measures").at("12").at("by"), "wang");
  EXPECT_EQ(canonical(json.at("reminded")), R"(["gas-test","end"])");
  core::Permit back;
  ASSERT_TRUE(FieldsReader(MissingField::IsRefused).read(json, back));
  EXPECT_EQ(canonical(FieldsWriter::write(back)), canonical(json));
}

TEST(FieldsCodec, RefusesAKeyThatIsNoNumber) {
  Json json = FieldsWriter::write(core::Permit());
  json["measures"]["first"] = FieldsWriter::write(core::PermitMeasure());
  core::Permit permit;
  FieldsReader reader(MissingField::IsRefused);
  EXPECT_FALSE(reader.read(json, permit));
  EXPECT_TRUE(reader.wrong().starts_with("measures.first: ")) << reader.wrong();
}

}  // namespace
}  // namespace davy::store
