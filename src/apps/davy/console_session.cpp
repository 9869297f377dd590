#include "apps/davy/console_session.hpp"

#include "base/said.hpp"

#include <curl/curl.h>

#include <optional>
#include <utility>

namespace davy::apps {
namespace {

using nlohmann::json;

constexpr long kConnectSeconds = 10;
constexpr long kAnswerSeconds = 60;
constexpr long kDone = 2;  // of a hundred
constexpr long kNothing = 204;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(bytes, size * count);
  return size * count;
}

// Why the server did not do it, as its problem says in both languages; none: it is no problem of Davy's.
std::optional<Error> said_in(const json& answer) {
  const json message = answer.is_object() ? answer.value("message", json()) : json();
  if (!message.is_object() || !message.value("zh", json()).is_string() || !message.value("en", json()).is_string()) return std::nullopt;
  return Error{ErrorCode::Invalid, message["en"].get<std::string>(), message["zh"].get<std::string>()};
}

}  // namespace

struct ConsoleSession::Impl {
  Impl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    ensure(started == CURLE_OK, "libcurl starts");
    curl = curl_easy_init();
    ensure(curl != nullptr, "libcurl gives a handle");
    for (const char* line : {"X-Davy: 1", "Content-Type: application/json"}) headers = curl_slist_append(headers, line);
  }
  ~Impl() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<json> ask(const char* method, const std::string& path, const std::string& body) {
    std::string answer;
    curl_easy_setopt(curl, CURLOPT_URL, (url + "/api/v1" + path).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");  // kept in memory
    if (body.empty())
      curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    else
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kAnswerSeconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) return failed(url + ": " + curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status == kNothing) return json();
    json told = json::parse(answer, nullptr, false);
    if (status / 100 == kDone && !told.is_discarded()) return told;
    if (auto why = said_in(told)) return std::move(*why);
    return failed(said({"{} 回答 {}", "{} answers {}"}, url, status));
  }

  CURL* curl = nullptr;
  curl_slist* headers = nullptr;
  std::string url;
  std::string ca_file;
};

ConsoleSession::ConsoleSession(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

// What the end of the session answers changes nothing any more.
ConsoleSession::~ConsoleSession() { (void)impl_->ask("DELETE", "/session", ""); }

Result<std::unique_ptr<ConsoleSession>> ConsoleSession::open(const SignIn& who) {
  auto impl = std::make_unique<Impl>();
  impl->url = who.url;
  while (impl->url.ends_with('/')) impl->url.pop_back();
  impl->ca_file = who.ca_file;
  json body{{"login", who.login}, {"password", who.password}};
  if (!who.code.empty()) body["code"] = who.code;
  if (const Result<json> in = impl->ask("POST", "/session", body.dump()); !in) return seen_from(said({"登录", "sign-in"}), in.error());
  return std::unique_ptr<ConsoleSession>(new ConsoleSession(std::move(impl)));
}

Result<json> ConsoleSession::get(const std::string& path) { return impl_->ask("GET", path, ""); }
Result<json> ConsoleSession::post(const std::string& path, const json& body) { return impl_->ask("POST", path, body.dump()); }

}  // namespace davy::apps
