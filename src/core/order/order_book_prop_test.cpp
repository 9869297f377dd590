#include "core/order/order_book.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace davy::core {
namespace {

// What the laws need to remember of one order, from the journal alone.
struct Record {
  std::string condition;
  std::string handler;
  std::string submitted_by;
  bool submitted = false;
  bool approved = false;
  std::uint32_t reminders = 0;
  std::uint32_t escalation = 0;
};

class Laws {
 public:
  void read(const Event& event) {
    visit([&](const auto& body) { judge(event, body); }, event.body);
  }
  const std::map<OrderId, Record>& open() const { return open_; }

 private:
  void judge(const Event& event, const OrderIssued& issued) {
    for (const auto& [id, other] : open_) RC_ASSERT(other.condition != issued.condition);
    open_[OrderId(event.seq)].condition = issued.condition;
  }
  void judge(const Event& event, const OrderAccepted& accepted) {
    Record& order = open_.at(accepted.order);
    RC_ASSERT(order.handler.empty());
    order.handler = event.actor;
  }
  void judge(const Event& event, const OrderSubmitted& submitted) {
    Record& order = open_.at(submitted.order);
    RC_ASSERT(!order.submitted && event.actor == order.handler);
    RC_ASSERT(!submitted.photos.empty() && submitted.note == "because");
    order.submitted = true;
  }
  void judge(const Event& event, const OrderRejected& rejected) {
    Record& order = open_.at(rejected.order);
    RC_ASSERT(order.submitted && event.actor != order.handler && rejected.deadline > event.time);
    order.submitted = false;
  }
  void judge(const Event& event, const OrderApproved& approved) {
    Record& order = open_.at(approved.order);
    RC_ASSERT(order.submitted && event.actor.starts_with("user:") && event.actor != order.handler);
    RC_ASSERT(!active_.contains(order.condition));
    order.approved = true;
  }
  void judge(const Event&, const OrderClosed& closed) {
    RC_ASSERT(open_.at(closed.order).approved);
    open_.erase(closed.order);
  }
  void judge(const Event&, const OrderReminded& reminded) { RC_ASSERT(reminded.times == ++open_.at(reminded.order).reminders); }
  void judge(const Event&, const OrderEscalated& escalated) {
    Record& order = open_.at(escalated.order);
    RC_ASSERT(order.reminders > 0);
    RC_ASSERT(escalated.level == ++order.escalation);
  }
  // What is active, blind or not: since its raising it has not been seen to return.
  void judge(const Event& event, const AlarmRaised& raised) {
    active_.insert(raised.condition);
    conditions_[AlarmId(event.seq)] = raised.condition;
  }
  void judge(const Event&, const AlarmReturned& returned) { active_.erase(conditions_.at(returned.alarm)); }
  template <class Other>
  void judge(const Event&, const Other&) {}

  std::map<OrderId, Record> open_;
  std::set<std::string> active_;
  std::map<AlarmId, std::string> conditions_;
};

// Every story begins with a leak and people who do their work; what else happens comes in between.
std::vector<Happening> with_work(const std::vector<Happening>& others) {
  std::vector<Happening> all;
  const std::vector<Happening> work{{20, 1, 0, 0, 1},   {34, 17, 1, 0, 60}, {35, 17, 1, 0, 60}, {38, 17, 1, 2, 60},
                                    {35, 17, 1, 0, 60}, {20, 1, 2, 0, 60},  {37, 17, 1, 2, 60}};
  for (std::size_t i = 0; i < std::max(others.size(), work.size()); ++i) {
    if (i < work.size()) all.push_back(work[i]);
    if (i < others.size()) all.push_back(others[i]);
  }
  return all;
}

RC_GTEST_PROP(OrderBookProperty, NoOrderIsClosedWithoutAnothersApprovalAndNoConditionHasTwo, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  Laws laws;
  std::size_t read = 0;
  for (const Happening& h : with_work(*happenings())) {
    life.live(h);
    for (; read < life.journal().size(); ++read) laws.read(life.journal()[read]);
    const OrderBook& book = life.state().orders;
    RC_ASSERT(book.orders.size() == laws.open().size());
    RC_ASSERT(book.open.size() == book.orders.size());
    for (const auto& [id, order] : book.orders) RC_ASSERT(laws.open().contains(id) && book.open.at(order.condition) == id);
  }
}

RC_GTEST_PROP(OrderBookProperty, NoOverdueOrderIsLeftInPeace, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : with_work(*happenings())) {
    life.live(h);
    life.step(Tick{});
    for (const auto& [id, order] : life.state().orders.orders)
      if (order.deadline <= life.now()) RC_ASSERT(order.reminders > 0 && life.now() - order.last_call < site.escalate_every);
  }
}

}  // namespace
}  // namespace davy::core
