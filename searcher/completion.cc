#include "searcher/completion.h"

#include <algorithm>

#include "indexer/schema/words.h"

namespace morgue {

std::vector<CompletedWord> complete_word(const Xapian::Database& database, std::string_view typed,
                                         std::size_t limit) {
  schema::WordScanner scanner{typed};
  schema::Word word;
  std::string beginning;
  std::size_t start = 0, end = 0;
  while (scanner.next(word)) {
    beginning = word.folded;
    start = word.start;
    end = word.end;
  }
  if (beginning.empty() || end != typed.size()) return {};

  std::vector<CompletedWord> words;
  auto known = database.spellings_begin();
  const auto last = database.spellings_end();
  if (known == last) return words;
  known.skip_to(beginning);
  const auto commoner = [](const CompletedWord& a, const CompletedWord& b) {
    return a.articles != b.articles ? a.articles > b.articles : a.text < b.text;
  };
  for (; known != last; ++known) {
    std::string candidate = *known;
    if (!candidate.starts_with(beginning)) break;
    words.push_back({std::move(candidate), known.get_termfreq()});
    if (words.size() < 2 * limit + 1000) continue;  // so that memory is bounded
    std::nth_element(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(limit), words.end(),
                     commoner);
    words.resize(limit);
  }
  std::sort(words.begin(), words.end(), commoner);
  if (words.size() > limit) words.resize(limit);
  for (CompletedWord& each : words) each.text.insert(0, typed.substr(0, start));
  return words;
}

}  // namespace morgue
