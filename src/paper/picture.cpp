#include "paper/picture.hpp"

#include <cairo.h>
#include <jpeglib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace davy::paper {
namespace {

constexpr std::uint64_t kPixelsMost = 64'000'000;
constexpr int kQuality = 72;

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Surface surface_of(cairo_surface_t* made) { return {made, cairo_surface_destroy}; }

bool is_sound(const Surface& surface) { return surface && cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS; }

// libjpeg leaves by longjmp: nothing with a destructor lives in the functions that it may leave.
struct JpegErrors {
  jpeg_error_mgr manager;
  std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr of) { std::longjmp(reinterpret_cast<JpegErrors*>(of->err)->back, 1); }
void say_nothing(j_common_ptr) {}

jpeg_error_mgr* prepared(JpegErrors& errors) {
  jpeg_error_mgr* manager = jpeg_std_error(&errors.manager);
  manager->error_exit = leave;
  manager->output_message = say_nothing;
  return manager;
}

class JpegReader {
 public:
  JpegReader() { jpeg_.err = prepared(errors_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;
  ~JpegReader() { jpeg_destroy_decompress(&jpeg_); }

  // Half, a quarter or an eighth is decoded of one that is much too large.
  bool begin(const unsigned char* bytes, unsigned long size) {
    if (setjmp(errors_.back) != 0) return false;
    jpeg_create_decompress(&jpeg_);
    jpeg_mem_src(&jpeg_, bytes, size);
    if (jpeg_read_header(&jpeg_, TRUE) != JPEG_HEADER_OK) return false;
    if (std::uint64_t{jpeg_.image_width} * jpeg_.image_height > kPixelsMost) return false;
    const unsigned longest = std::max(jpeg_.image_width, jpeg_.image_height);
    jpeg_.scale_num = 1;
    jpeg_.scale_denom = 1;
    while (jpeg_.scale_denom < 8 && longest / (jpeg_.scale_denom * 2) >= unsigned{kPictureSide}) jpeg_.scale_denom *= 2;
    jpeg_.out_color_space = JCS_EXT_BGRX;  // as cairo has it, on a little-endian machine
    jpeg_start_decompress(&jpeg_);
    return true;
  }
  int width() const { return static_cast<int>(jpeg_.output_width); }
  int height() const { return static_cast<int>(jpeg_.output_height); }
  bool read(unsigned char* rows, int stride) {
    if (setjmp(errors_.back) != 0) return false;
    while (jpeg_.output_scanline < jpeg_.output_height) {
      JSAMPROW row = rows + static_cast<std::size_t>(jpeg_.output_scanline) * static_cast<std::size_t>(stride);
      jpeg_read_scanlines(&jpeg_, &row, 1);
    }
    jpeg_finish_decompress(&jpeg_);
    return true;
  }

 private:
  JpegErrors errors_{};
  jpeg_decompress_struct jpeg_{};
};

Surface read_jpeg(std::string_view bytes) {
  JpegReader reader;
  if (!reader.begin(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size())) return surface_of(nullptr);
  Surface surface = surface_of(cairo_image_surface_create(CAIRO_FORMAT_RGB24, reader.width(), reader.height()));
  if (!is_sound(surface)) return surface_of(nullptr);
  cairo_surface_flush(surface.get());
  const bool whole = reader.read(cairo_image_surface_get_data(surface.get()), cairo_image_surface_get_stride(surface.get()));
  cairo_surface_mark_dirty(surface.get());
  return whole ? std::move(surface) : surface_of(nullptr);
}

struct PngBytes {
  std::string_view left;
};

cairo_status_t next_bytes(void* closure, unsigned char* to, unsigned int length) {
  auto& bytes = *static_cast<PngBytes*>(closure);
  if (bytes.left.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(to, bytes.left.data(), length);
  bytes.left.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char each : bytes) value = value << 8 | static_cast<unsigned char>(each);
  return value;
}

// Its sides stand in the first chunk (PNG §11.2.2).
Surface read_png(std::string_view bytes) {
  constexpr std::size_t kHeader = 24;
  if (bytes.size() < kHeader || big_endian(bytes.substr(16, 4)) * big_endian(bytes.substr(20, 4)) > kPixelsMost) return surface_of(nullptr);
  PngBytes source{bytes};
  Surface surface = surface_of(cairo_image_surface_create_from_png_stream(next_bytes, &source));
  return is_sound(surface) ? std::move(surface) : surface_of(nullptr);
}

Surface read_any(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes);
  return surface_of(nullptr);
}

Surface shrunk(const Surface& large) {
  const double width = cairo_image_surface_get_width(large.get());
  const double height = cairo_image_surface_get_height(large.get());
  const double scale = std::min(1.0, kPictureSide / std::max({width, height, 1.0}));
  const int w = std::max(1, static_cast<int>(width * scale + 0.5));
  const int h = std::max(1, static_cast<int>(height * scale + 0.5));
  Surface small = surface_of(cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h));
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(small.get()), cairo_destroy);
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_scale(cairo.get(), w / std::max(width, 1.0), h / std::max(height, 1.0));
  cairo_set_source_surface(cairo.get(), large.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo.get()), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend(cairo_get_source(cairo.get()), CAIRO_EXTEND_PAD);
  cairo_paint(cairo.get());
  return small;
}

class JpegWriter {
 public:
  JpegWriter() { jpeg_.err = prepared(errors_); }
  JpegWriter(const JpegWriter&) = delete;
  JpegWriter& operator=(const JpegWriter&) = delete;
  ~JpegWriter() {
    jpeg_destroy_compress(&jpeg_);
    std::free(out_);
  }

  bool write(const std::uint32_t* pixels, int width, int height) {
    if (setjmp(errors_.back) != 0) return false;
    jpeg_create_compress(&jpeg_);
    jpeg_mem_dest(&jpeg_, &out_, &size_);
    jpeg_.image_width = static_cast<JDIMENSION>(width);
    jpeg_.image_height = static_cast<JDIMENSION>(height);
    jpeg_.input_components = 3;
    jpeg_.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg_);
    jpeg_set_quality(&jpeg_, kQuality, TRUE);
    jpeg_start_compress(&jpeg_, TRUE);
    while (jpeg_.next_scanline < jpeg_.image_height) {
      const std::uint32_t* from = pixels + static_cast<std::size_t>(jpeg_.next_scanline) * jpeg_.image_width;
      for (std::size_t x = 0; x < jpeg_.image_width; ++x) {
        row_[3 * x] = static_cast<unsigned char>(from[x] >> 16);
        row_[3 * x + 1] = static_cast<unsigned char>(from[x] >> 8);
        row_[3 * x + 2] = static_cast<unsigned char>(from[x]);
      }
      JSAMPROW row = row_.data();
      jpeg_write_scanlines(&jpeg_, &row, 1);
    }
    jpeg_finish_compress(&jpeg_);
    return true;
  }
  std::string_view bytes() const { return {reinterpret_cast<const char*>(out_), size_}; }

 private:
  JpegErrors errors_{};
  jpeg_compress_struct jpeg_{};
  unsigned char* out_ = nullptr;
  unsigned long size_ = 0;
  std::array<unsigned char, 3 * kPictureSide> row_{};
};

}  // namespace

std::optional<SmallPicture> small_picture(std::string_view bytes) {
  const Surface large = read_any(bytes);
  if (!is_sound(large)) return std::nullopt;
  const Surface surface = shrunk(large);
  if (!is_sound(surface)) return std::nullopt;
  cairo_surface_flush(surface.get());
  SmallPicture small;
  small.width = cairo_image_surface_get_width(surface.get());
  small.height = cairo_image_surface_get_height(surface.get());
  const unsigned char* rows = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  const auto width = static_cast<std::size_t>(small.width);
  small.pixels.resize(width * static_cast<std::size_t>(small.height));
  for (std::size_t y = 0; y < static_cast<std::size_t>(small.height); ++y)
    std::memcpy(small.pixels.data() + y * width, rows + y * stride, width * sizeof(std::uint32_t));
  for (std::uint32_t& pixel : small.pixels) pixel &= 0xFFFFFF;
  const auto writer = std::make_unique<JpegWriter>();
  if (!writer->write(small.pixels.data(), small.width, small.height)) return std::nullopt;
  small.jpeg = writer->bytes();
  return small;
}

}  // namespace davy::paper
