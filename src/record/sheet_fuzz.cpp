// Any text as a sheet of people: rows that are read, each value or its fault; and any row as the record that it is checked to be.

#include "record/sheet.hpp"

#include "base/ensure.hpp"

#include <cstdint>

namespace davy::record {
namespace {

const Kind& people() {
  static const KindBook book = KindBook::read(shipped_kinds()).value();
  return *book.find("person");
}

void read_any_sheet(std::string_view text) {
  const Kind& kind = people();
  const auto rows = read_csv(text);
  if (!rows) return ensure(!rows.error().message.empty(), "why it cannot be read");
  if (rows->empty()) return;
  const SheetReader reader(kind, rows->front());
  for (const CellFault& fault : reader.faults()) ensure(!fault.expected.en.empty() && !fault.expected.zh.empty(), "what was expected");
  for (const Cells& row : *rows) {
    const auto again = read_csv(std::string(kByteOrderMark) + csv_line(row));  // as sheets are written
    ensure(again.has_value() && (row.empty() || again->front() == row), "a row that is written is read the same");
    const RowRead read = reader.read(row, [](const std::string&, const std::string& found) { return std::vector<std::string>{found}; });
    if (!read.faults.empty()) continue;
    const Checked checked = check(kind, read.values);
    ensure(checked.sound.has_value() == checked.faults.empty(), "a record, or why there is none");
  }
}

void check_any_record(std::string_view json) {
  const Checked checked = check(people(), json);
  ensure(checked.sound.has_value() == checked.faults.empty(), "a record, or why there is none");
  for (const Fault& fault : checked.faults) ensure(!fault.expected.en.empty() && !fault.expected.zh.empty(), "what was expected");
  if (!checked.sound) return;
  const Checked again = check(people(), checked.sound->body);
  ensure(again.sound && again.sound->body == checked.sound->body, "what is sound stays the same");
  ensure(!without_personal(people(), checked.sound->body).empty(), "something is left without what is personal");
}

}  // namespace
}  // namespace davy::record

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  davy::record::read_any_sheet(text);
  davy::record::check_any_record(text);
  return 0;
}
