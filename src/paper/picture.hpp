#pragma once
// SmallPicture: a photograph as a document keeps it: decoded, made small, without anything that came with it, and encoded anew.
//
// JPEG and PNG. At most kPictureSide pixels a side, on white. The same bytes give the same bytes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::paper {

inline constexpr int kPictureSide = 560;

struct SmallPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;  // 0x00RRGGBB, row by row
  std::string jpeg;                   // the same
};

// None: it is no picture, a broken one, or one of more than 64 million pixels.
std::optional<SmallPicture> small_picture(std::string_view bytes);

}  // namespace davy::paper
