#include "store/blobs/films.hpp"

#include "base/bytes.hpp"
#include "store/blobs/film_type.hpp"
#include "store/durable_file.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_bytes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kListHead = "davy film 1\n";
constexpr const char* kPiecesEnding = ".pieces";

fs::path uploads_in(const std::string& data_folder) { return fs::path(data_folder) / "uploads"; }

std::uint64_t bytes_of_piece(const FilmList& list, std::size_t number) {
  return number < list.pieces.size() ? kFilmPieceBytes : list.bytes - (list.pieces.size() - 1) * kFilmPieceBytes;
}

bool is_sound(const FilmList& list) {
  const bool is_sized =
      list.bytes > 0 && list.bytes <= kFilmBytesMost && list.pieces.size() == (list.bytes + kFilmPieceBytes - 1) / kFilmPieceBytes;
  return is_sized && (list.type == kMp4 || list.type == kWebm) &&
         std::ranges::all_of(list.pieces, [](const std::string& name) { return digest_from_hex(name).has_value(); });
}

Result<void> write_waiting(const std::string& data_folder, const std::string& path, std::string_view bytes, const std::string& about) {
  const Result<std::optional<seal::Key>> key = seal::key_of(data_folder);
  if (!key) return key.error();
  return *key ? replace_file(path, seal::seal(bytes, (*key)->derived(seal::Purpose::Blobs), about)) : replace_file(path, bytes);
}

Result<std::string> read_waiting(const std::string& data_folder, const std::string& path, const std::string& about) {
  const Result<std::optional<seal::Key>> key = seal::key_of(data_folder);
  if (!key) return key.error();
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found("nothing waits at " + path);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  return *key ? seal::unseal(bytes, (*key)->derived(seal::Purpose::Blobs), about) : Result<std::string>(std::move(bytes));
}

std::string about_list(const std::string& film) { return "upload " + film; }
std::string about_piece(const std::string& film, std::size_t number) { return "upload " + film + " piece " + std::to_string(number); }

// What waits as the announcement of a film: when it was last made, a line, and the list.
struct Announcement {
  Instant at;
  FilmList list;
};

std::string announcement_text(const Announcement& made) { return std::to_string(made.at.unix_ns()) + "\n" + film_list_text(made.list); }

Result<Announcement> announcement_of(std::string_view text) {
  std::int64_t ns = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ns);
  if (error != std::errc() || end == text.data() + text.size() || *end != '\n') return Error{ErrorCode::Corrupt, "this announces no film"};
  Result<FilmList> list = film_list_of(text.substr(static_cast<std::size_t>(end - text.data()) + 1));
  if (!list) return list.error();
  return Announcement{Instant::from_unix_ns(ns), std::move(*list)};
}

std::vector<std::string> announced_films(const std::string& data_folder) {
  std::vector<std::string> films;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(uploads_in(data_folder), none))
    if (std::string name = entry.path().filename().string(); entry.is_regular_file(none) && digest_from_hex(name))
      films.push_back(std::move(name));
  return films;
}

}  // namespace

std::string film_list_text(const FilmList& list) {
  return std::string(kListHead) + nlohmann::json{{"bytes", list.bytes}, {"pieces", list.pieces}, {"type", list.type}}.dump();
}

Result<FilmList> film_list_of(std::string_view text) {
  const Error wrong{ErrorCode::NotFound, "this is no film"};
  if (!text.starts_with(kListHead)) return wrong;
  const nlohmann::json json = nlohmann::json::parse(text.substr(kListHead.size()), nullptr, false);
  if (!json.is_object() || json.size() != 3 || !json.contains("bytes") || !json["bytes"].is_number_unsigned() || !json.contains("type") ||
      !json["type"].is_string() || !json.contains("pieces") || !json["pieces"].is_array())
    return wrong;
  FilmList list{json["type"].get<std::string>(), json["bytes"].get<std::uint64_t>(), {}};
  for (const nlohmann::json& piece : json["pieces"]) {
    if (!piece.is_string()) return wrong;
    list.pieces.push_back(piece.get<std::string>());
  }
  return is_sound(list) ? Result<FilmList>(std::move(list)) : Result<FilmList>(wrong);
}

std::string film_name(const FilmList& list) { return to_hex(sha256(film_list_text(list))); }

Result<FilmUpload> Films::announce(const FilmList& list, Instant now) {
  if (!is_sound(list)) return invalid("a film has 1 to 268435456 bytes, and the name of each piece of 1048576");
  const std::string film = film_name(list);
  if (blobs_.has(film)) return FilmUpload{film, FilmUpload::State::Kept};
  forget_expired(now);
  std::error_code error;
  if (!fs::exists(list_path(film), error) && announced_films(data_folder_).size() >= kUploadsMost)
    return Error{ErrorCode::Conflict, "too many films are on their way"};
  fs::create_directories(uploads_in(data_folder_), error);
  if (error) return failed(uploads_in(data_folder_).string() + " cannot be made: " + error.message());
  if (Result<void> written = write_waiting(data_folder_, list_path(film), announcement_text({now, list}), about_list(film)); !written)
    return written.error();
  std::vector<std::size_t> numbers = lacking(film, list);
  const auto state = numbers.empty() ? FilmUpload::State::Keeping : FilmUpload::State::Sending;
  return FilmUpload{film, state, std::move(numbers)};
}

Result<void> Films::take(const std::string& film, std::size_t number, std::string_view bytes) {
  if (blobs_.has(film)) return {};
  const Result<FilmList> list = announced(film);
  if (!list) return list.error();
  if (number == 0 || number > list->pieces.size()) return not_found("the film has no such piece");
  if (bytes.size() != bytes_of_piece(*list, number) || to_hex(sha256(bytes)) != list->pieces[number - 1])
    return invalid("these are not the bytes of the piece that was announced");
  if (number == 1 && film_type(bytes) != list->type) return invalid("this is not the beginning of such a film");
  const fs::path path = piece_path(film, number);
  std::error_code error;
  if (blobs_.has(list->pieces[number - 1])) return {};
  fs::create_directories(path.parent_path(), error);
  if (error) return failed(path.parent_path().string() + " cannot be made: " + error.message());
  return write_waiting(data_folder_, path.string(), bytes, about_piece(film, number));
}

Result<FilmUpload> Films::keep(const std::string& film, std::size_t pieces_most) {
  if (blobs_.has(film)) return FilmUpload{film, FilmUpload::State::Kept};
  const Result<FilmList> list = announced(film);
  if (!list) return list.error();
  if (std::vector<std::size_t> numbers = lacking(film, *list); !numbers.empty())
    return FilmUpload{film, FilmUpload::State::Sending, std::move(numbers)};
  std::size_t kept = 0;
  for (std::size_t number = 1; number <= list->pieces.size(); ++number) {
    if (blobs_.has(list->pieces[number - 1])) continue;
    if (kept == pieces_most) return FilmUpload{film, FilmUpload::State::Keeping};
    if (Result<void> done = keep_piece(film, *list, number); !done) {
      if (done.error().code != ErrorCode::Corrupt) return done.error();
      return FilmUpload{film, FilmUpload::State::Sending, lacking(film, *list)};
    }
    ++kept;
  }
  if (Result<void> checked = check_beginning(*list); !checked) {
    forget(film);
    return checked.error();
  }
  if (const Result<std::string> named = blobs_.put(film_list_text(*list)); !named) return named.error();
  forget(film);
  return FilmUpload{film, FilmUpload::State::Kept};
}

void Films::forget_expired(Instant now) {
  for (const std::string& film : announced_films(data_folder_)) {
    const Result<std::string> text = read_waiting(data_folder_, list_path(film), about_list(film));
    const Result<Announcement> made = text ? announcement_of(*text) : Result<Announcement>(text.error());
    const bool is_young = made && made->at <= now && now - made->at < kUploadLife;
    if (!is_young) forget(film);
  }
}

Result<FilmList> Films::find(const std::string& film) const {
  const Result<std::string> text = blobs_.get(film);
  if (!text) return text.error();
  return film_list_of(*text);
}

Result<std::string> Films::read(const FilmList& list, std::uint64_t first_byte, std::uint64_t last_byte) const {
  ensure(first_byte <= last_byte && last_byte < list.bytes, "what is read of a film is within it");
  std::string part;
  part.reserve(static_cast<std::size_t>(last_byte - first_byte + 1));
  for (std::uint64_t at = first_byte; at <= last_byte;) {
    const auto index = static_cast<std::size_t>(at / kFilmPieceBytes);
    const Result<std::string> piece = blobs_.get(list.pieces[index]);
    if (!piece) return piece.error();
    if (piece->size() != bytes_of_piece(list, index + 1)) return Error{ErrorCode::Corrupt, "a piece of the film has not its length"};
    const std::uint64_t begin = at % kFilmPieceBytes;
    const std::uint64_t length = std::min(last_byte - at + 1, piece->size() - begin);
    part.append(*piece, static_cast<std::size_t>(begin), static_cast<std::size_t>(length));
    at += length;
  }
  return part;
}

std::string Films::list_path(const std::string& film) const { return (uploads_in(data_folder_) / film).string(); }

std::string Films::piece_path(const std::string& film, std::size_t number) const {
  return (uploads_in(data_folder_) / (film + kPiecesEnding) / std::to_string(number)).string();
}

Result<FilmList> Films::announced(const std::string& film) const {
  const Error none = not_found("nobody announced this film, or it has expired");
  if (!digest_from_hex(film)) return none;
  const Result<std::string> text = read_waiting(data_folder_, list_path(film), about_list(film));
  if (!text) return none;
  Result<Announcement> made = announcement_of(*text);
  if (!made || film_name(made->list) != film) return none;
  return std::move(made->list);
}

std::vector<std::size_t> Films::lacking(const std::string& film, const FilmList& list) const {
  std::vector<std::size_t> numbers;
  std::error_code none;
  for (std::size_t number = 1; number <= list.pieces.size(); ++number)
    if (!blobs_.has(list.pieces[number - 1]) && !fs::is_regular_file(piece_path(film, number), none)) numbers.push_back(number);
  return numbers;
}

// Corrupt: what waits is not the piece, as one that was written under a key before; it lacks from now on.
Result<void> Films::keep_piece(const std::string& film, const FilmList& list, std::size_t number) {
  const std::string path = piece_path(film, number);
  const Result<std::string> bytes = read_waiting(data_folder_, path, about_piece(film, number));
  if (!bytes && bytes.error().code != ErrorCode::Corrupt && bytes.error().code != ErrorCode::NotFound) return bytes.error();
  if (!bytes || to_hex(sha256(*bytes)) != list.pieces[number - 1]) {
    std::error_code ignored;
    fs::remove(path, ignored);
    return Error{ErrorCode::Corrupt, "a piece of the film must be sent anew"};
  }
  const Result<std::string> named = blobs_.put(*bytes);
  return named ? Result<void>() : Result<void>(named.error());
}

// A piece that was here before was not looked at when it was announced.
Result<void> Films::check_beginning(const FilmList& list) const {
  const Result<std::string> first = blobs_.get(list.pieces.front());
  if (!first) return first.error();
  return film_type(*first) == list.type ? Result<void>() : Result<void>(invalid("this is not the beginning of such a film"));
}

void Films::forget(const std::string& film) {
  std::error_code ignored;
  fs::remove_all(uploads_in(data_folder_) / (film + kPiecesEnding), ignored);
  fs::remove(list_path(film), ignored);
}

void forget_uploads(const std::string& data_folder) {
  std::error_code ignored;
  fs::remove_all(uploads_in(data_folder), ignored);
}

}  // namespace davy::store
