// davy evidence: takes the evidence of a matter out of the store, and proves a bundle without it.

#include "apps/davy/evidence.hpp"

#include "apps/davy/evidence_page.hpp"
#include "apps/davy/subcommands.hpp"
#include "base/said.hpp"
#include "base/version.hpp"
#include "evidence/verify.hpp"
#include "runtime/system_clock.hpp"
#include "site/load.hpp"
#include "store/evidence/export.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

namespace davy::apps {

std::optional<core::MatterRef> matter_named(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto kind = value_named<core::MatterKind>(text.substr(0, colon));
  std::uint64_t id = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data() + colon + 1, end, id);
  if (!kind || error != std::errc() || last != end || id == 0) return std::nullopt;
  return core::MatterRef{*kind, id};
}

std::string report(const evidence::Verdict& verdict, const evidence::Trust& trust) {
  std::string text;
  if (verdict.manifest) {
    const evidence::Manifest& manifest = *verdict.manifest;
    text += spoken(said({"{1} 的 {0}，由 {3} 于 {2} 导出；记录 {4} 至 {5}，其中公开 {6} 条\n",
                         "{} of {}, exported {} by {}; records {} to {}, {} of them shown\n"},
                        manifest.matter, manifest.site, to_text(manifest.made), manifest.made_by, manifest.after_seq + 1, manifest.last_seq,
                        manifest.shown.size()));
  }
  for (const evidence::Checked& each : verdict.checks) {
    const Text words = each.fault ? words_of(*each.fault) : words_of(each);
    text += fmt::format("{}  {:<12} {}\n{:19}{}\n", each.fault ? "BAD " : "ok  ", name_of(each.check), words.en, "", words.zh);
  }
  if (verdict.manifest)
    for (const std::string& lacking : verdict.manifest->lacking)
      text += spoken(said({"note  导出时缺少：{}\n", "note  lacking at export: {}\n"}, lacking));
  text += spoken({"note  样本与规则由导出时清单的签名担保，不在记录链上\n",
                  "note  samples and rules are attested by the manifest's signature at export, not by the chain of records\n"});
  if (!trust.key)
    text +=
        spoken({"note  公钥取自证据包本身：请与站点的公钥比对（--key），否则只能证明全部由同一密钥签名\n",
                "note  the key is the bundle's own: compare it with the site's (--key), else it proves only that one key signed all\n"});
  if (!trust.kept)
    text += spoken({"note  没有询问见证方（--witness）：持有站点密钥者可能另写了一份日志\n",
                    "note  no witness was asked (--witness): whoever holds the site's key could have written another journal\n"});
  return text;
}

namespace {

struct EvidenceWishes {
  std::string data_folder;
  std::string site_folder;
  std::string packs_folder = "packs";
  std::string matter;
  std::string file;
  std::string key;
  std::string witness;
  bool with_page = false;
  bool with_old_records = false;
};

int tell_error(const Error& error) {
  fmt::print(stderr, "{}\n", spoken(error));
  return 2;
}

Result<std::string> whole_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return not_found(said({"{} 无法读取", "{} cannot be read"}, path));
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return failed(said({"{} 无法写入", "{} cannot be written"}, path));
  return {};
}

// The rules are those of the site as it is given now: only those of the version that made the alarm are taken.
Result<std::unique_ptr<site::Site>> site_for_rules(const EvidenceWishes& wishes) {
  if (wishes.site_folder.empty()) return std::unique_ptr<site::Site>();
  site::Loaded loaded = site::load_site(wishes.site_folder, wishes.packs_folder);
  if (!loaded.site)
    return invalid(
        said({"{} 中的站点有错误；`davy check` 会逐条列出", "the site in {} has errors; `davy check` lists them"}, wishes.site_folder));
  return std::make_unique<site::Site>(std::move(*loaded.site));
}

int export_matter(const EvidenceWishes& wishes) {
  const auto matter = matter_named(wishes.matter);
  if (!matter)
    return tell_error(invalid(said({"'{}'；应为事项，如 alarm:17、order:18、hazard:19、permit:20 或 incident:21",
                                    "found '{}', expected a matter such as alarm:17, order:18, hazard:19, permit:20 or incident:21"},
                                   wishes.matter)));
  const auto site = site_for_rules(wishes);
  if (!site) return tell_error(site.error());
  std::optional<site::Directory> directory;
  if (*site) directory.emplace(**site);
  const auto checkpoints = store::Checkpoints::open(wishes.data_folder, *site ? (*site)->name : std::string());
  if (!checkpoints) return tell_error(checkpoints.error());
  const store::ExportWishes asked{.matter = *matter,
                                  .made_by = "command-line",
                                  .program_version = kVersion,
                                  .now = runtime::SystemClock().now(),
                                  .old_records = wishes.with_old_records ? store::OldRecords::Show : store::OldRecords::Refuse,
                                  .directory = directory ? &*directory : nullptr};
  const Result<std::string> bundle = store::export_evidence(wishes.data_folder, **checkpoints, asked);
  if (!bundle) return tell_error(bundle.error());
  if (const Result<void> done = write_file(wishes.file, *bundle); !done) return tell_error(done.error());
  fmt::print("{}\n", spoken(said({"{}：{} 字节；公钥 {}", "{}: {} bytes; key {}"}, wishes.file, bundle->size(),
                                 to_hex((*checkpoints)->key().public_key()))));
  if (!wishes.with_page) return 0;
  const std::string page = (std::filesystem::path(wishes.file).parent_path() / "verify.html").string();
  if (const Result<void> done = write_file(page, evidence_page()); !done) return tell_error(done.error());
  fmt::print("{}\n", spoken(said({"{}：在浏览器中打开，并给出证据包", "{}: open it in a browser and give it the bundle"}, page)));
  return 0;
}

int verify_bundle(const EvidenceWishes& wishes) {
  const Result<std::string> text = whole_file(wishes.file);
  if (!text) return tell_error(text.error());
  evidence::Trust trust;
  if (!wishes.key.empty()) {
    const auto key = evidence::key_from_hex(wishes.key);
    if (!key) return tell_error(key.error().within("--key"));
    trust.key = *key;
  }
  if (!wishes.witness.empty()) {
    const Result<std::string> lines = whole_file(wishes.witness);
    if (!lines) return tell_error(lines.error());
    auto kept = evidence::witness_lines(*lines);
    if (!kept) return tell_error(kept.error().within(wishes.witness));
    trust.kept = std::move(*kept);
  }
  const Result<evidence::Bundle> bundle = evidence::bundle_from_json(*text);
  if (!bundle) {
    fmt::print("{}\n", spoken(said({"BAD   这不是可以验证的证据包：{}", "BAD   this is no bundle that can be proved: {}"},
                                   said_of(bundle.error()))));
    return 1;
  }
  const evidence::Verdict verdict = verify(*bundle, trust);
  fmt::print("{}key   {}\n", report(verdict, trust), to_hex(bundle->key));
  const bool holds = verdict.first_fault() == nullptr;
  fmt::print("{}\n", holds ? spoken({"全部成立", "all holds"}) : spoken({"不成立", "it does NOT hold"}));
  return holds ? 0 : 1;
}

int print_key(const EvidenceWishes& wishes) {
  const auto checkpoints = store::Checkpoints::open(wishes.data_folder, {});
  if (!checkpoints) return tell_error(checkpoints.error());
  fmt::print("{}\n", to_hex((*checkpoints)->key().public_key()));
  return 0;
}

}  // namespace

void add_evidence(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<EvidenceWishes>();
  CLI::App* command =
      app.add_subcommand("evidence", spoken({"将一件事项的证据导出为可自行证明的文件，并验证此类文件。",
                                             "Take the evidence of a matter out as a file that proves itself, and prove such a file."}));
  command->require_subcommand(1);
  CLI::App* exports =
      command->add_subcommand("export",
                              spoken({"写出一件事项的证据；Davy 可在运行。", "Write the evidence of a matter; Davy may be running."}));
  exports
      ->add_option("matter", wishes->matter,
                   spoken({"事项，如 alarm:17、order:18、hazard:19、permit:20、incident:21 …",
                           "alarm:17, order:18, hazard:19, permit:20, incident:21 …"}))
      ->required();
  exports->add_option("--data", wishes->data_folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  exports->add_option("--out", wishes->file, spoken({"要写的文件，NAME.davy-evidence", "The file to write, NAME.davy-evidence"}))
      ->required();
  exports->add_option("--site", wishes->site_folder, spoken({"站点目录：其规则一并写入", "The site's folder: its rules go along"}))
      ->check(CLI::ExistingDirectory);
  exports->add_option("--packs", wishes->packs_folder, spoken({"场景包目录", "Folder of the scene packs"}));
  exports->add_flag("--with-page", wishes->with_page,
                    spoken({"同时写出 verify.html，可在任何浏览器中验证", "Write verify.html beside it, which proves it in any browser"}));
  exports->add_flag("--with-old-records", wishes->with_old_records,
                    spoken(
                        {"显示其间旧库的记录，不论涉及何人", "Show records of an older store that lie between, whomever they are about"}));
  exports->callback([wishes, &exit_status] { exit_status = export_matter(*wishes); });
  CLI::App* verifies = command->add_subcommand("verify", spoken({"离线验证证据包，无需数据库；全部成立才返回 0。",
                                                                 "Prove a bundle, without the store and offline; 0 only when all holds."}));
  verifies->add_option("file", wishes->file, spoken({"证据包", "The bundle"}))->required();
  verifies->add_option("--key", wishes->key, spoken({"站点的公钥，须由其他途径得知", "The site's public key, known from elsewhere"}));
  verifies->add_option("--witness", wishes->witness, spoken({"见证方保存的内容：逐行检查点", "What a witness kept: lines of checkpoints"}));
  verifies->callback([wishes, &exit_status] { exit_status = verify_bundle(*wishes); });
  CLI::App* key = command->add_subcommand("key", spoken({"打印站点的公钥。", "Print the site's public key."}));
  key->add_option("--data", wishes->data_folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  key->callback([wishes, &exit_status] { exit_status = print_key(*wishes); });
}

}  // namespace davy::apps
