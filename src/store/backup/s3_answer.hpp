#pragma once
// What an S3 server answers: elements of a short XML of a fixed form. It is anybody's: whatever it is, some texts come out, or none.

#include <string>
#include <string_view>
#include <vector>

namespace davy::store::backup {

// What stands between <tag> and </tag>, in order. No document is built.
std::vector<std::string> elements(std::string_view xml, const std::string& tag);
std::string first_element(std::string_view xml, const std::string& tag);  // empty without one

}  // namespace davy::store::backup
