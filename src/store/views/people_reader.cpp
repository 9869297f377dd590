#include "store/views/people_reader.hpp"

#include "store/views/order_view.hpp"

namespace davy::store {

PeopleReader::PeopleReader(sql::Database& database)
    : accounts_(database.prepare("SELECT login, name, role, posts, zones FROM accounts ORDER BY login")),
      offline_(database.prepare("SELECT device FROM offline_devices ORDER BY device")) {}

std::vector<core::Account> PeopleReader::accounts() {
  std::vector<core::Account> accounts;
  accounts_.query();
  while (accounts_.next()) {
    core::Account& account = accounts.emplace_back();
    std::string posts;
    std::string zones;
    accounts_.read(account.login, account.name, account.role, posts, zones);
    account.posts = list_from_json(posts);
    account.zones = list_from_json(zones);
  }
  return accounts;
}

std::vector<std::string> PeopleReader::offline_devices() {
  std::vector<std::string> devices;
  offline_.query();
  while (offline_.next()) devices.push_back(offline_.get<std::string>(0));
  return devices;
}

}  // namespace davy::store
