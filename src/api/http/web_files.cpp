#include "api/http/web_files.hpp"

#include "api/http/weighted.hpp"
#include "base/bytes.hpp"
#include "base/said.hpp"
#include "evidence/content.hpp"
#include "evidence/signing.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace davy::api {
namespace {

constexpr std::uintmax_t kBytesMax = 64UL * 1024 * 1024;
constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kUnknownType = "application/octet-stream";

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".mp3", "audio/mpeg"},
    {".txt", "text/plain; charset=utf-8"},
};

// How compressed files end, and what RFC 9110 §8.4.1 and RFC 7932 call that.
constexpr std::pair<std::string_view, std::string_view> kCodings[] = {{".gz", "gzip"}, {".br", "br"}};

std::string_view coding_of(std::string_view path) {
  for (const auto& [ending, coding] : kCodings)
    if (path.ends_with(ending)) return coding;
  return {};
}

std::string tag_of(std::string_view bytes) { return "\"" + to_hex(sha256(bytes)).substr(0, 32) + "\""; }

// Those that are another form of a file here become that; without their file they are nothing.
void join_forms(std::map<std::string, WebFiles::File>& files) {
  for (auto at = files.begin(); at != files.end();) {
    const std::string_view coding = coding_of(at->first);
    if (coding.empty()) {
      ++at;
      continue;
    }
    const auto whole = files.find(at->first.substr(0, at->first.rfind('.')));
    if (whole != files.end()) add_form(whole->second, std::string(coding), *at->second.bytes);
    at = files.erase(at);
  }
}

bool is_coding(std::string_view asked, std::string_view coding) {
  if (asked.size() > 2 && (asked.starts_with("x-") || asked.starts_with("X-")))
    asked.remove_prefix(2);  // RFC 9110 §8.4.1.3: x-gzip is gzip
  return std::ranges::equal(asked, coding, [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

// None: neither it nor "*" is named.
std::optional<double> weight_of_coding(const std::vector<Weighted>& asked, std::string_view coding) {
  std::optional<double> any;
  for (const auto& [name, weight] : asked) {
    if (is_coding(name, coding)) return weight;
    if (name == "*") any = weight;
  }
  return any;
}

std::string path_of(const Ask& ask) {
  std::string path;
  for (const std::string& segment : ask.target.segments) path += (path.empty() ? "" : "/") + segment;
  return path.empty() ? std::string(kIndex) : path;
}

// A page of the console, not a file that ought to be there.
bool may_be_a_page(const std::string& path) {
  return media_type_of(path) == kUnknownType && path.rfind("assets/", 0) != 0 && coding_of(path).empty();
}

Reply not_found() {
  Reply reply;
  reply.status = 404;
  reply.type = "text/plain; charset=utf-8";
  reply.body = "404 不存在 · not found\n";
  return reply;
}

// 'sha256-…' of what stands between the tags (CSP Level 3 §2.3.1).
std::string source_of(std::string_view page, std::string_view opening, std::string_view closing) {
  const std::size_t begin = page.find(opening);
  const std::size_t end = page.find(closing);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "'none'";
  const std::size_t from = begin + opening.size();
  const Digest digest = sha256(page.substr(from, end - from));
  return "'sha256-" + evidence::base64_of(evidence::bytes_of(digest)) + "'";
}

std::string policy_of_page(std::string_view page) {
  return "default-src 'none'; script-src " + source_of(page, "<script>", "</script>") + "; style-src " +
         source_of(page, "<style>", "</style>") + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace

WebFiles::WebFiles(std::map<std::string, File> files) : files_(std::move(files)) { join_forms(files_); }

Result<WebFiles> WebFiles::load(const std::string& folder) {
  std::map<std::string, File> files;
  std::uintmax_t bytes = 0;
  std::error_code error;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, error); !error && at != std::filesystem::end(at);
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    bytes += at->file_size(error);
    if (error || bytes > kBytesMax)
      return failed(said({"控制台目录 {} 超过 64 MB，或无法读取", "the web folder {} holds more than 64 MB, or cannot be read"}, folder));
    std::ifstream in(at->path(), std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof()) return failed(said({"无法读取 {}", "cannot read {}"}, at->path().string()));
    const std::string path = std::filesystem::relative(at->path(), folder).generic_string();
    files.emplace(path, file_of(path, std::move(content)));
  }
  if (error) return failed(said({"无法读取控制台目录 {}：{}", "cannot read the web folder {}: {}"}, folder, error.message()));
  if (!files.contains(std::string(kIndex)))
    return davy::not_found(said({"控制台目录 {} 中没有 index.html", "the web folder {} has no index.html"}, folder));
  return WebFiles(std::move(files));
}

Reply WebFiles::reply(const Ask& ask) const {
  const std::string path = path_of(ask);
  auto found = files_.find(path);
  if (found == files_.end() && may_be_a_page(path)) found = files_.find(std::string(kIndex));
  if (found == files_.end()) return not_found();
  return reply_with(found->second, ask, path.rfind("assets/", 0) == 0 ? "public, max-age=31536000, immutable" : "no-cache");
}

Reply reply_with(const WebFiles::File& file, const Ask& ask, std::string cache_control) {
  const WebFiles::Form* form = form_for(file, ask.header("accept-encoding"));
  const std::string& etag = form == nullptr ? file.etag : form->etag;
  Reply reply;
  reply.headers = {{"ETag", etag}, {"Cache-Control", std::move(cache_control)}};
  if (!file.policy.empty()) reply.headers.emplace_back("Content-Security-Policy", file.policy);
  if (!file.compressed.empty()) reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (names_tag(ask.header("if-none-match"), etag)) {
    reply.status = 304;
    return reply;
  }
  if (form != nullptr) reply.headers.emplace_back("Content-Encoding", form->coding);
  reply.type = file.type;
  reply.shared_body = form == nullptr ? file.bytes : form->bytes;
  return reply;
}

std::string_view media_type_of(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot != std::string_view::npos)
    for (const auto& [ending, type] : kTypes)
      if (path.substr(dot) == ending) return type;
  return kUnknownType;
}

WebFiles::File file_of(std::string_view path, std::string bytes) {
  std::string etag = tag_of(bytes);
  std::string policy = path.starts_with("evidence/") ? policy_of_page(bytes) : std::string();
  return {std::string(media_type_of(path)), std::make_shared<const std::string>(std::move(bytes)), std::move(etag), {}, std::move(policy)};
}

void add_form(WebFiles::File& file, std::string coding, std::string bytes) {
  std::string etag = tag_of(bytes);
  file.compressed.push_back({std::move(coding), std::make_shared<const std::string>(std::move(bytes)), std::move(etag)});
  std::ranges::sort(file.compressed, {}, [](const WebFiles::Form& form) { return form.bytes->size(); });
}

const WebFiles::Form* form_for(const WebFiles::File& file, std::string_view accept_encoding) {
  const std::vector<Weighted> asked = weighted(accept_encoding);
  const WebFiles::Form* best = nullptr;
  double most = 0;
  for (const WebFiles::Form& form : file.compressed)
    if (const double weight = weight_of_coding(asked, form.coding).value_or(0); weight > most) {
      best = &form;
      most = weight;
    }
  // Named without preference, as it is by default, the file as it is only suits when nothing else does.
  const auto identity = std::ranges::find_if(asked, [](const Weighted& each) { return is_coding(each.name, "identity"); });
  return identity != asked.end() && identity->weight > most ? nullptr : best;
}

bool names_tag(std::string_view if_none_match, std::string_view etag) {
  return std::ranges::any_of(list_items(if_none_match), [&](std::string_view named) {
    return named == "*" || (named.starts_with("W/") ? named.substr(2) : named) == etag;
  });
}

}  // namespace davy::api
