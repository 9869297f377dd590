#pragma once
// Photographs at the end of a document: each small, with what it shows, who took it and when under it.

#include "api/paper/paper_words.hpp"
#include "paper/document.hpp"

#include <functional>
#include <string>
#include <vector>

namespace davy::api {

// What is kept under the name; empty: nothing can be read there.
using PhotoBytes = std::function<std::string(const std::string& name)>;

class PicturesPaper {
 public:
  PicturesPaper(const PaperWords& say, PhotoBytes photo) : say_(say), photo_(std::move(photo)) {}

  // `who`: as readers know them; empty: nobody is named.
  void add(const std::vector<std::string>& photos, const std::string& what, const std::string& who, Instant at);

  // Nothing for no photograph. Of more than kPicturesMost the others are counted.
  void write(paper::Document& document) const;

  static constexpr std::size_t kPicturesMost = 24;

 private:
  struct Kept {
    std::string name;
    std::string words;
  };
  const PaperWords& say_;
  PhotoBytes photo_;
  std::vector<Kept> kept_;
};

}  // namespace davy::api
