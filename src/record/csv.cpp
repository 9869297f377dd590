#include "record/csv.hpp"

#include "base/said.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::record {
namespace {

// The library refuses to write a text that is no UTF-8.
bool is_utf8(std::string_view text) {
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  Result<std::vector<Cells>> read() {
    while (!rest_.empty()) {
      Cells& row = rows_.emplace_back();
      do {
        Result<std::string> cell = rest_.starts_with('"') ? quoted() : plain();
        if (!cell) return cell.error();
        row.push_back(std::move(*cell));
      } while (take(","));
      if (!take("\r\n") && !take("\n") && !take("\r") && !rest_.empty()) return wrong({"引号之后有文本", "text after a quotation"});
    }
    return std::move(rows_);
  }

 private:
  Result<std::string> plain() {
    const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
    std::string cell(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return cell;
  }

  Result<std::string> quoted() {
    std::string cell;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('"');
      if (end == std::string_view::npos) break;
      cell += rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (!take("\"")) return cell;
      cell += '"';
    }
    return wrong({"引号没有结尾", "a quotation that does not end"});
  }

  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  Error wrong(Words what) const { return invalid(said({"第 {} 行：{}；应为 CSV", "row {}: found {}, expected CSV"}, rows_.size(), what)); }

  std::string_view rest_;
  std::vector<Cells> rows_;
};

}  // namespace

Result<std::vector<Cells>> read_csv(std::string_view text) {
  if (!is_utf8(text)) return invalid(said({"文件不是 UTF-8；应为 UTF-8 的 CSV", "found bytes that are no UTF-8, expected CSV in UTF-8"}));
  return CsvReader(text).read();
}

std::string csv_line(const Cells& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace davy::record
