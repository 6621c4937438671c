// The text of an article as HTML: names linked to their pages and to where they are named next,
// dates to what else is written about them, words of the query in <mark>. Escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"
#include "searcher/highlight.h"

namespace morgue::web {

class MarkedText {
 public:
  /// @param text         text_of(article); must live as long as this
  /// @param annotations  its mentions count into text; must live as long as this
  /// @param matches      spans of words that were searched for, in order, not overlapping
  MarkedText(std::string_view text, const Annotations& annotations, std::vector<Span> matches)
      : text_(text), matches_(std::move(matches)), links_(links_of(annotations)) {}

  /// Bytes [begin, end) of the text. Mentions and matches that cross an end are cut there. A
  /// mention has an id (mention_anchor) where it begins.
  std::string html(std::size_t begin, std::size_t end) const;

  /// The paragraphs of the text from `begin` on, each as html().
  std::vector<std::string> paragraphs(std::size_t begin) const;

 private:
  struct Link {
    std::size_t start = 0;
    std::size_t end = 0;
    const Entity* entity = nullptr;     // it is a name of this,
    const DateMention* date = nullptr;  // or this date
    std::size_t next = 0;               // where the next mention of the entity begins, behind the
                                        // last the first
  };

  static std::vector<Link> links_of(const Annotations& annotations);
  static std::string opening_tag(const Link& link, bool begins);
  static std::string link_to_next(const Link& link);
  std::string plain(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::vector<Span> matches_;
  std::vector<Link> links_;  // in order, not overlapping
};

}  // namespace morgue::web
