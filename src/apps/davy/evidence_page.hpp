#pragma once
// The page that proves bundles in a browser (web/public/evidence/verify.html), compiled in.

#include <string_view>

namespace davy::apps {

std::string_view evidence_page();

}  // namespace davy::apps
