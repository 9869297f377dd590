#pragma once
// Document: what stands on paper, and how it becomes a PDF: A4, one typeface, two grey rules, wide margins.
//
// Text is UTF-8; what is not is mended, other control characters than the end of a line are blanks. Text wraps within its cell or page, by the rules of its
// language; a table breaks between its rows and repeats its head, a row that is higher than a page breaks between its lines. The same document gives the same
// bytes: the only time in it is `as_of`.
// Errors: Unavailable when the machine has no typeface with Chinese characters.

#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace davy::paper {

enum class Align { Left, Right, Centre };
enum class Tone { Plain, Quiet, Strong };  // quiet: grey and smaller; strong: bold
enum class Rules { Rows, Grid };           // lines between rows; or around every cell, as on a form
enum class Orientation { Portrait, Landscape };
enum class Language { Zh, En };

struct Heading {
  std::string text;
};

struct Paragraph {
  std::string text;
  Tone tone = Tone::Plain;
};

// A statement in a frame, that nobody overlooks.
struct Statement {
  std::string text;
};

struct Column {
  double weight = 1;  // of the page's width, beside the others'
  Align align = Align::Left;
};

struct Cell {
  std::string text;
  Tone tone = Tone::Plain;
  std::size_t span = 1;             // columns
  std::optional<Align> align = {};  // none: the column's
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::string> head;        // repeated on every page; empty: none
  std::vector<std::vector<Cell>> rows;  // cells to the right that are not there are empty
  Rules rules = Rules::Rows;
};

struct Figure {
  std::string label;
  std::string value;
};

struct Figures {
  std::vector<Figure> figures;
};

struct Bar {
  std::string label;
  std::optional<double> share;  // 0 to 1; none: there is no figure
  std::string value;            // in words
};

struct Bars {
  std::vector<Bar> bars;
};

// A photograph, JPEG or PNG: made small and encoded anew (picture.hpp). What cannot be read stands as its words.
struct Picture {
  std::string bytes;
  std::string words;  // under it: of what, by whom, when
};

struct Pictures {  // two beside each other
  std::vector<Picture> pictures;
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, Statement, Table, Figures, Bars, Pictures, PageBreak>;

struct Document {
  std::string title;
  std::string subtitle;
  std::string header;  // at the top of every page
  std::string footer;  // at the bottom, before the page's number
  Instant as_of;
  Orientation orientation = Orientation::Portrait;
  Language language = Language::Zh;
  std::vector<Block> blocks;
};

Result<std::string> to_pdf(const Document& document);

}  // namespace davy::paper
