// Lists of phrases, compared in lower case without accents.
#include "corpus/extraction/page_phrases.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

bool contains_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::ranges::any_of(phrases, [text](std::string_view phrase) {
    return text.find(phrase) != std::string_view::npos;
  });
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::ranges::any_of(phrases,
                             [text](std::string_view phrase) { return text.starts_with(phrase); });
}

std::string_view without_end_marks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" .:!\u2026-");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// "image 2 of 5"
bool is_counter(std::string_view folded) {
  constexpr std::array kWhat =
      std::to_array<std::string_view>({"image ", "photo ", "picture ", "slide "});
  constexpr std::size_t kLongest = 20;
  return folded.size() <= kLongest && starts_with_any(folded, kWhat) &&
         folded.find(" of ") != std::string_view::npos &&
         folded.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

bool is_page_voice(std::string_view block) {
  constexpr std::size_t kLongest = 320;
  if (block.size() > kLongest) return false;
  constexpr std::array kPhrases = std::to_array<std::string_view>(
      {"uses cookies", "use cookies to", "use of cookies", "cookie policy", "to your inbox",
       "report this ad", "javascript is disabled", "enable javascript", "ad blocker",
       "sign up for our newsletter", "subscribe to our newsletter", "sign up to our newsletter",
       "article continues below", "story continues below", "continue reading below",
       "if you enjoyed this article", "if you liked this article", "if you liked this story"});
  constexpr std::array kWhole = std::to_array<std::string_view>(
      {"advert", "advertisement", "advertisements", "advertising", "ad", "sponsored", "promoted",
       "continue reading", "loading", "scroll to continue", "story continues", "article continues",
       "read more", "enlarge this image", "toggle caption"});
  const std::string folded = fold(block);
  return std::ranges::find(kWhole, without_end_marks(folded)) != kWhole.end() ||
         contains_any(folded, kPhrases) || is_counter(folded);
}

bool is_closing_invitation(std::string_view block) {
  constexpr std::size_t kLongest = 220;  // longer ones were found to be the reporter's
  if (block.size() > kLongest) return false;
  constexpr std::array kPhrases = std::to_array<std::string_view>({"follow us",
                                                                   "follow him ",
                                                                   "follow her ",
                                                                   "follow them ",
                                                                   "follow me ",
                                                                   "on twitter",
                                                                   "like us on",
                                                                   "facebook page",
                                                                   "join our ",
                                                                   "join the conversation",
                                                                   "let us know",
                                                                   "sign up ",
                                                                   "subscribe",
                                                                   "newsletter",
                                                                   "be reached at",
                                                                   "get in touch",
                                                                   "contact us",
                                                                   "have a tip",
                                                                   "send us ",
                                                                   "email us",
                                                                   "e-mail us",
                                                                   "click here",
                                                                   "tell us what",
                                                                   "what do you think",
                                                                   "leave a comment",
                                                                   "sharing is caring",
                                                                   "appeared in print on",
                                                                   "download our"});
  return contains_any(fold(block), kPhrases);
}

bool opens_other_stories(std::string_view line) {
  constexpr std::size_t kLongest = 70;
  if (line.size() > kLongest) return false;
  constexpr std::array kStarts = std::to_array<std::string_view>({"more great ",
                                                                  "more stories",
                                                                  "more from ",
                                                                  "more on this",
                                                                  "more news",
                                                                  "more articles",
                                                                  "more like this",
                                                                  "elsewhere on ",
                                                                  "related stor",
                                                                  "related article",
                                                                  "related post",
                                                                  "related news",
                                                                  "related topics",
                                                                  "related content",
                                                                  "related coverage",
                                                                  "you may also",
                                                                  "you might also",
                                                                  "recommended",
                                                                  "read next",
                                                                  "what to read next",
                                                                  "read this next",
                                                                  "up next",
                                                                  "most popular",
                                                                  "most read",
                                                                  "trending",
                                                                  "popular stories",
                                                                  "popular posts",
                                                                  "editor's picks",
                                                                  "editors' picks",
                                                                  "don't miss",
                                                                  "latest news",
                                                                  "latest stories",
                                                                  "want more stories",
                                                                  "other stories",
                                                                  "tell us what you think",
                                                                  "about the author",
                                                                  "sharing is caring",
                                                                  "share this",
                                                                  "filed under",
                                                                  "leave a reply",
                                                                  "leave a comment",
                                                                  "post navigation",
                                                                  "previous article",
                                                                  "next article",
                                                                  "comments"});
  std::string folded = fold(line);
  constexpr std::string_view kQuote = "\u2019";
  for (std::size_t at = folded.find(kQuote); at != std::string::npos; at = folded.find(kQuote, at))
    folded.replace(at, kQuote.size(), "'");
  return starts_with_any(folded, kStarts);
}

}  // namespace morgue::extraction
