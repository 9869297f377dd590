#include "store/views/people_view.hpp"

#include "store/views/order_view.hpp"

namespace davy::store {

PeopleView::PeopleView(sql::Database& database)
    : save_account_(
          database.prepare("INSERT INTO accounts (login, name, role, posts, zones) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO "
                           "UPDATE SET name = excluded.name, role = excluded.role, posts = excluded.posts, zones = excluded.zones")),
      add_offline_(database.prepare("INSERT INTO offline_devices (device) VALUES ($1) ON CONFLICT (device) DO NOTHING")),
      remove_offline_(database.prepare("DELETE FROM offline_devices WHERE device = $1")) {}

void PeopleView::on(const core::Event&, const core::AccountSaved& body) {
  save_account_.run(body.login, body.name, body.role, list_json(body.posts), list_json(body.zones));
}

void PeopleView::on(const core::Event&, const core::DevicePresence& body) {
  switch (body.presence) {
    case core::Presence::Online: remove_offline_.run(body.device); break;
    case core::Presence::Offline: add_offline_.run(body.device); break;
  }
}

}  // namespace davy::store
