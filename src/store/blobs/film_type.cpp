#include "store/blobs/film_type.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace davy::store {
namespace {

constexpr std::size_t kLooked = 1'024;  // bytes; neither header is longer in a film that browsers play

std::uint32_t film_byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint32_t film_number(std::string_view bytes) {  // 4 bytes, big endian
  return film_byte(bytes, 0) << 24U | film_byte(bytes, 1) << 16U | film_byte(bytes, 2) << 8U | film_byte(bytes, 3);
}

// Brands of files that hold what browsers play (14496-12 annex E, 14496-14, 14496-15), and those that say first of all that they are something else.
constexpr auto kPlayed = std::to_array<std::string_view>(
    {"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV"});
constexpr auto kOthers =
    std::to_array<std::string_view>({"qt  ", "M4A ", "M4B ", "M4P ", "heic", "heix", "hevc", "avif", "avis", "mif1", "msf1"});

bool is_mp4(std::string_view bytes) {
  // 1. A box: its size, its type, and within "ftyp" a major brand, a version and the brands that it keeps to.
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return false;
  const std::uint32_t size = film_number(bytes);
  if (size < 16 || size % 4 != 0 || size > bytes.size()) return false;
  // 2. The major brand says what it is first of all.
  const std::string_view major = bytes.substr(8, 4);
  if (std::ranges::find(kOthers, major) != kOthers.end()) return false;
  // 3. Whichever of its brands is known tells how it is read.
  for (std::size_t at = 8; at < size; at += at == 8 ? 8 : 4)
    if (std::ranges::find(kPlayed, bytes.substr(at, 4)) != kPlayed.end()) return true;
  return false;
}

// A variable-length number of EBML at the front of `rest`, which loses it (RFC 8794 §4).
enum class Marker { Kept, Cut };
std::optional<std::uint64_t> take_vint(std::string_view& rest, std::size_t longest, Marker marker) {
  if (rest.empty() || rest[0] == 0) return std::nullopt;
  std::size_t length = 1;
  while ((film_byte(rest, 0) & (0x80U >> (length - 1))) == 0) ++length;
  if (length > longest || length > rest.size()) return std::nullopt;
  std::uint64_t value = marker == Marker::Kept ? film_byte(rest, 0) : film_byte(rest, 0) & (0x7FU >> (length - 1));
  for (std::size_t i = 1; i < length; ++i) value = value << 8U | film_byte(rest, i);
  rest.remove_prefix(length);
  return value;
}

bool is_webm(std::string_view bytes) {
  constexpr std::string_view kEbml = "\x1A\x45\xDF\xA3";
  constexpr std::uint64_t kDocType = 0x4282;
  if (!bytes.starts_with(kEbml)) return false;
  std::string_view rest = bytes.substr(kEbml.size());
  const auto size = take_vint(rest, 8, Marker::Cut);
  if (!size || *size > rest.size()) return false;
  rest = rest.substr(0, static_cast<std::size_t>(*size));
  while (!rest.empty()) {
    const auto id = take_vint(rest, 4, Marker::Kept);
    const auto length = id ? take_vint(rest, 8, Marker::Cut) : std::nullopt;
    if (!length || *length > rest.size()) return false;
    const std::string_view value = rest.substr(0, static_cast<std::size_t>(*length));
    if (*id == kDocType) return value.substr(0, value.find('\0')) == "webm";
    rest.remove_prefix(value.size());
  }
  return false;
}

}  // namespace

std::string_view film_type(std::string_view bytes) {
  const std::string_view looked = bytes.substr(0, kLooked);
  if (is_mp4(looked)) return kMp4;
  if (is_webm(looked)) return kWebm;
  return {};
}

}  // namespace davy::store
