// Counting paragraphs over the pages of a site, by hash.
#include "corpus/extraction/site_memory.h"

#include <xxhash.h>

#include <algorithm>

#include "corpus/text/text.h"

namespace morgue::extraction {
namespace {

/// Of a site's pages. When so many are counted, all counts are halved: so what was new on the site
/// weighs as much as what had been there for years, and what was there once is forgotten. Twice as
/// many as wait in the DelayLine, lest a page be judged by a memory that has lost it.
constexpr std::uint32_t kLatestPages = 256;
constexpr std::size_t kMostOfASite = 8192;  // paragraphs and headlines: 32 for each page
constexpr std::size_t kMostSites = 1024;
/// Of a page, from its top and as many from its foot. A book has thousands, which would drive out
/// those of other pages.
constexpr std::size_t kEndParagraphs = 64;

/// Is a paragraph that so many pages of a site have the site's own? Half of all have to have it:
/// then an agency's background is safe, unless everything that is read is about one story. A few
/// articles of one story easily have it in common, so among a few pages it takes nearly all.
/// Chosen on stories and topics of Reuters: docs/MEASUREMENTS.md.
constexpr bool belongs_to_site(std::uint32_t pages, std::uint32_t of_pages) {
  constexpr std::uint32_t kFewest = 4;
  constexpr std::uint32_t kMany = 8;
  return pages >= kMany ? 2 * pages >= of_pages : pages >= kFewest && 4 * pages >= 3 * of_pages;
}

std::vector<std::string_view> paragraphs_of(std::string_view body) {
  std::vector<std::string_view> paragraphs;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find("\n\n"), body.size());
    if (end > 0) paragraphs.push_back(body.substr(0, end));
    body.remove_prefix(std::min(end + 2, body.size()));
  }
  return paragraphs;
}

std::vector<std::string_view> ends_of(std::string_view body) {
  std::vector<std::string_view> all = paragraphs_of(body);
  if (all.size() > 2 * kEndParagraphs)
    all.erase(all.begin() + kEndParagraphs, all.end() - kEndParagraphs);
  return all;
}

std::uint64_t hash_of(std::string_view paragraph) {
  return XXH3_64bits(paragraph.data(), paragraph.size());
}

std::uint64_t hash_of_headline(std::string_view headline) {
  return XXH3_64bits_withSeed(headline.data(), headline.size(), 1);
}

std::size_t size_of(const std::vector<RepeatedParagraph>& paragraphs) {
  std::size_t bytes = 0;
  for (const RepeatedParagraph& paragraph : paragraphs) bytes += paragraph.text.size() + 2;
  return bytes;
}

}  // namespace

std::string site_of(const Article& page) {
  if (page.url.empty()) return page.source;
  std::string_view host = page.url;
  host.remove_prefix(std::min(host.find("//"), host.size() - 2) + 2);
  host = host.substr(0, host.find_first_of("/?#:"));
  const std::string folded = fold(host);
  return folded.starts_with("www.") ? folded.substr(4) : folded;
}

/// The number of the page that this one is a copy or a version of: the headline is the same, or
/// most of the text. 0 if there is none.
std::uint32_t SiteMemory::original_of(const Site& site, const Article& page) {
  if (!page.headline.empty()) {
    const auto same = site.seen.find(hash_of_headline(page.headline));
    if (same != site.seen.end()) return same->second.last_page;
  }
  std::unordered_map<std::uint32_t, std::size_t> shared;  // bytes, by page
  std::size_t all = 0;
  for (const std::string_view paragraph : ends_of(page.body)) {
    all += paragraph.size();
    const auto same = site.seen.find(hash_of(paragraph));
    if (same == site.seen.end()) continue;
    shared[same->second.last_page] += paragraph.size();
  }
  for (const auto& [number, bytes] : shared) {
    if (2 * bytes > all) return number;  // which no two can have
  }
  return 0;
}

void SiteMemory::learn(const Article& page) {
  std::string name = site_of(page);
  if (name.empty()) return;
  Site& site = sites_[std::move(name)];
  site.last_use = ++uses_;
  const std::uint32_t original = original_of(site, page);
  const std::uint32_t number = original != 0 ? original : ++site.last_page;
  site.pages += original == 0 ? 1 : 0;
  const std::size_t before = site.seen.size();
  const auto count = [&](std::uint64_t hash) {
    const auto [seen, is_new] = site.seen.try_emplace(hash, Seen{1, number});
    // A version of a page adds what is new in it, so that the next version is known by that too.
    if (is_new || original != 0 || seen->second.last_page == number) return;
    ++seen->second.pages;
    seen->second.last_page = number;
  };
  if (!page.headline.empty()) count(hash_of_headline(page.headline));
  for (const std::string_view paragraph : ends_of(page.body)) count(hash_of(paragraph));
  remembered_ += site.seen.size() - before;
  forget_old_pages(site);
  forget_old_sites();
}

void SiteMemory::forget_old_pages(Site& site) {
  while (site.pages >= kLatestPages || site.seen.size() > kMostOfASite) {
    const std::size_t before = site.seen.size();
    for (auto& [hash, seen] : site.seen) seen.pages /= 2;
    std::erase_if(site.seen, [](const auto& entry) { return entry.second.pages == 0; });
    remembered_ -= before - site.seen.size();
    site.pages /= 2;
  }
}

void SiteMemory::forget_old_sites() {
  while (sites_.size() > kMostSites || remembered_ > kMostRemembered) {
    const auto oldest =
        std::ranges::min_element(sites_, {}, [](const auto& site) { return site.second.last_use; });
    remembered_ -= oldest->second.seen.size();
    sites_.erase(oldest);
  }
}

std::vector<RepeatedParagraph> SiteMemory::repeated_on(const Article& page) const {
  std::vector<RepeatedParagraph> repeated;
  const auto found = sites_.find(site_of(page));
  if (found == sites_.end()) return repeated;
  const Site& site = found->second;
  for (const std::string_view paragraph : paragraphs_of(page.body)) {
    const auto seen = site.seen.find(hash_of(paragraph));
    if (seen == site.seen.end()) continue;
    if (belongs_to_site(seen->second.pages, site.pages))
      repeated.push_back({std::string(paragraph), seen->second.pages});
  }
  if (2 * size_of(repeated) > page.body.size()) repeated.clear();
  return repeated;
}

void leave_out(const std::vector<RepeatedParagraph>& paragraphs, Article& page) {
  if (paragraphs.empty()) return;
  std::string rest;
  std::size_t next = 0;  // they are in the order of the page
  for (const std::string_view paragraph : paragraphs_of(page.body)) {
    if (next < paragraphs.size() && paragraph == paragraphs[next].text) {
      ++next;
      continue;
    }
    if (!rest.empty()) rest += "\n\n";
    rest += paragraph;
  }
  page.body = std::move(rest);
}

}  // namespace morgue::extraction
