#pragma once
// Disk: what outlives a crash of a simulated Davy, and the store on it. In memory here; davy-simulate has one of SQLite in a folder.

#include "runtime/ports.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace davy::sim {

class Disk {
 public:
  virtual ~Disk() = default;
  // The store of a new process; the one before it is gone.
  virtual Result<std::unique_ptr<runtime::Store>> open() = 0;
  virtual void crash() {}  // what was not synced is lost; before the store of that process goes
  // What is on it now.
  virtual std::vector<core::Event> events() = 0;
  virtual std::vector<core::Sample> samples() = 0;
  // What only this kind of disk can say of itself, when all is over; none: nothing is wrong.
  struct Fault {
    std::string checker;
    std::string law;
    std::string what;
  };
  virtual std::optional<Fault> fault() { return std::nullopt; }
};

}  // namespace davy::sim
