#include "core/duty.hpp"
#include "core/engine/engine.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <ranges>
#include <utility>

namespace davy::core {
namespace {

// Who a command's reply comes from; that it was sent, or could not be, is said by the system.
std::string replier(const CommandReport& report, const InterlockTable& table, const site::Directory& directory) {
  if (report.stage == CommandStage::Sent || report.stage == CommandStage::NotSent) return "system";
  const auto command = table.commands.find(report.command);
  const auto actuator = command == table.commands.end() ? std::nullopt : directory.actuator(command->second.actuator);
  if (!actuator) return "system";
  const site::Site& site = directory.site();
  return "device:" + site[site[*actuator].device].name;
}

std::string actor_of(const Input& input, const InterlockTable& table, const site::Directory& directory) {
  if (const auto* person = std::get_if<PersonRequest>(&input)) {
    const auto* report = get_if<ReportHazard>(&person->request);
    if (report != nullptr && report->reporter == Reporter::Anonymous) return std::string(kAnonymous);
    return person->actor.login.starts_with("machine:") ? person->actor.login : "user:" + person->actor.login;
  }
  if (const auto* report = std::get_if<DeviceReport>(&input)) return "device:" + directory.site()[report->device].name;
  if (const auto* report = std::get_if<CommandReport>(&input)) return replier(*report, table, directory);
  return "system";
}

// After everything else that a request with a key has brought about.
std::optional<RequestDone> carried_out(const Input* input, const std::vector<Event>& events) {
  const auto* asked = input == nullptr ? nullptr : std::get_if<PersonRequest>(input);
  if (asked == nullptr || asked->key.request.empty() || events.empty() || holds<RequestDone>(events.back().body)) return std::nullopt;
  return RequestDone{asked->key.request, asked->key.fingerprint, events.front().seq};
}

// What twins were still to do when their drill ended is not done any more.
bool has_rested(const DrillBook& drills, const EventBody& body) {
  return !drills.running && is_of_exercise(body) && !holds<AlarmWithdrawn>(body) && !holds<RowReset>(body);
}

// Two mistakes at one moment teach one lesson.
bool are_one(const TrainingAssigned& a, const TrainingAssigned& b) { return a.person == b.person && a.course == b.course; }

// A permit is taken back once, for whatever was found first.
bool are_one(const PermitSuspended& a, const PermitSuspended& b) { return a.permit == b.permit; }

// What several records that are saved together bring about is one hazard, not one for each of them.
bool are_one(const HazardReported& a, const HazardReported& b) {
  return !a.about.record.empty() && a.about.record == b.about.record && a.about.part == b.about.part;
}

// A drill ends once, whatever else of the same moment would end it.
bool are_one(const DrillEnded&, const DrillEnded&) { return true; }

template <class Body>
bool waits_alike(const std::deque<EventBody>& waiting, const EventBody& body) {
  const auto* one = get_if<Body>(&body);
  return one != nullptr && std::ranges::any_of(waiting, [&](const EventBody& each) {
           const auto* other = get_if<Body>(&each);
           return other != nullptr && are_one(*one, *other);
         });
}

// What one of those that wait says already.
bool is_said(const std::deque<EventBody>& waiting, const EventBody& body) {
  return waits_alike<TrainingAssigned>(waiting, body) || waits_alike<PermitSuspended>(waiting, body) ||
         waits_alike<HazardReported>(waiting, body) || waits_alike<DrillEnded>(waiting, body);
}

}  // namespace

struct Engine::Chain {
  Instant now;
  const std::function<void(const Event&)>& each;
  std::vector<Event> events = {};
  std::deque<EventBody> waiting = {};

  void put_first(Bodies bodies) {
    waiting.insert(waiting.begin(), std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
  }
};

Decision Engine::step(const Input& input, Instant now, const std::function<void(const Event&)>& each) {
  const auto* edge = std::get_if<Edge>(&input);
  if (edge != nullptr && rests(*edge)) return {};
  if (edge != nullptr) {
    alarm::observe(state_.alarms, *edge);
    interlock::observe(state_.interlocks, *directory_, *edge);
    permit::observe(state_.permits, *directory_, *edge);
    index_.observe(*edge);
  }

  if (std::holds_alternative<Go>(input)) live_from(now);

  std::string actor = actor_of(input, state_.interlocks, *directory_);
  std::optional<Refusal> refusal;
  Bodies first = decide(input, now, refusal);
  Decision decision = carry_out(std::move(first), std::move(actor), &input, now, each);
  decision.refusal = std::move(refusal);
  return decision;
}

// What has not spoken since the start may be silent for as long as ever from here on: before, nobody listened.
void Engine::live_from(Instant now) {
  state_.interlocks.live_since = state_.permits.live_since = now;
  permit_due_.reset();
}

Decision Engine::live(Lived lived, Instant now, const std::function<void(const Event&)>& each) {
  return carry_out({std::move(lived.body)}, std::move(lived.actor), nullptr, now, each);
}

// What the input itself decides carries its actor; what follows from that is the system's doing.
Decision Engine::carry_out(Bodies first, std::string actor, const Input* input, Instant now,
                           const std::function<void(const Event&)>& each) {
  const auto* edge = input == nullptr ? nullptr : std::get_if<Edge>(input);
  Chain chain{now, each};
  std::size_t own = first.size();
  chain.put_first(std::move(first));
  while (!chain.waiting.empty() || edge != nullptr) {
    if (own == 0 && edge != nullptr) {
      Bodies beside = besides_rows(*std::exchange(edge, nullptr), now);
      own = beside.size();
      chain.put_first(std::move(beside));
      continue;
    }
    EventBody body = std::move(chain.waiting.front());
    chain.waiting.pop_front();
    const bool follows = own > 1 && holds<RecordSaved>(chain.waiting.front());
    batch_ = follows ? check::Batch::GoesOn : batch_ == check::Batch::GoesOn ? check::Batch::Last : check::Batch::One;
    take(std::move(body), own > 0 ? actor : "system", chain);
    if (own > 0) --own;
    if (chain.waiting.empty())
      if (auto done = carried_out(input, chain.events)) chain.waiting.emplace_back(std::move(*done));
  }
  return {std::move(chain.events), std::nullopt};
}

void Engine::take(EventBody body, const std::string& actor, Chain& chain) {
  if (has_rested(state_.drills, body)) return;
  Event event{state_.last_seq + 1, chain.now, actor, std::move(body)};
  complete(event);
  evolve(event);
  if (chain.each) chain.each(event);
  const std::size_t place = chain.events.size();
  chain.events.push_back(std::move(event));

  Bodies by_rows = interlock::react(state_.interlocks, *directory_, chain.events[place]);
  std::ranges::subrange commands(by_rows.begin(), by_rows.end());
  // What two rows want of one actuator is settled in its own order: what is overruled, then what prevails.
  if (!holds<CommandRequested>(chain.events[place].body))
    commands = std::ranges::stable_partition(by_rows, [](const EventBody& each) { return !holds<CommandRequested>(each); });
  if (!commands.empty()) {
    std::string about = about_;
    std::optional<Hazard> hazard = std::move(hazard_before_);
    for (EventBody& command : commands) take(std::move(command), "system", chain);
    by_rows.erase(commands.begin(), commands.end());
    about_ = std::move(about);
    hazard_before_ = std::move(hazard);
  }
  for (EventBody& each : react(chain.events[place], std::move(by_rows)))
    if (!is_said(chain.waiting, each)) chain.waiting.push_back(std::move(each));
}

// What only the state at this moment knows of it.
void Engine::complete(Event& event) const {
  if (auto* command = get_if<CommandRequested>(&event.body))
    command->command = std::to_string(state_.start_seq) + "-" + std::to_string(event.seq);
  tell_drill(event.body);
  if (auto* regraded = get_if<AlarmRegraded>(&event.body)) regraded->impact.people = people_holding(regraded->impact.posts, event.time);
  if (auto* raised = get_if<AlarmRaised>(&event.body))
    if (const auto condition = directory_->condition(raised->condition)) raised->duty = post_answering(*directory_, *condition, event.time);
  if (auto* notice = get_if<NoticeIssued>(&event.body)) {
    if (notice->people.empty()) notice->people = people_told(notice->post, event.time);
    if (site::is_exercise(notice->condition)) notice->what = std::string(kDrillMark) + notice->what;
  }
}

}  // namespace davy::core
