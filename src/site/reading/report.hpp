#pragma once
// Report: collects the findings of one reading, each with its place.
//
// A finding that is already there is not added again: a fault in a template is one fault, however many points use it.

#include "site/finding.hpp"
#include "site/yaml/yaml_tree.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace davy::site {

class Report {
 public:
  // The number by which nodes name their file.
  std::uint16_t add_file(std::string name);

  void error(const YamlNode& at, Said found, Said expected, std::string nearest = {});
  void warning(const YamlNode& at, Said found, Said expected);
  void fault(std::uint16_t file, const YamlFault& fault);  // also: names are not judged from here on
  void error_without_place(std::string file, Said found, Said expected, std::string nearest = {});

  // A name that nothing bears. Silent while some file could not be read at all: the missing thing may stand there.
  void unknown_name(const YamlNode& at, Words what, Said expected, std::span<const std::string> candidates);
  void unknown_name(const YamlNode& at, Words what, Said expected, std::string nearest);

  // The candidate nearest to a mistyped word; empty when none is near, or when very many were compared already.
  std::string near(std::string_view word, std::span<const std::string> candidates);

  bool has_errors() const { return errors_ > 0; }
  bool complete() const { return complete_; }  // every file is YAML

  std::string place(const YamlNode& node) const;  // "points.yaml:12:9"
  std::vector<Finding> take();                    // by file, line, column

 private:
  void add(Finding finding);
  Finding at(FindingLevel level, const YamlNode& node, Said found, Said expected, std::string nearest) const;

  std::vector<std::string> files_;
  std::vector<Finding> findings_;
  std::unordered_set<std::size_t> seen_;
  std::size_t errors_ = 0;
  std::size_t comparisons_left_ = 2'000'000;  // names compared in search of the nearest, so that a site full of errors is still quick
  bool complete_ = true;
};

// "'text'" cut to a length that fits a line; "a list", "a mapping" or "nothing" for what is no text.
Said quoted(const YamlNode& node);
std::string quoted(std::string_view text);

Said with_article(Words what);  // "a zone", "an actuator"; Chinese has none

}  // namespace davy::site
