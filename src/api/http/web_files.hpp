#pragma once
// WebFiles: the console's files, held in memory, and the answers that carry them.
//
// Read once, at the start: what a build left in the folder is served as it was then. A path without a file that a person may have typed gives index.html, whose
// program knows its own pages; anything under assets/ has its content's hash in its name and may be kept for ever.

#include "api/http/exchange.hpp"
#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace davy::api {

class WebFiles {
 public:
  struct File {
    std::string type;
    Message bytes;
    std::string etag;
  };

  WebFiles() = default;  // no console
  explicit WebFiles(std::map<std::string, File> files) : files_(std::move(files)) {}

  // `folder` must hold an index.html; at most 64 MB together.
  static Result<WebFiles> load(const std::string& folder);

  // To a GET of any path outside the interface.
  Reply reply(const Ask& ask) const;

 private:
  std::map<std::string, File> files_;  // by path, "assets/index-4f2a.js"
};

std::string_view media_type_of(std::string_view path);
WebFiles::File file_of(std::string_view path, std::string bytes);

}  // namespace davy::api
