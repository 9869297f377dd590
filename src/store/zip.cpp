#include "store/zip.hpp"

#include <zstd.h>

#include <memory>

namespace davy::store {
namespace {

constexpr int kLevel = 3;
// Nothing that is stored unpacks to more; a damaged length must not take all memory.
constexpr unsigned long long kUnzippedMax = 1ULL << 30U;

Error damaged(const char* why) { return {ErrorCode::Corrupt, std::string("compressed bytes are damaged: ") + why}; }

}  // namespace

// One context a thread: making one costs more than compressing a chunk.
std::string zip(std::string_view bytes) {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context = [] {
    std::unique_ptr<ZSTD_CCtx, Free> made(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
    return made;
  }();
  std::string zipped(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), zipped.data(), zipped.size(), bytes.data(), bytes.size());
  ensure(ZSTD_isError(size) == 0, "zstd compresses into a buffer of its own bound");
  zipped.resize(size);
  return zipped;
}

Result<std::string> unzip(std::string_view zipped) {
  const unsigned long long size = ZSTD_getFrameContentSize(zipped.data(), zipped.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kUnzippedMax) return damaged("no length");
  std::string bytes(size, '\0');
  const std::size_t done = ZSTD_decompress(bytes.data(), bytes.size(), zipped.data(), zipped.size());
  if (ZSTD_isError(done) != 0) return damaged(ZSTD_getErrorName(done));
  if (done != size) return damaged("too short");
  return bytes;
}

}  // namespace davy::store
