// who: who answers now for a matter in a zone, in process.
//
// A plant of 200 zones in four levels, 40 posts in chains, four crews of ten people that go through three shifts on each post, with absences, stand-ins and
// a certificate that every tenth post asks for. Asked are all zones and matters at instants spread over a year; the answers' people are counted.

#include "benches/benches.hpp"
#include "core/duty/who_answers.hpp"
#include "site/model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::bench {
namespace {

constexpr std::size_t kZones = 200;
constexpr std::size_t kPosts = 40;
constexpr std::size_t kCrews = 4;
constexpr std::size_t kPeopleOfCrew = 10;
const Instant kBegin = Instant::from_unix_ms(1'795'478'400'000);

site::Site make_plant() {
  site::Site plant;
  for (std::size_t i = 0; i < kZones; ++i) {
    site::Zone& zone = plant.zones.emplace_back();
    zone.name = fmt::format("zone-{}", i);
    if (i > 0) zone.parent = site::ZoneIndex((i - 1) / 6);
  }
  for (std::size_t i = 0; i < kPosts; ++i) {
    site::Post& post = plant.posts.emplace_back();
    post.name = fmt::format("post-{}", i);
    if (i > 0) post.escalates_to = site::PostIndex((i - 1) / 3);
    if (i % 10 == 9) post.qualifications = {"hazardous-chemicals"};
  }
  plant.shifts = {{"early", {}, 8_h, 16_h}, {"late", {}, 16_h, 0_h}, {"night", {}, 0_h, 8_h}};
  for (std::size_t zone = 0; zone < kZones; zone += zone == 0 ? 1 : 2)
    for (std::size_t shift = 0; shift < plant.shifts.size(); ++shift)
      plant.duties.push_back({site::PostIndex((zone + shift) % kPosts), site::ZoneIndex(zone), site::ShiftIndex(shift), {}, {}});
  return plant;
}

std::string login_of(std::size_t post, std::size_t crew, std::size_t person) { return fmt::format("p-{}-{}-{}", post, crew, person); }

void tell(core::PostHolders& holders) {
  core::RosterBook book;
  core::QualificationBook papers;
  std::uint64_t number = 0;
  for (std::size_t post = 0; post < kPosts; ++post) {
    core::Roster roster;
    roster.cycle = {"early", "early", "late", "late", "night", "night", "", ""};
    for (std::size_t crew = 0; crew < kCrews; ++crew) {
      core::Crew& made = roster.crews.emplace_back();
      made.name = fmt::format("crew {}", crew);
      made.starts_at = static_cast<std::uint32_t>((8 - 2 * crew) % 8);
      for (std::size_t person = 0; person < kPeopleOfCrew; ++person) {
        made.people.push_back(login_of(post, crew, person));
        holders.add(made.people.back(), {fmt::format("post-{}", post)});
      }
      const Instant from = kBegin + 24_h * static_cast<std::int64_t>(7 * crew + post);
      book.absences[core::AbsenceId(++number)] = {made.people[0], from, from + 24_h * 20, "", ""};
      book.stand_ins[core::StandInId(number)] = {made.people[1], made.people[0], "", from, from + 24_h * 10, "", ""};
      papers.logins[made.people[2]] = made.people[2];
      papers.certificates[made.people[2]] = {made.people[2], "hazardous-chemicals", "2027-06-30", ""};
    }
    book.rosters[fmt::format("post-{}", post)]["2026-01-01"] = std::move(roster);
  }
  holders.know(book);
  holders.know(papers);
}

Result<Report> run_who(Scale scale) {
  const site::Site plant = make_plant();
  const site::Directory directory(plant);
  core::PostHolders holders(directory);
  tell(holders);
  constexpr int kInstants = 500;
  const int instants = scale == Scale::Tiny ? 20 : kInstants;
  std::uint64_t people = 0;
  std::uint64_t gaps = 0;
  std::uint64_t asked = 0;
  const double seconds = seconds_of([&] {
    for (int i = 0; i < instants; ++i) {
      const Instant at = kBegin + 1_h * (i * 17 * (kInstants / instants)) + 1_min * (i % 60);
      for (std::size_t zone = 0; zone < kZones; ++zone)
        for (const auto& matter : kEnumNames<core::Matter>) {
          const core::Answering who = core::who_answers(holders, directory, site::ZoneIndex(zone), matter.value, at);
          people += who.people.size();
          gaps += who.gap != core::Gap::None ? 1 : 0;
          ++asked;
        }
    }
  });
  if (people == 0 || gaps == 0) return failed("a plant in which nobody answers, or somebody always does, measures nothing");
  Report report;
  report.params = {{"zones", std::to_string(kZones)},
                   {"posts", std::to_string(kPosts)},
                   {"people", std::to_string(kPosts * kCrews * kPeopleOfCrew)},
                   {"asked", std::to_string(asked)}};
  report.figures = {{"who_ns", seconds * 1e9 / static_cast<double>(asked)}};
  report.checksum = fmt::format("people {} gaps {}", people, gaps);
  return report;
}

}  // namespace

Bench who_bench() { return {"who", "who answers now for a matter in a zone, in process", run_who}; }

}  // namespace davy::bench
