#include "indexer/pipeline.h"

#include <algorithm>
#include <utility>

namespace morgue {

Pipeline::Pipeline(unsigned workers, std::size_t bytes_bound) : bytes_bound_(bytes_bound) {
  for (unsigned i = 0; i < std::max(1U, workers); ++i) threads_.emplace_back([this] { work(); });
  threads_.emplace_back([this] { write_all(); });
}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    slots_.resize(started_);  // left early: what nobody has begun is dropped
  }
  work_.notify_all();
  ready_.notify_all();
}

void Pipeline::push(std::unique_ptr<PipelineJob> job, std::size_t bytes) {
  std::unique_lock lock{mutex_};
  room_.wait(lock, [&] { return failure_ || slots_.empty() || bytes_ + bytes <= bytes_bound_; });
  if (failure_) std::rethrow_exception(failure_);
  auto slot = std::make_unique<Slot>();
  slot->job = std::move(job);
  slot->bytes = bytes;
  bytes_ += bytes;
  slots_.push_back(std::move(slot));
  work_.notify_one();
}

void Pipeline::finish() {
  {
    const std::lock_guard lock{mutex_};
    closed_ = true;
  }
  work_.notify_all();
  ready_.notify_all();
  threads_.clear();  // joins
  if (failure_) std::rethrow_exception(failure_);
}

void Pipeline::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    work_.wait(lock, [&] { return failure_ || started_ < slots_.size() || closed_; });
    if (failure_ || started_ == slots_.size()) return;
    Slot& slot = *slots_[started_++];
    lock.unlock();
    try {
      slot.job->analyse();
    } catch (...) {
      lock.lock();
      fail(std::current_exception());
      return;
    }
    lock.lock();
    slot.analysed = true;
    ready_.notify_one();
  }
}

void Pipeline::write_all() {
  std::unique_lock lock{mutex_};
  for (;;) {
    ready_.wait(lock, [&] {
      return failure_ || (!slots_.empty() && slots_.front()->analysed) ||
             (slots_.empty() && closed_);
    });
    if (failure_ || slots_.empty()) return;
    Slot& slot = *slots_.front();
    lock.unlock();
    try {
      slot.job->write();
      slot.job.reset();
    } catch (...) {
      lock.lock();
      fail(std::current_exception());
      return;
    }
    lock.lock();
    bytes_ -= slot.bytes;
    slots_.pop_front();
    --started_;
    room_.notify_one();
  }
}

void Pipeline::fail(std::exception_ptr failure) {
  if (!failure_) failure_ = std::move(failure);
  room_.notify_all();
  work_.notify_all();
  ready_.notify_all();
}

}  // namespace morgue
