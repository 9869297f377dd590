// davy reload: a running davyd starts anew under the files of its site as they are now, unless they have errors; what becomes of them is printed.
#include "apps/davy/say.hpp"
#include "apps/davy/sign_in_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "core/consent/rule_book.hpp"
#include "site/safety_rules.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

namespace davy::apps {
namespace {

using nlohmann::json;

constexpr auto kLookForStartEvery = std::chrono::milliseconds(200);
constexpr int kLooksForStart = 1'500;  // five minutes, which a start of a large site may take

std::string text_or_nothing(const json& value) { return value.is_null() ? std::string() : value.get<std::string>(); }

// A part that a later davyd has is called as it calls it.
Said change_told(const json& change) {
  const std::string part = change.at("part").get<std::string>();
  const std::string name = change.at("name").get<std::string>();
  const auto known = value_named<site::RulePart>(part);
  if (!known) return as_written(part + " " + name);
  return said_of(site::RuleChange{*known, name, text_or_nothing(change.at("field")), text_or_nothing(change.at("from")),
                                  text_or_nothing(change.at("to"))});
}

// How the safety rules stand now; a word that a later davyd has stands for itself.
Said standing_words(const std::string& standing) {
  switch (value_named<core::RulesStanding>(standing).value_or(core::RulesStanding::Untold)) {
    case core::RulesStanding::Accepted: return said({"已接受", "accepted"});
    case core::RulesStanding::Held: return said({"文件中的更改等待两人同意", "held: changes in the files wait for two people"});
    case core::RulesStanding::Agreed: return said({"已同意的更改下次启动时生效", "agreed: in force from the next start on"});
    case core::RulesStanding::Unagreed: return said({"无人同意", "unagreed: nobody agreed to them"});
    case core::RulesStanding::Untold: break;
  }
  return as_written(standing);
}

void print_folder(const json& folder) {
  const char* const language = language_of_process() == Language::Zh ? "zh" : "en";
  for (const json& finding : folder.at("findings")) fmt::print("{}\n", finding.at("text").at(language).get<std::string>());
  for (const json& change : folder.at("changes")) tell(change_told(change));
  if (const auto more = folder.at("more").get<std::uint64_t>(); more > 0) tell(said({"还有 {} 项", "and {} more"}, std::to_string(more)));
}

// The number of the record of its latest start.
Result<std::uint64_t> latest_start(ConsoleSession& session) {
  const Result<json> page = session.get("/journal?kind=system.started&limit=1");
  if (!page) return page.error();
  const json& items = page->at("items");
  return items.empty() ? std::uint64_t{0} : items.front().at("seq").get<std::uint64_t>();
}

int wait_for_start(ConsoleSession& session, std::uint64_t before) {
  for (int look = 0; look < kLooksForStart; ++look) {
    std::this_thread::sleep_for(kLookForStartEvery);
    const Result<std::uint64_t> start = latest_start(session);  // nobody answers while it starts
    if (!start || *start == before) continue;
    const Result<json> rules = session.get("/site/rules");
    if (!rules) continue;
    tell(said({"已重新启动：生效的是 {}，{}", "started anew: in force {}, {}"}, rules->at("in_force").get<std::string>(),
              standing_words(rules->at("standing").get<std::string>())));
    return 0;
  }
  warn(said({"davyd 五分钟内没有回来：原因见其日志", "davyd has not come back in five minutes: its log says why"}));
  return 2;
}

int reload(const SignInWish& wish) {
  const auto session = sign_in(wish);
  if (!session) return say(session.error());
  const Result<json> folder = (*session)->get("/site/folder");
  if (!folder) return say(folder.error());
  print_folder(*folder);
  const std::string brings = folder->at("brings").get<std::string>();
  if (brings == "errors") {
    warn(said({"文件有错误：什么都没有做，davyd 照旧运行", "the files have errors: nothing was done, davyd goes on as it is"}));
    return 1;
  }
  if (brings == "nothing") {
    tell(said({"没有变化", "nothing would change"}));
    return 0;
  }
  const Result<std::uint64_t> before = latest_start(**session);
  if (!before) return say(before.error());
  const Result<json> asked = (*session)->post("/site/reload", json{{"version", folder->at("version")}});
  if (!asked) return say(asked.error());
  return wait_for_start(**session, *before);
}

}  // namespace

void add_reload(CLI::App& app, int& exit_status) {
  const auto wish = std::make_shared<SignInWish>();
  CLI::App* command = app.add_subcommand(
      "reload", spoken({"运行中的 davyd 按站点文件现在的内容重新启动。文件有错误时列出错误，什么都不做，以 1 结束。",
                        "A running davyd starts anew under the files of its site as they are now. With errors in them, which are printed, "
                        "nothing happens and it ends with 1."}));
  add_sign_in(*command, wish);
  command->callback([wish, &exit_status] { exit_status = reload(*wish); });
}

}  // namespace davy::apps
