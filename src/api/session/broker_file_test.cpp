#include "api/session/broker_file.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace davy::api
