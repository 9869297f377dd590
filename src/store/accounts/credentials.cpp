#include "store/accounts/credentials.hpp"

#include "base/bytes.hpp"

namespace davy::store {
namespace {

constexpr Duration kUseNotedEvery = 1_min;
constexpr std::size_t kUntoldIdBytes = 16;

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

struct Credentials::Impl {
  explicit Impl(const std::shared_ptr<Vault>& opened)
      : vault(opened),
        database(opened->database()),
        sessions(opened),
        factors(opened),
        set_password(
            database.prepare("INSERT INTO passwords (login, hash) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET hash = excluded.hash")),
        password(database.prepare("SELECT hash FROM passwords WHERE login = $1")),
        any(database.prepare("SELECT 1 FROM passwords LIMIT 1")),
        clear_setup(database.prepare("DELETE FROM setup")),
        set_setup(database.prepare("INSERT INTO setup (digest, expires) VALUES ($1, $2)")),
        take_setup(database.prepare("DELETE FROM setup WHERE digest = $1 AND expires > $2")),
        set_machine(
            database.prepare("INSERT INTO machines (name, digest, device, created, scopes, expires, used) VALUES ($1, $2, $3, $4, $5, "
                             "$6, NULL) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, device = excluded.device, created "
                             "= excluded.created, scopes = excluded.scopes, expires = excluded.expires, used = NULL")),
        machine(
            database.prepare("SELECT name, device, created, scopes, expires, used FROM machines WHERE digest = $1 AND (expires IS NULL OR "
                             "expires > $2)")),
        machines(database.prepare("SELECT name, device, created, scopes, expires, used FROM machines ORDER BY name")),
        remove_machine(database.prepare("DELETE FROM machines WHERE name = $1")),
        use_machine(database.prepare("UPDATE machines SET used = $1 WHERE name = $2")),
        set_broker(
            database.prepare("INSERT INTO broker_passwords (device, hash, issued) VALUES ($1, $2, $3) ON CONFLICT (device) DO UPDATE SET "
                             "hash = excluded.hash, issued = excluded.issued")),
        broker(database.prepare("SELECT device, hash, issued FROM broker_passwords ORDER BY device")),
        remove_broker(database.prepare("DELETE FROM broker_passwords WHERE device = $1")),
        tell_later(database.prepare(
            "INSERT INTO untold_tokens (id, deed, name, device, scopes, expires, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")),
        untold(database.prepare("SELECT id, deed, name, device, scopes, expires, by, at FROM untold_tokens ORDER BY at, id")),
        told(database.prepare("DELETE FROM untold_tokens WHERE id = $1")) {}

  template <class Change>
  auto alone(Change change) {
    return vault->alone(std::move(change));
  }
  template <class Change>
  Result<void> write(Change change) {
    return vault->write(std::move(change));
  }
  void keep(const std::string& token, const Machine& what) {
    set_machine.run(what.name, digest_of(token), what.device, what.created, joined_words(what.scopes), what.expires);
  }
  void note_for_journal(TokenDeed deed, const Machine& what, const std::string& by) {
    tell_later.run(random_hex(kUntoldIdBytes), deed, what.name, what.device, joined_words(what.scopes), what.expires, by, what.created);
  }
  static Machine machine_of(sql::Statement& rows) {
    Machine found;
    std::string scopes;
    rows.read(found.name, found.device, found.created, scopes, found.expires, found.used);
    found.scopes = split_words(scopes);
    return found;
  }

  std::shared_ptr<Vault> vault;
  sql::Database& database;
  SessionTable sessions;
  FactorTable factors;
  sql::Statement set_password, password, any, clear_setup, set_setup, take_setup, set_machine, machine, machines, remove_machine,
      use_machine, set_broker, broker, remove_broker, tell_later, untold, told;
};

Credentials::Credentials(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Credentials::~Credentials() = default;

Result<std::unique_ptr<Credentials>> Credentials::open(const std::string& data_folder) {
  auto vault = Vault::open(data_folder);
  if (!vault) return vault.error();
  return std::unique_ptr<Credentials>(new Credentials(std::make_unique<Impl>(*vault)));
}

SessionTable& Credentials::sessions() { return impl_->sessions; }
FactorTable& Credentials::factors() { return impl_->factors; }

Result<void> Credentials::set_password_hash(const std::string& login, const std::string& hash) {
  return impl_->write([&] { impl_->set_password.run(login, hash); });
}

Result<std::optional<std::string>> Credentials::password_hash(const std::string& login) {
  return impl_->alone([&] {
    std::optional<std::string> hash;
    for (sql::Statement& rows = impl_->password.query(login); rows.next();) hash = rows.get<std::string>(0);
    return hash;
  });
}

Result<bool> Credentials::any() {
  return impl_->alone([&] {
    bool found = false;
    for (sql::Statement& rows = impl_->any.query(); rows.next();) found = true;
    return found;
  });
}

Result<void> Credentials::set_setup_token(const std::string& token, Instant expires) {
  return impl_->write([&] {
    impl_->clear_setup.run();
    impl_->set_setup.run(digest_of(token), expires);
  });
}

Result<bool> Credentials::take_setup_token(const std::string& token, Instant now) {
  return impl_->alone([&] {
    impl_->take_setup.run(digest_of(token), now);
    return impl_->database.changes() == 1;
  });
}

Result<void> Credentials::set_machine(const std::string& token, const Machine& machine) {
  return impl_->write([&] { impl_->keep(token, machine); });
}

Result<void> Credentials::set_machine_by(const std::string& user, const std::string& token, const Machine& machine) {
  return impl_->write([&] {
    impl_->keep(token, machine);
    impl_->note_for_journal(TokenDeed::Issued, machine, user);
  });
}

Result<bool> Credentials::remove_machine_by(const std::string& user, const std::string& name, Instant now) {
  return impl_->alone([&] {
    impl_->remove_machine.run(name);
    const bool removed = impl_->database.changes() == 1;
    if (removed) impl_->note_for_journal(TokenDeed::Revoked, {name, {}, now}, user);
    return removed;
  });
}

Result<std::vector<UntoldToken>> Credentials::untold_tokens() {
  return impl_->alone([&] {
    std::vector<UntoldToken> list;
    for (sql::Statement& rows = impl_->untold.query(); rows.next();) {
      UntoldToken each;
      std::string scopes;
      rows.read(each.id, each.deed, each.machine.name, each.machine.device, scopes, each.machine.expires, each.by, each.machine.created);
      each.machine.scopes = split_words(scopes);
      list.push_back(std::move(each));
    }
    return list;
  });
}

Result<void> Credentials::token_told(const std::string& id) {
  return impl_->write([&] { impl_->told.run(id); });
}

Result<std::optional<Machine>> Credentials::machine(const std::string& token, Instant now) {
  return impl_->alone([&] {
    std::optional<Machine> found;
    for (sql::Statement& rows = impl_->machine.query(digest_of(token), now); rows.next();) found = Impl::machine_of(rows);
    return found;
  });
}

Result<std::vector<Machine>> Credentials::machines() {
  return impl_->alone([&] {
    std::vector<Machine> list;
    for (sql::Statement& rows = impl_->machines.query(); rows.next();) list.push_back(Impl::machine_of(rows));
    return list;
  });
}

Result<bool> Credentials::remove_machine(const std::string& name) {
  return impl_->alone([&] {
    impl_->remove_machine.run(name);
    return impl_->database.changes() == 1;
  });
}

Result<void> Credentials::note_use(const Machine& machine, Instant now) {
  if (machine.used && now - *machine.used < kUseNotedEvery) return {};
  return impl_->write([&] { impl_->use_machine.run(now, machine.name); });
}

Result<void> Credentials::set_broker_password(const BrokerPassword& password) {
  return impl_->write([&] { impl_->set_broker.run(password.device, password.hash, password.issued); });
}

Result<std::vector<BrokerPassword>> Credentials::broker_passwords() {
  return impl_->alone([&] {
    std::vector<BrokerPassword> all;
    for (sql::Statement& rows = impl_->broker.query(); rows.next();) {
      BrokerPassword& each = all.emplace_back();
      rows.read(each.device, each.hash, each.issued);
    }
    return all;
  });
}

Result<bool> Credentials::remove_broker_password(const std::string& device) {
  return impl_->alone([&] {
    impl_->remove_broker.run(device);
    return impl_->database.changes() == 1;
  });
}

}  // namespace davy::store
