#include "benches/list_pages.hpp"

#include "benches/years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

namespace davy::bench {
namespace {

struct Named {
  std::string_view name;
  std::string_view path;
};

// The same page each time: the first of a list.
void add_first_pages(std::vector<ListPages>& lists, std::initializer_list<Named> pages) {
  for (const Named& page : pages) lists.push_back({std::string(page.name), [path = std::string(page.path)](std::size_t) { return path; }});
}

void add_alarms_and_orders(std::vector<ListPages>& lists) {
  add_first_pages(lists, {{"alarms", "/alarms"},
                          {"alarms_all", "/alarms?which=all"},
                          {"alarms_zone_sorted", "/alarms?which=all&zone=zone-0&sort=-severity"},
                          {"orders_closed", "/orders?which=closed"},
                          {"orders_post", "/orders?which=all&post=operator"},
                          {"orders_mine", "/orders?which=all&post=mine&sort=deadline"},
                          {"orders_handler", "/orders?which=closed&handler=p-007&sort=-severity"},
                          {"orders_zone_sorted", "/orders?which=closed&zone=zone-0&sort=-deadline"},
                          {"orders_severity", "/orders?which=closed&severity=moderate"},
                          {"orders_zone_post", "/orders?which=all&zone=zone-3&post=guard&sort=-severity"},
                          {"orders_none", "/orders?which=closed&zone=zone-3&severity=major&sort=deadline"}});
  lists.push_back({"alarms_condition", [](std::size_t round) { return fmt::format("/alarms?which=all&condition=gas-{}:high", round); }});
}

void add_hazards_and_checks(std::vector<ListPages>& lists) {
  add_first_pages(lists, {{"hazards", "/hazards"},
                          {"hazards_zone_sorted", "/hazards?which=over&zone=zone-3&sort=-severity"},
                          {"hazards_post_sorted", "/hazards?which=over&post=operator&sort=-deadline"},
                          {"hazards_grade", "/hazards?which=all&grade=major&sort=deadline"},
                          {"hazards_zone_grade", "/hazards?which=all&zone=zone-3&grade=major"},
                          {"hazards_zone_post", "/hazards?which=over&zone=zone-3&post=guard&sort=-deadline"},
                          {"hazards_state", "/hazards?which=all&state=graded&sort=-deadline"},
                          {"hazards_mine", "/hazards?which=over&mine=true"},
                          {"checks", "/checks"},
                          {"checks_zone_sorted", "/checks?which=over&zone=zone-9&sort=deadline"},
                          {"checks_missed", "/checks?state=missed"},
                          {"checks_supply", "/checks?which=over&of=supply&sort=-deadline"},
                          {"checks_measure", "/checks?which=over&measure=m-7"},
                          {"checks_mine", "/checks?which=over&mine=true"},
                          {"seeds", "/check-seeds?which=over"}});
}

void add_work(std::vector<ListPages>& lists) {
  add_first_pages(lists, {{"care", "/care"},
                          {"care_device_sorted", "/care?state=all&device=rtu-7&sort=-deadline"},
                          {"care_work", "/care?state=all&work=repair"},
                          {"care_post_work", "/care?state=all&post=operator&work=repair&sort=deadline"},
                          {"care_none", "/care?state=done&sort=deadline"},
                          {"care_mine", "/care?state=all&mine=true"},
                          {"permits", "/permits"},
                          {"permits_kind_sorted", "/permits?kind=lifting&sort=deadline"},
                          {"permits_kind_zone", "/permits?kind=hot-work&zone=zone-9&sort=-deadline"},
                          {"permits_state_zone", "/permits?state=cancelled&zone=zone-3"},
                          {"permits_zone", "/permits?which=over&zone=zone-9"},
                          {"permits_mine", "/permits?mine=true"},
                          {"incidents_sorted", "/incidents?which=closed&sort=-severity"},
                          {"incidents_open_sorted", "/incidents?which=open&sort=-severity"},
                          {"incidents_drill", "/incidents?exercise=drill"},
                          {"drills", "/drills"},
                          {"drills_scenario", "/drills?scenario=rare"}});
}

void add_people(std::vector<ListPages>& lists) {
  add_first_pages(lists, {{"trainings_person_sorted", "/trainings?which=over&person=p-007&sort=deadline"},
                          {"trainings_course", "/trainings?which=all&course=c-3"},
                          {"trainings_course_open", "/trainings?which=open&course=c-3"},
                          {"handovers_sorted", "/handovers?post=operator&sort=change"},
                          {"notices", "/notices"},
                          {"notices_sorted", "/notices?sort=-severity"},
                          {"told", "/kpi/notices?month=2023-11&person=p-007"},
                          {"obligations", "/kpi/obligations?month=2023-11"},
                          {"obligations_person", "/kpi/obligations?month=2023-11&person=p-007"},
                          {"obligations_zone", "/kpi/obligations?month=2023-11&zone=zone-9"},
                          {"obligations_overdue", "/kpi/obligations?month=2023-11&standing=overdue"},
                          {"obligations_late", "/kpi/obligations?month=2023-11&standing=late"},
                          {"obligations_late_zone", "/kpi/obligations?month=2023-11&standing=late&zone=zone-9"},
                          {"obligations_metric", "/kpi/obligations?month=2023-11&metric=data-quality"},
                          {"merits", "/merits?month=2023-11"},
                          {"accounts_sorted", "/accounts?sort=-name"},
                          {"absences_sorted", "/absences?sort=-from"},
                          {"personal_reads", "/personal-reads"}});
}

// By number, from anywhere.
void add_later_pages(std::vector<ListPages>& lists, std::size_t events, std::size_t rounds) {
  const auto seq = [=](std::size_t round) { return 1 + (events - 1) / rounds * round; };
  lists.push_back({"journal", [=](std::size_t round) { return fmt::format("/journal?before={}", seq(round) + 50); }});
  lists.push_back({"journal_kind", [=](std::size_t round) { return fmt::format("/journal?kind=order.&before={}", seq(round) + 1'000); }});
  for (const Named& page : {Named{"hazards_later", "/hazards?which=over"}, Named{"checks_later", "/checks?which=over"},
                            Named{"care_later", "/care?state=abandoned"}, Named{"permits_later", "/permits?which=over"},
                            Named{"trainings_later", "/trainings?which=over"}, Named{"incidents_later", "/incidents?which=closed"},
                            Named{"handovers_later", "/handovers?which=over"}})
    lists.push_back({std::string(page.name), [=, path = std::string(page.path)](std::size_t round) {
                       return fmt::format("{}&after={}", path, seq(round) + 1'000);
                     }});
}

void add_records(std::vector<ListPages>& lists, std::size_t events, std::size_t rounds) {
  const std::size_t records = events / Years::kBlock * Years::kRecordsPerBlock;
  const auto supply = [=](std::size_t round) { return fmt::format("s-{:07}", records / rounds * round); };
  const auto place = [](std::size_t round) { return fmt::format("{}%E5%8F%B7%E5%BA%93", round % 499); };
  add_first_pages(lists, {{"records_searched_common", "/records/supply?search=%E6%B0%B4%E5%B8%A6"},
                          {"records_searched_common_sorted", "/records/supply?search=%E9%9D%A2%E5%85%B7&sort=expires"}});
  const std::vector<ListPages> others{
      {"records", [=](std::size_t round) { return "/records/supply?after=" + supply(round); }},
      {"records_sorted", [=](std::size_t round) { return "/records/supply?sort=-quantity&after=" + supply(round); }},
      {"records_filtered", [=](std::size_t round) { return "/records/supply?field.place=" + place(round); }},
      {"records_filtered_sorted", [=](std::size_t round) { return "/records/supply?sort=expires&field.place=" + place(round); }},
      {"records_filtered_sorted_later",
       [=](std::size_t round) {
         return fmt::format("/records/supply?sort=-expires&after={}&field.place={}", supply(round), place(round));
       }},
      {"records_searched_some",
       [](std::size_t round) { return fmt::format("/records/supply?search={:02}%E5%8F%B7%E5%BA%93", round % 100); }},
      {"records_searched_rare", [=](std::size_t round) { return "/records/supply?search=" + supply(round); }}};
  std::ranges::copy(others, std::back_inserter(lists));
}

}  // namespace

std::vector<ListPages> pages_of_lists(std::size_t events, std::size_t rounds) {
  std::vector<ListPages> lists;
  add_alarms_and_orders(lists);
  add_hazards_and_checks(lists);
  add_work(lists);
  add_people(lists);
  add_later_pages(lists, events, rounds);
  add_records(lists, events, rounds);
  return lists;
}

}  // namespace davy::bench
