#include "api/reviews.hpp"

#include "base/said.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kObligationsAtOnce = 1'000;
constexpr std::size_t kMonthsKept = 12;
constexpr Duration kHoldsFor = Duration::from_ms(600'000);  // what is not done yet grows later by itself

Result<core::Event> record_at(store::Queries& queries, std::uint64_t seq) {
  auto page = queries.journal({.kind_prefix = "", .before = {}, .after = seq - 1, .limit = 1});
  if (!page) return page.error();
  if (page->items.empty() || page->items.front().event.seq != seq)
    return error_of(ErrorCode::Corrupt, said({"日志记录 {} 无法读取", "record {} of the journal cannot be read"}, seq));
  return std::move(page->items.front().event);
}

// What the reviewer must know of the time before its month.
template <class Id>
Result<void> tell_before(analysis::Reviewer& reviewer, store::Queries& queries, const std::vector<Id>& records) {
  for (const Id id : records) {
    const auto event = record_at(queries, id.get());
    if (!event) return event.error();
    reviewer.before(*event);
  }
  return {};
}

Result<std::vector<core::Obligation>> obligations_of(store::Queries& queries, const analysis::Month& month, Instant now,
                                                     const site::AppraisalStandards& standards) {
  store::ObligationFilter filter;
  filter.from = month.from;
  filter.until = month.until;
  filter.as_of = now;
  filter.standards = standards;
  filter.limit = kObligationsAtOnce;
  std::vector<core::Obligation> all;
  do {
    auto page = queries.obligations(filter);
    if (!page) return page.error();
    all.insert(all.end(), std::make_move_iterator(page->items.begin()), std::make_move_iterator(page->items.end()));
    filter.after = page->next;
  } while (!filter.after.empty());
  return all;
}

Problem in_hand() {
  Problem busy = problem(ProblemKind::TooMany, "正在生成另一份复盘，请稍候", "Another review is being made: wait for it");
  busy.retry_after = 5_s;
  return busy;
}

}  // namespace

Result<analysis::Review> review_month(store::Queries& queries, const site::Directory& directory, const analysis::Month& month,
                                      Instant now) {
  const auto oldest = record_at(queries, 1);
  if (!oldest) return oldest.error();
  if (oldest->time >= month.until)
    return error_of(ErrorCode::NotFound, said({"日志始于 {} 之后", "the journal began after {}"}, month.name));
  analysis::Reviewer reviewer(directory, month, now);
  reviewer.began(oldest->time);
  const auto stood = queries.stood_at(month.from);
  if (!stood) return stood.error();
  if (const auto told = tell_before(reviewer, queries, *stood); !told) return told.error();
  const auto read = queries.events(month.from, std::min(month.until, now), [&](const core::Event& event) { reviewer.take(event); });
  if (!read) return read.error();
  if (const auto told = tell_before(reviewer, queries, reviewer.unknown_checks()); !told) return told.error();
  const auto obligations = obligations_of(queries, month, now, directory.site().appraisal);
  if (!obligations) return obligations.error();
  const auto risks = risk_figures(queries, directory, month);
  if (!risks) return risks.error();
  return reviewer.finish(*obligations, *risks);
}

Result<core::RiskFigures> risk_figures(store::Queries& queries, const site::Directory& directory, const analysis::Month& month) {
  core::RiskFold fold(directory, month.from, month.until);
  if (const auto read = queries.record_events(core::kRiskKinds, [&](const core::Event& event) { fold.take(event); }); !read)
    return read.error();
  return fold.finish();
}

Reviews::Answer Reviews::of(store::Queries& queries, const site::Directory& directory, const analysis::Month& month, Instant now) {
  const std::unique_lock lock(walking_, std::try_to_lock);
  if (!lock) return in_hand();
  const std::uint64_t seq = queries.committed_seq();
  const auto kept = kept_.find(month.name);
  if (kept != kept_.end() && kept->second.seq == seq && now - kept->second.review->as_of < kHoldsFor) return kept->second.review;
  auto made = review_month(queries, directory, month, now);
  if (!made && made.error().code == ErrorCode::NotFound)
    return problem(ProblemKind::NotFound, "日志从这个月之后才开始，没有可复盘的记录",
                   "The journal began after this month: there is nothing to review");
  if (!made) return to_problem(made.error());
  const auto review = std::make_shared<const analysis::Review>(std::move(*made));
  if (!review->complete) return review;
  if (kept_.size() >= kMonthsKept) kept_.clear();
  kept_[month.name] = {seq, review};
  return review;
}

}  // namespace davy::api
