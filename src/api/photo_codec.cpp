#include "api/photo_codec.hpp"

#include "base/said.hpp"

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace davy::api {
namespace {

constexpr std::array kQualities{92, 84, 72};          // the next one when the file would be larger than what may be sent
constexpr std::uint64_t kPackedWellMost = 4'000'000;  // pixels of a PNG that time is taken for

// Row by row, without gaps.
struct Pixels {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t channels = 0;  // 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
  int sampling = TJSAMP_420;   // of the colours of a JPEG
  std::vector<unsigned char> bytes;

  void make_room() { bytes.resize(std::size_t{width} * height * channels); }
};

const unsigned char* octets_of(const std::string& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

struct TurboEnd {
  void operator()(void* turbo) const { tjDestroy(turbo); }
};
using Turbo = std::unique_ptr<void, TurboEnd>;

std::optional<Pixels> read_jpeg(const CleanPhoto& photo) {
  const Turbo turbo(tjInitDecompress());
  int width = 0, height = 0, sampling = 0, space = 0;
  if (!turbo || tjDecompressHeader3(turbo.get(), octets_of(photo.bytes), photo.bytes.size(), &width, &height, &sampling, &space) != 0)
    return std::nullopt;
  // Two frames: what was measured is not what would be decoded.
  if (width != static_cast<int>(photo.width) || height != static_cast<int>(photo.height)) return std::nullopt;
  const bool grey = space == TJCS_GRAY;
  Pixels pixels{photo.width, photo.height, grey ? 1U : 3U, sampling == TJSAMP_444 ? TJSAMP_444 : TJSAMP_420, {}};
  pixels.make_room();
  constexpr int kStrict = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT;
  if (tjDecompress2(turbo.get(), octets_of(photo.bytes), photo.bytes.size(), pixels.bytes.data(), width, 0, height,
                    grey ? TJPF_GRAY : TJPF_RGB, kStrict) != 0)
    return std::nullopt;
  return pixels;
}

std::optional<Pixels> read_png(const CleanPhoto& photo) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, photo.bytes.data(), photo.bytes.size()) == 0) return std::nullopt;
  image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  Pixels pixels{image.width, image.height, PNG_IMAGE_SAMPLE_CHANNELS(image.format), TJSAMP_444, {}};
  if (pixels.width == photo.width && pixels.height == photo.height) {
    pixels.make_room();
    if (png_image_finish_read(&image, nullptr, pixels.bytes.data(), 0, nullptr) != 0) return pixels;
  }
  png_image_free(&image);
  return std::nullopt;
}

std::optional<Pixels> read_webp(const CleanPhoto& photo) {
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(octets_of(photo.bytes), photo.bytes.size(), &features) != VP8_STATUS_OK) return std::nullopt;
  if (features.width != static_cast<int>(photo.width) || features.height != static_cast<int>(photo.height)) return std::nullopt;
  const bool clear = features.has_alpha != 0;
  Pixels pixels{photo.width, photo.height, clear ? 4U : 3U, TJSAMP_420, {}};
  pixels.make_room();
  const int stride = features.width * (clear ? 4 : 3);
  const auto decode = clear ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
  if (decode(octets_of(photo.bytes), photo.bytes.size(), pixels.bytes.data(), pixels.bytes.size(), stride) == nullptr) return std::nullopt;
  return pixels;
}

std::optional<Pixels> read_pixels(const CleanPhoto& photo) {
  switch (photo.type) {
    case PhotoType::Jpeg: return read_jpeg(photo);
    case PhotoType::Png: return read_png(photo);
    case PhotoType::WebP: return read_webp(photo);
  }
  return std::nullopt;
}

// CIPA DC-008 §4.6.4, Orientation: 2 to 4 are mirrored or upside down, 5 to 8 lie on their side.
Pixels turned_upright(Pixels from, std::uint32_t orientation) {
  if (orientation == 1) return from;
  const bool lies = orientation >= 5;
  const bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool upside_down = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Pixels to{lies ? from.height : from.width, lies ? from.width : from.height, from.channels, from.sampling, {}};
  to.make_room();
  unsigned char* next = to.bytes.data();
  for (std::uint32_t y = 0; y < to.height; ++y) {
    for (std::uint32_t x = 0; x < to.width; ++x) {
      const std::uint32_t across = lies ? y : x;
      const std::uint32_t down = lies ? x : y;
      const std::size_t column = mirrored ? from.width - 1 - across : across;
      const std::size_t row = upside_down ? from.height - 1 - down : down;
      const unsigned char* pixel = from.bytes.data() + (row * from.width + column) * from.channels;
      for (std::uint32_t channel = 0; channel < from.channels; ++channel) *next++ = pixel[channel];
    }
  }
  return to;
}

struct TurboFree {
  void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

std::string write_jpeg(const Pixels& pixels, int quality) {
  const Turbo turbo(tjInitCompress());
  if (!turbo) return {};
  const bool grey = pixels.channels == 1;
  unsigned char* out = nullptr;
  unsigned long size = 0;
  const int status =
      tjCompress2(turbo.get(), pixels.bytes.data(), static_cast<int>(pixels.width), 0, static_cast<int>(pixels.height),
                  grey ? TJPF_GRAY : TJPF_RGB, &out, &size, grey ? TJSAMP_GRAY : pixels.sampling, quality, TJFLAG_ACCURATEDCT);
  const std::unique_ptr<unsigned char, TurboFree> owned(out);
  return status == 0 ? std::string(reinterpret_cast<const char*>(out), size) : std::string();
}

std::string write_png(const Pixels& pixels) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = pixels.width;
  image.height = pixels.height;
  image.format = (pixels.channels >= 3 ? PNG_FORMAT_FLAG_COLOR : 0U) | (pixels.channels % 2 == 0 ? PNG_FORMAT_FLAG_ALPHA : 0U);
  if (std::uint64_t{pixels.width} * pixels.height > kPackedWellMost) image.flags |= PNG_IMAGE_FLAG_FAST;
  std::string out(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t size = out.size();
  if (png_image_write_to_memory(&image, out.data(), &size, 0, pixels.bytes.data(), 0, nullptr) == 0) return {};
  out.resize(size);
  return out;
}

}  // namespace

Result<CleanPhoto> encode_anew(const CleanPhoto& photo, std::size_t bytes_most) {
  ensure(may_be_decoded(photo), "the picture was measured before");
  std::optional<Pixels> decoded = read_pixels(photo);
  if (!decoded) return invalid(said({"无法解码该图片", "the picture cannot be decoded"}));
  const Pixels pixels = turned_upright(*std::move(decoded), photo.orientation);
  const bool as_png = photo.type == PhotoType::Png || pixels.channels == 4;
  CleanPhoto kept{as_png ? PhotoType::Png : PhotoType::Jpeg, pixels.width, pixels.height, "", 1};
  if (as_png) {
    kept.bytes = write_png(pixels);
  } else {
    for (const int quality : kQualities)
      if (kept.bytes.empty() || kept.bytes.size() > bytes_most) kept.bytes = write_jpeg(pixels, quality);
  }
  if (kept.bytes.empty()) return failed(said({"无法编码该图片", "the picture cannot be encoded"}));
  if (kept.bytes.size() > bytes_most) return error_of(ErrorCode::Full, said({"图片过大", "the picture is too large"}));
  return kept;
}

}  // namespace davy::api
