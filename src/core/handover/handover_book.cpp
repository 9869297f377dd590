#include "core/handover/handover_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <set>

namespace davy::core {

const Handover* HandoverBook::find(HandoverId id) const {
  const auto found = open.find(id);
  return found == open.end() ? nullptr : &found->second;
}

const Handover* HandoverBook::open_for(std::string_view post) const {
  const auto found = std::ranges::find_if(open, [&](const auto& entry) { return entry.second.post == post; });
  return found == open.end() ? nullptr : &found->second;
}

std::optional<Instant> HandoverBook::missing(std::string_view post) const {
  const auto late = overdue.find(post);
  if (late == overdue.end()) return std::nullopt;
  const auto taken = taken_over.find(post);
  return taken != taken_over.end() && taken->second >= late->second ? std::nullopt : std::optional(late->second);
}

namespace handover {
namespace {

constexpr Duration kLookBack = 24_h * 2;
constexpr std::int64_t kLookAheadDays = 400;
constexpr std::size_t kNotesMax = 50;

using Logins = std::vector<std::string_view>;

bool is_among(const Logins& people, std::string_view login) { return std::ranges::find(people, login) != people.end(); }

Logins people_at(const PostHolders& holders, site::PostIndex post, Instant at) { return holders.of(post, at).people; }
Logins people_before(const PostHolders& holders, site::PostIndex post, Instant at) { return holders.of(post, at - 1_ns).people; }

// Somebody goes, somebody comes, and they are not the same.
bool changes_hands(const PostHolders& holders, site::PostIndex post, Instant at) {
  Logins go = people_before(holders, post, at);
  Logins come = people_at(holders, post, at);
  std::ranges::sort(go);
  std::ranges::sort(come);
  return !go.empty() && !come.empty() && go != come;
}

// The changes of shift of a site, forwards from just after an instant.
class ShiftChanges {
 public:
  ShiftChanges(const site::Site& site, Instant after)
      : times_(changes_of_shift(site)), offset_(site.utc_offset), day_(day_at(after, site.utc_offset)) {
    while (current() <= after) advance();
  }
  Instant current() const { return start_of(day_, offset_) + times_[which_]; }
  void advance() {
    if (++which_ < times_.size()) return;
    which_ = 0;
    day_ = day_ + 1;
  }

 private:
  std::vector<Duration> times_;
  Duration offset_;
  Day day_;
  std::size_t which_ = 0;
};

// The latest change of shift in [now - 2 days, now] at which the post changed hands.
std::optional<Instant> latest_change(const site::Directory& directory, const PostHolders& holders, site::PostIndex post, Instant now) {
  std::optional<Instant> latest;
  for (ShiftChanges change(directory.site(), now - kLookBack); change.current() <= now; change.advance())
    if (changes_hands(holders, post, change.current())) latest = change.current();
  return latest;
}

// The next change of shift at which somebody else than `login` comes.
Instant coming_change(const site::Directory& directory, const PostHolders& holders, site::PostIndex post, const std::string& login,
                      Instant now) {
  ShiftChanges change(directory.site(), now);
  const Instant first = change.current();
  for (; change.current() < now + kLookBack; change.advance())
    if (!is_among(people_at(holders, post, change.current()), login)) return change.current();
  return first;
}

struct HandoverDesk {
  const Shop& shop;
  const Actor& actor;
  Instant now;

  Refusal not_there() const {
    return refuse(RefusalCode::NotFound, "没有这次交接，或它已结束", "there is no such hand-over, or it is over", "handover");
  }

  // For which change of shift the actor hands over: the one that has passed, when they went at it and nobody took over, else the coming one.
  std::optional<Instant> change_for(site::PostIndex post, const std::string& name) const {
    const auto taken = shop.book.taken_over.find(name);
    if (const auto last = latest_change(shop.directory, shop.holders, post, now);
        last && (taken == shop.book.taken_over.end() || taken->second < *last) &&
        is_among(people_before(shop.holders, post, *last), actor.login) && !is_among(people_at(shop.holders, post, now), actor.login))
      return last;
    if (!is_among(people_at(shop.holders, post, now), actor.login)) return std::nullopt;
    return shop.holders.is_rostered(post, now) ? coming_change(shop.directory, shop.holders, post, actor.login, now) : now;
  }

  Decided operator()(const OfferHandover& ask) const {
    const auto post = shop.directory.post(ask.post);
    if (!post) return refuse(RefusalCode::Invalid, "没有岗位“" + ask.post + "”", "there is no post " + ask.post, "post");
    if (ask.to == actor.login) return refuse(RefusalCode::Invalid, "不能交接给自己", "nobody hands over to themselves", "to");
    if (ask.notes.size() > kNotesMax) return refuse(RefusalCode::Invalid, "交接事项过多", "there are too many notes", "notes");
    if (std::ranges::any_of(ask.notes, [](const std::string& note) { return is_blank(note); }))
      return refuse(RefusalCode::Invalid, "交接事项不能为空", "a note says something", "notes");
    const Text title = title_of_post(shop.directory, ask.post);
    if (const Handover* open = shop.book.open_for(ask.post))
      return refuse(RefusalCode::NotNow, "“" + title.zh + "”已有待接班的交接（" + open->from + "）",
                    "a hand-over of " + title.en + " by " + open->from + " is open already");
    const auto change = change_for(*post, ask.post);
    if (!change)
      return refuse(RefusalCode::NotAllowed, "您当前不在“" + title.zh + "”岗位当班", "you do not answer for the post " + title.en + " now",
                    "post");
    std::vector<HandedMatter> matters = open_matters(shop.sources, shop.directory, ask.post);
    for (std::size_t i = 0; i < ask.notes.size(); ++i)
      matters.push_back({HandedKind::Note, std::to_string(i + 1), ask.notes[i], {}, {}, site::Severity::Low, {}});
    return Bodies{HandoverOffered{ask.post, ask.to, *change, std::move(matters)}};
  }

  // Who may take over: whom it was offered to, who holds the post from then on or now, who stands above it.
  std::optional<Refusal> no_receiver(const Handover& handover) const {
    if (handover.from == actor.login)
      return refuse(RefusalCode::NotAllowed, "交班人不能自己接班", "who hands over does not take over", "handover");
    const auto post = shop.directory.post(handover.post);
    const bool comes = post && (is_among(people_at(shop.holders, *post, handover.change), actor.login) ||
                                is_among(people_at(shop.holders, *post, now), actor.login));
    const std::string above = post_above(shop.directory, handover.post);
    const bool stands_above = above != handover.post && answers_for(actor.posts, shop.directory, above);
    if (handover.to == actor.login || comes || stands_above) return std::nullopt;
    const Text title = title_of_post(shop.directory, handover.post);
    return refuse(RefusalCode::NotAllowed, "您不是“" + title.zh + "”的接班人", "you do not take over the post " + title.en, "handover");
  }

  static std::string called(const HandedMatter& matter) {
    switch (matter.kind) {
      case HandedKind::Alarm: return "alarm " + matter.name;
      case HandedKind::Order: return "order " + matter.name;
      case HandedKind::Hazard: return "hazard " + matter.name;
      case HandedKind::Bypass: return "bypass " + matter.name;
      case HandedKind::Mode: return "mode " + (matter.name.empty() ? "of the site" : matter.name);
      case HandedKind::Note: return "note " + matter.name;
      case HandedKind::Check: return "check " + matter.name;
      case HandedKind::Care: return "care " + matter.name;
      case HandedKind::Permit: return "permit " + matter.name;
      case HandedKind::Incident: return "incident " + matter.name;
    }
    return {};
  }

  Decided operator()(const AcceptHandover& ask) const {
    const Handover* found = shop.book.find(ask.handover);
    if (found == nullptr) return not_there();
    if (auto no = no_receiver(*found)) return *no;
    if (now < found->change - kHandoverBefore)
      return refuse(RefusalCode::NotNow, "换班前一小时内才能接班", "a shift is taken over at most an hour before it begins", "handover");
    std::vector<HandedMatter> matters = to_acknowledge(*found, shop.sources, shop.directory);
    for (HandedMatter& matter : matters) {
      const auto named =
          std::ranges::find_if(ask.matters, [&](const HandedMatter& each) { return each.kind == matter.kind && each.name == matter.name; });
      if (named == ask.matters.end())
        return refuse(RefusalCode::Changed, "还有未确认的事项：" + matter.name, "not acknowledged: " + called(matter), "matters");
      if (named->state != matter.state)
        return refuse(RefusalCode::Changed, "事项状态已变，请重新确认：" + matter.name, "has changed since you read it: " + called(matter),
                      "matters");
      matter.remark = named->remark;
    }
    return Bodies{HandoverAccepted{ask.handover, std::move(matters), ask.remark}};
  }

  Decided operator()(const RefuseHandover& ask) const {
    const Handover* found = shop.book.find(ask.handover);
    if (found == nullptr) return not_there();
    if (auto no = no_receiver(*found)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明拒绝原因", "say why it is refused", "reason");
    return Bodies{HandoverRefused{ask.handover, ask.reason}};
  }

  Decided operator()(const WithdrawHandover& ask) const {
    const Handover* found = shop.book.find(ask.handover);
    if (found == nullptr) return not_there();
    if (found->from != actor.login)
      return refuse(RefusalCode::NotAllowed, "只有交班人可以撤回", "only who offered it may withdraw it", "handover");
    return Bodies{HandoverWithdrawn{ask.handover, ask.reason}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a hand-over");
    return Bodies{};
  }
};

// The changes of a post's shift from which somebody is missed, until one after `end`; calls `each` with those that are to be told.
class Missed {
 public:
  Missed(const HandoverBook& book, const site::Directory& directory, const PostHolders& holders, Instant last_time)
      : book_(book), directory_(directory), holders_(holders), floor_(last_time - kLookBack) {}

  template <class Each>
  void walk(const std::string& name, const std::map<std::string, Roster>& rosters, Instant end, Each each) const {
    const auto post = directory_.post(name);
    if (!post) return;
    Instant floor = floor_;
    for (const auto& [first_day, roster] : rosters) floor = std::max(floor, roster.told);
    for (const auto* told : {&book_.taken_over, &book_.overdue})
      if (const auto found = told->find(name); found != told->end()) floor = std::max(floor, found->second);
    for (ShiftChanges change(directory_.site(), floor); change.current() <= end; change.advance())
      if (holders_.is_rostered(*post, change.current()) && changes_hands(holders_, *post, change.current()))
        if (!each(change.current())) return;
  }

 private:
  const HandoverBook& book_;
  const site::Directory& directory_;
  const PostHolders& holders_;
  Instant floor_;
};

}  // namespace

Decided decide(const Shop& shop, const PersonRequest& request, Instant now) {
  return visit(HandoverDesk{shop, request.actor, now}, request.request);
}

std::vector<HandedMatter> to_acknowledge(const Handover& handover, const MatterSources& sources, const site::Directory& directory) {
  std::vector<HandedMatter> matters = open_matters(sources, directory, handover.post);
  for (const HandedMatter& matter : handover.matters)
    if (matter.kind == HandedKind::Note) matters.push_back(matter);
  return matters;
}

Bodies on_time(const HandoverBook& book, const RosterBook& rosters, const site::Directory& directory, const PostHolders& holders,
               Instant last_time, Instant now) {
  Bodies bodies;
  const Missed missed(book, directory, holders, last_time);
  for (const auto& [post, told] : rosters.rosters) {
    std::optional<Instant> latest;
    missed.walk(post, told, now - kHandoverWithin, [&](Instant change) { return latest = change, true; });
    if (latest) bodies.push_back(HandoverOverdue{post, *latest});
  }
  return bodies;
}

Instant next_due(const HandoverBook& book, const RosterBook& rosters, const site::Directory& directory, const PostHolders& holders,
                 Instant last_time) {
  Instant due = Instant::never();
  const Missed missed(book, directory, holders, last_time);
  for (const auto& [post, told] : rosters.rosters)
    missed.walk(post, told, last_time + 24_h * kLookAheadDays, [&](Instant change) {
      due = std::min(due, change + kHandoverWithin);
      return false;
    });
  return due;
}

void evolve(HandoverBook& book, const Event& event) {
  if (const auto* offered = get_if<HandoverOffered>(&event.body)) {
    const HandoverId id(event.seq);
    book.open[id] = {id, offered->post, person_of(event.actor), offered->to, offered->change, event.time, offered->matters};
  }
  if (const auto* accepted = get_if<HandoverAccepted>(&event.body))
    if (const auto found = book.open.find(accepted->handover); found != book.open.end()) {
      Instant& taken = book.taken_over.try_emplace(found->second.post, Instant::before_all()).first->second;
      taken = std::max(taken, found->second.change);
      book.open.erase(found);
    }
  if (const auto* refused = get_if<HandoverRefused>(&event.body)) book.open.erase(refused->handover);
  if (const auto* withdrawn = get_if<HandoverWithdrawn>(&event.body)) book.open.erase(withdrawn->handover);
  if (const auto* overdue = get_if<HandoverOverdue>(&event.body)) book.overdue[overdue->post] = overdue->change;
}

bool concerns(const EventBody& body) { return holds<HandoverAccepted>(body) || holds<HandoverOverdue>(body) || holds<SystemStarted>(body); }

}  // namespace handover
}  // namespace davy::core
