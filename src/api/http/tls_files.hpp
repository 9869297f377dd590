#pragma once
// The files that TLS is spoken with.

#include <string>

namespace davy::api {

struct TlsFiles {
  std::string certificate;  // PEM: the server's own, then those between it and the root
  std::string key;          // PEM, without a passphrase; readable by davyd alone
};

}  // namespace davy::api
