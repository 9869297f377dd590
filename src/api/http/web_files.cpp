#include "api/http/web_files.hpp"

#include "base/bytes.hpp"

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

std::string path_of(const Ask& ask) {
  std::string path;
  for (const std::string& segment : ask.target.segments) path += (path.empty() ? "" : "/") + segment;
  return path.empty() ? std::string(kIndex) : path;
}

// A page of the console, not a file that ought to be there.
bool may_be_a_page(const std::string& path) { return media_type_of(path) == kUnknownType && path.rfind("assets/", 0) != 0; }

Reply not_found() {
  Reply reply;
  reply.status = 404;
  reply.type = "text/plain; charset=utf-8";
  reply.body = "404 不存在 · not found\n";
  return reply;
}

}  // namespace

Result<WebFiles> WebFiles::load(const std::string& folder) {
  std::map<std::string, File> files;
  std::uintmax_t bytes = 0;
  std::error_code error;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, error); !error && at != std::filesystem::end(at);
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    bytes += at->file_size(error);
    if (error || bytes > kBytesMax) return failed("the web folder " + folder + " holds more than 64 MB, or cannot be read");
    std::ifstream in(at->path(), std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof()) return failed("cannot read " + at->path().string());
    const std::string path = std::filesystem::relative(at->path(), folder).generic_string();
    files.emplace(path, file_of(path, std::move(content)));
  }
  if (error) return failed("cannot read the web folder " + folder + ": " + error.message());
  if (!files.contains(std::string(kIndex))) return davy::not_found("the web folder " + folder + " has no index.html");
  return WebFiles(std::move(files));
}

Reply WebFiles::reply(const Ask& ask) const {
  const std::string path = path_of(ask);
  auto found = files_.find(path);
  if (found == files_.end() && may_be_a_page(path)) found = files_.find(std::string(kIndex));
  if (found == files_.end()) return not_found();
  const File& file = found->second;
  Reply reply;
  reply.headers = {{"ETag", file.etag},
                   {"Cache-Control", path.rfind("assets/", 0) == 0 ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (ask.header("if-none-match") == file.etag) {
    reply.status = 304;
    return reply;
  }
  reply.type = file.type;
  reply.shared_body = file.bytes;
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
  const std::string etag = "\"" + to_hex(sha256(bytes)).substr(0, 32) + "\"";
  return {std::string(media_type_of(path)), std::make_shared<const std::string>(std::move(bytes)), etag};
}

}  // namespace davy::api
