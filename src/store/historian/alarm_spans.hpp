#pragma once
// AlarmSpans: the times from which the samples of a zone are evidence, and stay: an hour before an alarm began, until an hour after it ended.
//
// Alarms that late data showed count as well. Within a transaction; what goes wrong in SQL stays with the database.

#include "site/directory.hpp"
#include "store/historian/answer.hpp"
#include "store/sql/database.hpp"

#include <map>
#include <vector>

namespace davy::store {

class AlarmSpans {
 public:
  AlarmSpans(sql::Database& database, const site::Directory& directory);

  // Everything is to be read again.
  void refresh();
  // Of a zone, and all time from `end` on: widened to whole intervals of `width`, in order, apart from each other. Valid until the next call. What
  // was asked last is in hand, until refresh().
  const std::vector<Range>& of_zone(site::ZoneIndex zone, Duration width, Instant end);

 private:
  const site::Directory& directory_;
  sql::Statement alarms_;
  sql::Statement found_late_;
  std::map<std::size_t, std::vector<Range>> late_;  // by zone
  std::size_t zone_ = 0;                            // of what is in hand
  Duration width_;
  bool in_hand_ = false;
  std::vector<Range> spans_;
};

// The one that holds the instant; null when none does.
const Range* span_holding(const std::vector<Range>& spans, Instant at);

}  // namespace davy::store
