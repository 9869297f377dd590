#pragma once
// NoticeBook: notices that still wait to be sent, whether each is still true at the moment of sending, and who has seen the recent ones.

#include "core/order/order_book.hpp"

#include <map>
#include <set>
#include <string>

namespace davy::core {

struct Notice {
  NoticeId id;  // harmless to repeat: the id travels with it
  NoticeIssued what;
  Instant issued;
  DAVY_FIELDS(id, what, issued)
};

struct NoticeBook {
  std::map<NoticeId, Notice> waiting;              // issued, not yet sent, dropped or failed
  std::map<NoticeId, std::set<std::string>> seen;  // the newest, waiting or not: by whom
  DAVY_FIELDS(waiting, seen)
};

namespace notice {
Bodies react(const NoticeBook& book, const AlarmBook& alarms, const OrderBook& orders, const site::Directory& directory,
             const Event& event);
Bodies decide(const NoticeBook& book, const NoticeReport& report);
Decided decide(const NoticeBook& book, const PersonRequest& request);  // SeeNotice only; the second time of one person is no event
void evolve(NoticeBook& book, const Event& event);

// Empty when the notice is still true; else why not ("the alarm has been acknowledged"). Escalation is a pure function of the present state.
std::string outdated(const Notice& notice, const AlarmBook& alarms, const OrderBook& orders);
}  // namespace notice

}  // namespace davy::core
