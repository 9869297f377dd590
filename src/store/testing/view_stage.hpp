#pragma once
// For tests of views: events an hour apart, committed to a store of their own, and read as people do.

#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace davy::store::fixture {

class ViewStage : public ::testing::Test {
 protected:
  static Instant hour(std::int64_t h) { return Instant::from_unix_ms(1'800'000'000'000) + 1_h * h; }

  std::uint64_t add(core::EventBody body, std::string actor = "system") {
    commit_.events.push_back({++seq_, hour(static_cast<std::int64_t>(seq_)), std::move(actor), std::move(body)});
    return seq_;
  }

  // What was added since the last time; from then on `queries_` reads it.
  void commit() {
    const site::Site site;
    const site::Directory directory(site);
    const auto store = SqliteStore::open(folder_.path(), directory);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE((*store)->commit(std::exchange(commit_, {})).has_value());
    queries_ = std::move(*Queries::open(folder_.path()));
  }

  // The ids of all that a list gives, so many a page.
  template <class Filter, class Row>
  std::vector<std::uint64_t> paged(Filter filter, std::size_t a_page, Result<Page<Row>> (Queries::*list)(const Filter&)) {
    std::vector<std::uint64_t> found;
    filter.limit = a_page;
    do {
      const auto page = (queries_.get()->*list)(filter);
      for (const Row& row : page->items) found.push_back(row.id.get());
      filter.after = page->next;
    } while (!filter.after.empty());
    return found;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Queries> queries_;
  std::uint64_t seq_ = 0;
  runtime::Commit commit_;
};

}  // namespace davy::store::fixture
