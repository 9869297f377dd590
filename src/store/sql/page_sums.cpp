#include "store/sql/page_sums.hpp"

#include "base/ensure.hpp"
#include "store/passed_on.hpp"
#include "store/refused_page.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_page.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string_view>

namespace davy::store::sql {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr int kHeaderBytes = 100;
constexpr int kReservedAt = 20;
constexpr int kPageSizeAt = 16;
constexpr int kPageBytesMin = 512;
constexpr int kPageBytesMax = 65'536;

sqlite3_vfs* disk = nullptr;  // SQLite's own way to files; written once, before any file is opened by way of ours

// Two running sums over words of 32 bits, as Fletcher's: the second knows the order of the words. Of zeros it is zero.
std::uint64_t sum_of(std::span<const unsigned char> bytes) {
  std::uint32_t a = 0, b = 0;
  for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
    std::array<std::uint32_t, 2> words{};
    std::memcpy(words.data(), bytes.data() + i, 8);
    a += words[0] + b;
    b += words[1] + a;
  }
  return (std::uint64_t{a} << 32) | b;
}

bool matches(std::span<const unsigned char> page) {
  std::uint64_t kept = 0;
  std::memcpy(&kept, page.data() + page.size() - kSumBytes, kSumBytes);
  return kept == sum_of(page.first(page.size() - kSumBytes));
}

bool begins_database(const void* bytes, int length) {
  return length >= kHeaderBytes && std::memcmp(bytes, kMagic.data(), kMagic.size()) == 0;
}

bool reserves_sums(const void* header) { return static_cast<const unsigned char*>(header)[kReservedAt] == kSumBytes; }

bool is_page(int length, sqlite3_int64 at) {
  return length >= kPageBytesMin && length <= kPageBytesMax && (length & (length - 1)) == 0 && at % length == 0;
}

// SQLite gives room for this and, behind it, for the file of the disk's own way.
struct SummedFile {
  sqlite3_file base;
  bool sums;  // known once its first page was seen, which is before any other
};

SummedFile& self(sqlite3_file* file) { return *reinterpret_cast<SummedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<SummedFile*>(file) + 1); }

int read(sqlite3_file* file, void* bytes, int length, sqlite3_int64 at) {
  const int code = real(file)->pMethods->xRead(real(file), bytes, length, at);
  if (code != SQLITE_OK) return code;
  if (at == 0 && begins_database(bytes, length)) self(file).sums = reserves_sums(bytes);
  if (!self(file).sums || !is_page(length, at)) return SQLITE_OK;
  if (matches({static_cast<const unsigned char*>(bytes), static_cast<std::size_t>(length)})) return SQLITE_OK;
  refused_page() = static_cast<std::uint64_t>(at / length) + 1;
  return SQLITE_IOERR_DATA;
}

// In a copy: SQLite's page is not ours to change.
int write(sqlite3_file* file, const void* bytes, int length, sqlite3_int64 at) {
  if (at == 0 && begins_database(bytes, length)) self(file).sums = reserves_sums(bytes);
  if (!self(file).sums || !is_page(length, at)) return real(file)->pMethods->xWrite(real(file), bytes, length, at);
  thread_local std::array<unsigned char, kPageBytesMax> copy;
  const auto size = static_cast<std::size_t>(length);
  std::memcpy(copy.data(), bytes, size - kSumBytes);
  const std::uint64_t sum = sum_of(std::span(copy).first(size - kSumBytes));
  std::memcpy(copy.data() + size - kSumBytes, &sum, kSumBytes);
  return real(file)->pMethods->xWrite(real(file), copy.data(), length, at);
}

constexpr sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods methods = passed_on<real>();
  methods.xRead = read;
  methods.xWrite = write;
  return methods;
}();

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return disk->xOpen(disk, name, file, flags, flags_out);
  self(file).base.pMethods = nullptr;
  self(file).sums = false;
  const int code = disk->xOpen(disk, name, real(file), flags, flags_out);
  if (real(file)->pMethods != nullptr) self(file).base.pMethods = &kMethods;
  return code;
}

std::uint64_t big_endian(std::span<const unsigned char> bytes) {
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

using Bytes = std::vector<unsigned char>;

bool read_at(std::ifstream& file, std::uint64_t at, Bytes& bytes) {
  file.clear();
  file.seekg(static_cast<std::streamoff>(at));
  return static_cast<bool>(file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())));
}

// The pages that frames of the log's present round hold (SQLite's file format, §4.1: a header of 32 bytes, then frames of 24 bytes and a page each, which
// belong to the round when they carry its salts).
std::set<std::uint64_t> pages_in_log(const std::string& path, std::size_t page_bytes) {
  std::set<std::uint64_t> pages;
  std::ifstream log(path + "-wal", std::ios::binary);
  Bytes header(32), frame(24);
  if (!read_at(log, 0, header)) return pages;
  for (std::uint64_t at = header.size(); read_at(log, at, frame); at += frame.size() + page_bytes)
    if (std::equal(frame.begin() + 8, frame.begin() + 16, header.begin() + 16)) pages.insert(big_endian(std::span(frame).first(4)));
  return pages;
}

std::vector<std::uint64_t> damaged_sealed(std::ifstream& file, const std::string& path, const seal::Key& key) {
  const std::set<std::uint64_t> replaced = pages_in_log(path, seal::kPageBytes);
  const seal::Key pages = key.derived(seal::Purpose::Pages);
  std::vector<std::uint64_t> damaged;
  seal::Page page;
  for (std::uint64_t number = 0; file.read(reinterpret_cast<char*>(page.data()), page.size()); ++number)
    if (!seal::is_empty(page) && !seal::open_page(page, pages, seal::about_page(number)) && !replaced.contains(number + 1))
      damaged.push_back(number + 1);
  return damaged;
}

}  // namespace

const char* files_with_sums() {
  static constexpr const char* kName = "davy-page-sums";
  static const bool registered = [] {
    disk = sqlite3_vfs_find(nullptr);
    ensure(disk != nullptr, "SQLite has a way to files");
    static sqlite3_vfs ours = *disk;  // whose other methods do not look at whose they are
    ours.zName = kName;
    ours.pNext = nullptr;
    ours.szOsFile = static_cast<int>(sizeof(SummedFile)) + disk->szOsFile;
    ours.xOpen = open;
    return sqlite3_vfs_register(&ours, 0) == SQLITE_OK;
  }();
  ensure(registered, "SQLite takes another way to files");
  return kName;
}

Result<std::vector<std::uint64_t>> damaged_pages(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found("no file " + path);
  const Result<std::optional<seal::Key>> key = seal::key_of(std::filesystem::path(path).parent_path().string());
  if (!key) return key.error();
  if (*key) return damaged_sealed(file, path, **key);
  Bytes header(kHeaderBytes);
  std::vector<std::uint64_t> damaged;
  if (!read_at(file, 0, header)) return damaged;  // nothing yet
  if (!begins_database(header.data(), kHeaderBytes)) return std::vector<std::uint64_t>{1};
  if (!reserves_sums(header.data())) return damaged;
  const std::uint64_t told = big_endian(std::span(header).subspan(kPageSizeAt, 2));
  Bytes page(told == 1 ? kPageBytesMax : told);  // 1 stands for 65,536
  if (!is_page(static_cast<int>(page.size()), 0)) return std::vector<std::uint64_t>{1};
  const std::set<std::uint64_t> replaced = pages_in_log(path, page.size());
  for (std::uint64_t number = 1; read_at(file, (number - 1) * page.size(), page); ++number)
    if (!matches(page) && !replaced.contains(number)) damaged.push_back(number);
  return damaged;
}

}  // namespace davy::store::sql
