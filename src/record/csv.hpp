#pragma once
// CSV as spreadsheets write and read it: RFC 4180, UTF-8, with or without a byte order mark, lines that end in CR LF or LF.

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace davy::record {

using Cells = std::vector<std::string>;

// So that a spreadsheet takes what follows for UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// The rows, empty ones included. Invalid: a quotation that does not end, text after one, or bytes that are no UTF-8; with the row, counted from 1.
Result<std::vector<Cells>> read_csv(std::string_view text);

// With its line end.
std::string csv_line(const Cells& cells);

}  // namespace davy::record
