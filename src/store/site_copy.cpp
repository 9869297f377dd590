#include "store/site_copy.hpp"

#include "base/said.hpp"
#include "store/blobs/blobs.hpp"
#include "store/json/fields.hpp"
#include "store/zip.hpp"

namespace davy::store {
namespace {

constexpr const char* kSiteFormat = "davy-site-1";

Json files_json(const std::vector<site::SourceFile>& files) {
  Json list = Json::array();
  for (const site::SourceFile& file : files) list.push_back({{"name", file.name}, {"text", file.text}});
  return list;
}

std::vector<site::SourceFile> files_of(const Json& list) {
  std::vector<site::SourceFile> files;
  for (const Json& file : list) files.push_back({file.at("name").get<std::string>(), file.at("text").get<std::string>()});
  return files;
}

Json sources_json(const site::SourceFiles& sources) {
  Json packs = Json::object();
  for (const auto& [name, files] : sources.packs) packs[name] = files_json(files);
  return {{"format", kSiteFormat}, {"site", files_json(sources.site)}, {"packs", packs}, {"others", sources.others}};
}

}  // namespace

Result<std::string> keep_site(const std::string& data_folder, const site::SourceFiles& files) {
  std::string text;
  try {
    text = sources_json(files).dump();
  } catch (const Json::exception&) {
    return invalid(said({"站点有文件不是 UTF-8，无法保存", "a file of the site is not UTF-8, so it cannot be kept"}));
  }
  return Blobs(data_folder).put(zip(text));
}

Result<site::SourceFiles> kept_site(const std::string& data_folder, const std::string& name) {
  const Result<std::string> bytes = Blobs(data_folder).get(name);
  if (!bytes) return seen_from(said({"已接受站点的文件", "the files of the accepted site"}), bytes.error());
  const Result<std::string> text = unzip(*bytes);
  if (!text) return seen_from(said({"已接受站点的文件", "the files of the accepted site"}), text.error());
  try {
    const Json json = Json::parse(*text);
    if (json.at("format") != kSiteFormat)
      return error_of(ErrorCode::Corrupt, said({"已接受站点的文件格式不同", "the files of the accepted site are of another format"}));
    site::SourceFiles sources;
    sources.site = files_of(json.at("site"));
    for (const auto& [pack, files] : json.at("packs").items()) sources.packs[pack] = files_of(files);
    sources.others = json.at("others").get<std::vector<std::string>>();
    return sources;
  } catch (const Json::exception& what) {
    return error_of(ErrorCode::Corrupt, said({"已接受站点的文件：{}", "the files of the accepted site: {}"}, what.what()));
  }
}

}  // namespace davy::store
