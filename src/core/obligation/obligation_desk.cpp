#include "core/obligation/obligation_desk.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

std::string ObligationBook::Desk::actor() const {
  if (!event_.actor.starts_with("user:")) return {};
  const std::string login = person_of(event_.actor);
  return is_login(login) ? login : std::string();
}

std::vector<std::string> ObligationBook::Desk::by_name(const std::string& login) const {
  return is_login(login) ? std::vector{login} : std::vector<std::string>();
}

std::string ObligationBook::Desk::post_of(const std::string& login) const {
  const auto found = book_.posts_.find(login);
  return found == book_.posts_.end() || found->second.empty() ? std::string() : found->second.front();
}

std::vector<std::string> ObligationBook::Desk::holders(const std::string& post) const {
  const auto found = book_.holders_.find(post);
  return found == book_.holders_.end() ? std::vector<std::string>() : std::vector<std::string>(found->second.begin(), found->second.end());
}

ObligedMatter& ObligationBook::Desk::open_matter(const MatterRef& ref) const {
  book_.changed_matters_.insert(ref);
  return book_.matters_[ref];
}

ObligedMatter* ObligationBook::Desk::find(const MatterRef& ref) const {
  const auto found = book_.matters_.find(ref);
  if (found == book_.matters_.end()) return nullptr;
  book_.changed_matters_.insert(ref);
  return &found->second;
}

void ObligationBook::Desk::close_matter(const MatterRef& ref) const {
  end(
      ref, [](const Obligation&) { return true; }, [](Obligation& each) { each.answer = Answer::Withdrawn; });
  forget_matter(ref);
}

void ObligationBook::Desk::forget_matter(const MatterRef& ref) const {
  if (book_.matters_.erase(ref) > 0) book_.changed_matters_.insert(ref);
}

void ObligationBook::Desk::ask(const MatterRef& ref, Asking asked) const {
  ObligedMatter& matter = open_matter(ref);
  const bool is_named = !asked.people.empty();
  const bool is_of_its_post = asked.step == Step::CloseOrder || asked.step == Step::CloseHazard;
  Obligation what;
  what.asked_by = event_.seq;
  what.step = asked.step;
  what.part = asked.part;
  what.matter = ref;
  what.zone = asked.zone.empty() ? matter.zone : std::move(asked.zone);
  what.post = std::move(asked.post);
  what.people = std::move(asked.people);
  if (!is_named && !is_of_its_post) what.people = holders(what.post);
  if (!asked.judged.empty()) std::erase(what.people, asked.judged);
  what.asked = asked.asked.value_or(event_.time);
  what.due = asked.due;
  what.judged = std::move(asked.judged);
  what.judged_post = std::move(asked.judged_post);
  what.round = asked.round;
  matter.open.push_back({std::move(what), is_named || is_of_its_post ? PeopleFrom::Journal : PeopleFrom::Holders});
  changed_(matter.open.back().what);
}

bool ObligationBook::Desk::is_open(const MatterRef& ref, Step step) const {
  const auto found = book_.matters_.find(ref);
  return found != book_.matters_.end() &&
         std::ranges::any_of(found->second.open, [&](const OpenObligation& open) { return open.what.step == step; });
}

template <class Which, class End>
void ObligationBook::Desk::end(const MatterRef& ref, Which which, End end_it) const {
  ObligedMatter* matter = find(ref);
  if (matter == nullptr) return;
  std::vector<OpenObligation> left;
  for (OpenObligation& open : matter->open) {
    if (!which(open.what)) {
      left.push_back(std::move(open));
      continue;
    }
    end_it(open.what);
    changed_(open.what);
  }
  matter->open = std::move(left);
}

void ObligationBook::Desk::answer(const MatterRef& ref, Step step, Judgement judgement) const {
  end(
      ref, [&](const Obligation& each) { return each.step == step; },
      [&](Obligation& each) {
        each.answer = Answer::Done;
        each.done = Fulfilment{event_.seq, event_.time, event_.actor};
        each.judgement = judgement;
      });
}

void ObligationBook::Desk::answer_part(const MatterRef& ref, Step step, std::uint32_t part) const {
  end(
      ref, [&](const Obligation& each) { return each.step == step && each.part == part; },
      [&](Obligation& each) {
        each.answer = Answer::Done;
        each.done = Fulfilment{event_.seq, event_.time, event_.actor};
      });
}

void ObligationBook::Desk::answer_at(const MatterRef& ref, Step step, Instant at, Judgement judgement) const {
  end(
      ref, [&](const Obligation& each) { return each.step == step; },
      [&](Obligation& each) {
        each.answer = Answer::Done;
        each.done = Fulfilment{event_.seq, at, event_.actor};
        each.judgement = judgement;
      });
}

void ObligationBook::Desk::answer_as(const MatterRef& ref, Step step, const std::string& login) const {
  end(
      ref, [&](const Obligation& each) { return each.step == step; },
      [&](Obligation& each) {
        each.answer = Answer::Done;
        each.done = Fulfilment{event_.seq, event_.time, "user:" + login};
      });
}

void ObligationBook::Desk::withdraw(const MatterRef& ref, Step step) const {
  end(
      ref, [&](const Obligation& each) { return each.step == step; }, [](Obligation& each) { each.answer = Answer::Withdrawn; });
}

void ObligationBook::Desk::withdraw_ahead(const MatterRef& ref) const {
  end(
      ref, [&](const Obligation& each) { return !each.due || *each.due > event_.time; },
      [](Obligation& each) { each.answer = Answer::Withdrawn; });
}

void ObligationBook::Desk::tell(const MatterRef& ref, const Obligation& obligation) const {
  book_.changed_matters_.insert(ref);
  changed_(obligation);
}

}  // namespace davy::core
