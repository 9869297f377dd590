#pragma once
// The resources of the interface: each adds its routes, as they stand in api/openapi.yaml.

#include "api/http/router.hpp"

namespace davy::api {

void add_session(Router& router);
void add_site(Router& router);
void add_zones_and_points(Router& router);
void add_alarms(Router& router);
void add_backup(Router& router);
void add_authority(Router& router);
void add_backtests(Router& router);
void add_remedies(Router& router);
void add_rule_trials(Router& router);
void add_site_checks(Router& router);
void add_site_rules(Router& router);
void add_site_folder(Router& router);
void add_conditions(Router& router);
void add_broker_passwords(Router& router);
void add_consents(Router& router);
void add_second_factors(Router& router);
void add_sessions(Router& router);
void add_personal_reads(Router& router);
void add_orders(Router& router);
void add_hazards(Router& router);
void add_care(Router& router);
void add_devices(Router& router);
void add_merits(Router& router);
void add_photos(Router& router);
void add_voices(Router& router);
void add_films(Router& router);
void add_checks(Router& router);
void add_permits(Router& router);
void add_permit_documents(Router& router);
void add_incident_documents(Router& router);
void add_permit_rules(Router& router);
void add_incidents(Router& router);
void add_stories(Router& router);
void add_evidence(Router& router);
void add_appraisal(Router& router);
void add_reviews(Router& router);
void add_rows(Router& router);
void add_zone_risk(Router& router);
void add_major_hazards(Router& router);
void add_modes(Router& router);
void add_facts(Router& router);
void add_rosters(Router& router);
void add_emergency_duty(Router& router);
void add_handovers(Router& router);
void add_notices(Router& router);
void add_journal(Router& router);
void add_accounts(Router& router);
void add_records(Router& router);
void add_record_sheets(Router& router);
void add_ingest(Router& router);
void add_lines(Router& router);
void add_machines(Router& router);
void add_health(Router& router);
void add_live(Router& router);
void add_trainings(Router& router);
void add_drills(Router& router);

// Outside /api/v1, answered at once on the network thread: they must not wait for anybody.
Reply healthz(const Services& services);
Reply readyz(const Services& services);
Reply metrics(const Services& services);

bool is_photo_name(std::string_view name);

inline constexpr std::size_t kPictureBytesMax = 10UL * 1024 * 1024;
inline constexpr std::size_t kVoiceBytesMax = 2UL * 1024 * 1024;
inline constexpr std::size_t kFilmPieceBytesMax = 1024UL * 1024;
inline constexpr std::size_t kSheetBytesMax = 4UL * 1024 * 1024;
inline constexpr std::size_t kSiteBytesMax = 4UL * 1024 * 1024;
inline constexpr std::size_t kLinesBytesMax = 10UL * 1024 * 1024;

}  // namespace davy::api
