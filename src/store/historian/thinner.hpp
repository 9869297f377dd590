#pragma once
// Thinner: does what the site's retention says: chunks whose time is over become figures per interval, figures whose time is over go.
//
// A run takes one class of retention up to the beginning of a day of UTC, point after point, a chunk in a piece of work. Samples around alarms stay
// (AlarmSpans); a chunk that is damaged stays, for the historian to name. Each piece is a transaction of its own, in which the run's counts
// are written too, so that what went is told in the journal even after a crash: a run that was cut off ends where it was, and the next one begins anew.

#include "core/event.hpp"
#include "store/historian/alarm_spans.hpp"
#include "store/historian/chunk_table.hpp"
#include "store/historian/thinned_table.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::store {

class Thinner {
 public:
  // `directory` must outlive it.
  Thinner(sql::Database& database, const site::Directory& directory);

  // What the database has; also after a transaction that failed.
  void load();

  bool due(Instant now) const;
  // Within a transaction: one piece of what due() speaks of.
  void step(Instant now);

  // Runs that are over and not in the journal, each once after each load().
  std::vector<core::SamplesThinned> take_over() { return std::exchange(over_, {}); }
  // Within the transaction that puts it into the journal.
  void told(std::uint64_t run);

 private:
  struct Point {
    std::uint64_t number = 0;
    site::ZoneIndex zone;
  };
  struct Run {
    core::SamplesThinned counts;
    const site::Retention* retention = nullptr;
    std::vector<Point> points;
    std::size_t at = 0;  // the point in work
    Lane lane = Lane::Live;
    Instant cursor = Instant::before_all();  // chunks that begin before it are done
    bool counted = false;                    // the point
  };
  struct Chunk {
    std::uint64_t id = 0;
    std::vector<Reading> readings;
  };

  void close_cut_runs();
  void begin(Instant now);
  std::vector<Point> points_of(const site::Retention& retention);
  void work();
  std::optional<Chunk> next_chunk(const std::vector<Range>& kept);
  void thin(const Chunk& chunk, const std::vector<Range>& kept);
  void remove_figures();
  void save();
  void end();

  const site::Directory& directory_;
  ChunkTable chunks_;
  ThinnedTable thinned_;
  AlarmSpans spans_;
  sql::Statement read_untils_;
  sql::Statement read_over_;
  sql::Statement close_cut_;
  sql::Statement next_id_;
  sql::Statement save_;
  sql::Statement tell_;
  sql::Statement read_points_;
  std::map<std::string, Instant, std::less<>> thinned_until_;  // by class: of its last run that came to its end
  std::optional<Run> run_;
  bool cut_runs_closed_ = false;
  std::vector<core::SamplesThinned> over_;
};

}  // namespace davy::store
