#include "apps/davyd/options.hpp"

#include "api/http/access_table.hpp"
#include "base/columns.hpp"
#include "base/said.hpp"
#include "base/version.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace davy::davyd {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

void add_duration(CLI::App& app, const std::string& option, Duration& duration, const std::string& what) {
  app.add_option_function<std::string>(
         option,
         [&duration, option](const std::string& text) {
           const Result<Duration> parsed = parse_duration(text);
           if (!parsed) throw CLI::ValidationError(option, spoken(parsed.error()));
           duration = *parsed;
         },
         what)
      ->default_str(to_text(duration));
}

// How Davy speaks with the broker, and whom it may let in there.
void add_broker(CLI::App& app, Options& options) {
  app.add_option("--mqtt-host", options.mqtt_host, spoken({"MQTT 消息代理的主机", "Host of the MQTT broker"}))->capture_default_str();
  app.add_option("--mqtt-port", options.mqtt_port, spoken({"MQTT 消息代理的端口", "Port of the MQTT broker"}))->capture_default_str();
  app.add_option("--mqtt-user", options.mqtt_user, spoken({"Davy 在消息代理上的用户", "Davy's user at the broker"}))->capture_default_str();
  app.add_option("--mqtt-password-file", options.mqtt_password_file, spoken({"每行为 用户:密码 的文件", "File with lines user:password"}))
      ->check(CLI::ExistingFile);
  CLI::Option* passwords = app.add_option("--broker-passwords", options.broker_passwords,
                                          spoken({"消息代理的 password_file，用于在控制台为设备设置密码",
                                                  "The broker's password_file, to give devices passwords from the console"}));
  passwords->check(CLI::ExistingFile);
  app.add_option("--broker-acl", options.broker_acl,
                 spoken({"消息代理的 acl_file，同样用于为设备设置主题", "The broker's acl_file, to give devices their topics likewise"}))
      ->check(CLI::ExistingFile)
      ->needs(passwords);
  app.add_option("--broker-folder", options.broker_folder,
                 spoken({"davy-broker 生成的目录，含 passwd、acl 和 ca.crt；每次变更最后写其 'changed' 文件",
                         "Folder that davy-broker made, with passwd, acl and ca.crt; each change writes its file 'changed' last"}))
      ->check(CLI::ExistingDirectory)
      ->excludes(passwords);
  app.add_option("--broker-pid", options.broker_pid,
                 spoken({"消息代理的 pid_file，用于通知其变更", "The broker's pid_file, to tell it of a change"}));
  app.add_option("--mqtt-ca", options.mqtt_ca,
                 spoken({"消息代理证书的签发机构（PEM）；给出则连接使用 TLS",
                         "The authority of the broker's certificate (PEM); then the link is TLS"}))
      ->check(CLI::ExistingFile);
  app.add_option(
         "--authority", options.authority,
         spoken(
             {"发给人员和设备的证书机构证书（PEM）；默认取 --tls-local-ca 或 --broker-folder 的",
              "The authority's certificate that people and devices are given (PEM); that of --tls-local-ca or --broker-folder by default"}))
      ->check(CLI::ExistingFile);
}

// What opens the data.
void add_seal(CLI::App& app, Options& options) {
  app.add_option("--seal-key-file", options.seal_key.key_file,
                 spoken({"数据的密钥文件；默认在数据目录旁（FOLDER.key），新目录则新建",
                         "Key file of the data; beside the data folder (FOLDER.key) by default, made for a new one"}));
  app.add_option("--seal-passphrase-file", options.seal_key.passphrase_file,
                 spoken(
                     {"首行为数据口令的文件，代替密钥文件", "File whose first line is the passphrase of the data, instead of a key file"}))
      ->check(CLI::ExistingFile)
      ->excludes("--seal-key-file");
  app.add_flag_callback(
      "--unsealed", [&] { options.new_data = store::Sealed::No; }, spoken({"新数据目录不加密", "Keep a new data folder in the clear"}));
}

void add_backup(CLI::App& app, Options& options) {
  app.add_option("--backup-to", options.backup.address,
                 spoken({"备份去处：目录，或 s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION",
                         "Where backups go: a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION"}));
  app.add_option("--s3-credentials", options.backup.s3_credentials,
                 spoken({"含 aws_access_key_id = … 和 aws_secret_access_key = … 的文件",
                         "File with aws_access_key_id = … and aws_secret_access_key = …"}))
      ->check(CLI::ExistingFile);
  app.add_option("--backup-keep", options.backup.keep, spoken({"保留多少份备份", "How many backups are kept"}))
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  add_duration(app, "--backup-every", options.backup.every,
               spoken(
                   {"多久做一次完整备份；日志在数秒内随后传送", "How often a whole backup is made; the journal follows within seconds"}));
  add_duration(app, "--backup-prove-every", options.backup.prove_every,
               spoken({"多久将备份恢复到数据旁边、校验并删除", "How often a backup is restored beside the data, checked and removed"}));
}

// Where people reach the console, and over which TLS.
void add_console(CLI::App& app, Options& options) {
  app.add_option("--web", options.web_folder, spoken({"控制台文件的目录", "Folder of the console's files"}))->check(CLI::ExistingDirectory);
  app.add_option("--http-address", options.http_address, spoken({"控制台的地址", "Address of the console"}))->capture_default_str();
  app.add_option("--http", options.http_port, spoken({"控制台的端口；0：任一空闲端口", "Port of the console; 0: a free one"}))
      ->capture_default_str();
  CLI::Option* certificate = app.add_option("--tls-cert", options.tls_certificate,
                                            spoken({"服务器证书及其上级证书（PEM）", "The server's certificate and those above it (PEM)"}));
  CLI::Option* key = app.add_option("--tls-key", options.tls_key, spoken({"其密钥（PEM）", "Its key (PEM)"}))
                         ->check(CLI::ExistingFile)
                         ->needs(certificate);
  certificate->check(CLI::ExistingFile)->needs(key);
  app.add_option("--tls-local-ca", options.tls_local_ca,
                 spoken({"站点自有证书机构的目录；没有则新建", "Folder of a certificate authority of the site's own; made when missing"}))
      ->excludes(certificate);
  app.add_option("--tls-name", options.tls_names,
                 spoken({"人员访问服务器所用的名称或地址，localhost 之外的；可重复给出",
                         "A name or an address under which people reach the server, besides localhost; may be given again"}));
}

// Into 80 columns: what a thing is for stands beside its name, or below a long one.
void lay_out_help(CLI::App& app) {
  constexpr std::size_t kColumns = 50;
  app.get_formatter()->label("Usage", spoken(Words{"用法", "Usage"}));
  app.get_formatter()->label("Positionals", spoken(Words{"参数", "Positionals"}));
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; })) {
    option->description(wrapped(option->get_description(), kColumns));
    if (option->get_group() == "Options") option->group(spoken(Words{"选项", "Options"}));
  }
}

}  // namespace

std::variant<Options, int> parse_command_line(int argc, char** argv) {
  speak(language_of({language_option(argc, argv), variable("DAVY_LANGUAGE"), variable("LC_ALL"), variable("LANG")}));
  Options options;
  std::string language;  // taken before all else, so that the help is in it
  CLI::App app{spoken({"davyd：监视站点，驱动其设备，并跟踪每项隐患直至关闭",
                       "davyd: watches a site, acts on its equipment,\nand follows every hazard until it is closed"}),
               "davyd"};
  app.set_help_flag("-h,--help", spoken({"打印本帮助，然后结束", "Print this help and end"}));
  app.set_version_flag("--version", kVersion, spoken({"打印版本，然后结束", "Print the version and end"}));
  const auto print_access = [] {
    std::fputs(api::access_as_markdown().c_str(), stdout);
    throw CLI::Success();
  };
  app.add_flag_callback("--print-access", print_access,
                        spoken({"打印接口各操作的使用权限，然后结束", "Print who may use which operation of the interface, and end"}))
      ->trigger_on_parse();
  app.add_option("--language", language,
                 spoken({"语言，zh 或 en；默认依次取 DAVY_LANGUAGE、LC_ALL、LANG",
                         "zh or en; by default as DAVY_LANGUAGE, LC_ALL or LANG say"}))
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--site", options.site_folder, spoken({"站点目录", "Folder of the site"}))
      ->required();  // one that is gone is said as what is wrong with it
  app.add_option("--first-matters", options.first_matters,
                 spoken(
                     {"演示站点首次启动之前已经历的事项（JSON）", "What a demonstration has lived through before its first start (JSON)"}))
      ->check(CLI::ExistingFile);
  app.add_option("--packs", options.packs_folder, spoken({"场景包目录", "Folder of the scene packs"}));
  app.add_option("--data", options.data_folder,
                 spoken({"日志及 Davy 全部数据的目录；没有则新建", "Folder of the journal and all that Davy keeps; made when missing"}))
      ->required();
  add_seal(app, options);
  add_backup(app, options);
  app.add_option("--witnesses", options.witnesses,
                 spoken({"由谁保存日志的签名检查点（YAML，docs/formats/evidence.md）",
                         "Who keeps signed checkpoints of the journal (YAML, docs/formats/evidence.md)"}))
      ->check(CLI::ExistingFile);
  add_console(app, options);
  add_broker(app, options);
  app.add_flag("--no-golden-drill{false}", options.golden_drill,
               spoken({"测试用：启动后不做自检", "For tests: do not try Davy itself after the start"}));
  lay_out_help(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  options.seal_key = store::seal::or_credential(options.seal_key, std::getenv("CREDENTIALS_DIRECTORY"));
  return options;
}

}  // namespace davy::davyd
