#pragma once
// HazardView: every hazard, open and over.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class HazardView {
 public:
  explicit HazardView(sql::Database& database);

  void on(const core::Event& event, const core::HazardReported& body);
  void on(const core::Event& event, const core::HazardGraded& body);
  void on(const core::Event& event, const core::HazardMerged& body);
  void on(const core::Event& event, const core::HazardDismissed& body);
  void on(const core::Event& event, const core::HazardAccepted& body);
  void on(const core::Event& event, const core::HazardRectified& body);
  void on(const core::Event& event, const core::HazardReviewed& body);
  void on(const core::Event& event, const core::HazardReviewedAgain& body);
  void on(const core::Event& event, const core::HazardExtended& body);
  void on(const core::Event& event, const core::HazardExtensionAsked& body);
  void on(const core::Event& event, const core::HazardExtensionRefused& body);
  void on(const core::Event& event, const core::HazardReminded& body);
  void on(const core::Event& event, const core::HazardSupervised& body);
  void on(const core::Event& event, const core::HazardClosed& body);

 private:
  sql::Statement report_;
  sql::Statement grade_;
  sql::Statement accept_;
  sql::Statement rectify_;
  sql::Statement approve_;
  sql::Statement return_;
  sql::Statement extend_;
  sql::Statement ask_;
  sql::Statement remind_;
  sql::Statement supervise_;
  sql::Statement end_;
};

}  // namespace davy::store
