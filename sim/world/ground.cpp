#include "sim/world/ground.hpp"

#include "sim/world/checkers/laws.hpp"

#include <algorithm>

namespace davy::sim {
namespace {

constexpr std::size_t kTrailLines = 60;

std::string told(const core::Sample& sample) {
  return "#" + std::to_string(sample.point.get()) + "=" + std::to_string(sample.value) + " of " + to_text(sample.source) + " " +
         std::string(name_of(sample.quality));
}

std::string told(const runtime::Samples& samples) {
  std::string text;
  for (const core::Sample& sample : samples) text += (text.empty() ? "" : ", ") + told(sample);
  return text;
}

std::string told(const runtime::Answer& answer) {
  if (const auto* accepted = std::get_if<runtime::Accepted>(&answer))
    return "accepted, " + std::to_string(accepted->events.size()) + " records";
  if (const auto* refusal = std::get_if<core::Refusal>(&answer)) return "refused: " + refusal->message.en;
  return "error: " + std::get<Error>(answer).message;
}

Judge::Modes modes_in(const core::ModeBook& book) {
  Judge::Modes modes;
  for (const auto& [zone, set] : book.set) modes[zone] = set.mode;
  return modes;
}

// What was set when the process ended, by the journal.
Judge::Modes modes_in(const runtime::Recovered& recovered) {
  Judge::Modes modes = modes_in(recovered.state.modes);
  for (const core::Event& event : recovered.events) {
    if (const auto* set = get_if<core::ModeSet>(&event.body)) modes[set->zone] = set->mode;
    if (const auto* ended = get_if<core::ModeEnded>(&event.body)) modes.erase(ended->zone);
  }
  return modes;
}

struct Words {
  std::string operator()(const step::Recovered& s) const {
    return "a process begins: snapshot " + std::to_string(s.recovered.state.last_seq) + ", " + std::to_string(s.recovered.events.size()) +
           " events, " + std::to_string(s.recovered.samples.size()) + " samples";
  }
  std::string operator()(const step::Started& s) const { return "its start is durable: record " + std::to_string(s.loop.state().last_seq); }
  std::string operator()(const step::Accepted& s) const { return "taken: " + told(s.samples); }
  std::string operator()(const step::Turned& s) const {
    return std::string(s.kind == step::Turned::Kind::Go ? "went" : "turn") + " at " + to_text(s.now) + ", record " +
           std::to_string(s.loop.state().last_seq);
  }
  std::string operator()(const step::CommandLeft& s) const {
    return "command " + s.command.command + " leaves: " + s.command.state + ", " + s.command.reason;
  }
  std::string operator()(const step::Durable& s) const {
    std::string text = "durable: " + std::to_string(s.commit.samples.size()) + " samples";
    for (const core::Event& event : s.commit.events) {
      text += ", " + std::to_string(event.seq) + " " + std::string(kind_of(event.body));
      visit(
          [&](const auto& body) {
            if constexpr (requires { body.condition; }) text += " " + body.condition;
            if constexpr (requires { body.row; }) text += " " + body.row;
            if constexpr (requires { body.command; }) text += " " + body.command;
          },
          event.body);
    }
    return text;
  }
  std::string operator()(const step::Told& s) const {
    return "shown: notice " + std::to_string(s.notice.id.get()) + " " + std::string(name_of(s.notice.what.reason));
  }
  std::string operator()(const step::Answered& s) const { return "answered: " + told(s.answer); }
  std::string operator()(const step::KeptAnswered& s) const { return "kept: " + told(s.answer); }
  std::string operator()(const step::Crashed&) const { return "crash"; }
};

}  // namespace

Ground::Ground(const site::Directory& directory, std::uint64_t seed, Duration tick, Trail trail)
    : chance_(seed), judge_(directory, tick), checkers_(make_checkers(directory, judge_, tick)), keeps_trail_(trail) {}

void Ground::pass_until(Instant when, const std::function<bool()>& enough) {
  while (schedule_.next() <= when && !broken() && !enough()) {
    now_ = std::max(now_, schedule_.next());
    schedule_.take()();
  }
  if (!broken() && !enough()) now_ = std::max(now_, when);
}

void Ground::tell(const Seen& step) {
  if (keeps_trail_ == Trail::Yes) note(step);
  on<step::Recovered>(step, [&](const step::Recovered& begun) {
    judge_.know(modes_in(begun.recovered));
    judge_.start(begun.recovered.samples, begun.now);
  });
  on<step::Accepted>(step, [&](const step::Accepted& accepted) { judge_.take(accepted.samples); });
  on<step::Turned>(step, [&](const step::Turned& turned) {
    if (turned.kind == step::Turned::Kind::Go) judge_.go(turned.now);
    judge_.end_turn(turned.now);
    judge_.know(modes_in(turned.loop.state().modes));
  });
  for (const auto& checker : checkers_) checker->see(step);
  on<step::Turned>(step, [&](const step::Turned&) { judge_.begin_turn(); });
  look_for_broken();
}

void Ground::tell_end(const End& end) {
  for (const auto& checker : checkers_) checker->end(end);
  look_for_broken();
}

void Ground::look_for_broken() {
  if (broken()) return;
  const auto found = std::ranges::find_if(checkers_, [](const auto& checker) { return checker->broken().has_value(); });
  if (found == checkers_.end()) return;
  broken_ = found->get();
  broken_at_ = now_;
}

void Ground::note(const Seen& step) {
  if (trail_.size() == kTrailLines) trail_.pop_front();
  trail_.push_back("+" + to_text(Duration::from_ms(age().ms())) + "  " + std::visit(Words{}, step));
}

}  // namespace davy::sim
