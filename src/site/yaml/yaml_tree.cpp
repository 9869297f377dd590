#include "site/yaml/yaml_tree.hpp"

#include "site/yaml/yaml_problems.hpp"

#include <yaml.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace davy::site {
namespace {

constexpr std::size_t kDepthMax = 64;

struct Parser {
  explicit Parser(std::string_view text) {
    yaml_parser_initialize(&raw);
    yaml_parser_set_encoding(&raw, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&raw, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Parser() { yaml_parser_delete(&raw); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  yaml_parser_t raw{};
};

struct EventOwner {
  EventOwner() = default;
  ~EventOwner() { yaml_event_delete(&raw); }
  EventOwner(const EventOwner&) = delete;
  EventOwner& operator=(const EventOwner&) = delete;

  yaml_event_t raw{};
};

YamlFault fault_at(const yaml_mark_t& mark, Said found, Said expected) {
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1), std::move(found), std::move(expected)};
}

YamlFault fault_of(const yaml_parser_t& parser) {
  Said problem =
      yaml_problem(parser.problem != nullptr ? parser.problem : "unreadable text", parser.context != nullptr ? parser.context : "");
  if (parser.error == YAML_READER_ERROR) return fault_at(parser.mark, std::move(problem), said({"UTF-8 文本", "UTF-8 text"}));
  return fault_at(parser.problem_mark, std::move(problem), said({"YAML 格式", "YAML"}));
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Builds the tree of one text from libyaml's events.
class Builder {
 public:
  Builder(std::pmr::memory_resource& arena, std::uint16_t file) : arena_(&arena), file_(file) {}

  const YamlNode* root() const { return root_; }

  // The fault that ends the reading, if this event is one.
  std::optional<YamlFault> take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_STREAM_END_EVENT:
      case YAML_DOCUMENT_END_EVENT: return std::nullopt;
      case YAML_DOCUMENT_START_EVENT:
        if (documents_++ > 0)
          return fault_at(event.start_mark, said({"第二个文档", "a second document"}), said({"每个文件一个文档", "one document a file"}));
        return std::nullopt;
      case YAML_ALIAS_EVENT:
        return fault_at(event.start_mark, said({"别名（alias）", "an alias"}),
                        said({"值本身：此处不使用别名", "the value itself: aliases are not used here"}));
      case YAML_SCALAR_EVENT: return scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return open(event, YamlNode::Kind::Sequence, event.data.sequence_start.anchor, event.data.sequence_start.tag);
      case YAML_MAPPING_START_EVENT:
        return open(event, YamlNode::Kind::Mapping, event.data.mapping_start.anchor, event.data.mapping_start.tag);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: open_.pop_back(); return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  struct Open {
    YamlNode* node;
    YamlNode* last = nullptr;         // the newest item or key
    YamlNode* waiting_key = nullptr;  // a key that has no value yet
  };

  std::optional<YamlFault> scalar(const yaml_event_t& event) {
    const auto& s = event.data.scalar;
    if (auto fault = refuse_extras(event, s.anchor, s.tag)) return fault;
    YamlNode* node = make(event, YamlNode::Kind::Scalar);
    node->style = s.style == YAML_PLAIN_SCALAR_STYLE ? YamlNode::Style::Plain : YamlNode::Style::Quoted;
    node->text = keep({reinterpret_cast<const char*>(s.value), s.length});
    const std::size_t quotes = s.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 2;
    const std::size_t written = event.end_mark.index - event.start_mark.index;
    const bool exact = event.start_mark.line == event.end_mark.line && written == characters(node->text) + quotes;
    node->copy = exact ? YamlNode::Copy::Exact : YamlNode::Copy::Changed;
    return place(node, event);
  }

  std::optional<YamlFault> open(const yaml_event_t& event, YamlNode::Kind kind, const unsigned char* anchor, const unsigned char* tag) {
    if (auto fault = refuse_extras(event, anchor, tag)) return fault;
    if (open_.size() >= kDepthMax) return fault_at(event.start_mark, said({"超过 64 层", "more than 64 levels"}), said({"更少", "fewer"}));
    YamlNode* node = make(event, kind);
    if (auto fault = place(node, event)) return fault;
    open_.push_back({node});
    return std::nullopt;
  }

  static std::optional<YamlFault> refuse_extras(const yaml_event_t& event, const unsigned char* anchor, const unsigned char* tag) {
    if (anchor != nullptr)
      return fault_at(event.start_mark, said({"锚点（anchor）", "an anchor"}),
                      said({"值本身：此处不使用锚点", "the value itself: anchors are not used here"}));
    if (tag != nullptr)
      return fault_at(event.start_mark, said({"标签（tag）", "a tag"}),
                      said({"值本身：此处不使用标签", "the value itself: tags are not used here"}));
    return std::nullopt;
  }

  std::optional<YamlFault> place(YamlNode* node, const yaml_event_t& event) {
    if (open_.empty()) {
      root_ = node;
      return std::nullopt;
    }
    Open& parent = open_.back();
    if (parent.waiting_key != nullptr) {
      std::exchange(parent.waiting_key, nullptr)->value = node;
      return std::nullopt;
    }
    if (parent.node->kind == YamlNode::Kind::Mapping) {
      if (node->kind != YamlNode::Kind::Scalar)
        return fault_at(event.start_mark, said({"以列表或映射作为键", "a list or mapping as a key"}), said({"单词", "a word"}));
      parent.waiting_key = node;
    }
    (parent.last != nullptr ? parent.last->next : parent.node->first) = node;
    parent.last = node;
    return std::nullopt;
  }

  YamlNode* make(const yaml_event_t& event, YamlNode::Kind kind) {
    auto* node = new (arena_->allocate(sizeof(YamlNode), alignof(YamlNode))) YamlNode;
    node->kind = kind;
    node->file = file_;
    node->line = static_cast<std::uint32_t>(event.start_mark.line + 1);
    node->column = static_cast<std::uint32_t>(event.start_mark.column + 1);
    return node;
  }

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(arena_->allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

  std::pmr::memory_resource* arena_;
  std::uint16_t file_;
  const YamlNode* root_ = nullptr;
  int documents_ = 0;
  std::vector<Open> open_;
};

}  // namespace

YamlTree::Read YamlTree::read(std::uint16_t file, std::string_view text) {
  Parser parser(text);
  Builder builder(arena_, file);
  for (;;) {
    EventOwner event;
    if (yaml_parser_parse(&parser.raw, &event.raw) == 0) return {nullptr, fault_of(parser.raw)};
    if (auto fault = builder.take(event.raw)) return {nullptr, std::move(fault)};
    if (event.raw.type == YAML_STREAM_END_EVENT) return {builder.root(), std::nullopt};
  }
}

}  // namespace davy::site
