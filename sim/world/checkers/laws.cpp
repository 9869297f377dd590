#include "sim/world/checkers/laws.hpp"

namespace davy::sim {

std::vector<std::unique_ptr<Checker>> make_checkers(const site::Directory& directory, const Judge& judge, Duration tick) {
  Checkers checkers;
  add_sample_checkers(checkers, directory, judge);
  add_alarm_checkers(checkers, directory, judge);
  add_command_checkers(checkers, directory, judge, tick);
  add_effect_checkers(checkers);
  add_permit_checkers(checkers, directory, judge, tick);
  add_journal_checkers(checkers, directory, tick);
  return checkers;
}

}  // namespace davy::sim
