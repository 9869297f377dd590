#pragma once
// WebFiles: the console's files, held in memory, and the answers that carry them.
//
// Read once, at the start: what a build left in the folder is served as it was then. A path without a file that a person may have typed gives index.html, whose
// program knows its own pages; anything under assets/ has its content's hash in its name and may be kept for ever.
//
// A page under evidence/ stands alone, also on a disk far from here: its script and style are inside it, and its policy allows these very bytes and no network.
//
// Beside a file the build leaves it compressed, as NAME.gz and NAME.br: another form of the same file, sent to whom it suits, and no path of its own.

#include "api/http/exchange.hpp"
#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

class WebFiles {
 public:
  struct Form {
    std::string coding;  // "gzip", "br"
    Message bytes;
    std::string etag;
  };
  struct File {
    std::string type;
    Message bytes;
    std::string etag;
    std::vector<Form> compressed = {};  // the smallest first
    std::string policy = {};            // Content-Security-Policy of a page that holds its own script; empty: that of every answer
  };

  WebFiles() = default;                                  // no console
  explicit WebFiles(std::map<std::string, File> files);  // by path

  // `folder` must hold an index.html; at most 64 MB together.
  static Result<WebFiles> load(const std::string& folder);

  // To a GET of any path outside the interface.
  Reply reply(const Ask& ask) const;

 private:
  std::map<std::string, File> files_;  // by path, "assets/index-4f2a.js"
};

std::string_view media_type_of(std::string_view path);
WebFiles::File file_of(std::string_view path, std::string bytes);
void add_form(WebFiles::File& file, std::string coding, std::string bytes);

// The form of a file that suits an Accept-Encoding best (RFC 9110 §12.5.3), the smallest of those that suit as well; null: the file as it is.
const WebFiles::Form* form_for(const WebFiles::File& file, std::string_view accept_encoding);

// The file in the form that suits who asks, or that it has not changed (RFC 9110 §13.1.2).
Reply reply_with(const WebFiles::File& file, const Ask& ask, std::string cache_control);

// Whether an If-None-Match names this tag (RFC 9110 §13.1.2).
bool names_tag(std::string_view if_none_match, std::string_view etag);

}  // namespace davy::api
