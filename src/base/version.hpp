#pragma once
// The version of Davy, as programs print it and every start records it.

namespace davy {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace davy
