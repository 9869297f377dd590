#include "api/problem.hpp"

#include "api/http/weighted.hpp"
#include "api/json/json_writer.hpp"

#include <algorithm>

namespace davy::api {
namespace {

struct Facts {
  ProblemKind kind;
  int status;
  std::string_view name;
  Text title;
};

const Facts& facts_of(ProblemKind kind) {
  static const std::vector<Facts> kFacts{
      {ProblemKind::BadRequest, 400, "bad-request", {"无法读取请求", "The request cannot be read"}},
      {ProblemKind::Unauthenticated, 401, "unauthenticated", {"请先登录", "Sign in first"}},
      {ProblemKind::NotAllowed, 403, "not-allowed", {"没有权限", "Not allowed"}},
      {ProblemKind::NotFound, 404, "not-found", {"不存在", "Not found"}},
      {ProblemKind::MethodNotAllowed, 405, "method-not-allowed", {"不支持此方法", "Method not allowed"}},
      {ProblemKind::NotNow, 409, "not-now", {"现在不能这样做", "Not now"}},
      {ProblemKind::Changed, 412, "changed", {"已被他人修改", "Changed by somebody else"}},
      {ProblemKind::TooLarge, 413, "too-large", {"内容过大", "Too large"}},
      {ProblemKind::UnsupportedMedia, 415, "unsupported-media", {"不支持的内容类型", "Unsupported media type"}},
      {ProblemKind::NoSuchRange, 416, "no-such-range", {"没有这一段", "No such part"}},
      {ProblemKind::Invalid, 422, "invalid", {"请求有误", "The request has errors"}},
      {ProblemKind::UpgradeRequired, 426, "upgrade-required", {"需要 WebSocket", "WebSocket wanted"}},
      {ProblemKind::TooMany, 429, "too-many", {"请求过于频繁", "Too many requests"}},
      {ProblemKind::Failed, 500, "failed", {"系统出错", "Davy failed"}},
      {ProblemKind::Unavailable, 503, "unavailable", {"暂时无法处理", "Unavailable for now"}},
  };
  const auto found = std::find_if(kFacts.begin(), kFacts.end(), [&](const Facts& facts) { return facts.kind == kind; });
  ensure(found != kFacts.end(), "every kind of problem has its facts");
  return *found;
}

const std::string& in(Language language, const Text& text) { return language == Language::Zh ? text.zh : text.en; }

}  // namespace

Problem problem(ProblemKind kind, std::string zh, std::string en) { return {kind, {std::move(zh), std::move(en)}, {}, {}, {}}; }

Problem not_found_problem() { return problem(ProblemKind::NotFound, "这里没有您要的内容", "There is nothing here"); }

Problem to_problem(const core::Refusal& refusal) {
  const auto kind_of = [](core::RefusalCode code) {
    switch (code) {
      case core::RefusalCode::NotFound: return ProblemKind::NotFound;
      case core::RefusalCode::NotAllowed: return ProblemKind::NotAllowed;
      case core::RefusalCode::NotNow: return ProblemKind::NotNow;
      case core::RefusalCode::Changed: return ProblemKind::Changed;
      case core::RefusalCode::Invalid: return ProblemKind::Invalid;
    }
    return ProblemKind::Failed;
  };
  Problem result{kind_of(refusal.code), refusal.message, {}, {}, {}};
  if (!refusal.field.empty()) result.errors.push_back({refusal.field, refusal.message});
  return result;
}

Problem to_problem(const Error& error) {
  const std::string& zh = error.in(Language::Zh);
  switch (error.code) {
    case ErrorCode::NotFound: return problem(ProblemKind::NotFound, "不存在：" + zh, error.message);
    case ErrorCode::Invalid: return problem(ProblemKind::Invalid, "请求有误：" + zh, error.message);
    case ErrorCode::Conflict: return problem(ProblemKind::NotNow, "现在不能这样做：" + zh, error.message);
    case ErrorCode::Full:
    case ErrorCode::Unavailable: return problem(ProblemKind::Unavailable, "暂时无法处理：" + zh, error.message);
    case ErrorCode::Failed:
    case ErrorCode::Corrupt: break;
  }
  return problem(ProblemKind::Failed, "系统出错：" + zh, error.message);
}

int status_of(ProblemKind kind) { return facts_of(kind).status; }

std::string to_json(const Problem& problem, Language language) {
  const Facts& facts = facts_of(problem.kind);
  JsonWriter out;
  out.object();
  out.field("type", "urn:davy:problem:" + std::string(facts.name)).field("title", in(language, facts.title)).field("status", facts.status);
  out.field("detail", in(language, problem.detail)).field("message", problem.detail);
  out.key("errors").list();
  for (const FieldError& error : problem.errors) out.object().field("field", error.field).field("message", error.message).end();
  out.end();
  if (problem.setup_needed) out.field("setup_needed", *problem.setup_needed);
  if (problem.second_factor_needed) out.field("second_factor_needed", *problem.second_factor_needed);
  if (problem.retry_after) out.field("retry_after_s", *problem.retry_after);
  return out.end().take();
}

Language language_of(std::string_view accept_language) {
  double zh = 0;
  double en = 0;
  for (const auto& [tag, weight] : weighted(accept_language)) {
    if (tag.substr(0, 2) == "zh") zh = std::max(zh, weight);
    if (tag.substr(0, 2) == "en") en = std::max(en, weight);
  }
  return en > zh ? Language::En : Language::Zh;
}

}  // namespace davy::api
