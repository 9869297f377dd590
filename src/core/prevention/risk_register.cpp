#include "core/prevention/risk_register.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <charconv>

namespace davy::core {
namespace {

using Marks = std::vector<RecordMark>;

std::string text_of(const Marks& live, std::string_view field) {
  const auto found = std::ranges::find(live, field, &RecordMark::field);
  return found == live.end() ? std::string() : found->value;
}

double number_of(const Marks& live, std::string_view field, double otherwise) {
  const std::string text = text_of(live, field);
  double value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Half of one is none.
Cycle cycle_of(const Marks& live) {
  const auto unit = value_named<CycleUnit>(text_of(live, "every-unit"));
  return unit ? Cycle{static_cast<std::uint32_t>(std::clamp(number_of(live, "every", 0), 0.0, 1000.0)), *unit} : Cycle();
}

Assessment assessment_of(const Marks& live, const std::string& prefix) {
  const RiskMethod method = value_named<RiskMethod>(text_of(live, "method")).value_or(RiskMethod::Ls);
  return {method, number_of(live, prefix + "likelihood", 0), number_of(live, prefix + "exposure", method == RiskMethod::Lec ? 0 : 1),
          number_of(live, prefix + "consequence", 0)};
}

std::string follow(const std::map<std::string, std::string, std::less<>>& links, std::string_view from) {
  const auto found = links.find(from);
  return found == links.end() ? std::string() : found->second;
}

void forget_measure(RiskRegister& book, const std::string& id) {
  const auto found = book.measures.find(id);
  if (found == book.measures.end()) return;
  for (const std::string& watch : {found->second.condition, found->second.row}) {
    const auto watcher = book.watchers.find(watch);
    if (watcher == book.watchers.end()) continue;
    watcher->second.erase(id);
    if (watcher->second.empty()) book.watchers.erase(watcher);
  }
  book.measures.erase(found);
}

void save_measure(RiskRegister& book, const std::string& id, Measure measure) {
  forget_measure(book, id);
  for (const std::string& watch : {measure.condition, measure.row})
    if (!watch.empty()) book.watchers[watch].insert(id);
  book.measures.emplace(id, std::move(measure));
}

std::optional<double> maybe_number(const Marks& live, std::string_view field) {
  return text_of(live, field).empty() ? std::nullopt : std::optional(number_of(live, field, 0));
}

// One that is kept at no place of the site asks nothing of anybody.
void save_supply(RiskRegister& book, const std::string& name, const Marks& live) {
  book.supplies.erase(name);
  if (text_of(live, "zone").empty()) return;
  Supply& supply = book.supplies[name];
  supply = {text_of(live, "name"), text_of(live, "zone"), text_of(live, "check"), cycle_of(live), text_of(live, "post")};
  supply.quantity = maybe_number(live, "quantity");
  supply.least = number_of(live, "least", 0);
  supply.unit = text_of(live, "unit");
}

RiskEvent risk_event_of(const Marks& live, Instant saved) {
  return {text_of(live, "unit"), assessment_of(live, ""), assessment_of(live, "residual-"), text_of(live, "assessed"), saved};
}

void save(RiskRegister& book, const RecordSaved& saved, Instant now) {
  const Marks& live = saved.live;
  if (saved.kind == "risk-object") book.objects[saved.id] = text_of(live, "zone");
  if (saved.kind == "risk-unit") book.units[saved.id] = text_of(live, "object");
  if (saved.kind == "risk-event") book.events[saved.id] = risk_event_of(live, now);
  if (saved.kind == "risk-measure")
    save_measure(book, saved.id,
                 {text_of(live, "name"), text_of(live, "event"), text_of(live, "watch-condition"), text_of(live, "watch-row"),
                  text_of(live, "check"), cycle_of(live), text_of(live, "post"), text_of(live, "point")});
  if (saved.kind == "supply") save_supply(book, std::string(kSupplyPrefix) + saved.id, live);
}

void remove(RiskRegister& book, const RecordRemoved& removed) {
  if (removed.kind == "risk-object") book.objects.erase(removed.id);
  if (removed.kind == "risk-unit") book.units.erase(removed.id);
  if (removed.kind == "risk-event") book.events.erase(removed.id);
  if (removed.kind == "risk-measure") forget_measure(book, removed.id);
  if (removed.kind == "supply") book.supplies.erase(std::string(kSupplyPrefix) + removed.id);
}

// What is used in a drill is practised with. In another unit than that of the record nobody can say what is left.
void use(RiskRegister& book, const IncidentResourceUsed& used) {
  const auto found = book.supplies.find(std::string(kSupplyPrefix) + used.supply);
  if (found == book.supplies.end() || book.drills.contains(used.incident)) return;
  Supply& supply = found->second;
  if (used.unit.empty() || used.unit == supply.unit) supply.used += used.quantity;
}

std::string field_named(const SaveRecords& ask, std::size_t at, const std::string& prefix, WrongScore::Factor factor) {
  const std::string name = factor == WrongScore::Factor::Likelihood ? "likelihood"
                           : factor == WrongScore::Factor::Exposure ? "exposure"
                                                                    : "consequence";
  const std::string field = "record." + prefix + name;
  return ask.records.size() == 1 ? field : "records[" + std::to_string(at) + "]." + field;
}

std::optional<Refusal> refuse_wrong_event(const site::Site& site, const SaveRecords& ask, std::size_t at, Instant now) {
  const Marks& live = ask.records[at].live;
  for (const std::string prefix : {"", "residual-"})
    if (const auto wrong = off_scale(assessment_of(live, prefix)))
      return refuse(RefusalCode::Invalid, "该评估方法的取值应为" + wrong->expected.zh, "this method takes " + wrong->expected.en,
                    field_named(ask, at, prefix, wrong->factor));
  const RiskEvent event = risk_event_of(live, now);
  const Day day = event.day(site.utc_offset);
  if (level_of(event.residual, day, site) > level_of(event.inherent, day, site))
    return refuse(RefusalCode::Invalid, "剩余风险等级不能高于固有风险等级", "the residual level may not exceed the inherent one",
                  field_named(ask, at, "residual-", WrongScore::Factor::Likelihood));
  return std::nullopt;
}

}  // namespace

Day RiskEvent::day(Duration utc_offset) const {
  const Result<Day> said = parse_day(assessed);
  return said ? *said : day_at(saved, utc_offset);
}

std::string RiskRegister::zone_of_event(std::string_view event) const {
  const auto found = events.find(event);
  return found == events.end() ? std::string() : follow(objects, follow(units, found->second.unit));
}

std::string RiskRegister::zone_of_measure(std::string_view measure) const {
  const auto found = measures.find(measure);
  return found == measures.end() ? std::string() : zone_of_event(found->second.event);
}

const std::set<std::string>& RiskRegister::watched_by(std::string_view watch) const {
  static const std::set<std::string> kNone;
  const auto found = watchers.find(watch);
  return found == watchers.end() ? kNone : found->second;
}

namespace risk_register {

void evolve(RiskRegister& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body)) save(book, *saved, event.time);
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) remove(book, *removed);
  if (const auto* opened = get_if<IncidentOpened>(&event.body); opened != nullptr && opened->exercise == Exercise::Drill)
    book.drills.insert(IncidentId(event.seq));
  if (const auto* closed = get_if<IncidentClosed>(&event.body)) book.drills.erase(closed->incident);
  if (const auto* used = get_if<IncidentResourceUsed>(&event.body)) use(book, *used);
}

std::optional<Refusal> refuse_wrong(const site::Site& site, const SaveRecords& ask, Instant now) {
  for (std::size_t i = 0; i < ask.records.size(); ++i)
    if (ask.records[i].kind == "risk-event")
      if (auto no = refuse_wrong_event(site, ask, i, now)) return no;
  return std::nullopt;
}

}  // namespace risk_register
}  // namespace davy::core
