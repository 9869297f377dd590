#pragma once
// The plant as it was loaded, in JSON: schema Site of api/openapi.yaml.

#include "site/directory.hpp"

#include <string>

namespace davy::api {

std::string site_json(const site::Directory& directory);

}  // namespace davy::api
