#include "runtime/thread_role.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace davy::runtime {
namespace {

// What sched_setattr(2) takes; the C library of Debian 12 does not declare it.
struct SchedulerAttributes {
  std::uint32_t size = sizeof(SchedulerAttributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t slice_ns = 0;  // how long it wants to run at a time
  std::uint64_t deadline_ns = 0;
  std::uint64_t period_ns = 0;
};

// Not in real time: Linux lets such a thread interrupt the broker in the middle of its work, and goes on with whoever else has waited.
// Asking for a short slice is what lets a thread in at once (Linux 6.12 and newer; an older one looks at the niceness alone).
constexpr SchedulerAttributes kPrompt{.nice = -10, .slice_ns = 100'000};
constexpr SchedulerAttributes kPatient{.policy = SCHED_BATCH};
// A tenth of the processor when all is wanted, and late rather than often.
constexpr SchedulerAttributes kGivesWay{.nice = 10, .slice_ns = 100'000'000};

// Of this thread alone. Who may not be nicer to itself keeps its niceness, and asks for the rest.
void schedule(SchedulerAttributes wanted) {
  if (syscall(SYS_sched_setattr, 0, &wanted, 0) == 0) return;
  wanted.nice = getpriority(PRIO_PROCESS, 0);
  (void)syscall(SYS_sched_setattr, 0, &wanted, 0);
}

}  // namespace

void take_role(const char* name, Urgency urgency) {
  (void)pthread_setname_np(pthread_self(), name);
  switch (urgency) {
    case Urgency::Prompt: return schedule(kPrompt);
    case Urgency::Usual: return;
    case Urgency::Patient: return schedule(kPatient);
    case Urgency::GivesWay: return schedule(kGivesWay);
  }
}

}  // namespace davy::runtime
