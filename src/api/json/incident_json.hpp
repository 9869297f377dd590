#pragma once
// Emergencies in JSON.

#include "api/json/views.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

// What the asker may do now, as the core would decide it.
struct IncidentNow {
  std::vector<std::string_view> may;
  std::vector<std::string> cards;  // that the asker may take
};

struct EmergencyContact {
  std::string id;
  std::string name;
  std::string role;
  std::string phone;
  bool outside = false;
};

// The alarm that one began with.
struct IncidentAlarm {
  std::string condition;
  Instant raised;
};

struct IncidentDetail {
  store::IncidentRow row;
  store::IncidentStory story;
  Instant at;
  std::map<std::string, std::string, std::less<>> names;  // of people, as they are written in a head-count
  std::optional<IncidentAlarm> alarm;
  std::vector<core::HazardId> hazards;  // that the lessons became; none where one is not found
  IncidentNow now;
  std::vector<EmergencyContact> contacts;
};

// For people: the name that is known, else what stands in the head-count without its prefix.
std::string name_of_person(const IncidentDetail& incident, const std::string& person);

struct IncidentRowAt {
  const store::IncidentRow& row;
  Instant at;
};
void write(JsonWriter& out, const IncidentRowAt& incident, const site::Directory& directory);
void write(JsonWriter& out, const IncidentDetail& incident, const site::Directory& directory);
// As every console has it at once.
void write(JsonWriter& out, const store::IncidentRow& row, const site::Directory& directory);

// `fits`: the zone that was asked for.
void write(JsonWriter& out, const site::EmergencyPlan& plan, const site::Directory& directory, std::optional<site::ZoneIndex> zone);
bool plan_fits(const site::EmergencyPlan& plan, const site::Site& site, std::optional<site::ZoneIndex> zone);

}  // namespace davy::api
