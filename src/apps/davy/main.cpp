// davy: the command line beside the daemon.
#include "apps/davy/subcommands.hpp"
#include "base/columns.hpp"
#include "base/said.hpp"
#include "store/seal/keys.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

// Before the subcommand: where the key of sealed data is, when not in the usual places.
void add_seal_key(CLI::App& app) {
  const auto source = std::make_shared<davy::store::seal::KeySource>();
  app.add_option("--seal-key-file", source->key_file,
                 davy::spoken({"加密数据的密钥文件；默认在数据目录旁（FOLDER.key）",
                               "Key file of sealed data; beside the data folder (FOLDER.key) by default"}));
  app.add_option("--seal-passphrase-file", source->passphrase_file,
                 davy::spoken({"首行为加密数据口令的文件", "File whose first line is the passphrase of sealed data"}))
      ->excludes("--seal-key-file");
  app.parse_complete_callback(
      [source] { davy::store::seal::look_for_keys_at(davy::store::seal::or_credential(*source, std::getenv("CREDENTIALS_DIRECTORY"))); });
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// Was looked for before everything else, and is told of here.
void add_language(CLI::App& app) {
  const auto language = std::make_shared<std::string>();
  app.add_option("--language", *language,
                 davy::spoken({"语言，zh 或 en；默认依次取 DAVY_LANGUAGE、LC_ALL、LANG",
                               "zh or en; by default as DAVY_LANGUAGE, LC_ALL or LANG say"}))
      ->check(CLI::IsMember({"zh", "en"}));
  app.final_callback([language] {});  // keeps the text that the option writes to
}

// Into 80 columns: what a thing is for stands beside its name, or below a long one.
void lay_out_help(CLI::App& app) {
  constexpr std::size_t kColumns = 50;
  app.get_formatter()->label("Usage", davy::spoken(davy::Words{"用法", "Usage"}));
  app.get_formatter()->label("Positionals", davy::spoken(davy::Words{"参数", "Positionals"}));
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; })) {
    option->description(davy::wrapped(option->get_description(), kColumns));
    if (option->get_group() == "Options") option->group(davy::spoken(davy::Words{"选项", "Options"}));
  }
  for (CLI::App* sub : app.get_subcommands([](CLI::App*) { return true; })) {
    sub->description(davy::wrapped(sub->get_description(), kColumns));
    sub->group(davy::spoken(davy::Words{"子命令", "Subcommands"}));
    lay_out_help(*sub);
  }
}

}  // namespace

int main(int argc, char** argv) {
  davy::speak(davy::language_of({davy::language_option(argc, argv), variable("DAVY_LANGUAGE"), variable("LC_ALL"), variable("LANG")}));
  CLI::App app{
      davy::spoken({"Davy 安全灯：检查站点，核验记录，配置消息代理。", "Davy: checks sites, verifies records, prepares brokers."})};
  app.set_help_flag("-h,--help", davy::spoken({"打印本帮助，然后结束", "Print this help and end"}));  // of the subcommands, too
  app.require_subcommand(1);
  add_seal_key(app);
  add_language(app);
  int exit_status = 0;
  for (const davy::apps::AddSubcommand add : davy::apps::kSubcommands) add(app, exit_status);
  lay_out_help(app);
  CLI11_PARSE(app, argc, argv);
  return exit_status;
}
