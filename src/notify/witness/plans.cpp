// The witnesses of a site, as YAML (docs/formats/evidence.md).
#include "notify/witness/witness.hpp"
#include "site/yaml/yaml_tree.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

namespace davy::notify {
namespace {

using site::YamlNode;

constexpr Duration kMailEvery = 24_h;
constexpr std::int64_t kSecondsMax = 31 * 24 * 3600;

class PlanReader {
 public:
  explicit PlanReader(std::string file) : file_(std::move(file)) {}

  Result<WitnessPlans> read(const YamlNode* root) {
    WitnessPlans plans;
    if (root == nullptr || root->kind != YamlNode::Kind::Mapping) return invalid(file_ + ": expected 'witnesses:'");
    for (const YamlNode& key : *root) {
      if (key.text == "checkpoint-every-s")
        plans.checkpoint_every = seconds(*key.value);
      else if (key.text == "witnesses" && key.value->kind == YamlNode::Kind::Sequence)
        for (const YamlNode& each : *key.value) plans.witnesses.push_back(witness(each));
      else
        blame(key, "checkpoint-every-s, or a list of witnesses");
    }
    if (!wrong_.empty()) return invalid(wrong_);
    return plans;
  }

 private:
  void blame(const YamlNode& at, const std::string& expected) {
    if (wrong_.empty())
      wrong_ = file_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": found '" + std::string(at.text) +
               "', expected " + expected;
  }

  std::string text(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::Scalar || node.text.empty()) blame(node, "a text");
    return std::string(node.text);
  }

  Duration seconds(const YamlNode& node) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
    if (node.kind != YamlNode::Kind::Scalar || error != std::errc() || end != node.text.data() + node.text.size() || number < 1 ||
        number > kSecondsMax)
      blame(node, "whole seconds, from 1 to 31 days");
    return 1_s * number;
  }

  std::vector<std::string> texts(const YamlNode& node) {
    std::vector<std::string> list;
    if (node.kind == YamlNode::Kind::Scalar) list.push_back(text(node));
    if (node.kind == YamlNode::Kind::Sequence)
      for (const YamlNode& each : node) list.push_back(text(each));
    if (list.empty()) blame(node, "one address or a list of them");
    return list;
  }

  void target(WitnessPlan& plan, WitnessKind kind, const YamlNode& value) {
    if (!plan.target.empty()) blame(value, "one of file, http and mail only");
    plan.kind = kind;
    plan.target = text(value);
    const auto begins = [&](std::string_view with) { return plan.target.starts_with(with); };
    if (kind == WitnessKind::Http && !begins("http://") && !begins("https://")) blame(value, "http://… or https://…");
    if (kind == WitnessKind::Mail && !begins("smtp://") && !begins("smtps://")) blame(value, "smtp://host:port or smtps://host:port");
  }

  WitnessPlan witness(const YamlNode& node) {
    WitnessPlan plan;
    if (node.kind != YamlNode::Kind::Mapping) return blame(node, "name, and one of file, http and mail"), plan;
    std::optional<Duration> every;
    for (const YamlNode& key : node) {
      if (key.text == "name")
        plan.name = text(*key.value);
      else if (key.text == "file")
        target(plan, WitnessKind::File, *key.value);
      else if (key.text == "http")
        target(plan, WitnessKind::Http, *key.value);
      else if (key.text == "mail")
        target(plan, WitnessKind::Mail, *key.value);
      else if (key.text == "from")
        plan.from = text(*key.value);
      else if (key.text == "to")
        plan.to = texts(*key.value);
      else if (key.text == "user")
        plan.user = text(*key.value);
      else if (key.text == "password-file")
        plan.password_file = text(*key.value);
      else if (key.text == "every-s")
        every = seconds(*key.value);
      else
        blame(key, "name, file, http, mail, from, to, user, password-file or every-s");
    }
    if (plan.name.empty() || plan.target.empty()) blame(*node.first, "name, and one of file, http and mail");
    if (!plan.name.empty() && !names_.insert(plan.name).second) blame(*node.first, "a name that no other witness has");
    if (plan.kind == WitnessKind::Mail && (plan.from.empty() || plan.to.empty())) blame(*node.first, "from and to of a mail");
    plan.every = every.value_or(plan.kind == WitnessKind::Mail ? kMailEvery : Duration());
    return plan;
  }

  const std::string file_;
  std::string wrong_;
  std::set<std::string> names_;
};

}  // namespace

Result<WitnessPlans> read_witnesses(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return not_found(file + " cannot be read");
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  site::YamlTree tree;
  const site::YamlTree::Read read = tree.read(0, text);
  if (read.fault)
    return invalid(
        said({"{}:{}：{}；应为：{}", "{}:{}: found {}, expected {}"}, file, read.fault->line, read.fault->found, read.fault->expected));
  return PlanReader(file).read(read.root);
}

}  // namespace davy::notify
