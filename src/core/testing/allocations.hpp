#pragma once
// How often the test program has asked the heap for memory: what must not ask leaves it as it was.

#include <cstddef>

namespace davy::core::fixture {

// By any form of operator new but the nothrow ones; counted in allocations_test.cpp, which belongs to the test program of core.
std::size_t allocations();

}  // namespace davy::core::fixture
