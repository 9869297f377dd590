#pragma once
// First records: what a site brings for its first start, SITE/records/KIND.json: an object of records by id (docs/formats/records.md).
//
// A demonstration says in SITE/records/as-of for which day they were written: all days in them are moved by as many as today is away from it, so that
// nothing in it has run out, whenever it is shown.

#include "base/time.hpp"
#include "core/input.hpp"
#include "record/check.hpp"
#include "record/kind.hpp"

#include <string>

namespace davy::davyd {

// All of them in one request, each after those that it refers to; none when the site brings none. Invalid: which file, record and field is wrong,
// and why. `today` is that of the site.
Result<core::SaveRecords> first_records(const std::string& site_folder, const record::KindBook& kinds, const record::SiteNames& names,
                                        Day today);

}  // namespace davy::davyd
