#pragma once
// Columns: how wide a text is on a terminal, where a Chinese character takes two, and the lines that it is broken into.

#include <cstddef>
#include <string>
#include <string_view>

namespace davy {

std::size_t columns_of(std::string_view text);

// In lines of at most so many columns, broken at blanks and beside Chinese characters, but never before closing nor after opening punctuation. A word that
// is longer than a line stays whole; ends of line that are there stay.
std::string wrapped(std::string_view text, std::size_t columns);

}  // namespace davy
