#include "benches/evaluate/table.hpp"

#include "analysis/replay/csv_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

namespace davy::evaluate {

Result<Table> Table::load(const std::filesystem::path& path, char separator) {
  std::ifstream in(path);
  if (!in) return not_found("cannot read " + path.string());
  Table table;
  table.name_ = path.filename();
  auto reader = analysis::CsvReader::create(in, separator);
  if (!reader) return reader.error().within(table.name_);
  table.columns_ = reader->columns();
  table.cells_.resize(table.columns_.size());
  while (true) {
    const auto more = reader->next();
    if (!more) return more.error().within(table.name_);
    if (!*more) return table;
    for (std::size_t i = 0; i < table.cells_.size(); ++i) table.cells_[i].push_back(reader->cells()[i]);
    ++table.rows_;
  }
}

Result<std::vector<std::string>> Table::words(std::string_view column) const {
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  if (at == columns_.end()) return invalid(name_ + ": there is no column '" + std::string(column) + "'");
  return cells_[static_cast<std::size_t>(at - columns_.begin())];
}

Result<std::vector<double>> Table::numbers(std::string_view column) const {
  const auto cells = words(column);
  if (!cells) return cells.error();
  std::vector<double> numbers;
  for (const std::string& cell : *cells) {
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(number))
      return invalid(name_ + ": row " + std::to_string(numbers.size() + 1) + ", column '" + std::string(column) + "': found '" + cell +
                     "', expected a number");
    numbers.push_back(number);
  }
  return numbers;
}

Result<std::vector<std::vector<double>>> Table::numbers(const std::vector<std::string>& columns) const {
  std::vector<std::vector<double>> all;
  for (const std::string& column : columns) {
    auto one = numbers(column);
    if (!one) return one.error();
    all.push_back(*std::move(one));
  }
  return all;
}

}  // namespace davy::evaluate
