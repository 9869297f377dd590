#pragma once
// Services: what all handlers share, from the start of the server to its end.

#include "api/backtests.hpp"
#include "api/history_remedies.hpp"
#include "api/history_rule.hpp"
#include "api/live/feed.hpp"
#include "api/server.hpp"
#include "api/session/login_guard.hpp"
#include "api/session/personal_reads.hpp"
#include "api/session/sessions.hpp"
#include "api/site_check.hpp"
#include "api/story_runs.hpp"
#include "api/upload_bounds.hpp"
#include "field/lines/line_reader.hpp"
#include "store/blobs/blobs.hpp"
#include "store/evidence/checkpoints.hpp"

#include <array>
#include <functional>

namespace davy::api {

struct Services {
  const Options& options;
  const site::Directory& directory;
  const runtime::Clock& clock;
  runtime::Runtime& runtime;
  store::Credentials& credentials;
  store::Blobs& blobs;
  store::Checkpoints& checkpoints;
  Sessions& sessions;
  LoginGuard& guard;
  PersonalReads& personal_reads;
  UploadBounds& uploads;
  Feed& feed;
  const field::LineReader& lines;
  field::Quarantine& quarantine;  // of lines
  Backtests& backtests;
  Remedies& remedies;
  RuleTrials& rule_trials;
  SiteChecks& site_checks;
  StoryRuns& story_runs;
  std::function<void(Feed::Console, std::optional<std::uint64_t> since)> join_feed;  // from any thread
  std::function<std::string()> alarm_figures;                                        // lines of the exposition
  std::function<std::array<std::uint64_t, 6>()> answered;                            // HTTP answers by the first digit of their status

  Instant now() const { return clock.now(); }
};

}  // namespace davy::api
