// davy drill golden: a running davyd tries itself from a reading to a notice, on stand-ins; each step is printed as it is seen.
#include "apps/davy/drill_words.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/sign_in_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "runtime/system_clock.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

namespace davy::apps {
namespace {

using nlohmann::json;

constexpr auto kLookAtDrillEvery = std::chrono::milliseconds(200);
constexpr Duration kGraceAfterEnd = 30_s;  // of a drill that should be over

// A name that a later davyd has stands for itself.
template <class Named>
Said word_for(const std::string& name, std::optional<Named> known) {
  return known ? said(drill_words(*known)) : as_written(name);
}

void print_steps(const json& drill, std::size_t& printed) {
  for (const json& steps = drill.at("steps"); printed < steps.size(); ++printed) {
    const json& step = steps[printed];
    const std::string did = step.at("did").get<std::string>();
    fmt::print("{:>8} ms  {}  {}\n", step.at("after_ms").get<std::int64_t>(), spoken(word_for(did, value_named<core::DrillDid>(did))),
               step.at("about").get<std::string>());
    std::fflush(stdout);
  }
}

// 0: passed; 1: not.
int verdict(const json& drill) {
  const json& result = drill.at("result");
  const std::string name = result.at("verdict").get<std::string>();
  tell(said({"自检{0}：{2} 步中看到 {1} 步", "self-test {}: {} of {} steps were seen"},
            word_for(name, value_named<core::DrillVerdict>(name)), result.at("score").get<std::int64_t>(),
            result.at("of").get<std::int64_t>()));
  return name == "passed" ? 0 : 1;
}

int follow(ConsoleSession& session, std::int64_t id) {
  const runtime::SystemClock clock;
  std::size_t printed = 0;
  std::optional<Instant> give_up;
  while (true) {
    const Result<json> drill = session.get("/drills/" + std::to_string(id));
    if (!drill) return say(drill.error());
    print_steps(*drill, printed);
    if (!drill->at("result").is_null()) return verdict(*drill);
    if (!give_up) {
      const auto now = parse_instant(drill->at("now").get<std::string>());
      const auto until = parse_instant(drill->at("until").get<std::string>());
      if (!now || !until) return say(failed(said({"davyd 没有给出时间", "davyd tells no time"})));
      give_up = clock.now() + (*until - *now) + kGraceAfterEnd;
    }
    if (clock.now() > *give_up) {
      warn(said({"自检未在规定时间内结束", "the self-test has not ended in its time"}));
      return 1;
    }
    std::this_thread::sleep_for(kLookAtDrillEvery);
  }
}

int golden(const SignInWish& wish) {
  const auto session = sign_in(wish);
  if (!session) return say(session.error());
  const Result<json> started = (*session)->post("/self-test", json::object());
  if (!started) return say(started.error());
  return follow(**session, started->at("id").get<std::int64_t>());
}

}  // namespace

void add_drill(CLI::App& app, int& exit_status) {
  const auto wish = std::make_shared<SignInWish>();
  CLI::App* drill = app.add_subcommand("drill", spoken({"对运行中的 davyd 做演练。", "Drills of a running davyd."}));
  drill->require_subcommand(1);
  CLI::App* command =
      drill->add_subcommand("golden", spoken({"Davy 现在用替身自检，从读数直到通知：不动作任何真实设备，不呼叫任何人。合格则以 0 结束。",
                                              "Davy tries itself now, from a reading to a notice, on stand-ins: nothing real moves and "
                                              "nobody is called. Ends with 0 when it passed."}));
  add_sign_in(*command, wish);
  command->callback([wish, &exit_status] { exit_status = golden(*wish); });
}

}  // namespace davy::apps
