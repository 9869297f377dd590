#include "api/clean_photo.hpp"

#include <webp/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace davy::api {
namespace {

constexpr std::uint32_t kSideMost = 20'000;
constexpr std::uint64_t kPixelsMost = 40'000'000;  // whoever decodes it must hold them, four bytes each

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
std::uint32_t big16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1); }
std::uint32_t big32(std::string_view bytes, std::size_t at) { return big16(bytes, at) << 16U | big16(bytes, at + 2); }
std::uint32_t little16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U; }
std::uint32_t little32(std::string_view bytes, std::size_t at) { return little16(bytes, at) | little16(bytes, at + 2) << 16U; }

constexpr std::string_view kExifHead{"Exif\0\0", 6};
constexpr std::uint32_t kOrientation = 0x0112;

// The orientation that EXIF says, with or without its head, 1 to 8; 1: none.
std::uint32_t orientation_of(std::string_view exif) {
  const std::string_view tiff = exif.starts_with(kExifHead) ? exif.substr(kExifHead.size()) : exif;
  if (tiff.size() < 8) return 1;
  const bool little = tiff.starts_with("II");
  if (!little && !tiff.starts_with("MM")) return 1;
  const auto read16 = [&](std::size_t at) { return little ? little16(tiff, at) : big16(tiff, at); };
  const std::size_t directory = little ? little32(tiff, 4) : big32(tiff, 4);
  if (directory > tiff.size() || tiff.size() - directory < 2) return 1;
  const std::size_t entries = read16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * 12;
    if (at + 12 > tiff.size()) return 1;
    if (read16(at) != kOrientation) continue;
    const std::uint32_t said = read16(at + 8);
    return said <= 8 ? std::max(said, 1U) : 1;
  }
  return 1;
}

constexpr std::uint32_t kStartOfScan = 0xDA;
constexpr int kScansMost = 64;  // cameras and programs need ten; each goes over all pixels, however few bytes it has
constexpr std::uint32_t kEndOfImage = 0xD9;

bool is_frame(std::uint32_t marker) {  // SOF0 to SOF15 without DHT, JPG and DAC
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// JFIF, the colour profile, Adobe's transform and whatever the picture is coded with.
bool is_kept(std::uint32_t marker, std::string_view payload) {
  if (marker == 0xE0) return payload.starts_with("JFIF");
  if (marker == 0xE2) return payload.starts_with("ICC_PROFILE");
  if (marker == 0xEE) return payload.starts_with("Adobe");
  return marker < 0xE0 || (marker > 0xEF && marker != 0xFE);
}

struct JpegWalk {
  std::string_view bytes;
  std::size_t at = 2;
  CleanPhoto picture{PhotoType::Jpeg, 0, 0, "\xFF\xD8"};
  int scans = 0;

  // One segment with its length, `marker` read already. False: it is not whole.
  bool take_segment(std::uint32_t marker) {
    if (bytes.size() - at < 2) return false;
    const std::size_t length = big16(bytes, at);
    if (length < 2 || bytes.size() - at < length) return false;
    const std::string_view payload = bytes.substr(at + 2, length - 2);
    if (is_frame(marker)) {
      if (payload.size() < 6) return false;
      picture.height = big16(payload, 1);
      picture.width = big16(payload, 3);
    }
    if (marker == 0xE1 && payload.starts_with(kExifHead)) picture.orientation = std::max(picture.orientation, orientation_of(payload));
    if (is_kept(marker, payload)) {
      picture.bytes += '\xFF';
      picture.bytes += static_cast<char>(marker);
      picture.bytes += bytes.substr(at, length);
    }
    at += length;
    return true;
  }

  // The coded data behind a start of scan, up to the next marker that is no restart.
  void take_scan() {
    ++scans;
    const std::size_t from = at;
    for (; at + 1 < bytes.size(); ++at) {
      if (byte_at(bytes, at) != 0xFF) continue;
      const std::uint32_t next = byte_at(bytes, at + 1);
      if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) break;
    }
    picture.bytes += bytes.substr(from, at - from);
  }

  std::optional<CleanPhoto> walk() {
    while (bytes.size() - at >= 2) {
      if (byte_at(bytes, at) != 0xFF) return std::nullopt;
      const std::uint32_t marker = byte_at(bytes, at + 1);
      if (marker == 0xFF) {  // filling (annex B.1.1.2)
        ++at;
        continue;
      }
      at += 2;
      if (marker == kEndOfImage) {
        picture.bytes += "\xFF\xD9";
        return scans > 0 && picture.width > 0 && picture.height > 0 ? std::optional(std::move(picture)) : std::nullopt;
      }
      const bool stands_alone = marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8);
      if (stands_alone || !take_segment(marker)) return std::nullopt;
      if (marker == kStartOfScan) {
        if (picture.width == 0 || scans == kScansMost) return std::nullopt;
        take_scan();
      }
    }
    return std::nullopt;
  }
};

constexpr std::string_view kPngHead{"\x89PNG\r\n\x1A\n", 8};
constexpr auto kPngKept =
    std::to_array<std::string_view>({"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"});

std::optional<CleanPhoto> clean_png(std::string_view bytes) {
  CleanPhoto picture{PhotoType::Png, 0, 0, std::string(kPngHead)};
  bool has_data = false;
  for (std::size_t at = kPngHead.size(); bytes.size() - at >= 12;) {
    const std::size_t length = big32(bytes, at);
    if (length > bytes.size() - at - 12) return std::nullopt;
    const std::string_view type = bytes.substr(at + 4, 4);
    const std::string_view checked = bytes.substr(at + 4, 4 + length);
    if (crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size())) != big32(bytes, at + 8 + length))
      return std::nullopt;
    const bool first = at == kPngHead.size();
    if (first != (type == "IHDR")) return std::nullopt;
    if (first) {
      if (length != 13) return std::nullopt;
      picture.width = big32(bytes, at + 8);
      picture.height = big32(bytes, at + 12);
      if (picture.width == 0 || picture.height == 0) return std::nullopt;
    }
    has_data = has_data || type == "IDAT";
    if (type == "eXIf") picture.orientation = std::max(picture.orientation, orientation_of(bytes.substr(at + 8, length)));
    const bool kept = std::ranges::find(kPngKept, type) != kPngKept.end();
    const bool critical = (byte_at(type, 0) & 0x20U) == 0;  // §5.4: whoever does not know it cannot show the picture
    if (critical && !kept) return std::nullopt;
    if (kept) picture.bytes += bytes.substr(at, length + 12);
    if (type == "IEND") return has_data ? std::optional(std::move(picture)) : std::nullopt;
    at += length + 12;
  }
  return std::nullopt;
}

constexpr std::string_view kWebPHead = "WEBP";
constexpr auto kWebPKept = std::to_array<std::string_view>({"VP8X", "ALPH", "VP8 ", "VP8L"});
constexpr std::size_t kWebPBegins = 12;
constexpr std::uint32_t kWebPAlpha = 0x10;

std::string as_little32(std::size_t number) {
  std::string bytes;
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 255U);
  return bytes;
}

// One chunk with its padding; of the extended header only that there is transparency.
std::string kept_chunk(std::string_view chunk) {
  std::string kept(chunk);
  if (chunk.starts_with("VP8X") && chunk.size() > 8) kept[8] = static_cast<char>(byte_at(chunk, 8) & kWebPAlpha);
  return kept;
}

std::optional<CleanPhoto> clean_webp(std::string_view bytes) {
  const std::size_t told = std::size_t{little32(bytes, 4)} + 8;
  if (told < kWebPBegins || told > bytes.size()) return std::nullopt;
  const std::string_view whole = bytes.substr(0, told);
  CleanPhoto picture{PhotoType::WebP, 0, 0, ""};
  std::string kept(kWebPHead);
  std::size_t at = kWebPBegins;
  while (whole.size() - at >= 8) {
    const std::string_view type = whole.substr(at, 4);
    const std::size_t length = little32(whole, at + 4);
    const std::size_t padded = length + (length & 1U);
    if (padded > whole.size() - at - 8) return std::nullopt;
    if (type == "ANIM" || type == "ANMF") return std::nullopt;
    if (type == "EXIF") picture.orientation = std::max(picture.orientation, orientation_of(whole.substr(at + 8, length)));
    if (std::ranges::find(kWebPKept, type) != kWebPKept.end()) kept += kept_chunk(whole.substr(at, 8 + padded));
    at += 8 + padded;
  }
  if (at != whole.size()) return std::nullopt;
  picture.bytes = "RIFF" + as_little32(kept.size()) + kept;
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(reinterpret_cast<const std::uint8_t*>(picture.bytes.data()), picture.bytes.size(), &features) != VP8_STATUS_OK ||
      features.has_animation != 0 || features.width <= 0 || features.height <= 0)
    return std::nullopt;
  picture.width = static_cast<std::uint32_t>(features.width);
  picture.height = static_cast<std::uint32_t>(features.height);
  return picture;
}

}  // namespace

std::optional<CleanPhoto> clean_photo(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return JpegWalk{bytes}.walk();
  if (bytes.starts_with(kPngHead)) return clean_png(bytes);
  if (bytes.size() >= kWebPBegins && bytes.starts_with("RIFF") && bytes.substr(8).starts_with(kWebPHead)) return clean_webp(bytes);
  return std::nullopt;
}

bool may_be_decoded(const CleanPhoto& photo) {
  return photo.width <= kSideMost && photo.height <= kSideMost && std::uint64_t{photo.width} * photo.height <= kPixelsMost;
}

}  // namespace davy::api
