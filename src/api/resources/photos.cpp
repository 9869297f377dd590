// Photos: the pictures that show a hazard and prove that work was done, named by their content.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
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

Outcome add_photo(const Ask& ask, Desk& desk) {
  if (picture_type(ask.body).empty() || picture_type(ask.body) != ask.header("content-type"))
    return problem(ProblemKind::UnsupportedMedia, "请上传 JPEG 或 PNG 图片", "Send a JPEG or PNG picture as image/jpeg or image/png");
  const auto name = desk.services.blobs.put(ask.body);
  if (!name) return to_problem(name.error());
  JsonWriter out;
  Reply reply = json_reply(out.object().field("photo", *name).end().take());
  reply.status = 201;
  return reply;
}

Outcome get_photo(const Ask& ask, Desk& desk) {
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
  reply.type = picture_type(*bytes);
  if (reply.type.empty()) return not_found_problem();
  reply.body = std::move(*bytes);
  return reply;
}

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

void add_photos(Router& router) {
  router.add({Method::Post, "/photos", add_photo});
  router.add({Method::Get, "/photos/{name}", get_photo});
}

}  // namespace davy::api
