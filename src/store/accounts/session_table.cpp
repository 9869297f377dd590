#include "store/accounts/session_table.hpp"

namespace davy::store {

struct SessionTable::Statements {
  explicit Statements(sql::Database& database)
      : sweep(database.prepare("DELETE FROM sessions WHERE ends <= $1 OR used + idle <= $1")),
        open(database.prepare(
            "INSERT INTO sessions (digest, id, login, opened, used, idle, ends, renew, address, agent) VALUES ($1, $2, $3, "
            "$4, $5, $6, $7, $8, $9, $10)")),
        find(
            database.prepare("SELECT id, login, opened, used, idle, ends, renew, address, agent FROM sessions WHERE digest = $1 AND ends > "
                             "$2 AND used + idle > $2")),
        use(database.prepare("UPDATE sessions SET used = $1 WHERE digest = $2")),
        end_at(database.prepare("UPDATE sessions SET ends = $1, renew = 0 WHERE digest = $2")),
        of(database.prepare(
            "SELECT id, login, opened, used, idle, ends, renew, address, agent FROM sessions WHERE login = $1 AND ends > $2 "
            "AND used + idle > $2 ORDER BY used DESC, id")),
        close(database.prepare("DELETE FROM sessions WHERE digest = $1")),
        close_by_id(database.prepare("DELETE FROM sessions WHERE login = $1 AND id = $2")),
        close_all(database.prepare("DELETE FROM sessions WHERE login = $1 AND digest <> $2")),
        renew_all(database.prepare("UPDATE sessions SET renew = 1 WHERE login = $1")),
        idle_of(database.prepare("SELECT idle FROM idle_limits WHERE login = $1")),
        clear_idle(database.prepare("DELETE FROM idle_limits WHERE login = $1")),
        set_idle(database.prepare("INSERT INTO idle_limits (login, idle) VALUES ($1, $2)")),
        forget_browsers(database.prepare("DELETE FROM known_browsers WHERE expires <= $1")),
        know_browser(database.prepare("INSERT INTO known_browsers (digest, login, expires) VALUES ($1, $2, $3)")),
        knows_browser(database.prepare("SELECT 1 FROM known_browsers WHERE digest = $1 AND login = $2 AND expires > $3")) {}

  static Session row(sql::Statement& rows) {
    Session session;
    std::int64_t idle_ns = 0;
    bool renew = false;
    rows.read(session.id, session.login, session.opened, session.used, idle_ns, session.ends, renew, session.address, session.agent);
    session.idle = Duration::from_ns(idle_ns);
    session.renew = renew ? Renew::Due : Renew::No;
    return session;
  }

  sql::Statement sweep, open, find, use, end_at, of, close, close_by_id, close_all, renew_all, idle_of, clear_idle, set_idle,
      forget_browsers, know_browser, knows_browser;
};

SessionTable::SessionTable(std::shared_ptr<Vault> vault)
    : vault_(std::move(vault)), do_(std::make_unique<Statements>(vault_->database())) {}
SessionTable::~SessionTable() = default;

Result<void> SessionTable::open(const std::string& token, const Session& session) {
  return vault_->write([&] {
    do_->sweep.run(session.opened);
    do_->open.run(digest_of(token), session.id, session.login, session.opened, session.used, session.idle.ns(), session.ends, 0,
                  session.address, session.agent);
  });
}

Result<std::optional<Session>> SessionTable::find(const std::string& token, Instant now) {
  return vault_->alone([&] {
    std::optional<Session> found;
    for (sql::Statement& rows = do_->find.query(digest_of(token), now); rows.next();) found = Statements::row(rows);
    return found;
  });
}

Result<void> SessionTable::use(const std::string& token, Instant now) {
  return vault_->write([&] { do_->use.run(now, digest_of(token)); });
}

Result<void> SessionTable::end_at(const std::string& token, Instant end) {
  return vault_->write([&] { do_->end_at.run(end, digest_of(token)); });
}

Result<std::vector<Session>> SessionTable::of(const std::string& login, Instant now) {
  return vault_->alone([&] {
    std::vector<Session> all;
    for (sql::Statement& rows = do_->of.query(login, now); rows.next();) all.push_back(Statements::row(rows));
    return all;
  });
}

Result<void> SessionTable::close(const std::string& token) {
  return vault_->write([&] { do_->close.run(digest_of(token)); });
}

Result<bool> SessionTable::close_by_id(const std::string& login, const std::string& id) {
  return vault_->alone([&] {
    do_->close_by_id.run(login, id);
    return vault_->database().changes() == 1;
  });
}

Result<void> SessionTable::close_all(const std::string& login, const std::string& but_token) {
  return vault_->write([&] { do_->close_all.run(login, but_token.empty() ? std::string() : digest_of(but_token)); });
}

Result<void> SessionTable::renew_all(const std::string& login) {
  return vault_->write([&] { do_->renew_all.run(login); });
}

Result<std::optional<Duration>> SessionTable::idle_of(const std::string& login) {
  return vault_->alone([&] {
    std::optional<Duration> idle;
    for (sql::Statement& rows = do_->idle_of.query(login); rows.next();) idle = Duration::from_ns(rows.get<std::int64_t>(0));
    return idle;
  });
}

Result<void> SessionTable::set_idle(const std::string& login, std::optional<Duration> idle) {
  return vault_->write([&] {
    do_->clear_idle.run(login);
    if (idle) do_->set_idle.run(login, idle->ns());
  });
}

Result<void> SessionTable::know_browser(const std::string& token, const std::string& login, Instant expires) {
  return vault_->write([&] { do_->know_browser.run(digest_of(token), login, expires); });
}

Result<bool> SessionTable::knows_browser(const std::string& token, const std::string& login, Instant now) {
  return vault_->alone([&] {
    do_->forget_browsers.run(now);
    bool known = false;
    for (sql::Statement& rows = do_->knows_browser.query(digest_of(token), login, now); rows.next();) known = true;
    return known;
  });
}

}  // namespace davy::store
