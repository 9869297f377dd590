#include "store/views/record_index.hpp"

#include "base/bytes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <set>

namespace davy::store {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63U;
constexpr std::size_t kGramCharacters = 3;

std::string hex(std::uint64_t number, std::size_t digits) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(digits, '0');
  for (std::size_t at = digits; at > 0; --at, number >>= 4U) text[at - 1] = kDigits[number & 15U];
  return text;
}

std::string key_of(const Json& value) {
  if (value.is_string()) return key_of_text(value.get_ref<const std::string&>());
  if (value.is_number()) return key_of_number(value.get<double>());
  if (value.is_boolean()) return key_of_flag(value.get<bool>());
  return "";
}

std::set<std::string> keys_of(const Json& value) {
  std::set<std::string> keys;
  if (value.is_array())
    for (const Json& each : value) keys.insert(key_of(each));
  else
    keys.insert(key_of(value));
  return keys;
}

Json object_of(std::string_view body) {
  Json json = Json::parse(body, nullptr, false);
  return json.is_object() ? json : Json::object();
}

void gather(const Json& json, std::string& text) {
  if (json.is_structured()) {
    for (const Json& each : json) gather(each, text);
  } else {
    text += (json.is_string() ? json.get<std::string>() : json.dump()) + "\n";
  }
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Each character's bytes as six hexadecimal digits of a number that only it has.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t number = 0;
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80U ? 1 : lead < 0xe0U ? 2 : lead < 0xf0U ? 3 : 4;
    for (std::size_t i = at; i < std::min(at + bytes, text.size()); ++i)
      number = (number << 6U) | (static_cast<unsigned char>(text[i]) & (i == at && bytes == 1 ? 0x7fU : i == at ? 0x1fU : 0x3fU));
    all.push_back(hex(number, 6));
    at += bytes;
  }
  return all;
}

// Each kind has grams of its own: what is common in one does not slow down another. Two kinds with the same digits would only be slower.
std::string digits_of_kind(std::string_view kind) { return hex(fingerprint(kind), 4); }

// Two more line ends let the last characters begin a gram, too.
std::string grams(std::string_view kind, std::string_view search) {
  const std::vector<std::string> all = characters(std::string(search) + "\n\n");
  const std::string begin = digits_of_kind(kind);
  std::set<std::string> found;
  for (std::size_t at = 0; at + kGramCharacters <= all.size(); ++at) found.insert(begin + all[at] + all[at + 1] + all[at + 2]);
  std::string text;
  for (const std::string& gram : found) text += gram + " ";
  return text;
}

}  // namespace

std::string key_of_text(std::string_view text) { return std::string(text); }

// The bits of an IEEE 754 double are in the order of numbers once those of negative ones are turned, and the others' sign is set.
std::string key_of_number(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
  return hex((bits & kSignBit) != 0 ? ~bits : bits | kSignBit, 16);
}

std::string key_of_flag(bool yes) { return yes ? "true" : "false"; }

std::string sort_key(std::string_view body, const std::string& field) {
  const Json json = object_of(body);
  const auto found = json.find(field);
  return found == json.end() ? "" : key_of(*found);
}

std::string search_text(const std::string& id, std::string_view body, const std::vector<std::string>& personal) {
  std::string text = id + "\n";
  Json json = object_of(body);
  for (const std::string& field : personal) json.erase(field);
  gather(json, text);
  return lower(std::move(text));
}

std::vector<std::string> gram_queries(std::string_view kind, std::string_view text) {
  const std::vector<std::string> all = characters(lower(std::string(text)));
  const std::string begin = digits_of_kind(kind);
  if (all.size() < kGramCharacters) return {begin + all.front() + (all.size() > 1 ? all[1] : "") + "*"};
  std::vector<std::string> queries;
  for (std::size_t at = all.size() - kGramCharacters + 1; at > 0; --at) queries.push_back(begin + all[at - 1] + all[at] + all[at + 1]);
  return queries;
}

RecordIndex::RecordIndex(sql::Database& database)
    : fields_(database.prepare("SELECT field, number FROM record_fields WHERE kind = $1")),
      new_field_(database.prepare("INSERT INTO record_fields (number, kind, field) SELECT coalesce(max(number), 0) + 1, $1, $2 FROM "
                                  "record_fields RETURNING number")),
      nobody_has_(database.prepare("INSERT INTO record_values (field, value, id) SELECT $1, '', id FROM records WHERE kind = $2 AND "
                                   "removed = 0 AND id <> $3")),
      add_value_(database.prepare("INSERT INTO record_values (field, value, id) VALUES ($1, $2, $3)")),
      remove_value_(database.prepare("DELETE FROM record_values WHERE field = $1 AND value = $2 AND id = $3")),
      add_grams_(database.prepare("INSERT INTO record_grams (rowid, grams) VALUES ($1, $2)")),
      remove_grams_(database.prepare("INSERT INTO record_grams (record_grams, rowid, grams) VALUES ('delete', $1, $2)")) {}

void RecordIndex::add_values(const Entry& entry, const std::vector<std::string>& personal) {
  Json json = object_of(entry.body);
  for (const std::string& field : personal) json.erase(field);
  Fields fields = fields_of(entry.kind);
  for (const auto& [name, value] : json.items())
    if (!fields.contains(name)) fields[name] = add_field(entry.kind, name, entry.id);
  for (const auto& [name, number] : fields) {
    const auto value = json.find(name);
    for (const std::string& key : value == json.end() ? std::set<std::string>{""} : keys_of(*value)) add_value_.run(number, key, entry.id);
  }
}

// A field may have become known, or have been made personal, since the record was saved: then it stands there as ''.
void RecordIndex::remove_values(const Entry& entry) {
  const Json json = object_of(entry.body);
  for (const auto& [name, number] : fields_of(entry.kind)) {
    remove_value_.run(number, "", entry.id);
    const auto value = json.find(name);
    if (value == json.end()) continue;
    for (const std::string& key : keys_of(*value)) remove_value_.run(number, key, entry.id);
  }
}

void RecordIndex::add_text(const Entry& entry) { add_grams_.run(entry.doc, grams(entry.kind, entry.search)); }
void RecordIndex::remove_text(const Entry& entry) { remove_grams_.run(entry.doc, grams(entry.kind, entry.search)); }

RecordIndex::Fields RecordIndex::fields_of(const std::string& kind) {
  Fields fields;
  fields_.query(kind);
  while (fields_.next()) fields[fields_.get<std::string>(0)] = fields_.integer(1);
  return fields;
}

// The records that were there before have no such field.
std::int64_t RecordIndex::add_field(const std::string& kind, const std::string& field, const std::string& id) {
  new_field_.query(kind, field);
  const std::int64_t number = new_field_.next() ? new_field_.integer(0) : 0;
  while (new_field_.next()) continue;
  nobody_has_.run(number, kind, id);
  return number;
}

}  // namespace davy::store
