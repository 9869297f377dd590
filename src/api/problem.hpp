#pragma once
// Problem: why a request was not done, as RFC 9457 problem details in the reader's language, with both languages beside it.

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "core/input.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

enum class ProblemKind {
  BadRequest,        // 400: not even readable
  Unauthenticated,   // 401
  NotAllowed,        // 403
  NotFound,          // 404
  MethodNotAllowed,  // 405
  NotNow,            // 409: the state of things refuses it
  Changed,           // 412: by somebody else since it was read
  TooLarge,          // 413
  UnsupportedMedia,  // 415
  NoSuchRange,       // 416
  Invalid,           // 422: readable, but wrong; `errors` says where
  UpgradeRequired,   // 426
  TooMany,           // 429
  Failed,            // 500
  Unavailable,       // 503: try again; nothing was done, or the detail says that it is not known
};

using davy::Language;

struct FieldError {
  std::string field;
  Text message;
};

struct Problem {
  ProblemKind kind = ProblemKind::Failed;
  Text detail;
  std::vector<FieldError> errors;
  std::optional<Duration> retry_after;
  std::optional<bool> setup_needed;               // see GET /session
  std::optional<bool> second_factor_needed = {};  // a code at the sign-in, or to set one up before anything else
};

Problem problem(ProblemKind kind, std::string zh, std::string en);
Problem not_found_problem();
Problem to_problem(const core::Refusal& refusal);
Problem to_problem(const Error& error);

int status_of(ProblemKind kind);
std::string to_json(const Problem& problem, Language language);

// The better of Chinese and English by Accept-Language (RFC 9110 §12.5.4); Chinese when neither is asked for.
Language language_of(std::string_view accept_language);

}  // namespace davy::api
