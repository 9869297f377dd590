#pragma once
// What a matter is called: read from the record that began it, each once.

#include "analysis/review/month.hpp"
#include "api/handler.hpp"
#include "api/json/obligation_json.hpp"

#include <map>

namespace davy::api {

class MatterNames {
 public:
  // Both must outlive it.
  MatterNames(store::Queries& queries, const site::Directory& directory) : queries_(queries), directory_(directory) {}

  NamedMatter of(const core::MatterRef& matter);  // what cannot be read has no title

 private:
  NamedMatter read(const core::MatterRef& matter);

  store::Queries& queries_;
  const site::Directory& directory_;
  std::map<core::MatterRef, NamedMatter> known_;
};

// That the path's first two parameters name, {matter}/{id}; none: they name none.
std::optional<core::MatterRef> matter_of(const Desk& desk);

// The words of obligations as they now stand, by the standards of the site of now. The desk must outlive them.
ObligationWords obligation_words(Desk& desk, Instant as_of);

// The month that a text names, and has begun; else what is wrong with `field`.
std::variant<analysis::Month, Problem> begun_month(const std::string& name, Desk& desk);

}  // namespace davy::api
