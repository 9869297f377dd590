#pragma once
// Table: a whole CSV file in memory, its cells as words and, where asked, as numbers.

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace davy::evaluate {

class Table {
 public:
  static Result<Table> load(const std::filesystem::path& path, char separator = ',');

  std::size_t rows() const { return rows_; }
  const std::vector<std::string>& columns() const { return columns_; }

  // A column; the error names the file, and the row of a cell that is no number.
  Result<std::vector<std::string>> words(std::string_view column) const;
  Result<std::vector<double>> numbers(std::string_view column) const;
  // Several columns as numbers, each in one vector.
  Result<std::vector<std::vector<double>>> numbers(const std::vector<std::string>& columns) const;

 private:
  std::string name_;
  std::size_t rows_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;  // by column
};

}  // namespace davy::evaluate
