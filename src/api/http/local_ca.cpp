#include "api/http/local_ca.hpp"

#include "base/said.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace davy::api {
namespace {

namespace fs = std::filesystem;

constexpr long kDaySeconds = 86'400;
constexpr long kAuthorityDays = 3'650;
constexpr long kServerDays = 397;  // browsers take no longer one (CA/Browser Forum Baseline Requirements §6.3.2)
constexpr long kRenewedBeforeDays = 30;

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* each) const { Free(each); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;

struct File {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, File>;

struct Pair {
  Key key;
  Certificate certificate;
};

Error cannot(const Said& what) { return failed(said({"本地证书机构无法{}", "the local certificate authority cannot {}"}, what)); }

// Readable by davyd alone from its first byte on.
OpenFile private_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  return OpenFile(file < 0 ? nullptr : ::fdopen(file, "w"));
}

Certificate read_certificate(const fs::path& path) {
  const OpenFile file(std::fopen(path.c_str(), "re"));
  return Certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

Key read_key(const fs::path& path) {
  const OpenFile file(std::fopen(path.c_str(), "re"));
  return Key(file ? PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool add_extension(X509* to, X509* issuer, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  const bool added = extension != nullptr && X509_add_ext(to, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

bool is_address(const std::string& name) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
  return text;
}

struct Subject {
  std::string name;
  long days = 0;
  std::vector<std::pair<int, std::string>> extensions;
};

// Signed by `authority`; null: by itself.
Result<Pair> make(const Subject& subject, const Pair* authority, Instant now) {
  Pair made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  if (!made.key || !made.certificate) return cannot(said({"生成密钥", "make a key"}));
  X509* certificate = made.certificate.get();
  std::array<unsigned char, 16> serial{};
  if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return cannot(said({"生成序列号", "find a serial number"}));
  serial[0] &= 0x7FU;  // RFC 5280 §4.1.2.2: positive
  std::unique_ptr<BIGNUM, Freed<BIGNUM, BN_free>> number(BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr));
  bool well = BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr && X509_set_version(certificate, 2) == 1;
  std::time_t from = now.unix_ms() / 1'000;
  well = well && X509_time_adj_ex(X509_getm_notBefore(certificate), 0, -3'600, &from) != nullptr &&
         X509_time_adj_ex(X509_getm_notAfter(certificate), static_cast<int>(subject.days), 0, &from) != nullptr;
  X509_NAME* name = X509_get_subject_name(certificate);
  well = well && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(subject.name.c_str()), -1, -1,
                                            0) == 1;
  X509* issuer = authority == nullptr ? certificate : authority->certificate.get();
  well = well && X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 && X509_set_pubkey(certificate, made.key.get()) == 1;
  for (const auto& [id, value] : subject.extensions) well = well && add_extension(certificate, issuer, id, value);
  EVP_PKEY* signer = authority == nullptr ? made.key.get() : authority->key.get();
  if (!well || X509_sign(certificate, signer, EVP_sha256()) == 0) return cannot(said({"签发证书", "sign a certificate"}));
  return made;
}

Result<void> keep(const Pair& pair, const X509* chain, const fs::path& certificate, const fs::path& key) {
  const OpenFile key_file = private_file(key);
  if (!key_file || PEM_write_PrivateKey(key_file.get(), pair.key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return cannot(said({"写入 {}", "write {}"}, key.string()));
  const OpenFile file = private_file(certificate);
  bool written = file && PEM_write_X509(file.get(), pair.certificate.get()) == 1;
  if (chain != nullptr) written = written && PEM_write_X509(file.get(), chain) == 1;
  if (!written || std::fflush(file.get()) != 0) return cannot(said({"写入 {}", "write {}"}, certificate.string()));
  return {};
}

bool names_all(X509* certificate, const std::vector<std::string>& names) {
  return std::ranges::all_of(names, [&](const std::string& name) {
    return is_address(name) ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
                            : X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1;
  });
}

// A key that another certificate was made for, as after a power cut between the two, serves nobody.
bool serves(const TlsFiles& files, X509* authority, const std::vector<std::string>& names, Instant now) {
  const Certificate found = read_certificate(files.certificate);
  const Key key = read_key(files.key);
  if (!found || !key || X509_check_private_key(found.get(), key.get()) != 1 || !names_all(found.get(), names)) return false;
  std::time_t until = now.unix_ms() / 1'000 + kRenewedBeforeDays * kDaySeconds;
  return X509_cmp_time(X509_get0_notAfter(found.get()), &until) > 0 && X509_verify(found.get(), X509_get0_pubkey(authority)) == 1;
}

Result<Pair> authority_in(const fs::path& folder, Instant now) {
  Pair known{read_key(folder / "ca.key"), read_certificate(folder / "ca.crt")};
  if (known.key && known.certificate) return known;
  auto made = make({"Davy local authority",
                    kAuthorityDays,
                    {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                     {NID_key_usage, "critical,keyCertSign,cRLSign"},
                     {NID_subject_key_identifier, "hash"}}},
                   nullptr, now);
  if (!made) return made;
  if (const auto kept = keep(*made, nullptr, folder / "ca.crt", folder / "ca.key"); !kept) return kept.error();
  return made;
}

Result<Pair> open_authority(const fs::path& folder, Instant now) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || ::chmod(folder.c_str(), S_IRWXU) != 0) return cannot(said({"建立目录 {}", "make the folder {}"}, folder.string()));
  return authority_in(folder, now);
}

struct CertificateWish {
  fs::path folder;
  const std::vector<std::string>& names;
  long days = 0;
};

Result<TlsFiles> certified(const Pair& authority, const CertificateWish& wanted, Instant now) {
  const fs::path& folder = wanted.folder;
  const TlsFiles files{(folder / "server.crt").string(), (folder / "server.key").string()};
  if (serves(files, authority.certificate.get(), wanted.names, now)) return files;
  const auto made = make({wanted.names.empty() ? "davy" : wanted.names.front(),
                          wanted.days,
                          {{NID_basic_constraints, "critical,CA:FALSE"},
                           {NID_key_usage, "critical,digitalSignature"},
                           {NID_ext_key_usage, "serverAuth"},
                           {NID_subject_alt_name, alternative_names(wanted.names)}}},
                         &authority, now);
  if (!made) return made.error();
  if (const auto kept = keep(*made, authority.certificate.get(), files.certificate, files.key); !kept) return kept.error();
  return files;
}

}  // namespace

Result<TlsFiles> local_ca(const std::string& folder, const std::vector<std::string>& names, Instant now) {
  const Result<Pair> authority = open_authority(folder, now);
  if (!authority) return authority.error();
  return certified(*authority, {folder, names, kServerDays}, now);
}

Result<TlsFiles> certificate_by(const std::string& authority_folder, const std::string& folder, const std::vector<std::string>& names,
                                Instant now) {
  const Result<Pair> authority = open_authority(authority_folder, now);
  if (!authority) return authority.error();
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return cannot(said({"建立目录 {}", "make the folder {}"}, folder));
  const OpenFile copy = private_file(fs::path(folder) / "ca.crt");
  if (!copy || PEM_write_X509(copy.get(), authority->certificate.get()) != 1 || std::fflush(copy.get()) != 0)
    return cannot(said({"在 {} 中写入 ca.crt", "write ca.crt in {}"}, folder));
  return certified(*authority, {folder, names, kAuthorityDays}, now);
}

}  // namespace davy::api
