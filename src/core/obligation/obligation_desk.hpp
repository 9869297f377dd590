#pragma once
// Desk: the words in which the folds of the book are written: what one event asks, changes and answers.

#include "core/obligation/obligation_book.hpp"

namespace davy::core {

// Of one obligation that an event asks for.
struct Asking {
  Step step = Step::AcknowledgeAlarm;
  std::string post = {};
  std::vector<std::string> people = {};  // by name; none: whoever holds the post
  std::optional<Instant> due = {};
  std::uint32_t part = 0;
  std::string zone = {};  // empty: that of the matter
  std::string judged = {};
  std::string judged_post = {};
  std::uint32_t round = 1;
  std::optional<Instant> asked = {};  // none: by the event, at its time
};

class ObligationBook::Desk {
 public:
  Desk(ObligationBook& book, const Event& event, const std::function<void(const Obligation&)>& changed)
      : book_(book), event_(event), changed_(changed) {}

  const Event& event() const { return event_; }
  ObligationBook& book() const { return book_; }
  std::string actor() const;                                         // login of a person, or empty
  std::vector<std::string> by_name(const std::string& login) const;  // empty: nobody
  std::string post_of(const std::string& login) const;               // the first that they hold; empty: none
  std::vector<std::string> holders(const std::string& post) const;

  ObligedMatter& open_matter(const MatterRef& ref) const;
  ObligedMatter* find(const MatterRef& ref) const;
  void close_matter(const MatterRef& ref) const;   // what is still open is withdrawn
  void forget_matter(const MatterRef& ref) const;  // what is still open stays so, for good

  void ask(const MatterRef& ref, Asking asked) const;
  bool is_open(const MatterRef& ref, Step step) const;
  // Of those that are open: of one step, of one part of it, or all.
  void answer(const MatterRef& ref, Step step, Judgement judgement = Judgement::None) const;
  void answer_part(const MatterRef& ref, Step step, std::uint32_t part) const;
  void answer_at(const MatterRef& ref, Step step, Instant at, Judgement judgement = Judgement::None) const;
  void answer_as(const MatterRef& ref, Step step, const std::string& login) const;  // by whom it was, whoever wrote it
  void withdraw(const MatterRef& ref, Step step) const;
  void withdraw_ahead(const MatterRef& ref) const;  // of all steps what has no time, or whose time is yet to come
  // `edit` changes what is open of a step.
  template <class Edit>
  void change(const MatterRef& ref, Step step, Edit edit) const {
    ObligedMatter* matter = find(ref);
    if (matter == nullptr) return;
    for (OpenObligation& open : matter->open) {
      if (open.what.step != step) continue;
      edit(open);
      tell(ref, open.what);
    }
  }

 private:
  template <class Which, class End>
  void end(const MatterRef& ref, Which which, End end_it) const;
  void tell(const MatterRef& ref, const Obligation& obligation) const;

  ObligationBook& book_;
  const Event& event_;
  const std::function<void(const Obligation&)>& changed_;
};

}  // namespace davy::core
