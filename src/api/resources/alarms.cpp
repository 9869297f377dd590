// Alarms: occurrences of conditions, their stories, acknowledgement and reset.

#include "analysis/alarm_load/alarm_load.hpp"
#include "analysis/alarm_load/floods.hpp"
#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/alarm/flood.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace davy::api {

Answered alarm_now(core::AlarmId id, Desk& desk) {
  const auto row = desk.queries.alarm(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row, desk.services.directory));
}

namespace {

constexpr Duration kLoadSpan = Duration::from_ms(30LL * 86'400'000);  // ISA-18.2: figures of at least 30 days

constexpr Duration kLeastSpan = 1_s;

// Before it nobody watched: a rate over more than was watched would flatter.
Result<Instant> first_record(store::Queries& queries) {
  store::JournalFilter first;
  first.after = 0;
  first.limit = 1;
  const auto page = queries.journal(first);
  if (!page) return page.error();
  return page->items.empty() ? Instant::before_all() : page->items.front().event.time;
}

}  // namespace

Result<analysis::Span> load_span(Fields& query, Desk& desk) {
  const Instant until = query.maybe_time("until").value_or(desk.services.now());
  const auto watched = first_record(desk.queries);
  if (!watched) return watched.error();
  const Instant from = query.maybe_time("from").value_or(std::max(until - kLoadSpan, std::min(*watched, until - kLeastSpan)));
  if (from >= until) query.wrong("from", "须早于 until", "it must lie before until");
  return analysis::Span{from, until};
}

namespace {

template <class Id>
std::optional<Id> number(Fields& query, const char* name, const Text& expected) {
  const std::string text = query.text_or(name, "");
  if (text.empty()) return std::nullopt;
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) query.wrong(name, expected.zh, expected.en);
  return Id(id);
}

Outcome list_alarms(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::AlarmFilter filter;
  filter.which =
      query.choice_or("which", {"open", "all"}, "open") == "open" ? store::AlarmFilter::Which::Open : store::AlarmFilter::Which::All;
  filter.zone = query.text_or("zone", "");
  filter.condition = query.text_or("condition", "");
  filter.group = number<core::AlarmId>(query, "group", {"须为组号", "it must be the number of a group"});
  filter.notice = number<core::NoticeId>(query, "notice", {"须为通知号", "it must be the number of a notice"});
  filter.order = order_asked(query, {{"raised", store::ListOrder::By::Id}, {"severity", store::ListOrder::By::Severity}});
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.alarms(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page, desk.services.directory));
}

Outcome get_alarm(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(alarm_now(core::AlarmId(*id), desk));
}

Outcome get_story(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const auto alarm = desk.queries.alarm(core::AlarmId(*id));
  if (!alarm) return to_problem(alarm.error());
  if (!*alarm) return not_found_problem();
  const auto story = desk.queries.story(core::AlarmId(*id));
  if (!story) return to_problem(story.error());
  return json_reply(items_json(*story));
}

void write(JsonWriter& out, const std::vector<analysis::ConditionLoad>& conditions) {
  out.list();
  for (const analysis::ConditionLoad& each : conditions) out.object().field("condition", each.condition).field("count", each.count).end();
  out.end();
}

void write(JsonWriter& out, const analysis::PostLoad& load) {
  out.object().field("post", load.post).field("zone", or_null(load.zone)).field("shift", or_null(load.shift));
  out.field("alarms", load.alarms).field("per_day", load.per_day);
  out.field("shelved", load.shelved).field("suppressed", load.suppressed).field("out_of_service", load.out_of_service);
  out.field("load", load.load).field("most_in_ten_minutes", load.most_in_ten_minutes).field("floods", load.floods);
  out.field("in_flood_s", load.in_flood)
      .field("flood_share", load.flood_share)
      .field("median_to_acknowledge_s", load.median_to_acknowledge);
  write(out.key("most_frequent"), load.most_frequent);
  write(out.key("chattering"), load.chattering);
  write(out.key("fleeting"), load.fleeting);
  out.field("stale", load.stale).end();
}

Result<analysis::Rang> rang_in(store::Queries& queries, analysis::Span span) {
  auto alarms = queries.rang(span.from, span.until);
  if (!alarms) return alarms.error();
  auto floods = queries.floods(span.from, span.until);
  if (!floods) return floods.error();
  return analysis::Rang{std::move(*alarms), std::move(*floods)};
}

Outcome get_load(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const auto span = load_span(query, desk);
  if (!span) return to_problem(span.error());
  if (auto wrong = query.problem()) return *wrong;
  const auto rang = rang_in(desk.queries, *span);
  if (!rang) return to_problem(rang.error());
  const site::Directory& directory = desk.services.directory;
  JsonWriter out;
  out.object().field("from", span->from).field("until", span->until).key("posts").list();
  for (const analysis::PostLoad& load : analysis::alarm_load(*rang, directory, *span)) write(out, load);
  return json_reply(out.end().end().take());
}

Outcome get_floods(const Ask&, Desk& desk) {
  const Instant now = desk.services.now();
  const auto rang = rang_in(desk.queries, {now - core::kFloodWindow, now + 1_s});
  if (!rang) return to_problem(rang.error());
  JsonWriter out;
  out.object().field("at", now).key("items").list();
  for (const analysis::PostFlood& flood : analysis::floods_now(*rang, desk.services.directory, now))
    out.object().field("post", flood.post).field("recent", flood.recent).field("since", flood.since).end();
  return json_reply(out.end().end().take());
}

Outcome acknowledge(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, alarm_now, [](core::AlarmId alarm, Fields& fields) {
    return core::AcknowledgeAlarm{alarm, fields.text_or("comment", "")};
  });
}

Outcome reset(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, alarm_now, [](core::AlarmId alarm, Fields&) { return core::ResetAlarm{alarm}; });
}

constexpr std::size_t kGroupPage = 500;

// The alarms of a group that stand, by their ids. NotFound: there never was such a group.
Result<std::vector<store::AlarmRow>> standing(core::AlarmId group, store::Queries& queries) {
  store::AlarmFilter filter{.zone = "", .condition = "", .group = group, .after = "", .limit = kGroupPage};
  std::vector<store::AlarmRow> rows;
  while (true) {
    auto page = queries.alarms(filter);
    if (!page) return page.error();
    std::ranges::move(page->items, std::back_inserter(rows));
    if (page->next.empty()) break;
    filter.after = page->next;
  }
  std::ranges::sort(rows, {}, [](const store::AlarmRow& row) { return row.alarm.id; });
  if (!rows.empty()) return rows;
  filter.which = store::AlarmFilter::Which::All;
  filter.after.clear();
  filter.limit = 1;
  const auto ever = queries.alarms(filter);
  if (!ever) return ever.error();
  if (ever->items.empty()) return not_found("no such group");
  return rows;
}

// Of an alarm that as it now stands could be done, and was not: it came to the group after the deed, or its condition cannot be seen.
template <class Done>
Text left_unsaid() {
  if constexpr (std::is_same_v<Done, core::AlarmReset>)
    return {"这条报警刚刚加入，或目前无法判断其条件是否已消除",
            "this alarm has joined just now, or its condition is not known to be false"};
  else
    return {"这条报警刚刚加入", "this alarm has joined just now"};
}

// Which alarms the events did it to, and why not to the others.
template <class Done>
Answered group_answer(core::AlarmId group, const std::vector<core::Event>& events, Desk& desk,
                      std::optional<core::Refusal> (*cannot)(const core::Alarm&)) {
  const auto rows = standing(group, desk.queries);
  if (!rows) return to_problem(rows.error());
  std::vector<core::AlarmId> done;
  for (const core::Event& event : events)
    if (const auto* body = get_if<Done>(&event.body)) done.push_back(body->alarm);
  JsonWriter out;
  out.object().field("group", group).field("done", done).key("left").list();
  for (const store::AlarmRow& row : *rows) {
    if (std::ranges::find(done, row.alarm.id) != done.end()) continue;
    const auto why = cannot(row.alarm);
    out.object()
        .field("alarm", row.alarm.id)
        .field("condition", row.alarm.condition)
        .field("why", why ? why->message : left_unsaid<Done>())
        .end();
  }
  return json_reply(out.end().end().take());
}

template <class Done, class Make>
Outcome command_on_group(const Ask& ask, Desk& desk, std::optional<core::Refusal> (*cannot)(const core::Alarm&), Make make) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const core::AlarmId group(*id);
  if (const auto rows = standing(group, desk.queries); !rows)
    return rows.error().code == ErrorCode::NotFound ? not_found_problem() : to_problem(rows.error());
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const auto then = [group, cannot](const auto& events, Desk& later) { return group_answer<Done>(group, events, later, cannot); };
    return Command{make(group, fields), then, {}, {}};
  });
}

Outcome acknowledge_group(const Ask& ask, Desk& desk) {
  return command_on_group<core::AlarmAcknowledged>(ask, desk, core::alarm::cannot_acknowledge, [](core::AlarmId group, Fields& fields) {
    return core::AcknowledgeGroup{group, fields.text_or("comment", "")};
  });
}

Outcome reset_group(const Ask& ask, Desk& desk) {
  return command_on_group<core::AlarmReset>(ask, desk, core::alarm::cannot_reset,
                                            [](core::AlarmId group, Fields&) { return core::ResetGroup{group}; });
}

}  // namespace

void add_alarms(Router& router) {
  router.add({Method::Get, "/alarms", list_alarms});
  router.add({Method::Get, "/alarm-load", get_load});
  router.add({Method::Get, "/alarm-floods", get_floods});
  router.add({Method::Get, "/alarms/{id}", get_alarm});
  router.add({Method::Get, "/alarms/{id}/story", get_story});
  router.add({Method::Post, "/alarms/{id}/acknowledge", acknowledge});
  router.add({Method::Post, "/alarms/{id}/reset", reset});
  router.add({Method::Post, "/alarm-groups/{id}/acknowledge", acknowledge_group});
  router.add({Method::Post, "/alarm-groups/{id}/reset", reset_group});
}

}  // namespace davy::api
