#pragma once
// Pictures that come from outside, before anything decodes them: walked through part by part, measured, kept without what a camera adds about place, time, person
// and device.
//
// What is no whole JPEG, PNG or WebP is refused, also one that only begins like it, or that moves. How it was held (EXIF orientation) is read and said beside;
// previews, comments, positions and whatever follows the end go. Any bytes may be given (clean_photo_fuzz.cpp). Sources: ISO/IEC 10918-1 annex B; PNG (Third Edition)
// §5, §11; WebP container (RFC 9649 §2); CIPA DC-008 (Exif 2.32) §4.6.4.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace davy::api {

enum class PhotoType { Jpeg, Png, WebP };

struct CleanPhoto {
  PhotoType type = PhotoType::Jpeg;
  std::uint32_t width = 0;  // pixels, as it says; what decodes it sees whether that is true
  std::uint32_t height = 0;
  std::string bytes;
  std::uint32_t orientation = 1;  // 1 to 8, as EXIF counts; 1: as it is
};

std::optional<CleanPhoto> clean_photo(std::string_view bytes);

// Whether its sides are such that it may be decoded: at most 20,000 pixels each, 40 million together.
bool may_be_decoded(const CleanPhoto& photo);

}  // namespace davy::api
