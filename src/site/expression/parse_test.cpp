#include "site/expression/parse.hpp"

#include <gtest/gtest.h>

namespace davy::site::expression {
namespace {

std::string read(std::string_view text) {
  const Parsed parsed = parse(text);
  return parsed.root ? outline(*parsed.root) : to_text(*parsed.fault);
}

TEST(Parse, PrecedenceIsThatOfCel) {
  EXPECT_EQ(read("a || b && c == d + e * -f"), "(|| a (&& b (== c (+ d (* e (- f))))))");
  EXPECT_EQ(read("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(read("a < b == c"), "(== (< a b) c)");
  EXPECT_EQ(read("a ? b : c ? d : e"), "(?: a b (?: c d e))");
  EXPECT_EQ(read("a || b ? c || d : e || f"), "(?: (|| a b) (|| c d) (|| e f))");
  EXPECT_EQ(read("!a && b"), "(&& (! a) b)");
  EXPECT_EQ(read("-(a + b) * -f(-c)[-d]"), "(* (- (+ a b)) (- (index (call f (- c)) (- d))))");
  EXPECT_EQ(read("!(a && !b || [!c] == d)"), "(! (|| (&& a (! b)) (== [(! c)] d)))");
  EXPECT_EQ(read("!!(a)"), "(! (! a))");
  EXPECT_EQ(read("-a.b(c)[d]"), "(- (index (method b a c) d))");
  EXPECT_EQ(read("(a || b) && c"), "(&& (|| a b) c)");
  EXPECT_EQ(read("a in [1, 2] == b"), "(== (in a [1 2]) b)");
}

TEST(Parse, CallsMembersListsAndGaps) {
  EXPECT_EQ(read("rate(1m) > 5 && quality == 'good'"), "(&& (> (call rate [1 m]) 5) (== quality 'good'))");
  EXPECT_EQ(read("point(\"ch4-02\").value"), "(. value (call point 'ch4-02'))");
  EXPECT_EQ(read("point('p').avg(5min)"), "(method avg (call point 'p') [5 min])");
  EXPECT_EQ(read("f()"), "(call f)");
  EXPECT_EQ(read("[]"), "[]");
  EXPECT_EQ(read("[,]"), "[]");
  EXPECT_EQ(read("[a, [b, c],]"), "[a [b c]]");
  EXPECT_EQ(read(" a // a remark\n\t+\r\nb //"), "(+ a b)");
  EXPECT_EQ(read("a.while()"), "(method while a)");  // a word of the host is only refused as a name of its own
  EXPECT_EQ(read("inside"), "inside");
}

TEST(Parse, NumbersKeepTheirType) {
  EXPECT_EQ(read("[7, 7u, 0x1F, 0xffU]"), "[7 7u 31 255u]");
  EXPECT_EQ(read("[1.5, .7e1, 1e3, 2E-1]"), "[1.5 7 1000 0.2]");
  EXPECT_EQ(read("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(read("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(read("--5"), "(- -5)");
  EXPECT_EQ(read("3 -5"), "(- 3 5)");
  EXPECT_EQ(read("9223372036854775808"), "1:1: found '9223372036854775808', expected an int of 64 bits, up to 9223372036854775807");
  EXPECT_EQ(read("-(9223372036854775808)"), "1:3: found '9223372036854775808', expected an int of 64 bits, up to 9223372036854775807");
  EXPECT_EQ(read("1 - 9223372036854775808"), "1:5: found '9223372036854775808', expected an int of 64 bits, up to 9223372036854775807");
  EXPECT_EQ(read("18446744073709551616u"), "1:1: found '18446744073709551616u', expected a whole number of 64 bits");
  EXPECT_EQ(read("1e999"), "1:1: found '1e999', expected a number that a double can hold");
}

TEST(Parse, ANumberMayHaveAUnitOrATimeSpan) {
  EXPECT_EQ(read("value > 25 %LEL"), "(> value [25 %LEL])");
  EXPECT_EQ(read("value > 25%LEL && a"), "(&& (> value [25 %LEL]) a)");
  EXPECT_EQ(read("rate(5min) > 2 degC/min"), "(> (call rate [5 min]) [2 degC/min])");
  EXPECT_EQ(read("value > -5 ℃"), "(> value [-5 ℃])");
  EXPECT_EQ(read("f(1h30min, 500ms, 90s)"), "(call f [1 h30min] [500 ms] [90 s])");
  EXPECT_EQ(read("3 m/s < 4 m"), "(< [3 m/s] [4 m])");
  EXPECT_EQ(read("50 % > value"), "(> [50 %] value)");
}

TEST(Parse, PercentBeforeAnOperandIsTheRemainder) {
  EXPECT_EQ(read("7 % 3 == 1"), "(== (% 7 3) 1)");
  EXPECT_EQ(read("7 %3"), "(% 7 3)");
  EXPECT_EQ(read("7 % -3"), "(% 7 -3)");
  EXPECT_EQ(read("7 % n"), "(% 7 n)");
  EXPECT_EQ(read("5 in [5]"), "(in 5 [5])");
}

TEST(Parse, TextsAreUnquotedAsCelDoes) {
  EXPECT_EQ(read(R"("a\"b")"), "'a\"b'");
  EXPECT_EQ(read(R"('\u2103\x41\101\n')"), "'℃AA\n'");
  EXPECT_EQ(read(R"(r'\n')"), R"('\n')");
  EXPECT_EQ(read("'''x''x'''"), "'x''x'");
  EXPECT_EQ(read(R"("\377")"), "'ÿ'");
  EXPECT_EQ(read(R"('a\q')"),
            R"(1:3: found escape '\q', expected an escape of CEL: \n \t \" \' \\ \xHH \uHHHH \UHHHHHHHH or three octal digits up to \377)");
  EXPECT_EQ(read("'a\nb'"), "1:1: found a text without its closing quote, expected the same quote at its end");
  EXPECT_EQ(read(R"('\ud800')").substr(0, 27), R"(1:2: found escape '\ud800',)");
}

TEST(Parse, SaysWhatWasFoundAndWhatWasExpected) {
  EXPECT_EQ(read(""), "1:1: found the end, expected a value, a name or '('");
  EXPECT_EQ(read("value >"), "1:8: found the end, expected a value, a name or '('");
  EXPECT_EQ(read("value > > 5"), "1:9: found '>', expected a value, a name or '('");
  EXPECT_EQ(read("(value > 5"), "1:11: found the end, expected an operator or ')'");
  EXPECT_EQ(read("rate(1m"), "1:8: found the end, expected an operator, ',' or ')'");
  EXPECT_EQ(read("value = 5"), "1:7: found '=', expected an operator or the end (did you mean '=='?)");
  EXPECT_EQ(read("value > 5 and a"), "1:11: found 'and', expected an operator or the end (did you mean '&&'?)");
  EXPECT_EQ(read("value > 25 degc"),
            "1:12: found 'degc', expected an operator or the end, or a unit as %LEL, ppm, degC, kPa (did you mean 'degC'?)");
  EXPECT_EQ(read("a ?\nb"), "2:2: found the end, expected an operator or ':'");
  EXPECT_EQ(read("值 > 5"), "1:1: found '值', expected a value, a name or '('");
  EXPECT_EQ(read("'值' >> 5"), "1:6: found '>', expected a value, a name or '('");
  EXPECT_EQ(read("5.rate"), "(. rate 5)");
  EXPECT_EQ(read("a.5"), "1:3: found '5', expected the name of a field or function");
  EXPECT_EQ(read("true(1)"), "1:1: found a call of 'true', expected a function's name before '('");
  EXPECT_EQ(read("!-a"), "1:2: found '-', expected a value, a name or '('");  // CEL has no sign after a sign of another kind
}

TEST(Parse, RefusesByNameWhatIsNotInTheSubset) {
  EXPECT_EQ(read("b'a' == 5"), "1:1: found bytes, expected a text in quotes: bytes are not part of Davy's conditions");
  EXPECT_EQ(read("{'a': 1}"), "1:1: found '{', expected a value, a name or '(': maps are not part of Davy's conditions");
  EXPECT_EQ(read("Point{x: 1}"), "1:6: found '{', expected an operator: messages are not part of Davy's conditions");
  EXPECT_EQ(read(".a"), "1:1: found '.', expected a value, a name or '(': names of the root scope are not part of Davy's conditions");
  EXPECT_EQ(read("while > 5"), "1:1: found 'while', expected another name: CEL reserves this one");
}

TEST(Parse, HasTheLimitsThatCelAsksForAndSaysSoBeyond) {
  const auto repeat = [](std::size_t times, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
  };
  EXPECT_TRUE(parse(repeat(32, "a || ") + "a").root);
  EXPECT_TRUE(parse(repeat(24, "a ? b : ") + "a").root);
  EXPECT_TRUE(parse(repeat(12, "f(") + "a" + repeat(12, ")")).root);
  EXPECT_EQ(read(repeat(33, "(") + "a" + repeat(33, ")")), "1:33: found more than 32 brackets inside each other, expected fewer");
  EXPECT_EQ(read(repeat(33, "a ? b : ") + "a"), "1:259: found more than 32 choices with '?', expected fewer");
  EXPECT_EQ(read(repeat(4097, " ")), "1:1: found a text of more than 4096 bytes, expected a shorter one");
  EXPECT_TRUE(parse(repeat(200, "+a").substr(1)).fault);
}

}  // namespace
}  // namespace davy::site::expression
