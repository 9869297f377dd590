#pragma once
// Background: threads that give way to those a safety command passes through.

namespace davy::runtime {

// The calling thread runs only after the field's and the engine's threads have had what they want of a busy processor. It still gets its share: a
// writer that never ran would be a queue that only grows.
void give_way();

}  // namespace davy::runtime
