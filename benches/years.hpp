#pragma once
// Years: what a plant lives through, block by block: a hundred events, among them some matters of every kind, each lived to its end. Rare zones, grades, kinds and
// states come up now and then, so that a list can be asked for what hardly any of it is.

#include "core/engine/engine.hpp"
#include "site/directory.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::bench {

class Years {
 public:
  static constexpr std::size_t kBlock = 100;           // events that belong together
  static constexpr std::size_t kRecordsPerBlock = 6;   // and so many matters of other kinds, with them:
  static constexpr std::size_t kMattersPerBlock = 25;  // an order counts beside its alarm; what came of them all is in the journal
  static constexpr std::size_t kPeople = 200;          // p-000 and so on, beside "bench", who holds the post

  explicit Years(const site::Directory& directory);

  void into(std::vector<core::Event>& events) { events_ = &events; }
  void add_people();
  void add_block();
  const core::State& state() const { return engine_.state(); }

 private:
  Instant now() const;
  Instant in_days(int days) const;
  std::uint64_t add(core::EventBody body, const std::string& by = "bench");

  void save_record();
  void alarm_with_order();
  void report_hazard();
  void issue_check();
  void issue_care();
  void apply_for_permit();
  void assign_training();
  void call_incident();
  void issue_notice();
  void once_a_block();

  std::string zone() const;
  std::string person() const;
  bool one_in(std::uint64_t many) const { return matter_ % many == 0; }

  core::Engine engine_;
  std::vector<core::Event>* events_ = nullptr;
  std::uint64_t seq_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t alarms_ = 0;
  std::uint64_t matter_ = 0;  // pairs of matters of each other kind
};

}  // namespace davy::bench
