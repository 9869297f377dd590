#pragma once
// Blobs: pictures, voice notes and the pieces of films, named by the SHA-256 of their bytes, in files of the data folder; sealed when the folder is.
//
// put() is durable when it returns. Thread-safe: a name is written by rename, and again only where its bytes were damaged.

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace davy::store {

// What a sealed picture is sealed as: one cannot be passed off as another.
std::string about_blob(const std::string& name);

class Blobs {
 public:
  explicit Blobs(const std::string& data_folder) : data_folder_(data_folder), folder_(data_folder + "/blobs") {}
  Result<std::string> put(std::string_view bytes);         // the name, hexadecimal
  Result<std::string> get(const std::string& name) const;  // checks the digest: Corrupt when it does not match
  bool has(const std::string& name) const;                 // whether it was kept; its bytes are not looked at
  std::vector<std::string> names() const;
  Result<void> seal_anew(const std::string& name) const;  // under the folder's key of now

 private:
  std::string data_folder_;
  std::string folder_;
};

}  // namespace davy::store
