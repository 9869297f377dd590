#pragma once
// Kind: a kind of record as data: its JSON Schema, and what the x- annotations say for people, references and forms (docs/formats/records.md).
//
// The schemas are a subset of draft 7: an object of named properties, each a string, number, integer, boolean, or a list of strings. What is not in the
// subset is refused when a kind is read, never ignored. Nothing here knows what a person or a supply is.

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::record {

enum class FieldType { Text, Date, Number, Integer, Flag, Texts };
enum class Need { Optional, Required };
enum class Privacy { Open, Personal };  // personal: hidden from roles that need not see it
enum class Uniqueness { Shared, Unique };
enum class ReadBy { People, Core };  // core: what is decided depends on it, so it stands beside the body in the journal

enum class Keeper { Officer, Equipment };  // who saves records of the kind: safety officers, or equipment managers too

// What of the site a field names.
enum class SitePart { None, Zone, Device, Point, Condition, Row, Post };

struct Choice {
  std::string value;
  Text title;
};

struct Field {
  std::string name;
  Text title;
  FieldType type = FieldType::Text;
  Need need = Need::Optional;
  Privacy privacy = Privacy::Open;
  Uniqueness uniqueness = Uniqueness::Shared;
  ReadBy read_by = ReadBy::People;
  SitePart site_part = SitePart::None;
  std::string refers_to;        // a kind; empty: to none
  std::vector<Choice> choices;  // empty: anything
  std::string pattern;          // ECMAScript; empty: anything
  Text pattern_words;           // what the pattern wants, in words
  std::size_t length_least = 0;
  std::size_t length_most = 2'000;  // characters
  std::optional<double> least;
  std::optional<double> most;
  Text unit;
};

struct Kind {
  std::string name;
  Text title;
  Keeper keeper = Keeper::Officer;
  Privacy privacy = Privacy::Open;  // personal: each record is about somebody; not hidden, but who reads it is told
  std::string label;                // the field whose value people call a record by
  std::string pack;                 // that brought it; empty: shipped
  std::vector<Field> fields;        // in the order of forms and lists
  std::string schema;               // as it was read

  const Field* field(std::string_view name) const;
};

// `name` is that of the file without ".json". Invalid: what is wrong, with the place in the schema.
Result<Kind> read_kind(std::string_view name, std::string_view schema);

class KindBook {
 public:
  // The shipped kinds, then those of each pack, by its name: file name (without ".json") and text. Invalid also: a name twice, a reference to no kind.
  struct Source {
    std::string name;
    std::string text;
    std::string pack;
  };
  static Result<KindBook> read(const std::vector<Source>& sources);

  const std::vector<Kind>& kinds() const { return kinds_; }  // by name
  const Kind* find(std::string_view name) const;

 private:
  std::vector<Kind> kinds_;
};

// The kinds that the program brings: schema/records.
std::vector<KindBook::Source> shipped_kinds();
// Those of the packs in use: PACK/records/*.json below the folder.
Result<std::vector<KindBook::Source>> kinds_of_packs(const std::string& packs_folder, const std::vector<std::string>& packs);

}  // namespace davy::record

template <>
inline constexpr auto davy::kEnumNames<davy::record::FieldType> =
    std::to_array<davy::EnumName<davy::record::FieldType>>({{davy::record::FieldType::Text, "text"},
                                                            {davy::record::FieldType::Date, "date"},
                                                            {davy::record::FieldType::Number, "number"},
                                                            {davy::record::FieldType::Integer, "integer"},
                                                            {davy::record::FieldType::Flag, "flag"},
                                                            {davy::record::FieldType::Texts, "texts"}});

template <>
inline constexpr auto davy::kEnumNames<davy::record::SitePart> =
    std::to_array<davy::EnumName<davy::record::SitePart>>({{davy::record::SitePart::None, "none"},
                                                           {davy::record::SitePart::Zone, "zone"},
                                                           {davy::record::SitePart::Device, "device"},
                                                           {davy::record::SitePart::Point, "point"},
                                                           {davy::record::SitePart::Condition, "condition"},
                                                           {davy::record::SitePart::Row, "row"},
                                                           {davy::record::SitePart::Post, "post"}});
