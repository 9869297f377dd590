#pragma once
// Every list that people page through, asked for as they do: of all, of what hardly any of it is, and sorted; at places spread evenly over all there is.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace davy::bench {

struct ListPages {
  std::string name;
  std::function<std::string(std::size_t round)> path;
  std::vector<double> took_ms = {};
};

// Of a life of so many events (years.hpp).
std::vector<ListPages> pages_of_lists(std::size_t events, std::size_t rounds);

}  // namespace davy::bench
