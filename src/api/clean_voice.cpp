#include "api/clean_voice.hpp"

#include "store/blobs/film_type.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace davy::api {
namespace {

std::uint64_t voice_byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint64_t big_number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) number = number << 8U | voice_byte(bytes, i);
  return number;
}

void wipe(std::string& bytes, std::size_t from, std::size_t count) {
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), count, '\0');
}

// --- MP4: boxes within boxes.

constexpr auto kTagBoxes = std::to_array<std::string_view>({"udta", "meta", "uuid"});
constexpr auto kBoxesOfBoxes = std::to_array<std::string_view>({"moov", "trak", "moof", "traf"});
constexpr int kBoxesDeepMost = 4;

bool wipe_boxes(std::string& bytes, std::size_t at, std::size_t end, int depth) {
  while (at < end) {
    if (end - at < 8) return false;
    const std::string_view box = std::string_view(bytes).substr(at, end - at);
    const std::string type(box.substr(4, 4));
    std::uint64_t size = big_number(box.substr(0, 4));
    std::size_t head = 8;
    if (size == 1) {
      if (box.size() < 16) return false;
      size = big_number(box.substr(8, 8));
      head = 16;
    }
    if (size == 0) size = box.size();  // to the end of what holds it
    if (size < head || size > box.size()) return false;
    const auto whole = static_cast<std::size_t>(size);
    if (std::ranges::find(kTagBoxes, type) != kTagBoxes.end()) {
      bytes.replace(at + 4, 4, "free");
      wipe(bytes, at + head, whole - head);
    } else if (std::ranges::find(kBoxesOfBoxes, type) != kBoxesOfBoxes.end()) {
      if (depth == kBoxesDeepMost || !wipe_boxes(bytes, at + head, at + whole, depth + 1)) return false;
    }
    at += whole;
  }
  return true;
}

// --- WebM: elements, those that hold others entered, so that one without a known length is none the worse.

constexpr std::uint64_t kSegment = 0x18538067, kCluster = 0x1F43B675, kInfo = 0x1549A966;
// Tags, attachments, the date, the title, names of files, and sums that would no longer be right.
constexpr auto kTagElements = std::to_array<std::uint64_t>({0x1254C367, 0x1941A469, 0x4461, 0x7BA9, 0x7384, 0x3C83AB, 0x3E83BB, 0xBF});
constexpr std::uint64_t kUnknown = ~std::uint64_t{0};

// A number of EBML at the front of `rest`, which loses it: with the marker of its length as ids are, or without; kUnknown: all ones.
enum class OfLength { Kept, Cut };
std::optional<std::uint64_t> take_number(std::string_view& rest, std::size_t longest, OfLength marker) {
  if (rest.empty() || rest[0] == 0) return std::nullopt;
  std::size_t length = 1;
  while ((voice_byte(rest, 0) & (0x80U >> (length - 1))) == 0) ++length;
  if (length > longest || length > rest.size()) return std::nullopt;
  std::uint64_t number = big_number(rest.substr(0, length));
  rest.remove_prefix(length);
  if (marker == OfLength::Kept) return number;
  const std::uint64_t ones = (std::uint64_t{1} << (7 * length)) - 1;
  number &= ones;
  return number == ones ? kUnknown : number;
}

// `whole` bytes of nothing at that place: the element Void.
void make_void(std::string& bytes, std::size_t at, std::size_t whole) {
  wipe(bytes, at, whole);
  bytes[at] = '\xEC';
  if (whole <= 128) {
    bytes[at + 1] = static_cast<char>(0x80U | (whole - 2));
    return;
  }
  bytes[at + 1] = '\x01';  // a length of eight bytes
  const std::size_t left = whole - 9;
  for (std::size_t i = 0; i < 7; ++i) bytes[at + 8 - i] = static_cast<char>(left >> (8 * i) & 255U);
}

bool wipe_elements(std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::string_view rest = std::string_view(bytes).substr(at);
    const std::size_t before = rest.size();
    const auto id = take_number(rest, 4, OfLength::Kept);
    const auto size = id ? take_number(rest, 8, OfLength::Cut) : std::nullopt;
    if (!size) return false;
    const std::size_t head = before - rest.size();
    if (*id == kSegment || *id == kCluster || *id == kInfo) {
      at += head;
      continue;
    }
    if (*size > rest.size()) return false;
    const std::size_t whole = head + static_cast<std::size_t>(*size);
    if (std::ranges::find(kTagElements, *id) != kTagElements.end()) make_void(bytes, at, whole);
    at += whole;
  }
  return true;
}

// --- Ogg: pages, each with its sum.

constexpr std::size_t kPageHead = 27;
constexpr std::string_view kOpusTags = "OpusTags";
constexpr std::string_view kVorbisTags = "\x03vorbis";

// RFC 3533 §6: polynomial 0x04C11DB7, from zero, not reflected, its own field taken as zero.
void sum_page(std::string& bytes, std::size_t at, std::size_t whole) {
  wipe(bytes, at + 22, 4);
  std::uint32_t sum = 0;
  for (std::size_t i = at; i < at + whole; ++i) {
    sum ^= static_cast<std::uint32_t>(voice_byte(bytes, i)) << 24U;
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 0x80000000U) != 0 ? sum << 1U ^ 0x04C11DB7U : sum << 1U;
  }
  for (std::size_t i = 0; i < 4; ++i) bytes[at + 22 + i] = static_cast<char>(sum >> (8 * i) & 255U);
}

struct OggPage {
  std::size_t head = 0;  // with its table of segments
  std::size_t whole = 0;
};

std::optional<OggPage> page_at(std::string_view page) {
  if (page.size() < kPageHead || !page.starts_with("OggS")) return std::nullopt;
  const auto segments = static_cast<std::size_t>(voice_byte(page, 26));
  const std::size_t head = kPageHead + segments;
  if (page.size() < head) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < segments; ++i) size += static_cast<std::size_t>(voice_byte(page, kPageHead + i));
  if (page.size() - head < size) return std::nullopt;
  return OggPage{head, head + size};
}

// `part` of a packet of tags, from its front or what came over from the page before.
void wipe_tags(std::string& bytes, std::size_t at, std::size_t size) {
  const std::string_view part = std::string_view(bytes).substr(at, size);
  const bool vorbis = part.starts_with(kVorbisTags);
  const std::size_t kept = vorbis ? kVorbisTags.size() : part.starts_with(kOpusTags) ? kOpusTags.size() : 0;
  wipe(bytes, at + kept, size - kept);
  if (vorbis && size > kept + 8) bytes[at + kept + 8] = '\x01';  // Vorbis I §5.2.1: the framing bit
}

// No vendor, no comments, and padding: what stands behind them in that packet is not looked at. Packets behind it on the same page stay: Vorbis has there what its
// sound is decoded with (RFC 3533 §6: a segment of less than 255 bytes ends a packet).
bool wipe_pages(std::string& bytes) {
  bool within_tags = false;  // the last part was one of tags
  for (std::size_t at = 0; at < bytes.size();) {
    const auto page = page_at(std::string_view(bytes).substr(at));
    if (!page) return false;
    bool goes_on = (voice_byte(bytes, at + 5) & 1U) != 0;  // the first packet, from the page before
    bool any_tags = false;
    std::size_t from = at + page->head;
    std::size_t until = from;
    for (std::size_t i = kPageHead; i < page->head; ++i) {
      const auto segment = static_cast<std::size_t>(voice_byte(bytes, at + i));
      until += segment;
      if (segment == 255 && i + 1 < page->head) continue;
      const std::string_view part = std::string_view(bytes).substr(from, until - from);
      const bool begins = part.starts_with(kOpusTags) || part.starts_with(kVorbisTags);
      within_tags = begins || (within_tags && goes_on);
      if (within_tags) wipe_tags(bytes, from, until - from);
      any_tags = any_tags || within_tags;
      goes_on = false;
      from = until;
    }
    if (any_tags) sum_page(bytes, at, page->whole);
    at += page->whole;
  }
  return true;
}

}  // namespace

std::optional<CleanVoice> clean_voice(std::string bytes) {
  CleanVoice voice{VoiceType::WebM, std::move(bytes)};
  bool is_whole = false;
  if (store::film_type(voice.bytes) == store::kWebm) {
    is_whole = wipe_elements(voice.bytes);
  } else if (voice.bytes.starts_with("OggS")) {
    voice.type = VoiceType::Ogg;
    is_whole = wipe_pages(voice.bytes);
  } else if (voice.bytes.size() > 8 && voice.bytes.compare(4, 4, "ftyp") == 0) {
    voice.type = VoiceType::Mp4;
    is_whole = wipe_boxes(voice.bytes, 0, voice.bytes.size(), 0);
  }
  return is_whole ? std::optional(std::move(voice)) : std::nullopt;
}

}  // namespace davy::api
