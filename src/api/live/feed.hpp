#pragma once
// Feed: keeps every connected console in step with the journal; the protocol is in docs/formats/http.md.
//
// Follows the journal by its sequence, so nothing can be skipped: a commit only wakes it. A console joins with a snapshot or with what it has missed, then
// gets every record in order, what the records changed, changed values once a second, and a heartbeat that says how far all this reaches. When the
// journal cannot be read there is no heartbeat, and the consoles say that they are not in sync.
// Threads: committed() and show() from any thread, without blocking; the rest on pool threads, with the caller's own queries.

#include "api/http/exchange.hpp"
#include "api/live/changes.hpp"
#include "api/live/picture.hpp"
#include "runtime/runtime.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace davy::api {

class Feed final : public runtime::Listener {
 public:
  // How things stand now; called on pool threads.
  struct Sources {
    std::function<std::vector<runtime::LiveValue>()> live_values;
    std::function<runtime::Health()> health;
    std::function<Instant()> now;
    // Who the session's token stands for by now; empty: nobody any more.
    std::function<Result<std::optional<core::Account>>(const std::string& token, store::Queries& queries)> person_of;
    std::function<void()> wake;  // somebody must call catch_up() soon; must not block
  };

  struct Console {
    std::shared_ptr<Outlet> outlet;
    core::Account person;
    std::string token;
  };

  // `directory` must outlive it.
  Feed(const site::Directory& directory, Sources sources);

  // Reads the first picture. Once, before the rest.
  Result<void> begin(store::Queries& queries);

  void committed(const std::vector<core::Event>& events) override;
  std::size_t show(const core::Notice& notice);

  // Reads what the journal has beyond the picture and tells the consoles.
  Result<void> catch_up(store::Queries& queries);
  // Every second: changed values, the heartbeat; sends consoles away whose session has ended.
  void tick(store::Queries& queries);

  Result<void> join(Console console, std::optional<std::uint64_t> since, store::Queries& queries);
  void leave(const std::shared_ptr<Outlet>& outlet);
  std::size_t consoles() const;
  void stop();  // forgets the consoles and the waker

  // As of the latest record.
  Result<std::vector<ZoneStatus>> zones(store::Queries& queries);
  Result<std::vector<PointStatus>> points(store::Queries& queries);

 private:
  Result<void> catch_up_locked(store::Queries& queries);
  Result<Message> events_message(const std::vector<store::JournalRow>& records, const Changes& changes, store::Queries& queries);
  Result<Message> snapshot(const core::Account& person, store::Queries& queries);
  struct Missed {
    Message events = {};  // null: none
    std::vector<Message> notices = {};
  };
  Result<Missed> missed(const core::Account& person, std::uint64_t since, store::Queries& queries);
  Result<std::vector<Message>> missed_notices(const core::Account& person, const std::vector<store::JournalRow>& records,
                                              store::Queries& queries);
  Message notice_message(const store::NoticeRow& row) const;
  Result<void> tell(const std::vector<store::JournalRow>& records, const Changes& changes, store::Queries& queries);
  void send_points();
  Message points_message(const std::vector<PointStatus>& points, const std::vector<ZoneStatus>& zones) const;
  void check_sessions(store::Queries& queries);
  void send_to_all(const Message& message);
  void send_to(const Message& message, const std::function<bool(const core::Account&)>& whom);
  bool anybody() const { return consoles() > 0; }

  const site::Directory& directory_;
  Sources sources_;

  std::mutex picture_mutex_;  // taken before consoles_mutex_
  Picture picture_;
  std::uint64_t seq_ = 0;                 // the picture is as of this record, and so is every console
  std::vector<PointStatus> last_points_;  // as sent
  std::vector<ZoneStatus> last_zones_;
  std::uint64_t ticks_ = 0;

  mutable std::mutex consoles_mutex_;  // never held while anything blocks
  std::vector<Console> consoles_;
  bool stopped_ = false;
};

}  // namespace davy::api
