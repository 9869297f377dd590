#pragma once
// What everybody tries first: passwords made of well-known words, of runs and repetitions, or of words that belong to this place.
//
// A block list as SP 800-63B-4 §3.1.1.2 asks for, kept small by rules: whatever takes apart into such pieces is refused, with whatever digits and signs around it.

#include <span>
#include <string>
#include <string_view>

namespace davy::api {

// `context`: words of this place, as the login and the name of the site. `password` in small letters.
bool is_common(std::string_view password, std::span<const std::string> context);

}  // namespace davy::api
