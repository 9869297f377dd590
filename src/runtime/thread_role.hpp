#pragma once
// ThreadRole: what a thread is called, and whether it gives way to those that a safety command passes through.

namespace davy::runtime {

// Prompt runs when it has something to do, before all that is not: in real time where the system permits it (CAP_SYS_NICE). One that gives way runs after the prompt ones have had what they want of a busy processor; it still gets its
// share: a writer that never ran would be a queue that only grows.
enum class Urgency { Prompt, Usual, GivesWay };

// Of the calling thread. `name` is what process lists show: at most 15 characters.
void take_role(const char* name, Urgency urgency);

}  // namespace davy::runtime
