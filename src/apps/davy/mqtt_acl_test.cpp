#include "apps/davy/mqtt_acl.hpp"

#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::apps {
namespace {

site::Site small() { return site::load_site(site::small_site()).site.value(); }

TEST(MqttAcl, ADeviceMayOnlyUseItsOwnTopics) {
  EXPECT_EQ(acl_of(small()),
            "user davyd\n"
            "topic readwrite davy/#\n"
            "\n"
            "user rtu-01\n"
            "topic write davy/small/rtu-01/samples\n"
            "topic write davy/small/rtu-01/reply\n"
            "topic write davy/small/rtu-01/status\n"
            "topic read davy/small/rtu-01/command\n");
}

TEST(MqttAcl, EveryUserHasAPasswordOfItsOwn) {
  const Passwords passwords = passwords_for(small(), {});
  ASSERT_EQ(passwords.size(), 2U);
  EXPECT_EQ(passwords.at("davyd").size(), 48U);
  EXPECT_NE(passwords.at("davyd"), passwords.at("rtu-01"));
  EXPECT_NE(passwords_for(small(), {}).at("rtu-01"), passwords.at("rtu-01")) << "another installation has other passwords";
}

TEST(MqttAcl, AnInstalledDeviceKeepsItsPasswordAndALostOneLosesIt) {
  const Passwords passwords = passwords_for(small(), {{"rtu-01", "old"}, {"rtu-99", "gone"}});
  EXPECT_EQ(passwords.at("rtu-01"), "old");
  EXPECT_FALSE(passwords.contains("rtu-99"));
}

TEST(MqttAcl, PasswordsAreReadAsTheyAreWritten) {
  const Passwords passwords{{"davyd", "a:b"}, {"rtu-01", "c"}};
  EXPECT_EQ(parse_passwords(to_text(passwords)).value(), passwords);
}

TEST(MqttAcl, ALineThatIsNoPasswordIsNamed) {
  for (const char* text : {"davyd:x\nrtu-01\n", "davyd:x\n:y\n", "davyd:x\nrtu-01:\n"})
    EXPECT_EQ(parse_passwords(text).error().message, "line 2 is not user:password") << text;
}

}  // namespace
}  // namespace davy::apps
