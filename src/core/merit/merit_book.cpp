#include "core/merit/merit_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core::merit {
namespace {

constexpr std::size_t kMonthsKept = 2;

// What one event earns people, each within what the month leaves them.
class Award {
 public:
  Award(const MeritBook& book, const site::Site& site, const Event& event)
      : month_(month_of(event.time, site.utc_offset)), cap_(site.merits.month_cap) {
    const auto known = book.months.find(month_);
    if (known != book.months.end()) sums_ = known->second;
  }

  void give(const std::string& person, MeritReason reason, HazardId hazard, std::uint32_t worth) {
    if (!is_login(person) || worth == 0) return;
    std::uint32_t& sum = sums_[person];
    const std::uint32_t points = std::min(worth, cap_ - std::min(sum, cap_));
    sum += points;
    given_.push_back(MeritGiven{person, reason, hazard, month_, worth, points});
  }

  Bodies take() { return std::move(given_); }

 private:
  std::string month_;
  std::uint32_t cap_;
  MeritBook::Sums sums_;
  Bodies given_;
};

void for_grading(Award& award, const site::MeritRule& rule, const Hazard& before, const HazardGraded& graded, const std::string& grader) {
  if (grader == before.reporter) return;
  const bool first = before.state == HazardState::Reported;
  if (first) award.give(before.reporter, MeritReason::ReportAccepted, before.id, rule.report);
  if (graded.grade == HazardGrade::Major && (first || before.grade != HazardGrade::Major))
    award.give(before.reporter, MeritReason::ReportMajor, before.id, rule.major);
}

void for_closing(Award& award, const site::MeritRule& rule, const Hazard& before) {
  if (before.handler != before.reporter && before.mended <= before.deadline)
    award.give(before.handler, MeritReason::MendedInTime, before.id, rule.mended_in_time);
  for (const std::string& reviewer : before.reviewers)
    if (reviewer != before.reporter && !before.rectifiers.contains(reviewer))
      award.give(reviewer, MeritReason::Reviewed, before.id, rule.review);
}

std::string points_in_words(std::uint32_t n) { return std::to_string(n) + (n == 1 ? " point" : " points"); }

}  // namespace

Bodies react(const MeritBook& book, const site::Site& site, const Hazard& before, const Event& event) {
  const auto* graded = get_if<HazardGraded>(&event.body);
  const bool closed = holds<HazardClosed>(event.body);
  if (graded == nullptr && !closed) return {};
  Award award(book, site, event);
  if (graded != nullptr) for_grading(award, site.merits, before, *graded, person_of(event.actor));
  if (closed) for_closing(award, site.merits, before);
  return award.take();
}

void evolve(MeritBook& book, const Event& event) {
  const auto* given = get_if<MeritGiven>(&event.body);
  if (given == nullptr) return;
  book.months[given->month][given->person] += given->points;
  if (book.months.size() > kMonthsKept) book.months.erase(book.months.begin());
}

std::string month_of(Instant at, Duration utc_offset) { return to_text(at + utc_offset).substr(0, 7); }

std::vector<Text> in_words(const site::MeritRule& rule) {
  const auto zh = [](std::uint32_t n) { return std::to_string(n) + " 分"; };
  const auto en = points_in_words;
  return {{"上报的隐患经他人定级，计 " + zh(rule.report) + "；定为重大的另加 " + zh(rule.major) + "。",
           "A report that another person grades: " + en(rule.report) + "; " + en(rule.major) + " more when it is graded major."},
          {"按期整改并经验收销号，整改人计 " + zh(rule.mended_in_time) + "。",
           "Mended in time and closed by review: " + en(rule.mended_in_time) + " to whoever mended it."},
          {"验收他人的整改，销号时验收人各计 " + zh(rule.review) + "。",
           "A review of another's work: " + en(rule.review) + " to each reviewer when it is closed."},
          {"每人每月最多 " + zh(rule.month_cap) + "。", "A person earns at most " + en(rule.month_cap) + " a month."},
          {"同一条隐患只计一种：上报人整改或验收自己上报的不另计，整改过的人验收不计。",
           "One hazard earns a person in one part only: its reporter nothing more for mending or reviewing it, who mended it nothing for "
           "reviewing it."},
          {"匿名上报、并入他条的、判定不是隐患的、自己定级自己上报的，不计分。",
           "Nothing for a report without a name, for one merged into another or judged to be no hazard, or for one graded by its own "
           "reporter."}};
}

}  // namespace davy::core::merit
