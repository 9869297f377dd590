#include "site/expression/tree.hpp"

#include <fmt/format.h>

namespace davy::site::expression {
namespace {

std::string list_of(std::string head, const std::vector<Node>& nodes, std::string_view open, std::string_view close) {
  std::string text = std::string(open) + head;
  for (const Node& node : nodes) text += (text.size() > open.size() ? " " : "") + outline(node);
  return text + std::string(close);
}

}  // namespace

std::string to_text(const Fault& fault) {
  std::string text = fmt::format("{}:{}: found {}, expected {}", fault.at.line, fault.at.column, fault.found.en(), fault.expected.en());
  if (!fault.nearest.empty()) text += fmt::format(" (did you mean '{}'?)", fault.nearest);
  return text;
}

std::string outline(const Node& node) {
  switch (node.kind) {
    case NodeKind::Null: return "null";
    case NodeKind::Bool: return node.truth ? "true" : "false";
    case NodeKind::Int: return std::to_string(node.whole);
    case NodeKind::UInt: return std::to_string(node.natural) + "u";
    case NodeKind::Double: return fmt::format("{}", node.number);
    case NodeKind::Quantity: return fmt::format("[{} {}]", node.number, node.text);
    case NodeKind::String: return "'" + node.text + "'";
    case NodeKind::Name: return node.text;
    case NodeKind::Select: return list_of(". " + node.text, node.children, "(", ")");
    case NodeKind::Call: return list_of("call " + node.text, node.children, "(", ")");
    case NodeKind::Method: return list_of("method " + node.text, node.children, "(", ")");
    case NodeKind::Index: return list_of("index", node.children, "(", ")");
    case NodeKind::List: return list_of("", node.children, "[", "]");
    case NodeKind::Not: return list_of("!", node.children, "(", ")");
    case NodeKind::Minus: return list_of("-", node.children, "(", ")");
    case NodeKind::Binary: return list_of(std::string(name_of(node.op)), node.children, "(", ")");
    case NodeKind::Choice: return list_of("?:", node.children, "(", ")");
  }
  return {};
}

}  // namespace davy::site::expression
