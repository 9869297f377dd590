#pragma once
// S3Target: backups as objects of a bucket, by HTTP with Amazon's signature of version 4 (libcurl). Path-style addresses, which every S3 server takes.
//
// A call that cannot be answered within the time limit, or is answered by a 5xx, is tried three times in all.

#include "store/backup/target.hpp"

namespace davy::store::backup {

struct S3Place {
  std::string endpoint;  // https://host:port
  std::string region;
  std::string bucket;
  std::string prefix;  // empty, or ends with /
  std::string access_key;
  std::string secret_key;
};

class S3Target final : public Target {
 public:
  explicit S3Target(S3Place place);
  ~S3Target() override;
  Result<void> put(const std::string& name, std::string_view bytes) override;
  Result<std::string> get(const std::string& name) override;
  Result<std::vector<std::string>> list(const std::string& prefix) override;
  Result<void> remove(const std::string& name) override;
  std::string where() const override;

 private:
  struct Answer {
    long status = 0;
    std::string body;
  };
  enum class Verb { Get, Put, Delete };
  Result<Answer> ask(Verb verb, const std::string& path_and_query, std::string_view body);
  Result<Answer> ask_once(Verb verb, const std::string& path_and_query, std::string_view body);
  std::string object(const std::string& name) const;
  Error refused(const std::string& what, const Answer& answer) const;

  S3Place place_;
  void* curl_;  // CURL; its connection is kept
};

}  // namespace davy::store::backup
