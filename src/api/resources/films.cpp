// Films of courses: announced, sent piece by piece, kept, and given in the parts that a Range asks for.

#include "store/blobs/films.hpp"

#include "api/http/byte_range.hpp"
#include "api/http/web_files.hpp"
#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/uploads.hpp"
#include "api/services.hpp"
#include "store/blobs/film_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace davy::api {
namespace {

constexpr std::size_t kPiecesKeptMost = 16;           // of one request, so that others are not kept waiting
constexpr std::uint64_t kFilmPartMost = 1024 * 1024;  // of one answer: two pieces at most are in memory for it

store::Films films_of(const Desk& desk) { return store::Films(desk.services.options.data_folder); }

Problem not_a_film() {
  return problem(ProblemKind::UnsupportedMedia, "只接受 MP4（H.264 与 AAC）或 WebM 视频，以文件内容为准",
                 "Only MP4 (H.264 with AAC) and WebM films are taken, and the bytes say which it is");
}

Reply upload_reply(const store::FilmUpload& upload) {
  constexpr std::array<std::string_view, 3> kStates{"sending", "keeping", "kept"};
  JsonWriter out;
  out.object().field("film", upload.film).field("state", kStates.at(static_cast<std::size_t>(upload.state)));
  out.key("lacking").list();
  for (const std::size_t number : upload.lacking) out.value(number);
  return json_reply(out.end().end().take());
}

Outcome upload_outcome(const Result<store::FilmUpload>& upload) {
  if (upload) return upload_reply(*upload);
  if (upload.error().code == ErrorCode::Invalid) return not_a_film();
  if (upload.error().code == ErrorCode::NotFound) return not_found_problem();
  if (upload.error().code == ErrorCode::Conflict)
    return problem(ProblemKind::NotNow, "正在上传的视频过多，请等其中一个上传完毕，或一天后再试",
                   "Too many films are on their way: wait until one of them is kept, or for a day");
  return to_problem(upload.error());
}

Outcome announce_film(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    store::FilmList list;
    list.type = fields.choice("type", {std::string(store::kMp4), std::string(store::kWebm)});
    const auto bytes = fields.maybe_number("bytes", {1, store::kFilmBytesMost});
    if (!bytes && !fields.has("bytes")) fields.wrong("bytes", "必须填写", "must be given");
    list.bytes = bytes.value_or(0);
    list.pieces = fields.texts("pieces", store::kFilmPiecesMost);
    for (std::size_t i = 0; i < list.pieces.size(); ++i)
      if (!is_photo_name(list.pieces[i]))
        fields.wrong("pieces[" + std::to_string(i) + "]", "应为这一段的 SHA-256", "must be the SHA-256 of the piece");
    if (bytes && list.pieces.size() != (list.bytes + store::kFilmPieceBytes - 1) / store::kFilmPieceBytes)
      fields.wrong("pieces", "每 1048576 字节为一段，段数与长度不符", "must be as many as there are pieces of 1048576 bytes");
    if (auto wrong = fields.problem()) return *std::move(wrong);
    if (auto full = no_room_on_disk(list.bytes, desk)) return *std::move(full);
    return upload_outcome(films_of(desk).announce(list, desk.services.now()));
  });
}

std::optional<std::size_t> piece_number(std::string_view text) {
  std::size_t number = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || last != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

Outcome take_piece(const Ask& ask, Desk& desk) {
  const auto number = piece_number(desk.parameters[1]);
  if (!number) return not_found_problem();
  if (*number == 1 && store::film_type(ask.body).empty()) return not_a_film();
  if (auto full = no_room_for_upload(ask.body.size(), desk)) return *std::move(full);
  const Result<void> taken = films_of(desk).take(desk.name(), *number, ask.body);
  if (taken) return no_content();
  if (taken.error().code == ErrorCode::NotFound) return not_found_problem();
  if (taken.error().code == ErrorCode::Invalid)
    return problem(ProblemKind::Invalid, "这一段与事先说明的不符，请重新发送",
                   "This piece is not the one that was announced: send it again");
  return to_problem(taken.error());
}

Outcome keep_film(const Ask&, Desk& desk) { return upload_outcome(films_of(desk).keep(desk.name(), kPiecesKeptMost)); }

// RFC 9110 §13.2.2: the order in which preconditions are looked at; §14.2: what a Range is answered with.
Outcome get_film(const Ask& ask, Desk& desk) {
  if (!is_photo_name(desk.name())) return not_found_problem();
  const store::Films films = films_of(desk);
  const Result<store::FilmList> film = films.find(desk.name());
  if (!film) return film.error().code == ErrorCode::NotFound ? not_found_problem() : to_problem(film.error());
  const std::string etag = "\"" + desk.name() + "\"";
  Reply reply;
  reply.headers = {{"ETag", etag}, {"Accept-Ranges", "bytes"}, {"Cache-Control", "private, max-age=31536000, immutable"}};
  // 1. If-None-Match: as you have it.
  if (names_tag(ask.header("if-none-match"), etag)) {
    reply.status = 304;
    return reply;
  }
  // 2. If-Range: a part only of this very film, by strong comparison; else as if no part were asked for.
  const std::string_view if_range = ask.header("if-range");
  const bool is_of_this = if_range.empty() || if_range == etag;
  const RangeAsked asked = is_of_this ? range_asked(ask.header("range"), film->bytes) : RangeAsked(WholeAsked{});
  if (std::holds_alternative<NoSuchRange>(asked)) {
    Reply refused = problem_reply(problem(ProblemKind::NoSuchRange, "视频没有这一段", "The film has no such part"), ask);
    refused.headers.emplace_back("Content-Range", content_range(NoSuchRange{}, film->bytes));
    return refused;
  }
  // 3. A whole one only while it is short: an answer is held in memory.
  const auto* part = std::get_if<ByteRange>(&asked);
  if (part == nullptr && film->bytes > kFilmPartMost)
    return problem(ProblemKind::BadRequest, "视频须分段读取，请带 Range 请求头，如 bytes=0-",
                   "Films are read in parts: ask with a Range header, as bytes=0-");
  // 4. The beginning of the part: whoever wants the rest asks for it.
  ByteRange given = part == nullptr ? ByteRange{0, film->bytes - 1} : *part;
  given.last = std::min(given.last, given.first + kFilmPartMost - 1);
  auto bytes = films.read(*film, given.first, given.last);
  if (!bytes) return to_problem(bytes.error());
  reply.type = film->type;
  reply.body = std::move(*bytes);
  if (part == nullptr) return reply;
  reply.status = 206;
  reply.headers.emplace_back("Content-Range", content_range(given, film->bytes));
  return reply;
}

}  // namespace

bool is_kept_film(const std::string& name, const Desk& desk) { return is_photo_name(name) && films_of(desk).find(name).has_value(); }

void add_films(Router& router) {
  router.add({Method::Post, "/films", announce_film});
  router.add({Method::Get, "/films/{name}", get_film});
  router.add({Method::Put, "/films/{name}/pieces/{number}", take_piece});
  router.add({Method::Post, "/films/{name}/keep", keep_film});
}

}  // namespace davy::api
