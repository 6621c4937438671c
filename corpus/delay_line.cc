// First in, first out, bounded by pages and bytes.
#include "corpus/delay_line.h"

#include <utility>

namespace morgue {

void DelayLine::file_begun(const SourceFile& file) { enter(FileBegun{file}); }

void DelayLine::article(Article article) {
  if (article.web_page) memory_.learn(article);
  enter(std::move(article));
}

void DelayLine::skipped(Skipped skipped) { enter(std::move(skipped)); }

void DelayLine::file_done(const SourceFile& file) { enter(FileDone{file}); }

void DelayLine::finish() {
  while (!events_.empty()) leave();
}

bool DelayLine::is_page(const Event& event) {
  const auto* article = std::get_if<Article>(&event);
  return article != nullptr && article->web_page;
}

std::size_t DelayLine::size_of(const Event& event) {
  constexpr std::size_t kOverhead = 512;  // the other fields of an article, or a path or two
  const auto* article = std::get_if<Article>(&event);
  return kOverhead + (article != nullptr ? article->body.size() : 0);
}

void DelayLine::enter(Event event) {
  if (events_.empty() && !is_page(event)) return tell(std::move(event));
  pages_ += is_page(event) ? 1 : 0;
  bytes_ += size_of(event);
  events_.push_back(std::move(event));
  while (pages_ > kPages || bytes_ > kBytes) leave();
}

/// Lets the first page out, and what follows up to the next page.
void DelayLine::leave() {
  do {
    Event event = std::move(events_.front());
    events_.pop_front();
    pages_ -= is_page(event) ? 1 : 0;
    bytes_ -= size_of(event);
    tell(std::move(event));
  } while (!events_.empty() && !is_page(events_.front()));
}

void DelayLine::tell(Event event) {
  if (auto* article = std::get_if<Article>(&event)) {
    if (article->web_page) {
      const std::vector<extraction::RepeatedParagraph> repeated = memory_.repeated_on(*article);
      extraction::leave_out(repeated, *article);
      if (!repeated.empty()) visitor_.left_out(*article, repeated);
    }
    visitor_.article(std::move(*article));
  } else if (auto* skipped = std::get_if<Skipped>(&event)) {
    visitor_.skipped(std::move(*skipped));
  } else if (const auto* begun = std::get_if<FileBegun>(&event)) {
    visitor_.file_begun(begun->file);
  } else {
    visitor_.file_done(std::get<FileDone>(event).file);
  }
}

}  // namespace morgue
