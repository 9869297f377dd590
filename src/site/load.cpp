#include "site/load.hpp"

#include "base/bytes.hpp"
#include "site/reading/reading.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace davy::site {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 26> kSections{"site",      "packs",           "zones",         "devices",   "points",
                                                     "actuators", "posts",           "shifts",        "duties",    "conditions",
                                                     "rows",      "consequences",    "inhibitions",   "retention", "modes",
                                                     "facts",     "risks",           "alarm-classes", "hazards",   "merits",
                                                     "permits",   "emergency-plans", "appraisal",     "access",    "drill-scenarios",
                                                     "risk-bands"};

void hash_file(Hasher& hasher, std::string_view folder, const SourceFile& file) { hasher.add(folder).add(file.name).add(file.text); }

// The content of each file; what is not YAML is reported.
std::vector<const YamlNode*> read_files(Reading& reading, Hasher& hasher, const std::string& folder, const std::vector<SourceFile>& files) {
  std::vector<const YamlNode*> roots;
  for (const SourceFile& file : files) {
    hash_file(hasher, folder, file);
    const std::uint16_t number = reading.report.add_file(folder.empty() ? file.name : folder + "/" + file.name);
    const YamlTree::Read read = reading.tree.read(number, file.text);
    if (read.fault) reading.report.fault(number, *read.fault);
    if (read.root != nullptr) roots.push_back(read.root);
  }
  return roots;
}

void sort_into_sections(Reading& reading, const std::vector<const YamlNode*>& roots) {
  for (const YamlNode* root : roots) {
    const Record record(reading.report, *root, kSections);
    for (const std::string_view section : kSections)
      if (const YamlNode* node = record.find(section)) reading.sections[section].push_back(node);
  }
}

void read_packs(Reading& reading, Hasher& hasher, const SourceFiles& sources) {
  std::vector<std::string> known;
  for (const auto& [name, files] : sources.packs) known.push_back(name);
  std::vector<std::string>& used = reading.site.packs;
  for (const YamlNode* item : reading.items("packs")) {
    const auto pack = sources.packs.find(std::string(item->text));
    if (pack == sources.packs.end()) {
      reading.report.unknown_name(*item, {"场景包", "pack"}, said({"场景包目录中的一个目录", "a folder of the packs"}), known);
    } else if (std::find(used.begin(), used.end(), pack->first) != used.end()) {
      reading.report.error(*item, said({"场景包 {} 重复", "pack {} a second time"}, quoted(*item)),
                           said({"每个场景包只写一次", "each pack once"}));
    } else {
      used.push_back(pack->first);
      read_pack(reading.report, reading.templates, pack->first, read_files(reading, hasher, "pack " + pack->first, pack->second));
    }
  }
}

void read_sections(Reading& reading, const SourceFiles& sources) {
  read_site_head(reading, sources.others);
  read_zones(reading);
  read_devices(reading);
  read_posts(reading);
  read_shifts(reading);
  read_modes(reading);
  read_facts(reading);
  read_duties(reading);
  read_alarm_classes(reading);
  read_points(reading);
  read_condition_section(reading);
  read_risk_expressions(reading);
  read_actuators(reading);
  make_conditions(reading);
  read_rows(reading);
  read_consequences(reading);
  read_inhibitions(reading);
  read_retention(reading);
  read_risks(reading);
  read_access(reading);
  read_hazards(reading);
  read_merits(reading);
  read_risk_bands(reading);
  read_permits(reading);
  read_emergency_plans(reading);
  read_appraisal(reading);
  read_drill_scenarios(reading);
  check_whole(reading);
}

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

std::optional<std::string> content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::nullopt;
  return text;
}

// Reads one folder's files, sorted by name, so that the same folder is the same site on every machine.
class FolderReader {
 public:
  std::vector<std::string> others;
  std::vector<Finding> findings;

  std::vector<SourceFile> read(const fs::path& folder) {
    std::vector<SourceFile> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with('.')) continue;
      std::error_code ignored;
      const bool is_file = entry.is_regular_file(ignored);
      if (!is_yaml(entry.path())) {
        if (is_file) others.push_back(name);
      } else if (std::optional<std::string> text = is_file ? content_of(entry.path()) : std::nullopt) {
        files.push_back({name, std::move(*text)});
      } else {
        refuse(entry.path(), said({"无法读取的文件", "a file that cannot be read"}));
      }
    }
    if (error) refuse(folder, said({"无法读取的目录：{}", "a folder that cannot be read: {}"}, error.message()));
    std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
    std::sort(others.begin(), others.end());
    return files;
  }

 private:
  void refuse(const fs::path& path, Said found) {
    findings.push_back(
        {FindingLevel::Error, path.string(), 0, 0, std::move(found), said({"可读取的文件或目录", "one that can be read"}), {}});
  }
};

}  // namespace

Loaded load_site(const SourceFiles& sources) {
  Reading reading;
  Hasher hasher;
  reading.built_in = read_built_in(reading.report, reading.tree);
  sort_into_sections(reading, read_files(reading, hasher, "", sources.site));
  read_packs(reading, hasher, sources);
  read_sections(reading, sources);
  Loaded loaded;
  if (!reading.report.has_errors()) {
    reading.site.version = to_hex(hasher.finish());
    loaded.site = std::move(reading.site);
  }
  loaded.findings = reading.report.take();
  return loaded;
}

std::map<std::string, std::vector<SourceFile>> read_packs_folder(const fs::path& packs, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<SourceFile>> read;
  FolderReader reader;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(packs, error))
    if (std::error_code ignored; entry.is_directory(ignored)) read[entry.path().filename().string()] = reader.read(entry.path());
  findings.insert(findings.end(), reader.findings.begin(), reader.findings.end());
  return read;
}

SourceFiles read_sources(const fs::path& folder, const fs::path& packs, std::vector<Finding>& findings) {
  SourceFiles sources;
  FolderReader reader;
  sources.site = reader.read(folder);
  sources.others = reader.others;
  findings.insert(findings.end(), reader.findings.begin(), reader.findings.end());
  sources.packs = read_packs_folder(packs, findings);
  return sources;
}

Loaded load_site(const fs::path& folder, const fs::path& packs) {
  std::vector<Finding> unreadable;
  const SourceFiles sources = read_sources(folder, packs, unreadable);
  if (!unreadable.empty()) return {std::nullopt, std::move(unreadable)};
  Loaded loaded = load_site(sources);
  if (loaded.site) loaded.site->folder = folder.string();
  return loaded;
}

}  // namespace davy::site
