// Stories on their way into an archive: what the analysis of an article writes into its document,
// and what the writer decides in the order of writing. Because that is the order of reading, which
// story an article belongs to does not depend on the number of threads.
#pragma once

#include <xapian.h>

#include "corpus/article.h"
#include "indexer/stories/story_index.h"

namespace morgue {

/// Puts the signature of an article's body into its document, and the story that it founds unless
/// file() finds another one. Safe to call from many threads.
void propose_story(Xapian::Document& document, const Article& article);
/// @param signature  of its body
void propose_story(Xapian::Document& document, const Article& article,
                   const StorySignature& signature);

/// Belongs to the writer.
class StoryFiling {
 public:
  /// Decides the story of a document that is about to be written. Knows all documents that the
  /// archive had at the first call (one pass over two value slots) and those filed since.
  ///
  /// @param document  with a proposal
  /// @param archive   that it is written to
  /// @param replaces  the document of an earlier version, 0 if there is none. What is still half
  ///                  the same text stays in its story; else it is filed like a new article
  void file(Xapian::Document& document, const Xapian::Database& archive, Xapian::docid replaces);

 private:
  void load(const Xapian::Database& archive);

  StoryIndex index_;
  bool loaded_ = false;
};

}  // namespace morgue
