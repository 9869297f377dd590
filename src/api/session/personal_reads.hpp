#pragma once
// PersonalReads: which readings of personal data are told to the journal: the first of each person and subject in an hour.
//
// Holds at most 10,000 readings; when it is full it forgets all, so that one is told twice rather than not at all. Thread-safe.

#include "base/time.hpp"

#include <map>
#include <mutex>
#include <string>

namespace davy::api {

class PersonalReads {
 public:
  // True: it is to be told. `session` by its name, `subject` as "record qualification/c-1".
  bool is_new(const std::string& session, const std::string& subject, Instant now);

 private:
  std::mutex mutex_;
  std::map<std::string, Instant> told_;  // by session and subject
};

}  // namespace davy::api
