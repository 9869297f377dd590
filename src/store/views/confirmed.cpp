#include "store/views/confirmed.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr std::size_t kPage = 200;

Result<bool> is_closed(Queries& queries, const AlarmRow& row) {
  if (!row.order) return false;
  const auto order = queries.order(*row.order);
  if (!order) return order.error();
  return *order && (*order)->closed.has_value();
}

}  // namespace

Result<std::vector<Range>> confirmed_alarms(Queries& queries, const std::vector<std::string>& conditions, Range range) {
  std::vector<Range> windows;
  for (const std::string& condition : conditions) {
    AlarmFilter filter{.which = AlarmFilter::Which::All, .zone = "", .condition = condition, .after = "", .limit = kPage};
    bool more = true;
    while (more) {
      const Result<Page<AlarmRow>> page = queries.alarms(filter);
      if (!page) return page.error();
      for (const AlarmRow& row : page->items) {
        more = row.alarm.raised >= range.from;  // the newest come first
        if (!more || row.alarm.raised >= range.until) continue;
        const Result<bool> closed = is_closed(queries, row);
        if (!closed) return closed.error();
        if (*closed) windows.push_back({row.alarm.onset, row.returned.value_or(row.alarm.raised)});
      }
      more = more && !page->next.empty();
      filter.after = page->next;
    }
  }
  std::ranges::sort(windows, {}, &Range::from);
  return windows;
}

}  // namespace davy::store
