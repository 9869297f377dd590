#pragma once
// PermitView: permits for special work, open and over: what each says, how it stands, whose turn it is, who is named in it.

#include "core/event.hpp"
#include "store/sql/database.hpp"
#include "store/views/permit_rows.hpp"

namespace davy::store {

class PermitView {
 public:
  explicit PermitView(sql::Database& database);

  void on(const core::Event& event, const core::PermitApplied& body);
  void on(const core::Event& event, const core::PermitSigned& body);
  void on(const core::Event& event, const core::PermitRefused& body);
  void on(const core::Event& event, const core::PermitStarted& body);
  void on(const core::Event& event, const core::PermitInterrupted& body);
  void on(const core::Event& event, const core::PermitSuspended& body);
  void on(const core::Event& event, const core::PermitResumed& body);
  void on(const core::Event& event, const core::PermitGuarded& body);
  void on(const core::Event& event, const core::PermitFinished& body);
  void on(const core::Event& event, const core::PermitAccepted& body);
  void on(const core::Event& event, const core::PermitReturned& body);
  void on(const core::Event& event, const core::PermitExpired& body);
  void on(const core::Event& event, const core::PermitCancelled& body);
  void on(const core::Event& event, const core::PermitArchived& body);

 private:
  bool is_last(const core::PermitSigned& body);

  sql::Statement apply_;
  sql::Statement name_;
  sql::Statement form_;
  sql::Statement sign_;
  sql::Statement set_state_;
  sql::Statement start_;
  sql::Statement suspend_;
  sql::Statement guard_;
  sql::Statement end_;
};

}  // namespace davy::store
