#include "store/historian/historian.hpp"

#include "store/files.hpp"
#include "store/historian/point_reader.hpp"
#include "store/sql/schema.hpp"

namespace davy::store {

class Historian::Impl {
 public:
  explicit Impl(std::unique_ptr<sql::Database> opened)
      : database(std::move(opened)),
        reader(*database),
        find_point_(database->prepare("SELECT id, chunked FROM points WHERE name = $1")),
        names_(database->prepare("SELECT name FROM points ORDER BY name")) {}

  std::optional<PointReader::Point> find(const std::string& name) {
    if (!find_point_.query(name).next()) return std::nullopt;
    return PointReader::Point{find_point_.get<std::uint64_t>(0), find_point_.get<std::uint64_t>(1)};
  }

  std::vector<std::string> names() {
    std::vector<std::string> list;
    names_.query();
    while (names_.next()) list.push_back(names_.get<std::string>(0));
    return list;
  }

  // What `ask` answers for the point, from one view of the data.
  template <class Ask>
  auto answer(const std::string& name, Ask ask) -> Result<decltype(ask(PointReader::Point()))> {
    sql::Transaction reading(*database);
    decltype(ask(PointReader::Point())) answer;
    if (const auto point = find(name)) answer = ask(*point);
    auto done = reading.commit(std::move(answer));
    if (!done) return done.error().within(name);
    return done;
  }

  std::unique_ptr<sql::Database> database;
  PointReader reader;

 private:
  sql::Statement find_point_;
  sql::Statement names_;
};

Result<std::unique_ptr<Historian>> Historian::open(const std::string& data_folder) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  return std::unique_ptr<Historian>(new Historian(std::make_unique<Impl>(std::move(*database))));
}

Historian::Historian(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Historian::~Historian() = default;

Result<bool> Historian::knows(const std::string& point) {
  sql::Transaction reading(*impl_->database);
  return reading.commit(impl_->find(point).has_value());
}

Result<std::vector<std::string>> Historian::points() {
  sql::Transaction reading(*impl_->database);
  return reading.commit(impl_->names());
}

Result<Answer<std::vector<Reading>>> Historian::raw(const std::string& point, Range range, std::size_t limit) {
  return impl_->answer(point, [&](PointReader::Point found) { return impl_->reader.raw(found, range, limit); });
}

Result<Answer<std::vector<Interval>>> Historian::intervals(const std::string& point, Range range, Duration width, Use use) {
  if (width <= Duration()) return invalid("found an interval of " + to_text(width) + ", expected more than 0s");
  return impl_->answer(point, [&](PointReader::Point found) { return impl_->reader.intervals(found, range, width, use); });
}

Result<Answer<std::optional<Reading>>> Historian::last(const std::string& point) {
  return impl_->answer(point, [&](PointReader::Point found) {
    return impl_->reader.newest(found, Instant::never(), [](const Reading&) { return true; });
  });
}

Result<Answer<std::optional<Reading>>> Historian::last_known(const std::string& point, Instant at) {
  return impl_->answer(point, [&](PointReader::Point found) { return impl_->reader.newest(found, at, is_known); });
}

Result<Answer<std::vector<Range>>> Historian::gaps(const std::string& point, Range range, Duration longest) {
  if (longest < Duration()) return invalid("found a longest gap of " + to_text(longest) + ", expected 0s or more");
  return impl_->answer(point, [&](PointReader::Point found) { return impl_->reader.gaps(found, range, longest); });
}

}  // namespace davy::store
