#include "api/http/local_ca.hpp"

#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

namespace davy::api {
namespace {

struct CertificateEnd {
  void operator()(X509* each) const { X509_free(each); }
};
using ReadCertificate = std::unique_ptr<X509, CertificateEnd>;

ReadCertificate certificate_in(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return nullptr;
  ReadCertificate read(PEM_read_X509(file, nullptr, nullptr, nullptr));
  std::fclose(file);
  return read;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class LocalCa : public testing::Test {
 protected:
  const Instant now = Instant::from_unix_ms(1'800'000'000'000);
  store::fixture::TemporaryFolder folder;
  const std::string authority = folder.path() + "/ca";
  const std::string broker = folder.path() + "/broker";
};

TEST_F(LocalCa, OneAuthorityServesTheConsoleAndTheBroker) {
  ASSERT_TRUE(local_ca(authority, {"davy.example"}, now));
  const std::string root = text_of(authority + "/ca.crt");
  const auto files = certificate_by(authority, broker, {"localhost", "10.1.2.3"}, now);
  ASSERT_TRUE(files);
  EXPECT_EQ(text_of(authority + "/ca.crt"), root) << "the phones that have it need no other";
  EXPECT_EQ(text_of(broker + "/ca.crt"), root);
  const auto ca = certificate_in(broker + "/ca.crt");
  const auto served = certificate_in(files->certificate);
  ASSERT_TRUE(ca && served);
  EXPECT_EQ(X509_verify(served.get(), X509_get0_pubkey(ca.get())), 1);
  EXPECT_EQ(X509_check_host(served.get(), "localhost", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(served.get(), "10.1.2.3", 0), 1);
  EXPECT_EQ(X509_check_host(served.get(), "davy.example", 0, 0, nullptr), 0);
}

TEST_F(LocalCa, ABrokersCertificateIsMadeOnceAndAgainForANewName) {
  const auto files = certificate_by(authority, broker, {"localhost"}, now);
  ASSERT_TRUE(files);
  const std::string first = text_of(files->certificate);
  ASSERT_TRUE(certificate_by(authority, broker, {"localhost"}, now + 24_h * 365));
  EXPECT_EQ(text_of(files->certificate), first);
  ASSERT_TRUE(certificate_by(authority, broker, {"localhost", "broker.plant"}, now));
  const std::string second = text_of(files->certificate);
  EXPECT_NE(second, first);
  ASSERT_TRUE(certificate_by(authority, broker, {"localhost", "broker.plant"}, now + 24_h * 3'640));
  EXPECT_NE(text_of(files->certificate), second) << "in its last month";
}

TEST_F(LocalCa, ACertificateWithAnotherKeyIsMadeAgain) {
  const auto files = certificate_by(authority, broker, {"localhost"}, now);
  const auto other = certificate_by(authority, folder.path() + "/other", {"localhost"}, now);
  ASSERT_TRUE(files && other);
  const std::string first = text_of(files->certificate);
  std::ofstream(files->key, std::ios::binary) << text_of(other->key);  // the power went between the key and its certificate
  ASSERT_TRUE(certificate_by(authority, broker, {"localhost"}, now));
  EXPECT_NE(text_of(files->certificate), first);
  std::FILE* key_file = std::fopen(files->key.c_str(), "re");
  ASSERT_NE(key_file, nullptr);
  EVP_PKEY* key = PEM_read_PrivateKey(key_file, nullptr, nullptr, nullptr);
  std::fclose(key_file);
  EXPECT_EQ(X509_check_private_key(certificate_in(files->certificate).get(), key), 1);
  EVP_PKEY_free(key);
}

}  // namespace
}  // namespace davy::api
