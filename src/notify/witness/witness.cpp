#include "notify/witness/witness.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>

namespace davy::notify {
namespace {

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using CurlList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Error system_error(const std::string& what) { return failed(what + ": " + std::strerror(errno)); }

Result<void> append_to_file(const std::string& path, const std::string& lines) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return system_error(path);
  Result<void> done;
  std::size_t written = 0;
  while (written < lines.size() && done) {
    const ssize_t wrote = ::write(file, lines.data() + written, lines.size() - written);
    if (wrote > 0)
      written += static_cast<std::size_t>(wrote);
    else if (errno != EINTR)
      done = system_error(path);
  }
  if (done && ::fsync(file) != 0) done = system_error(path);
  ::close(file);
  return done;
}

// libcurl wants to be started once, before any thread uses it.
Result<Curl> new_curl(Duration within) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  Curl curl(kStarted == CURLE_OK ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (!curl) return failed("libcurl does not start");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(within.ms()));
  return curl;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

Result<void> perform(const Curl& curl, const std::string& target) {
  char why[CURL_ERROR_SIZE] = {};
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, static_cast<char*>(why));
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {};
  return failed(target + ": " + (why[0] != '\0' ? static_cast<const char*>(why) : curl_easy_strerror(code)));
}

Result<void> post(const std::string& url, const std::string& lines, Duration within) {
  Result<Curl> curl = new_curl(within);
  if (!curl) return curl.error();
  const CurlList headers(curl_slist_append(nullptr, "Content-Type: application/x-ndjson"), curl_slist_free_all);
  curl_easy_setopt(curl->get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl->get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl->get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(lines.size()));
  curl_easy_setopt(curl->get(), CURLOPT_POSTFIELDS, lines.c_str());
  curl_easy_setopt(curl->get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl->get(), CURLOPT_WRITEFUNCTION, drop);
  if (Result<void> done = perform(*curl, url); !done) return done;
  long status = 0;
  curl_easy_getinfo(curl->get(), CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299) return failed(url + ": found HTTP status " + std::to_string(status) + ", expected 2xx");
  return {};
}

struct Unsent {
  std::string text;
  std::size_t at = 0;
};

std::size_t give(char* room, std::size_t size, std::size_t count, void* of) {
  auto& unsent = *static_cast<Unsent*>(of);
  const std::size_t part = std::min(size * count, unsent.text.size() - unsent.at);
  std::memcpy(room, unsent.text.data() + unsent.at, part);
  unsent.at += part;
  return part;
}

// RFC 5322; a line is longer than 78 characters and shorter than 998.
std::string letter(const WitnessPlan& plan, const std::string& lines) {
  std::string to;
  for (const std::string& each : plan.to) to += (to.empty() ? "<" : ", <") + each + ">";
  std::string text =
      "From: <" + plan.from + ">\r\nTo: " + to +
      "\r\nSubject: Davy checkpoint\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
      "Keep this letter: with it a rewritten journal can be told from the true one (davy evidence verify --witness).\r\n\r\n";
  for (const char each : lines) text += each == '\n' ? std::string("\r\n") : std::string(1, each);
  return text;
}

std::string first_line(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

Result<void> mail(const WitnessPlan& plan, const std::string& lines, Duration within) {
  Result<Curl> curl = new_curl(within);
  if (!curl) return curl.error();
  curl_slist* list = nullptr;
  for (const std::string& each : plan.to) list = curl_slist_append(list, ("<" + each + ">").c_str());
  const CurlList receivers(list, curl_slist_free_all);
  Unsent unsent{letter(plan, lines)};
  const std::string password = plan.user.empty() ? std::string() : first_line(plan.password_file);
  curl_easy_setopt(curl->get(), CURLOPT_URL, plan.target.c_str());
  curl_easy_setopt(curl->get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl->get(), CURLOPT_USE_SSL, plan.user.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL);  // no password in the clear
  curl_easy_setopt(curl->get(), CURLOPT_MAIL_FROM, ("<" + plan.from + ">").c_str());
  curl_easy_setopt(curl->get(), CURLOPT_MAIL_RCPT, receivers.get());
  curl_easy_setopt(curl->get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl->get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl->get(), CURLOPT_READDATA, &unsent);
  if (!plan.user.empty()) {
    curl_easy_setopt(curl->get(), CURLOPT_USERNAME, plan.user.c_str());
    curl_easy_setopt(curl->get(), CURLOPT_PASSWORD, password.c_str());
  }
  return perform(*curl, plan.target);
}

}  // namespace

Result<void> hand_over(const WitnessPlan& plan, const std::string& lines, Duration within) {
  switch (plan.kind) {
    case WitnessKind::File: return append_to_file(plan.target, lines);
    case WitnessKind::Http: return post(plan.target, lines, within);
    case WitnessKind::Mail: return mail(plan, lines, within);
  }
  return {};
}

}  // namespace davy::notify
