// How Davy itself is: for people, for supervisors and for Prometheus.

#include "api/exposition.hpp"
#include "api/json/json_writer.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <fmt/format.h>

namespace davy::api {
namespace {

constexpr Duration kStalledAfter = 5_s;

bool turns(const runtime::Health& health, Instant now) { return now - health.last_turn < kStalledAfter; }

Reply word(int status, std::string text) {
  Reply reply;
  reply.status = status;
  reply.type = "text/plain; charset=utf-8";
  reply.body = std::move(text) + "\n";
  return reply;
}

Outcome get_health(const Ask&, Desk& desk) {
  const Services& services = desk.services;
  const runtime::Health health = services.runtime.health();
  const auto offline = desk.queries.offline_devices();
  if (!offline) return to_problem(offline.error());
  JsonWriter out;
  out.object().field("time", services.now()).field("program_version", services.options.program_version);
  out.field("site_version", services.directory.site().version).field("store_ok", health.store_ok);
  const auto rules = services.options.rules
                         ? std::optional(core::site_rules::standing(services.options.rules(), services.directory.site().version))
                         : std::nullopt;
  out.field("rules", rules)
      .field("store_error", health.store_ok ? std::nullopt : or_null(health.store_error))
      .field("last_turn", or_null(health.last_turn));
  out.field("queued", health.queued).field("queue_limit", health.queue_limit).field("committed_seq", health.committed_seq);
  out.field("unsaved_events", health.unsaved_events).field("lost_samples", health.lost_samples);
  out.field("expression_failures", health.failing.evaluations).key("failing_conditions").list();
  for (const site::ConditionIndex condition : health.failing.now) out.value(services.directory.name_of(condition));
  out.end();
  const Witnessing witnessing = services.options.witnessing ? services.options.witnessing() : Witnessing();
  out.field("checkpoint_error", or_null(witnessing.checkpoint_error)).key("failing_witnesses").list();
  for (const Witnessing::Witness& each : witnessing.witnesses)
    if (!each.error.empty()) out.value(each.name);
  out.end();
  return json_reply(out.field("displays", services.feed.consoles()).field("offline", *offline).end().take());
}

void expose_samples(Exposition& out, const core::Fates& fates) {
  constexpr std::string_view kName = "davy_samples_total";
  out.counter(kName, "Samples by fate; their sum is every sample received.");
  out.labelled(kName, "fate", "evaluated", fates.evaluated);
  out.labelled(kName, "fate", "late", fates.late);
  for (std::size_t i = 0; i < core::kRejections; ++i)
    out.labelled(kName, "fate", fmt::format("rejected-{}", name_of(static_cast<core::Rejection>(i))), fates.rejected[i]);
}

void expose_malformed(Exposition& out, const Malformed& malformed) {
  constexpr std::string_view kName = "davy_malformed_total";
  out.counter(kName, "Messages and elements that could not be read as samples, by reason.");
  for (const auto& [reason, count] : malformed.counts) out.labelled(kName, "reason", reason, count);
}

void expose_answers(Exposition& out, const std::array<std::uint64_t, 6>& answered) {
  constexpr std::string_view kName = "davy_http_answers_total";
  out.counter(kName, "HTTP answers by the first digit of their status.");
  for (std::size_t i = 1; i < answered.size(); ++i) out.labelled(kName, "status", fmt::format("{}xx", i), answered[i]);
}

}  // namespace

Reply healthz(const Services& services) {
  return turns(services.runtime.health(), services.now()) ? word(200, "ok") : word(503, "the engine has not turned for 5 s");
}

Reply readyz(const Services& services) {
  const runtime::Health health = services.runtime.health();
  if (!turns(health, services.now())) return word(503, "the engine has not turned for 5 s");
  if (!health.store_ok) return word(503, "the store fails: " + health.store_error);
  return word(200, "ok");
}

Reply metrics(const Services& services) {
  const runtime::Health health = services.runtime.health();
  Exposition out;
  expose_samples(out, health.fates);
  out.counter("davy_expression_failures_total", "Evaluations of conditions that ended in an error; the condition was unknown.",
              health.failing.evaluations);
  out.gauge("davy_failing_conditions", "Conditions whose expression ends in an error now.", static_cast<double>(health.failing.now.size()));
  if (services.options.malformed) expose_malformed(out, services.options.malformed());
  expose_answers(out, services.answered());
  out.counter("davy_refused_batches_total", "Batches refused because the queue was full; their senders were told.", health.refused_batches);
  out.gauge("davy_queue_messages", "Messages that wait for the engine.", static_cast<double>(health.queued));
  out.gauge("davy_queue_limit_messages", "How many may wait.", static_cast<double>(health.queue_limit));
  out.gauge("davy_store_ok", "1 when what is decided can be kept.", health.store_ok ? 1 : 0);
  out.gauge("davy_unsaved_events", "Records that are decided and wait for the store.", static_cast<double>(health.unsaved_events));
  out.counter("davy_lost_samples_total", "Samples that were judged and never kept: the store failed for too long.", health.lost_samples);
  out.gauge("davy_committed_seq", "Sequence number of the newest durable record.", static_cast<double>(health.committed_seq));
  out.gauge("davy_last_turn_timestamp_seconds", "When the engine last finished a turn.",
            static_cast<double>(health.last_turn.unix_ms()) / 1'000);
  out.gauge("davy_displays", "Consoles connected to the live feed.", static_cast<double>(services.feed.consoles()));
  out.raw(services.alarm_figures());
  Reply reply = word(200, out.take());
  reply.type = "text/plain; version=0.0.4; charset=utf-8";
  reply.body.pop_back();
  return reply;
}

void add_health(Router& router) { router.add({Method::Get, "/health", get_health}); }

}  // namespace davy::api
