#pragma once
// Which class of retention a point belongs to.

#include "site/model.hpp"

namespace davy::site {

bool covers(const Retention& retention, const Point& point);
// The first that covers it; null: every sample of it stays for ever.
const Retention* retention_of(const Site& site, const Point& point);

}  // namespace davy::site
