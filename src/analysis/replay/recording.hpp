#pragma once
// Recording: the rows of a CSV file as samples, by a ReplayMap.
//
// An empty cell is no sample: what was not measured is not invented. Samples are of Good quality, arrive when they were measured, and come
// in the order of the file. A cell that is neither empty nor a number (`nan` and `inf` are none) is an error that names line and column.

#include "analysis/replay/csv_reader.hpp"
#include "analysis/replay/replay_map.hpp"
#include "core/sample.hpp"

namespace davy::analysis {

class Recording {
 public:
  // `in` must outlive the recording. A missing time column is an error, a missing other one is not: see missing().
  static Result<Recording> create(std::istream& in, const ReplayMap& map);

  // The map's columns that this recording lacks.
  const std::vector<std::string>& missing() const { return missing_; }

  // Appends the next row's samples; its time, none at the end.
  Result<std::optional<Instant>> next(std::vector<core::Sample>& samples);

 private:
  struct Cell {
    std::size_t column;
    site::PointIndex point;
  };
  Recording(CsvReader reader, TimeColumn time) : reader_(std::move(reader)), time_(std::move(time)) {}
  Error at_cell(std::size_t column, const std::string& what) const;

  CsvReader reader_;
  TimeColumn time_;
  std::size_t time_column_ = 0;
  std::vector<Cell> cells_;
  std::vector<std::string> missing_;
};

}  // namespace davy::analysis
