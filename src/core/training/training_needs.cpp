#include "core/training/training_needs.hpp"

#include "core/duty.hpp"

#include <algorithm>

namespace davy::core::training {
namespace {

// The posts that answer for a zone: of each shift the nearest duty on the way out.
std::set<std::string> posts_over(const site::Site& site, site::ZoneIndex zone) {
  std::set<std::string> posts;
  for (std::size_t shift = 0; shift < site.shifts.size(); ++shift) {
    bool found = false;
    for (std::optional<site::ZoneIndex> place = zone; place && !found; place = site[*place].parent)
      for (const site::Duty& duty : site.duties)
        if (duty.zone == *place && duty.shift == site::ShiftIndex(shift)) {
          posts.insert(site[duty.post].name);
          found = true;
        }
  }
  return posts;
}

std::set<std::string> posts_where(const site::Site& site, site::PointKind kind) {
  std::set<std::string> posts;
  std::set<site::ZoneIndex> seen;
  for (const site::Point& point : site.points)
    if (point.kind == kind && seen.insert(point.zone).second) posts.merge(posts_over(site, point.zone));
  return posts;
}

// Nobody, of a topic that says nothing of posts.
std::set<std::string> posts_of_topic(const site::Directory& directory, const std::string& topic) {
  const std::string what = topic.substr(topic.find(':') + 1);
  if (topic.starts_with("post:")) return {what};
  const auto kind = topic.starts_with("gas:") ? value_named<site::PointKind>(what) : std::nullopt;
  if (kind) return posts_where(directory.site(), *kind);
  const auto zone = topic.starts_with("zone:") ? directory.zone(what) : std::nullopt;
  return zone ? posts_over(directory.site(), *zone) : std::set<std::string>();
}

bool holds_one(const std::vector<std::string>& held, const std::set<std::string>& posts) {
  return std::ranges::any_of(held, [&](const std::string& post) { return posts.contains(post); });
}

bool is_for(const TrainingPlan& plan, const std::vector<std::string>& held) { return plan.posts.empty() || holds_one(held, plan.posts); }

// Both are to be kept: the sooner, the oftener.
void tighten(Reason& reason, const Reason& other) {
  reason.within = std::min(reason.within, other.within);
  if (reason.cycle_months == 0 || (other.cycle_months != 0 && other.cycle_months < reason.cycle_months))
    reason.cycle_months = other.cycle_months;
}

}  // namespace

Wants::Wants(const Sources& sources) : sources_(sources) {
  for (const auto& [id, course] : sources.book.courses)
    for (const std::string& topic : course.topics)
      if (!posts_.contains(topic)) posts_[topic] = posts_of_topic(sources.directory, topic);
}

std::optional<Reason> Wants::reason_of(const std::vector<std::string>& held, const std::string& topic) const {
  if (!holds_one(held, posts_.at(topic))) return std::nullopt;
  return Reason{topic.starts_with("post:") ? TrainingBecause::Post : TrainingBecause::Gas, topic.substr(topic.find(':') + 1)};
}

std::map<std::string, Reason> Wants::reasons(const std::string& login) const {
  std::map<std::string, Reason> found;
  const auto account = sources_.accounts.find(login);
  if (account == sources_.accounts.end()) return found;
  const std::vector<std::string>& held = account->second.posts;
  for (const auto& [id, plan] : sources_.book.plans) {
    if (!is_for(plan, held) || !sources_.book.courses.contains(plan.course)) continue;
    const Reason reason{TrainingBecause::Plan, id, 24_h * plan.within_days, plan.every_months};
    const auto [at, is_new] = found.try_emplace(plan.course, reason);
    if (!is_new) tighten(at->second, reason);
  }
  for (const auto& [id, course] : sources_.book.courses) {
    if (found.contains(id)) continue;
    for (const std::string& topic : course.topics)
      if (const auto reason = reason_of(held, topic)) {
        found.emplace(id, *reason);
        break;
      }
  }
  return found;
}

std::optional<Day> last_day(const CoursePass& pass, std::uint32_t cycle_months) {
  std::optional<Day> last;
  if (const auto until = parse_day(pass.valid_until)) last = *until;
  const auto passed = parse_day(pass.day);
  if (cycle_months == 0 || !passed) return last;
  const Day cycle = months_after(*passed, cycle_months) + -1;
  return last ? std::min(*last, cycle) : cycle;
}

std::optional<Day> renewal_day(const CoursePass& pass, std::uint32_t cycle_months) {
  const auto last = last_day(pass, cycle_months);
  const auto passed = parse_day(pass.day);
  if (!last || !passed) return std::nullopt;
  return *last + -std::clamp<std::int64_t>((*last - *passed) / 2, 0, kRenewedBeforeDays);
}

std::map<std::string, Need> Wants::needs(const std::string& login, Instant now) const {
  const Duration clock = sources_.directory.site().utc_offset;
  const Day today = day_at(now, clock);
  const std::map<std::string, Reason> why = reasons(login);
  std::map<std::string, Need> found;
  for (const auto& [course, reason] : why)
    if (sources_.book.pass_of(login, course) == nullptr) found[course] = {reason.because, reason.about, now + reason.within};
  const auto passed = sources_.book.passes.find(login);
  if (passed == sources_.book.passes.end()) return found;
  for (const auto& [id, pass] : passed->second) {
    const Course* course = sources_.book.course(id);
    if (course == nullptr) continue;
    const auto reason = why.find(id);
    const std::uint32_t cycle = reason == why.end() ? 0 : reason->second.cycle_months;
    const auto renewal = renewal_day(pass, cycle);
    const bool is_wanted = reason != why.end() || !pass.let_go;
    if (pass.edition < course->edition && course->kind != CourseKind::Lesson && is_wanted) {
      found[id] = {TrainingBecause::NewEdition, std::to_string(pass.edition), now + kTrainingWithin};
    } else if (renewal && *renewal <= today && is_wanted) {
      const Day last = *last_day(pass, cycle);
      const Instant over = start_of(last + 1, clock);
      found[id] = {TrainingBecause::Renewal, to_text(last), over > now ? over : now + kLessonWithin};
    }
  }
  return found;
}

std::vector<Untrained> untrained(const TrainingBook& book, const Accounts& accounts, site::PermitKind kind,
                                 const std::vector<std::string>& logins, const std::vector<std::string>& others, Day today) {
  const std::string topic = "permit:" + std::string(name_of(kind));
  std::vector<Untrained> lacking;
  const auto lacks = [&](const std::string& who, const std::string& id, const Course& course) {
    lacking.push_back(
        {who,
         id,
         {who + " 未通过培训“" + course.name + "”，或已过期", who + " has not passed the course " + course.name + ", or it ran out"}});
  };
  for (const auto& [id, plan] : book.plans) {
    const Course* course = plan.required ? book.course(plan.course) : nullptr;
    if (course == nullptr || !has_topic(*course, topic)) continue;
    for (const std::string& login : logins) {
      const auto account = accounts.find(login);
      if (account == accounts.end() || !is_for(plan, account->second.posts)) continue;
      const CoursePass* pass = book.pass_of(login, plan.course);
      const auto last = pass == nullptr ? std::nullopt : last_day(*pass, plan.every_months);
      if (pass == nullptr || (last && *last < today)) lacks(login, plan.course, *course);
    }
    if (!plan.posts.empty()) continue;
    for (const std::string& other : others) lacks(other, plan.course, *course);
  }
  return lacking;
}

std::string post_over(const Accounts& accounts, const site::Directory& directory, const std::string& login) {
  const auto account = accounts.find(login);
  const bool holds = account != accounts.end() && !account->second.posts.empty();
  return holds ? post_above(directory, account->second.posts.front()) : post_at_the_top(directory);
}

bool has_topic(const Course& course, std::string_view topic) { return course.topics.contains(std::string(topic)); }

}  // namespace davy::core::training
