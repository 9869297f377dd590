#include "store/accounts/factor_table.hpp"

namespace davy::store {

struct FactorTable::Statements {
  explicit Statements(sql::Database& database)
      : find(database.prepare("SELECT secret, confirmed, last_step FROM second_factors WHERE login = $1")),
        begin(database.prepare("INSERT INTO second_factors (login, secret, confirmed, last_step) VALUES ($1, $2, 0, 0)")),
        confirm(database.prepare("UPDATE second_factors SET confirmed = 1, last_step = $1 WHERE login = $2")),
        take_step(database.prepare("UPDATE second_factors SET last_step = $1 WHERE login = $2 AND last_step < $1")),
        add_code(database.prepare("INSERT INTO recovery_codes (login, digest) VALUES ($1, $2)")),
        take_code(database.prepare("DELETE FROM recovery_codes WHERE login = $1 AND digest = $2")),
        count_codes(database.prepare("SELECT count(*) FROM recovery_codes WHERE login = $1")),
        remove(database.prepare("DELETE FROM second_factors WHERE login = $1")),
        remove_codes(database.prepare("DELETE FROM recovery_codes WHERE login = $1")) {}

  sql::Statement find, begin, confirm, take_step, add_code, take_code, count_codes, remove, remove_codes;
};

namespace {

// A digest that is of no use for the same code of somebody else.
std::string code_digest(const std::string& login, const std::string& code) { return digest_of(login + "\n" + code); }

}  // namespace

FactorTable::FactorTable(std::shared_ptr<Vault> vault) : vault_(std::move(vault)), do_(std::make_unique<Statements>(vault_->database())) {}
FactorTable::~FactorTable() = default;

Result<std::optional<SecondFactor>> FactorTable::find(const std::string& login) {
  return vault_->alone([&] {
    std::optional<SecondFactor> found;
    for (sql::Statement& rows = do_->find.query(login); rows.next();) {
      bool confirmed = false;
      rows.read(found.emplace().secret, confirmed, found->last_step);
      found->enrolment = confirmed ? Enrolment::Confirmed : Enrolment::Begun;
    }
    return found;
  });
}

Result<void> FactorTable::begin(const std::string& login, const std::string& secret) {
  return vault_->write([&] {
    do_->remove.run(login);
    do_->begin.run(login, secret);
  });
}

Result<void> FactorTable::confirm(const std::string& login, std::uint64_t step, const std::vector<std::string>& recovery_codes) {
  return vault_->write([&] {
    do_->confirm.run(step, login);
    do_->remove_codes.run(login);
    for (const std::string& code : recovery_codes) do_->add_code.run(login, code_digest(login, code));
  });
}

Result<bool> FactorTable::take_step(const std::string& login, std::uint64_t step) {
  return vault_->alone([&] {
    do_->take_step.run(step, login);
    return vault_->database().changes() == 1;
  });
}

Result<bool> FactorTable::take_recovery_code(const std::string& login, const std::string& code) {
  return vault_->alone([&] {
    do_->take_code.run(login, code_digest(login, code));
    return vault_->database().changes() == 1;
  });
}

Result<std::uint64_t> FactorTable::recovery_codes_left(const std::string& login) {
  return vault_->alone([&] {
    std::uint64_t left = 0;
    for (sql::Statement& rows = do_->count_codes.query(login); rows.next();) left = rows.get<std::uint64_t>(0);
    return left;
  });
}

Result<void> FactorTable::remove(const std::string& login) {
  return vault_->write([&] {
    do_->remove.run(login);
    do_->remove_codes.run(login);
  });
}

}  // namespace davy::store
