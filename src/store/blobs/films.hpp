#pragma once
// Films: what is too large for one blob. A film is a list of pieces, each a blob, and the list is a blob, too, whose name is the film's.
//
// It is announced with the digests of its pieces, then sent piece by piece, in any order and again as often as one likes. What was sent waits under uploads/ of the data
// folder, sealed when the folder is, until all is there and keep() makes it a film; what is not kept in 24 hours after it was last announced is forgotten. Nothing that was kept is ever removed.
// Thread-safe. Memory: one piece a call, two in read(). Limits: 256 MiB a film, eight films on their way at once.

#include "base/time.hpp"
#include "store/blobs/blobs.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store {

inline constexpr std::uint64_t kFilmPieceBytes = 1024UL * 1024;  // of each piece but the last
inline constexpr std::size_t kFilmPiecesMost = 256;
inline constexpr std::uint64_t kFilmBytesMost = kFilmPieceBytes * kFilmPiecesMost;
inline constexpr std::size_t kUploadsMost = 8;
inline constexpr Duration kUploadLife = 24_h;

struct FilmList {
  std::string type;  // kMp4 or kWebm
  std::uint64_t bytes = 0;
  std::vector<std::string> pieces;  // names of blobs, in their order

  bool operator==(const FilmList&) const = default;
};

std::string film_list_text(const FilmList& list);  // the bytes of the blob
Result<FilmList> film_list_of(std::string_view text);
std::string film_name(const FilmList& list);

struct FilmUpload {
  enum class State { Sending, Keeping, Kept };  // pieces lack; all are there, keep() is to go on; it is a film
  std::string film;
  State state = State::Sending;
  std::vector<std::size_t> lacking = {};  // numbers of pieces, from 1
};

class Films {
 public:
  explicit Films(const std::string& data_folder) : data_folder_(data_folder), blobs_(data_folder) {}

  // Conflict: too many are on their way.
  Result<FilmUpload> announce(const FilmList& list, Instant now);
  // Invalid: it is not the piece that was announced, or the first one is not the beginning of such a film. NotFound: nobody announced it, or it has expired.
  Result<void> take(const std::string& film, std::size_t number, std::string_view bytes);
  // Keeps at most so many pieces, and the list when none is left. Invalid: the first piece is not the beginning of such a film; it is forgotten.
  Result<FilmUpload> keep(const std::string& film, std::size_t pieces_most);
  void forget_expired(Instant now);

  Result<FilmList> find(const std::string& film) const;  // NotFound: no film has this name
  Result<std::string> read(const FilmList& list, std::uint64_t first_byte,
                           std::uint64_t last_byte) const;  // both included, within its bytes

 private:
  std::string list_path(const std::string& film) const;
  std::string piece_path(const std::string& film, std::size_t number) const;
  Result<FilmList> announced(const std::string& film) const;
  std::vector<std::size_t> lacking(const std::string& film, const FilmList& list) const;
  Result<void> keep_piece(const std::string& film, const FilmList& list, std::size_t number);
  Result<void> check_beginning(const FilmList& list) const;
  void forget(const std::string& film);

  std::string data_folder_;
  Blobs blobs_;
};

// What is on its way and not kept: it must be sent anew. Before anything of the folder may be under another key, or in the clear, no more.
void forget_uploads(const std::string& data_folder);

}  // namespace davy::store
