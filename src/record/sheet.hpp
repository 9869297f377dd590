#pragma once
// Sheets: records as rows of cells, as people keep them in spreadsheets. Out: one row a record. In: what each row says, or every cell that cannot be read.
//
// A heading is a field's name or its title in either language, and "id", 记录编号 or "Record id" for the id. Choices are written in words of either language, flags as 是 and
// 否, references as "label [id]"; of a list each text is a line of its cell. A cell that a spreadsheet might run as a formula begins with an apostrophe.

#include "record/check.hpp"
#include "record/csv.hpp"

#include <functional>
#include <variant>

namespace davy::record {

enum class Tongue { Zh, En };  // the language of headings and words

// The label of a record of a kind; empty: there is none.
using LabelOf = std::function<std::string(const std::string& kind, const std::string& id)>;

Cells headings(const std::vector<const Field*>& fields, Tongue tongue);
Cells cells_of(const std::vector<const Field*>& fields, const std::string& id, std::string_view body, const LabelOf& label_of,
               Tongue tongue);

// Which records of a kind are meant by a text that is an id or a label: none, one, or several.
using Find = std::function<std::vector<std::string>(const std::string& kind, const std::string& text)>;

struct CellFault {
  std::size_t column = 0;  // from 1; 0: of no cell, the row lacks it
  std::string field;
  std::string found;
  Text expected;
};

// What a row says. `values` is a JSON object of the sheet's fields: null where the cell is empty.
struct RowRead {
  std::string id;  // empty: not said
  std::string values;
  std::vector<CellFault> faults;
};

class SheetReader {
 public:
  // Of the headings; a heading that means nothing, or a second time the same, is a fault. `kind` must outlive the reader.
  SheetReader(const Kind& kind, const Cells& headings);

  const std::vector<CellFault>& faults() const { return faults_; }
  std::size_t column_of(std::string_view field) const;  // from 1; 0: it has none

  RowRead read(const Cells& row, const Find& find) const;

 private:
  struct Column {
    const Field* field = nullptr;  // null: the id, or nothing
    bool is_id = false;
  };
  std::vector<Column> columns_;
  std::vector<CellFault> faults_;
};

}  // namespace davy::record
