#pragma once
// Fakes of the ports for the room's tests: a small plant, and one diary in which every effect is written in the order in which it happens.

#include "runtime/ports.hpp"
#include "site/directory.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace davy::runtime::fake {

// The small site with one detector on guard, ch4-01 (25 moderate, 50 serious): row gas-trip closes valve xv-101 at its high-high.
site::Site tank_farm();

class Diary {
 public:
  void write(std::string line);
  std::vector<std::string> lines() const;
  // The position of the first line that begins so; the number of lines when there is none.
  std::size_t find(const std::string& beginning) const;
  std::size_t count(const std::string& beginning) const;
  bool wait_for(const std::string& beginning) const;  // up to ten seconds

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable written_;
  std::vector<std::string> lines_;
};

class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant at) : at_(at) {}
  Instant now() const override;
  void set(Instant at);

 private:
  mutable std::mutex mutex_;
  Instant at_;
};

// "sent xv-101 closed"
class FakeField final : public Field {
 public:
  explicit FakeField(Diary& diary) : diary_(diary) {}
  void send(const FieldCommand& command) override;
  std::vector<FieldCommand> commands() const;

 private:
  Diary& diary_;
  mutable std::mutex mutex_;
  std::vector<FieldCommand> commands_;
};

// "told alarm-raised"
class FakeNotifier final : public Notifier {
 public:
  explicit FakeNotifier(Diary& diary) : diary_(diary) {}
  void notify(const core::Notice& notice) override;

 private:
  Diary& diary_;
};

// "committed alarm.raised", one line an event; keeps everything, and fails or hangs on request.
class FakeStore final : public Store {
 public:
  enum class Mood { Well, Failing, Hanging };

  explicit FakeStore(Diary& diary) : diary_(diary) {}
  Result<Recovered> recover(Instant now) override;
  Result<void> commit(const Commit& commit) override;
  Result<Tidied> tidy(Instant now) override;
  std::vector<core::SamplesThinned> thinned() override;

  void leave_untidy(std::size_t pieces);  // each is written as "tidied 1", "tidied 2" …
  void leave_thinned(core::SamplesThinned run);
  void become(Mood mood);
  bool wait_until_tried() const;  // since it last changed; up to ten seconds

  std::vector<core::Event> events() const;
  std::vector<core::Sample> samples() const;

 private:
  Diary& diary_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Mood mood_ = Mood::Well;
  bool tried_ = false;
  std::size_t untidy_ = 0;
  std::size_t tidied_ = 0;
  std::vector<core::SamplesThinned> thinned_;
  std::vector<core::Event> events_;
  std::vector<core::Sample> samples_;
};

}  // namespace davy::runtime::fake
