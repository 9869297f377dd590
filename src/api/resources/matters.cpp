#include "api/resources/matters.hpp"

#include "api/services.hpp"
#include "core/refuse.hpp"

#include <charconv>
#include <memory>

namespace davy::api {
namespace {

Text in_both(const std::string& words) { return {words, words}; }

}  // namespace

std::optional<core::MatterRef> matter_of(const Desk& desk) {
  const auto kind = value_named<core::MatterKind>(desk.parameters.at(0));
  const std::string& text = desk.parameters.at(1);
  std::uint64_t id = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (!kind || error != std::errc{} || last != text.data() + text.size() || id == 0) return std::nullopt;
  return core::MatterRef{*kind, id};
}

NamedMatter MatterNames::of(const core::MatterRef& matter) {
  const auto known = known_.find(matter);
  return known != known_.end() ? known->second : known_.emplace(matter, read(matter)).first->second;
}

NamedMatter MatterNames::read(const core::MatterRef& matter) {
  if (matter.id == 0) return {};
  const auto page = queries_.journal({.kind_prefix = "", .before = {}, .after = matter.id - 1, .limit = 1});
  if (!page || page->items.empty() || page->items.front().event.seq != matter.id) return {};
  const core::EventBody& body = page->items.front().event.body;
  if (const auto* alarm = get_if<core::AlarmRaised>(&body)) return {core::title_of_condition(directory_, alarm->condition), alarm->zone};
  if (const auto* order = get_if<core::OrderIssued>(&body)) return {core::title_of_condition(directory_, order->condition), order->zone};
  if (const auto* hazard = get_if<core::HazardReported>(&body)) return {in_both(hazard->what), hazard->zone};
  if (const auto* permit = get_if<core::PermitApplied>(&body)) return {in_both(permit->what), permit->zone};
  if (const auto* care = get_if<core::CareIssued>(&body)) return {in_both(care->what), care->zone};
  if (const auto* check = get_if<core::CheckIssued>(&body)) return {in_both(check->name), check->zone};
  if (const auto* handover = get_if<core::HandoverOffered>(&body)) return {core::title_of_post(directory_, handover->post), ""};
  if (const auto* incident = get_if<core::IncidentOpened>(&body)) return {in_both(incident->what), incident->zone};
  if (const auto* training = get_if<core::TrainingAssigned>(&body)) return {in_both(training->name), ""};
  return {};
}

ObligationWords obligation_words(Desk& desk, Instant as_of) {
  const site::Directory& directory = desk.services.directory;
  const auto names = std::make_shared<MatterNames>(desk.queries, directory);
  return {directory.site().appraisal, as_of, [names](const core::MatterRef& matter) { return names->of(matter); }};
}

std::variant<analysis::Month, Problem> begun_month(const std::string& name, Desk& desk) {
  const auto wrong = [](std::string zh, std::string en) {
    Problem invalid = problem(ProblemKind::Invalid, "月份：" + zh, "month: " + en);
    invalid.errors.push_back({"month", {std::move(zh), std::move(en)}});
    return invalid;
  };
  const auto month = analysis::month_named(name, desk.services.directory.site().utc_offset);
  if (!month) return wrong("应为年-月，如 2026-11", "a year and month is expected, as 2026-11");
  if (month->from > desk.services.now()) return wrong("这个月还没有开始", "this month has not begun");
  return *month;
}

}  // namespace davy::api
