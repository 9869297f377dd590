#pragma once
// Verify: whether a bundle holds, and if not, the first thing in each part of it that does not. Needs nothing but the bundle.
//
// Of what is wrong in a stretch of records the first is named: the hash of each record stands beside it, so that a change does not hide in those that follow.

#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "evidence/bundle.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::evidence {

enum class Check { Manifest, Key, Checkpoints, Records, Shown, Photos, Samples, Rules, Witness };

enum class Wrong {
  BadSignature,  // nobody with the site's key signed this
  OtherKey,      // by another key than it must be
  OtherSite,
  Changed,
  Missing,
  Inserted,
  OutOfOrder,
  Hidden,     // was shown when the bundle was made
  Unlinked,   // does not follow from what is before it
  OtherHash,  // a witness kept another hash
  Unreadable
};

struct Fault {
  Wrong wrong = Wrong::Changed;
  std::string what;  // "record 17", "photo 3f…", "checkpoint at record 40", "samples ch4-01", "manifest"
};

struct Checked {
  Check check = Check::Manifest;
  std::uint64_t count = 0;  // of what was looked at
  std::optional<Fault> fault;
};

struct Verdict {
  std::vector<Checked> checks;       // in order; what was not asked for is not among them
  std::optional<Manifest> manifest;  // when it can be read

  const Fault* first_fault() const;  // null: all holds
};

struct Trust {
  std::optional<PublicKey> key;                 // the site's, known from elsewhere; none: the bundle's own is believed
  std::optional<std::vector<Checkpoint>> kept;  // by a witness
};

Verdict verify(const Bundle& bundle, const Trust& trust);

// Lines of JSON, a checkpoint each, as a witness keeps them. Invalid: which line.
Result<std::vector<Checkpoint>> witness_lines(std::string_view text);

Text words_of(const Fault& fault);
Text words_of(const Checked& checked);  // of one that holds: what is proved by it

}  // namespace davy::evidence

template <>
inline constexpr auto davy::kEnumNames<davy::evidence::Check> =
    std::to_array<davy::EnumName<davy::evidence::Check>>({{davy::evidence::Check::Manifest, "manifest"},
                                                          {davy::evidence::Check::Key, "key"},
                                                          {davy::evidence::Check::Checkpoints, "checkpoints"},
                                                          {davy::evidence::Check::Records, "records"},
                                                          {davy::evidence::Check::Shown, "shown"},
                                                          {davy::evidence::Check::Photos, "photos"},
                                                          {davy::evidence::Check::Samples, "samples"},
                                                          {davy::evidence::Check::Rules, "rules"},
                                                          {davy::evidence::Check::Witness, "witness"}});

template <>
inline constexpr auto davy::kEnumNames<davy::evidence::Wrong> =
    std::to_array<davy::EnumName<davy::evidence::Wrong>>({{davy::evidence::Wrong::BadSignature, "bad-signature"},
                                                          {davy::evidence::Wrong::OtherKey, "other-key"},
                                                          {davy::evidence::Wrong::OtherSite, "other-site"},
                                                          {davy::evidence::Wrong::Changed, "changed"},
                                                          {davy::evidence::Wrong::Missing, "missing"},
                                                          {davy::evidence::Wrong::Inserted, "inserted"},
                                                          {davy::evidence::Wrong::OutOfOrder, "out-of-order"},
                                                          {davy::evidence::Wrong::Hidden, "hidden"},
                                                          {davy::evidence::Wrong::Unlinked, "unlinked"},
                                                          {davy::evidence::Wrong::OtherHash, "other-hash"},
                                                          {davy::evidence::Wrong::Unreadable, "unreadable"}});
