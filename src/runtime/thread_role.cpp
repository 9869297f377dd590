#include "runtime/thread_role.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace davy::runtime {
namespace {

constexpr int kNiceness = 10;  // a tenth of the processor when all is wanted

}  // namespace

void take_role(const char* name, Urgency urgency) {
  (void)pthread_setname_np(pthread_self(), name);
  // Linux keeps niceness by thread. Where it refuses, all stay alike, as they were.
  if (urgency == Urgency::Prompt) {
    const sched_param first{.sched_priority = 1};
    (void)pthread_setschedparam(pthread_self(), SCHED_RR, &first);
  }
  if (urgency == Urgency::GivesWay) (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
}

}  // namespace davy::runtime
