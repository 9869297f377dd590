#pragma once
// FactBook: what people and other systems have told of zones, as long as it holds.
//
// Told again, a fact is replaced; what was told of an earlier time than what is known is refused. Nothing is decided when it runs out: it is unknown
// from then on. decide() is pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <string>

namespace davy::core {

struct ToldFact {
  double value = 0;
  Instant source;
  Instant until;
  std::string by;
  DAVY_FIELDS(value, source, until, by)
};

struct FactBook {
  std::map<std::string, std::map<std::string, ToldFact>, std::less<>> facts;  // by fact, then by zone ("" is the site)
  DAVY_FIELDS(facts)

  const ToldFact* find(std::string_view fact, const std::string& zone) const;  // also one that has run out
};

namespace fact {
Decided decide(const FactBook& book, const site::Directory& directory, const SetFact& ask, Instant now);
void evolve(FactBook& book, const Event& event);
}  // namespace fact

}  // namespace davy::core
