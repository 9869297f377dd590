#include "core/check/check_book.hpp"

#include "core/check/check_series.hpp"
#include "core/duty.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace davy::core {

const Check* CheckBook::find(CheckId id) const {
  const auto found = checks.find(id);
  return found == checks.end() ? nullptr : &found->second;
}

const Check* CheckBook::open_of(std::string_view measure) const {
  const auto found = open.find(measure);
  return found == open.end() ? nullptr : find(found->second);
}

const Seed* CheckBook::hanging_at(std::string_view measure) const {
  const auto found = std::ranges::find_if(seeds, [&](const auto& entry) { return entry.second.measure == measure; });
  return found == seeds.end() ? nullptr : &found->second;
}

namespace check {
namespace {

std::string in_capitals(std::string_view tag) {
  std::string text;
  for (const char c : tag)
    if (c != ' ' && c != '\t') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

bool is_tag(const std::string& text) {
  const auto is_sign = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return text.size() >= 3 && text.size() <= 8 && std::ranges::all_of(text, is_sign);
}

CheckMade made_of(const CheckRecorded& record, const std::string& by) {
  return {by, record.done_at, record.result, record.reading, record.note};
}

struct RecordJudge {
  const CheckBook& book;
  const site::Directory& directory;
  const Actor& actor;
  Instant now;

  std::optional<Refusal> wrong_reading(const Check& check, const std::optional<double>& reading) const {
    if (!reading) return std::nullopt;
    const auto index = directory.point(check.asked.point);
    if (!index)
      return refuse(RefusalCode::Invalid, "这次排查没有要记入读数的测点", "this check has no point that a reading could go to", "reading");
    const site::Point& point = directory.site()[*index];
    if (std::isfinite(*reading) && *reading >= point.range_min && *reading <= point.range_max) return std::nullopt;
    const std::string range = number_text(point.range_min) + " ~ " + number_text(point.range_max);
    const std::string unit = point.unit == nullptr ? "" : " " + std::string(point.unit->symbol);
    return refuse(RefusalCode::Invalid, "读数应在测点“" + point.title.zh + "”的量程 " + range + unit + " 之内",
                  "a reading of " + point.name + " lies within its range, " + range + unit, "reading");
  }

  static std::string number_text(double number) {
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  std::optional<Refusal> wrong_words(const RecordCheck& ask) const {
    if (ask.done_at > now + kClockAhead)
      return refuse(RefusalCode::Invalid, "排查时间晚于现在：请校准这台设备的时钟后再提交",
                    "it was done later than now: set the clock of this device, then send it again", "done_at");
    if (ask.result == CheckResult::Other && is_blank(ask.note))
      return refuse(RefusalCode::Invalid, "选择“其他”时请写明情况", "say in a line what was the matter", "note");
    if (ask.result == CheckResult::Hazard && is_blank(ask.note) && is_blank(ask.tag))
      return refuse(RefusalCode::Invalid, "请用一句话写明隐患", "say in a line what is wrong", "note");
    return std::nullopt;
  }

  // The one it is about. Done after it was missed, or of one that was given out anew with the same words, it is a record of the one that is open by now.
  const Check* meant(const RecordCheck& ask) const {
    const Check* found = book.find(ask.check);
    const Check* open = found == nullptr || is_open(*found) ? nullptr : book.open_of(found->asked.measure);
    if (open == nullptr) return found;
    const bool done_after = found->state == CheckState::Missed && ask.done_at >= found->ended;
    const bool given_out_anew =
        found->state == CheckState::Withdrawn && open->asked.what == found->asked.what && open->asked.point == found->asked.point;
    return done_after || given_out_anew ? open : found;
  }

  std::optional<Refusal> not_theirs(const Check& check) const {
    if (check.asked.post.empty() || may(actor.role, Right::Judge) || answers_for(actor.posts, directory, check.asked.post))
      return std::nullopt;
    const Text post = title_of_post(directory, check.asked.post);
    return refuse(RefusalCode::NotAllowed, "这次排查由“" + post.zh + "”负责，您不在此岗位",
                  "this check is for the post " + post.en + ", which you do not hold");
  }

  Decided operator()(const RecordCheck& ask) const {
    const Check* found = meant(ask);
    if (found == nullptr)
      return refuse(RefusalCode::NotFound, "没有这次排查，或它结束已超过 14 天", "there is no such check, or it has been over for 14 days",
                    "check");
    if (auto no = not_theirs(*found)) return *no;
    if (auto no = wrong_words(ask)) return *no;
    if (auto no = wrong_reading(*found, ask.reading)) return *no;
    CheckRecorded record{found->id,  ask.result, ask.done_at,   ask.reading, ask.note,
                         ask.photos, ask.voice,  ask.signature, ask.place,   in_capitals(ask.tag)};
    record.late = found->state == CheckState::Missed;
    // Sent again, perhaps by a phone that never saw the answer.
    if (std::ranges::count(found->made, made_of(record, actor.login)) > 0) return Bodies{};
    return Bodies{std::move(record)};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a check");
    return Bodies{};
  }
};

struct SeedJudge {
  const CheckBook& book;
  const RiskRegister& known;
  Instant now;

  Decided operator()(const PlantSeed& ask) const {
    if (!known.measures.contains(ask.measure))
      return refuse(RefusalCode::Invalid, "没有这条管控措施", "there is no such measure", "measure");
    if (book.open_of(ask.measure) == nullptr)
      return refuse(RefusalCode::NotNow, "这条措施没有按周期的排查，挂卡无人可考",
                    "this measure is not checked by a cycle: nobody would meet the card", "measure");
    const std::string tag = in_capitals(ask.tag);
    if (!is_tag(tag)) return refuse(RefusalCode::Invalid, "卡号应为 3 至 8 位字母或数字", "a code is 3 to 8 letters or digits", "tag");
    if (ask.until <= now) return refuse(RefusalCode::Invalid, "挂到何时应晚于现在", "it hangs until a time to come", "until");
    if (book.hanging_at(ask.measure) != nullptr)
      return refuse(RefusalCode::NotNow, "此处已挂着一张卡，请先取下", "a card hangs there already: take that one away first", "measure");
    return Bodies{SeedPlanted{ask.measure, tag, ask.until, ask.remark}};
  }
  Decided operator()(const RemoveSeed& ask) const {
    if (!book.seeds.contains(ask.seed))
      return refuse(RefusalCode::NotFound, "没有这张卡，或它已有结果", "there is no such card, or it is over", "seed");
    return Bodies{SeedRemoved{ask.seed}};
  }
  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a card");
    return Bodies{};
  }
};

// What is looked at by cycle, of whichever kind its record is.
struct Watched {
  std::string name;
  std::string check;
  std::string zone;
  Cycle cycle;
  std::string post;
  std::string point;
};

std::optional<Watched> watched_of(const RiskRegister& known, const std::string& id) {
  if (const auto found = known.supplies.find(id); found != known.supplies.end()) {
    const Supply& supply = found->second;
    return Watched{supply.name, supply.check, supply.zone, supply.cycle, supply.post, {}};
  }
  const auto found = known.measures.find(id);
  if (found == known.measures.end()) return std::nullopt;
  const Measure& measure = found->second;
  return Watched{measure.name, measure.check, known.zone_of_measure(id), measure.cycle, measure.post, measure.point};
}

// What the records of a measure and its chain, or of a supply, say is to be checked; nothing: it is not, or leads to no zone.
std::optional<CheckIssued> wanted_of(const RiskRegister& known, const site::Directory& directory, const std::string& id, Instant now) {
  const auto watched = watched_of(known, id);
  const auto zone = watched ? directory.zone(watched->zone) : std::nullopt;
  if (!zone || is_blank(watched->check) || watched->cycle.every == 0) return std::nullopt;
  CheckIssued wanted;
  wanted.measure = id;
  wanted.name = watched->name;
  wanted.what = watched->check;
  wanted.zone = directory.site()[*zone].name;
  wanted.post = directory.post(watched->post) ? watched->post : post_on_duty(directory, *zone, Matter::Inspection, now);
  wanted.point = directory.point(watched->point) ? watched->point : "";
  wanted.cycle = watched->cycle;
  return wanted;
}

struct Keeper {
  const CheckBook& book;
  const RiskRegister& known;
  const site::Directory& directory;
  Instant now;

  Duration clock() const { return directory.site().utc_offset; }

  // Who is on duty may change; that moves no check that has been given out.
  bool differs(const CheckIssued& open, const CheckIssued& wanted) const {
    const auto watched = watched_of(known, wanted.measure);
    const bool names_post = watched && directory.post(watched->post).has_value();
    const bool same_post = names_post ? open.post == wanted.post : directory.post(open.post).has_value() || open.post == wanted.post;
    return open.name != wanted.name || open.what != wanted.what || open.zone != wanted.zone || open.point != wanted.point ||
           open.cycle != wanted.cycle || !same_post;
  }

  Bodies issue(CheckIssued wanted, const CheckSeries& series) const {
    if (series.due == Instant::never()) return {};
    wanted.first = series.first;
    wanted.due = series.due;
    wanted.missed_at = missed_at(wanted.cycle, series, clock());
    return {std::move(wanted)};
  }

  // `last`: the check of the measure that has just ended; null: there was none.
  Bodies keep(const std::string& measure, const Check* last) const {
    auto wanted = wanted_of(known, directory, measure, now);
    if (const Check* open = book.open_of(measure)) {
      if (wanted && !differs(open->asked, *wanted)) return {};
      Bodies bodies{CheckWithdrawn{open->id}};
      if (!wanted) return bodies;
      const bool same_cycle = open->asked.cycle == wanted->cycle;
      const CheckSeries series = same_cycle ? CheckSeries{open->asked.first, open->asked.due} : begin_series(wanted->cycle, now, clock());
      append(bodies, issue(std::move(*wanted), series));
      return bodies;
    }
    if (!wanted) return {};
    const bool goes_on = last != nullptr && last->asked.cycle == wanted->cycle;
    const CheckSeries series = goes_on ? continue_series(wanted->cycle, {last->asked.first, last->asked.due}, now, clock())
                                       : begin_series(wanted->cycle, now, clock());
    return issue(std::move(*wanted), series);
  }

  Bodies keep_all() const {
    std::set<std::string> measures;
    for (const auto& [id, measure] : known.measures) measures.insert(id);
    for (const auto& [id, supply] : known.supplies) measures.insert(id);
    for (const auto& [id, check] : book.open) measures.insert(id);
    Bodies bodies;
    for (const std::string& measure : measures) append(bodies, keep(measure, nullptr));
    return bodies;
  }

  Bodies record_changed(const std::string& kind, const std::string& id) const {
    if (kind == "risk-measure") return keep(id, nullptr);
    if (kind == "supply") return keep(std::string(kSupplyPrefix) + id, nullptr);
    if (kind == "risk-event" || kind == "risk-unit" || kind == "risk-object") return keep_all();
    return {};
  }

  Bodies after(CheckId id) const {
    const Check* check = book.find(id);
    return check == nullptr || is_open(*check) ? Bodies{} : keep(check->asked.measure, check);
  }
};

// The card comes first, so that it can be told with the record.
Bodies judge_seed(const CheckBook& book, const CheckRecorded& record, const Event& event) {
  const Check* check = book.find(record.check);
  if (check == nullptr) return {};
  const Seed* seed = book.hanging_at(check->asked.measure);
  switch (verdict_of(book, check->asked.measure, record)) {
    case SeedVerdict::None: return {};
    case SeedVerdict::Found: return {SeedFound{seed->id, check->id, person_of(event.actor)}};
    case SeedVerdict::Overlooked: return {SeedOverlooked{seed->id, check->id, person_of(event.actor), seed->by}};
  }
  return {};
}

struct CheckChange {
  CheckBook& book;
  const Event& event;

  void end(CheckId id, CheckState state) const {
    const auto found = book.checks.find(id);
    if (found == book.checks.end() || !is_open(found->second)) return;
    found->second.state = state;
    found->second.ended = event.time;
    book.open.erase(found->second.asked.measure);
    book.over.emplace(CheckEnd(event.seq), id);
  }
  void forget_old() const {
    while (!book.over.empty()) {
      const auto oldest = book.over.begin();
      const Check* check = book.find(oldest->second);
      if (check != nullptr && event.time - check->ended < kRecordableFor) return;
      book.checks.erase(oldest->second);
      book.over.erase(oldest);
    }
  }

  void operator()(const CheckIssued& issued) const {
    forget_old();
    const CheckId id(event.seq);
    book.checks[id] = {id, issued, CheckState::Open, Instant(), {}};
    book.open[issued.measure] = id;
  }
  void operator()(const CheckOverdue& overdue) const {
    if (const auto found = book.checks.find(overdue.check); found != book.checks.end()) found->second.state = CheckState::Overdue;
  }
  void operator()(const CheckMissed& missed) const { end(missed.check, CheckState::Missed); }
  void operator()(const CheckWithdrawn& withdrawn) const { end(withdrawn.check, CheckState::Withdrawn); }
  void operator()(const CheckRecorded& record) const {
    const auto found = book.checks.find(record.check);
    if (found == book.checks.end()) return;
    found->second.made.push_back(made_of(record, person_of(event.actor)));
    end(record.check, CheckState::Done);
  }
  void operator()(const SeedPlanted& planted) const {
    const SeedId id(event.seq);
    book.seeds[id] = {id, planted.measure, planted.tag, person_of(event.actor), event.time, planted.until};
  }
  void operator()(const SeedRemoved& removed) const { book.seeds.erase(removed.seed); }
  void operator()(const SeedFound& found) const { book.seeds.erase(found.seed); }
  void operator()(const SeedOverlooked& overlooked) const { book.seeds.erase(overlooked.seed); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

SeedVerdict verdict_of(const CheckBook& book, std::string_view measure, const CheckRecorded& record) {
  const Seed* seed = book.hanging_at(measure);
  if (seed == nullptr) return SeedVerdict::None;
  if (record.tag == seed->tag) return SeedVerdict::Found;
  // Made before it hung, and told afterwards: it says nothing about the card.
  return record.done_at < seed->planted ? SeedVerdict::None : SeedVerdict::Overlooked;
}

Decided decide(const CheckBook& book, const site::Directory& directory, const PersonRequest& request, Instant now) {
  return visit(RecordJudge{book, directory, request.actor, now}, request.request);
}

Decided decide(const CheckBook& book, const RiskRegister& known, const PersonRequest& request, Instant now) {
  return visit(SeedJudge{book, known, now}, request.request);
}

Bodies on_time(const CheckBook& book, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [measure, id] : book.open) {
    const Check& check = book.checks.at(id);
    if (check.asked.missed_at <= now)
      bodies.push_back(CheckMissed{id, post_above(directory, check.asked.post)});
    else if (check.asked.due <= now && check.state == CheckState::Open)
      bodies.push_back(CheckOverdue{id});
  }
  for (const auto& [id, seed] : book.seeds)
    if (seed.until <= now) bodies.push_back(SeedRemoved{id});
  return bodies;
}

Instant next_due(const CheckBook& book) {
  Instant next = Instant::never();
  for (const auto& [measure, id] : book.open) {
    const Check& check = book.checks.at(id);
    next = std::min(next, check.state == CheckState::Open ? check.asked.due : check.asked.missed_at);
  }
  for (const auto& [id, seed] : book.seeds) next = std::min(next, seed.until);
  return next;
}

bool concerns(const EventBody& body) {
  return holds<CheckIssued>(body) || holds<CheckOverdue>(body) || holds<CheckMissed>(body) || holds<CheckWithdrawn>(body) ||
         holds<CheckRecorded>(body) || holds<SeedPlanted>(body) || holds<SeedRemoved>(body) || holds<SeedFound>(body) ||
         holds<SeedOverlooked>(body);
}

Bodies react(const CheckBook& book, const RiskRegister& known, const site::Directory& directory, const Event& event, Batch batch) {
  const Keeper keeper{book, known, directory, event.time};
  if (holds<SystemStarted>(event.body)) return keeper.keep_all();
  if (const auto* saved = get_if<RecordSaved>(&event.body)) {
    if (batch == Batch::GoesOn) return {};
    return batch == Batch::Last ? keeper.keep_all() : keeper.record_changed(saved->kind, saved->id);
  }
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) return keeper.record_changed(removed->kind, removed->id);
  if (const auto* missed = get_if<CheckMissed>(&event.body)) return keeper.after(missed->check);
  if (const auto* record = get_if<CheckRecorded>(&event.body)) {
    Bodies bodies = judge_seed(book, *record, event);
    append(bodies, keeper.after(record->check));
    return bodies;
  }
  return {};
}

void evolve(CheckBook& book, const Event& event) { visit(CheckChange{book, event}, event.body); }

}  // namespace check
}  // namespace davy::core
