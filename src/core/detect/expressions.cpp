#include "core/detect/expressions.hpp"

#include "base/ensure.hpp"
#include "base/prefetch.hpp"

#include <algorithm>

namespace davy::core {
namespace {

using site::expression::InputKind;
using site::expression::Value;

constexpr Duration kTickEvery = 1_s;

// How far a time function looks back.
Duration looked_back(const site::expression::Input& input) { return input.lookback > Duration() ? input.lookback : input.window; }

Evidence evidence_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::True: return Evidence::For;
    case Outcome::False: return Evidence::Against;
    case Outcome::Unknown:
    case Outcome::Failed: break;
  }
  return Evidence::None;
}

}  // namespace

std::vector<Expressions::Asked> Expressions::asked_of(const site::Site& site) {
  std::vector<Asked> asked;
  for (std::size_t i = 0; i < site.conditions.size(); ++i) {
    const site::Condition& condition = site.conditions[i];
    if (condition.kind != site::ConditionKind::Expression) continue;
    ensure(condition.program != nullptr, "an expression has its program");
    asked.push_back({i, condition.point, condition.program});
  }
  return asked;
}

Expressions::Expressions(const site::Site& site, const Rules& rules, const Circumstances& circumstances, Instant start)
    : Expressions(rules, circumstances, asked_of(site), start, Tense::Present) {}

Expressions::Expressions(const Rules& rules, const Circumstances& circumstances, const std::vector<Asked>& asked, Instant start,
                         Tense tense)
    : rules_(rules), circumstances_(circumstances), start_(start), tense_(tense), slots_(rules.points.size(), kUnread) {
  std::size_t slots = 1;
  std::size_t inputs = 0;
  Lists lists;
  watches_.reserve(asked.size());
  for (const Asked& one : asked) {
    watch(one, lists);
    slots = std::max(slots, one.program->slots);
    for (const auto& part : one.program->parts) slots = std::max(slots, part.slots);
    if (one.program->kept) slots = std::max(slots, one.program->kept->slots);
    inputs = std::max(inputs, one.program->inputs.size());
  }
  values_.resize(inputs);
  machine_ = Machine(slots);
  lay_out(lists);
  join_groups();
}

// One list after the other, as their points come.
void Expressions::lay_out(const Lists& lists) {
  const auto add = [](auto& all, const auto& more) {
    const Some some{static_cast<std::uint32_t>(all.size()), static_cast<std::uint32_t>(more.size())};
    all.insert(all.end(), more.begin(), more.end());
    return some;
  };
  for (std::size_t slot = 0; slot < points_.size(); ++slot) {
    points_[slot].feeds = add(feeds_, lists.feeds[slot]);
    points_[slot].readers = add(readers_, lists.readers[slot]);
  }
}

// The smallest slot that is reached by way of shared expressions names the group.
void Expressions::join_groups() {
  for (std::size_t i = 0; i < points_.size(); ++i) points_[i].group = static_cast<std::uint32_t>(i);
  const auto root = [&](std::uint32_t slot) {
    while (points_[slot].group != slot) slot = points_[slot].group = points_[points_[slot].group].group;
    return slot;
  };
  std::vector<std::uint32_t> first(watches_.size(), kUnread);
  for (std::uint32_t slot = 0; slot < points_.size(); ++slot) {
    for (const std::uint32_t reader : part(readers_, points_[slot].readers)) {
      if (first[reader] == kUnread) first[reader] = slot;
      const std::uint32_t a = root(first[reader]), b = root(slot);
      points_[std::max(a, b)].group = std::min(a, b);
    }
  }
  for (std::uint32_t slot = 0; slot < points_.size(); ++slot) points_[slot].group = root(slot);
}

std::optional<std::uint32_t> Expressions::group(site::PointIndex point) const {
  return reads(point) ? std::optional(watched(point).group) : std::nullopt;
}

Expressions Expressions::afresh(std::span<const std::uint32_t> expressions, Instant start) const {
  std::vector<Asked> asked;
  for (const std::uint32_t expression : expressions) asked.push_back(asked_by(expression));
  return Expressions(rules_, circumstances_, asked, start, Tense::Past);
}

void Expressions::begin_again(Instant start) {
  std::vector<Asked> asked;
  for (std::size_t i = 0; i < watches_.size(); ++i) asked.push_back(asked_by(i));
  Expressions fresh(rules_, circumstances_, asked, start, tense_);
  start_ = start;
  std::swap(watches_, fresh.watches_);
  std::swap(programs_, fresh.programs_);
  std::swap(points_, fresh.points_);
  std::swap(feeds_, fresh.feeds_);
  std::swap(readers_, fresh.readers_);
  std::swap(sources_, fresh.sources_);
  std::swap(operators_, fresh.operators_);
  std::swap(sequences_, fresh.sequences_);
  next_tick_ = fresh.next_tick_;
}

void Expressions::watch(const Asked& asked, Lists& lists) {
  Watch made{.program = asked.program.get(), .condition = static_cast<std::uint32_t>(asked.condition), .own = asked.own};
  const auto number = static_cast<std::uint32_t>(watches_.size());
  slot_of(asked.own, lists);
  made.sources.first = static_cast<std::uint32_t>(sources_.size());
  for (const site::expression::Input& input : asked.program->inputs) {
    const Source source = source_of(input, asked.own, lists);
    sources_.push_back(source);
    ++made.sources.count;
    made.asks_silence = made.asks_silence || input.kind == InputKind::Stale;
    if (input.kind == InputKind::Sequence || is_of_no_point(input.kind)) continue;  // its parts read what they read
    for (const auto& point : {std::optional(source.point), input.other}) {
      if (!point) continue;
      std::vector<std::uint32_t>& readers = lists.readers[slot_of(*point, lists)];
      if (readers.empty() || readers.back() != number) readers.push_back(number);
    }
  }
  watches_.push_back(made);
  programs_.push_back(asked.program);
}

Expressions::Source Expressions::source_of(const site::expression::Input& input, site::PointIndex own, Lists& lists) {
  Source source{&input, input.point.value_or(own), {}};
  if (input.kind == InputKind::Sequence) {
    source.number = {InputKind::Sequence, static_cast<std::uint32_t>(sequences_.size())};
    sequences_.emplace_back(input.window);
  }
  if (!is_time_function(input.kind)) return source;
  site::expression::Input placed = input;
  placed.point = source.point;
  source.number = operators_.add(placed, rules_);
  const auto feed = [&](site::PointIndex point, Operators::Side side) {
    std::vector<Feed>& feeds = lists.feeds[slot_of(point, lists)];
    const Feed one{source.number, side};
    if (std::find(feeds.begin(), feeds.end(), one) == feeds.end()) feeds.push_back(one);
  };
  feed(source.point, Operators::Side::Point);
  if (input.other) feed(*input.other, Operators::Side::Other);
  return source;
}

std::uint32_t Expressions::slot_of(site::PointIndex point, Lists& lists) {
  std::uint32_t& slot = slots_[point.get()];
  if (slot == kUnread) {
    slot = static_cast<std::uint32_t>(points_.size());
    points_.emplace_back();
    lists.feeds.emplace_back();
    lists.readers.emplace_back();
  }
  return slot;
}

std::span<const std::uint32_t> Expressions::readers(site::PointIndex point) const {
  return reads(point) ? part(readers_, watched(point).readers) : std::span<const std::uint32_t>();
}

void Expressions::expect(site::PointIndex point) const {
  if (reads(point)) prefetch(watched(point));
}

void Expressions::expect_operators(site::PointIndex point) const {
  if (!reads(point)) return;
  for (const Feed& feed : part(feeds_, watched(point).feeds)) operators_.expect(feed.operation);
  for (const std::uint32_t reader : part(readers_, watched(point).readers)) prefetch(watches_[reader]);
}

void Expressions::expect_cells(site::PointIndex point) const {
  if (!reads(point)) return;
  for (const Feed& feed : part(feeds_, watched(point).feeds)) operators_.expect_cells(feed.operation);
  for (const std::uint32_t reader : part(readers_, watched(point).readers)) {
    const std::span<const Source> sources_read = sources(watches_[reader]);
    if (!sources_read.empty()) prefetch(sources_read.data(), sources_read.size_bytes());
    prefetch(rules_.conditions[watches_[reader].condition]);
  }
}

void Expressions::take(const Sample& sample) {
  Watched& point = points_[slots_[sample.point.get()]];
  const bool usable = sample.quality != Quality::Bad && rules_.points[sample.point.get()].working.contains(sample.value);
  if (sample.quality != Quality::Bad) point.usable = sample.value;
  point.last = sample;
  point.seen = true;
  Sample judged = sample;
  if (!usable) judged.quality = Quality::Bad;  // a failed sensor's value is no reading
  for (const Feed& feed : part(feeds_, point.feeds)) operators_.feed(feed.operation, feed.side, judged);
}

bool Expressions::silent(site::PointIndex point, Instant at, Duration for_longer_than) const {
  const Watched& of = watched(point);
  const Instant heard = of.seen ? std::max(start_, std::min(of.last.source, of.last.arrival)) : start_;
  return at > heard + for_longer_than;
}

bool Expressions::known(site::PointIndex point, Instant at) const {
  const Watched& of = watched(point);
  const PointRule& rule = rules_.points[point.get()];
  return of.seen && of.last.quality != Quality::Bad && rule.working.contains(of.last.value) && !silent(point, at, rule.stale_after);
}

Value Expressions::value_of(const Watch& watch, const Source& source, std::span<const Value> before) {
  const Watched& of = watched(source.point);
  switch (source.input->kind) {
    case InputKind::Value: return known(source.point, watch.at) ? site::expression::of_double(of.last.value) : Value();
    case InputKind::Known: return site::expression::of_bool(known(source.point, watch.at));
    case InputKind::Stale: return site::expression::of_bool(silent(source.point, watch.at, source.input->window));
    case InputKind::Quality:
      if (!of.seen || silent(source.point, watch.at, rules_.points[source.point.get()].stale_after)) return {};
      return site::expression::of_text(name_of(of.last.quality == Quality::Manual ? Quality::Good : of.last.quality));
    case InputKind::Sequence: return followed(watch, source, before);
    case InputKind::Mode:
    case InputKind::Fact:
    case InputKind::OpenOrders:
    case InputKind::OpenHazards: return circumstance(*source.input, watch.at);
    case InputKind::Anomaly:
      if (!known(source.point, watch.at)) return {};
      break;
    default: break;
  }
  return operators_.answer(source.number, *source.input, watch.at);
}

Value Expressions::circumstance(const site::expression::Input& input, Instant at) const {
  if (input.kind == InputKind::Mode) {
    const auto mode = circumstances_.mode(*input.zone, at, tense_);
    return mode ? site::expression::of_text(circumstances_.name_of(*mode)) : Value();
  }
  if (input.kind == InputKind::OpenOrders || input.kind == InputKind::OpenHazards) {
    const auto open = input.kind == InputKind::OpenOrders ? circumstances_.open_orders(*input.zone, tense_)
                                                          : circumstances_.open_hazards(*input.zone, tense_);
    return open ? site::expression::of_int(*open) : Value();
  }
  const auto told = circumstances_.fact(*input.fact, input.zone, at, tense_);
  if (!told) return {};
  switch (circumstances_.kind_of(*input.fact)) {
    case site::FactKind::Truth: return site::expression::of_bool(*told != 0);
    case site::FactKind::Count: return site::expression::of_int(static_cast<std::int64_t>(*told));
    case site::FactKind::Number: return site::expression::of_double(*told);
  }
  return {};
}

// The parts read only what stands before the sequence, which is known by now.
Value Expressions::followed(const Watch& watch, const Source& source, std::span<const Value> before) {
  Sequence& sequence = sequences_[source.number.place];
  sequence.feed_a(watch.at, truth_of(machine_.run(watch.program->parts[source.input->part], before)));
  sequence.feed_b(watch.at, truth_of(machine_.run(watch.program->parts[source.input->part + 1], before)));
  return core::value_of(sequence.holds());
}

Evidence Expressions::run(Watch& watch, Instant at, Truth decided) {
  watch.at = std::max(watch.at, at);
  std::size_t count = 0;
  for (const Source& source : sources(watch)) {
    values_[count] = value_of(watch, source, std::span(values_).first(count));
    ++count;
  }
  const site::expression::Program& program = *watch.program;
  const site::expression::Routine& routine = decided == Truth::True && program.kept ? *program.kept : program;
  const Outcome outcome = machine_.run(routine, std::span(values_).first(count));
  watch.failing = outcome == Outcome::Failed;
  failures_ += watch.failing ? 1 : 0;
  return evidence_of(outcome);
}

Expressions::Weighed Expressions::weighed(const Watch& watch) const {
  return {watch.condition, watch.evidence, watch.at, watched(watch.own).usable};
}

Expressions::Weighed Expressions::weigh(std::uint32_t expression, Instant at, Truth decided) {
  Watch& watch = watches_[expression];
  watch.evidence = run(watch, at, decided);
  watch.by_time = false;
  return weighed(watch);
}

std::optional<Expressions::Weighed> Expressions::weigh_on_tick(std::uint32_t expression, Instant now, Truth decided) {
  Watch& watch = watches_[expression];
  const Evidence evidence = run(watch, now, decided);
  watch.by_time = watch.by_time || evidence != watch.evidence;
  watch.evidence = evidence;
  if (!watch.by_time && !watch.asks_silence) return std::nullopt;
  return weighed(watch);
}

std::vector<Undecided> Expressions::undecided(site::PointIndex own) const {
  std::vector<Undecided> all;
  // Watches stand in the order of their conditions, and the conditions of a point together.
  const PointRule& rule = rules_.points[own.get()];
  auto watch = std::ranges::lower_bound(watches_, rule.first_condition, {}, &Watch::condition);
  for (; watch != watches_.end() && watch->condition < rule.first_condition + rule.conditions; ++watch) {
    if (watch->evidence != Evidence::None) continue;
    Undecided& one = all.emplace_back();
    one.condition = site::ConditionIndex(watch->condition);
    one.why = watch->failing ? Undecided::Why::Failed : Undecided::Why::NotKnown;
    for (const Source& source : sources(*watch)) {
      if (!is_time_function(source.input->kind)) continue;
      if (const auto share = operators_.known_share(source.number))
        one.windows.push_back({source.input->kind, source.point, looked_back(*source.input), *share});
    }
  }
  return all;
}

bool Expressions::due(Instant now) {
  if (now < next_tick_) return false;
  next_tick_ = now + kTickEvery;
  return true;
}

std::size_t Expressions::bytes() const {
  const std::size_t bytes = watches_.capacity() * sizeof(Watch) + programs_.capacity() * sizeof(programs_.front()) +
                            slots_.capacity() * sizeof(slots_.front()) + points_.capacity() * sizeof(Watched) +
                            values_.capacity() * sizeof(Value) + machine_.bytes() + operators_.bytes() +
                            sequences_.capacity() * sizeof(Sequence) + feeds_.capacity() * sizeof(Feed) +
                            readers_.capacity() * sizeof(std::uint32_t) + sources_.capacity() * sizeof(Source);
  return bytes;
}

}  // namespace davy::core
