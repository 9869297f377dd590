#include "core/material/material_book.hpp"

#include <algorithm>
#include <charconv>

namespace davy::core::material {
namespace {

// What the core reads of one record.
class LiveFields {
 public:
  explicit LiveFields(const std::vector<RecordMark>& marks) : marks_(marks) {}

  std::string text(std::string_view field) const {
    const auto found = std::ranges::find(marks_, field, &RecordMark::field);
    return found == marks_.end() ? std::string() : found->value;
  }
  std::vector<std::string> texts(std::string_view field) const {
    std::vector<std::string> values;
    for (const RecordMark& mark : marks_)
      if (mark.field == field) values.push_back(mark.value);
    return values;
  }
  std::optional<double> number(std::string_view field) const {
    const std::string written = text(field);
    double value = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), value);
    return read.ec == std::errc() ? std::optional(value) : std::nullopt;
  }

 private:
  const std::vector<RecordMark>& marks_;
};

void save_material_record(MaterialBook& book, const RecordSaved& saved) {
  const LiveFields live(saved.live);
  if (saved.kind == "material")
    book.materials[saved.id] = {live.text("name"), live.text("cas"), live.texts("classes"), live.number("threshold"),
                                live.number("factor")};
  if (saved.kind == "hazard-unit")
    book.units[saved.id] = {live.text("name"), value_named<UnitKind>(live.text("kind")).value_or(UnitKind::Storage), live.text("zone"),
                            static_cast<std::uint64_t>(live.number("residents").value_or(0))};
  if (saved.kind == "storage-place")
    book.places[saved.id] = {live.text("name"),    live.text("unit"),  live.text("material"),         live.number("design").value_or(0),
                             live.number("stock"), live.text("point"), live.number("tonnes-per-unit")};
  if (saved.kind == "material-conflict") book.conflicts[saved.id] = {live.text("one"), live.text("other"), live.text("why")};
}

}  // namespace

void evolve(MaterialBook& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body)) save_material_record(book, *saved);
  const auto* removed = get_if<RecordRemoved>(&event.body);
  if (removed == nullptr) return;
  if (removed->kind == "material") book.materials.erase(removed->id);
  if (removed->kind == "hazard-unit") book.units.erase(removed->id);
  if (removed->kind == "storage-place") book.places.erase(removed->id);
  if (removed->kind == "material-conflict") book.conflicts.erase(removed->id);
}

}  // namespace davy::core::material
