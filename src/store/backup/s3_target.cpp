#include "store/backup/s3_target.hpp"

#include "base/said.hpp"
#include "store/backup/s3_answer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace davy::store::backup {
namespace {

constexpr int kTries = 3;
constexpr long kConnectSeconds = 10;
constexpr long kStalledSeconds = 30;  // at less than a byte a second

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(bytes, size * count);
  return size * count;
}

std::size_t give_bytes(char* to, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<std::string_view*>(from);
  const std::size_t n = std::min(rest.size(), size * count);
  std::copy_n(rest.data(), n, to);
  rest.remove_prefix(n);
  return n;
}

std::string escaped(std::string_view text, std::string_view kept) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

}  // namespace

S3Target::S3Target(S3Place place) : place_(std::move(place)) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  ensure(started == CURLE_OK, "libcurl starts");
  curl_ = curl_easy_init();
  ensure(curl_ != nullptr, "libcurl gives a handle");
}

S3Target::~S3Target() { curl_easy_cleanup(curl_); }

std::string S3Target::where() const { return "s3://" + place_.bucket + "/" + place_.prefix + " at " + place_.endpoint; }

std::string S3Target::object(const std::string& name) const {
  return "/" + escaped(place_.bucket, "-._") + "/" + escaped(place_.prefix + name, "-._~/");
}

Result<void> S3Target::put(const std::string& name, std::string_view bytes) {
  const Result<Answer> answer = ask(Verb::Put, object(name), bytes);
  if (!answer) return answer.error();
  if (answer->status / 100 != 2) return refused(name + " was not taken", *answer);
  return {};
}

Result<std::string> S3Target::get(const std::string& name) {
  Result<Answer> answer = ask(Verb::Get, object(name), {});
  if (!answer) return answer.error();
  if (answer->status == 404) return not_found(where() + " has no " + name);
  if (answer->status / 100 != 2) return refused(name + " was not given", *answer);
  return std::move(answer->body);
}

Result<std::vector<std::string>> S3Target::list(const std::string& prefix) {
  std::vector<std::string> names;
  std::string token;
  do {
    // The signature wants the parameters in the order of their names.
    std::string query = "/" + escaped(place_.bucket, "-._") + "?";
    if (!token.empty()) query += "continuation-token=" + escaped(token, "-._~") + "&";
    query += "list-type=2&prefix=" + escaped(place_.prefix + prefix, "-._~");
    const Result<Answer> answer = ask(Verb::Get, query, {});
    if (!answer) return answer.error();
    if (answer->status / 100 != 2) return refused("the list was not given", *answer);
    for (const std::string& key : elements(answer->body, "Key"))
      if (key.starts_with(place_.prefix)) names.push_back(key.substr(place_.prefix.size()));
    token = first_element(answer->body, "NextContinuationToken");
  } while (!token.empty());
  std::ranges::sort(names);
  return names;
}

Result<void> S3Target::remove(const std::string& name) {
  const Result<Answer> answer = ask(Verb::Delete, object(name), {});
  if (!answer) return answer.error();
  if (answer->status / 100 != 2 && answer->status != 404) return refused(name + " was not removed", *answer);
  return {};
}

Result<S3Target::Answer> S3Target::ask(Verb verb, const std::string& path_and_query, std::string_view body) {
  Result<Answer> answer = ask_once(verb, path_and_query, body);
  for (int tries = 1; tries < kTries && (!answer || answer->status >= 500); ++tries) answer = ask_once(verb, path_and_query, body);
  return answer;
}

Result<S3Target::Answer> S3Target::ask_once(Verb verb, const std::string& path_and_query, std::string_view body) {
  curl_easy_reset(curl_);
  Answer answer;
  const std::string url = place_.endpoint + path_and_query;
  const std::string signature = "aws:amz:" + place_.region + ":s3";
  const std::string who = place_.access_key + ":" + place_.secret_key;
  curl_easy_setopt(curl_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl_, CURLOPT_AWS_SIGV4, signature.c_str());
  curl_easy_setopt(curl_, CURLOPT_USERPWD, who.c_str());
  curl_easy_setopt(curl_, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl_, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
  curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &answer.body);
  // The body is sealed: that it is whole is seen when it is opened, so its digest need not be in the signature.
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(curl_slist_append(nullptr,
                                                                                              "x-amz-content-sha256: UNSIGNED-PAYLOAD"),
                                                                            curl_slist_free_all);
  curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers.get());
  if (verb == Verb::Delete) curl_easy_setopt(curl_, CURLOPT_CUSTOMREQUEST, "DELETE");
  if (verb == Verb::Put) {
    curl_easy_setopt(curl_, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl_, CURLOPT_READFUNCTION, give_bytes);
    curl_easy_setopt(curl_, CURLOPT_READDATA, &body);
    curl_easy_setopt(curl_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(body.size()));
  }
  const CURLcode code = curl_easy_perform(curl_);
  if (code != CURLE_OK)
    return error_of(ErrorCode::Unavailable,
                    said({"{} 无法连接：{}", "{} cannot be reached: {}"}, place_.endpoint, curl_easy_strerror(code)));
  curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

Error S3Target::refused(const std::string& what, const Answer& answer) const {
  const std::string message = first_element(answer.body, "Message");
  return {ErrorCode::Unavailable, where() + ": " + what + ": " + std::to_string(answer.status) + (message.empty() ? "" : " " + message)};
}

}  // namespace davy::store::backup
