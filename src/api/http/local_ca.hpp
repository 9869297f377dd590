#pragma once
// A certificate authority of the site's own, for where nobody else gives certificates: made once, in a folder that davyd alone reads.
//
// The folder holds ca.crt (to be installed in browsers and devices), ca.key, server.crt and server.key. The server's certificate is made anew when it has less than
// 30 days left or does not name this server; the authority stays for ten years. Keys are ECDSA on P-256, files 0600.

#include "api/http/tls_files.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <vector>

namespace davy::api {

// `names`: DNS names and IP addresses under which people reach the server.
Result<TlsFiles> local_ca(const std::string& folder, const std::vector<std::string>& names, Instant now);

// For another server of the plant, as the MQTT broker: server.crt and server.key of the same authority in a folder of its own, with a copy of ca.crt. Lasts ten years,
// for nobody renews it by themself; made anew as the other is.
Result<TlsFiles> certificate_by(const std::string& authority_folder, const std::string& folder, const std::vector<std::string>& names,
                                Instant now);

}  // namespace davy::api
