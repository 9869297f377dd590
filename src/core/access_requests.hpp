#pragma once
// What people ask about consents, rules, tokens, second factors and the reading of personal data (core/input.hpp has the others).

#include "core/access_events.hpp"
#include "core/consent/consent_events.hpp"
#include "core/consent/rule_events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::core {

// Of what waits for a second person (core/consent): never by who asked for it.
struct GiveConsent {
  ConsentId consent;
};
// Who asked for it withdraws it so; others say why.
struct RefuseConsent {
  ConsentId consent;
  std::string reason;
};

// The secrets themselves never come here.
struct IssueToken {
  std::string name;
  std::string device;
  std::vector<std::string> scopes;
  std::optional<Instant> expires;
};
struct RevokeToken {
  std::string name;
};
struct SetSecondFactor {};  // one's own
struct RemoveSecondFactor {
  std::string login;  // another's: by an administrator, with a reason
  std::string reason;
};
struct NotePersonalRead {
  std::string what;
  std::string about;
  std::string person = {};
};

// What became of the data key, told by who sees to it.
struct NoteKeyChange {
  DataKeyChanged change;
};

// What the files of the site say at a start, told by who read them.
struct NoteSite {
  SiteHeld found;
};
// That the rules which are held back be in force: another agrees.
struct ProposeSite {
  std::string version;
  std::string reason;
};

}  // namespace davy::core
