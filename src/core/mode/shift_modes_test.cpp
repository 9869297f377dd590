#include "core/mode/shift_modes.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

// Days from 08:00 to 20:00, nights from there, and the hour of cleaning from 06:00; by a clock eight hours ahead.
site::Site shifted_site() {
  site::Site site;
  site.utc_offset = 8_h;
  site.shifts = {{"day", {}, 8_h, 20_h}, {"night", {}, 20_h, 8_h}, {"cleaning", {}, 6_h, 7_h}, {"always", {}, 0_s, 0_s}};
  site.modes = {{.name = "running"}, {.name = "clean"}, {.name = "quiet"}};
  site.modes[1].shift = site::ShiftIndex(2);
  site.modes[2].shift = site::ShiftIndex(1);
  return site;
}

// By the site's clock, on a day of 2027.
Instant clock_at(Duration time) { return start_of(day_at(Instant::from_unix_ms(1'800'000'000'000), 8_h), 8_h) + time; }

TEST(ShiftModes, AModeIsInForceWhileItsShiftIsOnAndTheFirstOfSeveral) {
  const ShiftModes modes(shifted_site());
  EXPECT_EQ(modes.at(clock_at(12_h)), site::ModeIndex(0)) << "no mode follows the day";
  EXPECT_EQ(modes.at(clock_at(20_h) + Duration::from_ns(-1)), site::ModeIndex(0));
  EXPECT_EQ(modes.at(clock_at(20_h)), site::ModeIndex(2));
  EXPECT_EQ(modes.at(clock_at(30_h)), site::ModeIndex(1)) << "cleaning is the first of the two in the site's order";
  EXPECT_EQ(modes.at(clock_at(31_h)), site::ModeIndex(2));
  EXPECT_EQ(modes.at(clock_at(32_h)), site::ModeIndex(0));
}

TEST(ShiftModes, SayWhenTheHourBringsAnother) {
  const ShiftModes modes(shifted_site());
  EXPECT_EQ(modes.changes_after(clock_at(12_h)), clock_at(20_h));
  EXPECT_EQ(modes.changes_after(clock_at(20_h)), clock_at(30_h)) << "the change itself is over";
  EXPECT_EQ(modes.changes_after(clock_at(30_h)), clock_at(31_h));
  EXPECT_EQ(modes.changes_after(clock_at(31_h)), clock_at(32_h));
}

TEST(ShiftModes, WithoutThemTheNormalModeIsForEver) {
  site::Site site = shifted_site();
  site.modes[1].shift.reset();
  site.modes[2].shift = site::ShiftIndex(3);
  EXPECT_EQ(ShiftModes(site).at(clock_at(12_h)), site::ModeIndex(2)) << "a shift that is always on";
  EXPECT_EQ(ShiftModes(site).changes_after(clock_at(12_h)), Instant::never());
  site.modes[2].shift.reset();
  EXPECT_FALSE(ShiftModes(site).any());
  EXPECT_EQ(ShiftModes(site).at(clock_at(22_h)), site::ModeIndex(0));
}

}  // namespace
}  // namespace davy::core
