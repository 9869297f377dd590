#pragma once
// Server: Davy's HTTP interface and live feed, and the console's files (api/openapi.yaml, docs/formats/http.md).
//
// Holds no rules: a request is parsed, tied to the person who asks, and handed to the runtime (whose core decides) or to the store's queries.
// Threads of its own: one for the network, two for queries, two for lines of samples, one for passwords, one for pictures, one for the live feed, one for the figures of alarms; none of them ever waits for another's work.
// Errors: create() says why it cannot listen or open the folder; afterwards every failure is the answer to one request.
// Limits: 10 MB a body, 16 KB of headers, 512 connections, 30 s for a request to arrive; a console that does not read is dropped.

#include "api/http/tls_files.hpp"
#include "api/session/broker_file.hpp"
#include "record/kind.hpp"
#include "runtime/runtime.hpp"
#include "store/accounts/credentials.hpp"
#include "store/backup/keeper.hpp"
#include "store/evidence/checkpoints.hpp"
#include "store/resealing.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace davy::api {

// What could not be read as samples. Filled by the drivers, shown by GET /ingest.
struct Malformed {
  struct Message {
    Instant when;
    std::string topic;
    std::string reason;
    std::string excerpt;
  };
  std::map<std::string, std::uint64_t> counts;  // by reason
  std::vector<Message> latest;                  // newest first
};

// How the journal's checkpoints get to those who keep them.
struct Witnessing {
  struct Witness {
    std::string name;
    std::string kind;
    std::optional<Instant> last_success;
    std::uint64_t waiting = 0;  // checkpoints
    std::string error;          // of the last try; empty: none
  };
  std::string checkpoint_error;  // of making the last; empty: none
  std::vector<Witness> witnesses;
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                        // 0: a free one, see Server::port()
  std::optional<TlsFiles> tls = {};              // none: in the clear
  std::vector<std::string> names = {};           // under which people reach it; none: what the machine calls itself
  std::optional<BrokerFiles> broker_files = {};  // none: passwords of devices are not given from here
  std::string authority = {};                    // certificate (PEM) for whoever is to trust this server or the broker; empty: none
  std::string web_folder;                        // the console's files, read at the start; empty: none
  std::string data_folder;                       // of the store
  std::string packs_folder;                      // of the scene packs
  std::string site_folder = {};                  // as it is now, beside the site that runs
  std::string program_version;
  record::KindBook kinds;                  // of records
  std::function<Malformed()> malformed;    // called from any thread; empty: there are no drivers
  std::function<Witnessing()> witnessing;  // likewise; empty: there are no witnesses
  std::function<core::RuleBook()> rules;   // likewise; empty: nobody watches them
  // That Davy start anew, by whom (login): returns before it does, or says why it cannot and goes on. Called from any thread; empty: it cannot.
  std::function<Result<void>(const std::string& login)> start_anew = {};
  store::backup::Keeper* keeper = nullptr;  // outlives the server; none: no backups are made
  store::Resealer* resealer = nullptr;      // likewise; none: the data are in the clear
};

class Server {
 public:
  // The references must outlive it.
  struct Parts {
    const site::Directory& directory;
    const runtime::Clock& clock;
    runtime::Runtime& runtime;
    store::Credentials& credentials;
    store::Checkpoints& checkpoints;
  };

  // Listens and answers when it returns.
  static Result<std::unique_ptr<Server>> create(Options options, Parts parts);
  ~Server();  // stops

  std::uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:8080"

  // While nobody can log in: a fresh one-time link to make the first administrator, good for 24 hours. Earlier links end. It names no 0.0.0.0.
  Result<std::optional<std::string>> setup_link();

  // Puts a notice in front of those connected consoles whose person holds the notice's post; gives their number. From any thread, does not block.
  std::size_t show(const core::Notice& notice);

  // Takes no new connections, tells the consoles that it goes away, ends. Call it before Runtime::stop().
  void stop();

 private:
  class Impl;
  explicit Server(std::shared_ptr<Impl> impl);
  std::string url_at(const std::string& host) const;

  std::shared_ptr<Impl> impl_;  // this, and for a moment an answer that the runtime gives
};

}  // namespace davy::api
