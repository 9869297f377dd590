#include "site/load.hpp"

#include "site/promises.hpp"
#include "site/small_site.hpp"

#include <cstdint>

// The first byte picks which file of a sound site the rest replaces. Whatever stands there, the loader answers, and keeps its promises when
// it gives a site away.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  davy::site::SourceFiles sources = davy::site::small_site();
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t pick = data[0] % 4U;
  (pick < 3 ? sources.site[pick].text : sources.packs["lab"][0].text) = text;
  const davy::site::Loaded loaded = load_site(sources);
  if (loaded.site) davy::site::check_promises(*loaded.site);
  return 0;
}
