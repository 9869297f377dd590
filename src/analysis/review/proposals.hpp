#pragma once
// Proposals: what a review would have people do, each with the records that it rests on. The thresholds are those of docs/formats/review.md.

#include "analysis/review/review.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::analysis {

inline constexpr std::size_t kProposalsMost = 10;  // of one kind, the worst
inline constexpr Duration kBlindLeast = Duration::from_ms(3'600'000);
inline constexpr std::size_t kCountedLeast = 5;  // below that a share says nothing
inline constexpr double kLateShare = 0.2;        // of a post: more than that
inline constexpr double kFirstPassShare = 0.8;   // less than that

struct PostRecord {
  std::size_t counted = 0;
  Evidence late;  // what asked; all of them
};

// What the figures of a review do not hold.
struct ProposalGrounds {
  std::map<std::string, PostRecord> posts;
  std::map<std::string, Evidence> missed;  // by measure; empty: not known
  std::map<std::string, Evidence> stale;   // by condition that can be seen; what raised it
  std::map<std::string, Evidence> failed;  // by actuator; empty: not known
  Evidence returned;                       // the first verdicts that were bad
  std::vector<core::ExpectedRisk> gaps;    // risk points that nothing identifies
};

std::vector<Proposal> proposals_of(const Review& review, const ProposalGrounds& grounds, const site::Directory& directory);

Evidence first_of(Evidence evidence);  // kEvidenceMost at most, ascending, each once
Text title_of_zone(const site::Directory& directory, const std::string& zone);

}  // namespace davy::analysis
