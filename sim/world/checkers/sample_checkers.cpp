#include "sim/world/checkers/laws.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>

namespace davy::sim {
namespace {

using core::Sample;

// Which sample it is: as it was offered, whatever became of its quality.
using SampleKey = std::tuple<std::size_t, std::int64_t, std::int64_t, std::uint64_t>;
SampleKey key_of(const Sample& sample) {
  return {sample.point.get(), sample.source.unix_ns(), sample.arrival.unix_ns(), std::bit_cast<std::uint64_t>(sample.value)};
}

std::string told(const core::Fates& fates) {
  std::string text = std::to_string(fates.received) + " received, " + std::to_string(fates.evaluated) + " evaluated, " +
                     std::to_string(fates.late) + " late, rejected";
  for (const std::uint64_t count : fates.rejected) text += " " + std::to_string(count);
  return text;
}

class SampleFates final : public Checker {
 public:
  explicit SampleFates(const Judge& judge)
      : Checker("sample-fates",
                "Every sample that was taken has one fate: received = evaluated + late + rejected, each as the judge counts it, after "
                "every turn."),
        judge_(judge) {}

  void see(const Seen& step) override {
    on<step::Turned>(step, [&](const step::Turned& turned) {
      const core::Fates fates = turned.loop.fates();
      std::uint64_t sum = fates.evaluated + fates.late;
      for (const std::uint64_t count : fates.rejected) sum += count;
      if (fates.received != sum || fates != judge_.fates())
        breaks("the engine says " + told(fates) + "; the judge " + told(judge_.fates()));
    });
  }

 private:
  const Judge& judge_;
};

class KeptIsFound final : public Checker {
 public:
  KeptIsFound()
      : Checker("kept-is-found",
                "What was acknowledged as kept, samples and events, is found in the store after any crash, as it was, in its place.") {}

  void see(const Seen& step) override {
    on<step::KeptAnswered>(step, [&](const step::KeptAnswered& kept) {
      if (!std::holds_alternative<runtime::Accepted>(kept.answer)) return;
      for (const Sample& sample : kept.samples) kept_.insert(key_of(sample));
    });
    on<step::Durable>(step, [&](const step::Durable& durable) {
      if (!durable.commit.events.empty()) durable_seq_ = std::max(durable_seq_, durable.commit.events.back().seq);
    });
    on<step::Recovered>(step, [&](const step::Recovered& begun) {
      const std::uint64_t found = begun.recovered.events.empty() ? begun.recovered.state.last_seq : begun.recovered.events.back().seq;
      if (found < durable_seq_)
        breaks("the journal ends with " + std::to_string(found) + ", and " + std::to_string(durable_seq_) + " had been told durable");
    });
  }

  void end(const End& end) override {
    std::set<SampleKey> found;
    for (const Sample& sample : end.samples) found.insert(key_of(sample));
    for (const SampleKey& key : kept_)
      if (!found.contains(key)) return breaks("a sample of point " + std::to_string(std::get<0>(key)) + " is gone");
    if (end.events.size() < durable_seq_) breaks("the journal has lost its end");
  }

 private:
  std::set<SampleKey> kept_;
  std::uint64_t durable_seq_ = 0;
};

class LateIsPast final : public Checker {
 public:
  LateIsPast(const site::Directory& directory, const Judge& judge)
      : Checker("late-is-past",
                "Late data changes no live value and moves no actuator: live values are the judge's, and a row trips only when its vote "
                "was true "
                "by live samples; what is found late rests on a sample that came."),
        directory_(directory),
        judge_(judge),
        tripped_(directory.site().rows.size(), false) {}

  void see(const Seen& step) override {
    on<step::Accepted>(step, [&](const step::Accepted& accepted) {
      for (const Sample& sample : accepted.samples) came_.insert({sample.point.get(), sample.source.unix_ns()});
    });
    on<step::Recovered>(step, [&](const step::Recovered& begun) {
      for (const Sample& sample : begun.recovered.samples) came_.insert({sample.point.get(), sample.source.unix_ns()});
    });
    on<step::Started>(step, [&](const step::Started& started) { see_rows(started.loop.state()); });
    on<step::Turned>(step, [&](const step::Turned& turned) { see_turn(turned); });
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events)
        if (const auto* late = get_if<core::AlarmFoundLate>(&event.body)) see_finding(*late);
    });
  }

 private:
  void see_turn(const step::Turned& turned) {
    for (std::size_t i = 0; i < directory_.site().points.size(); ++i) {
      const site::PointIndex point(i);
      const Sample* live = judge_.last(point);
      const Sample shown = turned.loop.detector().last(point);
      const Instant source = live == nullptr ? Instant::before_all() : live->source;
      if (shown.source != source)
        breaks("the live value of " + directory_.site()[point].name + " is of " + to_text(shown.source) + ", not of " + to_text(source));
    }
    for (std::size_t i = 0; i < tripped_.size(); ++i) {
      const site::Row& row = directory_.site().rows[i];
      if (is_tripped(turned.loop.state(), row) && !tripped_[i] && !judge_.acted(site::RowIndex(i)))
        breaks("row " + row.name + " tripped without a true vote");
    }
    see_rows(turned.loop.state());
  }

  void see_rows(const core::State& state) {
    for (std::size_t i = 0; i < tripped_.size(); ++i) tripped_[i] = is_tripped(state, directory_.site().rows[i]);
  }

  static bool is_tripped(const core::State& state, const site::Row& row) {
    const auto found = state.interlocks.rows.find(row.name);
    return found != state.interlocks.rows.end() && found->second.tripped;
  }

  void see_finding(const core::AlarmFoundLate& late) {
    const auto condition = directory_.condition(late.condition);
    if (!condition || !came_.contains({directory_.site()[*condition].point.get(), late.began.unix_ns()}))
      breaks(late.condition + " was found late from a time of which no sample came: " + to_text(late.began));
  }

  const site::Directory& directory_;
  const Judge& judge_;
  std::vector<bool> tripped_;  // after the last turn, by RowIndex
  std::set<std::pair<std::size_t, std::int64_t>> came_;
};

}  // namespace

void add_sample_checkers(Checkers& to, const site::Directory& directory, const Judge& judge) {
  to.push_back(std::make_unique<SampleFates>(judge));
  to.push_back(std::make_unique<KeptIsFound>());
  to.push_back(std::make_unique<LateIsPast>(directory, judge));
}

}  // namespace davy::sim
