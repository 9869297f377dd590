#pragma once
// ObligationView: the duty chain, what links matters to each other, and what the fold of it remembers, so that it goes on where a store was left.

#include "core/obligation/obligation_book.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

// Its number in the table: the order in which obligations were asked.
std::uint64_t number_of(const core::Obligation& obligation);

class ObligationView {
 public:
  explicit ObligationView(sql::Database& database);

  void fold(const core::Event& event);

  void load();   // what is kept of the past, as the tables say it
  void clear();  // nothing is

 private:
  struct Links;

  void save(const core::Obligation& obligation);
  void save_people(const core::Obligation& obligation, std::uint64_t number);
  void save_matter(const core::MatterRef& ref);
  void save_condition(const std::string& name);

  core::ObligationBook book_;
  sql::Statement find_;
  sql::Statement save_;
  sql::Statement change_;
  sql::Statement name_;
  sql::Statement unname_;
  sql::Statement save_matter_;
  sql::Statement forget_matter_;
  sql::Statement save_condition_;
  sql::Statement forget_condition_;
  sql::Statement link_;
  sql::Statement stop_;
  sql::Statement matters_;
  sql::Statement conditions_;
  sql::Statement accounts_;
};

}  // namespace davy::store
