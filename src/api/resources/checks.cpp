// Checks: what is to be looked at, what people found, and the cards that only safety officers know of.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kTagMax = 32;

Answered check_now(core::CheckId id, Desk& desk) {
  const auto row = desk.queries.check(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row));
}

Answered seed_now(core::SeedId id, Desk& desk) {
  const auto row = desk.queries.seed(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row));
}

template <class Filter>
typename Filter::Which which_named(Fields& query, const std::string& otherwise) {
  const std::string which = query.choice_or("which", {"open", "over", "all"}, otherwise);
  if (which == "all") return Filter::Which::All;
  return which == "over" ? Filter::Which::Over : Filter::Which::Open;
}

Outcome list_checks(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::CheckFilter filter;
  if (query.maybe_text("state")) filter.state = query.named<core::CheckState>("state");
  const bool over = filter.state && *filter.state != core::CheckState::Open && *filter.state != core::CheckState::Overdue;
  filter.which = which_named<store::CheckFilter>(query, over ? "over" : "open");
  filter.zone = query.text_or("zone", "");
  filter.post = query.text_or("post", "");
  filter.measure = query.text_or("measure", "");
  const std::string of = query.choice_or("of", {"anything", "measure", "supply"}, "anything");
  if (of != "anything") filter.of = of == "supply" ? store::CheckFilter::Of::Supplies : store::CheckFilter::Of::Measures;
  filter.order = order_asked(query, {{"issued", store::ListOrder::By::Id}, {"deadline", store::ListOrder::By::Deadline}});
  const bool mine = query.flag("mine");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (mine) {
    auto posts = posts_now(desk);
    if (!posts) return to_problem(posts.error());
    filter.mine = {desk.person->login, std::move(*posts)};
  }
  const auto page = desk.queries.checks(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page));
}

Outcome get_check(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(check_now(core::CheckId(*id), desk));
}

core::RecordCheck record_of(Fields& fields, Desk& desk) {
  core::RecordCheck request;
  request.result = fields.named<core::CheckResult>("result");
  const auto done_at = fields.maybe_time("done_at");
  if (!done_at) fields.wrong("done_at", "请填写排查的时间", "when it was done is missing");
  request.done_at = done_at.value_or(Instant());
  request.reading = fields.maybe_amount("reading");
  request.note = fields.text_or("note", "");
  request.photos = photos_or_none(fields, desk);
  request.voice = kept_or_none(fields, desk, "voice", BlobKind::Voice);
  request.signature = kept_or_none(fields, desk, "signature", BlobKind::Picture);
  request.place = *value_named<core::CheckPlace>(fields.choice_or("place", {"scanned", "by-hand"}, "by-hand"));
  request.tag = fields.text_or("tag", "", {0, kTagMax});
  return request;
}

// Answered is the check that the record was made of; sent a second time, the one that it was sent for.
Outcome record_check(const Ask& ask, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return from_body(ask, [&](Fields& fields) -> Outcome {
    core::RecordCheck request = record_of(fields, desk);
    request.check = core::CheckId(*id);
    const auto then = [check = request.check](const std::vector<core::Event>& events, Desk& later) {
      const auto* record = events.empty() ? nullptr : get_if<core::CheckRecorded>(&events.front().body);
      return check_now(record == nullptr ? check : record->check, later);
    };
    return Command{std::move(request), then, {}, {}};
  });
}

Outcome list_seeds(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::SeedFilter filter;
  filter.which = which_named<store::SeedFilter>(query, "all");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.seeds(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page));
}

Answered planted_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = seed_now(core::SeedId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome plant_seed(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::PlantSeed request;
    request.measure = fields.text("measure", {1, kNameMax});
    request.tag = fields.text("tag", {1, kTagMax});
    const auto until = fields.maybe_time("until");
    if (!until) fields.wrong("until", "请填写挂到何时", "until when it hangs is missing");
    request.until = until.value_or(Instant());
    request.remark = fields.text_or("remark", "");
    return Command{std::move(request), planted_now, {}, {}};
  });
}

// Nothing need be said about it; a body may stay away.
Outcome remove_seed(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const core::SeedId seed(*id);
  return Command{core::RemoveSeed{seed}, [seed](const auto&, Desk& later) { return seed_now(seed, later); }, {}, {}};
}

}  // namespace

void add_checks(Router& router) {
  router.add({Method::Get, "/checks", list_checks});
  router.add({Method::Get, "/checks/{id}", get_check});
  router.add({Method::Post, "/checks/{id}/record", record_check});
  router.add({Method::Get, "/check-seeds", list_seeds});
  router.add({Method::Post, "/check-seeds", plant_seed});
  router.add({Method::Post, "/check-seeds/{id}/remove", remove_seed});
}

}  // namespace davy::api
