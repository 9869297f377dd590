#pragma once
// HandoverBook: shifts that are being handed over, and which changes of shift nobody took over.
//
// Who goes offers, who comes accepts or refuses; never one person both. Accepted is what is open at that moment: every matter by its name, in the state that it has
// then; one that came or changed in between refuses the acceptance and says so. It is not accepted earlier than an hour before the change of shift. A post has one open hand-over. Of a post with a roster a change of shift between
// different people is to be accepted within 15 minutes; then it is overdue, which is told once.

#include "core/duty/who_answers.hpp"
#include "core/handover/open_matters.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

inline constexpr Duration kHandoverWithin = Duration::from_ms(15 * 60'000);
inline constexpr Duration kHandoverBefore = Duration::from_ms(60 * 60'000);  // nobody takes over what may still happen

struct Handover {
  HandoverId id;
  std::string post;
  std::string from;  // login
  std::string to;    // login; empty: whoever holds the post next
  Instant change;
  Instant offered;
  std::vector<HandedMatter> matters;  // as they stood then, notes included
  DAVY_FIELDS(id, post, from, to, change, offered, matters)
};

struct HandoverBook {
  std::map<HandoverId, Handover> open;
  std::map<std::string, Instant, std::less<>> taken_over;  // by post: the latest change of shift that somebody took over
  std::map<std::string, Instant, std::less<>> overdue;     // by post: the latest one that nobody had in time
  DAVY_FIELDS(open, taken_over, overdue)

  const Handover* find(HandoverId id) const;
  const Handover* open_for(std::string_view post) const;
  std::optional<Instant> missing(std::string_view post) const;  // the change of shift that nobody has taken over, late already
};

namespace handover {
// What a hand-over is about: the books, and who answers.
struct Shop {
  const HandoverBook& book;
  const MatterSources& sources;
  const site::Directory& directory;
  const PostHolders& holders;
};

Decided decide(const Shop& shop, const PersonRequest& request, Instant now);  // hand-over requests only

// What is to be acknowledged now: the open matters and the notes of who goes.
std::vector<HandedMatter> to_acknowledge(const Handover& handover, const MatterSources& sources, const site::Directory& directory);

// `last_time`: of the latest event; what was due long before it is nobody's news.
Bodies on_time(const HandoverBook& book, const RosterBook& rosters, const site::Directory& directory, const PostHolders& holders,
               Instant last_time, Instant now);
Instant next_due(const HandoverBook& book, const RosterBook& rosters, const site::Directory& directory, const PostHolders& holders,
                 Instant last_time);
void evolve(HandoverBook& book, const Event& event);

// Whether an event changes what is due.
bool concerns(const EventBody& body);
}  // namespace handover

}  // namespace davy::core
