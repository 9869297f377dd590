// davy broker-certificate: a certificate for the MQTT broker from the authority of the site, so that devices speak TLS to it.
#include "api/http/local_ca.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "runtime/system_clock.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace davy::apps {

void add_broker_certificate(CLI::App& app, int& exit_status) {
  struct Options {
    std::string authority;
    std::string out;
    std::vector<std::string> names;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("broker-certificate", spoken({"由站点自己的证书机构为 MQTT 消息代理签发证书。",
                                                                       "Make the MQTT broker a certificate of the site's own authority."}));
  command
      ->add_option("--authority", options->authority,
                   spoken({"证书机构的目录，同 davyd --tls-local-ca；没有则新建",
                           "The authority's folder, as of davyd --tls-local-ca; made when missing"}))
      ->required();
  command
      ->add_option("--out", options->out,
                   spoken({"存放 ca.crt、server.crt 和 server.key 的目录", "The folder for ca.crt, server.crt and server.key"}))
      ->required();
  command->add_option("--name", options->names,
                      spoken({"设备访问消息代理所用的名称或地址，localhost 之外的；可重复给出",
                              "A name or an address under which devices reach the broker, besides localhost; again for each"}));
  command->callback([options, &exit_status] {
    std::vector<std::string> names{"localhost", "127.0.0.1"};
    names.insert(names.end(), options->names.begin(), options->names.end());
    const auto made = api::certificate_by(options->authority, options->out, names, runtime::SystemClock().now());
    if (!made) say(made.error());
    exit_status = made ? 0 : 2;
  });
}

}  // namespace davy::apps
