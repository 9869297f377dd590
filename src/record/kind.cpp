#include "record/kind.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace davy::record {
namespace {

using OrderedJson = nlohmann::ordered_json;

const std::set<std::string, std::less<>> kOfKind{
    "$schema", "title",   "description", "type",      "properties", "required", "additionalProperties",
    "x-title", "x-label", "x-keeper",    "x-personal"};
const std::set<std::string, std::less<>> kOfField{"type",     "format",     "title",     "description", "enum",
                                                  "pattern",  "minLength",  "maxLength", "minimum",     "maximum",
                                                  "items",    "x-title",    "x-choices", "x-pattern",   "x-reference",
                                                  "x-unique", "x-personal", "x-unit",    "x-live",      "x-site"};

// Reads one schema; the first thing that is wrong is kept.
class SchemaReader {
 public:
  explicit SchemaReader(std::string_view name) : name_(name) {}

  Result<Kind> read(std::string_view text) {
    const OrderedJson json = OrderedJson::parse(text, nullptr, false);
    kind_.name = name_;
    kind_.schema = text;
    if (json.is_discarded() || !json.is_object())
      fail("", "found no JSON object, expected a JSON Schema");
    else
      read_schema(json);
    if (!wrong_.empty()) return invalid("kind '" + name_ + "': " + wrong_);
    return std::move(kind_);
  }

 private:
  void read_schema(const OrderedJson& json) {
    refuse_unknown("", json, kOfKind);
    kind_.title = words(json, "x-title", "");
    if (json.value("type", "") != "object") fail("type", "expected object");
    if (!json.contains("additionalProperties") || json["additionalProperties"] != false)
      fail("additionalProperties", "expected false: a mistyped field is an error");
    if (!json.contains("properties") || !json["properties"].is_object() || json["properties"].empty())
      return fail("properties", "expected one or more");
    std::set<std::string> required;
    if (const auto list = json.find("required"); list != json.end())
      for (const OrderedJson& each : *list)
        if (each.is_string()) required.insert(each.get<std::string>());
    for (const auto& [name, property] : json["properties"].items()) {
      Field field = read_field(name, property);
      field.need = required.erase(name) > 0 ? Need::Required : Need::Optional;
      kind_.fields.push_back(std::move(field));
    }
    if (!required.empty()) fail("required", "found '" + *required.begin() + "', expected a name of properties");
    if (json.contains("x-keeper")) {
      kind_.keeper = Keeper::Equipment;
      if (json["x-keeper"] != "equipment") fail("x-keeper", "expected equipment");
    }
    if (json.value("x-personal", false)) kind_.privacy = Privacy::Personal;
    kind_.label = json.value("x-label", "");
    const Field* label = kind_.field(kind_.label);
    if (label == nullptr || label->type != FieldType::Text || label->need != Need::Required)
      fail("x-label", "expected the name of a required text: what people call the record by");
  }

  Field read_field(const std::string& name, const OrderedJson& json) {
    const std::string place = "properties." + name;
    Field field;
    field.name = name;
    if (!json.is_object()) return fail(place, "expected an object"), field;
    refuse_unknown(place, json, kOfField);
    field.title = words(json, "x-title", place);
    field.type = type_of(place, json);
    field.refers_to = json.value("x-reference", "");
    field.uniqueness = json.value("x-unique", false) ? Uniqueness::Unique : Uniqueness::Shared;
    field.privacy = json.value("x-personal", false) ? Privacy::Personal : Privacy::Open;
    field.read_by = json.value("x-live", false) ? ReadBy::Core : ReadBy::People;
    if (json.contains("x-site")) read_site_part(place, json, field);
    field.length_least = json.value("minLength", std::size_t{0});
    field.length_most = json.value("maxLength", field.length_most);
    if (json.contains("minimum")) field.least = json["minimum"].get<double>();
    if (json.contains("maximum")) field.most = json["maximum"].get<double>();
    if (json.contains("x-unit")) field.unit = words(json, "x-unit", place);
    read_choices(place, json, field);
    read_pattern(place, json, field);
    return field;
  }

  FieldType type_of(const std::string& place, const OrderedJson& json) {
    const std::string type = json.value("type", "");
    const std::string format = json.value("format", "");
    if (!format.empty() && format != "date") fail(place + ".format", "found '" + format + "', expected date");
    if (type == "string") return format == "date" ? FieldType::Date : FieldType::Text;
    if (type == "number") return FieldType::Number;
    if (type == "integer") return FieldType::Integer;
    if (type == "boolean") return FieldType::Flag;
    if (type == "array" && json.contains("items") && json["items"].value("type", "") == "string") return FieldType::Texts;
    fail(place + ".type", "found '" + type + "', expected string, number, integer, boolean, or an array of strings");
    return FieldType::Text;
  }

  void read_choices(const std::string& place, const OrderedJson& json, Field& field) {
    const OrderedJson& at = field.type == FieldType::Texts ? json["items"] : json;
    if (!at.contains("enum")) return;
    for (const OrderedJson& each : at["enum"]) {
      const std::string value = each.is_string() ? each.get<std::string>() : "";
      if (!json.contains("x-choices") || !json["x-choices"].contains(value))
        return fail(place + ".x-choices", "expected words for '" + value + "'");
      field.choices.push_back({value, words(json["x-choices"], value, place + ".x-choices")});
    }
  }

  void read_site_part(const std::string& place, const OrderedJson& json, Field& field) {
    const auto part = value_named<SitePart>(json["x-site"].get<std::string>());
    if (!part || *part == SitePart::None) return fail(place + ".x-site", "expected zone, device, point, condition, row or post");
    if (field.type != FieldType::Text && field.type != FieldType::Texts)
      return fail(place + ".x-site", "expected on a text or a list of texts");
    field.site_part = *part;
  }

  void read_pattern(const std::string& place, const OrderedJson& json, Field& field) {
    if (!json.contains("pattern")) return;
    field.pattern = json["pattern"].get<std::string>();
    field.pattern_words = words(json, "x-pattern", place);
    try {
      const std::regex compiled(field.pattern);
    } catch (const std::regex_error& error) {
      fail(place + ".pattern", error.what());
    }
  }

  Text words(const OrderedJson& json, const std::string& key, const std::string& place) {
    const std::string at = place.empty() ? key : place + "." + key;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_object()) return fail(at, "expected {\"zh\": …, \"en\": …}"), Text{};
    Text text{found->value("zh", ""), found->value("en", "")};
    if (text.zh.empty() || text.en.empty()) fail(at, "expected words in both languages");
    return text;
  }

  void refuse_unknown(const std::string& place, const OrderedJson& json, const std::set<std::string, std::less<>>& known) {
    for (const auto& [key, value] : json.items())
      if (!known.contains(key)) fail(place.empty() ? key : place + "." + key, "a key that records do not have");
  }

  void fail(const std::string& place, const std::string& what) {
    if (wrong_.empty()) wrong_ = (place.empty() ? "" : place + ": ") + what;
  }

  std::string name_;
  Kind kind_;
  std::string wrong_;
};

}  // namespace

const Field* Kind::field(std::string_view wanted) const {
  const auto found = std::ranges::find(fields, wanted, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

// A value of another type than the key asks for throws in the library.
Result<Kind> read_kind(std::string_view name, std::string_view schema) {
  try {
    return SchemaReader(name).read(schema);
  } catch (const nlohmann::json::exception& error) {
    return invalid("kind '" + std::string(name) + "': " + error.what());
  }
}

Result<KindBook> KindBook::read(const std::vector<Source>& sources) {
  KindBook book;
  for (const Source& source : sources) {
    Result<Kind> kind = read_kind(source.name, source.text);
    if (!kind) return source.pack.empty() ? kind.error() : kind.error().within("pack " + source.pack);
    if (book.find(kind->name) != nullptr) return invalid("kind '" + kind->name + "' a second time, by pack " + source.pack);
    kind->pack = source.pack;
    book.kinds_.insert(std::ranges::lower_bound(book.kinds_, kind->name, {}, &Kind::name), std::move(*kind));
  }
  for (const Kind& kind : book.kinds_)
    for (const Field& field : kind.fields)
      if (!field.refers_to.empty() && book.find(field.refers_to) == nullptr)
        return invalid("kind '" + kind.name + "': properties." + field.name + ".x-reference: found '" + field.refers_to +
                       "', expected a kind of record");
  return book;
}

const Kind* KindBook::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(kinds_, name, {}, &Kind::name);
  return found == kinds_.end() || found->name != name ? nullptr : &*found;
}

Result<std::vector<KindBook::Source>> kinds_of_packs(const std::string& packs_folder, const std::vector<std::string>& packs) {
  namespace fs = std::filesystem;
  std::vector<KindBook::Source> sources;
  for (const std::string& pack : packs) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(fs::path(packs_folder) / pack / "records", failure))
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
      std::ifstream in(file, std::ios::binary);
      if (!in) return failed("cannot read " + file.string());
      sources.push_back({file.stem().string(), {std::istreambuf_iterator<char>(in), {}}, pack});
    }
  }
  return sources;
}

}  // namespace davy::record
