#include "runtime/runtime.hpp"

#include "base/said.hpp"
#include "runtime/thread_role.hpp"
#include "runtime/works.hpp"

#include <thread>

namespace davy::runtime {

class Runtime::Impl {
 public:
  Impl(const site::Directory& directory, const Ports& ports, const Options& options, const Recovered& recovered)
      : works_(directory, ports, options, recovered) {}

  ~Impl() { stop("the program ended"); }

  Result<void> start() {
    if (Result<void> started = works_.start(); !started) return started;
    engine_thread_ = std::thread([this] {
      take_role("engine", Urgency::Prompt);
      run_engine();
    });
    writer_thread_ = std::thread([this] {
      take_role("writer", Urgency::GivesWay);
      works_.writer().run();
    });
    return {};
  }

  Works& works() { return works_; }

  void stop(const std::string& reason, const std::string& asked_by = {}) {
    std::call_once(stopped_, [&] {
      stop_reason_ = reason;
      asked_by_ = asked_by;
      works_.close_doors();
      if (engine_thread_.joinable()) engine_thread_.join();
      if (writer_thread_.joinable()) writer_thread_.join();
    });
  }

 private:
  void run_engine() {
    works_.go();
    while (works_.wait()) works_.turn();
    works_.stop(stop_reason_, asked_by_);
  }

  Works works_;
  std::once_flag stopped_;
  std::string stop_reason_;
  std::string asked_by_;
  std::thread engine_thread_;
  std::thread writer_thread_;
};

Result<std::unique_ptr<Runtime>> Runtime::start(const site::Directory& directory, Ports ports, Options options) {
  Result<Recovered> recovered = ports.store.recover(ports.clock.now());
  if (!recovered) return seen_from(said({"状态无法恢复", "the state could not be recovered"}), recovered.error());
  auto impl = std::make_unique<Impl>(directory, ports, options, *recovered);
  if (Result<void> started = impl->start(); !started) return started.error();
  return std::unique_ptr<Runtime>(new Runtime(std::move(impl)));
}

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runtime::~Runtime() = default;

Pushed Runtime::samples(std::vector<core::Sample> batch) { return impl_->works().samples(std::move(batch)); }
void Runtime::keep(std::vector<core::Sample> batch, std::function<void(const Answer&)> done) {
  impl_->works().keep(std::move(batch), std::move(done));
}
Pushed Runtime::report(core::CommandReport report) { return impl_->works().report(std::move(report)); }
Pushed Runtime::report(core::DeviceReport report) { return impl_->works().report(report); }
Pushed Runtime::report(core::NoticeReport report) { return impl_->works().report(std::move(report)); }
void Runtime::request(core::PersonRequest request, std::function<void(const Answer&)> done) {
  impl_->works().request(std::move(request), std::move(done));
}
Result<void> Runtime::look(std::function<void(const core::State&, Instant)> at) {
  return impl_->works().look([&](const core::State& state, const core::Detector&, Instant now) { at(state, now); });
}

Result<std::vector<core::Undecided>> Runtime::undecided(site::PointIndex point) {
  std::vector<core::Undecided> found;
  const Result<void> seen =
      impl_->works().look([&](const core::State&, const core::Detector& detector, Instant) { found = detector.undecided(point); });
  if (!seen) return seen.error();
  return found;
}
void Runtime::listen(std::weak_ptr<Listener> listener) { impl_->works().listen(std::move(listener)); }
std::vector<LiveValue> Runtime::live_values() const { return impl_->works().live_values(); }
Health Runtime::health() const { return impl_->works().health(); }
void Runtime::stop(const std::string& reason, const std::string& asked_by) { impl_->stop(reason, asked_by); }

}  // namespace davy::runtime
