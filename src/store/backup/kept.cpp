#include "store/backup/kept.hpp"

#include "base/said.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace davy::store::backup {
namespace {

std::uint64_t number_at(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// TIME-SEQ
std::uint64_t head_in(std::string_view name) {
  const std::size_t dash = name.rfind('-');
  return dash == std::string_view::npos ? 0 : number_at(name.substr(dash + 1));
}

// journal/NAME/HEAD-TAIL-…
void count_piece(std::string_view object, std::map<std::string, Kept>& all) {
  const std::size_t slash = object.rfind('/');
  const std::size_t begin = std::string_view(kJournal).size();
  if (slash == std::string_view::npos || slash < begin) return;
  const auto found = all.find(std::string(object.substr(begin, slash - begin)));
  if (found == all.end()) return;
  const std::string_view piece = object.substr(slash + 1);
  const std::size_t dash = piece.find('-');
  Kept& kept = found->second;
  kept.head = std::max(kept.head, number_at(piece.substr(0, dash)));
  if (dash != std::string_view::npos) kept.tail = std::max(kept.tail, number_at(piece.substr(dash + 1)));
  ++kept.pieces;
}

bool reaches_less(const Kept& a, const Kept& b) { return std::tie(a.head, a.tail, a.name) < std::tie(b.head, b.tail, b.name); }

}  // namespace

Result<std::vector<Kept>> kept_at(Target& target) {
  const Result<std::vector<std::string>> pieces = target.list(kJournal);
  if (!pieces) return pieces.error();
  const Result<std::vector<std::string>> names = manifest_names(target);
  if (!names) return names.error();
  std::map<std::string, Kept> all;
  for (const std::string& name : *names) all[name] = {.name = name, .head = head_in(name), .tail = 0, .pieces = 0};
  for (const std::string& piece : *pieces) count_piece(piece, all);
  std::vector<Kept> kept;
  for (auto& [name, each] : all) kept.push_back(std::move(each));
  std::ranges::sort(kept, reaches_less);
  return kept;
}

Result<std::string> furthest_at(Target& target, const seal::Key& key) {
  Result<std::vector<Kept>> kept = kept_at(target);
  if (!kept) return kept.error();
  if (kept->empty()) return not_found(said({"{} 没有备份", "{} has no backup"}, target.where()));
  std::erase_if(*kept, [head = kept->back().head](const Kept& each) { return each.head < head; });
  if (kept->size() == 1) return kept->front().name;
  for (Kept& each : *kept) {
    if (each.pieces > 0) continue;
    const Result<Manifest> manifest = get_manifest(target, each.name, key);
    if (!manifest) return manifest.error();
    each.tail = manifest->tail;
  }
  return std::ranges::max_element(*kept, reaches_less)->name;
}

}  // namespace davy::store::backup
