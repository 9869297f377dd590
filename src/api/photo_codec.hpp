#pragma once
// What a photo is kept as: its pixels, turned as it was held, encoded anew; not a byte of the file that was sent stays.
//
// JPEG stays JPEG, at a quality at which nothing is seen of it, PNG stays PNG bit by bit, WebP becomes JPEG, or PNG where it is transparent. 16 bits a channel become 8,
// a colour profile goes: colours are taken as sRGB. Decoders are libjpeg-turbo, libpng and libwebp; one that only warns has failed. The same bytes give the same bytes.
// Blocks for as long as it takes, seconds for the largest; holds at most eight bytes a pixel. Errors: Invalid: it cannot be decoded, or is larger than it says;
// Full: encoded it is larger than `bytes_most`.

#include "api/clean_photo.hpp"
#include "base/result.hpp"

#include <cstddef>

namespace davy::api {

// Of one that may_be_decoded().
Result<CleanPhoto> encode_anew(const CleanPhoto& photo, std::size_t bytes_most);

}  // namespace davy::api
