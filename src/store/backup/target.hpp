#pragma once
// Target: where backups are kept: a folder, or a bucket that speaks S3. Objects have names like paths; what is put is durable when put() returns.
//
// What is put is sealed already: a target sees sizes and names only. One thread at a time. Errors: NotFound of get(); Unavailable when the target
// cannot be reached or refuses, with its own words.

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store::backup {

class Target {
 public:
  virtual ~Target() = default;
  virtual Result<void> put(const std::string& name, std::string_view bytes) = 0;
  virtual Result<std::string> get(const std::string& name) = 0;
  virtual Result<std::vector<std::string>> list(const std::string& prefix) = 0;  // whole names, in order
  virtual Result<void> remove(const std::string& name) = 0;                      // also of what is not there
  virtual std::string where() const = 0;                                         // for people
};

// A folder's path, or `s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION`: of Amazon without an endpoint. `credentials_file` is what the AWS tools read:
// lines `aws_access_key_id = …` and `aws_secret_access_key = …`.
Result<std::unique_ptr<Target>> open_target(const std::string& address, const std::string& credentials_file);

}  // namespace davy::store::backup
