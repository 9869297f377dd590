#include "api/session/broker_file.hpp"

#include "store/testing/temporary_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace davy::api {
namespace {

TEST(BrokerFile, OneUsersLineIsReplacedAndTheOthersStay) {
  const std::string text = "davyd:$7$a\nrtu-1:$7$b\nrtu-10:$7$c\n";
  EXPECT_EQ(with_user(text, "rtu-1", "$7$new"), "davyd:$7$a\nrtu-10:$7$c\nrtu-1:$7$new\n");
  EXPECT_EQ(with_user(text, "rtu-1", {}), "davyd:$7$a\nrtu-10:$7$c\n");
  EXPECT_EQ(with_user("", "rtu-1", "$7$new"), "rtu-1:$7$new\n");
  EXPECT_EQ(with_user("davyd:$7$a", "rtu-2", "$7$x"), "davyd:$7$a\nrtu-2:$7$x\n");
}

TEST(BrokerFile, AHashIsSaltedAndNotThePassword) {
  const std::string one = mosquitto_hash("secret of a device");
  EXPECT_EQ(one.substr(0, 7), "$7$101$");
  EXPECT_NE(one, mosquitto_hash("secret of a device"));
  EXPECT_EQ(one.find("secret"), std::string::npos);
}

const std::string kAcl =
    "user davyd\ntopic readwrite davy/#\n\nuser rtu-1\ntopic write davy/s/rtu-1/old\n\nuser rtu-10\ntopic read davy/s/rtu-10/command\n";

TEST(BrokerFile, OneUsersTopicsAreReplacedAndTheOthersStay) {
  EXPECT_EQ(with_section(kAcl, "rtu-1", {}), "user davyd\ntopic readwrite davy/#\n\nuser rtu-10\ntopic read davy/s/rtu-10/command\n");
  EXPECT_EQ(with_section(kAcl, "rtu-1", acl_section_of({"s", "rtu-1"})),
            "user davyd\ntopic readwrite davy/#\n\nuser rtu-10\ntopic read davy/s/rtu-10/command\n\n"
            "user rtu-1\ntopic write davy/s/rtu-1/samples\ntopic write davy/s/rtu-1/reply\ntopic write davy/s/rtu-1/status\n"
            "topic read davy/s/rtu-1/command\n");
  EXPECT_EQ(with_section(kAcl, "rtu-10", {}), "user davyd\ntopic readwrite davy/#\n\nuser rtu-1\ntopic write davy/s/rtu-1/old\n");
  EXPECT_EQ(with_section("", "rtu-1", "user rtu-1\n"), "user rtu-1\n");
  EXPECT_EQ(with_section("user rtu-1\ntopic read x\npattern read all/%u\n", "rtu-1", {}), "pattern read all/%u\n");
}

class BrokerFolder : public testing::Test {
 protected:
  BrokerFolder() {
    write(files.passwords, "davyd:$7$a\n");
    write(files.acl, "user davyd\ntopic readwrite davy/#\n");
  }
  static void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }
  static std::string read(const std::string& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  store::fixture::TemporaryFolder folder;
  BrokerFiles files{folder.path() + "/passwd", folder.path() + "/acl", folder.path() + "/changed", {}};
};

TEST_F(BrokerFolder, ADeviceIsLetInAndOutAndTheBrokerHearsOfItLast) {
  ASSERT_TRUE(change_broker_device(files, {"s", "rtu-1"}, "$7$new"));
  EXPECT_EQ(read(files.passwords), "davyd:$7$a\nrtu-1:$7$new\n");
  EXPECT_EQ(read(files.acl), "user davyd\ntopic readwrite davy/#\n\n" + acl_section_of({"s", "rtu-1"}));
  const std::string told = read(files.changed);
  EXPECT_FALSE(told.empty());

  ASSERT_TRUE(change_broker_device(files, {"s", "rtu-1"}, {}));
  EXPECT_EQ(read(files.passwords), "davyd:$7$a\n");
  EXPECT_EQ(read(files.acl), "user davyd\ntopic readwrite davy/#\n");
  EXPECT_NE(read(files.changed), told);
}

TEST_F(BrokerFolder, NothingIsChangedWhileAnotherHasTheFolder) {
  const int other = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  ASSERT_GE(other, 0);
  ASSERT_EQ(::flock(other, LOCK_EX | LOCK_NB), 0);
  const Result<void> refused = change_broker_device(files, {"s", "rtu-1"}, "$7$new");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
  EXPECT_EQ(read(files.passwords), "davyd:$7$a\n");
  ::close(other);
  EXPECT_TRUE(change_broker_device(files, {"s", "rtu-1"}, "$7$new"));
  EXPECT_TRUE(change_broker_device(files, {"s", "rtu-1"}, {})) << "it is let go of each time";
}

TEST_F(BrokerFolder, WhereItCannotBeToldItSaysSo) {
  files.passwords = folder.path() + "/none";
  EXPECT_FALSE(change_broker_device(files, {"s", "rtu-1"}, "$7$new"));
  EXPECT_EQ(read(files.changed), "") << "nobody was let in";
  files.passwords = folder.path() + "/passwd";
  files.pid = folder.path() + "/no-pid";
  EXPECT_FALSE(change_broker_device(files, {"s", "rtu-1"}, "$7$new"));
}

}  // namespace
}  // namespace davy::api
