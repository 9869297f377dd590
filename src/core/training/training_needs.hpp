#pragma once
// Who needs which course, because of a plan, a post, what is measured where they have duty, or because what they passed runs out; and who lacks one that a
// permit asks for. Pure.

#include "core/training/training_book.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core::training {

struct Need {
  TrainingBecause because = TrainingBecause::Plan;
  std::string about;
  Instant due;
};

// The plans and topics alone, whatever the person has passed; `cycle_months` 0: once.
struct Reason {
  TrainingBecause because = TrainingBecause::Plan;
  std::string about;
  Duration within = kTrainingWithin;
  std::uint32_t cycle_months = 0;
};

// What follows from the site is worked out once. The sources outlive it.
class Wants {
 public:
  explicit Wants(const Sources& sources);

  // By course, like the next. What a mistake, a permit or a person asked for is not among them.
  std::map<std::string, Need> needs(const std::string& login, Instant now) const;
  std::map<std::string, Reason> reasons(const std::string& login) const;

 private:
  std::optional<Reason> reason_of(const std::vector<std::string>& held, const std::string& topic) const;

  const Sources& sources_;
  std::map<std::string, std::set<std::string>> posts_;  // that a topic is for
};

// The last day on which the pass holds; none: for good.
std::optional<Day> last_day(const CoursePass& pass, std::uint32_t cycle_months);
// When the pass is to be renewed: from the beginning of that day on.
std::optional<Day> renewal_day(const CoursePass& pass, std::uint32_t cycle_months);

struct Untrained {
  std::string who;     // login, or the name of who has no account
  std::string course;  // id
  Text words;
};

// Whom a plan with `required` keeps from being named on such a permit. `logins` of those who have an account; `others`: names of those without.
std::vector<Untrained> untrained(const TrainingBook& book, const Accounts& accounts, site::PermitKind kind,
                                 const std::vector<std::string>& logins, const std::vector<std::string>& others, Day today);

// Above the first post that the person holds; of whom holds none, the top.
std::string post_over(const Accounts& accounts, const site::Directory& directory, const std::string& login);

bool has_topic(const Course& course, std::string_view topic);

}  // namespace davy::core::training
