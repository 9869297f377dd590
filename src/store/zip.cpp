#include "store/zip.hpp"

#include <zstd.h>

#include <memory>

namespace davy::store {
namespace {

constexpr int kLevel = 3;
// Codes of a few letters without sense: a match by chance costs more than it spares, and takes long to read. Near and long ones are runs.
constexpr int kMatchMin = 7;
constexpr int kHashLog = 6;
// Nothing that is stored unpacks to more; a damaged length must not take all memory.
constexpr std::size_t kUnzippedMax = std::size_t{1} << 30U;

constexpr std::string_view kMagic = "\x28\xb5\x2f\xfd";  // RFC 8878, 3.1.1

Error damaged(const char* why) { return {ErrorCode::Corrupt, std::string("compressed bytes are damaged: ") + why}; }

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, Free>;

std::string compress(const Compressor& context, std::string_view bytes) {
  std::string zipped(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), zipped.data(), zipped.size(), bytes.data(), bytes.size());
  ensure(ZSTD_isError(size) == 0, "zstd compresses into a buffer of its own bound");
  zipped.resize(size);
  return zipped;
}

Result<void> unzip(std::string_view zipped, std::size_t size_max, std::string& into) {
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(zipped.data(), zipped.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > size_max) return damaged("no length");
  into.resize(size);
  const std::size_t done = ZSTD_decompressDCtx(context.get(), into.data(), into.size(), zipped.data(), zipped.size());
  if (ZSTD_isError(done) != 0) return damaged(ZSTD_getErrorName(done));
  if (done != size) return damaged("too short");
  return {};
}

}  // namespace

// One context a thread and way: making one costs more than compressing a chunk.
std::string zip(std::string_view bytes) {
  thread_local const Compressor context = [] {
    Compressor made(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
    return made;
  }();
  return compress(context, bytes);
}

std::string zip_numbers(std::string_view bytes) {
  thread_local const Compressor usual = [] {
    Compressor made(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
    return made;
  }();
  thread_local const Compressor long_matches = [] {
    Compressor made(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_strategy, ZSTD_fast);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_hashLog, kHashLog);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_minMatch, kMatchMin);
    return made;
  }();
  std::string a = compress(usual, bytes);
  std::string b = compress(long_matches, bytes);
  return (a.size() < b.size() ? a : b).substr(kMagic.size());
}

Result<void> unzip_numbers(std::string_view zipped, std::size_t size_max, std::string& into) {
  thread_local std::string frame;
  frame.assign(kMagic).append(zipped);
  return unzip(frame, size_max, into);
}

Result<std::string> unzip(std::string_view zipped) {
  std::string bytes;
  if (Result<void> done = unzip(zipped, kUnzippedMax, bytes); !done) return done.error();
  return bytes;
}

}  // namespace davy::store
