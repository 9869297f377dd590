#include "site/yaml/yaml_problems.hpp"

#include <algorithm>
#include <array>

namespace davy::site {
namespace {

// Of reader.c, scanner.c and parser.c of libyaml 0.2.5, in its order.
constexpr std::array kProblems{
    Words{"文本无法读取", "unreadable text"},
    Words{"UTF-8 首字节无效", "invalid leading UTF-8 octet"},
    Words{"UTF-8 字节序列不完整", "incomplete UTF-8 octet sequence"},
    Words{"UTF-8 后续字节无效", "invalid trailing UTF-8 octet"},
    Words{"UTF-8 序列长度无效", "invalid length of a UTF-8 sequence"},
    Words{"Unicode 字符无效", "invalid Unicode character"},
    Words{"不允许使用控制字符", "control characters are not allowed"},
    Words{"输入过长", "input is too long"},
    Words{"此字符不能作为记号的开头", "found character that cannot start any token"},
    Words{"缺少应有的 ':'", "could not find expected ':'"},
    Words{"此处不能写列表项 '-'", "block sequence entries are not allowed in this context"},
    Words{"此处不能写映射的键", "mapping keys are not allowed in this context"},
    Words{"此处不能写映射的值", "mapping values are not allowed in this context"},
    Words{"未知的指令名", "found unknown directive name"},
    Words{"缺少注释或换行", "did not find expected comment or line break"},
    Words{"缺少指令名", "could not find expected directive name"},
    Words{"出现非字母字符", "found unexpected non-alphabetical character"},
    Words{"缺少数字或 '.'", "did not find expected digit or '.' character"},
    Words{"版本号过长", "found extremely long version number"},
    Words{"缺少版本号", "did not find expected version number"},
    Words{"缺少空白", "did not find expected whitespace"},
    Words{"缺少空白或换行", "did not find expected whitespace or line break"},
    Words{"缺少字母或数字", "did not find expected alphabetic or numeric character"},
    Words{"缺少 '!'", "did not find expected '!'"},
    Words{"缺少标签的 URI", "did not find expected tag URI"},
    Words{"缩进指示为 0", "found an indentation indicator equal to 0"},
    Words{"应以空格缩进之处出现制表符", "found a tab character where an indentation space is expected"},
    Words{"制表符破坏了缩进", "found a tab character that violates indentation"},
    Words{"出现文档分隔符", "found unexpected document indicator"},
    Words{"文本提前结束", "found unexpected end of stream"},
    Words{"未知的转义字符", "found unknown escape character"},
    Words{"缺少十六进制数", "did not find expected hexdecimal number"},
    Words{"转义的 Unicode 字符码无效", "found invalid Unicode character escape code"},
    Words{"不应出现的 ':'", "found unexpected ':'"},
    Words{"缺少文档开头", "did not find expected <document start>"},
    Words{"未定义的标签前缀", "found undefined tag handle"},
    Words{"缺少节点内容", "did not find expected node content"},
    Words{"缺少列表项的 '-'", "did not find expected '-' indicator"},
    Words{"缺少键", "did not find expected key"},
    Words{"缺少 ',' 或 ']'", "did not find expected ',' or ']'"},
    Words{"缺少 ',' 或 '}'", "did not find expected ',' or '}'"},
    Words{"%YAML 指令重复", "found duplicate %YAML directive"},
    Words{"不兼容的 YAML 文档", "found incompatible YAML document"},
    Words{"%TAG 指令重复", "found duplicate %TAG directive"},
};

constexpr std::array kContexts{
    Words{"读取下一个记号时", "while scanning for the next token"},
    Words{"读取键时", "while scanning a simple key"},
    Words{"读取指令时", "while scanning a directive"},
    Words{"读取 %YAML 指令时", "while scanning a %YAML directive"},
    Words{"读取 %TAG 指令时", "while scanning a %TAG directive"},
    Words{"读取锚点时", "while scanning an anchor"},
    Words{"读取别名时", "while scanning an alias"},
    Words{"读取标签时", "while scanning a tag"},
    Words{"读取块文本时", "while scanning a block scalar"},
    Words{"读取引号文本时", "while scanning a quoted scalar"},
    Words{"解析引号文本时", "while parsing a quoted scalar"},
    Words{"读取文本时", "while scanning a plain scalar"},
    Words{"解析标签时", "while parsing a tag"},
    Words{"解析节点时", "while parsing a node"},
    Words{"解析块节点时", "while parsing a block node"},
    Words{"解析行内节点时", "while parsing a flow node"},
    Words{"解析列表时", "while parsing a block collection"},
    Words{"解析映射时", "while parsing a block mapping"},
    Words{"解析行内列表时", "while parsing a flow sequence"},
    Words{"解析行内映射时", "while parsing a flow mapping"},
};

template <std::size_t N>
const Words* known(const std::array<Words, N>& all, std::string_view english) {
  const auto* const found = std::ranges::find(all, english, &Words::en);
  return found == all.end() ? nullptr : found;
}

}  // namespace

Said yaml_problem(std::string_view problem, std::string_view context) {
  const Words* what = known(kProblems, problem);
  const Said told = what != nullptr ? said(*what) : Said::paired({"YAML 语法错误（" + std::string(problem) + "）", std::string(problem)});
  if (context.empty()) return told;
  const Words* when = known(kContexts, context);
  const Said at = when != nullptr ? said(*when) : as_written(context);
  return said({"{1}：{0}", "{} {}"}, told, at);
}

}  // namespace davy::site
