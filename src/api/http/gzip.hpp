#pragma once
// A text as gzip (RFC 1952), as small as zlib makes it: for what is compressed once and sent often.

#include <string>
#include <string_view>

namespace davy::api {

std::string gzip(std::string_view text);

}  // namespace davy::api
