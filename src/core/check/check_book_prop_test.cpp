// Whatever people and time do with checks, their laws hold, told here in the words of the journal.
#include "core/check/check_book.hpp"

#include "core/engine/engine.hpp"
#include "core/testing/print.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>

namespace davy::core {
namespace {

const std::vector<Actor> kCheckPeople{{"wang", Role::Worker, {"operator"}},
                                      {"zhao", Role::Worker, {}},
                                      {"li", Role::TeamLead, {"shift-lead"}},
                                      {"chen", Role::SafetyOfficer, {"safety-officer"}}};

constexpr std::array<std::pair<const char*, const char*>, 3> kCycles{{{"8", "hours"}, {"1", "days"}, {"1", "months"}}};

struct CheckDeed {
  int what = 0;
  int which = 0;
  int how = 0;
  int who = 0;
  int wait_min = 0;
};

rc::Gen<std::vector<CheckDeed>> check_deeds() {
  return rc::gen::container<std::vector<CheckDeed>>(rc::gen::build<CheckDeed>(
      rc::gen::set(&CheckDeed::what, rc::gen::inRange(0, 12)), rc::gen::set(&CheckDeed::which, rc::gen::inRange(0, 100)),
      rc::gen::set(&CheckDeed::how, rc::gen::inRange(0, 8)), rc::gen::set(&CheckDeed::who, rc::gen::inRange(0, 4)),
      rc::gen::set(&CheckDeed::wait_min, rc::gen::element(0, 0, 5, 70, 300, 700, 1'500, 22'000))));
}

RecordDraft draft_for(const State& state, const std::string& kind, const std::string& id, std::vector<RecordMark> live) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.body = "{}";
  draft.live = std::move(live);
  const auto known = state.records.records.find(kind + "/" + id);
  if (known != state.records.records.end()) draft.expected_version = known->second.version;
  return draft;
}

// Three measures of one zone, by hours, days and months. They change, go and come back; people record what they see, also long afterwards and twice.
class Rounds {
 public:
  explicit Rounds(const site::Directory& directory) : engine_(directory) {
    step(Start{"test", {}});
    for (const Actor& person : kCheckPeople)
      ask({"root", Role::Administrator, {}}, SaveAccount{person.login, person.login, person.role, person.posts});
    const State& state = engine_.state();
    ask(kCheckPeople[3], SaveRecords{{draft_for(state, "risk-object", "tanks", {{"zone", "tank-farm"}}),
                                      draft_for(state, "risk-unit", "tank-1", {{"object", "tanks"}}),
                                      draft_for(state, "risk-event", "leak",
                                                {{"unit", "tank-1"},
                                                 {"method", "ls"},
                                                 {"likelihood", "4"},
                                                 {"consequence", "4"},
                                                 {"residual-likelihood", "1"},
                                                 {"residual-consequence", "4"}})},
                                     "assessed"});
    for (int which = 0; which < 3; ++which) save(which, which);
  }

  void live(const CheckDeed& deed) {
    const Instant until = now_ + 1_min * deed.wait_min;
    for (; engine_.next_due() <= until; step(Tick{})) now_ = std::max(now_, engine_.next_due());
    now_ = until;
    const Actor& who = kCheckPeople[static_cast<std::size_t>(deed.who)];
    const std::string measure = name(deed.which);
    switch (deed.what) {
      case 0: save(deed.which, deed.which + deed.how % 2); break;
      case 1: ask(kCheckPeople[3], RemoveRecord{"risk-measure", measure, version(measure), "gone"}); break;
      case 2: ask(kCheckPeople[3], PlantSeed{measure, "K7X2", now_ + 24_h * (1 + deed.how), ""}); break;
      case 4: save_all(deed); break;
      case 3:
        if (!engine_.state().checks.seeds.empty()) ask(kCheckPeople[3], RemoveSeed{engine_.state().checks.seeds.begin()->first});
        break;
      default: ask(who, record(deed)); break;
    }
  }

  const Engine& engine() const { return engine_; }
  const std::vector<Event>& journal() const { return journal_; }
  Instant now() const { return now_; }

 private:
  static std::string name(int which) { return "measure-" + std::to_string(which % 3); }
  std::uint64_t version(const std::string& measure) const {
    return draft_for(engine_.state(), "risk-measure", measure, {}).expected_version;
  }
  RecordDraft measure_draft(int which, int cycle) const {
    const auto& [every, unit] = kCycles[static_cast<std::size_t>(cycle) % kCycles.size()];
    return draft_for(engine_.state(), "risk-measure", name(which),
                     {{"name", name(which)}, {"event", "leak"}, {"check", "look"}, {"every", every}, {"every-unit", unit}});
  }
  void save(int which, int cycle) { ask(kCheckPeople[3], SaveRecords{{measure_draft(which, cycle)}, "saved"}); }
  // The whole chain at once, the object in one zone or the other.
  void save_all(const CheckDeed& deed) {
    const State& state = engine_.state();
    SaveRecords all{{draft_for(state, "risk-object", "tanks", {{"zone", deed.how % 2 == 0 ? "tank-farm" : "plant"}}),
                     draft_for(state, "risk-unit", "tank-1", {{"object", "tanks"}})},
                    "all"};
    for (int which = 0; which < 3; ++which) all.records.push_back(measure_draft(which, which));
    ask(kCheckPeople[3], all);
  }
  // Of any check that there ever was, mostly of a late one; some of a time gone by.
  RecordCheck record(const CheckDeed& deed) const {
    RecordCheck ask;
    if (!issued_.empty()) {
      const std::size_t back = static_cast<std::size_t>(deed.which) % std::min<std::size_t>(issued_.size(), 6);
      ask.check = issued_[issued_.size() - 1 - back];
    }
    ask.result = static_cast<CheckResult>(deed.how % 3);
    ask.note = deed.how == 7 ? "" : "words";
    ask.done_at = now_ - 1_min * (deed.how % 4 == 0 ? 0 : deed.which * 3);
    ask.tag = deed.which % 2 == 0 ? "k7x2" : "";
    return ask;
  }

  void ask(const Actor& who, Request request) { step(PersonRequest{who, std::move(request)}); }
  void step(const Input& input) {
    for (const Event& event : engine_.step(input, now_).events) {
      if (holds<CheckIssued>(event.body)) issued_.emplace_back(event.seq);
      journal_.push_back(event);
    }
  }

  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
  std::vector<CheckId> issued_;
};

struct Told {
  CheckIssued asked;
  std::optional<CheckState> end;
  std::size_t records = 0;
};

// Reads the journal from its beginning and asks the laws of every record.
class CheckLaws {
 public:
  void read(const Event& event) {
    visit([&](const auto& body) { on(event, body); }, event.body);
  }
  const std::map<CheckId, Told>& checks() const { return checks_; }
  std::size_t late = 0, doubled = 0, missed = 0, found = 0, overlooked = 0;

 private:
  Told& open(CheckId id) {
    Told& told = checks_.at(id);
    RC_ASSERT(!told.end);
    return told;
  }
  void on(const Event& event, const CheckIssued& asked) {
    for (const auto& [id, told] : checks_) RC_ASSERT(told.end || told.asked.measure != asked.measure);  // one at a time
    // Never due in the past; but a change of its words excuses none that is overdue.
    RC_ASSERT((asked.due > event.time || asked.due == withdrawn_due_[asked.measure]));
    RC_ASSERT(asked.missed_at > asked.due && asked.missed_at > event.time);
    RC_ASSERT(asked.due <= after_cycles(event.time, asked.cycle, 2, 8_h) + 24_h * 3);  // short months
    RC_ASSERT(event.actor == "system");
    checks_[CheckId(event.seq)] = {asked, {}, 0};
  }
  void on(const Event& event, const CheckOverdue& overdue) { RC_ASSERT(open(overdue.check).asked.due <= event.time); }
  void on(const Event& event, const CheckMissed& body) {
    Told& told = open(body.check);
    RC_ASSERT(told.asked.missed_at <= event.time && told.records == 0);  // time never makes one done, and misses none that was made
    told.end = CheckState::Missed;
    ++missed;
  }
  void on(const Event&, const CheckWithdrawn& body) {
    Told& told = open(body.check);
    told.end = CheckState::Withdrawn;
    withdrawn_due_[told.asked.measure] = told.asked.due;
  }
  void on(const Event& event, const CheckRecorded& record) {
    Told& told = checks_.at(record.check);
    RC_ASSERT(event.actor.starts_with("user:") && event.actor != "user:zhao");
    RC_ASSERT(record.late == (told.end == CheckState::Missed));
    RC_ASSERT(record.done_at <= event.time + 5_min);
    if (!told.end) told.end = CheckState::Done;
    late += record.late ? 1 : 0;
    doubled += ++told.records > 1 ? 1 : 0;
    last_record_ = record;
  }
  void on(const Event& event, const SeedPlanted& planted) { hanging_[SeedId(event.seq)] = {planted.measure, event.time}; }
  void on(const Event&, const SeedRemoved& body) { RC_ASSERT(hanging_.erase(body.seed) == 1); }
  void on(const Event&, const SeedFound& body) {
    RC_ASSERT(last_record_.tag == "K7X2" && last_record_.check == body.check);
    RC_ASSERT(hanging_.at(body.seed).first == checks_.at(body.check).asked.measure);
    hanging_.erase(body.seed);
    ++found;
  }
  void on(const Event&, const SeedOverlooked& body) {
    RC_ASSERT(last_record_.tag != "K7X2" && last_record_.check == body.check);
    RC_ASSERT(last_record_.done_at >= hanging_.at(body.seed).second);
    hanging_.erase(body.seed);
    ++overlooked;
  }
  template <class Other>
  void on(const Event&, const Other&) {}

  std::map<CheckId, Told> checks_;
  std::map<std::string, Instant> withdrawn_due_;
  std::map<SeedId, std::pair<std::string, Instant>> hanging_;
  CheckRecorded last_record_;
};

struct Met {
  std::size_t late = 0, doubled = 0, missed = 0, found = 0, overlooked = 0;
};

Met live_rounds(const std::vector<CheckDeed>& deeds) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  Rounds rounds(directory);
  CheckLaws laws;
  std::size_t read = 0;
  for (const CheckDeed& deed : deeds) {
    rounds.live(deed);
    for (; read < rounds.journal().size(); ++read) laws.read(rounds.journal()[read]);
    const CheckBook& book = rounds.engine().state().checks;
    for (const auto& [id, told] : laws.checks()) {
      const Check* check = book.find(id);
      if (check == nullptr) {
        RC_ASSERT(told.end.has_value());  // forgotten is only what is over
        continue;
      }
      RC_ASSERT((check::is_open(*check) ? !told.end : told.end == check->state));
      RC_ASSERT(check->made.size() == told.records);  // nothing that people did is lost
      if (!told.end) RC_ASSERT(told.asked.missed_at > rounds.now());
    }
  }
  return {laws.late, laws.doubled, laws.missed, laws.found, laws.overlooked};
}

RC_GTEST_PROP(CheckBookProperty, TheLawsOfChecksHold, ()) {
  const Met met = live_rounds(*check_deeds());
  RC_CLASSIFY(met.late > 0, "told late");
  RC_CLASSIFY(met.overlooked > 0, "overlooked a card");
}

// The lives above really come across what the laws are about.
TEST(CheckBookLives, MeetLateDoubledMissedFoundAndOverlooked) {
  Met all;
  for (int seed = 0; seed < 60; ++seed) {
    std::vector<CheckDeed> deeds;
    const auto random = rc::Random(static_cast<std::uint64_t>(seed));
    deeds = check_deeds()(random, 60).value();
    const Met met = live_rounds(deeds);
    all = {all.late + met.late, all.doubled + met.doubled, all.missed + met.missed, all.found + met.found, all.overlooked + met.overlooked};
  }
  EXPECT_GT(all.late, 20U);
  EXPECT_GT(all.doubled, 20U);
  EXPECT_GT(all.missed, 20U);
  EXPECT_GT(all.found, 5U);
  EXPECT_GT(all.overlooked, 5U);
}

RC_GTEST_PROP(CheckBookProperty, TheJournalFoldsToTheBook, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  Rounds rounds(directory);
  for (const CheckDeed& deed : *check_deeds()) rounds.live(deed);
  CheckBook folded;
  for (const Event& event : rounds.journal()) check::evolve(folded, event);
  RC_ASSERT(Printer::print(folded) == Printer::print(rounds.engine().state().checks));
}

}  // namespace
}  // namespace davy::core
