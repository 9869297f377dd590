#include "core/incident/expected_people.hpp"

#include "core/refuse.hpp"
#include "site/zones.hpp"

#include <algorithm>
#include <set>

namespace davy::core::incident {
namespace {

constexpr std::string_view kUser = "user:";
constexpr std::string_view kRecord = "record:person/";
constexpr std::string_view kGuest = "guest:";

// Of one zone: those whose own duty is there, and those who answer for it from around.
std::set<site::PostIndex> posts_of(const site::Directory& directory, site::ZoneIndex zone, Instant now) {
  std::set<site::PostIndex> posts;
  for (const site::Duty& duty : directory.site().duties)
    if (duty.zone == zone && directory.is_on(duty.shift, now)) posts.insert(duty.post);
  using enum site::Matter;
  for (const site::Matter matter : {Alarm, Order, Hazard, Inspection, Permit})
    if (const auto post = directory.on_duty(zone, matter, now)) posts.insert(*post);
  return posts;
}

std::vector<std::string> people_of(const PostHolders& holders, site::PostIndex post, Instant now) {
  const Holding holding = holders.of(post, now);
  if (holding.gap == Gap::NotQualified) return holders.everybody(post);
  return {holding.people.begin(), holding.people.end()};
}

// Of somebody's record: their account, where it names one.
std::string with_login(const QualificationBook& qualifications, const std::string& record) {
  const std::string login = qualifications.login_of(record);
  return login.empty() ? std::string(kRecord) + record : std::string(kUser) + login;
}

bool goes_on(const Permit& permit) {
  using enum PermitState;
  return permit.state == Open || permit.state == Interrupted || permit.state == Suspended;
}

}  // namespace

std::vector<std::string> with_inside(const site::Directory& directory, const std::vector<std::string>& zones) {
  const site::Site& site = directory.site();
  std::vector<std::string> found;
  for (std::size_t i = 0; i < site.zones.size(); ++i) {
    const bool is_among = std::ranges::any_of(zones, [&](const std::string& name) {
      const auto outer = directory.zone(name);
      return outer && site::lies_in(site, site::ZoneIndex(i), *outer);
    });
    if (is_among) found.push_back(site.zones[i].name);
  }
  return found;
}

std::vector<std::string> posts_there(const site::Directory& directory, const std::vector<std::string>& zones, Instant now) {
  std::set<site::PostIndex> posts;
  for (const std::string& name : zones)
    if (const auto zone = directory.zone(name)) posts.merge(posts_of(directory, *zone, now));
  std::vector<std::string> names;
  for (const site::PostIndex post : posts) names.push_back(directory.site()[post].name);
  return names;
}

std::vector<PersonAtWork> people_at_work(const PermitBook& permits, const QualificationBook& qualifications,
                                         const std::vector<std::string>& zones) {
  std::vector<PersonAtWork> found;
  for (const auto& [id, permit] : permits.permits) {
    if (!goes_on(permit) || std::ranges::find(zones, permit.what.zone) == zones.end()) continue;
    for (const std::string& login : {permit.what.lead, permit.what.guardian})
      if (!login.empty()) found.push_back({std::string(kUser) + login, permit.what.zone, id});
    for (const std::string& worker : permit.what.workers) found.push_back({with_login(qualifications, worker), permit.what.zone, id});
  }
  return found;
}

std::map<std::string, ExpectedPerson> expected_people(const Sources& sources, const std::vector<std::string>& zones, Instant now) {
  std::map<std::string, ExpectedPerson> found;
  const auto add = [&](std::string person, const std::string& zone, ExpectedBecause because, PermitId permit) {
    if (!person.empty()) found.try_emplace(person, ExpectedPerson{person, zone, because, permit});
  };
  for (const PersonAtWork& each : people_at_work(sources.permits, sources.qualifications, zones))
    add(each.person, each.zone, ExpectedBecause::Permit, each.permit);
  for (const std::string& name : zones) {
    const auto zone = sources.directory.zone(name);
    if (!zone) continue;
    for (const site::PostIndex post : posts_of(sources.directory, *zone, now))
      for (const std::string& login : people_of(sources.holders, post, now))
        add(std::string(kUser) + login, name, ExpectedBecause::OnDuty, {});
  }
  return found;
}

std::string one_name(const Sources& sources, const std::string& person) {
  const auto rest_of = [&](std::string_view prefix) { return person.starts_with(prefix) ? person.substr(prefix.size()) : std::string(); };
  if (const std::string login = rest_of(kUser); !login.empty()) return sources.accounts.contains(login) ? person : std::string();
  if (const std::string record = rest_of(kRecord); !record.empty()) return with_login(sources.qualifications, record);
  return is_blank(rest_of(kGuest)) ? std::string() : person;
}

bool is_accounted(Whereabouts state) { return state != Whereabouts::Unknown && state != Whereabouts::Missing; }

}  // namespace davy::core::incident
