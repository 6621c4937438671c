// Between the readers and whoever wants the articles: web pages wait here until more of their site
// have been read, and leave without what the site repeats on all of them (site_memory.h).
//
//   reader → [page, file done, file begun, page, …] → visitor
//
// Everything that happens passes through in order. A page enters the memory of its site when it
// enters the line, and is judged when it leaves: by all that came before it, and by what is behind
// it. So the first page of a site is judged like the last one, and memory does not grow with their
// number. While no page is in the line, nothing waits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <variant>

#include "corpus/extraction/site_memory.h"
#include "corpus/source.h"

namespace morgue {

class DelayLine : public SourceVisitor {
 public:
  static constexpr std::size_t kPages = 128;
  static constexpr std::size_t kBytes = 4u << 20;  // of text, and a little for each event

  /// @param visitor  must outlive this
  explicit DelayLine(SourceVisitor& visitor) : visitor_(visitor) {}

  /// Asked at once, though articles of files before may still be in the line.
  bool wants(const SourceFile& file) override { return visitor_.wants(file); }
  void file_begun(const SourceFile& file) override;
  void article(Article article) override;
  void skipped(Skipped skipped) override;
  void file_done(const SourceFile& file) override;
  void consumed(std::uint64_t bytes) override { visitor_.consumed(bytes); }

  /// Lets everything out. Without it, what is in the line is lost: as after an exception.
  void finish();

 private:
  struct FileBegun {
    SourceFile file;
  };
  struct FileDone {
    SourceFile file;
  };
  using Event = std::variant<Article, Skipped, FileBegun, FileDone>;

  static bool is_page(const Event& event);
  static std::size_t size_of(const Event& event);
  void enter(Event event);
  void leave();
  void tell(Event event);

  SourceVisitor& visitor_;
  extraction::SiteMemory memory_;
  std::deque<Event> events_;  // the first, if there is one, is a page
  std::size_t pages_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace morgue
