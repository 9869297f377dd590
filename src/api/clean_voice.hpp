#pragma once
// Voice notes that come from outside: walked through part by part, kept without the tags that a recorder adds about place, time, person and device.
//
// Nothing is decoded: the sound's own bytes stay, and where tags stood is as much of nothing, so that no part changes its place. What is no whole WebM, Ogg or MP4 is
// refused, also one that only begins like it. Any bytes may be given (clean_voice_fuzz.cpp). Sources: Matroska (RFC 9559 §5.1, §6.2) and EBML (RFC 8794 §4, §11.3.2);
// Ogg (RFC 3533 §6) with Opus (RFC 7845 §5.2) or Vorbis I §5; ISO/IEC 14496-12 §4.2, §8.10, §8.11.

#include <optional>
#include <string>
#include <string_view>

namespace davy::api {

enum class VoiceType { WebM, Ogg, Mp4 };

struct CleanVoice {
  VoiceType type = VoiceType::WebM;
  std::string bytes;  // as many as were given
};

std::optional<CleanVoice> clean_voice(std::string bytes);

}  // namespace davy::api
