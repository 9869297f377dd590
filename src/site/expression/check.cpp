#include "site/expression/check.hpp"

#include "site/expression/checker.hpp"
#include "site/expression/deadband.hpp"
#include "site/expression/parse.hpp"

namespace davy::site::expression {

CheckResult check(const Node& root, const Scope& scope, PointIndex own) {
  Checker checker(scope, own);
  Term term = checker.check(root);
  if (term.type.kind != TypeKind::Bool && term.type.kind != TypeKind::Wrong)
    checker.refuse(root.at, said({"类型为 {} 的条件", "a condition that is a {}"}, words_of(term.type)),
                   said({"结果为真或假的条件，如 value > 5", "one that is true or false, as value > 5"}));
  if (term.type.kind == TypeKind::Wrong) checker.ensure_fault(root.at);
  CheckResult result{std::nullopt, checker.take_faults()};
  if (result.faults.empty()) result.checked = Checked{std::move(term), checker.take_inputs(), checker.take_parts(), {}};
  return result;
}

Translation translate(std::string_view text, const Scope& scope, PointIndex own, double deadband) {
  Parsed parsed = parse(text);
  if (!parsed.root) return {std::nullopt, {std::move(*parsed.fault)}};
  CheckResult result = check(*parsed.root, scope, own);
  if (!result.checked) return {std::nullopt, std::move(result.faults)};
  if (deadband > 0) {
    result.checked->kept = kept_true(result.checked->root, *scope.site()[own].unit, deadband);
    if (!result.checked->kept)
      return {std::nullopt,
              {{parsed.root->at,
                said({"有死区，但没有可由其移动的比较", "a deadband, but nothing that it could move"}),
                said({"以测点单位所作的比较，或不写死区", "a comparison in the unit of the point, or no deadband"}),
                {}}}};
  }
  Program program = compile(*result.checked);
  std::size_t steps = program.code.size();
  for (const Routine& part : program.parts) steps += part.code.size();
  if (program.kept) steps += program.kept->code.size();
  if (steps <= kStepsMax) return {std::move(program), {}};
  return {std::nullopt,
          {{parsed.root->at,
            said({"条件共 {} 步，集合中所有测点合计", "a condition of {} steps, all points of its sets together"}, steps),
            said({"至多 {} 步", "at most {}"}, kStepsMax),
            {}}}};
}

}  // namespace davy::site::expression
