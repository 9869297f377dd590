#pragma once
// Pen: text set in lines and drawn, and rules, on the pages of one PDF. Lengths are points (1/72 inch), y from the top.

#include "paper/document.hpp"
#include "paper/picture.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace davy::paper {

struct Style {
  double size = 9.5;
  double leading = 15;  // from line to line
  double grey = 0.12;   // 0 is black
  enum class Weight { Regular, Bold } weight = Weight::Regular;
};

struct Line {
  double x = 0;
  double y = 0;
  double width = 0;  // for `align`
  Align align = Align::Left;
};

// Text broken into lines of a width. Lives as long as its pen.
class SetText {
 public:
  SetText();
  SetText(SetText&&) noexcept;
  SetText& operator=(SetText&&) noexcept;
  ~SetText();

  std::size_t lines() const;
  double height() const { return static_cast<double>(lines()) * style.leading; }
  double width_of(std::size_t line) const;

  Style style;

 private:
  friend class Pen;
  struct Layout;
  std::unique_ptr<Layout> layout_;
};

class Pen {
 public:
  Pen(double width, double height, Language language);
  ~Pen();

  bool has_typeface() const;  // that shows Chinese

  SetText set(std::string_view text, double width, const Style& style);
  void draw(const SetText& text, std::size_t line, const Line& at);  // `at` is the line's top
  void rule(double x, double y, double width, double grey);
  void upright(double x, double y, double height, double grey);
  void fill(double x, double y, double width, double height, double grey);
  void picture(const SmallPicture& picture, double x, double y, double width);  // its height follows; lives as long as the pen
  void next_page();

  // Title and time of the document, for who lists files. The pen draws no more after it.
  Result<std::string> finish(const std::string& title, Instant as_of);

 private:
  struct Surface;
  std::unique_ptr<Surface> surface_;
};

}  // namespace davy::paper
