#include "sim/world/field_side.hpp"

#include <algorithm>

namespace davy::sim {
namespace {

constexpr Duration kPeriod = Duration::from_ms(1'000);
constexpr std::size_t kBacklogMax = 200;  // batches
constexpr int kTriesMax = 60;
constexpr Duration kTryAgain = Duration::from_ms(1'000);
constexpr Duration kHeldUpMax = Duration::from_ms(9'000);
constexpr std::size_t kBacklogAtOnce = 5;  // batches in one message

}  // namespace

FieldSide::FieldSide(Ground& ground, const Davy::Settings& settings, std::uint64_t seed)
    : ground_(ground),
      settings_(settings),
      plant_(settings.directory.site(), seed, ground.now()),
      devices_(settings.directory.site().devices.size()) {
  const site::Site& site = settings.directory.site();
  for (std::size_t i = 0; i < site.points.size(); ++i) devices_[site.points[i].device.get()].points.emplace_back(i);
  for (std::size_t i = 0; i < devices_.size() && i < settings.faults.device_clocks.size(); ++i)
    devices_[i].clock = settings.faults.device_clocks[i];
}

void FieldSide::begin(Davy& davy) {
  davy_ = &davy;
  for (const PlantTrouble& trouble : settings_.faults.plant)
    ground_.at(kWorldBegin + trouble.at, [this, &trouble] { plant_.happen(trouble.what, ground_.now()); });
  for (std::size_t i = 0; i < devices_.size(); ++i)
    ground_.after(draw_between(ground_.chance(), Duration(), kPeriod), [this, i] { read(i); });
}

Instant FieldSide::device_time(std::size_t device) const {
  const DeviceClock& clock = devices_[device].clock;
  return ground_.now() + clock.ahead + Duration::from_seconds(clock.drift * ground_.age().seconds());
}

const LinkCut* FieldSide::cut_of(std::size_t device) const {
  if (calm_) return nullptr;
  const auto found = std::ranges::find_if(settings_.faults.cuts, [&](const LinkCut& cut) {
    return cut.device.get() == device && cut.from <= ground_.age() && ground_.age() < cut.until;
  });
  return found == settings_.faults.cuts.end() ? nullptr : &*found;
}

void FieldSide::read(std::size_t device) {
  ground_.after(kPeriod + draw_between(ground_.chance(), -5_ms, 5_ms), [this, device] { read(device); });
  plant_.advance(ground_.now());
  set_cut(device, cut_of(device));
  runtime::Samples batch = reading(device);
  if (!batch.empty()) send(device, std::move(batch));
}

runtime::Samples FieldSide::reading(std::size_t device) {
  runtime::Samples batch;
  for (const site::PointIndex point : devices_[device].points) {
    auto sample = plant_.read(point, ground_.now());
    if (!sample) continue;
    sample->source = device_time(device);
    batch.push_back(*sample);
  }
  return batch;
}

// Whoever keeps the connection tells Davy that it is gone, or back.
void FieldSide::set_cut(std::size_t device, const LinkCut* cut) {
  DeviceState& state = devices_[device];
  if (state.cut == (cut != nullptr)) return;
  state.cut = cut != nullptr;
  const core::Presence presence = state.cut ? core::Presence::Offline : core::Presence::Online;
  ground_.after(draw_between(ground_.chance(), 10_ms, 2_s), [this, device, presence] {
    davy_->report(core::DeviceReport{site::DeviceIndex(device), presence});
  });
  if (state.cut) return;
  std::vector<runtime::Samples> backlog = std::exchange(state.backlog, {});
  for (std::size_t at = 0; at < backlog.size(); at += kBacklogAtOnce) {
    runtime::Samples together;
    for (std::size_t i = at; i < std::min(at + kBacklogAtOnce, backlog.size()); ++i)
      together.insert(together.end(), backlog[i].begin(), backlog[i].end());
    on_the_way(std::move(together));
  }
}

void FieldSide::send(std::size_t device, runtime::Samples batch) {
  DeviceState& state = devices_[device];
  if (const LinkCut* cut = cut_of(device)) {
    if (cut->backlog == Backlog::Kept && state.backlog.size() < kBacklogMax) state.backlog.push_back(std::move(batch));
    return;
  }
  on_the_way(std::move(batch));
}

void FieldSide::on_the_way(runtime::Samples batch) {
  Chance& chance = ground_.chance();
  if (happens(chance, settings_.work.kept_share)) {
    ground_.after(delay(to_davy()), [this, batch = std::move(batch)] { arrive_kept(batch, 0); });
    return;
  }
  if (happens(chance, to_davy().loss)) return;
  if (happens(chance, to_davy().twice)) ground_.after(delay(to_davy()), [this, batch] { arrive(batch, 0); });
  ground_.after(delay(to_davy()), [this, batch = std::move(batch)] { arrive(batch, 0); });
}

Duration FieldSide::delay(const LinkFaults& link) {
  const Duration usual = draw_between(ground_.chance(), 1_ms, link.delay_max);
  return happens(ground_.chance(), link.held_up) ? usual + draw_between(ground_.chance(), 1_s, kHeldUpMax) : usual;
}

// A broker keeps what Davy does not take, and delivers it again; not for ever.
void FieldSide::arrive(runtime::Samples batch, int tries) {
  for (core::Sample& sample : batch) sample.arrival = ground_.clock().now();
  if (davy_->samples(batch) || tries == kTriesMax) return;
  ground_.after(kTryAgain, [this, batch = std::move(batch), tries] { arrive(batch, tries + 1); });
}

void FieldSide::arrive_kept(const runtime::Samples& sent, int tries) {
  if (tries > kTriesMax) return;
  runtime::Samples batch = sent;
  for (core::Sample& sample : batch) sample.arrival = ground_.clock().now();
  const auto kept = std::make_shared<bool>(false);
  davy_->keep(std::move(batch), [kept](bool durable) { *kept = durable; });
  ground_.after(kTryAgain * 5, [this, kept, sent, tries] {
    if (!*kept) arrive_kept(sent, tries + 1);
  });
}

// The driver hands the command to the broker and says so; what becomes of it there it does not know.
void FieldSide::take(const runtime::FieldCommand& command) {
  Chance& chance = ground_.chance();
  ground_.after(draw_between(chance, 1_ms, 20_ms), [this, name = command.command] {
    davy_->report(core::CommandReport{name, core::CommandStage::Sent, {}});
  });
  if (happens(chance, to_field().loss)) return;
  if (happens(chance, to_field().twice)) ground_.after(delay(to_field()), [this, command] { device_takes(command); });
  ground_.after(delay(to_field()), [this, command] { device_takes(command); });
}

void FieldSide::device_takes(const runtime::FieldCommand& command) {
  const site::Actuator& actuator = settings_.directory.site()[command.actuator];
  const std::size_t device = actuator.device.get();
  if (cut_of(device) != nullptr || !plant_.powered(actuator.device) || device_time(device) > command.expires) return;
  auto done = done_.find(command.command);
  if (done == done_.end()) done = done_.emplace(command.command, plant_.command(command.actuator, command.state, ground_.now())).first;
  Chance& chance = ground_.chance();
  const ActuatorManners& manners = settings_.faults.manners;
  if (!calm_ && happens(chance, manners.silent)) return;
  reply(command, done->second);
  if (!calm_ && happens(chance, manners.replies_twice)) reply(command, done->second);
}

void FieldSide::reply(const runtime::FieldCommand& command, const CommandReply& reply) {
  if (happens(ground_.chance(), to_davy().loss)) return;
  const core::CommandStage stage = reply.accepted ? core::CommandStage::Accepted : core::CommandStage::Refused;
  ground_.after(delay(to_davy()), [this, name = command.command, stage, why = reply.reason] {
    davy_->report(core::CommandReport{name, stage, why});
  });
}

}  // namespace davy::sim
