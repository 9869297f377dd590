#pragma once
// What an Accept header prefers: names with their weights (RFC 9110 §12.4.2), as "gzip;q=0.8, br".

#include <string_view>
#include <vector>

namespace davy::api {

struct Weighted {
  std::string_view name;  // as it was written
  double weight = 1;      // 0: not wanted, also when the weight cannot be read
};

// In the order in which they are named; the views are into `header`.
std::vector<Weighted> weighted(std::string_view header);

// The items of a list with commas, without the blanks around them; empty ones are left out (RFC 9110 §5.6.1).
std::vector<std::string_view> list_items(std::string_view header);

}  // namespace davy::api
