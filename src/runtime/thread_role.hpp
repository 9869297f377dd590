#pragma once
// ThreadRole: what a thread is called, and whether it gives way to those that a safety command passes through.

namespace davy::runtime {

// Prompt runs before all that is not, and for a moment only. Patient waits until whoever runs has done. One that gives way runs after the others have had what
// they want of a busy processor; it still gets its share: a writer that never ran would be a queue that only grows.
enum class Urgency { Prompt, Usual, Patient, GivesWay };

// Of the calling thread. `name` is what process lists show: at most 15 characters.
void take_role(const char* name, Urgency urgency);

}  // namespace davy::runtime
