#include "core/duty/due_book.hpp"

#include "core/duty.hpp"

#include <algorithm>
#include <charconv>

namespace davy::core {

const DueDay* DueBook::sensor_of(std::string_view device) const {
  const auto found = std::ranges::find_if(days, [&](const auto& each) { return !device.empty() && each.second.device == device; });
  return found == days.end() ? nullptr : &found->second;
}

}  // namespace davy::core

namespace davy::core::due {
namespace {

constexpr std::int64_t kEvaluatedEveryMonths = 36;  // Order 88 art. 35
constexpr std::int64_t kFiledWithin = 20;           // working days, Order 88
constexpr double kYearsMost = 100;
constexpr std::int64_t kLookedAtMost = 366;  // days, in a calendar in which nobody ever works

std::string live_field(const RecordSaved& saved, std::string_view field) {
  const auto found = std::ranges::find(saved.live, field, &RecordMark::field);
  return found == saved.live.end() ? std::string() : found->value;
}

bool is_worked(Day day, const site::PermitRules& rules) {
  if (std::ranges::find(rules.workdays, day) != rules.workdays.end()) return true;
  if (std::ranges::find(rules.holidays, day) != rules.holidays.end()) return false;
  const auto weekday = static_cast<std::uint8_t>((((day.number() + 3) % 7) + 7) % 7 + 1);  // 1970-01-01 was a Thursday
  return std::ranges::find(rules.rest_days, weekday) == rules.rest_days.end();
}

Day working_days_after(Day day, std::int64_t days, const site::PermitRules& rules) {
  const Day latest = day + kLookedAtMost;
  while (days > 0 && day < latest) {
    day = day + 1;
    if (is_worked(day, rules)) --days;
  }
  return day;
}

std::string key_of(DueWhat what, const std::string& record) { return std::string(name_of(what)) + " " + record; }

const ToldDue* told_of(const DueBook& book, const std::string& key, Day last) {
  const auto found = book.told.find(key);
  return found != book.told.end() && found->second.day == to_text(last) ? &found->second : nullptr;
}

void forget(DueBook& book, const std::string& record) {
  std::erase_if(book.days, [&](const auto& each) { return each.second.record == record; });
}

void add(DueBook& book, const RecordSaved& saved, DueWhat what, std::string from) {
  const std::string record = saved.kind + "/" + saved.id;
  if (from.empty()) return;
  book.days[key_of(what, record)] = {
      what, record, live_field(saved, "name"), live_field(saved, "zone"), live_field(saved, "post"), std::move(from)};
}

std::uint32_t months_of(const std::string& years) {
  double read = 0;
  const auto [end, error] = std::from_chars(years.data(), years.data() + years.size(), read);
  const bool is_read = error == std::errc() && end == years.data() + years.size() && read > 0 && read <= kYearsMost;
  return is_read ? static_cast<std::uint32_t>(read * 12) : 0;
}

// From what its card and its class say now.
void watch_sensor(DueBook& book, const std::string& id) {
  const std::string record = "device-card/" + id;
  forget(book, record);
  const auto card = book.sensors.find(id);
  if (card == book.sensors.end() || card->second.since.empty()) return;
  const auto life = book.lives.find(card->second.device_class);
  if (life == book.lives.end()) return;
  const SensorCard& of = card->second;
  book.days[key_of(DueWhat::SensorLife, record)] = {DueWhat::SensorLife, record, of.name, {}, {}, of.since, of.device, life->second};
}

// The latest word counts: a day that is written where another one stood, or the day on which another device was put in.
void save_sensor(DueBook& book, const RecordSaved& saved) {
  SensorCard card{live_field(saved, "name"), live_field(saved, "device"), live_field(saved, "class"), live_field(saved, "installed"), {}};
  const auto before = book.sensors.find(saved.id);
  card.since = before != book.sensors.end() && before->second.written == card.written ? before->second.since : card.written;
  book.sensors[saved.id] = std::move(card);
  watch_sensor(book, saved.id);
}

void save_life(DueBook& book, const std::string& device_class, std::uint32_t months) {
  book.lives.erase(device_class);
  if (months > 0) book.lives[device_class] = months;
  for (const auto& [id, card] : book.sensors)
    if (card.device_class == device_class) watch_sensor(book, id);
}

// By the day of UTC, which is the site's or next to it.
void end_care(DueBook& book, const CareFinished& finished, Instant at) {
  const auto care = book.cares.find(finished.care);
  if (care == book.cares.end()) return;
  const auto card = book.sensors.find(care->second);
  if (card != book.sensors.end() && !finished.replaced.empty()) {
    card->second.since = to_text(day_at(at, Duration()));
    watch_sensor(book, card->first);
  }
  book.cares.erase(care);
}

void save(DueBook& book, const RecordSaved& saved) {
  if (saved.kind == "device-card") return save_sensor(book, saved);
  if (saved.kind == "device-class") return save_life(book, saved.id, months_of(live_field(saved, "sensor-life")));
  forget(book, saved.kind + "/" + saved.id);
  if (saved.kind == "supply") add(book, saved, DueWhat::Expiry, live_field(saved, "expires"));
  if (saved.kind == "contractor") add(book, saved, DueWhat::Licence, live_field(saved, "licence-until"));
  if (saved.kind == "hazard-unit") add(book, saved, DueWhat::FiledUntil, live_field(saved, "filed-until"));
  if (saved.kind != "emergency-plan") return;
  const std::string published = live_field(saved, "published");
  const std::string evaluated = live_field(saved, "evaluated");
  if (live_field(saved, "filed").empty()) add(book, saved, DueWhat::Filing, published);
  add(book, saved, DueWhat::Evaluation, evaluated.empty() ? published : evaluated);
}

bool is_kept(const std::string& kind) {
  return kind == "supply" || kind == "emergency-plan" || kind == "contractor" || kind == "hazard-unit" || kind == "device-card" ||
         kind == "device-class";
}

}  // namespace

std::optional<Day> last_day(const DueDay& due, const site::PermitRules& rules) {
  const auto from = parse_day(due.from);
  if (!from) return std::nullopt;
  switch (due.what) {
    case DueWhat::Expiry:
    case DueWhat::Licence:
    case DueWhat::FiledUntil: return *from;
    case DueWhat::Filing: return working_days_after(*from, kFiledWithin, rules);
    case DueWhat::Evaluation: return months_after(*from, kEvaluatedEveryMonths);
    case DueWhat::SensorLife: return months_after(*from, due.months);
  }
  return std::nullopt;
}

std::string zone_of(const DueDay& due, const site::Directory& directory) {
  const auto device = due.device.empty() ? std::nullopt : directory.device(due.device);
  return device ? directory.site()[directory.site()[*device].zone].name : due.zone;
}

std::string post_of(const DueDay& due, const site::Directory& directory, Instant at) {
  if (directory.post(due.post)) return due.post;
  const auto zone = directory.zone(zone_of(due, directory));
  return zone ? post_on_duty(directory, *zone, Matter::Inspection, at) : post_at_the_top(directory);
}

Bodies on_time(const DueBook& book, const site::Directory& directory, Instant now) {
  const Day today = day_at(now, directory.site().utc_offset);
  Bodies bodies;
  for (const auto& [key, due] : book.days) {
    const auto last = last_day(due, directory.site().permits);
    const auto step = last ? qualification::step_reached(*last, today) : std::nullopt;
    if (!step) continue;
    const ToldDue* told = told_of(book, key, *last);
    if (told != nullptr && told->days_left <= *step) continue;
    bodies.push_back(RecordDue{due.record, due.name, due.what, post_of(due, directory, now), to_text(*last), *step});
  }
  return bodies;
}

Instant next_due(const DueBook& book, const site::Directory& directory) {
  Instant next = Instant::never();
  for (const auto& [key, due] : book.days) {
    const auto last = last_day(due, directory.site().permits);
    if (!last) continue;
    const ToldDue* told = told_of(book, key, *last);
    if (told != nullptr && told->days_left == 0) continue;
    next = std::min(next, start_of(qualification::next_step(*last, told), directory.site().utc_offset));
  }
  return next;
}

void evolve(DueBook& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body); saved != nullptr && is_kept(saved->kind)) save(book, *saved);
  if (const auto* removed = get_if<RecordRemoved>(&event.body); removed != nullptr && is_kept(removed->kind)) {
    const std::string record = removed->kind + "/" + removed->id;
    forget(book, record);
    if (removed->kind == "device-card") book.sensors.erase(removed->id);
    if (removed->kind == "device-class") save_life(book, removed->id, 0);
    std::erase_if(book.told, [&](const auto& each) { return each.first.ends_with(" " + record); });
  }
  if (const auto* issued = get_if<CareIssued>(&event.body); issued != nullptr && !issued->card.empty())
    book.cares[CareId(event.seq)] = issued->card;
  if (const auto* finished = get_if<CareFinished>(&event.body)) end_care(book, *finished, event.time);
  if (const auto* abandoned = get_if<CareAbandoned>(&event.body)) book.cares.erase(abandoned->care);
  if (const auto* told = get_if<RecordDue>(&event.body)) book.told[key_of(told->what, told->record)] = {told->day, told->days_left};
}

bool concerns(const EventBody& body) {
  if (const auto* saved = get_if<RecordSaved>(&body)) return is_kept(saved->kind);
  if (const auto* removed = get_if<RecordRemoved>(&body)) return is_kept(removed->kind);
  return holds<RecordDue>(body) || holds<CareFinished>(body);
}

}  // namespace davy::core::due
