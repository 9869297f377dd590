#pragma once
// What kind of film begins with these bytes: MP4 (ISO/IEC 14496-12 §4.3) or WebM (RFC 8794 §8.1, DocType "webm"). Names and declared types are not asked.
//
// Any bytes may be given (film_type_fuzz.cpp); the first 1,024 are enough. QuickTime, sound alone and pictures of the same family are none.

#include <string_view>

namespace davy::store {

inline constexpr std::string_view kMp4 = "video/mp4";
inline constexpr std::string_view kWebm = "video/webm";

// kMp4, kWebm, or empty.
std::string_view film_type(std::string_view bytes);

}  // namespace davy::store
