// Photos and voice notes: what shows a hazard and proves that work was done, named by its content.

#include "api/clean_photo.hpp"
#include "api/clean_voice.hpp"
#include "api/json/json_writer.hpp"
#include "api/photo_codec.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/uploads.hpp"
#include "api/services.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kPhotosMax = 20;

// By its first bytes (ISO/IEC 10918-1 §B.1.1.3; PNG §5.2), not by what the sender calls it. Empty: neither.
std::string_view picture_type(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xFF\xD8\xFF") return "image/jpeg";
  if (bytes.substr(0, 8) == "\x89PNG\r\n\x1A\n") return "image/png";
  return {};
}

std::string_view photo_media_type(PhotoType type) {
  switch (type) {
    case PhotoType::Jpeg: return "image/jpeg";
    case PhotoType::Png: return "image/png";
    case PhotoType::WebP: return "image/webp";
  }
  return "";
}

Problem not_decoded(const Error& error) {
  if (error.code == ErrorCode::Full)
    return problem(ProblemKind::TooLarge, "图片过大，请缩小后再上传", "The picture is too large: make it smaller and send it again");
  if (error.code == ErrorCode::Invalid)
    return problem(ProblemKind::UnsupportedMedia, "图片已损坏或其编码不受支持，请重新拍摄或另存为 JPEG 或 PNG",
                   "The picture is damaged or coded in a way that is not read here: take it again, or save it as JPEG or PNG");
  return to_problem(error);
}

// Decoded here and encoded anew, so that what others are shown was made by us. On a thread of its own: nothing else waits for it.
Outcome add_photo(const Ask& ask, Desk& desk) {
  const auto sent = clean_photo(ask.body);
  if (!sent || photo_media_type(sent->type) != ask.header("content-type"))
    return problem(ProblemKind::UnsupportedMedia, "请上传完整的 JPEG、PNG 或 WebP 图片",
                   "Send a whole JPEG, PNG or WebP picture as image/jpeg, image/png or image/webp");
  if (!may_be_decoded(*sent))
    return problem(ProblemKind::TooLarge, "图片像素过多：最多 4000 万像素，每边最多 20000",
                   "The picture has too many pixels: 40 million at most, 20,000 a side");
  const auto picture = encode_anew(*sent, kPictureBytesMax);
  if (!picture) return not_decoded(picture.error());
  if (auto full = no_room_for_upload(picture->bytes.size(), desk)) return *std::move(full);
  const auto name = desk.services.blobs.put(picture->bytes);
  if (!name) return to_problem(name.error());
  JsonWriter out;
  Reply reply = json_reply(out.object().field("photo", *name).end().take());
  reply.status = 201;
  return reply;
}

// The same of sound (RFC 8794 §8.1 for the EBML of WebM; RFC 3533 §6; ISO/IEC 14496-12 §4.3). Empty: none of them.
std::string_view sound_type(std::string_view bytes) {
  if (bytes.substr(0, 4) == "\x1A\x45\xDF\xA3") return "audio/webm";
  if (bytes.substr(0, 4) == "OggS") return "audio/ogg";
  if (bytes.size() > 8 && bytes.substr(4, 4) == "ftyp") return "audio/mp4";
  return {};
}

// Recorders name the codec behind it: "audio/webm;codecs=opus".
std::string_view without_parameters(std::string_view type) { return type.substr(0, type.find(';')); }

Outcome add_voice(const Ask& ask, Desk& desk) {
  const auto voice = clean_voice(ask.body);
  if (!voice || sound_type(voice->bytes) != without_parameters(ask.header("content-type")))
    return problem(ProblemKind::UnsupportedMedia, "请上传完整的 WebM、Ogg 或 MP4 录音",
                   "Send a whole voice note as audio/webm, audio/ogg or audio/mp4");
  if (auto full = no_room_for_upload(voice->bytes.size(), desk)) return *std::move(full);
  const auto name = desk.services.blobs.put(voice->bytes);
  if (!name) return to_problem(name.error());
  JsonWriter out;
  Reply reply = json_reply(out.object().field("voice", *name).end().take());
  reply.status = 201;
  return reply;
}

// What was kept under this name, if it is of the kind that `type_of` knows.
Outcome get_kept(const Ask& ask, Desk& desk, std::string_view (*type_of)(std::string_view)) {
  const std::string& name = desk.name();
  if (!is_photo_name(name)) return not_found_problem();
  Reply reply;
  reply.headers = {{"ETag", "\"" + name + "\""}, {"Cache-Control", "private, max-age=31536000, immutable"}};
  if (ask.header("if-none-match") == "\"" + name + "\"") {
    reply.status = 304;
    return reply;
  }
  auto bytes = desk.services.blobs.get(name);
  if (!bytes) return to_problem(bytes.error());
  reply.type = type_of(*bytes);
  if (reply.type.empty()) return not_found_problem();
  reply.body = std::move(*bytes);
  return reply;
}

Outcome get_photo(const Ask& ask, Desk& desk) { return get_kept(ask, desk, picture_type); }
Outcome get_voice(const Ask& ask, Desk& desk) { return get_kept(ask, desk, sound_type); }

}  // namespace

bool is_photo_name(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::vector<std::string> photos_or_none(Fields& fields, Desk& desk) {
  std::vector<std::string> photos = fields.texts_or_none("photos", kPhotosMax);
  for (std::size_t i = 0; i < photos.size(); ++i)
    if (!is_photo_name(photos[i]) || !desk.services.blobs.get(photos[i]))
      fields.wrong("photos[" + std::to_string(i) + "]", "没有这张照片，请先上传", "is not a picture that was uploaded");
  return photos;
}

std::string kept_or_none(Fields& fields, Desk& desk, std::string_view name, BlobKind kind) {
  std::string kept = fields.text_or(name, "", {0, 64});
  if (kept.empty()) return kept;
  const auto bytes = is_photo_name(kept) ? desk.services.blobs.get(kept) : Result<std::string>(not_found("no such name"));
  const bool is_one = bytes && !(kind == BlobKind::Voice ? sound_type(*bytes) : picture_type(*bytes)).empty();
  if (!is_one && kind == BlobKind::Voice) fields.wrong(name, "没有这段录音，请先上传", "is not a voice note that was uploaded");
  if (!is_one && kind == BlobKind::Picture) fields.wrong(name, "没有这张图片，请先上传", "is not a picture that was uploaded");
  return kept;
}

void add_voices(Router& router) {
  router.add({Method::Post, "/voices", add_voice});
  router.add({Method::Get, "/voices/{name}", get_voice});
}

void add_photos(Router& router) {
  router.add({Method::Post, "/photos", add_photo, Hands::Pictures});
  router.add({Method::Get, "/photos/{name}", get_photo});
}

}  // namespace davy::api
