#include "runtime/background.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace davy::runtime {
namespace {

constexpr int kNiceness = 10;  // a tenth of the processor when all is wanted

}  // namespace

void give_way() {
  // Linux keeps niceness by thread. Where it refuses, all stay alike, as they were.
  (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
}

}  // namespace davy::runtime
