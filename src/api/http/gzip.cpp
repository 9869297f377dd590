#include "api/http/gzip.hpp"

#include "base/ensure.hpp"

#include <zlib.h>

namespace davy::api {
namespace {

constexpr int kGzip = 15 + 16;  // zlib.h: the largest window, and a gzip header
constexpr int kMemory = 9;

}  // namespace

std::string gzip(std::string_view text) {
  z_stream stream{};
  ensure(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) == Z_OK, "zlib can begin");
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  // zlib does not write to what it reads.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ensure(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the bound holds all that comes out");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace davy::api
