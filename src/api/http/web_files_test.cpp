#include "api/http/web_files.hpp"

#include <gtest/gtest.h>

#include <set>

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

// "alert(1)" and "a{}": openssl dgst -sha256 -binary | base64.
TEST_F(Console, APageThatStandsAloneMayRunItsOwnScriptAndNothingElse) {
  const WebFiles alone{{{"index.html", file_of("index.html", "<html>")},
                        {"evidence/verify.html", file_of("evidence/verify.html", "<style>a{}</style><script>alert(1)</script>")}}};
  Ask ask;
  ask.target = *parse_target("/evidence/verify.html");
  EXPECT_EQ(header(alone.reply(ask), "Content-Security-Policy"),
            "default-src 'none'; script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src "
            "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; "
            "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  EXPECT_EQ(header(get("/"), "Content-Security-Policy"), "") << "that of every answer";
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

TEST_F(Console, OneOfSeveralTagsOrAWeakOneIsEnough) {
  const std::string etag = header(get("/favicon.svg"), "ETag");
  for (const std::string& tags : {"\"other\", " + etag, "W/" + etag, std::string("*")})
    EXPECT_EQ(get("/favicon.svg", {{"if-none-match", tags}}).status, 304) << tags;
  for (const char* tags : {"\"other\"", ""}) EXPECT_EQ(get("/favicon.svg", {{"if-none-match", tags}}).status, 200) << tags;
}

TEST_F(Console, WithoutFilesEverythingIsNotFound) {
  Ask ask;
  EXPECT_EQ(WebFiles().reply(ask).status, 404);
}

// A console whose build left compressed forms beside two of its files.
class CompressedConsole : public Console {
 protected:
  Reply ask_for(std::string_view path, std::string_view accepts, Headers more = {}) const {
    Ask ask;
    ask.target = *parse_target(path);
    ask.headers = std::move(more);
    ask.headers.emplace_back("accept-encoding", accepts);
    return compressed.reply(ask);
  }

  const WebFiles compressed{{{"index.html", file_of("index.html", "<html> as it is")},
                             {"index.html.gz", file_of("index.html.gz", "<html> gz")},
                             {"assets/a-1.js", file_of("assets/a-1.js", "run() as it is")},
                             {"assets/a-1.js.gz", file_of("assets/a-1.js.gz", "run gz")},
                             {"assets/a-1.js.br", file_of("assets/a-1.js.br", "br")},
                             {"assets/gone.js.gz", file_of("assets/gone.js.gz", "its file is not here")},
                             {"lamp.png", file_of("lamp.png", "png")}}};
};

TEST_F(CompressedConsole, TheSmallestFormThatSuitsIsSent) {
  struct Case {
    const char* accepts;
    const char* coding;
  };
  for (const auto& [accepts, coding] : {Case{"gzip, deflate, br, zstd", "br"},
                                        {"gzip", "gzip"},
                                        {"GZIP", "gzip"},
                                        {"x-gzip", "gzip"},
                                        {"gzip;q=1.0, br;q=0.5", "gzip"},
                                        {"gzip;q=0, br", "br"},
                                        {"gzip, br;q=0", "gzip"},
                                        {"*", "br"},
                                        {"*;q=0.5, br;q=0", "gzip"},
                                        {"gzip;q=0.5, identity;q=0.5", "gzip"},
                                        {"identity;q=0, gzip;q=0.1", "gzip"}}) {
    const Reply reply = ask_for("/assets/a-1.js", accepts);
    EXPECT_EQ(header(reply, "Content-Encoding"), coding) << accepts;
    EXPECT_EQ(*reply.shared_body, coding == std::string("br") ? "br" : "run gz") << accepts;
    EXPECT_EQ(reply.type, "text/javascript; charset=utf-8");
    EXPECT_EQ(header(reply, "Vary"), "Accept-Encoding");
  }
}

TEST_F(CompressedConsole, WhoAsksForNoneOrRefusesThemGetsTheFileAsItIs) {
  for (const char* accepts : {"", "identity", "gzip;q=0", "gzip;q=0, br;q=0", "*;q=0", "deflate", "gzip;q=0.5, identity", "gzip;q=x"}) {
    const Reply reply = ask_for("/assets/a-1.js", accepts);
    EXPECT_EQ(header(reply, "Content-Encoding"), "") << accepts;
    EXPECT_EQ(*reply.shared_body, "run() as it is") << accepts;
    EXPECT_EQ(header(reply, "Vary"), "Accept-Encoding") << accepts;
  }
}

TEST_F(CompressedConsole, APageHasItsFormsToo) {
  EXPECT_EQ(*ask_for("/orders/21", "gzip, br").shared_body, "<html> gz");
  EXPECT_EQ(ask_for("/orders/21", "gzip, br").type, "text/html; charset=utf-8");
}

TEST_F(CompressedConsole, EachFormHasATagOfItsOwn) {
  const std::string plain = header(ask_for("/assets/a-1.js", ""), "ETag");
  const std::string gzip = header(ask_for("/assets/a-1.js", "gzip"), "ETag");
  const std::string br = header(ask_for("/assets/a-1.js", "br"), "ETag");
  EXPECT_EQ((std::set<std::string>{plain, gzip, br}).size(), 3U);
  const Reply known = ask_for("/assets/a-1.js", "gzip", {{"if-none-match", gzip}});
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(header(known, "Vary"), "Accept-Encoding");
  EXPECT_EQ(ask_for("/assets/a-1.js", "gzip", {{"if-none-match", plain}}).status, 200);
}

TEST_F(CompressedConsole, AFormIsNoPathOfItsOwn) {
  for (const char* path : {"/assets/a-1.js.gz", "/assets/a-1.js.br", "/index.html.gz", "/assets/gone.js.gz", "/assets/gone.js"})
    EXPECT_EQ(ask_for(path, "gzip").status, 404) << path;
}

TEST_F(CompressedConsole, WhatIsNotCompressedDoesNotVary) {
  const Reply reply = ask_for("/lamp.png", "gzip, br");
  EXPECT_EQ(*reply.shared_body, "png");
  EXPECT_EQ(header(reply, "Vary"), "");
}

}  // namespace
}  // namespace davy::api
