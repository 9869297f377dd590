// Lays a document out on pages. It does so twice: the first time only to know how many pages there are.

#include "base/said.hpp"
#include "paper/pen.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace davy::paper {
namespace {

constexpr double kShort = 595.28;  // A4, 210 × 297 mm
constexpr double kLong = 841.89;
constexpr double kMargin = 54;
constexpr double kTop = 72;     // of what is written, below the header
constexpr double kBottom = 66;  // likewise, above the footer
constexpr double kPad = 5;      // of a cell, left and right
constexpr double kCellAir = 3.5;
constexpr double kLight = 0.82;
constexpr double kDark = 0.45;
constexpr std::size_t kFiguresInARow = 5;
constexpr double kBarLabel = 0.34;
constexpr double kBarTrack = 0.44;
constexpr double kBarHeight = 7;
constexpr double kPictureGap = 16;
constexpr double kPictureHeight = 190;
constexpr std::size_t kPictureWords = 3;  // lines

constexpr Style kTitle{20, 30, 0.1, Style::Weight::Bold};
constexpr Style kSubtitle{10, 16, 0.4};
constexpr Style kHeading{12.5, 20, 0.1, Style::Weight::Bold};
constexpr Style kBody{9.5, 15.5};
constexpr Style kInCell{8.5, 13};
constexpr Style kSmall{8, 12, 0.42};
constexpr Style kBig{19, 27, 0.1};

Style bold(Style style) {
  style.weight = Style::Weight::Bold;
  return style;
}

Style in_tone(const Style& style, Tone tone) {
  switch (tone) {
    case Tone::Plain: return style;
    case Tone::Quiet: return {style.size - 0.5, style.leading, kSmall.grey};
    case Tone::Strong: return bold(style);
  }
  return style;
}

// Each once, though the pages are set twice.
using Shrunk = std::map<const Picture*, std::optional<SmallPicture>>;

class Typesetter {
 public:
  Typesetter(const Document& document, const Shrunk& shrunk, std::size_t pages)
      : document_(document),
        shrunk_(shrunk),
        pages_(pages),
        width_(document.orientation == Orientation::Portrait ? kShort : kLong),
        height_(document.orientation == Orientation::Portrait ? kLong : kShort),
        pen_(width_, height_, document.language) {}

  std::size_t page() const { return page_; }

  Result<std::string> run() {
    if (!pen_.has_typeface())
      return error_of(ErrorCode::Unavailable,
                      said({"没有安装中文字体：请安装软件包 fonts-noto-cjk",
                            "no typeface with Chinese characters is installed: install the package fonts-noto-cjk"}));
    open_page();
    write(document_.title, kTitle);
    if (!document_.subtitle.empty()) write(document_.subtitle, kSubtitle);
    y_ += 12;
    for (const Block& block : document_.blocks) std::visit([this](const auto& each) { put(each); }, block);
    return pen_.finish(document_.title, document_.as_of);
  }

 private:
  // A cell that is laid out: its text, and where it stands in its row.
  struct Placed {
    SetText text;
    double x = 0;
    double width = 0;
    Align align = Align::Left;
    std::size_t drawn = 0;  // lines
  };

  double room() const { return width_ - 2 * kMargin; }
  double left() const { return height_ - kBottom - y_; }
  double whole_page() const { return height_ - kTop - kBottom; }

  void open_page() {
    ++page_;
    const double foot = height_ - kBottom + 22;
    line_of(document_.header, {kMargin, kTop - 36, room(), Align::Left});
    pen_.rule(kMargin, kTop - 20, room(), kLight);
    line_of(document_.footer, {kMargin, foot, room() - 60, Align::Left});
    line_of(std::to_string(page_) + " / " + std::to_string(pages_), {kMargin, foot, room(), Align::Right});
    y_ = kTop - 4;
  }

  void turn() {
    pen_.next_page();
    open_page();
  }

  // What does not fit one line ends there.
  void line_of(const std::string& text, const Line& at) {
    if (!text.empty()) pen_.draw(pen_.set(text, at.width, kSmall), 0, at);
  }

  void write(const std::string& text, const Style& style) {
    const SetText set = pen_.set(text, room(), style);
    for (std::size_t i = 0; i < set.lines(); ++i) {
      if (left() < style.leading) turn();
      pen_.draw(set, i, {kMargin, y_, room()});
      y_ += style.leading;
    }
  }

  void put(const Heading& heading) {
    y_ += 14;
    if (left() < kHeading.leading + 60) turn();  // never the last line of a page
    write(heading.text, kHeading);
    y_ += 3;
  }

  void put(const Paragraph& paragraph) {
    write(paragraph.text, in_tone(kBody, paragraph.tone));
    y_ += 5;
  }

  void put(const Statement& statement) {
    constexpr double kAir = 9;
    const SetText set = pen_.set(statement.text, room() - 4 * kAir, bold(kBody));
    const double height = std::min(set.height() + 2 * kAir, whole_page());
    if (left() < height) turn();
    pen_.fill(kMargin, y_, room(), height, 0.94);
    pen_.fill(kMargin, y_, 3, height, kDark);
    for (std::size_t i = 0; i < set.lines(); ++i)
      pen_.draw(set, i, {kMargin + 2 * kAir, y_ + kAir + static_cast<double>(i) * set.style.leading, room() - 4 * kAir});
    y_ += height + 10;
  }

  void put(const PageBreak&) { turn(); }

  void put(const Figures& row) {
    for (std::size_t from = 0; from < row.figures.size(); from += kFiguresInARow) {
      const std::size_t until = std::min(row.figures.size(), from + kFiguresInARow);
      const double width = room() / static_cast<double>(kFiguresInARow);
      if (left() < kBig.leading + 2 * kSmall.leading + 8) turn();
      double lines = 1;
      for (std::size_t i = from; i < until; ++i) {
        const double x = kMargin + static_cast<double>(i - from) * width;
        pen_.draw(pen_.set(row.figures[i].value, width, kBig), 0, {x, y_, width});
        const SetText label = pen_.set(row.figures[i].label, width - 8, kSmall);
        for (std::size_t line = 0; line < std::min<std::size_t>(label.lines(), 2); ++line)
          pen_.draw(label, line, {x, y_ + kBig.leading + static_cast<double>(line) * kSmall.leading, width});
        lines = std::max(lines, std::min(2.0, static_cast<double>(label.lines())));
      }
      y_ += kBig.leading + lines * kSmall.leading + 8;
    }
  }

  void put(const Bars& bars) {
    const double label_width = room() * kBarLabel;
    const double track = room() * kBarTrack;
    const double value_at = label_width + track + 8;
    for (const Bar& bar : bars.bars) {
      const SetText label = pen_.set(bar.label, label_width - 8, kInCell);
      const SetText value = pen_.set(bar.value, room() - value_at, kInCell);
      const double height = std::max(label.height(), value.height()) + 4;
      if (left() < height) turn();
      for (std::size_t i = 0; i < label.lines(); ++i)
        pen_.draw(label, i, {kMargin, y_ + static_cast<double>(i) * kInCell.leading, label_width});
      for (std::size_t i = 0; i < value.lines(); ++i)
        pen_.draw(value, i, {kMargin + value_at, y_ + static_cast<double>(i) * kInCell.leading, room() - value_at});
      const double bar_top = y_ + (kInCell.leading - kBarHeight) / 2;
      pen_.fill(kMargin + label_width, bar_top, track, kBarHeight, 0.92);
      if (bar.share) pen_.fill(kMargin + label_width, bar_top, track * std::clamp(*bar.share, 0.0, 1.0), kBarHeight, kDark);
      y_ += height;
    }
    y_ += 5;
  }

  struct PlacedPicture {
    const SmallPicture* small = nullptr;
    double width = 0;
    double height = 0;
    SetText words;
  };

  void put(const Pictures& all) {
    const double width = (room() - kPictureGap) / 2;
    for (std::size_t from = 0; from < all.pictures.size(); from += 2) {
      std::vector<PlacedPicture> row;
      double height = 0;
      for (std::size_t i = from; i < std::min(from + 2, all.pictures.size()); ++i) {
        row.push_back(placed(all.pictures[i], width));
        height = std::max(height, row.back().height + 4 + words_height(row.back().words));
      }
      if (left() < height) turn();
      for (std::size_t i = 0; i < row.size(); ++i) draw(row[i], kMargin + static_cast<double>(i) * (width + kPictureGap), width);
      y_ += height + 8;
    }
  }

  PlacedPicture placed(const Picture& picture, double width) {
    PlacedPicture one{nullptr, width, 2 * kSmall.leading, pen_.set(picture.words, width, kSmall)};
    const auto& small = shrunk_.at(&picture);
    if (!small) return one;
    const double scale = std::min({width / small->width, kPictureHeight / small->height, 1.0});
    one.small = &*small;
    one.width = small->width * scale;
    one.height = small->height * scale;
    return one;
  }

  static double words_height(const SetText& words) {
    return static_cast<double>(std::min(words.lines(), kPictureWords)) * words.style.leading;
  }

  void draw(const PlacedPicture& one, double x, double width) {
    if (one.small != nullptr)
      pen_.picture(*one.small, x, y_, one.width);
    else
      pen_.fill(x, y_, width, one.height, 0.94);
    for (std::size_t line = 0; line < std::min(one.words.lines(), kPictureWords); ++line)
      pen_.draw(one.words, line, {x, y_ + one.height + 4 + static_cast<double>(line) * one.words.style.leading, width});
  }

  void put(const Table& table) {
    if (table.columns.empty()) return;
    std::vector<Placed> head = placed_head(table);
    const double head_height = height_of(head);
    const auto first = table.rows.empty() ? std::vector<Placed>() : placed(table, table.rows.front());
    if (left() < std::min(head_height + height_of(first), whole_page() / 2)) turn();
    draw_head(head, table);
    for (const auto& cells : table.rows) {
      std::vector<Placed> row = placed(table, cells);
      const double height = height_of(row);
      if (height > left() && (height <= whole_page() - head_height || left() < 4 * kInCell.leading)) {
        turn();
        draw_head(head, table);
      }
      while (!draw_part(row, table.rules)) {
        turn();
        draw_head(head, table);
      }
    }
    y_ += 8;
  }

  std::vector<double> edges(const Table& table) const {
    const double sum =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0, [](double all, const Column& each) { return all + each.weight; });
    std::vector<double> edges{kMargin};
    for (const Column& each : table.columns) edges.push_back(edges.back() + room() * each.weight / sum);
    return edges;
  }

  std::vector<Placed> placed(const Table& table, const std::vector<Cell>& cells) {
    const auto at = edges(table);
    std::vector<Placed> row;
    std::size_t column = 0;
    for (const Cell& cell : cells) {
      if (column >= table.columns.size()) break;
      const std::size_t end = std::min(column + std::max<std::size_t>(cell.span, 1), table.columns.size());
      Placed one;
      one.x = at[column];
      one.width = at[end] - at[column];
      one.align = cell.align.value_or(table.columns[column].align);
      one.text = pen_.set(cell.text, one.width - 2 * kPad, in_tone(kInCell, cell.tone));
      row.push_back(std::move(one));
      column = end;
    }
    return row;
  }

  std::vector<Placed> placed_head(const Table& table) {
    std::vector<Cell> cells;
    for (const std::string& each : table.head) cells.push_back({each, Tone::Quiet});
    return placed(table, cells);
  }

  static double height_of(const std::vector<Placed>& row) {
    double height = 0;
    for (const Placed& each : row) height = std::max(height, each.text.height());
    return row.empty() ? 0 : height + 2 * kCellAir;
  }

  void draw_head(std::vector<Placed>& head, const Table& table) {
    if (head.empty()) {
      pen_.rule(kMargin, y_, room(), table.rules == Rules::Grid ? kDark : kLight);
      return;
    }
    for (Placed& each : head) each.drawn = 0;
    if (table.rules == Rules::Grid) pen_.rule(kMargin, y_, room(), kDark);
    draw_part(head, table.rules);
    pen_.rule(kMargin, y_, room(), kDark);
  }

  // As many lines as the page has room for; whether that was all of it.
  bool draw_part(std::vector<Placed>& row, Rules rules) {
    const double most = left() - 2 * kCellAir;
    double height = 0;
    bool all = true;
    for (Placed& each : row) {
      double y = 0;
      for (; each.drawn < each.text.lines() && y + each.text.style.leading <= most; ++each.drawn) {
        pen_.draw(each.text, each.drawn, {each.x + kPad, y_ + kCellAir + y, each.width - 2 * kPad, each.align});
        y += each.text.style.leading;
      }
      height = std::max(height, y);
      all = all && each.drawn == each.text.lines();
    }
    height += 2 * kCellAir;
    const double shade = rules == Rules::Grid ? kDark : kLight;
    if (rules == Rules::Grid) {
      for (const Placed& each : row) pen_.upright(each.x, y_, height, shade);
      pen_.upright(kMargin + room(), y_, height, shade);
    }
    y_ += height;
    pen_.rule(kMargin, y_, room(), shade);
    return all;
  }

  const Document& document_;
  const Shrunk& shrunk_;
  const std::size_t pages_;
  const double width_;
  const double height_;
  Pen pen_;
  std::size_t page_ = 0;
  double y_ = 0;
};

}  // namespace

Result<std::string> to_pdf(const Document& document) {
  Shrunk shrunk;
  for (const Block& block : document.blocks)
    if (const auto* pictures = std::get_if<Pictures>(&block))
      for (const Picture& each : pictures->pictures) shrunk.emplace(&each, small_picture(each.bytes));
  Typesetter counting(document, shrunk, 0);
  if (auto tried = counting.run(); !tried) return tried;
  return Typesetter(document, shrunk, counting.page()).run();
}

}  // namespace davy::paper
