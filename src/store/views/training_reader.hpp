#pragma once
// TrainingReader: reads the training view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class TrainingReader {
 public:
  explicit TrainingReader(sql::Database& database) : database_(database) {}

  Result<Page<TrainingRow>> list(const TrainingFilter& filter);
  std::optional<TrainingFile> one(core::TrainingId id);
  std::map<std::string, TrainingHours> hours(Instant from, Instant until);  // by login

 private:
  void add_drills(std::map<std::string, TrainingHours>& people, Instant from, Instant until);

  sql::Database& database_;
};

}  // namespace davy::store
