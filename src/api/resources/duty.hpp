#pragma once
// The resource of duty adds its routes: who answers now, and where nobody does.

#include "api/http/router.hpp"

namespace davy::api {

void add_duty(Router& router);

}  // namespace davy::api
