#include "api/http/web_files.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

class Console : public testing::Test {
 protected:
  Reply get(std::string_view path, Headers headers = {}) const {
    Ask ask;
    ask.target = *parse_target(path);
    ask.headers = std::move(headers);
    return files.reply(ask);
  }
  static std::string header(const Reply& reply, std::string_view name) {
    for (const auto& [each, value] : reply.headers)
      if (each == name) return value;
    return {};
  }

  const WebFiles files{{{"index.html", file_of("index.html", "<html>")},
                        {"assets/index-4f2a.js", file_of("assets/index-4f2a.js", "run()")},
                        {"favicon.svg", file_of("favicon.svg", "<svg>")}}};
};

TEST_F(Console, AFileHasItsTypeAndItsBytes) {
  const Reply reply = get("/assets/index-4f2a.js");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.type, "text/javascript; charset=utf-8");
  EXPECT_EQ(*reply.shared_body, "run()");
  EXPECT_EQ(header(reply, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(Console, ThePagesAreIndexHtmlAndAskedForAgainEachTime) {
  for (const char* path : {"/", "/orders/21", "/setup", "/points/ch4-01", "/accounts/li.na"}) {
    const Reply reply = get(path);
    EXPECT_EQ(*reply.shared_body, "<html>") << path;
    EXPECT_EQ(header(reply, "Cache-Control"), "no-cache");
  }
}

TEST_F(Console, AMissingFileIsNotAPage) {
  for (const char* path : {"/assets/index-0000.js", "/assets/x", "/logo.png"}) EXPECT_EQ(get(path).status, 404) << path;
}

TEST_F(Console, WhatTheBrowserHasIsNotSentAgain) {
  const std::string etag = header(get("/favicon.svg"), "ETag");
  const Reply reply = get("/favicon.svg", {{"if-none-match", etag}});
  EXPECT_EQ(reply.status, 304);
  EXPECT_FALSE(reply.shared_body);
}

TEST_F(Console, WithoutFilesEverythingIsNotFound) {
  Ask ask;
  EXPECT_EQ(WebFiles().reply(ask).status, 404);
}

}  // namespace
}  // namespace davy::api
