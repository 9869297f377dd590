// Over any life the duty chain is what a slow reading of the whole journal gives, and goes on where it was left.
#include "core/obligation/kpi.hpp"
#include "core/obligation/obligation_book.hpp"
#include "core/testing/any_life.hpp"
#include "core/testing/duty_chain.hpp"
#include "core/testing/slow_chain.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

std::string duty_text(const std::vector<Obligation>& chain) {
  std::string text;
  for (const Obligation& each : chain) text += Printer::print(each) + "\n";
  return text;
}

struct SomeLife {
  site::Site site = make_small_plant();
  site::Directory directory{site};
  AnyLife life{directory, AnyLife::Begun::Settled};

  explicit SomeLife(const std::vector<Happening>& what) {
    for (const Happening& each : what) life.live(each);
  }
  const std::vector<Event>& journal() const { return life.journal(); }
};

RC_GTEST_PROP(ObligationsOfAnyLife, AreWhatASlowReadingOfTheJournalGives, ()) {
  const SomeLife some(*happenings());
  const std::vector<Obligation> chain = fixture::duty_chain(some.journal());
  RC_ASSERT(duty_text(chain) == duty_text(fixture::SlowChain(some.journal()).read()));
  const auto has_done = [&](Step step) {
    return std::ranges::any_of(chain, [&](const Obligation& each) { return each.step == step && each.done.has_value(); });
  };
  for (const Step step : {Step::DoCare, Step::RecordCheck, Step::TakeOver, Step::PassTraining, Step::ReportHazard, Step::RestoreData})
    RC_CLASSIFY(has_done(step), std::string(name_of(step)));
}

// Of an alarm the same condition, which is acknowledged once for all that it rang.
RC_GTEST_PROP(ObligationsOfAnyLife, AreAnsweredByALaterEventOfTheSameMatter, ()) {
  const SomeLife some(*happenings());
  for (const Obligation& each : fixture::duty_chain(some.journal())) {
    RC_ASSERT((each.answer == Answer::Done) == each.done.has_value());
    if (!each.done) continue;
    if (each.step == Step::ReportHazard)
      RC_ASSERT(each.done->seq == each.asked_by);  // to be found asks for it, and leaves no record of its own
    else
      RC_ASSERT(each.done->seq > each.asked_by);
    const Event& event = some.journal()[each.done->seq - 1];
    RC_ASSERT(each.done->at <= event.time);
    if (each.step != Step::RecordCheck) RC_ASSERT(each.done->at >= each.asked);  // what was done before it was asked for counts
    if (each.step == Step::PassTraining) continue;                               // by whom it was, whoever graded it
    RC_ASSERT(event.actor == each.done->by);
    visit(
        [&](const auto& body) {
          if constexpr (requires { body.order; }) {
            if (each.matter.kind == MatterKind::Order) RC_ASSERT(body.order.get() == each.matter.id);
          }
          if constexpr (std::is_same_v<std::decay_t<decltype(body)>, AlarmAcknowledged>) {
            const auto* asked = get_if<AlarmRaised>(&some.journal()[each.matter.id - 1].body);
            const auto* seen = get_if<AlarmRaised>(&some.journal()[body.alarm.get() - 1].body);
            RC_ASSERT(asked != nullptr && seen != nullptr && asked->condition == seen->condition);
          }
        },
        event.body);
  }
}

RC_GTEST_PROP(ObligationsOfAnyLife, GoOnWhereTheyWereLeft, ()) {
  const SomeLife some(*happenings());
  const std::size_t cut = *rc::gen::inRange<std::size_t>(0, some.journal().size() + 1);
  fixture::DutyChain whole;
  fixture::DutyChain first;
  std::map<std::string, std::vector<std::string>> posts;
  for (std::size_t i = 0; i < cut; ++i) {
    first.take(some.journal()[i]);
    if (const auto* saved = get_if<AccountSaved>(&some.journal()[i].body)) posts[saved->login] = saved->posts;
  }
  ObligationBook left;
  for (const auto& [ref, matter] : first.book().matters()) left.restore(ref, matter);
  for (const auto& [name, condition] : first.book().conditions()) left.restore(name, condition);
  for (const auto& [login, held] : posts) left.restore_account(login, held);
  first.book() = left;
  for (std::size_t i = cut; i < some.journal().size(); ++i) first.take(some.journal()[i]);
  for (const Event& event : some.journal()) whole.take(event);
  RC_ASSERT(duty_text(first.all()) == duty_text(whole.all()));
  RC_ASSERT(duty_text(first.book().open()) == duty_text(whole.book().open()));
}

// Alarms that ring for people are asked to be seen when they begin to.
RC_GTEST_PROP(ObligationsOfAnyLife, AskToSeeExactlyTheAlarmsThatBeginToRing, ()) {
  const SomeLife some(*happenings());
  std::set<std::uint64_t> rang;
  AlarmBook alarms;
  for (const Event& event : some.journal()) {
    alarm::evolve(alarms, event);
    if (const Alarm* alarm = alarms.begins_to_ring(event)) rang.insert(alarm->id.get());
  }
  std::set<std::uint64_t> asked;
  for (const Obligation& each : fixture::duty_chain(some.journal()))
    if (each.step == Step::AcknowledgeAlarm) asked.insert(each.matter.id);
  RC_ASSERT(rang == asked);
}

// Person by person, metric by metric, with nothing kept.
RC_GTEST_PROP(FiguresOfAnyLife, AreANaiveRecountAndAddUp, ()) {
  const SomeLife some(*happenings());
  const std::vector<Obligation> all = fixture::duty_chain(some.journal());
  const site::AppraisalStandards standards;
  const Instant as_of = some.life.now() - 1_min * *rc::gen::inRange(0, 600);
  for (const KpiBy by : {KpiBy::Person, KpiBy::Post, KpiBy::Zone}) {
    std::array<Share, kMetrics> sum{};
    std::size_t counts = 0;
    for (const KpiRow& row : kpi_of(all, standards, as_of, by))
      for (std::size_t metric = 0; metric < kMetrics; ++metric) {
        Share naive;
        for (const Obligation& each : all)
          for (const Counted& one : counted(each, standing_of(each, standards, as_of), by))
            if (one.name == row.name && one.metric == static_cast<Metric>(metric))
              naive = {naive.good + (one.good ? 1u : 0u), naive.of + 1};
        RC_ASSERT(row.shares[metric] == naive);
        RC_ASSERT(naive.good <= naive.of);
        sum[metric].of += naive.of;
        counts += naive.of;
      }
    std::size_t expected = 0;
    for (const Obligation& each : all) expected += counted(each, standing_of(each, standards, as_of), by).size();
    RC_ASSERT(counts == expected);
    if (by != KpiBy::Zone) continue;
    std::uint64_t due = 0;
    for (const Obligation& each : all) {
      const Standing standing = standing_of(each, standards, as_of);
      if (timely(each.step) == Metric::WarningTimeliness && standing != Standing::Pending && standing != Standing::Withdrawn) ++due;
    }
    RC_ASSERT(sum[static_cast<std::size_t>(Metric::WarningTimeliness)].of == due);  // each once, by its zone
  }
}

}  // namespace
}  // namespace davy::core
