#include "store/backup/target.hpp"

#include "base/said.hpp"
#include "base/text.hpp"
#include "store/backup/folder_target.hpp"
#include "store/backup/s3_target.hpp"

#include <fstream>
#include <optional>

namespace davy::store::backup {
namespace {

constexpr std::string_view kScheme = "s3://";

Result<void> read_credentials(const std::string& path, S3Place& place) {
  std::ifstream file(path);
  if (!file) return not_found(said({"凭据文件 {} 不存在", "the credentials file {} is not there"}, path));
  for (std::string line; std::getline(file, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string_view name = trimmed(std::string_view(line).substr(0, equals));
    const std::string_view value = trimmed(std::string_view(line).substr(equals + 1));
    if (name == "aws_access_key_id") place.access_key = value;
    if (name == "aws_secret_access_key") place.secret_key = value;
  }
  if (place.access_key.empty() || place.secret_key.empty())
    return invalid(said({"{}：应有 aws_access_key_id = … 和 aws_secret_access_key = … 两行",
                         "{}: expected lines aws_access_key_id = … and aws_secret_access_key = …"},
                        path));
  return {};
}

// BUCKET/PREFIX?endpoint=…&region=…
Result<S3Place> place_of(std::string_view rest) {
  S3Place place;
  const std::size_t question = rest.find('?');
  std::string_view options = question == std::string_view::npos ? std::string_view() : rest.substr(question + 1);
  std::string_view path = rest.substr(0, question);
  place.bucket = path.substr(0, path.find('/'));
  if (path.size() > place.bucket.size()) place.prefix = path.substr(place.bucket.size() + 1);
  if (!place.prefix.empty() && place.prefix.back() != '/') place.prefix += '/';
  while (!options.empty()) {
    const std::string_view option = options.substr(0, options.find('&'));
    options.remove_prefix(std::min(options.size(), option.size() + 1));
    if (option.starts_with("endpoint="))
      place.endpoint = option.substr(9);
    else if (option.starts_with("region="))
      place.region = option.substr(7);
    else
      return invalid(
          said({"备份地址中有 '{}'；应为 endpoint=… 或 region=…", "found '{}' in the address of a backup, expected endpoint=… or region=…"},
               option));
  }
  if (place.bucket.empty()) return invalid(said({"没有存储桶；应为 s3://BUCKET/PREFIX", "found no bucket, expected s3://BUCKET/PREFIX"}));
  if (place.region.empty()) place.region = "us-east-1";
  if (place.endpoint.empty()) place.endpoint = "https://s3." + place.region + ".amazonaws.com";
  return place;
}

}  // namespace

Result<std::unique_ptr<Target>> open_target(const std::string& address, const std::string& credentials_file) {
  if (!address.starts_with(kScheme)) return std::unique_ptr<Target>(std::make_unique<FolderTarget>(address));
  Result<S3Place> place = place_of(std::string_view(address).substr(kScheme.size()));
  if (!place) return place.error();
  if (credentials_file.empty())
    return invalid(said({"存储桶需要其访问密钥文件：--s3-credentials", "a bucket needs the file with its access key: --s3-credentials"}));
  if (Result<void> read = read_credentials(credentials_file, *place); !read) return read.error();
  return std::unique_ptr<Target>(std::make_unique<S3Target>(std::move(*place)));
}

}  // namespace davy::store::backup
