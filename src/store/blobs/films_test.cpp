#include "store/blobs/films.hpp"

#include "base/bytes.hpp"
#include "store/blobs/film_type.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace davy::store {
namespace {

const Instant kNoon = Instant::from_unix_ms(1'800'000'000'000);

// Two whole pieces and a short one, as an MP4 begins.
std::string film_bytes() {
  std::string bytes(
      "\0\0\0\x14"
      "ftypisom\0\0\2\0isom",
      20);
  for (std::uint64_t i = 0; bytes.size() < 2 * kFilmPieceBytes + 1'000; ++i) bytes += std::to_string(i) + ",";
  bytes.resize(2 * kFilmPieceBytes + 1'000);
  return bytes;
}

std::string piece_of(const std::string& bytes, std::size_t number) { return bytes.substr((number - 1) * kFilmPieceBytes, kFilmPieceBytes); }

FilmList list_for(const std::string& bytes, std::string_view type = kMp4) {
  FilmList list{std::string(type), bytes.size(), {}};
  for (std::size_t number = 1; (number - 1) * kFilmPieceBytes < bytes.size(); ++number)
    list.pieces.push_back(to_hex(sha256(piece_of(bytes, number))));
  return list;
}

struct FilmStage {
  fixture::TemporaryFolder folder;
  Films films{folder.path()};
  std::string bytes = film_bytes();
  FilmList list = list_for(bytes);

  std::string send_all() {
    const FilmUpload upload = *films.announce(list, kNoon);
    for (const std::size_t number : upload.lacking) EXPECT_TRUE(films.take(upload.film, number, piece_of(bytes, number)));
    return upload.film;
  }
};

TEST(Films, AreKeptOnceAllPiecesAreThere) {
  FilmStage stage;
  const FilmUpload begun = *stage.films.announce(stage.list, kNoon);
  EXPECT_EQ(begun.lacking, (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_TRUE(stage.films.take(begun.film, 3, piece_of(stage.bytes, 3)));
  EXPECT_TRUE(stage.films.take(begun.film, 3, piece_of(stage.bytes, 3))) << "again";
  EXPECT_EQ(stage.films.keep(begun.film, 10)->lacking, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(Films(stage.folder.path()).announce(stage.list, kNoon + 1_h)->lacking, (std::vector<std::size_t>{1, 2})) << "after a restart";
  EXPECT_EQ(stage.films.find(begun.film).error().code, ErrorCode::NotFound);
  const std::string film = stage.send_all();
  EXPECT_EQ(stage.films.keep(film, 2)->state, FilmUpload::State::Keeping);
  EXPECT_EQ(stage.films.keep(film, 2)->state, FilmUpload::State::Kept);
  EXPECT_EQ(*stage.films.find(film), stage.list);
  EXPECT_EQ(stage.films.announce(stage.list, kNoon)->state, FilmUpload::State::Kept);
  EXPECT_TRUE(stage.films.take(film, 1, "whatever")) << "there is nothing to be done";
  EXPECT_TRUE(std::filesystem::is_empty(stage.folder.path() + "/uploads"));
}

TEST(Films, AreReadAcrossTheirPieces) {
  FilmStage stage;
  ASSERT_TRUE(stage.films.keep(stage.send_all(), 10));
  const std::string film = film_name(stage.list);
  const FilmList list = *stage.films.find(film);
  const std::uint64_t size = stage.bytes.size();
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> parts{{0, 0},
                                                                   {0, 19},
                                                                   {kFilmPieceBytes - 1, kFilmPieceBytes},
                                                                   {kFilmPieceBytes, 2 * kFilmPieceBytes - 1},
                                                                   {100, size - 1},
                                                                   {size - 1, size - 1}};
  for (const auto& [first, last] : parts)
    EXPECT_TRUE(*stage.films.read(list, first, last) == stage.bytes.substr(first, last - first + 1)) << first << " to " << last;
}

TEST(Films, TakeOnlyWhatWasAnnounced) {
  FilmStage stage;
  const std::string film = stage.films.announce(stage.list, kNoon)->film;
  EXPECT_EQ(stage.films.take(film, 1, piece_of(stage.bytes, 2)).error().code, ErrorCode::Invalid);
  EXPECT_EQ(stage.films.take(film, 3, "short").error().code, ErrorCode::Invalid);
  EXPECT_EQ(stage.films.take(film, 4, "x").error().code, ErrorCode::NotFound);
  EXPECT_EQ(stage.films.take(film, 0, "x").error().code, ErrorCode::NotFound);
  EXPECT_EQ(stage.films.take(std::string(64, '0'), 1, "x").error().code, ErrorCode::NotFound);
  EXPECT_EQ(stage.films.take("../davy.db", 1, "x").error().code, ErrorCode::NotFound);
}

TEST(Films, AreWhatTheirFirstPieceSays) {
  FilmStage stage;
  stage.list.type = kWebm;
  const std::string film = stage.films.announce(stage.list, kNoon)->film;
  EXPECT_EQ(stage.films.take(film, 1, piece_of(stage.bytes, 1)).error().code, ErrorCode::Invalid);
  ASSERT_TRUE(Blobs(stage.folder.path()).put(piece_of(stage.bytes, 1)));  // here already, for another reason
  for (std::size_t number = 2; number <= 3; ++number) EXPECT_TRUE(stage.films.take(film, number, piece_of(stage.bytes, number)));
  EXPECT_EQ(stage.films.keep(film, 10).error().code, ErrorCode::Invalid);
  EXPECT_EQ(stage.films.find(film).error().code, ErrorCode::NotFound);
}

TEST(Films, ThatAreNotKeptInADayAreForgotten) {
  FilmStage stage;
  const std::string film = stage.send_all();
  stage.films.forget_expired(kNoon + 23_h);
  EXPECT_EQ(stage.films.announce(stage.list, kNoon + 23_h)->state, FilmUpload::State::Keeping);
  stage.films.forget_expired(kNoon + 46_h);
  EXPECT_EQ(stage.films.keep(film, 0)->state, FilmUpload::State::Keeping) << "it was announced again";
  stage.films.forget_expired(kNoon + 47_h);
  EXPECT_EQ(stage.films.keep(film, 10).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(std::filesystem::is_empty(stage.folder.path() + "/uploads"));
}

TEST(Films, APieceThatWentBadOnItsWayIsSentAnew) {
  FilmStage stage;
  const std::string film = stage.send_all();
  std::filesystem::resize_file(stage.folder.path() + "/uploads/" + film + ".pieces/2", 10);
  const FilmUpload upload = *stage.films.keep(film, 10);
  EXPECT_EQ(upload.state, FilmUpload::State::Sending);
  EXPECT_EQ(upload.lacking, (std::vector<std::size_t>{2}));
}

TEST(Films, OnTheirWayAreFew) {
  FilmStage stage;
  for (std::size_t i = 0; i < kUploadsMost; ++i)
    EXPECT_TRUE(stage.films.announce({std::string(kMp4), 1 + i, {std::string(64, 'a')}}, kNoon));
  EXPECT_EQ(stage.films.announce(stage.list, kNoon).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(stage.films.announce({std::string(kMp4), 1, {std::string(64, 'a')}}, kNoon)) << "one of them";
  EXPECT_TRUE(stage.films.announce(stage.list, kNoon + 25_h));
}

TEST(Films, HaveALimitAndAllTheirPieces) {
  FilmStage stage;
  const std::string name(64, 'a');
  const std::vector<std::string> all(kFilmPiecesMost, name);
  EXPECT_TRUE(stage.films.announce({std::string(kMp4), kFilmBytesMost, all}, kNoon));
  EXPECT_FALSE(stage.films.announce({std::string(kMp4), kFilmBytesMost - kFilmPieceBytes, all}, kNoon));
  EXPECT_FALSE(stage.films.announce({std::string(kMp4), 0, {}}, kNoon));
  EXPECT_FALSE(stage.films.announce({"video/quicktime", 5, {name}}, kNoon));
  EXPECT_FALSE(stage.films.announce({std::string(kMp4), 5, {"x"}}, kNoon));
}

TEST(Films, NoOtherBlobIsOne) {
  FilmStage stage;
  Blobs blobs(stage.folder.path());
  for (const std::string& bytes : std::vector<std::string>{"a picture", "davy film 1\n", "davy film 1\n{}",
                                                           "davy film 1\n{\"bytes\":1,\"pieces\":[1],\"type\":\"video/mp4\"}"})
    EXPECT_EQ(stage.films.find(*blobs.put(bytes)).error().code, ErrorCode::NotFound) << bytes;
  EXPECT_EQ(stage.films.find(std::string(64, '0')).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace davy::store
