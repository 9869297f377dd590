// Saving, removing and referring, as people do it from two desks.
#include "core/record/record_book.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace davy::core {
namespace {

struct Office {
  RecordBook book;
  std::uint64_t seq = 0;

  std::string answer(const std::variant<std::vector<EventBody>, Refusal>& decided) {
    if (const auto* no = std::get_if<Refusal>(&decided)) return no->message.en + (no->field.empty() ? "" : " (" + no->field + ")");
    for (const EventBody& body : std::get<std::vector<EventBody>>(decided))
      record::evolve(book, Event{++seq, Instant(), "user:wang", body});
    return "done";
  }
  std::string save(std::vector<RecordDraft> records) { return answer(record::decide(book, SaveRecords{std::move(records), "because"})); }
  std::string remove(const std::string& kind, const std::string& id, std::uint64_t version) {
    return answer(record::decide(book, RemoveRecord{kind, id, version, "left"}));
  }
  std::uint64_t version(const std::string& name) const { return book.records.at(name).version; }
};

RecordDraft person(const std::string& id, std::uint64_t expected, const std::string& number = "", const std::string& unit = "") {
  RecordDraft draft{"person", id, expected, "{}", {}, {}, {}, {}, 0};
  if (!number.empty()) draft.unique.push_back({"number", number});
  if (!unit.empty()) draft.references.push_back({"unit", "organisation-unit/" + unit});
  return draft;
}
RecordDraft unit(const std::string& id) { return {"organisation-unit", id, 0, "{}", {}, {}, {}, {}, 0}; }

TEST(RecordBook, CountsVersionsAndRefusesAnOldOne) {
  Office office;
  EXPECT_EQ(office.save({person("li", 0)}), "done");
  EXPECT_EQ(office.save({person("li", 1)}), "done");
  EXPECT_EQ(office.version("person/li"), 2U);
  EXPECT_EQ(office.save({person("li", 1)}), "somebody has changed the record to version 2: load it again (version)");
  EXPECT_EQ(office.save({person("li", 0)}), "a record with this id is there already (version)");
  EXPECT_EQ(office.save({person("wu", 1)}), "the record is not there any more (version)");
}

TEST(RecordBook, GivesAUniqueValueToOneRecord) {
  Office office;
  EXPECT_EQ(office.save({person("li", 0, "1001")}), "done");
  EXPECT_EQ(office.save({person("wu", 0, "1001")}), "1001 is used by person/li (number)");
  EXPECT_EQ(office.save({person("li", 1, "1002")}), "done");
  EXPECT_EQ(office.save({person("wu", 0, "1001")}), "done");
  EXPECT_EQ(office.save({person("a", 0, "7"), person("b", 0, "7")}), "7 is used by person/a (records[1].number)");
}

TEST(RecordBook, KeepsWhatOthersReferTo) {
  Office office;
  EXPECT_EQ(office.save({person("li", 0, "", "line-1")}), "there is no record organisation-unit/line-1 (unit)");
  EXPECT_EQ(office.save({unit("line-1"), person("li", 0, "", "line-1")}), "done");
  EXPECT_EQ(office.remove("organisation-unit", "line-1", 1), "it is referred to in 1 places and cannot be removed");
  EXPECT_EQ(office.remove("person", "li", 1), "done");
  EXPECT_EQ(office.remove("organisation-unit", "line-1", 1), "done");
}

TEST(RecordBook, BringsARemovedRecordBackWithItsNextVersion) {
  Office office;
  office.save({person("li", 0, "1001")});
  EXPECT_EQ(office.remove("person", "li", 1), "done");
  EXPECT_EQ(office.remove("person", "li", 2), "there is no such record");
  EXPECT_EQ(office.save({person("wu", 0, "1001")}), "done");
  RecordDraft again = person("li", 2, "1002");
  again.restored = 1;
  EXPECT_EQ(office.save({again}), "done");
  EXPECT_EQ(office.version("person/li"), 3U);
}

TEST(RecordBook, SavesAllOrNone) {
  Office office;
  EXPECT_EQ(office.save({person("a", 0), person("b", 0), person("c", 5)}), "the record is not there any more (records[2].version)");
  EXPECT_TRUE(office.book.records.empty());
}

// Whatever is asked, no two records share a unique value, nobody refers to what is not there, and versions only grow.
RC_GTEST_PROP(RecordBook, StaysWhole, ()) {
  Office office;
  std::map<std::string, std::uint64_t> versions;
  const std::vector<std::string> ids{"a", "b", "c", "d"};
  for (int asks = *rc::gen::inRange(1, 60); asks > 0; --asks) {
    const std::string id = *rc::gen::elementOf(ids);
    const auto known = office.book.records.find("person/" + id);
    const std::uint64_t current = known == office.book.records.end() || !known->second.is_there() ? 0 : known->second.version;
    if (*rc::gen::inRange(0, 4) == 0) {
      office.remove("person", id, current);
    } else {
      RecordDraft draft = person(id, *rc::gen::elementOf(std::vector<std::uint64_t>{current, current, 1}),
                                 *rc::gen::elementOf(std::vector<std::string>{"", "1", "2"}));
      if (*rc::gen::inRange(0, 2) == 0) draft.references.push_back({"boss", "person/" + *rc::gen::elementOf(ids)});
      office.save({draft});
    }
    std::set<std::string> numbers;
    for (const auto& [name, kept] : office.book.records) {
      RC_ASSERT(kept.version >= versions[name]);
      versions[name] = kept.version;
      if (!kept.is_there()) continue;
      for (const RecordMark& mark : kept.unique) RC_ASSERT(numbers.insert(mark.value).second);
      for (const RecordMark& mark : kept.references) RC_ASSERT(office.book.records.at(mark.value).is_there());
    }
  }
}

}  // namespace
}  // namespace davy::core
