#pragma once
// AskBounds: how often one account may ask for what is costly, so that whoever asks without end, or a program that does so for them, keeps nobody else waiting.
//
// Counted per account and kind of cost, never per address: people behind one proxy do not use up each other's. So many at once, then one each time that passes, by the
// generic cell rate algorithm (ITU-T I.371 §5.4.1). A start forgets. Thread-safe.

#include "api/http/exchange.hpp"
#include "base/time.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace davy::api {

enum class Cost { None, Search, Upload, Export, Trial };

struct Allowance {
  int at_once = 0;
  Duration each;  // after which there is room for one more
};

struct CostlyRoute {
  Method method = Method::Get;
  std::string_view pattern;  // as in the access table
  Cost cost = Cost::None;
};

std::span<const CostlyRoute> costly_routes();
Cost cost_of(Method method, std::string_view pattern);
Allowance allowance_of(Cost cost);  // of all but None

class AskBounds {
 public:
  // Counts it when there is room; otherwise says after how long there is.
  std::optional<Duration> take(const std::string& login, Cost cost, Instant now);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, Cost>, Instant> spent_until_;  // when what was asked for would have been spread evenly
};

}  // namespace davy::api
