// Articles on their way into the archive: analysed by all cores, written in the order in which they
// were read. The number of bytes under way is bounded, so reading waits for writing and memory does
// not depend on the size of the archive.
//
//   reader (caller) --push()--> [ jobs in order ] <-- workers analyse        one writer thread
//   takes finished jobs from the front
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace morgue {

/// One step of work: analyse() runs on any thread, write() on the writer thread, in the order of
/// push().
class PipelineJob {
 public:
  virtual ~PipelineJob() = default;
  virtual void analyse() = 0;
  virtual void write() = 0;
};

class Pipeline {
 public:
  /// @param workers     threads that analyse, at least 1
  /// @param bytes_bound how many bytes of articles may be under way
  Pipeline(unsigned workers, std::size_t bytes_bound);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Waits while too much is under way. @throws what a job threw, from then on
  void push(std::unique_ptr<PipelineJob> job, std::size_t bytes);

  /// Waits until everything is written. @throws what a job threw
  void finish();

 private:
  struct Slot {
    std::unique_ptr<PipelineJob> job;
    std::size_t bytes = 0;
    bool analysed = false;
  };

  void work();
  void write_all();
  void fail(std::exception_ptr failure);

  std::size_t bytes_bound_;
  std::mutex mutex_;
  std::condition_variable room_, work_, ready_;
  std::deque<std::unique_ptr<Slot>>
      slots_;  // in order; the first started_ of them are being analysed or wait to be written
  std::size_t started_ = 0;
  std::size_t bytes_ = 0;
  bool closed_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

}  // namespace morgue
