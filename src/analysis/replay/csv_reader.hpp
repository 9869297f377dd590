#pragma once
// CsvReader: values separated by commas, or by another character, with a line of column names, one row at a time.
//
// Cells may be quoted as in RFC 4180, but a quoted cell ends on its line. Spaces around a cell do not count; an empty line is no row; a
// UTF-8 byte order mark is passed over. Every row must have as many cells as there are columns. Errors name the line.

#include "base/result.hpp"

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::analysis {

class CsvReader {
 public:
  // `in` must outlive the reader.
  static Result<CsvReader> create(std::istream& in, char separator = ',');

  const std::vector<std::string>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;

  // Reads the next row into cells(); false at the end.
  Result<bool> next();
  const std::vector<std::string>& cells() const { return cells_; }
  std::size_t line() const { return line_; }  // of the row, from 1

 private:
  CsvReader(std::istream& in, char separator) : in_(&in), separator_(separator) {}
  Result<bool> read(std::vector<std::string>& cells);

  std::istream* in_;
  char separator_;
  std::size_t line_ = 0;
  std::string text_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
};

}  // namespace davy::analysis
