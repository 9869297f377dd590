#include "site/expression/parse.hpp"

#include "base/text.hpp"
#include "site/expression/literals.hpp"

#include <tao/pegtl.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace davy::site::expression {
namespace {

namespace peg = tao::pegtl;

constexpr std::uint64_t kIntMax = std::numeric_limits<std::int64_t>::max();
constexpr Words kOperand{"值、名称或 '('", "a value, a name or '('"};
constexpr std::array<std::string_view, 17> kReserved{"as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
                                                     "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

// Ends the parsing; never leaves parse().
struct Refusal {
  std::size_t offset;
  Said found;
  Said expected;
  std::string nearest;
};

Place place_of(std::string_view text, std::size_t offset) {
  Place place;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++place.column;
    }
  }
  return place;
}

std::string_view token_at(std::string_view rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_word(rest[length])) ++length;
  if (length > 0) return rest.substr(0, length);
  for (const std::string_view two : {"&&", "||", "==", "!=", "<=", ">="})
    if (rest.starts_with(two)) return two;
  length = 1;
  while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) ++length;
  return rest.substr(0, length);
}

std::string in_quotes(std::string_view token) { return "'" + std::string(token) + "'"; }

Said found_at(std::string_view rest) { return rest.empty() ? said({"文本结尾", "the end"}) : as_written(in_quotes(token_at(rest))); }

// What people write who know another language.
std::string meant_at(std::string_view rest) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMeant{
      {{"=", "=="}, {"&", "&&"}, {"|", "||"}, {"and", "&&"}, {"or", "||"}, {"not", "!"}}};
  for (const auto& [written, meant] : kMeant)
    if (!rest.empty() && token_at(rest) == written) return std::string(meant);
  return {};
}

// Makes the tree while the grammar is matched: operands on a stack, operators on another.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  Node take_root() { return take().node; }

  [[noreturn]] void refuse(std::size_t offset, Said found, Said expected, std::string nearest = {}) const {
    throw Refusal{offset, std::move(found), std::move(expected), std::move(nearest)};
  }

  std::size_t offset_of(const char* at) const { return static_cast<std::size_t>(at - text_.data()); }
  std::string_view text() const { return text_; }

  void literal(Node node, const char* at) { push(std::move(node), offset_of(at), Form::Literal); }

  void number(std::string_view digits) {
    Node node{.kind = NodeKind::Double};
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), node.number);
    const bool tiny = read.ec == std::errc::result_out_of_range && digits.find("e-") != std::string_view::npos;
    if (read.ec != std::errc() && !tiny)
      refuse(offset_of(digits.data()), as_written(in_quotes(digits)), said({"double 能表示的数", "a number that a double can hold"}));
    literal(std::move(node), digits.data());
  }

  void whole(std::string_view digits, NodeKind kind) {
    Node node{.kind = kind};
    std::string_view rest = digits;
    const bool hex = rest.starts_with("0x");
    if (hex) rest.remove_prefix(2);
    if (kind == NodeKind::UInt) rest.remove_suffix(1);
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), node.natural, hex ? 16 : 10);
    if (read.ec != std::errc())
      refuse(offset_of(digits.data()), as_written(in_quotes(digits)), said({"64 位整数", "a whole number of 64 bits"}));
    literal(std::move(node), digits.data());
  }

  void quantity(std::string_view suffix) {
    suffix.remove_prefix(std::min(suffix.find_first_not_of(" \t"), suffix.size()));
    Node& node = stack_.back().node;
    node.number = node.kind == NodeKind::Double ? node.number : static_cast<double>(node.natural);
    node.kind = NodeKind::Quantity;
    node.text = suffix;
  }

  void string(std::string_view literal_text) {
    Unquoted read = unquote(literal_text);
    if (read.fault) refuse(offset_of(literal_text.data()) + read.fault->offset, read.fault->found, read.fault->expected);
    literal({.kind = NodeKind::String, .text = std::move(read.value)}, literal_text.data());
  }

  void name(std::string_view word) {
    const std::size_t at = offset_of(word.data());
    if (word == "in") refuse(at, said({"'in'（保留字）", "'in'"}), said(kOperand));
    if (std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end())
      refuse(at, as_written(in_quotes(word)), said({"其他名称：该名称为 CEL 的保留字", "another name: CEL reserves this one"}));
    Node node{.kind = NodeKind::Name, .text = std::string(word)};
    if (word == "null") node.kind = NodeKind::Null;
    if (word == "true" || word == "false") node.kind = NodeKind::Bool;
    node.truth = word == "true";
    literal(std::move(node), word.data());
  }

  void pend(const char* at, NodeKind kind) { push({.kind = kind}, offset_of(at), Form::Pending); }

  // The sign or signs before the operand on top. A minus before a number belongs to it, so that the least int can be written.
  void settle_unary() {
    Entry operand = take();
    if (operand.form == Form::Literal && sign_waits() && stack_.back().node.kind == NodeKind::Minus && is_number(operand.node)) {
      operand.at = take().at;
      negate(operand.node);
      operand.form = Form::Whole;
    }
    settle(operand);
    while (sign_waits()) {
      Entry sign = take();
      sign.node.children.push_back(std::move(operand.node));
      operand = {std::move(sign.node), sign.at, Form::Whole};
      deepen(operand);
    }
    push(std::move(operand.node), operand.at, Form::Whole);
  }

  void close_group() {
    marks_.pop_back();
    stack_.back().form = Form::Whole;
  }
  void mark() { marks_.push_back(stack_.size()); }
  void select(std::string_view word) { selectors_.push_back(word); }
  void operate(std::string_view word) { operators_.push_back(word); }
  void choose(const char* at) { choices_.push_back(offset_of(at)); }

  void list(const char* at) {
    Node node{.kind = NodeKind::List, .children = take_marked()};
    push(std::move(node), offset_of(at), Form::Whole);
  }

  void call() {
    std::vector<Node> arguments = take_marked();
    Entry callee = take();
    if (callee.node.kind != NodeKind::Name)
      refuse(callee.at, said({"对 '{}' 的调用", "a call of '{}'"}, token(callee.at)),
             said({"'(' 之前为函数名", "a function's name before '('"}));
    callee.node.kind = NodeKind::Call;
    callee.node.children = std::move(arguments);
    push(std::move(callee.node), callee.at, Form::Whole);
  }

  void method() {
    std::vector<Node> children = take_marked();
    children.insert(children.begin(), settled());
    member(NodeKind::Method, std::move(children));
  }

  void field() {
    std::vector<Node> children;
    children.push_back(settled());
    member(NodeKind::Select, std::move(children));
  }

  void index(const char* at) {
    marks_.pop_back();
    Node position = settled();
    Node node{.kind = NodeKind::Index};
    node.children.push_back(settled());
    node.children.push_back(std::move(position));
    push(std::move(node), offset_of(at), Form::Whole);
  }

  void binary() {
    const std::string_view word = operators_.back();
    operators_.pop_back();
    Node right = settled();
    Node node{.kind = NodeKind::Binary, .op = *value_named<Operator>(word)};
    node.children.push_back(settled());
    node.children.push_back(std::move(right));
    push(std::move(node), offset_of(word.data()), Form::Whole);
  }

  void choice() {
    Node node{.kind = NodeKind::Choice};
    Node otherwise = settled();
    Node then = settled();
    node.children.push_back(settled());
    node.children.push_back(std::move(then));
    node.children.push_back(std::move(otherwise));
    const std::size_t at = choices_.back();
    choices_.pop_back();
    push(std::move(node), at, Form::Whole);
  }

 private:
  enum class Form { Literal, Pending, Whole };  // a bare literal that a minus may join, a sign that waits for its operand, anything else
  struct Entry {
    Node node;
    std::size_t at;
    Form form;
  };

  static bool is_number(const Node& node) {
    return node.kind == NodeKind::Int || node.kind == NodeKind::Double || node.kind == NodeKind::Quantity;
  }

  static void negate(Node& node) {
    node.number = -node.number;
    if (node.kind != NodeKind::Int || node.natural > kIntMax + 1) return;
    node.whole = node.natural > kIntMax ? std::numeric_limits<std::int64_t>::min() : -static_cast<std::int64_t>(node.natural);
    node.natural = 0;
  }

  // An int literal becomes a value; only now is known whether a minus stood before it.
  void settle(Entry& entry) const {
    Node& node = entry.node;
    if (node.kind != NodeKind::Int || node.natural == 0) return;
    if (node.natural > kIntMax)
      refuse(entry.at, as_written(in_quotes(token(entry.at))),
             said({"64 位 int，最大 9223372036854775807", "an int of 64 bits, up to 9223372036854775807"}));
    node.whole = static_cast<std::int64_t>(std::exchange(node.natural, 0));
  }

  std::string token(std::size_t at) const { return std::string(token_at(text_.substr(at))); }

  // Signs before an open bracket wait for all that stands in it.
  bool sign_waits() const {
    const std::size_t outside = marks_.empty() ? 0 : marks_.back();
    return stack_.size() > outside && stack_.back().form == Form::Pending;
  }

  Entry take() {
    Entry entry = std::move(stack_.back());
    stack_.pop_back();
    return entry;
  }

  Node settled() {
    Entry entry = take();
    settle(entry);
    return std::move(entry.node);
  }

  std::vector<Node> take_marked() {
    std::vector<Node> nodes;
    for (std::size_t i = marks_.back(); i < stack_.size(); ++i) nodes.push_back(std::move(stack_[i].node));
    stack_.resize(marks_.back());
    marks_.pop_back();
    return nodes;
  }

  void member(NodeKind kind, std::vector<Node> children) {
    const std::string_view word = selectors_.back();
    selectors_.pop_back();
    Node node{.kind = kind, .text = std::string(word), .children = std::move(children)};
    push(std::move(node), offset_of(word.data()), Form::Whole);
  }

  void deepen(Entry& entry) const {
    for (const Node& child : entry.node.children) entry.node.depth = std::max(entry.node.depth, child.depth + 1);
    if (entry.node.depth > kLevelsMax)
      refuse(entry.at, said({"超过 100 层的表达式", "an expression of more than 100 levels"}),
             said({"更短的表达式；其中的部分可另立为条件", "a shorter one; parts of it may be conditions of their own"}));
    entry.node.at = place_of(text_, entry.at);
  }

  void push(Node node, std::size_t at, Form form) {
    Entry entry{std::move(node), at, form};
    deepen(entry);
    stack_.push_back(std::move(entry));
  }

  std::string_view text_;
  std::vector<Entry> stack_;
  std::vector<std::size_t> marks_;
  std::vector<std::string_view> selectors_;
  std::vector<std::string_view> operators_;
  std::vector<std::size_t> choices_;
};

// Langdef "Syntax", rule by rule, without left recursion. Nothing is taken back once its first token was read (must), so every action stands.
namespace grammar {

struct Comment : peg::seq<peg::string<'/', '/'>, peg::until<peg::eolf>> {};
struct Gap : peg::star<peg::sor<peg::one<' ', '\t', '\n', '\f', '\r'>, Comment>> {};
template <char C>
struct Sign : peg::seq<peg::one<C>, Gap> {};
template <class... Rules>
struct WordEnd : peg::seq<Rules..., peg::not_at<peg::identifier_other>> {};

struct Expression;
struct End : peg::eof {};
struct ParenClose : peg::seq<peg::one<')'>, Gap> {};
struct BracketClose : peg::seq<peg::one<']'>, Gap> {};
struct ArgumentsClose : ParenClose {};
struct ListClose : BracketClose {};
struct Colon : Sign<':'> {};

struct Exponent : peg::seq<peg::one<'e', 'E'>, peg::opt<peg::one<'+', '-'>>, peg::plus<peg::digit>> {};
struct FloatText : peg::sor<peg::seq<peg::star<peg::digit>, peg::one<'.'>, peg::plus<peg::digit>, peg::opt<Exponent>>,
                            peg::seq<peg::plus<peg::digit>, Exponent>> {};
struct Digits : peg::sor<peg::seq<peg::string<'0', 'x'>, peg::plus<peg::xdigit>>, peg::plus<peg::digit>> {};
struct UIntText : WordEnd<Digits, peg::one<'u', 'U'>> {};
struct HexText : peg::seq<peg::string<'0', 'x'>, peg::plus<peg::xdigit>> {};
struct IntText : peg::plus<peg::digit> {};

// What stands behind a number; a word that is no unit ends the parsing, since no operator begins like one but `in`.
struct Suffix {
  using rule_t = Suffix;
  using subs_t = peg::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest(in.current(), in.size());
    const std::size_t length = suffix_length(rest);
    in.bump(length);
    return length > 0;
  }
};
struct Number : peg::seq<peg::sor<UIntText, FloatText, HexText, IntText>, peg::opt<Suffix>> {};

struct QuotedText {
  using rule_t = QuotedText;
  using subs_t = peg::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest(in.current(), in.size());
    const std::size_t length = quoted_length(rest);
    if (length == std::string_view::npos)
      throw Refusal{in.position().byte,
                    said({"缺少结尾引号的文本", "a text without its closing quote"}),
                    said({"结尾使用相同的引号", "the same quote at its end"}),
                    {}};
    in.bump(length);
    return length > 0;
  }
};

struct BytesText : peg::seq<peg::one<'b', 'B'>, peg::opt<peg::one<'r', 'R'>>, peg::one<'"', '\''>> {};
struct Map : peg::one<'{'> {};
struct LeadingDot : peg::one<'.'> {};

struct ArgumentsOpen : Sign<'('> {};
struct Arguments
    : peg::seq<ArgumentsOpen, peg::sor<ParenClose, peg::seq<peg::must<Expression>, peg::star<peg::if_must<Sign<','>, Expression>>,
                                                            peg::must<ArgumentsClose>>>> {};
struct NameArguments : Arguments {};
struct MethodArguments : Arguments {};
struct Word : peg::identifier {};
struct Message : peg::one<'{'> {};
struct Name : peg::seq<Word, Gap, peg::opt<peg::sor<NameArguments, Message>>> {};

struct ListOpen : Sign<'['> {};
struct NextItem : peg::seq<Sign<','>, peg::not_at<peg::one<']'>>, peg::must<Expression>> {};
struct Items : peg::seq<peg::must<Expression>, peg::star<NextItem>, peg::opt<Sign<','>>, peg::must<ListClose>> {};
struct List : peg::seq<ListOpen, peg::sor<BracketClose, peg::seq<Sign<','>, BracketClose>, Items>> {};
struct GroupOpen : Sign<'('> {};
struct Group : peg::if_must<GroupOpen, Expression, ParenClose> {};
struct Literal : peg::seq<peg::sor<Number, QuotedText>, Gap> {};
struct Primary : peg::sor<Literal, BytesText, List, Group, Map, LeadingDot, Name> {};

struct Selector : peg::identifier {};
struct NoArguments : peg::success {};
struct Member : peg::if_must<Sign<'.'>, Selector, Gap, peg::sor<MethodArguments, NoArguments>> {};
struct IndexOpen : Sign<'['> {};
struct IndexOf : peg::if_must<IndexOpen, Expression, BracketClose> {};
struct Operand : peg::seq<Primary, peg::star<peg::sor<Member, IndexOf>>> {};

struct NotSign : peg::seq<peg::one<'!'>, peg::not_at<peg::one<'='>>, Gap> {};
struct MinusSign : Sign<'-'> {};
struct Unary : peg::sor<peg::if_must<peg::plus<NotSign>, Operand>, peg::if_must<peg::plus<MinusSign>, Operand>, Operand> {};

template <class Word, class Next>
struct Step : peg::if_must<peg::seq<Word, Gap>, Next> {};
template <class Word, class Next>
struct Steps : peg::seq<Next, peg::star<Step<Word, Next>>> {};

struct Multiplying : peg::one<'*', '/', '%'> {};
struct Adding : peg::one<'+', '-'> {};
struct Relating : peg::sor<peg::string<'<', '='>, peg::string<'>', '='>, peg::string<'=', '='>, peg::string<'!', '='>, peg::one<'<', '>'>,
                           WordEnd<peg::string<'i', 'n'>>> {};
struct AndSign : peg::string<'&', '&'> {};
struct OrSign : peg::string<'|', '|'> {};
struct Multiplication : Steps<Multiplying, Unary> {};
struct Addition : Steps<Adding, Multiplication> {};
struct Relation : Steps<Relating, Addition> {};
struct Conjunction : Steps<AndSign, Relation> {};
struct Disjunction : Steps<OrSign, Conjunction> {};
struct ChoiceSign : peg::one<'?'> {};
struct Choice : peg::if_must<peg::seq<ChoiceSign, Gap>, Disjunction, Colon, Expression> {};
struct Expression : peg::seq<Disjunction, peg::opt<Choice>> {};
struct Whole : peg::seq<Gap, peg::must<Expression>, peg::must<End>> {};

}  // namespace grammar

template <class Rule>
struct Action : peg::nothing<Rule> {};

// An action for the text of a rule, and one for where it begins.
#define DAVY_ON_TEXT(Rule, call)                           \
  template <>                                              \
  struct Action<grammar::Rule> {                           \
    template <class Input>                                 \
    static void apply(const Input& in, Builder& builder) { \
      const std::string_view text(in.begin(), in.size());  \
      builder.call;                                        \
    }                                                      \
  }
#define DAVY_ON_END(Rule, call)                            \
  template <>                                              \
  struct Action<grammar::Rule> {                           \
    static void apply0(Builder& builder) { builder.call; } \
  }

DAVY_ON_TEXT(FloatText, number(text));
DAVY_ON_TEXT(UIntText, whole(text, NodeKind::UInt));
DAVY_ON_TEXT(HexText, whole(text, NodeKind::Int));
DAVY_ON_TEXT(IntText, whole(text, NodeKind::Int));
DAVY_ON_TEXT(Suffix, quantity(text));
DAVY_ON_TEXT(QuotedText, string(text));
DAVY_ON_TEXT(BytesText,
             refuse(builder.offset_of(text.data()), said({"bytes 字面量", "bytes"}),
                    said({"引号中的文本：bytes 不属于 Davy 的条件", "a text in quotes: bytes are not part of Davy's conditions"})));
DAVY_ON_TEXT(Map, refuse(builder.offset_of(text.data()), as_written("'{'"),
                         said({"{}：map 不属于 Davy 的条件", "{}: maps are not part of Davy's conditions"}, kOperand)));
DAVY_ON_TEXT(Message, refuse(builder.offset_of(text.data()), as_written("'{'"),
                             said({"运算符：message 不属于 Davy 的条件", "an operator: messages are not part of Davy's conditions"})));
DAVY_ON_TEXT(LeadingDot,
             refuse(builder.offset_of(text.data()), as_written("'.'"),
                    said({"{}：根作用域的名称不属于 Davy 的条件", "{}: names of the root scope are not part of Davy's conditions"},
                         kOperand)));
DAVY_ON_TEXT(Word, name(text));
DAVY_ON_TEXT(Selector, select(text));
DAVY_ON_TEXT(NotSign, pend(text.data(), NodeKind::Not));
DAVY_ON_TEXT(MinusSign, pend(text.data(), NodeKind::Minus));
DAVY_ON_TEXT(Multiplying, operate(text));
DAVY_ON_TEXT(Adding, operate(text));
DAVY_ON_TEXT(Relating, operate(text));
DAVY_ON_TEXT(AndSign, operate(text));
DAVY_ON_TEXT(OrSign, operate(text));
DAVY_ON_TEXT(ChoiceSign, choose(text.data()));
DAVY_ON_TEXT(List, list(text.data()));
DAVY_ON_TEXT(IndexOf, index(text.data()));
DAVY_ON_END(ArgumentsOpen, mark());
DAVY_ON_END(ListOpen, mark());
DAVY_ON_END(GroupOpen, mark());
DAVY_ON_END(IndexOpen, mark());
DAVY_ON_END(NameArguments, call());
DAVY_ON_END(MethodArguments, method());
DAVY_ON_END(NoArguments, field());
DAVY_ON_END(Group, close_group());
DAVY_ON_END(Unary, settle_unary());
DAVY_ON_END(Choice, choice());

#undef DAVY_ON_TEXT
#undef DAVY_ON_END

template <class Word, class Next>
struct Action<grammar::Step<Word, Next>> {
  static void apply0(Builder& builder) { builder.binary(); }
};

template <class Rule>
constexpr Words kExpected = kOperand;
template <>
constexpr Words kExpected<grammar::End>{"运算符或文本结尾", "an operator or the end"};
template <>
constexpr Words kExpected<grammar::ParenClose>{"运算符或 ')'", "an operator or ')'"};
template <>
constexpr Words kExpected<grammar::ArgumentsClose>{"运算符、',' 或 ')'", "an operator, ',' or ')'"};
template <>
constexpr Words kExpected<grammar::BracketClose>{"运算符或 ']'", "an operator or ']'"};
template <>
constexpr Words kExpected<grammar::ListClose>{"运算符、',' 或 ']'", "an operator, ',' or ']'"};
template <>
constexpr Words kExpected<grammar::Colon>{"运算符或 ':'", "an operator or ':'"};
template <>
constexpr Words kExpected<grammar::Selector>{"字段或函数的名称", "the name of a field or function"};

template <class Rule>
constexpr bool kAfterOperand = kExpected<Rule>.en.starts_with("an operator");

std::string nearest_unit(std::string_view word) {
  std::vector<std::string> names;
  for (const Unit& unit : all_units())
    if (unit.ascii != "1") names.emplace_back(unit.ascii);
  return nearest(word, names);
}

template <class Rule>
struct Control : peg::normal<Rule> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    const std::size_t offset = in.position().byte;
    const std::string_view rest = builder.text().substr(offset);
    std::string meant = meant_at(rest);
    Said expected = said(kExpected<Rule>);
    const std::string_view before = builder.text().substr(0, offset);
    const std::size_t last = before.find_last_not_of(" \t\n\f\r");
    if (kAfterOperand<Rule> && meant.empty() && !rest.empty() && is_word(rest.front()) && last != std::string_view::npos &&
        before[last] >= '0' && before[last] <= '9') {
      meant = nearest_unit(token_at(rest));
      expected = said({"{}，或单位，如 %LEL、ppm、degC、kPa", "{}, or a unit as %LEL, ppm, degC, kPa"}, expected);
    }
    builder.refuse(offset, found_at(rest), std::move(expected), std::move(meant));
  }
};

// Before anything else, since the grammar calls itself for each: how deep do brackets and choices go?
std::optional<Refusal> too_large(std::string_view text) {
  if (text.size() > kTextMax)
    return Refusal{0, said({"超过 4096 字节的文本", "a text of more than 4096 bytes"}), said({"更短的文本", "a shorter one"}), {}};
  if (!is_utf8(text)) return Refusal{0, said({"不是 UTF-8 的字节", "bytes that are no UTF-8"}), said({"UTF-8 文本", "UTF-8 text"}), {}};
  std::size_t open = 0;
  std::size_t choices = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t quoted = quoted_length(text.substr(at));
    if (quoted == std::string_view::npos) break;
    if (quoted > 0) at += quoted - 1;
    const char c = quoted > 0 ? ' ' : text[at];
    if (c == '(' || c == '[') ++open;
    if ((c == ')' || c == ']') && open > 0) --open;
    if (c == '?') ++choices;
    if (open > kBracketsMax)
      return Refusal{at, said({"括号嵌套超过 32 层", "more than 32 brackets inside each other"}), said({"更少", "fewer"}), {}};
    if (choices > kChoicesMax)
      return Refusal{at, said({"'?' 选择超过 32 个", "more than 32 choices with '?'"}), said({"更少", "fewer"}), {}};
  }
  return std::nullopt;
}

}  // namespace

Parsed parse(std::string_view text) {
  const auto refused = [&](Refusal why) {
    return Parsed{std::nullopt, Fault{place_of(text, why.offset), std::move(why.found), std::move(why.expected), std::move(why.nearest)}};
  };
  if (auto why = too_large(text)) return refused(std::move(*why));
  Builder builder(text);
  peg::memory_input<peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  try {
    peg::parse<grammar::Whole, Action, Control>(in, builder);
  } catch (Refusal& why) {
    return refused(std::move(why));
  }
  return {builder.take_root(), std::nullopt};
}

}  // namespace davy::site::expression
