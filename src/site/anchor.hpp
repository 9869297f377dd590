#pragma once
// Where the plan lies on the earth: turns a place of WGS-84, as phones tell it, into one on the plan. Good to a metre within some kilometres of the
// origin.

#include "site/model.hpp"

namespace davy::site {

Metres on_plan(const Anchor& anchor, double latitude, double longitude);

}  // namespace davy::site
