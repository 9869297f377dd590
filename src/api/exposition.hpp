#pragma once
// Exposition: figures for Prometheus, in its text format 0.0.4.

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace davy::api {

class Exposition {
 public:
  void counter(std::string_view name, std::string_view help) { head(name, help, "counter"); }
  void counter(std::string_view name, std::string_view help, std::uint64_t count) {
    head(name, help, "counter");
    text_ += fmt::format("{} {}\n", name, count);
  }
  void gauge(std::string_view name, std::string_view help) { head(name, help, "gauge"); }
  void gauge(std::string_view name, std::string_view help, double value) {
    head(name, help, "gauge");
    text_ += fmt::format("{} {}\n", name, value);
  }
  void labelled(std::string_view name, std::string_view label, std::string_view value, std::uint64_t count) {
    text_ += fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, value, count);
  }
  // `labels`: post="operator",shift="day"
  void labelled(std::string_view name, std::string_view labels, double value) {
    text_ += fmt::format("{}{{{}}} {}\n", name, labels, value);
  }
  void raw(std::string_view lines) { text_ += lines; }
  std::string take() { return std::move(text_); }

 private:
  void head(std::string_view name, std::string_view help, std::string_view type) {
    text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
  }
  std::string text_;
};

}  // namespace davy::api
