// How fast stories are grouped, and which: stories_bench FILE.jsonl... reads articles as `morgue
// index` does and groups them in the order of reading. Prints id, tab, story for each; on standard
// error, at each doubling of the number of articles, what signatures and grouping cost so far
// (CPU). Reading is not counted.
#include <bit>
#include <cstdio>
#include <ctime>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/source.h"
#include "indexer/stories/story_index.h"

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

class Grouping : public morgue::SourceVisitor {
 public:
  bool wants(const morgue::SourceFile& /*file*/) override { return true; }
  void file_begun(const morgue::SourceFile& /*file*/) override {}
  void article(morgue::Article article) override {
    double start = cpu_seconds();
    const morgue::StorySignature signature = morgue::signature_of(article.body);
    signatures_ += cpu_seconds() - start;
    morgue::PublicationDay day;
    if (article.published) day = article.published->day;
    start = cpu_seconds();
    const morgue::StoryId story =
        index_.assign(signature, day, morgue::story_founded_by(article.id, signature));
    grouping_ += cpu_seconds() - start;
    stories_.insert(story);
    std::printf("%s\t%s\n", article.id.c_str(), morgue::story_name(story).c_str());
    if (++articles_ % kReported == 0 && std::has_single_bit(articles_ / kReported)) report();
  }
  void skipped(morgue::Skipped /*skipped*/) override {}
  void file_done(const morgue::SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  void report() const {
    const auto count = static_cast<double>(articles_);
    std::fprintf(
        stderr,
        "%7zu articles, %7zu stories: signatures %.1f us each, grouping %.2f us each, %.1f "
        "bytes each\n",
        articles_, stories_.size(), signatures_ / count * 1e6, grouping_ / count * 1e6,
        static_cast<double>(index_.memory_bytes()) / count);
  }

  std::size_t articles() const { return articles_; }

 private:
  static constexpr std::size_t kReported = 1000;

  morgue::StoryIndex index_;
  std::unordered_set<morgue::StoryId> stories_;
  std::size_t articles_ = 0;
  double signatures_ = 0, grouping_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Grouping grouping;
  const std::vector<std::string> sources(argv + 1, argv + argc);
  morgue::read_sources(sources, {}, grouping);
  if (grouping.articles() == 0) return 1;
  grouping.report();
  return 0;
}
