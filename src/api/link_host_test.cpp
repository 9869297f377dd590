#include "api/link_host.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

TEST(LinkHost, IsTheAddressThatIsListenedOn) {
  EXPECT_EQ(link_host("127.0.0.1", {"davy.plant.example"}, "box"), "127.0.0.1");
  EXPECT_EQ(link_host("::1", {}, "box"), "[::1]");
}

TEST(LinkHost, IsANameWhereThatIsEveryAddress) {
  for (const char* every : {"0.0.0.0", "::", "[::]"}) {
    EXPECT_EQ(link_host(every, {"davy.plant.example", "other"}, "box"), "davy.plant.example") << "the certificate is for it";
    EXPECT_EQ(link_host(every, {"fd00::5"}, "box"), "[fd00::5]");
    EXPECT_EQ(link_host(every, {}, "box"), "box");
    EXPECT_EQ(link_host(every, {}, ""), "localhost");
  }
}

}  // namespace
}  // namespace davy::api
