// Permits for special work: lists, the application, and the steps until one is archived.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/permit_desk.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <algorithm>
#include <charconv>

namespace davy::api {
namespace {

constexpr std::size_t kReadingsMax = 40;
constexpr std::size_t kReceiversMax = 100;
constexpr std::size_t kUnitMax = 16;

Answered permit_answer(core::PermitId id, Desk& desk) {
  auto row = desk.queries.permit(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  auto story = desk.queries.permit_story(id);
  if (!story) return to_problem(story.error());
  PermitNow now = permit_now(id, (*row)->what, desk);  // while the row still says what it stands on
  const PermitDetail permit{std::move(**row), std::move(*story), std::move(now)};
  return json_reply(to_json(permit, desk.services.directory));
}

template <class E>
std::optional<E> filter_named(Fields& query, std::string_view name) {
  if (!query.maybe_text(name)) return std::nullopt;
  return query.named<E>(name);
}

Outcome list_permits(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::PermitFilter filter;
  PermitsWaiting waiting;
  const std::string which = query.choice_or("which", {"open", "over", "all"}, "all");
  if (which == "open") filter.which = store::PermitFilter::Which::Open;
  if (which == "over") filter.which = store::PermitFilter::Which::Over;
  filter.state = filter_named<store::PermitStage>(query, "state");
  filter.kind = filter_named<core::PermitKind>(query, "kind");
  filter.zone = query.text_or("zone", "");
  filter.order =
      order_asked(query, {{"applied", store::ListOrder::By::Id}, {"deadline", store::ListOrder::By::Deadline}}).value_or(filter.order);
  const bool mine = query.flag("mine");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (mine) {
    auto posts = posts_now(desk);
    if (!posts) return to_problem(posts.error());
    auto known = permits_waiting(desk, *posts);
    if (!known) return to_problem(known.error());
    waiting = std::move(*known);
    std::vector<core::PermitId> otherwise = waiting.receipts;
    otherwise.insert(otherwise.end(), waiting.to_answer.begin(), waiting.to_answer.end());
    filter.mine = {desk.person->login, std::move(*posts), std::move(otherwise)};
  }
  auto page = desk.queries.permits(filter);
  if (!page) return to_problem(page.error());
  for (store::PermitRow& row : page->items) {
    row.waits_for_receipt = std::ranges::find(waiting.receipts, row.id) != waiting.receipts.end();
    row.taken_back = std::ranges::find(waiting.taken_back, row.id) != waiting.taken_back.end();
  }
  return json_reply(page_json(*page, desk.services.directory));
}

Outcome get_permit(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(permit_answer(core::PermitId(*id), desk));
}

// Who keeps it on holds the key; else who hung it.
Outcome list_locks(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string zone = query.text_or("zone", "");
  if (auto wrong = query.problem()) return *wrong;
  const auto hanging = hanging_locks(desk);
  if (!hanging) return to_problem(hanging.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const auto& [permit, isolation, lock, state] : *hanging) {
    if (!zone.empty() && lock.zone != zone) continue;
    out.object().field("permit", permit).field("isolation", isolation).field("kind", lock.what).field("place", lock.place);
    out.field("zone", lock.zone).field("lock", lock.lock).field("since", lock.at).field("by", lock.by);
    out.field("holder", lock.kept_by.empty() ? lock.by : lock.kept_by).field("verified_by", or_null(lock.verified_by));
    out.field("kept", !lock.kept_by.empty()).field("permit_state", state).end();
  }
  return json_reply(out.end().end().take());
}

Answered applied_now(const std::vector<core::Event>& events, Desk& desk) {
  const auto applied = std::ranges::find_if(events, [](const core::Event& each) { return holds<core::PermitApplied>(each.body); });
  if (applied == events.end()) return not_found_problem();
  Answered answered = permit_answer(core::PermitId(applied->seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome apply_for_permit(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{core::ApplyForPermit{read_permit_draft(fields, desk)}, applied_now, {}, {}};
  });
}

// The second parameter of the path.
std::optional<std::uint32_t> measure_number(const Desk& desk) {
  const std::string& text = desk.parameters.at(1);
  std::uint32_t number = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || last != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

Outcome confirm_measure(const Ask& ask, Desk& desk) {
  const auto number = measure_number(desk);
  if (!number) return not_found_problem();
  return command_on(ask, desk, permit_answer, [&](core::PermitId permit, Fields& fields) {
    core::ConfirmMeasure request;
    request.permit = permit;
    request.measure = *number;
    request.applies = fields.maybe_amount("applies").value_or(1) != 0;
    request.remark = fields.text_or("remark", "");
    request.photos = photos_or_none(fields, desk);
    if (fields.has("figures"))
      request.figures = fields.objects("figures", kReadingsMax, [](Fields& line) {
        const auto value = line.maybe_amount("value");
        if (!line.has("value")) line.wrong("value", "必须填写", "must be given");
        return core::MeasuredFigure{line.text("field", {1, kNameMax}), value.value_or(0)};
      });
    return request;
  });
}

core::SaidPlace said_place(Fields& fields) {
  core::SaidPlace place;
  place.tag = fields.text_or("tag", "", {0, kNameMax});
  const auto x = fields.maybe_amount("x_m");
  const auto y = fields.maybe_amount("y_m");
  if (x.has_value() != y.has_value()) fields.wrong(x ? "y_m" : "x_m", "请同时给出 x_m 和 y_m", "a place is both x_m and y_m");
  if (x && y) place.at = site::Metres{*x, *y};
  place.read = *value_named<core::CodeRead>(fields.choice_or("read", {"camera", "typed"}, "typed"));
  const auto latitude = fields.maybe_amount("latitude");
  const auto longitude = fields.maybe_amount("longitude");
  const auto accuracy = fields.maybe_amount("accuracy_m");
  if (latitude && longitude && accuracy)
    place.fix = core::PhoneFix{*latitude, *longitude, *accuracy};
  else if (latitude || longitude || accuracy)
    fields.wrong(!latitude    ? "latitude"
                 : !longitude ? "longitude"
                              : "accuracy_m",
                 "请同时给出 latitude、longitude 和 accuracy_m", "where a phone is, is latitude, longitude and accuracy_m");
  return place;
}

core::SaidPlace said_place_or_none(Fields& fields) { return fields.object("place", said_place).value_or(core::SaidPlace()); }

Outcome handle_isolation(const Ask& ask, Desk& desk) {
  const auto number = measure_number(desk);
  if (!number) return not_found_problem();
  return command_on(ask, desk, permit_answer, [&](core::PermitId permit, Fields& fields) {
    core::HandleIsolation request;
    request.permit = permit;
    request.isolation = *number;
    request.deed = fields.named<core::IsolationDeed>("deed");
    request.lock = fields.text_or("lock", "", {0, kNameMax});
    request.place = said_place_or_none(fields);
    request.for_permit = core::PermitId(fields.maybe_id("for_permit").value_or(0));
    request.note = fields.text_or("note", "");
    request.photos = photos_or_none(fields, desk);
    return request;
  });
}

core::GasReading gas_reading(Fields& fields) {
  core::GasReading reading;
  reading.what = fields.named<core::GasClass>("what");
  reading.gas = fields.text_or("gas", "", {0, kNameMax});
  if (fields.has("part")) reading.part = fields.named<core::VesselPart>("part");
  const auto value = fields.maybe_amount("value");
  if (!fields.has("value")) fields.wrong("value", "必须填写", "must be given");
  if (value && *value < 0) fields.wrong("value", "不能小于 0", "cannot be below 0");
  reading.value = value.value_or(0);
  reading.unit = fields.text("unit", {1, kUnitMax});
  return reading;
}

Outcome test_gas(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [&](core::PermitId permit, Fields& fields) {
    core::TestGas request;
    request.permit = permit;
    const auto taken = fields.maybe_time("taken");
    if (!fields.has("taken")) fields.wrong("taken", "请填写取样时间", "when the samples were taken is missing");
    request.taken = taken.value_or(Instant());
    request.analyst = fields.text_or("analyst", desk.person->name, {1, kNameMax});
    request.readings = fields.objects("readings", kReadingsMax, gas_reading);
    request.photos = photos_or_none(fields, desk);
    return request;
  });
}

Outcome brief_workers(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [&](core::PermitId permit, Fields& fields) {
    core::BriefWorkers request;
    request.permit = permit;
    request.receivers = fields.texts_or_none("receivers", kReceiversMax);
    if (fields.has("receipts"))
      request.receipts = fields.objects("receipts", kReceiversMax, [&](Fields& receipt) {
        return core::BriefingReceipt{receipt.text("worker", {1, kNameMax}), kept_or_none(receipt, desk, "signature", BlobKind::Picture)};
      });
    request.note = fields.text_or("note", "");
    request.photos = photos_or_none(fields, desk);
    return request;
  });
}

Outcome sign_permit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields& fields) {
    core::SignPermit request;
    request.permit = permit;
    const auto step = fields.maybe_id("step");
    if (!fields.has("step")) fields.wrong("step", "必须填写", "must be given");
    if (step && *step > kReadingsMax) fields.wrong("step", "没有这一步", "is not a step of it");
    request.step = static_cast<std::uint32_t>(step.value_or(0));
    request.opinion = fields.text_or("opinion", "");
    request.place = said_place_or_none(fields);
    return request;
  });
}

// The requests that say why.
template <class Request>
Outcome with_reason(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields& fields) { return Request{permit, fields.text("reason")}; });
}

// Those about which nothing need be said; a body may stay away.
template <class Request>
Outcome without_words(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields&) { return Request{permit}; });
}

Outcome resume_permit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields& fields) {
    return core::ResumePermit{permit, fields.text_or("note", "")};
  });
}

Outcome guard_permit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields& fields) {
    return core::GuardPermit{permit, said_place_or_none(fields)};
  });
}

Outcome finish_permit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [&](core::PermitId permit, Fields& fields) {
    return core::FinishPermit{permit, fields.text_or("note", ""), photos_or_none(fields, desk)};
  });
}

Outcome accept_permit(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, permit_answer, [](core::PermitId permit, Fields& fields) {
    return core::AcceptPermit{permit, fields.named<core::Verdict>("verdict"), fields.text_or("note", "")};
  });
}

}  // namespace

void add_permits(Router& router) {
  router.add({Method::Get, "/permit-locks", list_locks});
  router.add({Method::Get, "/permits", list_permits});
  router.add({Method::Post, "/permits", apply_for_permit});
  router.add({Method::Get, "/permits/{id}", get_permit});
  router.add({Method::Post, "/permits/{id}/measures/{number}", confirm_measure});
  router.add({Method::Post, "/permits/{id}/isolations/{number}", handle_isolation});
  router.add({Method::Post, "/permits/{id}/gas-tests", test_gas});
  router.add({Method::Post, "/permits/{id}/briefing", brief_workers});
  router.add({Method::Post, "/permits/{id}/signatures", sign_permit});
  router.add({Method::Post, "/permits/{id}/refusal", with_reason<core::RefusePermit>});
  router.add({Method::Post, "/permits/{id}/start", without_words<core::StartPermit>});
  router.add({Method::Post, "/permits/{id}/interruption", with_reason<core::InterruptPermit>});
  router.add({Method::Post, "/permits/{id}/suspension", with_reason<core::SuspendPermit>});
  router.add({Method::Post, "/permits/{id}/resumption", resume_permit});
  router.add({Method::Post, "/permits/{id}/presence", guard_permit});
  router.add({Method::Post, "/permits/{id}/completion", finish_permit});
  router.add({Method::Post, "/permits/{id}/acceptance", accept_permit});
  router.add({Method::Post, "/permits/{id}/cancellation", with_reason<core::CancelPermit>});
  router.add({Method::Post, "/permits/{id}/archive", without_words<core::ArchivePermit>});
}

}  // namespace davy::api
