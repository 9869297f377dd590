#include "analysis/rule_stories/play_story.hpp"

#include "analysis/rule_stories/judge.hpp"
#include "analysis/rule_stories/story_plant.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace davy::analysis {
namespace {

constexpr Duration kStep = Duration::from_ms(100);
constexpr Duration kOvertime = Duration::from_ms(300'000);  // played after a story that failed, to find what came too late

runtime::LoopOptions options() {
  runtime::LoopOptions made;
  made.program_version = "story";
  made.tick = kStep;
  return made;
}

class Nobody final : public runtime::Notifier {
 public:
  void notify(const core::Notice& notice) override {
    reports.emplace_back(core::NoticeReport{notice.id, core::NoticeStage::Sent, "nobody", {}});
  }
  std::vector<runtime::Message> reports;
};

Said when_text(const Expectation& e) {
  const Said span = said({"{} 至 {}", "{} to {}"}, to_text(e.from), to_text(e.until));
  switch (e.when) {
    case When::At: return said({"于 {}", "at {}"}, to_text(e.from));
    case When::Always: return said({"{} 始终如此", "always from {}"}, span);
    case When::Never: return said({"{} 从不如此", "never from {}"}, span);
    case When::Within: return said({"{} 之间某时", "at some time from {}"}, span);
  }
  return span;
}

class Player {
 public:
  Player(const site::Directory& directory, const Story& story)
      : directory_(directory),
        story_(story),
        plant_(directory.site(), story),
        loop_(directory, plant_, nobody_, options(), {}, story.start),
        chronicle_(story.start),
        judge_(directory, loop_, chronicle_),
        pending_(story.expectations.size(), true) {
    result_.place = story.place;
    result_.name = story.name;
    result_.lasts = story.lasts;
    result_.expectations = story.expectations.size() + story.people.size();
  }

  StoryResult play() {
    take(loop_.start(story_.start));
    take(loop_.go(story_.start));
    Duration offset;
    for (; offset < story_.lasts + kStep; offset = offset + kStep) {
      step(offset);
      note_met();
      judge(offset);
    }
    for (std::size_t i = 0; i < pending_.size(); ++i)
      if (pending_[i] && story_.expectations[i].when == When::Within) fail(story_.expectations[i], story_.lasts);
    told_ = true;
    if (!unexplained_.empty())
      for (; offset < story_.lasts + kOvertime; offset = offset + kStep) step(offset);
    for (const Unexplained& each : unexplained_) result_.failures[each.failure].nearest = judge_.nearest(*each.what, each.from, each.until);
    std::ranges::stable_sort(result_.failures, {},
                             [](const Failure& failure) { return std::pair(failure.place.line, failure.place.column); });
    return std::move(result_);
  }

 private:
  void step(Duration offset) {
    const Instant now = story_.start + offset;
    std::vector<runtime::Message> messages = plant_.advance(offset);
    for (runtime::Message& report : std::exchange(nobody_.reports, {})) messages.push_back(std::move(report));
    messages.emplace_back(runtime::Committed{loop_.state().last_seq});
    take(loop_.turn(messages, now));
    for (; next_asked_ < story_.people.size() && story_.people[next_asked_].at <= offset; ++next_asked_)
      ask(story_.people[next_asked_], now);
  }

  void ask(const Asked& asked, Instant now) {
    const auto request = request_of(asked);
    if (!request) {
      refuse(asked, said({"没有这样的报警或工单", "there is no such alarm or order"}), now - story_.start);
      return;
    }
    std::vector<runtime::Message> messages;
    messages.emplace_back(runtime::Ask{{asked.actor, *request}, nullptr});
    const runtime::Turn turn = loop_.turn(messages, now);
    take(turn);
    agree(turn, now);
    for (const runtime::Turn::Pending& pending : turn.answers) {
      if (const auto* refusal = std::get_if<core::Refusal>(&pending.answer))
        refuse(asked, Said::paired(refusal->message), now - story_.start);
      else if (asked.outcome == Outcome::Refused)
        add_failure(asked, said({"已执行", "it was done"}), now - story_.start);
    }
  }

  // A story tests rules: the second person, where the site asks for one, is there and agrees at once.
  void agree(const runtime::Turn& turn, Instant now) {
    for (const core::Event& event : turn.commit.events) {
      if (!holds<core::ConsentAsked>(event.body)) continue;
      std::vector<runtime::Message> messages;
      messages.emplace_back(
          runtime::Ask{{{"second", core::Role::Administrator, {}}, core::GiveConsent{core::ConsentId(event.seq)}}, nullptr});
      take(loop_.turn(messages, now));
    }
  }

  void refuse(const Asked& asked, const Said& why, Duration at) {
    if (asked.outcome == Outcome::Done) add_failure(asked, said({"被拒绝：{}", "it was refused: {}"}, why), at);
  }

  void add_failure(const Asked& asked, const Said& found, Duration at) {
    const bool row = directory_.row(asked.subject).has_value();
    result_.failures.push_back(
        {asked.place,
         said({"{} {} {}，于 {}", "{} {} {} at {}"}, name_of(asked.deed), asked.subject, name_of(asked.outcome), to_text(asked.at)), found,
         chronicle_.nearest(row ? Topic::Row : Topic::Alarm, asked.subject, at, at)});
  }

  std::optional<core::Request> request_of(const Asked& asked) const {
    const core::Alarm* alarm = loop_.state().alarms.of(asked.subject);
    const core::AlarmId id = alarm == nullptr ? core::AlarmId() : alarm->id;
    const auto open = loop_.state().orders.open.find(asked.subject);
    const core::OrderId order = open == loop_.state().orders.open.end() ? core::OrderId() : open->second;
    const std::string reason = "the story says so";
    const std::optional<Duration> duration = asked.duration > Duration() ? std::optional(asked.duration) : std::nullopt;
    switch (asked.deed) {
      case Deed::Acknowledge: return id.none() ? std::nullopt : std::optional<core::Request>(core::AcknowledgeAlarm{id, reason});
      case Deed::Reset: return id.none() ? std::nullopt : std::optional<core::Request>(core::ResetAlarm{id});
      case Deed::Shelve: return core::ShelveAlarm{asked.subject, asked.duration, reason};
      case Deed::Unshelve: return core::UnshelveAlarm{asked.subject};
      case Deed::TakeOutOfService: return core::TakeOutOfService{asked.subject, reason};
      case Deed::ReturnToService: return core::ReturnToService{asked.subject};
      case Deed::Bypass: return core::BypassRow{asked.subject, asked.duration, reason};
      case Deed::EndBypass: return core::EndBypass{asked.subject};
      case Deed::ResetRow: return core::ResetRow{asked.subject};
      case Deed::AcceptOrder: return order.none() ? std::nullopt : std::optional<core::Request>(core::AcceptOrder{order});
      case Deed::SubmitOrder:
        return order.none() ? std::nullopt : std::optional<core::Request>(core::SubmitOrder{order, reason, {"picture"}});
      case Deed::SetMode: return core::SetMode{asked.zone, asked.subject, reason, duration};
      case Deed::EndMode: return core::EndMode{asked.zone};
      case Deed::Tell: return core::SetFact{asked.subject, asked.zone, asked.value, story_.start + asked.at, duration};
      case Deed::ApproveOrder: return order.none() ? std::nullopt : std::optional<core::Request>(core::ApproveOrder{order, reason});
    }
    return std::nullopt;
  }

  void take(const runtime::Turn& turn) {
    for (const core::Event& event : turn.commit.events) {
      chronicle_.add(event);
      if (told_) continue;
      if (const auto* raised = get_if<core::AlarmRaised>(&event.body))
        if (const auto condition = directory_.condition(raised->condition)) result_.rang.insert(*condition);
      if (const auto* tripped = get_if<core::RowTripped>(&event.body))
        if (const auto row = directory_.row(tripped->row)) result_.tripped.insert(*row);
    }
  }

  // A story opens no permits, so that what rings only with one counts when it is true, as does what a risk asks.
  void note_met() {
    const auto& conditions = directory_.site().conditions;
    for (std::size_t i = 0; i < conditions.size(); ++i)
      if (conditions[i].rings != site::Rings::Always && loop_.detector().truth(site::ConditionIndex(i)) == core::Truth::True)
        result_.rang.insert(site::ConditionIndex(i));
  }

  void judge(Duration offset) {
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      const Expectation& expectation = story_.expectations[i];
      if (!pending_[i] || offset < expectation.from) continue;
      // The step at or just after `until` is the last one that counts, so that a span shorter than a step is looked at too.
      if (offset >= expectation.until + kStep) continue;
      const bool holds = judge_.holds(expectation.what);
      const bool wrong = expectation.when == When::Never ? holds : !holds;
      if (expectation.when == When::Within) {
        if (holds) pending_[i] = false;
      } else {
        if (wrong) fail(expectation, offset);
        if (wrong || expectation.when == When::At) pending_[i] = false;
      }
    }
  }

  void fail(const Expectation& expectation, Duration at) {
    const bool whole = expectation.when == When::Within;
    unexplained_.push_back({result_.failures.size(), &expectation.what, whole ? expectation.from : at, whole ? expectation.until : at});
    result_.failures.push_back({expectation.place,
                                said({"{}，{}", "{} {}"}, judge_.describe(expectation.what), when_text(expectation)),
                                said({"{} 时 {}", "at {} {}"}, to_text(at), judge_.stands(expectation.what)),
                                {}});
  }

  // A failure whose nearest event may be still to come.
  struct Unexplained {
    std::size_t failure;
    const What* what;
    Duration from;
    Duration until;
  };

  const site::Directory& directory_;
  const Story& story_;
  Nobody nobody_;
  StoryPlant plant_;
  runtime::Loop loop_;
  Chronicle chronicle_;
  Judge judge_;
  std::vector<bool> pending_;  // by expectation
  std::size_t next_asked_ = 0;
  std::vector<Unexplained> unexplained_;
  bool told_ = false;  // the story is over: what follows counts for nothing
  StoryResult result_;
};

}  // namespace

StoryResult play_story(const site::Directory& directory, const Story& story) { return Player(directory, story).play(); }

std::string to_text(const Failure& failure, Language language) {
  const Place& at = failure.place;
  return said({"{}:{}:{}：应为 {}；实为 {}；最近的事件：{}", "{}:{}:{}: expected {}, found {}; nearest: {}"}, at.file, at.line, at.column,
              failure.expected, failure.found, failure.nearest)
      .in(language);
}

}  // namespace davy::analysis
