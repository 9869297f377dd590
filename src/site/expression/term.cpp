#include "site/expression/term.hpp"

#include <algorithm>
#include <utility>

namespace davy::site::expression {
namespace {

// Slots that a term's value may take, and slots in use while it is computed.
struct Room {
  std::size_t value = 1;
  std::size_t peak = 1;
};

Room room_of(const Term& term) {
  Room room;
  std::size_t before = 0;
  std::size_t widest = 1;
  for (const Term& child : term.children) {
    const Room inside = room_of(child);
    room.peak = std::max(room.peak, before + inside.peak);
    before += inside.value;
    widest = std::max(widest, inside.value);
  }
  if (term.type.kind == TypeKind::List) room.value = term.step == Step::Choose || term.step == Step::Index ? widest : before + 1;
  room.peak = std::max({room.peak, before + 1, room.value});
  return room;
}

void emit(const Term& term, Routine& program) {
  for (const Term& child : term.children) emit(child, program);
  std::uint32_t operand = term.operand;
  if (term.step == Step::Constant) {
    operand = static_cast<std::uint32_t>(program.constants.size());
    program.constants.push_back(term.constant);
  }
  program.code.push_back({term.step, operand});
}

Routine routine_of(const Term& term) {
  Routine routine;
  emit(term, routine);
  routine.slots = room_of(term).peak;
  return routine;
}

}  // namespace

Said words_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::Wrong: return said({"空值", "nothing"});
    case TypeKind::Null: return as_written("null");
    case TypeKind::Bool: return as_written("bool");
    case TypeKind::Int: return as_written("int");
    case TypeKind::UInt: return as_written("uint");
    case TypeKind::Double: return as_written("double");
    case TypeKind::String: return as_written("string");
    case TypeKind::Duration: return as_written("duration");
    case TypeKind::List: return type.item.empty() ? said({"列表", "list"}) : said({"{} 列表", "list of {}"}, words_of(type.item.front()));
  }
  return {};
}

std::string unit_text(const Type& type) {
  if (type.unit == nullptr) return "no unit";
  return std::string(type.unit->symbol) + (type.measure == Measure::PerMinute ? "/min" : "");
}

bool is_number(const Type& type) { return type.kind == TypeKind::Int || type.kind == TypeKind::UInt || type.kind == TypeKind::Double; }

bool comparable(const Type& a, const Type& b) {
  if (is_number(a) && is_number(b)) return true;
  if (a.kind != b.kind) return false;
  return a.item.empty() || b.item.empty() || comparable(a.item.front(), b.item.front());
}

bool is_constant(const Term& term) { return term.step == Step::Constant; }

Term constant_term(Type type, Value value, Place at) {
  Term term;
  term.type = std::move(type);
  term.constant.value = value;
  term.constant.text = value.text;
  term.constant.value.text = {};
  term.at = at;
  return term;
}

Program compile(const Checked& checked) {
  Program program{routine_of(checked.root), checked.inputs, {}, {}};
  for (const Term& part : checked.parts) program.parts.push_back(routine_of(part));
  if (checked.kept) program.kept = routine_of(*checked.kept);
  return program;
}

}  // namespace davy::site::expression
