#pragma once
// The duty chain of a journal: all its obligations as they are in the end, and as lines that a person can read. For tests only.

#include "core/obligation/obligation_book.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace davy::core::fixture {

// Every obligation once, in the order in which they were asked.
class DutyChain {
 public:
  void take(const Event& event) {
    book_.evolve(event, [&](const Obligation& each) { all_[{each.asked_by, each.step, each.part}] = each; });
  }
  ObligationBook& book() { return book_; }
  std::vector<Obligation> all() const {
    std::vector<Obligation> all;
    for (const auto& [key, each] : all_) all.push_back(each);
    return all;
  }

 private:
  ObligationBook book_;
  std::map<std::tuple<std::uint64_t, Step, std::uint32_t>, Obligation> all_;
};

inline std::vector<Obligation> duty_chain(const std::vector<Event>& journal) {
  DutyChain chain;
  for (const Event& event : journal) chain.take(event);
  return chain.all();
}

// "handle-order of operator: wang; done by user:wang", of one matter.
inline std::string duty_line(const Obligation& each) {
  std::string line(name_of(each.step));
  if (each.part > 0) line += " " + std::to_string(each.part);
  line += " of " + (each.post.empty() ? "nobody" : each.post) + ":";
  for (const std::string& login : each.people) line += " " + login;
  line += "; " + std::string(name_of(each.answer));
  if (each.done) line += " by " + each.done->by;
  if (each.judgement != Judgement::None) line += " " + std::string(name_of(each.judgement)) + " " + each.judged;
  if (each.round > 1) line += " again";
  return line;
}

inline std::vector<std::string> duty_lines(const std::vector<Event>& journal, MatterKind kind) {
  std::vector<std::string> lines;
  for (const Obligation& each : duty_chain(journal))
    if (each.matter.kind == kind) lines.push_back(duty_line(each));
  return lines;
}

}  // namespace davy::core::fixture
