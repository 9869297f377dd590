#include "analysis/replay/csv_reader.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace davy::analysis {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r";

// Takes one cell, but not the separator after it, off the front of `rest`; null when its quotes are not in order.
std::optional<std::string> take_cell(std::string_view& rest, char separator) {
  std::string cell;
  const std::size_t from = rest.find_first_not_of(kBlanks);
  if (from == std::string_view::npos || rest[from] != '"') {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    cell = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
  } else {
    rest.remove_prefix(from + 1);
    for (bool open = true; open;) {
      const std::size_t quote = rest.find('"');
      if (quote == std::string_view::npos) return std::nullopt;
      cell += rest.substr(0, quote);
      rest.remove_prefix(quote + 1);
      open = rest.starts_with('"');  // two quotes are one
      if (open) cell += '"', rest.remove_prefix(1);
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
    if (!rest.empty() && rest.front() != separator) return std::nullopt;
  }
  return cell;
}

}  // namespace

Result<CsvReader> CsvReader::create(std::istream& in, char separator) {
  CsvReader reader(in, separator);
  const auto read = reader.read(reader.columns_);
  if (!read) return read.error();
  if (!*read) return invalid("found nothing, expected a line of column names");
  std::vector<std::string> sorted = reader.columns_;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) return invalid("found column '" + *twice + "' twice, expected every column name once");
  return reader;
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  const auto at = std::find(columns_.begin(), columns_.end(), name);
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns_.begin());
}

Result<bool> CsvReader::next() {
  const auto read = this->read(cells_);
  if (!read || !*read || cells_.size() == columns_.size()) return read;
  return invalid("line " + std::to_string(line_) + ": found " + std::to_string(cells_.size()) + " cells, expected " +
                 std::to_string(columns_.size()));
}

Result<bool> CsvReader::read(std::vector<std::string>& cells) {
  std::string_view rest;
  do {
    if (!std::getline(*in_, text_)) return false;
    ++line_;
    rest = text_;
    if (line_ == 1 && rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  } while (trimmed(rest).empty());
  cells.clear();
  for (bool more = true; more;) {
    auto cell = take_cell(rest, separator_);
    if (!cell)
      return invalid("line " + std::to_string(line_) + ": found a quote that does not end, or text after it, expected '" + separator_ +
                     "'");
    cells.push_back(std::move(*cell));
    more = !rest.empty();
    if (more) rest.remove_prefix(1);
  }
  return true;
}

}  // namespace davy::analysis
