#include "api/reviews.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kPage = 1'000;
constexpr std::size_t kMonthsKept = 12;
constexpr Duration kHoldsFor = Duration::from_ms(600'000);  // what is not done yet grows later by itself

// Reads single records and spans of the journal.
class MonthReader {
 public:
  MonthReader(store::Queries& queries, const analysis::Month& month) : queries_(queries), month_(month), head_(queries.committed_seq()) {}

  // The first record of the month or after it, head + 1 when there is none. Times of records do not run backwards.
  Result<std::uint64_t> first() {
    std::uint64_t least = 1;
    std::uint64_t most = head_ + 1;
    while (least < most) {
      const std::uint64_t middle = least + (most - least) / 2;
      const auto record = at(middle);
      if (!record) return record.error();
      if (record->time < month_.from)
        least = middle + 1;
      else
        most = middle;
    }
    return least;
  }

  Result<core::Event> at(std::uint64_t seq) {
    auto page = queries_.journal({.kind_prefix = "", .before = {}, .after = seq - 1, .limit = 1});
    if (!page) return page.error();
    if (page->items.empty() || page->items.front().event.seq != seq)
      return Error{ErrorCode::Corrupt, "record " + std::to_string(seq) + " of the journal cannot be read"};
    return std::move(page->items.front().event);
  }

  // Every event of the month from `first` on.
  template <class Take>
  Result<void> each(std::uint64_t first, Take take) {
    for (std::uint64_t after = first - 1; after < head_;) {
      const auto page = queries_.journal({.kind_prefix = "", .before = {}, .after = after, .limit = kPage});
      if (!page) return page.error();
      for (const store::JournalRow& row : page->items) {
        if (row.event.seq > head_ || row.event.time >= month_.until) return {};
        if (const auto taken = take(row.event); !taken) return taken.error();
      }
      if (page->items.empty()) return {};
      after = page->items.back().event.seq;
    }
    return {};
  }

 private:
  store::Queries& queries_;
  const analysis::Month& month_;
  const std::uint64_t head_;
};

Result<std::vector<core::Obligation>> obligations_of(store::Queries& queries, const analysis::Month& month, Instant now,
                                                     const site::AppraisalStandards& standards) {
  store::ObligationFilter filter;
  filter.from = month.from;
  filter.until = month.until;
  filter.as_of = now;
  filter.standards = standards;
  filter.limit = kPage;
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
  MonthReader journal(queries, month);
  const auto oldest = journal.at(1);
  if (!oldest) return oldest.error();
  if (oldest->time >= month.until) return Error{ErrorCode::NotFound, "the journal began after " + month.name};
  const auto first = journal.first();
  if (!first) return first.error();
  analysis::Reviewer reviewer(directory, month, now);
  reviewer.began(oldest->time);
  const auto stood = queries.stood_at(month.from);
  if (!stood) return stood.error();
  for (const core::AlarmId alarm : *stood) {
    const auto raised = journal.at(alarm.get());
    if (!raised) return raised.error();
    reviewer.before(*raised);
  }
  const auto read = journal.each(*first, [&](const core::Event& event) -> Result<void> {
    if (const auto* missed = get_if<core::CheckMissed>(&event.body); missed != nullptr && missed->check.get() < *first) {
      const auto issued = journal.at(missed->check.get());
      if (!issued) return issued.error();
      reviewer.before(*issued);
    }
    reviewer.take(event);
    return {};
  });
  if (!read) return read.error();
  const auto obligations = obligations_of(queries, month, now, directory.site().appraisal);
  if (!obligations) return obligations.error();
  return reviewer.finish(*obligations);
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
