// What pages of one site have in common: the pitch for a newsletter at the foot of every page, the
// line about the paper above it. One page does not tell such a paragraph from a sentence of the
// article; many pages of its site do.
//
//   learn(page), learn(page) …  → which paragraphs are on how many of the site's latest pages
//   repeated_on(page)           → those of its paragraphs that are the site's, not the article's
//
// A paragraph kept by mistake costs less than a sentence of news lost, and news repeats itself too:
// an agency ends every update of a story with the same background, and one article is saved twice
// under two addresses. So copies of a page do not count, half of the pages must have a paragraph
// (three quarters, if they are few), and never is more than half of an article left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/extraction/repeated_paragraph.h"

namespace morgue::extraction {

/// The host of the article's address without "www.", else its source; empty if both are unknown.
std::string site_of(const Article& page);

/// Bounded, however many pages and sites there are: of each site the latest pages count, and the
/// sites that have not been seen for longest are forgotten first.
class SiteMemory {
 public:
  /// Pages must come in a stable order for results that do not change from run to run.
  /// O(bytes of text).
  void learn(const Article& page);

  /// In the order of the page; nothing if they are more than half of its text, or if its site is
  /// unknown. O(bytes of text).
  std::vector<RepeatedParagraph> repeated_on(const Article& page) const;

  std::size_t remembered() const { return remembered_; }  // paragraphs and headlines of all sites
  static constexpr std::size_t kMostRemembered = 1u << 17;

 private:
  struct Seen {
    std::uint32_t pages = 0;      // that have it
    std::uint32_t last_page = 0;  // the number of the latest of them
  };
  struct Site {
    std::unordered_map<std::uint64_t, Seen> seen;  // by hash of paragraph or headline
    std::uint32_t pages = 0;                       // that counts are out of
    std::uint32_t last_page = 0;
    std::uint64_t last_use = 0;
  };

  static std::uint32_t original_of(const Site& site, const Article& page);
  void forget_old_pages(Site& site);
  void forget_old_sites();

  std::unordered_map<std::string, Site> sites_;
  std::size_t remembered_ = 0;
  std::uint64_t uses_ = 0;
};

/// Takes the paragraphs out of the body.
void leave_out(const std::vector<RepeatedParagraph>& paragraphs, Article& page);

}  // namespace morgue::extraction
