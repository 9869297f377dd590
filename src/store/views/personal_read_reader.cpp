#include "store/views/personal_read_reader.hpp"

#include "store/views/page.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace davy::store {
namespace {

constexpr const char* kAllReads = "SELECT seq, at, by, what, about, person FROM personal_reads";
constexpr const char* kReadsOfPerson = "SELECT seq, at, by, what, about, person FROM personal_reads INDEXED BY personal_reads_person";

}  // namespace

// What was about one person and what was about many are two lists, each with its index.
Page<PersonalReadRow> PersonalReadReader::list(const PersonalReadFilter& filter) {
  const std::size_t limit = page_limit(filter.limit);
  Page<PersonalReadRow> page;
  const auto take = [&](sql::Selection list) {
    if (filter.before) list.where("seq < ?", *filter.before);
    list.then(" ORDER BY seq DESC LIMIT ?", limit + 1);
    for (sql::Statement rows = list.open(database_); rows.next();) {
      PersonalReadRow row;
      rows.read(row.seq, row.at, row.by, row.read.what, row.read.about, row.read.person);
      page.items.push_back(std::move(row));
    }
  };
  const std::string nobody;
  if (filter.person.empty()) {
    take(sql::Selection(kAllReads));
  } else {
    for (const std::string* person : {&filter.person, &nobody}) take(sql::Selection(kReadsOfPerson).where("person = ?", *person));
    std::ranges::sort(page.items, std::greater(), &PersonalReadRow::seq);
  }
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = std::to_string(page.items.back().seq);
  }
  return page;
}

}  // namespace davy::store
