#pragma once
// Circumstances: what detection knows of the plant besides samples: the mode of every zone now and in the past, facts, open orders and hazards.
//
// Compiled from a site, which is not kept, and renewed whole from the books whenever they change; so it holds nothing that a restart could lose. A mode
// of the past is known as far back as the book's changes reach; where none was set it is that of the hour. Facts, orders and hazards are known as they
// now stand: of the past, only what a fact that still stands says of the time since it was told. One thread; a look-up costs O(log changes).

#include "core/mode/fact_book.hpp"
#include "core/mode/mode_book.hpp"
#include "core/mode/shift_modes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

// Of a sample: just arrived, or late.
enum class Tense : unsigned char { Present, Past };

class Circumstances {
 public:
  explicit Circumstances(const site::Site& site);

  bool has_modes() const { return !modes_.empty(); }
  bool follows_shifts() const { return by_shift_.any(); }

  void know(const ModeBook& book);
  void know(const FactBook& book);
  // Those in zones inside each are counted here.
  void know_open_orders(const std::vector<std::int64_t>& by_zone) { open_orders_ = with_inner(by_zone); }
  void know_open_hazards(const std::vector<std::int64_t>& by_zone) { open_hazards_ = with_inner(by_zone); }

  // None: nobody knows.
  std::optional<site::ModeIndex> mode(site::ZoneIndex zone, Instant at, Tense tense) const;
  Instant mode_until(site::ZoneIndex zone, Instant at) const;  // when the present one is another by the hour; never(): it is not
  std::optional<double> fact(site::FactIndex fact, std::optional<site::ZoneIndex> zone, Instant at, Tense tense) const;
  std::optional<std::int64_t> open_orders(site::ZoneIndex zone, Tense tense) const;
  std::optional<std::int64_t> open_hazards(site::ZoneIndex zone, Tense tense) const;
  std::string_view name_of(site::ModeIndex mode) const { return modes_[mode.get()]; }
  site::FactKind kind_of(site::FactIndex fact) const { return facts_[fact.get()].kind; }

 private:
  struct ZoneLine {
    std::string name;
    std::optional<site::ZoneIndex> parent;
  };
  struct Span {
    Instant from;
    std::optional<site::ModeIndex> mode;  // that is set; none: one that the site no longer has
    bool by_hour = false;                 // none is set
    bool is_as(const Span& other) const { return mode == other.mode && by_hour == other.by_hour; }
  };
  struct FactLine {
    std::string name;
    site::FactKind kind;
    std::vector<std::optional<ToldFact>> told;  // by zone; the last is the site
  };
  std::optional<site::ModeIndex> mode_in(const Span& span, Instant at) const;
  std::optional<site::ModeIndex> mode_named(const std::string& name) const;
  std::vector<std::string> chain(std::size_t zone) const;
  std::vector<std::int64_t> with_inner(const std::vector<std::int64_t>& by_zone) const;

  std::vector<std::string> modes_;
  ShiftModes by_shift_;
  std::vector<ZoneLine> zones_;
  std::vector<FactLine> facts_;
  std::vector<std::vector<Span>> spans_;  // by zone, oldest first; never empty when the site has modes
  std::vector<std::int64_t> open_orders_;
  std::vector<std::int64_t> open_hazards_;
};

}  // namespace davy::core
