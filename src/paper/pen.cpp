#include "paper/pen.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

namespace davy::paper {
namespace {

constexpr const char* kTypeface = "Noto Sans CJK SC";
constexpr double kRuleWidth = 0.5;
constexpr double kBaselineOfLeading = 0.72;  // a line's baseline, from its top

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref<T>>;

// Valid UTF-8 without control characters that Pango would draw as boxes.
std::string printable(std::string_view text) {
  char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string out(valid);
  g_free(valid);
  std::ranges::replace_if(
      out, [](char each) { return (static_cast<unsigned char>(each) < 0x20 && each != '\n') || each == 0x7f; }, ' ');
  return out;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct SetText::Layout {
  Object<PangoLayout> layout;
};

SetText::SetText() = default;
SetText::SetText(SetText&&) noexcept = default;
SetText& SetText::operator=(SetText&&) noexcept = default;
SetText::~SetText() = default;

std::size_t SetText::lines() const { return static_cast<std::size_t>(pango_layout_get_line_count(layout_->layout.get())); }

double SetText::width_of(std::size_t line) const {
  PangoRectangle logical{};
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout_->layout.get(), static_cast<int>(line)), nullptr, &logical);
  return static_cast<double>(logical.width) / PANGO_SCALE;
}

struct Pen::Surface {
  Surface(double width, double height, Language language)
      : surface(cairo_pdf_surface_create_for_stream(append, &pdf, width, height), cairo_surface_destroy),
        cairo(cairo_create(surface.get()), cairo_destroy),
        fonts(pango_cairo_font_map_new()) {
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.get()), 72);  // a point is a unit
    context.reset(pango_font_map_create_context(fonts.get()));
    pango_cairo_update_context(cairo.get(), context.get());
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context.get(), pango_language_from_string(language == Language::Zh ? "zh-cn" : "en"));
    cairo_set_line_width(cairo.get(), kRuleWidth);
  }

  Object<PangoLayout> layout(std::string_view text, const Style& style) {
    Object<PangoLayout> made(pango_layout_new(context.get()));
    PangoFontDescription* font = pango_font_description_from_string(kTypeface);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.weight == Style::Weight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    const std::string words = printable(text);
    pango_layout_set_text(made.get(), words.data(), static_cast<int>(words.size()));
    return made;
  }

  void grey(double shade) { cairo_set_source_rgb(cairo.get(), shade, shade, shade); }

  std::string pdf;  // before what writes it
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo;
  Object<PangoFontMap> fonts;
  Object<PangoContext> context;
};

Pen::Pen(double width, double height, Language language) : surface_(std::make_unique<Surface>(width, height, language)) {}
Pen::~Pen() = default;

bool Pen::has_typeface() const { return pango_layout_get_unknown_glyphs_count(surface_->layout("安全票", {}).get()) == 0; }

SetText Pen::set(std::string_view text, double width, const Style& style) {
  SetText made;
  made.style = style;
  made.layout_ = std::make_unique<SetText::Layout>();
  made.layout_->layout = surface_->layout(text, style);
  PangoLayout* layout = made.layout_->layout.get();
  pango_layout_set_width(layout, static_cast<int>(std::max(width, style.size) * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  return made;
}

void Pen::draw(const SetText& text, std::size_t line, const Line& at) {
  cairo_t* cairo = surface_->cairo.get();
  const double room = at.width - text.width_of(line);
  const double shift = at.align == Align::Left ? 0 : at.align == Align::Right ? room : room / 2;
  surface_->grey(text.style.grey);
  cairo_move_to(cairo, at.x + shift, at.y + text.style.leading * kBaselineOfLeading);
  pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(text.layout_->layout.get(), static_cast<int>(line)));
}

void Pen::rule(double x, double y, double width, double grey) {
  surface_->grey(grey);
  cairo_move_to(surface_->cairo.get(), x, y);
  cairo_rel_line_to(surface_->cairo.get(), width, 0);
  cairo_stroke(surface_->cairo.get());
}

void Pen::upright(double x, double y, double height, double grey) {
  surface_->grey(grey);
  cairo_move_to(surface_->cairo.get(), x, y);
  cairo_rel_line_to(surface_->cairo.get(), 0, height);
  cairo_stroke(surface_->cairo.get());
}

void Pen::fill(double x, double y, double width, double height, double grey) {
  surface_->grey(grey);
  cairo_rectangle(surface_->cairo.get(), x, y, width, height);
  cairo_fill(surface_->cairo.get());
}

void Pen::picture(const SmallPicture& picture, double x, double y, double width) {
  cairo_t* cairo = surface_->cairo.get();
  auto* pixels = reinterpret_cast<unsigned char*>(const_cast<std::uint32_t*>(picture.pixels.data()));  // cairo only reads a source
  cairo_surface_t* source =
      cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, picture.width, picture.height, 4 * picture.width);
  const auto* jpeg = reinterpret_cast<const unsigned char*>(picture.jpeg.data());
  cairo_surface_set_mime_data(source, CAIRO_MIME_TYPE_JPEG, jpeg, picture.jpeg.size(), nullptr, nullptr);
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  const double scale = width / std::max(picture.width, 1);
  cairo_scale(cairo, scale, scale);
  cairo_set_source_surface(cairo, source, 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(source);
}

void Pen::next_page() { cairo_show_page(surface_->cairo.get()); }

Result<std::string> Pen::finish(const std::string& title, Instant as_of) {
  cairo_surface_t* surface = surface_->surface.get();
  const std::string made = to_text(Instant::from_unix_ms(as_of.unix_ms() / 1'000 * 1'000));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, printable(title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Davy");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());  // else it is that of the clock
  cairo_show_page(surface_->cairo.get());
  cairo_surface_finish(surface);
  if (const cairo_status_t status = cairo_surface_status(surface); status != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::Failed, std::string("the PDF could not be written: ") + cairo_status_to_string(status)};
  return std::move(surface_->pdf);
}

}  // namespace davy::paper
