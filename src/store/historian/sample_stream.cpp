#include "store/historian/sample_stream.hpp"

#include "store/files.hpp"
#include "store/historian/arrival_order.hpp"
#include "store/historian/chunk_table.hpp"
#include "store/historian/tail_table.hpp"
#include "store/historian/thinned_table.hpp"
#include "store/sql/schema.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace davy::store {
namespace {

constexpr Duration kFirstSlice = Duration::from_ms(1'000);
constexpr Duration kLongestSlice = Duration::from_ms(366LL * 86'400'000);
constexpr std::size_t kOverfull = 4;    // times a slice's samples: it is tried again, shorter
constexpr std::size_t kPerPoint = 512;  // in a slice, so that few chunks are decoded for few samples
constexpr std::size_t kSliceMost = 2'000'000;
constexpr std::size_t kSpares = 64;  // chunks whose memory is kept for others
constexpr std::array kLanes{Lane::Live, Lane::Late};

// A decoded chunk, by source time; what stands before `at` has been given, what stands before `end` is in the slice.
struct Piece {
  std::vector<Reading> readings;
  std::size_t at = 0;
  std::size_t end = 0;

  bool is_given() const { return at >= readings.size(); }
};

struct LaneState {
  Instant known_until;        // chunks that begin earlier have been decoded
  Instant next;               // when the next one begins, at the earliest
  std::vector<Piece> pieces;  // with something left to give
};

struct Point {
  std::uint64_t number = 0;  // 0: never spoke yet
  std::uint64_t chunked = 0;
  bool afresh = true;  // what was decoded does not hold any more: the chunks that reach into the slice are to be read
  std::array<LaneState, kLanes.size()> lanes;
};

Instant earlier_of(Instant from, Duration length, Instant until) { return until - from > length ? from + length : until; }

}  // namespace

class SampleStream::Impl {
 public:
  Impl(std::unique_ptr<sql::Database> opened, std::vector<std::string> names, Range range, StreamOptions options)
      : options_(options),
        database_(std::move(opened)),
        tail_(*database_),
        chunks_(*database_),
        read_points_(database_->prepare("SELECT id, name, chunked FROM points")),
        thinned_(*database_),
        extent_(database_->prepare("SELECT min(first_source), max(last_source) FROM chunks WHERE point = $1")),
        points_(names.size()),
        covered_(range) {
    options_.slice = std::max(options_.slice, std::min(names.size() * kPerPoint, kSliceMost));
    for (std::size_t i = 0; i < names.size(); ++i) by_name_[std::move(names[i])] = i;
  }

  Result<void> begin() {
    sql::Transaction reading(*database_);
    read_points();
    std::optional<Range> extent = tail_.span();
    for (const Point& point : points_) {
      if (point.number == 0 || !extent_.query(point.number).next() || extent_.is_null(0)) continue;
      const Range chunks{extent_.get<Instant>(0), extent_.get<Instant>(1)};
      if (!extent) extent = chunks;
      extent = Range{std::min(extent->from, chunks.from), std::max(extent->until, chunks.until)};
    }
    for (const auto& [name, index] : by_name_)
      if (points_[index].number != 0) name_thinned(name, points_[index], covered_);
    if (Result<void> done = reading.commit(); !done) return done;
    if (extent) covered_.from = std::max(covered_.from, extent->from);
    covered_.until = extent ? std::max(covered_.from, std::min(covered_.until, extent->until + 1_ns)) : covered_.from;
    position_ = covered_.from;
    return {};
  }

  // Samples that went cannot be streamed: each point's stretch is named.
  void name_thinned(const std::string& name, const Point& point, Range wanted) {
    std::optional<Range> stretch;
    std::uint64_t samples = 0;
    sql::Statement& row = thinned_.overlapping(point.number, wanted);
    while (row.next()) {
      const ThinnedBlock block = ThinnedTable::head(row);
      stretch = Range{stretch ? std::min(stretch->from, block.first_source) : block.first_source,
                      stretch ? std::max(stretch->until, block.last_source) : block.last_source};
      samples += block.samples;
    }
    if (!stretch) return;
    missing_.push_back({stretch->from, stretch->until,
                        name + ": " + std::to_string(samples) + " samples (" + to_text(stretch->from) + " to " + to_text(stretch->until) +
                            ") are no longer there one by one: they were thinned to figures"});
  }

  Result<std::span<const core::Sample>> next() {
    given_.clear();
    while (given_.empty() && !(position_ == covered_.until && held_back_.empty()))
      if (Result<void> done = give_slice(); !done) return done.error();
    return std::span<const core::Sample>(given_);
  }

  Range covered() const { return covered_; }
  Instant position() const { return position_; }
  const std::vector<Damage>& missing() const { return missing_; }

 private:
  void read_points() {
    read_points_.query();
    while (read_points_.next()) {
      const auto found = by_name_.find(read_points_.bytes(1));
      if (found == by_name_.end()) continue;
      Point& point = points_[found->second];
      point.number = read_points_.get<std::uint64_t>(0);
      const auto chunked = read_points_.get<std::uint64_t>(2);
      if (chunked != point.chunked) point.afresh = true;
      point.chunked = chunked;
      if (by_number_.size() <= point.number) by_number_.resize(point.number + 1, points_.size());
      by_number_[point.number] = found->second;
    }
  }

  Result<void> give_slice() {
    Instant until = covered_.until;
    {
      sql::Transaction reading(*database_);
      read_points();
      do {
        until = earlier_of(position_, length_, covered_.until);
      } while (!gather(until));
      if (Result<void> done = reading.commit(); !done) return done;
    }
    forget_given();
    set_next_length(until);
    position_ = until;
    give(until == covered_.until ? Instant::never() : until - kClockAhead);
    return {};
  }

  // Into gathered_: what was measured in [position_, until). False: too much of it, and the slice is shorter now.
  bool gather(Instant until) {
    gathered_.clear();
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (points_[i].number == 0) continue;
      load(points_[i], until);
      take(i, until);
      if (gathered_.size() <= kOverfull * options_.slice || length_ <= 1_ms) continue;
      length_ = length_ / static_cast<std::int64_t>(2 * kOverfull);
      return false;
    }
    take_tail(until);
    return true;
  }

  // Decodes the chunks that begin before `until`. Those of the live lane follow each other: while one reaches beyond it, there is none to look for.
  void load(Point& point, Instant until) {
    for (const Lane lane : kLanes) {
      LaneState& state = point.lanes[static_cast<std::size_t>(lane)];
      if (point.afresh) {
        drop(state);
        add_pieces(state, chunks_.overlapping(point.number, lane, {position_, until}));
        state.known_until = until;
        state.next = chunks_.next_begin(point.number, lane, until);
      } else if (state.next < until) {
        add_pieces(state, chunks_.beginning(point.number, lane, {state.known_until, until}));
        state.known_until = until;
        state.next = chunks_.next_begin(point.number, lane, until);
      }
    }
    point.afresh = false;
  }

  void add_pieces(LaneState& state, sql::Statement& row) {
    while (row.next()) {
      Result<std::vector<Reading>> readings = ChunkTable::readings(row, memory_);
      if (!readings) {
        if (named_.insert(row.get<std::uint64_t>(0)).second)
          missing_.push_back({row.get<Instant>(3), row.get<Instant>(4), readings.error().message});
        continue;
      }
      const auto from = std::ranges::lower_bound(*readings, position_, {}, &Reading::source) - readings->begin();
      state.pieces.push_back({std::move(*readings), static_cast<std::size_t>(from), static_cast<std::size_t>(from)});
    }
  }

  // Their memory is for the next ones.
  void drop(LaneState& state) {
    for (Piece& piece : state.pieces) keep_memory(piece);
    state.pieces.clear();
  }
  void keep_memory(Piece& piece) {
    if (memory_.spare_readings.size() < kSpares) memory_.spare_readings.push_back(std::move(piece.readings));
  }

  void take(std::size_t index, Instant until) {
    for (LaneState& lane : points_[index].lanes) {
      for (Piece& piece : lane.pieces) {
        const auto begin = piece.readings.begin() + static_cast<std::ptrdiff_t>(piece.at);
        const auto end = std::ranges::lower_bound(begin, piece.readings.end(), until, {}, &Reading::source);
        piece.end = static_cast<std::size_t>(end - piece.readings.begin());
        for (auto reading = begin; reading != end; ++reading) gathered_.push_back(sample_of(index, *reading));
      }
    }
  }

  void take_tail(Instant until) {
    sql::Statement& row = tail_.overlapping({position_, until});
    while (row.next()) {
      const std::uint64_t id = TailTable::id(row);
      const Result<std::vector<PointReading>> batch = TailTable::batch(row);
      if (!batch) {
        if (named_rows_.insert(id).second) missing_.push_back({row.get<Instant>(2), row.get<Instant>(3), batch.error().message});
        continue;
      }
      for (const PointReading& sample : *batch) {
        const std::size_t index = sample.point < by_number_.size() ? by_number_[sample.point] : points_.size();
        if (index == points_.size() || id <= points_[index].chunked) continue;
        if (sample.reading.source >= position_ && sample.reading.source < until) gathered_.push_back(sample_of(index, sample.reading));
      }
    }
  }

  static core::Sample sample_of(std::size_t point, const Reading& reading) {
    return {site::PointIndex(point), reading.quality, reading.value, reading.source, reading.arrival};
  }

  // The slice has been gathered: what it took is behind; where too much is held for later it is decoded again.
  void forget_given() {
    std::size_t held = 0;
    for (Point& point : points_) {
      for (LaneState& lane : point.lanes) {
        for (Piece& piece : lane.pieces) {
          piece.at = piece.end;
          if (piece.is_given()) keep_memory(piece);
        }
        std::erase_if(lane.pieces, [](const Piece& piece) { return piece.is_given(); });
        for (const Piece& piece : lane.pieces) held += piece.readings.size();
      }
      if (held <= options_.samples_held) continue;
      point.afresh = true;
      for (LaneState& lane : point.lanes) {
        for (const Piece& piece : lane.pieces) held -= piece.readings.size();
        drop(lane);
      }
    }
  }

  void set_next_length(Instant until) {
    const std::size_t got = std::max<std::size_t>(gathered_.size(), 1);
    const double wanted = (until - position_).seconds() * static_cast<double>(options_.slice) / static_cast<double>(got);
    const Duration most = std::min(length_ * 4, kLongestSlice);
    length_ = std::clamp(Duration::from_seconds(std::min(wanted, kLongestSlice.seconds())), 1_ms, most);
  }

  // What arrived before `limit`: everything measured later than the slice arrives after it.
  void give(Instant limit) {
    gathered_.insert(gathered_.end(), held_back_.begin(), held_back_.end());
    sort_by_arrival(gathered_, spare_);
    given_.swap(gathered_);
    if (given_.size() > kOverfull * options_.slice + options_.samples_held) limit = Instant::never();
    auto rest = given_.end();
    if (limit != Instant::never())
      rest = std::ranges::partition_point(given_, [&](const core::Sample& sample) { return sample.arrival < limit; });
    held_back_.assign(rest, given_.end());
    given_.erase(rest, given_.end());
  }

  StreamOptions options_;
  std::unique_ptr<sql::Database> database_;
  TailTable tail_;
  ChunkTable chunks_;
  sql::Statement read_points_;
  ThinnedTable thinned_;
  sql::Statement extent_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<Point> points_;           // by PointIndex
  std::vector<std::size_t> by_number_;  // index of a point; points_.size(): of none that is asked for
  Range covered_;
  Instant position_;  // everything measured before it has been gathered
  Duration length_ = kFirstSlice;
  std::vector<core::Sample> gathered_, held_back_, given_, spare_;
  ChunkMemory memory_;
  std::vector<Damage> missing_;
  std::set<std::uint64_t> named_, named_rows_;
};

Result<std::unique_ptr<SampleStream>> SampleStream::open(const std::string& data_folder, std::vector<std::string> points, Range range,
                                                         StreamOptions options) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  auto impl = std::make_unique<Impl>(std::move(*database), std::move(points), range, options);
  if (Result<void> begun = impl->begin(); !begun) return begun.error().within(data_folder);
  return std::unique_ptr<SampleStream>(new SampleStream(std::move(impl)));
}

SampleStream::SampleStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SampleStream::~SampleStream() = default;

Result<std::span<const core::Sample>> SampleStream::next() { return impl_->next(); }
Range SampleStream::covered() const { return impl_->covered(); }
Instant SampleStream::position() const { return impl_->position(); }
const std::vector<Damage>& SampleStream::missing() const { return impl_->missing(); }

}  // namespace davy::store
