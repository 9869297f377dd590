// Whatever was saved and removed, a list is what one would find by looking at every record, page by page; and the journal gives it again.
#include "store/journal/older_records.hpp"
#include "store/store.hpp"
#include "store/testing/query_steps.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"
#include "store/views/record_index.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace davy::store {
namespace {

using Json = nlohmann::json;
using Order = RecordFilter::Order;

// What there is, kept in the plainest way.
struct PlainRecords {
  struct Kept {
    Json body;
    bool removed = false;
  };
  std::map<std::string, Kept> all;

  static std::string key(const Json& value) {
    if (value.is_string()) return key_of_text(value.get<std::string>());
    return value.is_number() ? key_of_number(value.get<double>()) : "";
  }
  static bool has(const Kept& kept, const RecordFilter::Value& wanted) {
    const auto found = kept.body.find(wanted.field);
    if (found == kept.body.end()) return wanted.key.empty();
    if (!found->is_array()) return key(*found) == wanted.key;
    return std::ranges::any_of(*found, [&](const Json& each) { return key(each) == wanted.key; });
  }
  static std::string text(const std::string& id, const Json& body) {
    std::string text = id + "\n";
    for (const auto& [name, value] : body.items()) {
      if (name == "phone") continue;
      for (const Json& each : value.is_array() ? value : Json::array({value}))
        text += (each.is_string() ? each.get<std::string>() : each.dump()) + "\n";
    }
    return text;
  }

  std::vector<std::string> list(const RecordFilter& filter) const {
    std::vector<std::pair<std::string, std::string>> found;  // key, id
    for (const auto& [id, kept] : all) {
      if (kept.removed != (filter.which == RecordFilter::Which::Removed)) continue;
      if (!std::ranges::all_of(filter.values, [&, &each = kept](const auto& wanted) { return has(each, wanted); })) continue;
      if (text(id, kept.body).find(filter.search) == std::string::npos) continue;
      found.emplace_back(kept.body.contains(filter.sort) ? key(kept.body[filter.sort]) : "", id);
    }
    if (filter.order == Order::Descending) std::ranges::reverse(found);
    std::ranges::stable_sort(found, [&](const auto& a, const auto& b) {
      if (a.first.empty() != b.first.empty()) return b.first.empty();
      if (filter.order == Order::Descending && !a.first.empty()) return a > b;
      return a < b;
    });
    std::vector<std::string> ids;
    for (const auto& [key, id] : found) ids.push_back(id);
    return ids;
  }
};

// A store that people save records to.
struct Desk {
  site::Site site;
  site::Directory directory{site};
  fixture::TemporaryFolder folder;
  std::unique_ptr<SqliteStore> store = std::move(*SqliteStore::open(folder.path(), directory));
  PlainRecords plain;
  std::uint64_t seq = 0;

  void put(core::EventBody body) {
    runtime::Commit commit;
    ++seq;
    commit.events.push_back({seq, Instant::from_unix_ms(1'800'000'000'000 + static_cast<std::int64_t>(seq)), "user:li", std::move(body)});
    const auto done = store->commit(commit);
    RC_ASSERT(done.has_value());
  }
  void save(const std::string& id, const Json& body) {
    core::RecordSaved saved{"supply", id, seq + 1, "why", body.dump(), {}, {}, {}, {"phone"}, 0};
    complete(saved);  // with the marks that every supply has
    put(std::move(saved));
    plain.all[id] = {body, false};
  }
  void remove(const std::string& id) {
    put(core::RecordRemoved{"supply", id, seq + 1, "gone"});
    plain.all[id].removed = true;
  }
};

Json any_body() {
  Json body{{"name", *rc::gen::elementOf(std::vector<std::string>{"灭火器", "灭火毯", "hose", "hose reel", "李娜的 100%_\\", "x"})}};
  if (*rc::gen::inRange(0, 3) > 0) body["quantity"] = *rc::gen::elementOf(std::vector<double>{-2, -1.5, 0, 3, 10, 1e9});
  if (*rc::gen::inRange(0, 2) > 0) body["tags"] = *rc::gen::elementOf(std::vector<Json>{{"a"}, {"a", "b"}, {"b", "b"}});
  if (*rc::gen::inRange(0, 4) == 0) body["phone"] = "13800000000";
  return body;
}

RecordFilter any_filter() {
  RecordFilter filter;
  filter.kind = "supply";
  filter.search = *rc::gen::elementOf(std::vector<std::string>{"", "", "灭", "灭火", "灭火器", "e r", "100%_", "s-1", "138", "\\"});
  if (*rc::gen::inRange(0, 5) == 0) {
    filter.which = RecordFilter::Which::Removed;
    return filter;
  }
  if (*rc::gen::inRange(0, 2) == 0) filter.values.push_back({"name", *rc::gen::elementOf(std::vector<std::string>{"hose", "灭火器"})});
  if (*rc::gen::inRange(0, 3) == 0) filter.values.push_back({"tags", *rc::gen::elementOf(std::vector<std::string>{"a", "b", ""})});
  filter.sort = *rc::gen::elementOf(std::vector<std::string>{"", "name", "quantity", "phone", "tags", "never"});
  if (filter.sort == "phone" || filter.sort == "tags") filter.sort = "";
  if (!filter.sort.empty() && *rc::gen::inRange(0, 2) == 0) filter.order = Order::Descending;
  return filter;
}

std::vector<std::string> pages(Queries& queries, RecordFilter filter, std::size_t limit) {
  filter.limit = limit;
  std::vector<std::string> ids;
  do {
    const auto page = queries.records(filter);
    RC_ASSERT(page.has_value());
    for (const RecordRow& row : page->items) ids.push_back(row.id);
    filter.after = page->next;
  } while (!filter.after.empty());
  return ids;
}

RC_GTEST_PROP(RecordReader, ListsWhatLookingAtAllWouldFind, ()) {
  Desk desk;
  for (int deeds = *rc::gen::inRange(1, 40); deeds > 0; --deeds) {
    const std::string id = "s-" + std::to_string(*rc::gen::inRange(0, 12));
    const auto known = desk.plain.all.find(id);
    if (known != desk.plain.all.end() && !known->second.removed && *rc::gen::inRange(0, 3) == 0)
      desk.remove(id);
    else
      desk.save(id, any_body());
  }
  const auto queries = Queries::open(desk.folder.path());
  RC_ASSERT(queries.has_value());
  for (int asks = 0; asks < 8; ++asks) {
    const RecordFilter filter = any_filter();
    RC_ASSERT(pages(**queries, filter, *rc::gen::inRange<std::size_t>(1, 5)) == desk.plain.list(filter));
  }
  const auto before = views_digest(desk.folder.path());
  desk.store.reset();
  const auto after = rebuild_views(desk.folder.path());
  RC_ASSERT(before.has_value());
  RC_ASSERT(after.has_value());
  RC_ASSERT(*before == *after);
}

void save_many(Desk& desk, int records) {
  runtime::Commit commit;
  for (int i = 0; i < records; ++i) {
    const int number = (i * 7'919) % records;
    const std::string id = "s-" + std::to_string(100'000 + number);
    Json body{{"name", i % 2 == 0 ? "fire hose" : "fire blanket"}, {"place", "hall " + std::to_string(i % 3)}};
    if (i % 4 != 0) body["quantity"] = (i * 31) % 97;
    if ((i * 31) % 97 >= 90) body["shelf"] = "top";           // a walk by quantity meets them last of all
    if (number >= records - 400) body["note"] = "came late";  // and one by id these
    desk.plain.all[id] = {body, false};
    commit.events.push_back({++desk.seq, Instant::from_unix_ms(1'800'000'000'000), "user:li",
                             core::RecordSaved{"supply", id, 1, "why", body.dump(), {}, {}, {}, {}, 0}});
  }
  ASSERT_TRUE(desk.store->commit(commit).has_value());
}

// More than are sorted for one page: the list is walked.
TEST(RecordReader, WalksALongListByEveryOrder) {
  Desk desk;
  save_many(desk, 6'000);
  const auto queries = Queries::open(desk.folder.path());
  ASSERT_TRUE(queries.has_value());
  for (const std::string sort : {"", "quantity", "name"})
    for (const Order order : {Order::Ascending, Order::Descending})
      for (const std::string search : {"", "fire", "hose", "fire hose", "late"})
        for (const bool narrowed : {false, true}) {
          if (sort.empty() && order == Order::Descending) continue;
          RecordFilter filter;
          filter.kind = "supply";
          filter.sort = sort;
          filter.order = order;
          filter.search = search;
          if (narrowed) filter.values = {{"name", "fire hose"}, {"place", "hall 1"}};
          EXPECT_EQ(pages(**queries, filter, 450), desk.plain.list(filter)) << sort << " " << search << " " << narrowed;
        }
  for (const Order order : {Order::Ascending, Order::Descending})
    for (const std::string where : {"shelf", "place"}) {
      RecordFilter filter;
      filter.kind = "supply";
      filter.sort = "quantity";
      filter.order = order;
      filter.values = {{where, where == "shelf" ? "top" : "hall 2"}};
      EXPECT_EQ(pages(**queries, filter, 170), desk.plain.list(filter)) << where;
    }
}

// By quantity, each that has the text is looked at to know where it stands; by id, no more than the page shows.
TEST(RecordReader, LooksAtNoMoreOfWhatIsSearchedForThanAPageShows) {
  fixture::QuerySteps steps;
  Desk desk;
  save_many(desk, 4'000);
  const auto queries = Queries::open(desk.folder.path());
  ASSERT_TRUE(queries.has_value());
  const auto cost = [&](const std::string& sort) {
    RecordFilter filter;
    filter.kind = "supply";
    filter.search = "hos";
    filter.sort = sort;
    filter.after = "s-100500";
    filter.limit = 10;
    steps.take();
    EXPECT_EQ((*queries)->records(filter)->items.size(), 10U);
    return steps.take();
  };
  EXPECT_LT(cost("") * 2, cost("quantity"));
}

TEST(RecordReader, FindsWhatAnOlderProgramWrote) {
  Desk desk;
  desk.save("s-1", {{"name", "hose"}});
  desk.store.reset();
  {
    const auto database = sql::Database::open(desk.folder.path() + "/davy.db", sql::Access::Write);
    ASSERT_TRUE(database.has_value());
    sql::Transaction writing(**database);
    (*database)->run("DELETE FROM views_folded; DELETE FROM records; DELETE FROM record_values");
    ASSERT_TRUE(writing.commit().has_value());
  }
  desk.store = std::move(*SqliteStore::open(desk.folder.path(), desk.directory));
  const auto queries = Queries::open(desk.folder.path());
  ASSERT_TRUE(queries.has_value());
  RecordFilter filter;
  filter.kind = "supply";
  filter.search = "ose";
  filter.values = {{"name", "hose"}};
  EXPECT_EQ(pages(**queries, filter, 5), std::vector<std::string>{"s-1"});
}

TEST(RecordIndex, OrdersNumbers) {
  const std::vector<double> numbers{-1e300, -2, -1.5, -1e-9, 0, 1e-9, 1, 2, 10, 1e300};
  for (std::size_t i = 1; i < numbers.size(); ++i) EXPECT_LT(key_of_number(numbers[i - 1]), key_of_number(numbers[i]));
  EXPECT_EQ(key_of_number(-0.0), key_of_number(0.0));
}

}  // namespace
}  // namespace davy::store
