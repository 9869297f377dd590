// Ingest: every sample has a fate, and what could not be read is kept to look at.

#include "api/json/json_writer.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <algorithm>

namespace davy::api {
namespace {

void write_fates(JsonWriter& out, const core::Fates& fates) {
  out.field("received", fates.received).field("evaluated", fates.evaluated).field("late", fates.late);
  out.key("rejected").object();
  for (std::size_t i = 0; i < core::kRejections; ++i) out.field(name_of(static_cast<core::Rejection>(i)), fates.rejected[i]);
  out.end();
}

void add_lines(Malformed& all, const field::Quarantine& lines) {
  for (const auto& [reason, name] : kEnumNames<field::Malformed>)
    if (const std::uint64_t count = lines.count(reason)) all.counts[std::string(name)] += count;
  for (field::Quarantined& entry : lines.newest_first())
    all.latest.push_back({entry.when, std::move(entry.topic), std::string(name_of(entry.reason)), std::move(entry.excerpt)});
  std::ranges::stable_sort(all.latest, std::ranges::greater(), &Malformed::Message::when);
}

Outcome get_ingest(const Ask&, Desk& desk) {
  const runtime::Health health = desk.services.runtime.health();
  Malformed malformed = desk.services.options.malformed ? desk.services.options.malformed() : Malformed();
  add_lines(malformed, desk.services.quarantine);
  JsonWriter out;
  out.object();
  write_fates(out, health.fates);
  out.field("refused_batches", health.refused_batches).key("malformed").object();
  for (const auto& [reason, count] : malformed.counts) out.field(reason, count);
  out.end().key("quarantine").list();
  for (const Malformed::Message& each : malformed.latest)
    out.object().field("when", each.when).field("topic", each.topic).field("reason", each.reason).field("excerpt", each.excerpt).end();
  return json_reply(out.end().end().take());
}

}  // namespace

void add_ingest(Router& router) { router.add({Method::Get, "/ingest", get_ingest}); }

}  // namespace davy::api
