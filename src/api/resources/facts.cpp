// Facts: what people and other systems tell of zones.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "site/names.hpp"

#include <algorithm>

namespace davy::api {
namespace {

class FactWriter {
 public:
  FactWriter(const site::Site& site, const std::vector<store::FactRow>& told, Instant now) : site_(site), told_(told), now_(now) {}

  std::string write() {
    out_.object().key("items").list();
    for (const site::Fact& fact : site_.facts) {
      if (fact.zones.empty()) write(fact, {});
      for (const site::ZoneIndex zone : fact.zones) write(fact, site_[zone].name);
    }
    return out_.end().end().take();
  }

 private:
  void write(const site::Fact& fact, const std::string& zone) {
    const auto found =
        std::find_if(told_.begin(), told_.end(), [&](const store::FactRow& row) { return row.fact == fact.name && row.zone == zone; });
    const core::ToldFact* told = found == told_.end() ? nullptr : &found->told;
    const bool known = told != nullptr && now_ < told->until;
    out_.object().field("fact", fact.name).field("title", fact.title).field("kind", fact.kind);
    out_.field("zone", zone.empty() ? std::nullopt : std::optional(zone)).field("valid_for_s", fact.valid_for);
    out_.field("value", known ? std::optional(told->value) : std::nullopt);
    out_.field("source", told == nullptr ? std::nullopt : std::optional(told->source));
    out_.field("until", told == nullptr ? std::nullopt : std::optional(told->until));
    out_.field("by", told == nullptr ? std::nullopt : std::optional(told->by)).end();
  }

  const site::Site& site_;
  const std::vector<store::FactRow>& told_;
  Instant now_;
  JsonWriter out_;
};

Answered facts_now(Desk& desk) {
  const auto told = desk.queries.facts();
  if (!told) return to_problem(told.error());
  return json_reply(FactWriter(desk.services.directory.site(), *told, desk.services.now()).write());
}

Outcome list_facts(const Ask&, Desk& desk) { return to_outcome(facts_now(desk)); }

core::SetFact fact_from(Fields& fields, const Desk& desk) {
  core::SetFact request;
  request.fact = desk.name();
  request.zone = fields.text_or("zone", "", {0, kNameMax});
  const auto value = fields.maybe_amount("value");
  if (!value) fields.wrong("value", "必须填写", "must be given");
  request.value = value.value_or(0);
  request.source = fields.maybe_time("time").value_or(desk.services.now());
  request.valid_for = fields.maybe_span("valid_for");
  return request;
}

Outcome tell(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{fact_from(fields, desk), [](const auto&, Desk& later) { return facts_now(later); }, {}, {}};
  });
}

// A machine with a token: it may tell every fact of the site.
Outcome tell_by_machine(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{fact_from(fields, desk),
                   [](const auto&, Desk&) -> Answered { return no_content(); },
                   core::Actor{"machine:" + desk.machine->name, core::Role::TeamLead, {}},
                   {}};
  });
}

}  // namespace

void add_facts(Router& router) {
  router.add({Method::Get, "/facts", list_facts});
  router.add({Method::Post, "/facts/{name}", tell});
  router.add({Method::Post, "/facts/{name}/told", tell_by_machine});
}

}  // namespace davy::api
