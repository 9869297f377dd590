#pragma once
// The fuzz targets by name, as one binary holds them. The list is made by cmake/davy.cmake of the files x_fuzz.cpp.

#include <cstddef>
#include <cstdint>
#include <span>

namespace davy::fuzz {

struct Target {
  const char* name;  // as its file without .cpp; its inputs are in tests/fuzz/corpus/NAME
  int (*run)(const std::uint8_t* data, std::size_t size);
};

std::span<const Target> targets();

}  // namespace davy::fuzz
