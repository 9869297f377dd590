#pragma once
// Pictures that come from outside: walked through segment by segment, kept without what a camera adds about place, time, person and device.
//
// What is no whole JPEG or PNG is refused, also one that only begins like it. Nothing is decoded: the picture's own bytes stay as they are, so that it is as sharp
// as it was and no decoder is exposed. How it was held (EXIF orientation) stays; previews, comments, positions and whatever follows the end go. Any bytes may be given
// (clean_photo_fuzz.cpp). Sources: ISO/IEC 10918-1 annex B; PNG (Third Edition) §5, §11; CIPA DC-008 (Exif 2.32) §4.6.4.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace davy::api {

enum class PhotoType { Jpeg, Png };

struct CleanPhoto {
  PhotoType type = PhotoType::Jpeg;
  std::uint32_t width = 0;  // pixels, 1 to 20,000
  std::uint32_t height = 0;
  std::string bytes;
};

std::optional<CleanPhoto> clean_photo(std::string_view bytes);

}  // namespace davy::api
