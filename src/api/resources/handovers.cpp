// Hand-overs of a shift: offered with every open matter, accepted by name.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kNotesMost = 50;
constexpr std::size_t kMattersMost = 5'000;
constexpr std::size_t kWalkedMost = 20'000;  // of one list; more than that is no plant to hand over

// All pages of a list.
template <class Filter, class List, class Take>
Result<void> walk(Filter filter, List list, Take take) {
  filter.limit = 500;
  for (std::size_t walked = 0; walked < kWalkedMost;) {
    auto page = list(filter);
    if (!page) return page.error();
    for (auto& item : page->items) take(item);
    walked += page->items.size();
    if (page->next.empty()) return {};
    filter.after = page->next;
  }
  return failed("too many open matters");
}

// What is open, read from the views into the core's books.
struct OpenBooks {
  core::AlarmBook alarms;
  core::OrderBook orders;
  core::HazardBook hazards;
  core::InterlockTable interlocks;
  core::ModeBook modes;
  core::CheckBook checks;
  core::CareBook care;
  core::PermitBook permits;
  core::IncidentBook incidents;

  Result<void> read(store::Queries& queries) {
    const auto alarm = [&](const core::Alarm& each) { alarms.alarms.insert_or_assign(each.condition, each); };
    if (auto done = walk(
            store::AlarmFilter(), [&](const auto& filter) { return queries.alarms(filter); }, [&](auto& row) { alarm(row.alarm); });
        !done)
      return done;
    const auto aside = queries.set_aside();
    if (!aside) return aside.error();
    for (const core::Alarm& each : *aside) alarm(each);
    if (auto done = walk(
            store::OrderFilter(), [&](const auto& filter) { return queries.orders(filter); },
            [&](auto& row) { orders.orders.emplace(row.order.id, row.order); });
        !done)
      return done;
    if (auto done = walk(
            store::HazardFilter(), [&](const auto& filter) { return queries.hazards(filter); },
            [&](auto& row) { hazards.hazards.emplace(row.id, hazard_of(row)); });
        !done)
      return done;
    const auto rows = queries.rows();
    if (!rows) return rows.error();
    for (const store::RowView& row : *rows) interlocks.rows.emplace(row.row, row.state);
    const auto set = queries.modes();
    if (!set) return set.error();
    for (const store::ModeRow& row : *set) modes.set.emplace(row.zone, row.set);
    store::CheckFilter overdue;
    overdue.state = core::CheckState::Overdue;
    if (auto done = walk(
            overdue, [&](const auto& filter) { return queries.checks(filter); }, [&](auto& row) { add(row); });
        !done)
      return done;
    store::PermitFilter permitted;
    permitted.which = store::PermitFilter::Which::Open;
    if (auto done = walk(
            permitted, [&](const auto& filter) { return queries.permits(filter); }, [&](auto& row) { add(row); });
        !done)
      return done;
    store::IncidentFilter going_on;
    going_on.which = store::IncidentFilter::Which::Open;
    if (auto done = walk(
            going_on, [&](const auto& filter) { return queries.incidents(filter); }, [&](auto& row) { add(row); });
        !done)
      return done;
    return walk(
        store::CareFilter(), [&](const auto& filter) { return queries.care(filter); }, [&](auto& row) { add(row); });
  }

  static core::Hazard hazard_of(const store::HazardRow& row) {
    core::Hazard hazard;
    hazard.id = row.id;
    hazard.zone = row.zone;
    hazard.state = row.state;
    hazard.grade = row.grade.value_or(hazard.grade);
    hazard.post = row.post;
    hazard.supervised_by = row.supervised_by;
    return hazard;
  }
  void add(const store::CheckRow& row) {
    core::Check& check = checks.checks[row.id];
    check.id = row.id;
    check.state = row.state;
    check.asked.name = row.name;
    check.asked.zone = row.zone;
    check.asked.post = row.post;
    checks.open[row.measure] = row.id;
  }
  void add(const store::CareRow& row) {
    core::Care& open = care.open[row.id];
    open.what = row.what;
    open.started = row.started;
    open.level = row.state == store::CareState::Overdue ? 1 : 0;
  }
  void add(const store::PermitRow& row) {
    core::Permit& permit = permits.permits[row.id];
    permit.id = row.id;
    permit.what = row.what;
    permit.started = row.started;
    permit.state = value_named<core::PermitState>(name_of(row.state)).value_or(permit.state);
  }
  void add(const store::IncidentRow& row) {
    core::Incident& incident = incidents.incidents[row.id];
    incident.id = row.id;
    incident.what = row.what;
  }
  core::MatterSources sources() const { return {alarms, orders, hazards, interlocks, modes, checks, care, permits, incidents}; }
};

void write_matters(JsonWriter& out, const std::vector<core::HandedMatter>& matters) {
  out.list();
  for (const core::HandedMatter& matter : matters) {
    out.object().field("kind", matter.kind).field("name", matter.name).field("about", matter.about).field("place", or_null(matter.place));
    out.field("state", matter.state).field("severity", matter.severity).field("remark", matter.remark).end();
  }
  out.end();
}

void write_handover(JsonWriter& out, const store::HandoverRow& row, const std::vector<core::HandedMatter>& matters) {
  const core::Handover& what = row.handover;
  out.object().field("id", what.id).field("post", what.post).field("from", what.from).field("to", or_null(what.to));
  out.field("change", what.change).field("offered", what.offered).field("outcome", row.outcome).field("ended", row.ended);
  out.field("ended_by", or_null(row.ended_by)).field("remark", row.remark).key("matters");
  write_matters(out, matters);
  out.end();
}

// Of an open one what is to be acknowledged now.
Result<std::vector<core::HandedMatter>> matters_of(const store::HandoverRow& row, Desk& desk) {
  if (row.outcome == store::HandoverOutcome::Accepted) return row.acknowledged;
  if (row.outcome != store::HandoverOutcome::Open) return row.handover.matters;
  OpenBooks books;
  if (auto read = books.read(desk.queries); !read) return read.error();
  return core::handover::to_acknowledge(row.handover, books.sources(), desk.services.directory);
}

Answered handover_now(core::HandoverId id, Desk& desk) {
  const auto row = desk.queries.handover(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  const auto matters = matters_of(**row, desk);
  if (!matters) return to_problem(matters.error());
  JsonWriter out;
  write_handover(out, **row, *matters);
  return json_reply(out.take());
}

Outcome list_handovers(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::HandoverFilter filter;
  const std::string which = query.choice_or("which", {"open", "over", "all"}, "all");
  filter.which = which == "open"   ? store::HandoverFilter::Which::Open
                 : which == "over" ? store::HandoverFilter::Which::Over
                                   : store::HandoverFilter::Which::All;
  filter.post = query.text_or("post", "");
  filter.order =
      order_asked(query, {{"offered", store::ListOrder::By::Id}, {"change", store::ListOrder::By::Deadline}}).value_or(filter.order);
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.handovers(filter);
  if (!page) return to_problem(page.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::HandoverRow& row : page->items) {
    const auto matters = matters_of(row, desk);
    if (!matters) return to_problem(matters.error());
    write_handover(out, row, *matters);
  }
  return json_reply(out.end().field("next", or_null(page->next)).end().take());
}

Outcome list_matters(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string post = query.text("post", {1, kNameMax});
  if (!post.empty() && !desk.services.directory.post(post)) query.wrong("post", "没有这个岗位", "no post of this site");
  if (auto wrong = query.problem()) return *wrong;
  OpenBooks books;
  if (auto read = books.read(desk.queries); !read) return to_problem(read.error());
  JsonWriter out;
  out.object().key("items");
  write_matters(out, core::open_matters(books.sources(), desk.services.directory, post));
  return json_reply(out.end().take());
}

Outcome get_handover(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(handover_now(core::HandoverId(*id), desk));
}

Answered offered_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = handover_now(core::HandoverId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome offer(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::OfferHandover request{fields.text("post", {1, kNameMax}), fields.text_or("to", "", {0, kNameMax}),
                                fields.texts_or_none("notes", kNotesMost)};
    return Command{std::move(request), offered_now, {}, {}};
  });
}

core::HandedMatter read_matter(Fields& fields) {
  core::HandedMatter matter;
  matter.kind = fields.named<core::HandedKind>("kind");
  matter.name = fields.text_or("name", "");
  matter.state = fields.text_or("state", "");
  matter.remark = fields.text_or("remark", "");
  return matter;
}

Outcome accept(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, handover_now, [](core::HandoverId id, Fields& fields) {
    return core::AcceptHandover{id, fields.objects("matters", kMattersMost, read_matter), fields.text_or("remark", "")};
  });
}

Outcome refuse_handover(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, handover_now, [](core::HandoverId id, Fields& fields) {
    return core::RefuseHandover{id, fields.text("reason")};
  });
}

Outcome withdraw(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, handover_now, [](core::HandoverId id, Fields& fields) {
    return core::WithdrawHandover{id, fields.text_or("reason", "")};
  });
}

}  // namespace

void add_handovers(Router& router) {
  router.add({Method::Get, "/handovers", list_handovers});
  router.add({Method::Post, "/handovers", offer});
  router.add({Method::Get, "/handovers/matters", list_matters});
  router.add({Method::Get, "/handovers/{id}", get_handover});
  router.add({Method::Post, "/handovers/{id}/accept", accept});
  router.add({Method::Post, "/handovers/{id}/refuse", refuse_handover});
  router.add({Method::Post, "/handovers/{id}/withdraw", withdraw});
}

}  // namespace davy::api
