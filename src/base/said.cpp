#include "base/said.hpp"

#include "base/ensure.hpp"

namespace davy {
namespace {

std::string filled_half(std::string_view half, std::span<const Said> arguments, Language language) {
  std::string text;
  std::size_t next = 0;
  for (std::size_t at = 0; at < half.size(); ++at) {
    const halves::Hole hole = halves::hole_at(half.substr(at), next);
    if (hole.length == 0) {
      text += half[at];
      continue;
    }
    if (hole.length == 2) ++next;
    text += arguments[hole.argument].in(language);
    at += hole.length - 1;
  }
  return text;
}

}  // namespace

Said Said::paired(Text text) {
  ensure(text.zh.empty() == text.en.empty(), "a message is there in both languages or in none");
  return Said(std::move(text));
}

Said as_written(std::string_view text) { return Said::paired({std::string(text), std::string(text)}); }

Said filled(std::string_view zh, std::string_view en, std::span<const Said> arguments) {
  return Said::paired({filled_half(zh, arguments, Language::Zh), filled_half(en, arguments, Language::En)});
}

}  // namespace davy
