#include "runtime/fake_ports.hpp"

#include "site/small_site.hpp"

#include <algorithm>
#include <chrono>

namespace davy::runtime::fake {
namespace {

constexpr std::chrono::seconds kPatience{10};

}  // namespace

site::Site tank_farm() {
  using site::changed;
  site::SourceFiles sources = site::small_site();
  sources = changed(sources, "points.yaml", R"(, "ch4-02:high-high")", "");
  sources = changed(sources, "points.yaml",
                    "{id: ch4-02, template: lab/gas, zone: tank-farm, device: rtu-01, conditions: {high-high: {limit: 40}}}",
                    "{id: ch4-02, template: lab/gas, zone: tank-farm, device: rtu-01, purpose: process, conditions: none}");
  sources = changed(sources, "lab/pack.yaml", "respond-within: 30min", "respond-within: 30min\n        shelve-at-most: 1h");
  return site::load_site(sources).site.value();
}

void Diary::write(std::string line) {
  const std::scoped_lock lock(mutex_);
  lines_.push_back(std::move(line));
  written_.notify_all();
}

std::vector<std::string> Diary::lines() const {
  const std::scoped_lock lock(mutex_);
  return lines_;
}

std::size_t Diary::find(const std::string& beginning) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(lines_, [&](const std::string& line) { return line.starts_with(beginning); });
  return static_cast<std::size_t>(found - lines_.begin());
}

std::size_t Diary::count(const std::string& beginning) const {
  const std::scoped_lock lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(lines_, [&](const std::string& line) { return line.starts_with(beginning); }));
}

bool Diary::wait_for(const std::string& beginning) const {
  std::unique_lock lock(mutex_);
  return written_.wait_for(lock, kPatience, [&] {
    return std::ranges::any_of(lines_, [&](const std::string& line) { return line.starts_with(beginning); });
  });
}

Instant FakeClock::now() const {
  const std::scoped_lock lock(mutex_);
  return at_;
}

void FakeClock::set(Instant at) {
  const std::scoped_lock lock(mutex_);
  at_ = at;
}

void FakeField::send(const FieldCommand& command) {
  {
    const std::scoped_lock lock(mutex_);
    commands_.push_back(command);
  }
  diary_.write("sent " + command.command + " " + command.state);
}

std::vector<FieldCommand> FakeField::commands() const {
  const std::scoped_lock lock(mutex_);
  return commands_;
}

void FakeNotifier::notify(const core::Notice& notice) { diary_.write("told " + std::string(name_of(notice.what.reason))); }

Result<Recovered> FakeStore::recover(Instant) {
  const std::scoped_lock lock(mutex_);
  Recovered recovered;
  recovered.events = events_;
  recovered.samples = samples_;
  std::ranges::stable_sort(recovered.samples, {}, &core::Sample::source);
  if (!events_.empty()) recovered.last_alive = events_.back().time;
  return recovered;
}

Result<void> FakeStore::commit(const Commit& commit) {
  std::unique_lock lock(mutex_);
  tried_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return mood_ != Mood::Hanging; });
  if (mood_ == Mood::Failing) return failed("no space left on the disk");
  for (const core::Event& event : commit.events) diary_.write("committed " + std::string(kind_of(event.body)));
  events_.insert(events_.end(), commit.events.begin(), commit.events.end());
  samples_.insert(samples_.end(), commit.samples.begin(), commit.samples.end());
  return {};
}

Result<Tidied> FakeStore::tidy(Instant) {
  const std::scoped_lock lock(mutex_);
  if (untidy_ == 0) return Tidied::All;
  diary_.write("tidied " + std::to_string(++tidied_));
  return --untidy_ == 0 ? Tidied::All : Tidied::Some;
}

std::vector<core::SamplesThinned> FakeStore::thinned() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(thinned_, {});
}

void FakeStore::leave_thinned(core::SamplesThinned run) {
  const std::scoped_lock lock(mutex_);
  thinned_.push_back(std::move(run));
}

void FakeStore::leave_untidy(std::size_t pieces) {
  const std::scoped_lock lock(mutex_);
  untidy_ = pieces;
}

void FakeStore::become(Mood mood) {
  const std::scoped_lock lock(mutex_);
  mood_ = mood;
  tried_ = false;
  changed_.notify_all();
}

bool FakeStore::wait_until_tried() const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return tried_; });
}

std::vector<core::Event> FakeStore::events() const {
  const std::scoped_lock lock(mutex_);
  return events_;
}

std::vector<core::Sample> FakeStore::samples() const {
  const std::scoped_lock lock(mutex_);
  return samples_;
}

}  // namespace davy::runtime::fake
