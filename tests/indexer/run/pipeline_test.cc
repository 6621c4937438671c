#include "indexer/pipeline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>

namespace morgue {
namespace {

class Job : public PipelineJob {
 public:
  Job(std::function<void()> analyse, std::function<void()> write)
      : analyse_(std::move(analyse)), write_(std::move(write)) {}
  void analyse() override { analyse_(); }
  void write() override { write_(); }

 private:
  std::function<void()> analyse_, write_;
};

void nothing() {}

TEST(Pipeline, WritesInTheOrderOfReadingWhateverTheAnalysisTakes) {
  std::vector<int> written;
  Pipeline pipeline{4, 1000};
  for (int number = 0; number < 200; ++number)
    pipeline.push(
        std::make_unique<Job>(
            [number] {
              std::this_thread::sleep_for(std::chrono::microseconds{(200 - number) % 7 * 50});
            },
            [&written, number] { written.push_back(number); }),
        10);
  pipeline.finish();
  ASSERT_EQ(written.size(), 200U);
  EXPECT_TRUE(std::is_sorted(written.begin(), written.end()));
}

TEST(Pipeline, HoldsNoMoreThanItsBound) {
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  Pipeline pipeline{3, 50};
  for (int number = 0; number < 100; ++number) {
    most = std::max(most.load(), ++under_way);
    pipeline.push(std::make_unique<Job>(nothing, [&] { --under_way; }), 10);
  }
  pipeline.finish();
  // Five in the pipeline, and one that push() is waiting with, or has been taken out of it and is
  // being counted.
  EXPECT_LE(most.load(), 7);
}

TEST(Pipeline, TakesAJobThatIsLargerThanItsBoundAlone) {
  int written = 0;
  Pipeline pipeline{1, 10};
  for (int number = 0; number < 3; ++number)
    pipeline.push(std::make_unique<Job>(nothing, [&] { ++written; }), 1000);
  pipeline.finish();
  EXPECT_EQ(written, 3);
}

TEST(Pipeline, HandsAFailureToTheReader) {
  for (const bool in_analysis : {true, false}) {
    const auto fail = [] { throw std::runtime_error{"disk full"}; };
    Pipeline pipeline{2, 50};
    EXPECT_THROW(
        {
          for (int number = 0; number < 1000; ++number) {
            if (number == 5)
              pipeline.push(in_analysis ? std::make_unique<Job>(fail, nothing)
                                        : std::make_unique<Job>(nothing, fail),
                            10);
            else
              pipeline.push(std::make_unique<Job>(nothing, nothing), 10);
          }
          pipeline.finish();
        },
        std::runtime_error);
  }
}

TEST(Pipeline, LeftWithoutFinishingEnds) {
  Pipeline pipeline{2, 1000};
  for (int number = 0; number < 50; ++number)
    pipeline.push(std::make_unique<Job>(
                      [] { std::this_thread::sleep_for(std::chrono::milliseconds{1}); }, nothing),
                  10);
}

}  // namespace
}  // namespace morgue
