#include "store/accounts/credentials.hpp"

#include "base/bytes.hpp"
#include "store/files.hpp"
#include "store/sql/database.hpp"

#include <sys/stat.h>

#include <mutex>

namespace davy::store {
namespace {

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS passwords (login TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (digest TEXT PRIMARY KEY, login TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS sessions_login ON sessions (login);
CREATE TABLE IF NOT EXISTS machines (name TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, device TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS setup (digest TEXT PRIMARY KEY, expires INTEGER NOT NULL);
)";

// What is kept of a token: enough to know it again, nothing to use it with.
std::string digest_of(const std::string& token) { return to_hex(sha256(token)); }

}  // namespace

struct Credentials::Impl {
  explicit Impl(std::unique_ptr<sql::Database> opened)
      : database(std::move(opened)),
        set_password(database->prepare(
            "INSERT INTO passwords (login, hash) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET hash = excluded.hash")),
        password(database->prepare("SELECT hash FROM passwords WHERE login = $1")),
        any(database->prepare("SELECT 1 FROM passwords LIMIT 1")),
        clear_setup(database->prepare("DELETE FROM setup")),
        set_setup(database->prepare("INSERT INTO setup (digest, expires) VALUES ($1, $2)")),
        take_setup(database->prepare("DELETE FROM setup WHERE digest = $1 AND expires > $2")),
        open_session(database->prepare("INSERT INTO sessions (digest, login, expires) VALUES ($1, $2, $3) ON CONFLICT (digest) DO UPDATE "
                                       "SET expires = excluded.expires")),
        session(database->prepare("SELECT login, expires FROM sessions WHERE digest = $1 AND expires > $2")),
        close_session(database->prepare("DELETE FROM sessions WHERE digest = $1")),
        set_machine(database->prepare("INSERT INTO machines (name, digest, device, created) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO "
                                      "UPDATE SET digest = excluded.digest, device = excluded.device, created = excluded.created")),
        machine(database->prepare("SELECT name, device, created FROM machines WHERE digest = $1")),
        machines(database->prepare("SELECT name, device, created FROM machines ORDER BY name")),
        remove_machine(database->prepare("DELETE FROM machines WHERE name = $1")),
        close_all(database->prepare("DELETE FROM sessions WHERE login = $1")) {}

  // Runs `change` alone, in a transaction; gives what it gives.
  template <class Change>
  auto alone(Change change) -> Result<decltype(change())> {
    const std::scoped_lock lock(mutex);
    sql::Transaction transaction(*database);
    auto value = change();
    return transaction.commit(std::move(value));
  }

  template <class Change>
  Result<void> write(Change change) {
    const std::scoped_lock lock(mutex);
    sql::Transaction transaction(*database);
    change();
    return transaction.commit();
  }

  std::mutex mutex;
  std::unique_ptr<sql::Database> database;
  sql::Statement set_password, password, any, clear_setup, set_setup, take_setup, open_session, session, close_session, set_machine,
      machine, machines, remove_machine, close_all;
};

Credentials::Credentials(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Credentials::~Credentials() = default;

Result<std::unique_ptr<Credentials>> Credentials::open(const std::string& data_folder) {
  auto database = sql::Database::open(credentials_path(data_folder), sql::Access::Write);
  if (!database) return database.error().within("credentials");
  if (::chmod(credentials_path(data_folder).c_str(), S_IRUSR | S_IWUSR) != 0)
    return failed(credentials_path(data_folder) + " cannot be made private");
  {
    sql::Transaction transaction(**database);
    (*database)->run(kSchema);
    if (const Result<void> made = transaction.commit(); !made) return made.error().within("credentials");
  }
  return std::unique_ptr<Credentials>(new Credentials(std::make_unique<Impl>(*std::move(database))));
}

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
    return impl_->database->changes() == 1;
  });
}

Result<void> Credentials::set_machine(const std::string& token, const Machine& machine) {
  return impl_->write([&] { impl_->set_machine.run(machine.name, digest_of(token), machine.device, machine.created); });
}

Result<std::optional<Machine>> Credentials::machine(const std::string& token) {
  return impl_->alone([&] {
    std::optional<Machine> found;
    for (sql::Statement& rows = impl_->machine.query(digest_of(token)); rows.next();)
      rows.read(found.emplace().name, found->device, found->created);
    return found;
  });
}

Result<std::vector<Machine>> Credentials::machines() {
  return impl_->alone([&] {
    std::vector<Machine> list;
    for (sql::Statement& rows = impl_->machines.query(); rows.next();) {
      Machine& machine = list.emplace_back();
      rows.read(machine.name, machine.device, machine.created);
    }
    return list;
  });
}

Result<bool> Credentials::remove_machine(const std::string& name) {
  return impl_->alone([&] {
    impl_->remove_machine.run(name);
    return impl_->database->changes() == 1;
  });
}

Result<void> Credentials::open_session(const std::string& token, const Session& session) {
  return impl_->write([&] { impl_->open_session.run(digest_of(token), session.login, session.expires); });
}

Result<std::optional<Session>> Credentials::session(const std::string& token, Instant now) {
  return impl_->alone([&] {
    std::optional<Session> found;
    for (sql::Statement& rows = impl_->session.query(digest_of(token), now); rows.next();)
      found = Session{rows.get<std::string>(0), rows.get<Instant>(1)};
    return found;
  });
}

Result<void> Credentials::close_session(const std::string& token) {
  return impl_->write([&] { impl_->close_session.run(digest_of(token)); });
}

Result<void> Credentials::close_all_sessions(const std::string& login) {
  return impl_->write([&] { impl_->close_all.run(login); });
}

}  // namespace davy::store
